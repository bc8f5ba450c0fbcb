"""How long a key waits while a large log is read beside the screen, and once it is there.

    python -m bench.keys_while_reading [--entries 100000] [--runs 3] [--limit 30]

From a key to the first output behind it, over all runs. Prints one line each; the exit code is 1 where 95 of 100 keys
take more milliseconds than the limit while the log is read.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.first_paint import first_words
from bench.make_log import write_log
from bench.terminal import Terminal

BETWEEN = 0.04
"""Seconds between two keys: a fast key repeat."""
AFTERWARDS = {"cursor down": "j", "to the end": "G", "to the beginning": "g", "page down": "\x1b[6~"}


def main() -> int:
    """Measure, print, and compare with the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=30, help="most milliseconds that are accepted of 95 of 100 keys")
    arguments = parser.parse_args()
    waits: list[float] = []
    afterwards: dict[str, list[float]] = {name: [] for name in AFTERWARDS}
    memory = 0.0
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "large.md")
        write_log(log, arguments.entries)
        words = first_words(log)
        for _run in range(arguments.runs):
            with Terminal([sys.executable, "-m", "tui_reader", str(log)]) as terminal:
                terminal.shown_at(words)
                while not terminal.shows(f"{arguments.entries} "):
                    waits.append(terminal.press("jk"[len(waits) % 2]))
                    terminal.wait(BETWEEN)
                terminal.settle()
                for name, key in AFTERWARDS.items():
                    afterwards[name].append(terminal.press(key))
                    terminal.settle()
                memory = max(memory, terminal.peak_memory)
    waits.sort()
    usual, slow, slowest = (waits[int(len(waits) * share)] * 1000 for share in (0.5, 0.95, 0.9999))
    print(
        f"keys while {arguments.entries:,} entries are read, {len(waits)} in {arguments.runs} runs: half within"
        f" {usual:.0f} ms, 95 % within {slow:.0f} ms (limit {arguments.limit:.0f}), all within {slowest:.0f} ms"
    )
    others = ", ".join(f"{name} {max(times) * 1000:.0f} ms" for name, times in afterwards.items())
    print(f"keys afterwards, the slowest of each: {others}; memory at most {memory:.0f} MB")
    return 0 if slow <= arguments.limit else 1


if __name__ == "__main__":
    sys.exit(main())

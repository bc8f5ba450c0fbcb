"""How long a key takes to its picture with a large log loaded, and whether many keys at once are shown at once.

    python -m bench.key_times [--entries 100000] [--keys 40] [--size 80x24] [--median 10] [--slowest 30] [--burst 1]

From a key to the last output of the picture that it asks for: the row under the cursor and, where it follows, the
reading pane. Prints one line for each kind of key; the exit code is 1 where the median or 95 of 100 keys take more
milliseconds than the limits, 300 keys sent at once are not shown within the limit in seconds, or the program takes
more memory than six times the log.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.first_paint import first_words
from bench.make_log import write_log
from bench.search_keys import picture_after
from bench.terminal import Terminal

KINDS = {"cursor": ("j",), "page": ("\x1b[6~",), "pane": ("\t",)}
BURST = 300
QUIET = 0.08
"""Seconds of silence after which a picture is complete."""
MEMORY = 6
"""How many times the log may be in memory."""


def burst(terminal: Terminal, keys: str) -> float:
    """Seconds from ``keys``, sent at once, to the last output that they bring about."""
    return picture_after(terminal, keys, 0.3)


def main() -> int:
    """Measure, print, and compare with the limits."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--keys", type=int, default=40, help="of each kind")
    parser.add_argument("--size", default="80x24", help="columns x lines")
    parser.add_argument("--median", type=float, default=10, help="most milliseconds of the median")
    parser.add_argument("--slowest", type=float, default=30, help="most milliseconds of 95 of 100 keys")
    parser.add_argument("--burst", type=float, default=1, help="most seconds for 300 keys at once")
    arguments = parser.parse_args()
    columns, lines = map(int, arguments.size.split("x"))
    is_well = True
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "large.md")
        write_log(log, arguments.entries)
        with Terminal([sys.executable, "-m", "tui_reader", str(log)], columns, lines) as terminal:
            terminal.shown_at(first_words(log))
            while not terminal.shows(f"{arguments.entries} "):
                terminal.wait(0.2)
            # What is looked over behind that is done when the program rests.
            while (before := processor_time(terminal.process)) is not None:
                terminal.wait(1.0)
                if (processor_time(terminal.process) or 0) - before < 0.05:
                    break
            for kind, keys in KINDS.items():
                times = [1000 * picture_after(terminal, key, QUIET) for _ in range(arguments.keys) for key in keys]
                usual, slow = statistics.median(times), sorted(times)[int(0.95 * len(times))]
                is_well &= usual <= arguments.median and slow <= arguments.slowest
                print(
                    f"{kind} at {arguments.size}, {arguments.entries:,} entries: median {usual:.1f} ms (limit"
                    f" {arguments.median:.0f}), 95 % within {slow:.1f} ms (limit {arguments.slowest:.0f})"
                )
            took = burst(terminal, "k" * BURST)
            is_well &= took <= arguments.burst
            memory, size = terminal.peak_memory, os.path.getsize(log) / (1 << 20)
            is_well &= memory <= MEMORY * size
            print(f"{BURST} cursor keys at once: {took * 1000:.0f} ms (limit {arguments.burst * 1000:.0f})")
            print(f"memory {memory:.0f} MB for {size:.0f} MB of log, {memory / size:.1f} times (limit {MEMORY})")
    return 0 if is_well else 1


def processor_time(process: int) -> float | None:
    """Seconds of processor time that ``process`` took so far (Linux; None elsewhere)."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as status:
            fields = status.read().rpartition(")")[2].split()
    except OSError:
        time.sleep(10)
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())

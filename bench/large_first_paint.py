"""How much longer the first picture of a large log takes than that of a small one.

    python -m bench.large_first_paint [--entries 100000] [--runs 15] [--size 80x24] [--limit 1.5]

Runs of both are interleaved, and medians are compared. Prints one line; the exit code is 1 where the ratio is above the
limit.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from bench.first_paint import first_words
from bench.make_log import write_log
from bench.terminal import first_paint

SMALL = 100
"""Entries of the small log."""


def main() -> int:
    """Measure, print, and compare with the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--size", default="80x24", help="columns x lines")
    parser.add_argument("--limit", type=float, default=1.5, help="highest ratio that is accepted")
    arguments = parser.parse_args()
    columns, lines = map(int, arguments.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        logs = {entries: Path(folder, f"{entries}.md") for entries in (SMALL, arguments.entries)}
        times: dict[int, list[float]] = {entries: [] for entries in logs}
        for entries, log in logs.items():
            write_log(log, entries)
        # The two begin with the same entries.
        words = first_words(logs[SMALL])
        for _run in range(1 + arguments.runs):
            for entries, log in logs.items():
                command = [sys.executable, "-m", "tui_reader", str(log)]
                times[entries].append(first_paint(command, words, columns, lines))
    # The first run of each writes the compiled modules, and is not counted.
    small, large = (statistics.median(times[entries][1:]) for entries in (SMALL, arguments.entries))
    print(
        f"first paint of {arguments.entries:,} entries at {arguments.size}, median of {arguments.runs}:"
        f" {large * 1000:.0f} ms, of {SMALL} entries {small * 1000:.0f} ms,"
        f" ratio {large / small:.2f} (limit {arguments.limit})"
    )
    return 0 if large / small <= arguments.limit else 1


if __name__ == "__main__":
    sys.exit(main())

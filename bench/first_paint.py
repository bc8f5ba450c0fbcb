"""How long readtui takes from exec to its first entry on the screen, against the smallest Textual app.

    python -m bench.first_paint LOG [--runs 15] [--size 80x24] [--limit 1.3]

Runs of both are interleaved, each in a fresh process on a fresh pseudo-terminal, and medians are compared: single runs
vary by a factor of two. Prints one line; the exit code is 1 where the ratio is above the limit.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from bench.terminal import first_paint
from tui_reader.core.parser import parse
from tui_reader.core.visible import visible


def first_words(log: Path) -> str:
    """The beginning of the first entry that ``log`` has, as it stands in the list."""
    entry = parse(log.read_text(encoding="utf-8", errors="surrogateescape")).entries[0]
    return visible(entry.title or entry.note or "")[:20]


def main() -> int:
    """Measure, print, and compare with the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--size", default="80x24", help="columns x lines")
    parser.add_argument("--limit", type=float, default=1.3, help="highest ratio that is accepted")
    arguments = parser.parse_args()
    columns, lines = map(int, arguments.size.split("x"))
    words = first_words(arguments.log)
    smallest = [sys.executable, str(Path(__file__).with_name("smallest_app.py"))]
    readtui = [sys.executable, "-m", "tui_reader", str(arguments.log)]
    floors: list[float] = []
    times: list[float] = []
    # The first run of each writes the compiled modules, and is not counted.
    for _run in range(1 + arguments.runs):
        floors.append(first_paint(smallest, "smallest", columns, lines))
        times.append(first_paint(readtui, words, columns, lines))
    floor, time_taken = statistics.median(floors[1:]), statistics.median(times[1:])
    ratio = time_taken / floor
    print(
        f"first paint at {arguments.size}, median of {arguments.runs}: readtui {time_taken * 1000:.0f} ms,"
        f" smallest Textual app {floor * 1000:.0f} ms, ratio {ratio:.2f} (limit {arguments.limit})"
    )
    return 0 if ratio <= arguments.limit else 1


if __name__ == "__main__":
    sys.exit(main())

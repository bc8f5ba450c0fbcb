"""How long readtui takes from exec to its first entry on the screen, against the smallest Textual app.

    python bench/first_paint.py LOG [--runs 15] [--size 80x24] [--limit 1.3]

Runs of both are interleaved, each in a fresh process on a fresh pseudo-terminal, and medians are compared: single runs
vary by a factor of two. Prints one line; the exit code is 1 where the ratio is above the limit.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

import pyte

from tui_reader.core.parser import parse
from tui_reader.core.visible import visible

QUIET = 0.3
"""Seconds without output after which the picture counts as complete."""
PATIENCE = 20.0
"""Seconds after which a program that shows nothing is given up."""

# What pyte does not know and takes for text: private modes with an intermediate character, kitty's keyboard protocol.
UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;:]*[ -/]*[@-~]|\x1b\[\?[0-9;]*\$p|\x1b\[\?u")


def first_paint(command: Sequence[str], text: str, columns: int, lines: int) -> float:
    """Seconds from the start of ``command`` to the arrival of the output after which ``text`` is on the screen."""
    started = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.execvp(command[0], list(command))
    try:
        return _shown_at(_timed_output(terminal), text, columns, lines) - started
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def _timed_output(terminal: int) -> list[tuple[float, bytes]]:
    """What the program writes until it is quiet, and when it came. Nothing is drawn meanwhile: that would slow it."""
    chunks: list[tuple[float, bytes]] = []
    while select.select([terminal], [], [], QUIET if chunks else PATIENCE)[0]:
        try:
            chunk = os.read(terminal, 1 << 16)
        except OSError:
            break
        chunks.append((time.perf_counter(), chunk))
    return chunks


def _shown_at(chunks: Sequence[tuple[float, bytes]], text: str, columns: int, lines: int) -> float:
    screen = pyte.Screen(columns, lines)
    stream = pyte.ByteStream(screen)
    for arrived, chunk in chunks:
        stream.feed(UNKNOWN_TO_PYTE.sub(b"", chunk))
        if any(text in line for line in screen.display):
            return arrived
    raise SystemExit(f"{text!r} never came on the screen:\n" + "\n".join(screen.display))


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

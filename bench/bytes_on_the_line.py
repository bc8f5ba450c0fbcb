"""How many bytes a key takes on the line, against what the cells that it changes need by themselves.

    python -m bench.bytes_on_the_line LOG [--sizes 80x24,120x36,200x50] [--ratio 2] [--letter 1000] [--few 0.65]

What changed cells need: six bytes to go to each run of them, eight for each style, and their text. Prints a line for
each size and key, truecolor and the sixteen colours of the terminal side by side. The exit code is 1 where a cursor key
or a change of the pane takes more than ``--ratio`` times that in truecolor, a letter in the form more bytes than
``--letter``, a cursor key in sixteen colours more than ``--few`` of truecolor, or anything is sent meanwhile.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyte

from bench.first_paint import first_words
from bench.terminal import Terminal

Cells = list[list[tuple[object, ...]]]

KEYS = {"cursor": "jjjjjjjjjjjj", "page": "\x06\x06\x06", "pane": "\t\t\t\t"}
LETTERS = "barnacles"
IDLE = 3.0
"""Seconds for which nothing is done."""
THROUGH = 5
"""Cells of one style that are drawn through rather than stepped over."""


def cells(screen: pyte.Screen) -> Cells:
    """What each cell shows: its text and all that is its style."""
    return [[tuple(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


def needed(before: Cells, after: Cells) -> int:
    """Bytes for the cells that changed."""
    total = 0
    for old, new in zip(before, after, strict=True):
        end, style = -THROUGH, None
        for x, cell in enumerate(new):
            if cell == old[x]:
                continue
            is_new_run = x - end > THROUGH or len({between[1:] for between in new[end : x + 1]}) > 1
            if is_new_run and x != end + 1:
                total, style = total + 6, None
            else:
                total += sum(len(str(between[0]).encode()) for between in new[end + 1 : x])
            total += len(str(cell[0]).encode()) + (8 if cell[1:] != style else 0)
            end, style = x, cell[1:]
    return total


def sent(terminal: Terminal, keys: Sequence[str]) -> list[tuple[int, int]]:
    """Bytes that each of ``keys`` took, and that its cells needed."""
    steps = []
    for key in keys:
        terminal.settle()
        terminal.shows("")
        before, received = cells(terminal.screen), terminal.received
        terminal.write(key)
        terminal.wait(0.1)
        terminal.settle()
        terminal.shows("")
        steps.append((terminal.received - received, needed(before, cells(terminal.screen))))
    return steps


def main() -> int:
    """Measure, print, and compare with the limits."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path)
    parser.add_argument("--sizes", default="80x24,120x36,200x50", help="columns x lines")
    parser.add_argument("--ratio", type=float, default=2)
    parser.add_argument("--letter", type=float, default=1000)
    parser.add_argument("--few", type=float, default=0.65)
    arguments = parser.parse_args()
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"):
        os.environ.pop(name, None)
    words = first_words(arguments.log)
    is_well = True
    for size in arguments.sizes.split(","):
        columns, lines = map(int, size.split("x"))
        taken: dict[tuple[str, str], float] = {}
        for profile in ("local", "ssh"):
            with tempfile.TemporaryDirectory() as folder:
                os.environ["READTUI_STATE_DIR"] = folder
                # A copy can be written, and only there a letter has a form to go into.
                log = shutil.copyfile(arguments.log, Path(folder, arguments.log.name))
                command = [sys.executable, "-m", "tui_reader", "--profile", profile, str(log)]
                with Terminal(command, columns, lines) as terminal:
                    terminal.shown_at(words)
                    terminal.settle(1.5)
                    received = terminal.received
                    terminal.wait(IDLE)
                    idle = terminal.received - received
                    for name, keys in KEYS.items():
                        steps = sent(terminal, keys)
                        taken[profile, name] = statistics.median(bytes_sent for bytes_sent, _needed in steps)
                        least = statistics.median(bytes_needed for _sent, bytes_needed in steps) or 1
                        taken[f"{profile} ratio", name] = taken[profile, name] / least
                    terminal.write("n")
                    terminal.wait(1.0)
                    terminal.write("\t\t")
                    terminal.wait(1.0)
                    taken[profile, "letter"] = statistics.median(count for count, _needed in sent(terminal, LETTERS))
                    is_well &= not idle
        for name in KEYS:
            few = taken["ssh", name] / taken["local", name]
            print(
                f"{name} at {size}: {taken['local', name]:.0f} bytes, {taken['local ratio', name]:.2f} times what the"
                f" cells need; in 16 colours {taken['ssh', name]:.0f}, {few:.0%} of that"
            )
        is_well &= all(taken["local ratio", name] <= arguments.ratio for name in ("cursor", "pane"))
        is_well &= taken["ssh", "cursor"] <= arguments.few * taken["local", "cursor"]
        is_well &= taken["local", "letter"] <= arguments.letter
        letters = f"{taken['local', 'letter']:.0f} bytes, in 16 colours {taken['ssh', 'letter']:.0f}"
        print(f"a letter in the form at {size}: {letters}; idle for {IDLE:.0f} s: {idle} bytes")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())

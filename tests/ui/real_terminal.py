"""The program in a terminal of its own, for tests of what it sends and what it is sent."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pexpect
import pyte

from tests.ui.reading_group import LOG

PROJECT = Path(__file__).parents[2]
PATIENCE = 30
QUIET = 0.5
"""Seconds without output after which the program is taken to wait for a key."""

# What pyte takes for text.
UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;:]*[ -/]*[@-~]|\x1b\[\?[0-9;]*\$p|\x1b\[\?u")
UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*)?\Z")
"""A sequence of which the end is not there yet."""


class Screen(pyte.Screen):
    """As pyte's, which cannot say what it shows while half a wide character was drawn over."""

    @property
    def display(self) -> list[str]:
        """The lines."""
        return ["".join(self.buffer[y][x].data for x in range(self.columns)) for y in range(self.lines)]


class Program(pexpect.spawn):  # type: ignore[misc]
    """A program that is put an end to at once: one that is asked to end takes longer than pexpect waits."""

    def close(self, force: bool = True) -> None:
        """End it, if it is still there, and close its terminal."""
        if not self.closed and self.isalive():
            self.kill(signal.SIGKILL)
            self.wait()
        super().close(force)


class Terminal:
    """The program on a pseudo-terminal, and what its screen shows."""

    def __init__(self, path: Path, start: Sequence[str] = ("-m", "tui_reader"), **environment: str) -> None:
        self.screen = Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self._unfinished = b""
        self._is_gone = False
        self.sent = b""
        """All that the program sent."""
        self.program = Program(
            sys.executable,
            [*start, str(path)],
            cwd=PROJECT,
            env={**os.environ, "COLORTERM": "truecolor", "READTUI_LANG": "en", **environment},
            dimensions=(24, 80),
            timeout=PATIENCE,
        )

    def type(self, keys: str) -> bytes:
        """Send ``keys`` at once; gives what the program sends for them until it is quiet."""
        self.program.send(keys)
        return self.read()

    def read(self) -> bytes:
        """What the program sends until it is quiet or gone."""
        received = b""
        while more := self._receive():
            received += more
        return received

    def _receive(self) -> bytes:
        """What the program sends next; nothing where it is quiet or gone."""
        try:
            received: bytes = self.program.read_nonblocking(1 << 16, QUIET)
        except pexpect.TIMEOUT:
            return b""
        except pexpect.EOF:
            self._is_gone = True
            return b""
        self.sent += received
        shown = self._unfinished + received
        cut = UNFINISHED.search(shown)
        end = cut.start() if cut else len(shown)
        self._unfinished = shown[end:]
        self._stream.feed(UNKNOWN_TO_PYTE.sub(b"", shown[:end]))
        return received

    def resize(self, columns: int, lines: int) -> None:
        """Make the terminal of another size."""
        self.screen.resize(lines, columns)
        self.program.setwinsize(lines, columns)

    @property
    def cursor(self) -> tuple[int, int]:
        """The cell and the line of the cursor, from 0."""
        return self.screen.cursor.x, self.screen.cursor.y

    def wait_for(self, text: str, lines: slice = slice(None)) -> None:
        """Read until ``text`` is on the screen, or in some of its ``lines``, and no further."""
        self.wait_until(lambda: any(text in line for line in self.screen.display[lines]))

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Read until the screen is as wanted, and no further."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            seen = "\n".join([*self.screen.display, f"cursor: {self.cursor}"])
            assert not self._is_gone, f"the program is gone:\n{seen}"
            assert time.monotonic() < deadline, seen
            self._receive()

    def cut_line(self) -> None:
        """Close the terminal under the program, and wait for its end."""
        pseudo_terminal = self.program.ptyproc
        pseudo_terminal.fileobj.close()
        self.program.wait()
        self.program.closed = pseudo_terminal.closed = True


def open_terminal(terminals: list[Terminal], path: Path, *options: str, **environment: str) -> Terminal:
    """The program with the log at ``path`` on its screen."""
    terminal = Terminal(path, start=("-m", "tui_reader", *options), **environment)
    terminals.append(terminal)
    terminal.wait_for("Barnacles keep" if path.read_text(encoding="utf-8") == LOG else "High and low.")
    terminal.read()
    return terminal

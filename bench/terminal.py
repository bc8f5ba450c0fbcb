"""A program on a pseudo-terminal, and when what came on its screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from types import TracebackType

import pyte

QUIET = 0.3
"""Seconds without output after which the picture counts as complete."""
RESTING = 1.0
"""Seconds in which a program that has nothing left to do takes hardly any processor time."""
HARDLY_ANY = 0.02
"""Seconds of that."""
PATIENCE = 60.0
"""Seconds after which a program that shows nothing is given up."""

# What pyte does not know and takes for text: private modes with an intermediate character, kitty's keyboard protocol.
UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;:]*[ -/]*[@-~]|\x1b\[\?[0-9;]*(?:\$p|[mu])")


class Terminal:
    """A program that runs as long as the block of its ``with``. Times are those of ``time.perf_counter``."""

    def __init__(self, command: Sequence[str], columns: int = 80, lines: int = 24) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._chunks: list[tuple[float, bytes]] = []
        self.received = 0
        """Bytes that came so far."""
        self.started = time.perf_counter()
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.execvp(command[0], list(command))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._terminal)

    def read(self, patience: float) -> float | None:
        """When the next output came; None if none comes in so many seconds. Nothing is drawn: that would take time."""
        if not select.select([self._terminal], [], [], max(0.0, patience))[0]:
            return None
        try:
            chunk = os.read(self._terminal, 1 << 16)
        except OSError:
            return None
        self._chunks.append((time.perf_counter(), chunk))
        self.received += len(chunk)
        return self._chunks[-1][0]

    def settle(self, quiet: float = QUIET) -> None:
        """Read until nothing comes for so many seconds."""
        while self.read(quiet if self.received else PATIENCE) is not None:
            pass

    def shown_at(self, text: str, patience: float = PATIENCE) -> float:
        """When ``text`` came on the screen. Draws what was read so far, and reads on where it is not there."""
        deadline = time.perf_counter() + patience
        while True:
            while self._chunks:
                arrived, chunk = self._chunks.pop(0)
                self._stream.feed(UNKNOWN_TO_PYTE.sub(b"", chunk))
                if any(text in line for line in self.screen.display):
                    return arrived
            if time.perf_counter() > deadline or self.read(patience) is None:
                raise SystemExit(f"{text!r} never came on the screen:\n" + "\n".join(self.screen.display))

    def shows(self, text: str) -> bool:
        """Whether ``text`` is on the screen, as far as was read. Draws that."""
        while self._chunks:
            self._stream.feed(UNKNOWN_TO_PYTE.sub(b"", self._chunks.pop(0)[1]))
        return any(text in line for line in self.screen.display)

    def write(self, keys: str) -> None:
        """Press ``keys``."""
        os.write(self._terminal, keys.encode())

    def press(self, key: str, patience: float = 5.0) -> float:
        """Seconds from ``key`` to the first output behind it; ``patience`` where there is none."""
        while self.read(0) is not None:
            pass
        pressed = time.perf_counter()
        self.write(key)
        return (self.read(patience) or pressed + patience) - pressed

    def wait(self, seconds: float) -> None:
        """Read for so many seconds."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self.read(left)

    def rest(self) -> None:
        """Read until the program has nothing left to do behind the screen (Linux; elsewhere nothing is waited for)."""
        before = self.processor_time
        while True:
            self.wait(RESTING)
            if self.processor_time - before <= HARDLY_ANY:
                return
            before = self.processor_time

    @property
    def processor_time(self) -> float:
        """The seconds of processor time that the program has taken (Linux; 0 elsewhere)."""
        try:
            with open(f"/proc/{self.process}/stat", encoding="utf-8") as status:
                user, system = status.read().rpartition(")")[2].split()[11:13]
        except OSError:
            return 0.0
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    @property
    def peak_memory(self) -> float:
        """The most memory that the program ever had, in MB (Linux; 0 elsewhere)."""
        try:
            with open(f"/proc/{self.process}/status", encoding="ascii") as status:
                return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
        except OSError:
            return 0.0


def first_paint(command: Sequence[str], text: str, columns: int = 80, lines: int = 24) -> float:
    """Seconds from the start of ``command`` to the arrival of the output after which ``text`` is on the screen."""
    with Terminal(command, columns, lines) as terminal:
        terminal.settle()
        return terminal.shown_at(text) - terminal.started

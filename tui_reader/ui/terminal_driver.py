"""Textual's way to the terminal, which may be closed at any moment: the program then ends, and neither hangs nor spins.

Textual by itself stops writing at the first error, and waits for ever for what it has to say to be written; it reads a
closed terminal again and again, which says each time that there is nothing.
"""

from __future__ import annotations

import os
import termios
from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from tui_reader.ui.pinned_cells import pinned

if TYPE_CHECKING:
    from textual.app import App

STANDARD_OUTPUT = 1

EVERY = 1.0
"""Seconds between two looks at whether the terminal is still there: not everybody is sent a signal when it closes."""

BUTTONS_ALONE = "\x1b[?1000h\x1b[?1015h\x1b[?1006h"
"""Asks the terminal to report buttons and the wheel, without 1003 for motion. What ends that is Textual's."""

SHOW_CURSOR = "\x1b[?25h"


class _Output:
    """A terminal to write to; one that is closed swallows everything."""

    def __init__(self, file: TextIO, closed: Callable[[], None]) -> None:
        self._file = file
        self._closed = closed

    def write(self, text: str) -> int:
        """Write ``text``, if there is anybody to read it."""
        try:
            return self._file.write(text)
        except (OSError, ValueError):
            self._closed()
            return len(text)

    def flush(self) -> None:
        """Send what was written."""
        try:
            self._file.flush()
        except (OSError, ValueError):
            self._closed()

    def fileno(self) -> int:
        """The number of the file."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._file.isatty()


class TerminalDriver(LinuxDriver):
    """Has the app's method ``terminal_closed`` called, once, when the terminal was closed."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """As Textual wants it."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._joins = bool(cast("Any", app).profile.joins)
        self._told = Event()
        self._stopped = Event()
        self._file = cast("Any", _Output(_terminal_of(self._file), self._tell))
        Thread(target=self._look, name="readtui-terminal", daemon=True).start()

    def start_application_mode(self) -> None:
        """Begin, or go on after another program had the terminal; with its cursor seen by those who are read to."""
        app = cast("Any", self._app)
        app.shown.forget()
        cast("Any", super()).start_application_mode()
        if self._is_read_out:
            self.write(SHOW_CURSOR)
            self.flush()

    def _enable_mouse_support(self) -> None:
        """Listen to the mouse; where the line is slow, to its buttons alone: every motion would be reported."""
        if not self._mouse or cast("Any", self._app).profile.motion:
            super()._enable_mouse_support()
        else:
            self.write(BUTTONS_ALONE)

    def _request_terminal_sync_mode_support(self) -> None:
        """Ask whether the terminal can hold a picture back until it is whole, unless the question is read out."""
        if not self._is_read_out:
            super()._request_terminal_sync_mode_support()

    def _query_in_band_window_resize(self) -> None:
        """Ask whether the terminal tells its size by itself, unless the question is read out."""
        if not self._is_read_out:
            super()._query_in_band_window_resize()

    @property
    def _is_read_out(self) -> bool:
        """Whether a screen reader stands between here and the terminal; those do not know all sequences."""
        return bool(cast("Any", self._app).profile.is_plain)

    @property
    def terminal_size(self) -> Size | None:
        """What size the terminal has now; None where it is the terminal that tells."""
        return None if self._in_band_window_resize else Size(*self._get_terminal_size())

    def write(self, data: str) -> None:
        """Send ``data`` with every column in its place."""
        super().write(pinned(data, self._joins))

    def _look(self) -> None:
        while not self._stopped.wait(EVERY):
            if self.input_tty and _is_hung_up(self.fileno):
                self._tell()
                return

    def _tell(self) -> None:
        if not self._told.is_set():
            self._told.set()
            # What there is to read is nothing, at once and without end.
            self.exit_event.set()
            self._app.call_later(cast("Any", self._app).terminal_closed)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:
            self._tell()

    def close(self) -> None:
        """End, with all that was to be written on its way."""
        self._stopped.set()
        super().close()


def _terminal_of(standard_error: TextIO | None) -> TextIO:
    """What to draw on: standard error, as Textual does, unless somebody sent that elsewhere or closed it."""
    if standard_error is not None and standard_error.isatty():
        return standard_error
    return os.fdopen(STANDARD_OUTPUT, "w", encoding="utf-8", errors="backslashreplace", closefd=False)


def _is_hung_up(descriptor: int) -> bool:
    """Whether the terminal behind ``descriptor`` was closed."""
    try:
        termios.tcgetattr(descriptor)
    except (termios.error, OSError, ValueError):
        return True
    return False

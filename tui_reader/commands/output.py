"""Standard output and standard error: UTF-8 whatever the locale says; data goes to the one, talk to the other."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from tui_reader.core.message import N_, ReadTuiError

YES = ("y", "yes", "是", "好")
"""What people say who agree."""


class OutputClosedError(ReadTuiError):
    """Standard output is closed or takes no more."""


def write(text: str) -> None:
    """Write ``text`` to standard output. Bytes of a log that are not UTF-8 come out as ``\\udcXX``.

    ``OutputClosedError`` where there is no standard output or it takes no more; ``BrokenPipeError`` where nobody reads.
    """
    write_bytes(text.encode("utf-8", "backslashreplace"))


def write_bytes(content: bytes) -> None:
    """Write ``content`` to standard output as it is; the errors are those of ``write``."""
    if sys.stdout is None:
        raise OutputClosedError(N_("standard output is closed: nowhere to write to"))
    try:
        rest = memoryview(content)
        while rest:  # unbuffered, as PYTHONUNBUFFERED has it, a full disk takes a part and complains of the next one
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except OSError as error:
        # What could not be written goes nowhere, so that Python does not complain of it at the end of the process.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise OutputClosedError(
            N_("cannot write to standard output: {reason}; free some space or write elsewhere"), reason=error.strerror
        ) from error


def complain(sentence: str) -> None:
    """Write one line to standard error: the program's name and ``sentence``, with control characters made visible."""
    tell(f"readtui: {sentence}")


def tell(sentence: str) -> None:
    """Write the line ``sentence`` to standard error, with control characters made visible."""
    from tui_reader.core.visible import visible

    _talk(f"{visible(sentence)}\n")


def agrees(question: str) -> bool:
    """Put ``question`` on standard error; whether the line that is answered on standard input says yes."""
    from tui_reader.core.visible import visible

    _talk(f"{visible(question)} ")
    return sys.stdin is not None and sys.stdin.readline().strip().lower() in YES


def _talk(text: str) -> None:
    if sys.stderr is not None:
        with suppress(OSError):  # nobody listens
            sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
            sys.stderr.buffer.flush()


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def wants_colours() -> bool:
    """Whether what is printed may be coloured: standard output is a terminal that can, and nobody said no."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width() -> int | None:
    """Cells in a line of the terminal that standard output is; None where it is no terminal."""
    if not is_terminal():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None

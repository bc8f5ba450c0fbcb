"""What the program's exit codes mean."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Scripts, hooks and editors rely on these."""

    DONE = 0
    NOTHING_FOUND = 1
    CONFLICTS_LEFT = 1
    SOMEBODY_MISSING = 1
    WRONG_USAGE = 2
    FILE_PROBLEM = 3
    """A file could not be read or written."""
    INTERRUPTED = 130
    """By Ctrl+C, as shells count it."""
    PIPE_CLOSED = 141
    """Whoever read the output wanted no more of it, as shells count it."""

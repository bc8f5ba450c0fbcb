"""Keys for the app, where standard input is none: ``ls *.md | xargs readtui``, ``readtui log.md < /dev/null``."""

from __future__ import annotations

import os
import sys

STANDARD_INPUT = 0


def take_keyboard() -> bool:
    """Have keys come from the terminal that this process runs in, whatever standard input is. Whether there is one."""
    if sys.stdin is not None and sys.stdin.isatty():
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return False
    if terminal == STANDARD_INPUT:  # which was closed
        os.set_inheritable(terminal, True)
    else:
        os.dup2(terminal, STANDARD_INPUT)
        os.close(terminal)
    # Textual reads from this one, which is None where standard input was closed.
    stream = os.fdopen(STANDARD_INPUT, encoding="utf-8", errors="replace", closefd=False)
    for name in ("stdin", "__stdin__"):
        setattr(sys, name, stream)
    return True

"""What went wrong, in as few words as the line at the bottom has room for."""

from __future__ import annotations

import os

from tui_reader.adapters.language import say
from tui_reader.core.message import ReadTuiError, message


def short_words(error: ReadTuiError) -> str:
    """The sentence that ``error`` is, with a path's last part in the place of the path."""
    pattern, arguments = error.message
    short = [(name, os.path.basename(str(value)) if name == "path" else value) for name, value in arguments]
    return say(message(pattern, **dict(short)))

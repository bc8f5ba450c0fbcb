"""What is said of a file in as few words as a line has room for."""

from __future__ import annotations

import os

from tui_reader.adapters.language import say
from tui_reader.core.message import Message, ReadTuiError, message

PATHS = ("path", "log")
"""Arguments of messages that are paths."""


def short_words(said: Message | ReadTuiError) -> str:
    """The sentence that ``said`` is, with a path's last part in the place of the path."""
    pattern, arguments = said.message if isinstance(said, ReadTuiError) else said
    short = [(name, os.path.basename(str(value)) if name in PATHS else value) for name, value in arguments]
    return say(message(pattern, **dict(short)))

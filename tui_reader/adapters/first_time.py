"""What a person was told once, and is never told again."""

from __future__ import annotations

from tui_reader.adapters import state_files

KIND = "told"
"""The kind of state files that say so."""


def is_first_time(what: str) -> bool:
    """Whether this is the first time of ``what`` for this person, which it is once; False where nothing can be kept."""
    name = f"{KIND}/{what}"
    try:
        if state_files.find(name) is not None:
            return False
        state_files.write(name, b"")
    except OSError:
        return False
    return True

"""The theme that was last chosen in the app, for the next start. A convenience: nothing fails where it is not kept."""

from __future__ import annotations

from contextlib import suppress

from tui_reader.adapters import state_files

NAME = "memory/theme.txt"

LONGEST = 80
"""Characters of a name."""


def keep(name: str) -> None:
    """Keep ``name``, to be chosen again."""
    with suppress(OSError):
        state_files.write(NAME, name.encode("utf-8"))


def chosen() -> str:
    """The name that was kept; empty where there is none. There may be no theme of that name any more."""
    file = state_files.find(NAME)
    if file is None:
        return ""
    try:
        return file.read_text(encoding="utf-8").strip()[:LONGEST]
    except (OSError, ValueError):
        return ""

"""Who is at the keyboard, as a log would name them."""

from __future__ import annotations

from pathlib import Path

from tui_reader.adapters import git, memory
from tui_reader.adapters.config import load_settings


def usual_reader(log: Path) -> str:
    """The reader of a new entry in ``log``: the settings', else the last one used there, else git's user; else "".

    Raises ``SettingsError``.
    """
    return load_settings().reader or memory.recall(log).get("reader") or git.user_name(log.parent) or ""

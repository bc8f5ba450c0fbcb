"""The folders of a person: for settings, for what is kept between sessions, and for what can be had again."""

from __future__ import annotations

import os
import sys

PROGRAM = "readtui"


def settings_folder() -> str | None:
    """Where the settings are: READTUI_CONFIG_DIR, or where the system wants them. None where there is no home."""
    return _folder("READTUI_CONFIG_DIR", "XDG_CONFIG_HOME", "~/.config", "user_config_dir")


def state_folder() -> str | None:
    """Where drafts are kept: READTUI_STATE_DIR, or where the system wants them. None where there is no home."""
    return _folder("READTUI_STATE_DIR", "XDG_STATE_HOME", "~/.local/state", "user_state_dir")


def cache_folder() -> str | None:
    """Where answers of servers are: READTUI_CACHE_DIR, or where the system wants them. None where there is no home."""
    return _folder("READTUI_CACHE_DIR", "XDG_CACHE_HOME", "~/.cache", "user_cache_dir")


def _folder(own_variable: str, xdg_variable: str, default: str, name: str) -> str | None:
    own = os.environ.get(own_variable)
    if own:
        return os.path.abspath(os.path.expanduser(own))
    if sys.platform == "linux":
        # What platformdirs says here too; its import would take a tenth of the time that "readtui list" has.
        wanted = os.environ.get(xdg_variable, "")
        base = wanted if os.path.isabs(wanted) else os.path.expanduser(default)
        return os.path.join(base, PROGRAM) if os.path.isabs(base) else None
    import platformdirs

    try:
        return str(getattr(platformdirs, name)(PROGRAM, appauthor=False))
    except RuntimeError:
        return None

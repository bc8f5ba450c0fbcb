"""The logs that were opened lately, to be opened again. A convenience: nothing fails where it cannot be kept."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tui_reader.adapters import state_files

NAME = "memory/recent.json"

MOST = 12
"""Logs that are remembered."""


def note(paths: Sequence[Path]) -> None:
    """Note that the logs at ``paths`` were opened, the first of them last."""
    import json

    opened = [os.path.abspath(path) for path in paths]
    names = [*opened, *(name for name in _kept() if name not in opened)][:MOST]
    with suppress(OSError):
        state_files.write(NAME, json.dumps(names, indent=1).encode("ascii"))


def logs() -> list[Path]:
    """The logs that were opened lately and are still there, the latest first."""
    return [Path(name) for name in _kept() if os.path.isfile(name)]


def _kept() -> list[str]:
    import json

    file = state_files.find(NAME)
    if file is None:
        return []
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    return [name for name in kept if isinstance(name, str)] if isinstance(kept, list) else []

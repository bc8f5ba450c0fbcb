"""Small things about a log that are remembered from one session to the next, such as who read last. A convenience."""

from __future__ import annotations

from pathlib import Path

from tui_reader.adapters import state_files

KIND = "memory"
"""The kind of state files that memories are."""


def remember(log: Path, **facts: str) -> bool:
    """Remember ``facts`` about ``log``, such as ``reader="..."``, beside those that are. False where that fails."""
    import json

    content = {"log": state_files.real_path(log), "facts": recall(log) | facts}
    try:
        state_files.write(_name(log), json.dumps(content, indent=1).encode("ascii"))
    except OSError:
        return False
    return True


def recall(log: Path) -> dict[str, str]:
    """What is remembered about ``log``; nothing where it cannot be read."""
    import json

    file = state_files.find(_name(log))
    if file is None:
        return {}
    try:
        facts = json.loads(file.read_bytes())["facts"]
        return {name: value for name, value in facts.items() if isinstance(value, str)}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _name(log: Path) -> str:
    return f"{KIND}/{state_files.key(log)}.json"

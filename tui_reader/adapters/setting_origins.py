"""Each setting of a person with its value, and who said so."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tui_reader.adapters.config import SettingsFile, settings_by_name
from tui_reader.adapters.language import OWN_CHOICE

ENVIRONMENT = {"language": OWN_CHOICE}
"""The variables that overrule a setting."""


class Shown(NamedTuple):
    """A setting as it is shown."""

    name: str
    value: str
    origin: str | None
    """``path:line`` or a variable of the environment; None: nobody set it."""
    what: str
    """What it is for."""


def own_settings(file: SettingsFile) -> Iterator[Shown]:
    """What the person set in ``file``, and the environment."""
    for name, setting in settings_by_name().items():
        value = _as_text(getattr(file.settings, setting.name))
        variable = ENVIRONMENT.get(name, "")
        overruled = os.environ.get(variable)
        line = file.lines.get(name)
        origin = variable if overruled else f"{file.path}:{line}" if line else None
        yield Shown(name, overruled or value, origin, setting.metadata["what"])


def _as_text(value: str | Mapping[str, str]) -> str:
    return value if isinstance(value, str) else ", ".join(f"{name}: {said}" for name, said in value.items())

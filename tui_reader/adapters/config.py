"""The settings of the person at the keyboard: where they are, and what they may hold."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields

from tui_reader.adapters.user_folders import settings_folder
from tui_reader.adapters.yaml_file import Value, read_yaml
from tui_reader.core.message import N_, message

FILE_NAME = "settings.yaml"

LANGUAGES = ("auto", "en", "zh_CN")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has set, and what holds where nothing was."""

    language: str = "auto"
    """``en``, ``zh_CN``, or ``auto``: as the environment says."""
    reader: str | None = None
    """The person's name in the logs; None: the last one used, or git's."""
    theme: str | None = None
    """The name of the app's theme; None: its own choice."""


def load_settings() -> Settings:
    """The settings of ``settings.yaml``, and the usual ones where it has none. Raises ``SettingsError``."""
    folder = settings_folder()
    if folder is None:
        return Settings()
    what_to_do = message(N_("mend its rights, or set READTUI_CONFIG_DIR"))
    file = read_yaml(os.path.join(folder, FILE_NAME), what_to_do, example="language: en")
    if file is None:
        return Settings()
    values = file.settings([field.name for field in fields(Settings)])
    return Settings(**{name: text for name, value in values.items() if (text := _text(name, value))})


def _text(name: str, value: Value) -> str:
    """The text that ``name`` is set to; empty for nothing."""
    text = value.text()
    if name == "language" and text and text not in LANGUAGES:
        raise value.error(
            N_('{path}:{line}: there is no language "{text}"; there are {known}'),
            text=text,
            known=", ".join(LANGUAGES),
        )
    return text

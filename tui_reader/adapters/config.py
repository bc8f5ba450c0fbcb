"""The settings of the person at the keyboard: where they are, and what they may hold."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from tui_reader.adapters import disk
from tui_reader.adapters.user_folders import settings_folder
from tui_reader.core.message import N_, ReadTuiError

if TYPE_CHECKING:
    from yaml import MappingNode, Node

FILE_NAME = "settings.yaml"

LANGUAGES = ("auto", "en", "zh_CN")

TEXT = "tag:yaml.org,2002:str"
NOTHING = "tag:yaml.org,2002:null"


class SettingsError(ReadTuiError):
    """The settings cannot be read, or hold something that they may not."""


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
    path = os.path.join(folder, FILE_NAME)
    try:
        with open(path, "rb") as file:
            data = file.read()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        pattern = N_("{path}: the settings cannot be read ({reason}); mend its rights, or set READTUI_CONFIG_DIR")
        raise SettingsError(pattern, path=path, reason=disk.reason(error)) from error
    return _settings(path, data)


def _settings(path: str, data: bytes) -> Settings:
    import yaml

    try:
        root = yaml.compose(data, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        pattern = N_("{path}:{line}: this is not YAML ({problem}); write one setting a line, as in language: en")
        raise SettingsError(pattern, path=path, line=mark.line + 1 if mark else 1, problem=error.problem) from error
    except (yaml.YAMLError, RecursionError) as error:
        pattern = N_("{path}: this is not YAML in UTF-8; write one setting a line, as in language: en")
        raise SettingsError(pattern, path=path) from error
    if root is None or root.tag == NOTHING:
        return Settings()
    if not isinstance(root, yaml.MappingNode):
        pattern = N_("{path}:{line}: settings have names; write one a line, as in language: en")
        raise SettingsError(pattern, path=path, line=root.start_mark.line + 1)
    return Settings(**_values(path, root))


def _values(path: str, root: MappingNode) -> dict[str, str]:
    """What is set, by name; what is set to nothing is left out."""
    known = [field.name for field in fields(Settings)]
    values: dict[str, str] = {}
    for key, value in root.value:
        line = key.start_mark.line + 1
        name = str(key.value)
        if name not in known:
            raise _unknown(path, line, name, known)
        if name in values:
            raise SettingsError(
                N_("{path}:{line}: {name} is set a second time; keep one"), path=path, line=line, name=name
            )
        text = _text(path, name, value)
        if text:
            values[name] = text
    return values


def _unknown(path: str, line: int, name: str, known: list[str]) -> SettingsError:
    from difflib import get_close_matches

    close = get_close_matches(name, known, 1)
    if close:
        pattern = N_('{path}:{line}: there is no setting "{name}"; did you mean "{close}"?')
        return SettingsError(pattern, path=path, line=line, name=name, close=close[0])
    pattern = N_('{path}:{line}: there is no setting "{name}"; there are {known}')
    return SettingsError(pattern, path=path, line=line, name=name, known=", ".join(known))


def _text(path: str, name: str, node: Node) -> str:
    """The text that ``name`` is set to."""
    line = node.start_mark.line + 1
    if node.tag == NOTHING:
        return ""
    if node.tag != TEXT:
        pattern = N_("{path}:{line}: {name} wants a text; put it in quotes")
        raise SettingsError(pattern, path=path, line=line, name=name)
    text = " ".join(node.value.split())
    if name == "language" and text not in LANGUAGES:
        pattern = N_('{path}:{line}: there is no language "{text}"; there are {known}')
        raise SettingsError(pattern, path=path, line=line, text=text, known=", ".join(LANGUAGES))
    return text

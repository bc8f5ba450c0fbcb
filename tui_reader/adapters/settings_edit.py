"""Changing one setting of the person at the keyboard in ``settings.yaml``; the rest of the file stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from tui_reader.adapters import disk, yaml_edit
from tui_reader.adapters.config import EXAMPLE, Settings, SettingsFile, load_settings_file, name_in_file, settings_in
from tui_reader.adapters.yaml_file import Value
from tui_reader.core.message import N_, ReadTuiError


class SettingNotSavedError(ReadTuiError):
    """The setting could not be written; the file is as it was."""


def save_setting(name: str, value: str) -> SettingsFile:
    """Set ``name``, as the file calls it, to ``value``, empty for the usual one; gives all settings as they are then.

    Raises ``SettingsError`` for a value that it cannot have and where the file is wrong already, and
    ``SettingNotSavedError``; then nothing was written. KeyError for a name that is no setting of one value.
    """
    setting = next(one for one in fields(Settings) if name_in_file(one.name) == name)
    if isinstance(setting.metadata["example"], dict):
        raise KeyError(name)
    before = load_settings_file()
    path = before.path
    if path is None:
        raise SettingNotSavedError(N_("there is no folder for settings; set READTUI_CONFIG_DIR"))
    is_word = bool(setting.metadata["choices"]) or setting.metadata.get("number", False)

    def spelled(values: Mapping[str, str]) -> str:
        # "on" and "1600" are to stand there as people write them, not in quotes.
        lines = (f"{name}: {value}\n" for name, value in values.items())
        return "".join(lines) if is_word else yaml_edit.as_lines(values)

    try:
        text = yaml_edit.text_of(path)
        root = yaml_edit.value_of(path, text, EXAMPLE)
        new_text = yaml_edit.spliced(text, root, {name: value or None}, spelled=spelled)
        after = settings_in(path, _something(yaml_edit.value_of(path, new_text, EXAMPLE)))
        wanted: dict[str, Any] = {setting.name: value or getattr(Settings(), setting.name)}
        if after.settings != replace(before.settings, **wanted):
            pattern = N_("{path}: {name} could not be changed there without changing more; change it by hand")
            raise SettingNotSavedError(pattern, path=path, name=name)
        yaml_edit.write(path, new_text)
    except OSError as error:
        raise SettingNotSavedError(
            N_("{path}: cannot be written ({reason}); mend its rights, or set READTUI_CONFIG_DIR"),
            path=path,
            reason=disk.reason(error),
        ) from error
    return after


def _something(root: Value | None) -> Value | None:
    return None if root is None or root.is_nothing else root

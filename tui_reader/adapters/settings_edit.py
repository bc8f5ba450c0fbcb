"""A setting changed in a person's own file: the value alone, and not a character beside it.

Comments, order and spelling are the person's. What was worked out is read once more before it is written: it has to
say what was meant, and nothing else that it did not say before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from tui_reader.adapters import yaml_edit
from tui_reader.adapters.config import EXAMPLE, FILE_NAME, Settings, SettingsFile, settings_by_name, settings_in
from tui_reader.adapters.user_folders import settings_folder
from tui_reader.adapters.yaml_file import LARGEST_FILE, SettingsError, Value, is_number, read_yaml, value_of
from tui_reader.core.message import N_, ReadTuiError, message


class SettingNotSavedError(ReadTuiError):
    """A setting cannot be what it was to be, or cannot be written."""


def save_setting(name: str, value: str) -> SettingsFile:
    """Set ``name`` (as it stands in the file) to ``value``; empty: to nothing, then the usual value holds.

    Gives the settings as they are now. Raises ``SettingsError`` where the file is not in order, and then writes
    nothing; ``SettingNotSavedError`` where there is no such setting or value, and where nothing can be written.
    """
    folder = settings_folder()
    if folder is None:
        raise SettingNotSavedError(N_("there is no folder for settings; set READTUI_CONFIG_DIR"))
    value = valid(name, value)
    path = os.path.join(folder, FILE_NAME)
    root = read_yaml(path, message(N_("mend its rights, or set READTUI_CONFIG_DIR")), EXAMPLE)
    before = settings_in(path, root)
    if not value and name not in before.lines:
        return before
    field = settings_by_name()[name].name
    changed: dict[str, Any] = {field: value or getattr(Settings(), field)}
    wanted = replace(before.settings, **changed)
    try:
        with yaml_edit.said_as(SettingNotSavedError, path):
            text = yaml_edit.text_of(path)
            for new_text in _spellings(text, root, name, value):
                with suppress(SettingsError):
                    now = settings_in(path, value_of(path, new_text.encode(), EXAMPLE))
                    if now.settings == wanted and len(new_text.encode()) <= LARGEST_FILE:
                        if new_text != text:
                            yaml_edit.write(path, new_text)
                        return now
    except UnicodeDecodeError as error:
        raise SettingNotSavedError(N_("{path}: this is not UTF-8; change the setting there"), path=path) from error
    raise SettingNotSavedError(N_("{path}: {name} cannot be changed from here; change it there"), path=path, name=name)


def valid(name: str, value: str) -> str:
    """``value`` as the setting ``name`` takes it, white space folded. Raises ``SettingNotSavedError``."""
    known = settings_by_name()
    if name not in known:
        pattern = N_('there is no setting "{name}"; there are {known}')
        raise SettingNotSavedError(pattern, name=name, known=", ".join(known))
    what, value = known[name].metadata, " ".join(value.split())
    if isinstance(what["example"], dict):
        raise SettingNotSavedError(N_("{name} has several values; set it in the file"), name=name)
    if not value:
        return ""
    choices = what["choices"]
    if choices and value not in choices:
        pattern = N_('{name} cannot be "{value}"; write one of {known}')
        raise SettingNotSavedError(pattern, name=name, value=value, known=", ".join(choices))
    if what.get("number") and not is_number(value):
        raise SettingNotSavedError(N_('{name} cannot be "{value}"; write a number above zero'), name=name, value=value)
    if name == "contact" and ("@" not in value.strip("@") or " " in value):
        pattern = N_('{name} cannot be "{value}"; write a mail address, as in elena@example.org')
        raise SettingNotSavedError(pattern, name=name, value=value)
    if not value.isprintable():
        raise SettingNotSavedError(N_("{name} cannot hold signs that do not print"), name=name)
    return value


def _spellings(text: str, root: Value | None, name: str, value: str) -> Iterator[str]:
    """``text`` with the setting ``name`` changed to ``value``, in the ways that there are, the nicest first."""
    pairs = yaml_edit.pairs_of(root)
    for key, old in pairs:
        if key.value == name:
            yield from _with_value(text, key.start_mark.index, old.start_mark.index, old.end_mark.index, value)
            return
    end = "\r\n" if "\r\n" in text else "\n"
    for scalar in _scalars(value):
        if root is not None and getattr(root.node, "flow_style", False):
            start = root.node.start_mark.index + 1
            yield f"{text[:start]}{name}: {scalar}{', ' if pairs else ''}{text[start:]}"
            continue
        line = f"{' ' * pairs[0][0].start_mark.column if pairs else ''}{name}: {scalar}{end}"
        yield (text if text.endswith(("\n", "\ufeff")) or not text else text + end) + line
        if pairs:  # something may end the settings before the file does
            start = text.rfind("\n", 0, pairs[0][0].start_mark.index) + 1
            yield f"{text[:start]}{line}{text[start:]}"


def _with_value(text: str, key: int, start: int, end: int, value: str) -> Iterator[str]:
    """``text`` with ``value`` in the place of what stands from ``start`` to ``end``; its name stands at ``key``."""
    end = start + len(text[start:end].rstrip())
    if value:
        space = "" if text[start - 1].isspace() else " "
        for scalar in _scalars(value):
            yield f"{text[:start]}{space}{scalar}{text[end:]}"
        return
    line_start, line_end = text.rfind("\n", 0, key) + 1, text.find("\n", end) + 1 or len(text)
    if not text[line_start:key].strip("\ufeff \t") and not text[end:line_end].strip():
        yield text[:key].rstrip(" ") + text[line_end:]
    # A comment behind it, or other settings on its line, stay.
    yield text[:start].rstrip(" ") + text[end:]
    yield f"{text[:start]}null{text[end:]}"


def _scalars(value: str) -> Iterator[str]:
    """``value`` as YAML may hold it, the plainest first. What is not meant by one of them is seen when it is read."""
    yield value
    yield "'" + value.replace("'", "''") + "'"

"""Queries that a person keeps under a name: ``searches.yaml`` in the settings folder, a line each, ``name: query``.

Whoever changes one here leaves the rest of the file as it is, comments and all.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from tui_reader.adapters import yaml_edit
from tui_reader.adapters.user_folders import settings_folder
from tui_reader.adapters.yaml_file import LARGEST_FILE, SettingsError, Value, read_yaml, value_of
from tui_reader.core.message import N_, ReadTuiError, message

FILE_NAME = "searches.yaml"

LONGEST_NAME = 60
"""Characters."""

EXAMPLE = "last month: date:month is:paper"


class UnknownSearchError(ReadTuiError):
    """Nothing was saved under this name."""


class SearchNotSavedError(ReadTuiError):
    """The file of saved searches cannot be written."""


def load_searches() -> dict[str, str]:
    """The saved queries by their names, in the order of the file. Raises ``SettingsError``."""
    path = _path()
    return {} if path is None else _searches(_read(path))


def saved_search(name: str) -> str:
    """The query that was saved under ``name``. Raises ``UnknownSearchError`` and ``SettingsError``."""
    searches = load_searches()
    if name in searches:
        return searches[name]
    from difflib import get_close_matches

    close = get_close_matches(name, searches, 1)
    if close:
        raise UnknownSearchError(
            N_('there is no saved search "{name}"; did you mean "{close}"?'), name=name, close=close[0]
        )
    if searches:
        raise UnknownSearchError(
            N_('there is no saved search "{name}"; there are {known}'), name=name, known=", ".join(searches)
        )
    raise UnknownSearchError(
        N_('there is no saved search "{name}"; in the app, ^S in the search bar saves one'), name=name
    )


def save_search(name: str, query: str) -> None:
    """Keep ``query`` under ``name``, in the place of what was kept there. Raises what ``_change`` raises."""
    _change({clean_name(name): " ".join(query.split())})


def rename_search(name: str, new_name: str) -> None:
    """Keep what is kept under ``name`` under ``new_name``, and nothing else. Raises what ``_change`` raises."""
    query, new_name = saved_search(name), clean_name(new_name)
    if new_name != name:
        _change({name: query, new_name: None}, {name: new_name})


def delete_search(name: str) -> None:
    """Keep the query ``name`` no longer. Raises what ``_change`` raises."""
    _change({name: None})


def clean_name(name: str) -> str:
    """``name`` as searches may be called: not long, white space folded."""
    return " ".join(name.split())[:LONGEST_NAME].strip()


def _path() -> str | None:
    folder = settings_folder()
    return None if folder is None else os.path.join(folder, FILE_NAME)


def _read(path: str) -> Value | None:
    return read_yaml(path, message(N_("mend its rights, or set READTUI_CONFIG_DIR")), EXAMPLE)


def _searches(root: Value | None) -> dict[str, str]:
    """The queries that a file holds, by their names."""
    if root is None or root.is_nothing:
        return {}
    names = [str(key.value) for key, _node in yaml_edit.pairs_of(root)]
    # Where there are no names it is no mapping: then the mistake names one as an example.
    return {name: value.text() for name, value in root.settings(names or ["last month"]).items()}


def _change(queries: Mapping[str, str | None], names: Mapping[str, str] | None = None) -> None:
    """Keep these ``queries``, None for no longer; those in ``names`` under another name, in the place where they stand.

    Raises ``SettingsError`` where the file holds something else, ``SearchNotSavedError`` where it cannot be written.
    """
    path, names = _path(), names or {}
    if path is None:
        raise SearchNotSavedError(N_("there is no folder for settings; set READTUI_CONFIG_DIR"))
    root = _read(path)
    before = _searches(root)
    wanted: dict[str, str] = {}
    for name, query in {**before, **queries}.items():
        if query is not None:
            wanted[names.get(name, name)] = query
    with yaml_edit.said_as(SearchNotSavedError, path):
        text = yaml_edit.text_of(path)
        new_text = _spliced(text, root, queries, names)
        if _searches(_value_of(path, new_text)) != wanted:
            new_text = _as_lines(wanted)
        if len(new_text.encode()) > LARGEST_FILE:
            raise SearchNotSavedError(N_("{path}: there is no room for more searches; delete some"), path=path)
        yaml_edit.write(path, new_text)


def _value_of(path: str, text: str) -> Value | None:
    """What ``text``, which is for the file at ``path``, holds; None for nothing and for what is no YAML."""
    try:
        return value_of(path, text.encode(), EXAMPLE)
    except SettingsError:
        return None


def _as_lines(values: Mapping[str, str]) -> str:
    """``values`` as YAML, a line each."""
    import yaml

    dumped: str = yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=LARGEST_FILE)
    return dumped if values else ""


def _spliced(text: str, root: Value | None, values: Mapping[str, str | None], names: Mapping[str, str]) -> str:
    """``text``, of which ``root`` was read, with those lines changed that ``values`` are about, None for no longer.

    Those in ``names`` stand under another name from then on. The end of a line is the text's own;
    whoever asks has to look whether the text still means what it should.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    pairs = yaml_edit.pairs_of(root)
    for key, node in reversed(pairs):
        name = str(key.value)
        if name not in values:
            continue
        value = values[name]
        start, end = key.start_mark.index, max(key.end_mark.index, node.end_mark.index)
        if value is None:
            end = text.find("\n", end) + 1 or len(text)
            text = text[:start] + text[end:]
        else:
            text = text[:start] + _as_lines({names.get(name, name): value}).rstrip("\n") + text[end:]
    known = {str(key.value) for key, _node in pairs}
    new = {name: value for name, value in values.items() if value is not None and name not in known}
    if text and not text.endswith("\n") and new:
        text += newline
    return text + (_as_lines(new).replace("\n", newline) if new else "")

"""Queries that a person keeps under a name: ``searches.yaml`` in the settings folder, a line each, ``name: query``.

Whoever changes one here leaves the rest of the file as it is, comments and all.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from tui_reader.adapters import disk, yaml_edit
from tui_reader.adapters.user_folders import settings_folder
from tui_reader.adapters.yaml_file import LARGEST_FILE, Value, read_yaml
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
    try:
        text = yaml_edit.text_of(path)
        new_text = yaml_edit.spliced(text, root, queries, names)
        if _searches(yaml_edit.value_of(path, new_text, EXAMPLE)) != wanted:
            new_text = yaml_edit.as_lines(wanted)
        if len(new_text.encode()) > LARGEST_FILE:
            raise SearchNotSavedError(N_("{path}: there is no room for more searches; delete some"), path=path)
        yaml_edit.write(path, new_text)
    except OSError as error:
        raise SearchNotSavedError(
            N_("{path}: cannot be written ({reason}); mend its rights, or set READTUI_CONFIG_DIR"),
            path=path,
            reason=disk.reason(error),
        ) from error

"""JSON Schemas of the two files of settings: editors complete and check by them what somebody writes there.

The dialect is JSON Schema 2020-12; YAML's values are JSON's. What a schema says is said in the user's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from tui_reader.adapters.config import SWITCH, settings_by_name
from tui_reader.adapters.group_file import LEVELS, SUMMARY_LIMIT
from tui_reader.adapters.language import _
from tui_reader.core.weeks import WEEKDAYS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

DAY = r"^\d{4}([-./年]\d{1,2}([-./月]\d{1,2}日?)?月?)?"
"""How a day or a month begins; whether there is such a day, the program says."""


def person_schema() -> Schema:
    """The schema of ``settings.yaml``."""
    return _file(
        "readtui: settings.yaml",
        {name: _of(setting.metadata) for name, setting in settings_by_name().items()},
    )


def group_schema() -> Schema:
    """The schema of ``.readtui.yaml``."""
    return _file("readtui: .readtui.yaml", {name: make() for name, make in GROUP.items()})


def _file(title: str, properties: Mapping[str, Schema]) -> Schema:
    return {"$schema": DIALECT, "title": title, **_names(properties)}


def _names(properties: Mapping[str, Schema]) -> Schema:
    return {"type": ["object", "null"], "properties": dict(properties), "additionalProperties": False}


def _of(metadata: Mapping[str, Any]) -> Schema:
    """The schema of one setting of a person."""
    what, choices = metadata["what"], metadata["choices"]
    said = {"description": _(what)}
    if isinstance(metadata["example"], dict):
        words = {"type": ["string", "integer", "array", "null"], "items": {"type": ["string", "integer"]}}
        if choices:
            return said | _names(dict.fromkeys(choices, words))
        return said | {"type": ["object", "null"], "additionalProperties": words}
    if metadata.get("number"):
        return said | {"type": ["integer", "null"], "minimum": 1}
    if choices == SWITCH:
        return said | {"type": ["boolean", "string", "null"], "enum": [True, False, *SWITCH, None]}
    return said | ({"enum": [*choices, None]} if choices else {"type": ["string", "null"]})


def _members() -> Schema:
    day = {"type": ["string", "null"], "pattern": DAY}
    name = {"type": "string", "minLength": 1}
    member = _names({"name": name, "aliases": {"type": ["array", "null"], "items": name}, "joined": day, "left": day})
    return {
        "description": _("who writes into the log; each with one name, and with the others that mean the same person"),
        "type": ["array", "null"],
        "items": {"anyOf": [name, {**member, "type": "object", "required": ["name"]}]},
    }


def _week_ends() -> Schema:
    return {"description": _("the day on which a week ends"), "enum": [*WEEKDAYS, None]}


def _venues() -> Schema:
    name = {"type": "string", "minLength": 1}
    what = _("short names of conferences and journals, by the full ones that are pasted")
    return {"description": what, "type": ["object", "null"], "additionalProperties": name}


def _check() -> Schema:
    from tui_reader.core.rule import RULES

    import_module("tui_reader.core.check")  # registers the rules
    levels = {code: {"description": _(rule.what), "enum": [*LEVELS, False]} for code, rule in RULES.items()}
    limit = {"description": _("characters that a summary may have"), "type": "integer", "minimum": 1}
    return {"description": _("how bad each finding is")} | _names({SUMMARY_LIMIT: limit, **levels})


def _template() -> Schema:
    return {"description": _("how entries are spelled, instead of the log's own template"), "type": ["string", "null"]}


GROUP = {"members": _members, "week-ends": _week_ends, "venues": _venues, "check": _check, "template": _template}
"""What makes the schema of each of a group's settings."""

"""``.readtui.yaml``: what a reading group has agreed upon, beside its log or further up in the repository.

A setting more is a line in ``READERS`` and the function that reads it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from tui_reader.adapters.group_place import find_group_file
from tui_reader.adapters.working_tree import is_inside, top_of
from tui_reader.core.group import Group, Level, Member, folded_name
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.message import N_, message
from tui_reader.core.weeks import WEEKDAYS

if TYPE_CHECKING:
    from tui_reader.adapters.yaml_file import Value

LEVELS: tuple[Level, ...] = ("off", "info", "warning", "error")

SUMMARY_LIMIT = "summary-limit"
"""Stands among the rules, though it is none: it belongs to one."""

CLOSE_RULE = N_('{path}:{line}: there is no rule "{word}"; did you mean "{close}"?')
FAR_RULE = N_('{path}:{line}: there is no rule "{word}"; there are {known}')

MONTH = lazy_pattern(r"(\d{4})[-./年](\d{1,2})月?")


class GroupFile(NamedTuple):
    """What a group's file says, and where."""

    path: str
    group: Group = Group()
    lines: Mapping[str, int] = MappingProxyType({})
    """Where the values of ``group`` stand, by their names; of the template, its first line."""
    written: Mapping[str, tuple[str, int]] = MappingProxyType({})
    """Each setting that the file holds, in one line, and the line in which it begins."""


def load_group(log: Path) -> GroupFile | None:
    """What the group that writes ``log`` has agreed upon; None where it has no file. Raises ``SettingsError``."""
    path = find_group_file(log)
    if path is None:
        return None
    from tui_reader.adapters.yaml_file import SettingsError, read_yaml

    folder = os.path.dirname(path)
    if not is_inside(path, top_of(folder) or folder):
        # Whoever can write into a repository shall not choose which files of its readers are opened.
        pattern = N_("{path}: this link leads out of the repository; put the file itself in its place")
        raise SettingsError(pattern, path=path)
    file = read_yaml(path, message(N_("mend its rights, or take it away")), example="members: [Mira, Tom]")
    if file is None:
        return GroupFile(path)
    settings = file.settings(READERS)
    found = [READERS[name](value) for name, value in settings.items()]
    values = {name: value for fields in found for name, (value, _) in fields.items()}
    lines = {name: line for fields in found for name, (_, line) in fields.items()}
    written = {name: (value.brief, value.line) for name, value in settings.items() if not value.is_nothing}
    return GroupFile(path, Group(**values), lines, written)


# -- what may be set ---------------------------------------------------------------------------------------------------

Fields = dict[str, tuple[Any, int]]
"""Values of ``Group`` by their names, each with its line."""


def _members(value: Value) -> Fields:
    members: list[Member] = []
    taken: set[str] = set()
    for item in value.items():
        member, places = _member(item)
        members.append(member)
        for place in places:
            name = place.text()
            if folded_name(name) in taken:
                raise place.error(N_('{path}:{line}: "{word}" stands for a member already; keep one'), word=name)
            taken.add(folded_name(name))
    return {"members": (tuple(members), value.line)}


def _member(value: Value) -> tuple[Member, list[Value]]:
    """A member, who is a name or more than that, and where the names are."""
    from tui_reader.adapters.yaml_file import NAMES

    said = value.settings(("name", "aliases", "joined", "left")) if value.node.tag == NAMES else {"name": value}
    if "name" not in said or not said["name"].text():
        raise value.error(N_("{path}:{line}: a member wants a name, as in name: Mira"))
    aliases = [alias for alias in said["aliases"].items() if alias.text()] if "aliases" in said else []
    joined = _day(said["joined"], is_last=False) if "joined" in said else None
    left = _day(said["left"], is_last=True) if "left" in said else None
    if joined and left and left < joined:
        pattern = N_("{path}:{line}: left is before joined; is one of them a slip?")
        raise said["left"].error(pattern)
    name = said["name"].text()
    member = Member(name, tuple(alias.text() for alias in aliases), joined, left)
    return member, [said["name"], *aliases]


def _day(value: Value, is_last: bool) -> str | None:
    """A day as ISO 8601; of a month its first or its last."""
    from tui_reader.core.fields import DAYS_OF_MONTH, calendar_day, iso_date

    if value.is_nothing:
        return None
    written = value.written or ""
    day = iso_date(written)
    if day is None and (month := MONTH.fullmatch(written)):
        days = range(DAYS_OF_MONTH[int(month[2]) - 1] + 1, 27, -1) if is_last and 1 <= int(month[2]) <= 12 else (1,)
        day = next(filter(None, (calendar_day(int(month[1]), int(month[2]), number) for number in days)), None)
    if day is None:
        raise value.error(N_("{path}:{line}: {name} wants a day or a month, as in 2024-03-05 or 2024-03"))
    return day


def _check(value: Value) -> Fields:
    from tui_reader.core.rule import RULES

    import_module("tui_reader.core.check")  # registers the rules
    levels: dict[str, Level] = {}
    fields: Fields = {}
    for code, level in value.settings([SUMMARY_LIMIT, *RULES], CLOSE_RULE, FAR_RULE).items():
        if code == SUMMARY_LIMIT:
            fields["summary_limit"] = (level.number(), level.line)
        else:
            chosen = level.one_of(LEVELS)
            levels[code] = next(known for known in LEVELS if known == chosen)
    return {**fields, "levels": (MappingProxyType(levels), value.line)}


def _template(value: Value) -> Fields:
    from tui_reader.core.template import header_of

    text = value.lines()
    if not text.strip():
        return {}
    if not value.keeps_lines:
        raise value.error(N_("{path}:{line}: {name} has several lines; write {name}: | and indent them below"))
    if header_of(text.split("\n"), fenced=True) is None:
        pattern = N_("{path}:{line}: {name} names no fields; begin as in > > [date]-[reader]-[title]-[source](link)")
        raise value.error(pattern)
    return {"template": (text, value.first_line)}


def _week_ends(value: Value) -> Fields:
    if value.is_nothing:
        return {}
    day = value.one_of(WEEKDAYS)
    return {"week_ends": (WEEKDAYS.index(day) + 1, value.line)}


def _venues(value: Value) -> Fields:
    venues: dict[str, str] = {}
    for full, short in value.pairs().items():
        if not short.text():
            raise short.error(N_("{path}:{line}: {name} wants the short name, as in Journal of Tidal Studies: JTS"))
        venues[full] = short.text()
    return {"venues": (MappingProxyType(venues), value.line)}


READERS: Mapping[str, Callable[[Value], Fields]] = {
    "members": _members,
    "week-ends": _week_ends,
    "venues": _venues,
    "check": _check,
    "template": _template,
}
"""How each setting is read."""

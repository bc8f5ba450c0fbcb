"""Versions of one entry made one: line by line, or field by field where both sides touched the same lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tui_reader.core.document import Document, Entry
from tui_reader.core.edit import change_entry
from tui_reader.core.line_merge import Conflict, merge_lines
from tui_reader.core.parser import parse
from tui_reader.core.spelling import DraftError, draft_of
from tui_reader.core.template import Template
from tui_reader.core.versions import lines_of

SETTABLE = ("date", "reader", "title", "source", "link", "figure", "summary", "note")
"""Fields that can be given new values; what else an entry says has to be the same on one side."""


class _Reading(NamedTuple):
    """An entry by itself, and what it says."""

    document: Document
    entry: Entry
    values: dict[str, str]
    more: tuple[object, ...]
    """What it says beside the fields that can be set."""


def merge_entry(base: str | None, ours: str, theirs: str, template: Callable[[], Template]) -> str | None:
    """One entry with the changes of both sides, or None where they changed the same thing differently.

    ``base`` is None where both sides added the entry. ``template`` says how the log spells entries. The result reads
    as one entry, and is the same when the sides are swapped.
    """
    if base is not None:
        merged = merge_lines(lines_of(base), lines_of(ours), lines_of(theirs))
        text = "".join(piece for piece in merged if isinstance(piece, str))
        if not any(isinstance(piece, Conflict) for piece in merged) and _read(text) is not None:
            return text
    sides = [_read(text) for text in sorted((ours, theirs))]
    before = _read(base) if base is not None else None
    first, second = sides
    if first is None or second is None or (base is not None and before is None):
        return None
    return _by_fields(before, first, second, template)


def reads_the_same(first: str, second: str) -> bool:
    """Whether two texts are the same entry in different spellings."""
    one, other = _read(first), _read(second)
    return one is not None and other is not None and (one.values, one.more) == (other.values, other.more)


def _read(text: str) -> _Reading | None:
    """``text`` as one entry; None where it is none by itself, or more than one."""
    document = parse(text)
    if len(document.entries) != 1 or document.entries[0].markdown != text:
        return None
    entry = document.entries[0]
    draft = draft_of(entry)
    return _Reading(
        document,
        entry,
        {field: getattr(draft, field) for field in SETTABLE},
        (draft.kind, draft.more_links, draft.more_figures),
    )


def _by_fields(
    before: _Reading | None, first: _Reading, second: _Reading, template: Callable[[], Template]
) -> str | None:
    """``first`` and ``second`` with the fields of both, spelled as one of them is."""
    if (first.values, first.more) == (second.values, second.more):
        return first.entry.markdown
    old = before.values if before is not None else dict.fromkeys(SETTABLE, "")
    wanted: dict[str, str] = {}
    changed: list[set[str]] = [set(), set()]
    for field in SETTABLE:
        values = first.values[field], second.values[field]
        for number, value in enumerate(values):
            if value != old[field]:
                changed[number].add(field)
        if values[0] == values[1] or field not in changed[0]:
            wanted[field] = values[1]
        elif field not in changed[1]:
            wanted[field] = values[0]
        elif field == "summary" and (summary := _summary(old[field], *values)) is not None:
            wanted[field] = summary
        else:
            return None
    # What a side only spelled anew is spelled so in the result if its text is the one that is changed; an entry that
    # both sides added is spelled as the side has it that says more.
    ways = [(first, second, len(changed[0])), (second, first, len(changed[1]))]
    ways.sort(key=lambda way: way[2], reverse=before is None)
    for start, other, _ in ways:
        if other.more in (start.more, before.more if before is not None else start.more):
            text = _changed(start, wanted, template)
            if text is not None:
                return text
    return None


def _summary(before: str, first: str, second: str) -> str | None:
    """The summary with the changes of both sides to different lines of it."""
    merged = merge_lines(*(lines_of(text + "\n") for text in (before, first, second)))
    if not before or any(isinstance(piece, Conflict) for piece in merged):
        return None
    return "".join(piece for piece in merged if isinstance(piece, str))[:-1]


def _changed(start: _Reading, wanted: dict[str, str], template: Callable[[], Template]) -> str | None:
    """The text of ``start`` with the values that are ``wanted``, or None where they cannot be written so."""
    changes = {field: value for field, value in wanted.items() if value != start.values[field]}
    if "date" in changes and not changes["date"]:
        return None
    try:
        text = change_entry(start.document, start.entry, changes, template()).text
    except DraftError:
        return None
    result = _read(text)
    return text if result is not None and result.values == wanted else None

"""A reader under another name: in the headers of all entries of theirs, and nowhere else.

It is proved before anybody gets it: parsed again, every entry says what it said but for its reader.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from tui_reader.core.document import Document, Entry, Span
from tui_reader.core.fields import BETWEEN_NAMES
from tui_reader.core.group import folded_name
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.core.parser import parse
from tui_reader.core.readers import names_apart
from tui_reader.core.text_edit import TextEdit, apply


class NotRenamedError(ReadTuiError):
    """A name cannot be written so that it is read again, and all else with it."""


class Renamed(NamedTuple):
    """A log with the new name, not yet in its file."""

    edits: tuple[TextEdit, ...]
    text: str
    document: Document
    """``text``, parsed."""


def names_in(documents: Iterable[Document]) -> frozenset[str]:
    """The names of the readers of ``documents``, folded: they tell what is between two names and what part of one."""
    readers = {entry.reader for document in documents for entry in document.entries if entry.reader}
    return frozenset(folded_name(name) for reader in readers for name in BETWEEN_NAMES.split(reader) if name)


def rename_reader(document: Document, old: str, new: str, known: Collection[str]) -> Renamed:
    """``document`` with ``new`` wherever ``old`` is a reader, alone or beside others; no edits where that is nowhere.

    Names are the same whatever their spaces and case. ``known`` is what ``names_in`` gives of all logs. Raises
    ``NotRenamedError``.
    """
    new = " ".join(new.split())
    wanted: dict[Entry, str] = {}
    edits: list[TextEdit] = []
    for entry in document.entries:
        named = _renamed(entry.reader or "", old, new, known)
        span = entry.header.spans.get("reader")
        if named is None or named == entry.reader or span is None:
            continue
        spelled = _renamed(span.of(document.text), old, new, known)
        if spelled is None:
            raise _unreadable(entry, new)
        if folded_name(new) not in {folded_name(part.of(named)) for part in _names(named, {*known, folded_name(new)})}:
            raise NotRenamedError(
                N_('line {line}: "{name}" would not be told from the reader beside it; put a comma between them first'),
                line=entry.line,
                name=new,
            )
        edits.append(TextEdit(span, spelled))
        wanted[entry] = named
    text = apply(document.text, edits)
    after = parse(text)
    for number, entry in enumerate(document.entries):
        found = after.entries[number] if number < len(after.entries) else None
        if found is None or not _is_as_meant(entry, found, wanted.get(entry, entry.reader)):
            raise _unreadable(entry, new)
    if len(after.entries) != len(document.entries):
        raise _unreadable(document.entries[-1], new)
    return Renamed(tuple(edits), text, after)


def _renamed(reader: str, old: str, new: str, known: Collection[str]) -> str | None:
    """``reader`` with the name ``new`` for ``old``; None where that is none of the names in it."""
    key = folded_name(old)
    if folded_name(reader) == key:
        return new
    spans = list(_names(reader, known))
    if not any(folded_name(span.of(reader)) == key for span in spans):
        return None
    return apply(reader, [TextEdit(span, new) for span in spans if folded_name(span.of(reader)) == key])


def _names(reader: str, known: Collection[str]) -> Iterator[Span]:
    return names_apart(reader, lambda name: folded_name(name) in known)


def _is_as_meant(before: Entry, after: Entry, reader: str | None) -> bool:
    def said(entry: Entry) -> tuple[object, ...]:
        header = (entry.kind, entry.date, entry.title, entry.source, entry.links, entry.note)
        return (*header, entry.figures, entry.summary, entry.section, entry.line, entry.end_line)

    return said(before) == said(after) and after.reader == reader


def _unreadable(entry: Entry, new: str) -> NotRenamedError:
    pattern = N_('line {line}: "{name}" could not be written there so that it is read again; choose a plainer name')
    return NotRenamedError(pattern, line=entry.line, name=new)

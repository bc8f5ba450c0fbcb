"""How much was read: entries counted by day, week, month, reader, venue and section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from tui_reader.core.document import Entry
from tui_reader.core.group import NO_GROUP, Group
from tui_reader.core.readers import Readers
from tui_reader.core.venues import Venues
from tui_reader.core.weeks import Week, week_of


class Count(NamedTuple):
    """Entries of some kind or time."""

    read: int = 0
    """Papers."""
    no_reading: int = 0
    """Check-ins that say that nothing was read."""

    @property
    def total(self) -> int:
        """Entries of both kinds."""
        return self.read + self.no_reading


Counts = Mapping[str, Count]

KeyT = TypeVar("KeyT")


class Statistics(NamedTuple):
    """The entries of a log, counted. An entry without a value counts under the empty string."""

    all: Count
    undated: int
    """Entries in no day, week and month."""
    by_day: Counts
    """By ISO 8601 dates that have entries, in the order of time."""
    by_week: Mapping[Week, Count]
    """By weeks that have entries, in the order of time."""
    by_month: Counts
    """By ``2024-03`` and the like, in the order of time."""
    by_reader: Counts
    """By names; an entry of two readers counts for both. The most entries come first, as in the next two."""
    by_venue: Counts
    """Papers by venue without the year; under the empty string, those that name none."""
    by_section: Counts


def statistics(entries: Iterable[Entry], group: Group = NO_GROUP, known: Iterable[Entry] | None = None) -> Statistics:
    """Count ``entries``, which are the log's or some of them; weeks end, and people are called, as in ``group``.

    ``known`` are the log's, from which spellings are learned; by default the same.
    """
    entries = list(entries)
    known = entries if known is None else list(known)
    readers, venues = Readers(known, group), Venues(entry.source for entry in known)
    days: dict[str, Count] = {}
    weeks: dict[Week, Count] = {}
    months: dict[str, Count] = {}
    people: dict[str, Count] = {}
    places: dict[str, Count] = {}
    sections: dict[str, Count] = {}
    undated = 0
    for entry in entries:
        is_paper = entry.kind == "paper"
        if entry.date is None:
            undated += 1
        else:
            _add(days, entry.date, is_paper)
            _add(weeks, week_of(entry.date, group.week_ends), is_paper)
            _add(months, entry.date[:7], is_paper)
        for person in readers.of(entry.reader) or ("",):
            _add(people, person, is_paper)
        if is_paper:
            _add(places, venues.of(entry.source), is_paper)
        _add(sections, entry.section or "", is_paper)
    papers = sum(entry.kind == "paper" for entry in entries)
    return Statistics(
        Count(papers, len(entries) - papers),
        undated,
        dict(sorted(days.items())),
        dict(sorted(weeks.items())),
        dict(sorted(months.items())),
        _by_count(people),
        _by_count(places),
        _by_count(sections),
    )


def _add(counts: dict[KeyT, Count], key: KeyT, is_paper: bool) -> None:
    before = counts.get(key, Count())
    counts[key] = Count(before.read + is_paper, before.no_reading + (not is_paper))


def _by_count(counts: dict[str, Count]) -> Counts:
    return dict(sorted(counts.items(), key=lambda item: (not item[0], -item[1].total, item[0])))

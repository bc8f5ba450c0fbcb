"""What is drawn of a log: how much was read by week, reader, venue and section, and how to find those entries again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tui_reader.core.document import Entry
from tui_reader.core.group import Group
from tui_reader.core.query import with_term
from tui_reader.core.readers import Readers
from tui_reader.core.statistics import Count, Statistics, statistics
from tui_reader.core.venues import Venues
from tui_reader.core.weeks import SUNDAY, Week

LONGEST_GAP = 26
"""Weeks without an entry that are drawn one by one; of more, as after a date that is a slip, none is."""


class Bar(NamedTuple):
    """One line of a drawing."""

    name: str
    """Empty for entries that name nothing."""
    counted: Count
    terms: tuple[tuple[str, str], ...]
    """Fields and values of a query that finds these entries."""


class Trends(NamedTuple):
    """All that is drawn."""

    numbers: Statistics
    weeks: tuple[Bar, ...]
    """The newest first."""
    readers: tuple[Bar, ...]
    """The most first, as in the next two."""
    venues: tuple[Bar, ...]
    sections: tuple[Bar, ...]
    of_day: Mapping[str, tuple[Entry, ...]]
    """The entries of each day that has some, by its date."""


def trends(entries: Iterable[Entry], group: Group, known: Iterable[Entry]) -> Trends:
    """Count ``entries``, some or all of the log's, which are ``known``."""
    entries, known = list(entries), list(known)
    readers, venues = Readers(known, group), Venues(entry.source for entry in known)
    numbers = statistics(entries, group, known)
    spellings: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
    of_day: dict[str, list[Entry]] = {}
    for entry in entries:
        for person in readers.of(entry.reader) or ("",):
            spellings.setdefault(("by", person), {})["by", entry.reader or ""] = None
        if entry.kind == "paper":
            spellings.setdefault(("source", venues.of(entry.source)), {})["source", entry.source or ""] = None
        spellings.setdefault(("section", entry.section or ""), {})["section", entry.section or ""] = None
        if entry.date is not None:
            of_day.setdefault(entry.date, []).append(entry)

    def bars(field: str, counts: Mapping[str, Count]) -> tuple[Bar, ...]:
        return tuple(Bar(name, count, tuple(spellings[field, name])) for name, count in counts.items())

    return Trends(
        numbers,
        tuple(_weeks(numbers.by_week, group.week_ends)),
        bars("by", numbers.by_reader),
        bars("source", numbers.by_venue),
        bars("section", numbers.by_section),
        {day: tuple(found) for day, found in of_day.items()},
    )


def query_of(bar: Bar, without: str = "") -> str:
    """The query that finds the entries of ``bar`` among those of the query ``without`` terms of its own fields."""
    for field, value in bar.terms:
        without = with_term(without, field, value)
    return without


def _weeks(by_week: Mapping[Week, Count], ends: int) -> Iterable[Bar]:
    """A bar a week, those without an entry between two with some too."""
    later: Week | None = None
    for week in sorted(by_week, reverse=True):
        gap = week.until(later) if later is not None else 1
        if later is not None and gap <= LONGEST_GAP:
            yield from (_week(later.after(-back), Count(), ends) for back in range(1, gap))
        yield _week(week, by_week[week], ends)
        later = week


def _week(week: Week, count: Count, ends: int) -> Bar:
    if ends == SUNDAY:
        return Bar(week.name, count, (("date", week.name),))
    return Bar(week.name, count, (("since", week.first.isoformat()), ("until", week.last.isoformat())))

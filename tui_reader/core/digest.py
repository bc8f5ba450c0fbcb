"""What was read in a week, or what a query found, reader by reader: for the group meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from tui_reader.core.document import Entry
from tui_reader.core.group import Group
from tui_reader.core.readers import Readers
from tui_reader.core.weeks import Week, week_of


class Logged(NamedTuple):
    """An entry, and the log it stands in."""

    log: str
    """The log's path."""
    entry: Entry
    others: tuple[str, ...] = ()
    """Who else read the paper, besides the reader under whom it stands."""


class Part(NamedTuple):
    """What one person read."""

    reader: str
    """Empty for papers of nobody."""
    papers: tuple[Logged, ...]
    """From the oldest on."""


class Reason(NamedTuple):
    """What somebody said instead of having read."""

    reader: str
    note: str
    date: str | None


class Digest(NamedTuple):
    """The entries of a week or of a query."""

    week: Week | None
    """None where it is about a query alone."""
    query: str
    """Empty where it is about a week alone."""
    parts: tuple[Part, ...]
    """The members of the group in their order, then others as they come."""
    reasons: tuple[Reason, ...]
    """In the order of time."""
    silent: tuple[str, ...]
    """Who should have written something and did not."""
    is_over: bool
    """Whether the week is over: whoever is silent before that may still write."""

    @property
    def papers(self) -> int:
        """How many papers there are."""
        return sum(len(part.papers) for part in self.parts)

    @property
    def is_empty(self) -> bool:
        """Whether there is no entry."""
        return not self.parts and not self.reasons


def make_digest(
    logged: Iterable[Logged],
    readers: Readers,
    group: Group,
    week: Week | None = None,
    query: str = "",
    silent: Sequence[str] = (),
    is_over: bool = True,
) -> Digest:
    """Sort the entries ``logged``. ``readers`` are the people of the logs; the other values are ``Digest``'s."""
    papers: dict[str, list[Logged]] = {member.name: [] for member in group.members}
    reasons: list[Reason] = []
    for one in sorted(logged, key=lambda one: (one.entry.date or "", -one.entry.line)):
        entry = one.entry
        first, *others = readers.of(entry.reader) or ("",)
        if entry.kind == "paper":
            papers.setdefault(first, []).append(one._replace(others=tuple(others)))
        else:
            reasons += [Reason(name, entry.note or "", entry.date) for name in (first, *others)]
    parts = tuple(Part(reader, tuple(read)) for reader, read in papers.items() if read)
    return Digest(week, query, parts, tuple(reasons), tuple(silent), is_over)


def weeks_with_entries(entries: Iterable[Entry], group: Group, today: date) -> list[Week]:
    """The weeks that have entries, up to that of ``today``, in the order of time: a later date is a slip."""
    this_week = week_of(today.isoformat(), group.week_ends)
    days = {entry.date for entry in entries if entry.date is not None}
    return sorted(week for week in {week_of(day, group.week_ends) for day in days} if week <= this_week)

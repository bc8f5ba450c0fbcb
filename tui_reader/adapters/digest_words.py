"""A digest in words, in the language that is spoken now: what all its forms say."""

from __future__ import annotations

from collections.abc import Iterable

from tui_reader.adapters.count_words import papers_counted
from tui_reader.adapters.language import _, language, ngettext
from tui_reader.core.digest import Digest, Logged, Reason
from tui_reader.core.weeks import Week


def title_of(digest: Digest) -> str:
    """What the digest is about."""
    week, query = digest.week, digest.query
    if week is None:
        return _("What was read: {query}").format(query=query) if query else _("What was read")
    name = _("Reading of week {week}, {year}").format(week=week.number, year=week.year)
    return f"{name} · {query}" if query else name


def week_name(week: Week) -> str:
    """Number and year of a week."""
    return _("week {week}, {year}").format(week=week.number, year=week.year)


def days_of(week: Week) -> str:
    """First and last day of a week."""
    return f"{week.first.isoformat()} – {week.last.isoformat()}"


def counts_of(digest: Digest) -> str:
    """The days of the week, and how much was read by how many."""
    papers, people = digest.papers, sum(1 for part in digest.parts if part.reader)
    counts = [
        papers_counted(papers),
        ngettext("{n} reader", "{n} readers", people).format(n=people),
    ]
    return " · ".join([days_of(digest.week), *counts] if digest.week is not None else counts)


def heading_of_silent(digest: Digest) -> str:
    """What those are called who wrote nothing."""
    return _("Silent") if digest.is_over else _("Nothing yet")


def names(people: Iterable[str]) -> str:
    """Several names, one after the other."""
    return ("、" if language().startswith("zh") else ", ").join(people)


def reader_name(reader: str) -> str:
    """The name of a reader, or that there is none."""
    return reader or _("without a reader")


def title_of_paper(logged: Logged) -> str:
    """The title of the paper, or that there is none."""
    return logged.entry.title or _("(no title)")


def facts_of(logged: Logged) -> list[str]:
    """Venue, date and who else read the paper."""
    entry = logged.entry
    others = _("with {names}").format(names=names(logged.others)) if logged.others else ""
    return [fact for fact in (entry.source, entry.date, others) if fact]


def words_of(reason: Reason, digest: Digest) -> str:
    """Who said what instead of having read; with the date, where it is not about one week."""
    note = " ".join(reason.note.split()) or _("no reason given")
    if digest.week is None and reason.date:
        note = f"{note} ({reason.date})"
    return _("{name}: {note}").format(name=reader_name(reason.reader), note=note)

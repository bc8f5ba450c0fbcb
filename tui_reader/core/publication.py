"""What a log says of the papers themselves, as a bibliography wants it: where, when, and under which numbers.

A paper that was logged several times, under one title, is one publication. Who wrote it stands in no log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from tui_reader.core.address import openable
from tui_reader.core.bibliography import year_in
from tui_reader.core.document import Entry
from tui_reader.core.identifiers import arxiv_in, doi_in, of_address
from tui_reader.core.known_venues import Venue, VenueKind, venue
from tui_reader.core.papers import title_key

Guess = Literal["type", "venue", "year"]

NO_NAMES: Mapping[str, str] = MappingProxyType({})

PREPRINT = Venue("arXiv", "arXiv", "preprint", "")

BEST_FIRST: tuple[VenueKind, ...] = ("journal", "conference", "preprint", "unknown")
"""Of two entries of one paper, the one is believed that says more of where it was published."""


class Publication(NamedTuple):
    """A paper, as far as it is known."""

    title: str
    """Empty where it cannot be read."""
    venue: Venue | None = None
    """Where it was published, or was sent to; None where nothing says."""
    kind: VenueKind = "unknown"
    """A paper that was sent somewhere is a preprint until it is said to have been taken."""
    year: str = ""
    arxiv: str = ""
    """The number, without a version."""
    doi: str = ""
    address: str = ""
    """Where it can be read: http or https, or empty."""
    guessed: tuple[Guess, ...] = ()
    """What may be wrong."""


class Work(NamedTuple):
    """A paper and the entries that are about it."""

    publication: Publication
    title: str
    first_year: str
    """Title and year in the entry that was logged first: later ones do not change what a paper is cited by."""
    entries: tuple[int, ...]
    """Indices, the entry that was logged first before all others."""


def publication_of(entry: Entry, own: Mapping[str, str] = NO_NAMES) -> Publication:
    """What ``entry``, of a paper, says of it. ``own`` are short names of venues by full ones, those of a group."""
    link = entry.links[0].url.strip() if entry.links else ""
    at = of_address(link) if link else None
    arxiv = (at.arxiv if at else "") or arxiv_in(link) or _arxiv_named(entry.source or "")
    doi = (at.doi if at else "") or doi_in(link) or doi_in(entry.source or "")
    said = venue(entry.source, own) if entry.source else None
    shown = venue(at.source, own) if at and at.source else None
    guessed: list[Guess] = []
    found = said
    if said is None or said.kind == "preprint" or (said.kind == "unknown" and shown and shown.kind != "preprint"):
        found = shown if shown is not None and shown.kind != "preprint" else said or shown
    elif shown is not None and shown.kind not in ("preprint", "unknown"):
        if shown.short == said.short:
            # The publisher knows whether it is a workshop, and which year.
            found = shown._replace(year=shown.year or said.year)
        else:
            guessed.append("venue")
    if found is None and arxiv:
        found = PREPRINT
    kind = "preprint" if found is not None and found.is_submitted else found.kind if found is not None else "unknown"
    if kind == "unknown":
        guessed.append("type")
    year, is_certain = _year(entry, found, kind, arxiv)
    if year and not is_certain:
        guessed.append("year")
    address = openable(link) or ""
    return Publication(
        title=_printable(entry.title or ""),
        venue=found,
        kind=kind,
        year=year,
        arxiv=arxiv.partition("v")[0] if arxiv[:1].isdigit() else arxiv,
        doi="" if arxiv_in(doi) else doi,
        address=address if address.lower().startswith(("http://", "https://")) else "",
        guessed=tuple(guessed),
    )


def works(entries: Iterable[tuple[int, Entry]], own: Mapping[str, str] = NO_NAMES) -> list[Work]:
    """The papers of ``entries``, which come with their indices, in the order of the first entry of each.

    Check-ins are about none. Two entries are about one paper if they have the same title, however it is spelled.
    """
    by_paper: dict[str, list[tuple[int, Entry]]] = {}
    for index, entry in entries:
        if entry.kind == "paper":
            key = title_key(entry.title or "") or f" {index}"
            by_paper.setdefault(key, []).append((index, entry))
    return [_work(of_paper, own) for of_paper in by_paper.values()]


def _work(entries: list[tuple[int, Entry]], own: Mapping[str, str]) -> Work:
    in_time = sorted(entries, key=lambda pair: pair[1].date or "9999")
    said = [publication_of(entry, own) for _index, entry in in_time]
    best = min(said, key=lambda one: (BEST_FIRST.index(one.kind), len(one.guessed)))
    whole = best._replace(
        arxiv=best.arxiv or next((one.arxiv for one in said if one.arxiv), ""),
        doi=best.doi or next((one.doi for one in said if one.doi), ""),
        address=best.address or next((one.address for one in said if one.address), ""),
    )
    return Work(whole, said[0].title, said[0].year, tuple(index for index, _entry in in_time))


def _year(entry: Entry, found: Venue | None, kind: VenueKind, arxiv: str) -> tuple[str, bool]:
    """The year of publication, and whether that is certain."""
    if found is not None and found.year and not found.is_submitted:
        return found.year, True
    if of_number := _year_of_arxiv(arxiv):
        # A paper in a journal or at a conference may have come out a year after its preprint.
        return of_number, kind == "preprint"
    if year := year_in(entry.date or ""):
        return year, False
    return (found.year, False) if found is not None else ("", False)


def _year_of_arxiv(number: str) -> str:
    """``2410.19134`` and ``cs/0410001`` are of 2024 and 2004: the year of the first version."""
    digits = number.rpartition("/")[2][:2]
    if not digits.isdigit():
        return ""
    return f"19{digits}" if "/" in number and digits > "90" else f"20{digits}"


def _arxiv_named(source: str) -> str:
    """The number in a source such as ``arXiv:2410.19134``."""
    return arxiv_in(source) if "arxiv" in source.casefold() else ""


def _printable(title: str) -> str:
    """``title`` on one line; what cannot be seen has no place in a bibliography."""
    return "".join(sign for sign in " ".join(title.split()) if sign.isprintable())

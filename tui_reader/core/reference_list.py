"""Papers as a list of references: BibTeX, and CSL-JSON.

BibTeX as biber and BibTeX with UTF-8 read it (entry types and fields of BibTeX's own manual, ``eprint`` and
``archiveprefix`` as arXiv hands them out); CSL-JSON by the schema of CSL 1.0.2. Authors are not in a log, and none are
made up: whoever needs them looks the paper up by its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tui_reader.core.citation_keys import Readings, stem, unique_keys
from tui_reader.core.document import Entry
from tui_reader.core.known_venues import VenueKind
from tui_reader.core.latex import latex, latex_title
from tui_reader.core.publication import NO_NAMES, Publication, works

BIBTEX_TYPES: dict[VenueKind, str] = {
    "conference": "inproceedings",
    "journal": "article",
    "preprint": "misc",
    "unknown": "misc",
}
CSL_TYPES: dict[VenueKind, str] = {
    "conference": "paper-conference",
    "journal": "article-journal",
    "preprint": "article",
    "unknown": "document",
}
ARXIV = "arXiv"


class Reference(NamedTuple):
    """A paper, ready to be written into a bibliography."""

    key: str
    """What it is cited by."""
    publication: Publication
    entries: tuple[Entry, ...]
    """Those that are about it, the one that was logged first before all others."""


def references(
    entries: Sequence[Entry], wanted: Iterable[int], readings: Readings, own: Mapping[str, str] = NO_NAMES
) -> list[Reference]:
    """The papers among the ``wanted`` of ``entries`` (indices), in that order, each once though several people read it.

    Keys are given out among all entries, so that a paper is cited by the same one whatever was asked for. ``readings``
    are those of Chinese characters; ``own`` short names of venues by full ones, those of a group.
    """
    found = works(enumerate(entries), own)
    by_time = sorted(found, key=lambda work: (entries[work.entries[0]].date or "9999", -work.entries[0]))
    keys = unique_keys("-".join(filter(None, (stem(work.title, readings), work.first_year))) for work in by_time)
    of_entry: dict[int, Reference] = {}
    for key, work in zip(keys, by_time, strict=True):
        reference = Reference(key, work.publication, tuple(entries[index] for index in work.entries))
        of_entry.update(dict.fromkeys(work.entries, reference))
    return list({id(of_entry[index]): of_entry[index] for index in wanted if index in of_entry}.values())


def bibtex(wanted: Sequence[Reference]) -> Iterator[str]:
    """One BibTeX entry after the other, with a blank line between them."""
    for number, reference in enumerate(wanted):
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex_fields(reference) if value)
        kind = BIBTEX_TYPES[reference.publication.kind]
        yield f"{'' if number == 0 else chr(10)}@{kind}{{{reference.key},\n{fields}}}\n"


def _bibtex_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    paper = reference.publication
    venue = paper.venue
    yield "title", latex_title(paper.title)
    if venue is not None and not venue.is_submitted:
        full = latex(venue.full)
        if paper.kind == "conference":
            yield "booktitle", full
        elif paper.kind == "journal":
            yield "journal", full
        elif paper.kind == "unknown" or not paper.arxiv:
            yield "howpublished", full
    yield "year", paper.year
    if paper.arxiv:
        yield "eprint", paper.arxiv
        yield "archiveprefix", ARXIV
    # What stands in these two is no LaTeX for the packages that print them.
    yield "doi", _without_braces(paper.doi)
    yield "url", _without_braces(paper.address)
    yield "note", latex(_note(paper))
    yield "annote", latex(" ".join(annotation(reference).split()))


def _without_braces(text: str) -> str:
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def csl(wanted: Sequence[Reference]) -> Iterator[dict[str, Any]]:
    """Items of CSL-JSON."""
    for reference in wanted:
        paper = reference.publication
        venue = paper.venue if paper.venue is not None and not paper.venue.is_submitted else None
        in_series = venue is not None and paper.kind in ("conference", "journal")
        number = f"{ARXIV}:{paper.arxiv}" if paper.arxiv else ""
        item: dict[str, Any] = {
            "id": reference.key,
            "type": CSL_TYPES[paper.kind],
            "title": paper.title,
            "container-title": venue.full if venue and in_series else "",
            "container-title-short": venue.short if venue and in_series and venue.short != venue.full else "",
            "publisher": "" if in_series else venue.full if venue else ARXIV if number else "",
            "issued": {"date-parts": [[int(paper.year)]]} if paper.year else "",
            "number": "" if in_series else number,
            "DOI": paper.doi,
            "URL": paper.address,
            "note": "; ".join(filter(None, (number if in_series else "", _note(paper)))),
            "annote": annotation(reference),
        }
        yield {name: value for name, value in item.items() if value}


def _note(paper: Publication) -> str:
    """Where the paper was sent, and what of its data is a guess. English, as programs look for it."""
    notes: list[str] = []
    if paper.venue is not None and paper.venue.is_submitted:
        notes.append(f"under review at {paper.venue.short} {paper.venue.year}".rstrip())
    if paper.guessed:
        notes.append(f"guessed: {', '.join(paper.guessed)}")
    return "; ".join(notes)


def annotation(reference: Reference) -> str:
    """What the group says of the paper: who read it when, and their summaries."""
    said = []
    for entry in reference.entries:
        who = ", ".join(filter(None, (entry.reader, entry.date)))
        summary = entry.summary or ""
        said.append(f"{who}: {summary}" if who and summary else who or summary)
    return "\n\n".join(filter(None, said))

"""What services that know papers say of one: arXiv, DataCite, Crossref, Semantic Scholar, and a Zotero.

Each function reads an answer of one of them and gives a ``PaperRecord``, or None where the answer is none: an error in
the form of an answer, an empty list, a page for people, half of the text. The formats are those that the services
document: arXiv API User's Manual (Atom 1.0), DataCite REST API (JSON:API, metadata schema 4), Crossref REST API
(works), Semantic Scholar Academic Graph API, Zotero's local API (Web API v3).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
ARXIV = "{http://arxiv.org/schemas/atom}"
ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
PREPRINTS = frozenset({"", "arxiv", "arxiv.org", "corr", "arxiv preprint", "arxiv (cornell university)"})
"""Names of venues that only say that a paper is a preprint; folded."""


class PaperRecord(NamedTuple):
    """What is known of a paper."""

    title: str
    """As the service has it, white space folded: LaTeX, HTML and capitals are for others to see to."""
    venue: str = ""
    """Where it was published, as the service has it; empty for a preprint."""
    year: str = ""
    """Four digits, or empty."""
    arxiv: str = ""
    """Its arXiv id, without a version."""
    doi: str = ""
    link: str = ""
    """Where to read it."""


def from_arxiv(body: bytes) -> PaperRecord | None:
    """The first entry of an Atom feed of arXiv's API. One that is titled "Error" says what was wrong with the id."""
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        return None  # a feed has none, and what they could stand for may be without end
    try:
        feed = ElementTree.fromstring(body)  # noqa: S314 - without a document type nothing can be expanded
    except ElementTree.ParseError:
        return None
    entry = feed.find(f"{ATOM}entry")
    if entry is None:
        return None
    title, address = _folded(entry.findtext(f"{ATOM}title")), _folded(entry.findtext(f"{ATOM}id"))
    number = re.search(r"arxiv\.org/abs/(\S+?)(?:v\d+)?$", address)
    if not title or number is None:
        return None
    return PaperRecord(
        title,
        venue=_folded(entry.findtext(f"{ARXIV}journal_ref")),
        year=(entry.findtext(f"{ATOM}published") or "")[:4],
        arxiv=number[1],
        doi=_folded(entry.findtext(f"{ARXIV}doi")),
        link=f"https://arxiv.org/abs/{number[1]}",
    )


def from_datacite(body: bytes) -> PaperRecord | None:
    """The record of one DOI of DataCite, which has arXiv's."""
    attributes = _at(_json(body), "data", "attributes")
    title = _folded(_first_text(_at(attributes, "titles"), "title"))
    doi = _text(_at(attributes, "doi"))
    if not title or not doi:
        return None
    arxiv = ARXIV_DOI.fullmatch(doi)
    venue = _text(_at(attributes, "container", "title")) or _text(_at(attributes, "publisher"))
    return PaperRecord(
        title,
        venue="" if arxiv else _folded(venue),
        year=_year(_at(attributes, "publicationYear")),
        arxiv=arxiv[1] if arxiv else "",
        doi=doi,
        link=f"https://arxiv.org/abs/{arxiv[1]}" if arxiv else f"https://doi.org/{doi}",
    )


def from_crossref(body: bytes) -> PaperRecord | None:
    """The record of one work of Crossref; of a list of works the first."""
    work = _at(_json(body), "message")
    items = _at(work, "items")
    if isinstance(items, list):
        work = items[0] if items else None
    title, doi = _folded(_first(_at(work, "title"))), _text(_at(work, "DOI"))
    if not title or not doi:
        return None
    subtitle = _folded(_first(_at(work, "subtitle")))
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title}: {subtitle}"
    event = _text(_at(work, "event", "acronym")) or _text(_at(work, "event", "name"))
    venue = event or _first(_at(work, "container-title"))
    issued = _at(work, "issued", "date-parts")
    year = issued[0][0] if isinstance(issued, list) and issued and isinstance(issued[0], list) and issued[0] else ""
    return PaperRecord(title, unescape(_folded(venue)), _year(year), doi=doi, link=f"https://doi.org/{doi}")


def from_semantic_scholar(body: bytes) -> PaperRecord | None:
    """A paper of Semantic Scholar; of a list the first."""
    paper = _json(body)
    data = _at(paper, "data")
    if isinstance(data, list):
        paper = data[0] if data else None
    title = _folded(_text(_at(paper, "title")))
    if not title:
        return None
    arxiv, doi = _text(_at(paper, "externalIds", "ArXiv")), _text(_at(paper, "externalIds", "DOI"))
    venue = _text(_at(paper, "publicationVenue", "name")) or _text(_at(paper, "venue"))
    link = f"https://arxiv.org/abs/{arxiv}" if arxiv else f"https://doi.org/{doi}" if doi else _text(_at(paper, "url"))
    return PaperRecord(title, _published(venue), _year(_at(paper, "year")), arxiv, doi, link)


def from_zotero(body: bytes) -> PaperRecord | None:
    """The first item of a Zotero's answer that is a work, and neither a note nor an attachment."""
    items = _json(body)
    for item in items if isinstance(items, list) else [items]:
        data = _at(item, "data")
        title = _folded(_text(_at(data, "title")))
        if not title or _at(data, "itemType") in ("attachment", "note", "annotation"):
            continue
        venue = next(
            (
                text
                for name in ("conferenceName", "proceedingsTitle", "publicationTitle", "repository", "publisher")
                if (text := _folded(_text(_at(data, name))))
            ),
            "",
        )
        archived = re.search(r"arxiv[:/ ]*(\d{4}\.\d{4,5}|[a-z-]+/\d{7})", str(data), re.IGNORECASE)
        arxiv, doi = archived[1] if archived else "", _text(_at(data, "DOI"))
        link = _text(_at(data, "url")) or (f"https://doi.org/{doi}" if doi else "")
        return PaperRecord(title, _published(venue), _year(_at(data, "date")), arxiv, doi, link)
    return None


def _published(venue: str) -> str:
    """``venue``, or nothing where it only says that this is a preprint."""
    return "" if _folded(venue).casefold() in PREPRINTS else _folded(venue)


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _at(value: object, *names: str) -> Any:  # noqa: ANN401 - whatever a server sent
    for name in names:
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _first(value: object) -> str:
    """A text, or the first of a list of them."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _text(value[0]) if value else ""
    return _text(value)


def _first_text(value: object, name: str) -> str:
    return _text(_at(value[0], name)) if isinstance(value, list) and value else ""


def _year(value: object) -> str:
    match = YEAR.search(str(value)) if isinstance(value, str | int) else None
    return match[0] if match else ""


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())

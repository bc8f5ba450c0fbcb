"""Bibliographies as programs export them for one another: CSL-JSON and its like, and EndNote's XML."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import islice
from typing import Any

from tui_reader.core.bibliography import BibItem, year_in
from tui_reader.core.title_text import plain_title

TITLES = ("title", "Title")
VENUES = (
    "container-title", "publicationTitle", "proceedingsTitle", "bookTitle", "conferenceName", "event-title", "event",
    "container-title-short", "journalAbbreviation", "collection-title", "journal", "venue", "booktitle", "repository",
    "publisher",
)  # fmt: skip
YEARS = ("issued", "published", "published-print", "published-online", "date", "year", "publicationYear")
LISTS = ("items", "references", "message", "data", "results")
"""What may stand around the papers."""

MOST = 300
"""Papers that are read: whoever pastes more is to choose one in any case."""

RECORD = re.compile(r"<record\b[^>]*>(.*?)(?:</record>|(?=<record\b)|\Z)", re.DOTALL | re.IGNORECASE)
XML_TAG = re.compile(r"<[^<>]*>")


def read_csl(text: str) -> list[BibItem]:
    """The papers of CSL-JSON, of Zotero's JSON and of Crossref's answers; none where ``text`` is no such thing."""
    text = text.strip().lstrip("\ufeff").strip()
    if not text.startswith(("{", "[")):
        return []
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        # Copied from the middle of a list: the comma behind it came along.
        try:
            found = json.loads(f"[{text.rstrip(',; ')}]", strict=False)
        except (ValueError, RecursionError):
            return []
    return [item for value in _papers(found, 0)[:MOST] if (item := _item(value)).title]


def _papers(value: object, depth: int) -> list[dict[str, Any]]:
    if depth > len(LISTS):
        return []
    if isinstance(value, list):
        return [paper for part in value for paper in _papers(part, depth + 1)]
    if not isinstance(value, dict):
        return []
    if any(_text(value.get(name)) for name in TITLES):
        return [value]
    return [paper for name in LISTS if name in value for paper in _papers(value[name], depth + 1)]


def _item(value: dict[str, Any]) -> BibItem:
    title = next((text for name in TITLES if (text := _text(value.get(name)))), "")
    subtitle = _text(value.get("subtitle"))
    if subtitle and subtitle not in title:
        title = f"{title}: {subtitle}"
    return BibItem(
        title=plain_title(title),
        venues=tuple(text for name in VENUES if (text := _text(value.get(name)))),
        year=year_in(*[_date(value.get(name)) for name in YEARS]),
        address=_text(value.get("URL")) or _text(value.get("url")),
        doi=_text(value.get("DOI")) or _text(value.get("doi")),
        arxiv=" ".join(
            _text(value.get(name)) for name in ("number", "archiveID", "archive_location", "note", "extra", "arxivId")
        )[:500],
    )


def _text(value: object) -> str:
    """What is said there: the first of a list, the name of a thing."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or ""
    return " ".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _date(value: object) -> str:
    if isinstance(value, dict):
        parts = value.get("date-parts") or value.get("raw") or value.get("literal") or value.get("year") or ""
        while isinstance(parts, list):
            parts = parts[0] if parts else ""
        return str(parts)
    return _text(value)


def is_endnote_xml(text: str) -> bool:
    """Whether ``text`` is what EndNote exports as XML."""
    return "<record" in text[:5000] and "<titles>" in text


def read_endnote_xml(text: str) -> list[BibItem]:
    """The papers of EndNote's XML. Read by its tags alone: nothing in it is resolved or fetched."""
    items: list[BibItem] = []
    for record in islice(RECORD.finditer(text), MOST):
        inside = record[1]
        titles = _element(inside, "titles", raw=True)
        venues = [_element(titles, "secondary-title"), _element(_element(inside, "periodical", raw=True), "full-title")]
        item = BibItem(
            title=plain_title(_element(titles, "title")),
            venues=tuple(filter(None, venues)),
            year=year_in(_element(_element(inside, "dates", raw=True), "year")),
            address=_element(_element(inside, "urls", raw=True), "url"),
            doi=_element(inside, "electronic-resource-num"),
            arxiv=_element(inside, "number")[:500],
        )
        if item.title:
            items.append(item)
    return items


def _element(text: str, name: str, raw: bool = False) -> str:
    """What stands in the first element ``name`` of ``text``: its text, or with ``raw`` its XML."""
    begin = re.search(rf"<{name}(?:\s[^<>]*)?>", text, re.IGNORECASE)
    if begin is None:
        return ""
    end = text.find(f"</{name}>", begin.end())
    inside = text[begin.end() : end if end >= 0 else len(text)]
    return inside if raw else unescape(" ".join(XML_TAG.sub("", inside).split()))

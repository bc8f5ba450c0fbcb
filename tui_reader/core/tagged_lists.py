"""Bibliographies of one tagged line after another: RIS, the lists of PubMed, and EndNote's ``.enw``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tui_reader.core.bibliography import BibItem, year_in
from tui_reader.core.title_text import plain_title

RIS_LINE = re.compile(r"[ \t]*([A-Z][A-Z0-9]{1,3})[ \t]{0,2}-(?:[ \t]+(.*)|[ \t]*$)")
REFWORKS_LINE = re.compile(r"[ \t]*([A-Za-z][A-Za-z0-9])[ \t]+(.*)")
ENDNOTE_LINE = re.compile(r"[ \t]*%([0-9A-Z!@$&()\[\]*+^~<>?=#{}])[ \t]+(.*)")
BREAK = re.compile(r"\r\n|\n|\r")
BEGINS_RIS = re.compile(r"\A\s*(?:\ufeff\s*)?(?:TY[ \t]{0,2}-|PMID[ \t]*-[ \t]*\d)", re.MULTILINE)
BEGINS_ENDNOTE = re.compile(r"\A\s*(?:\ufeff\s*)?%[0-9A-Z][ \t]+\S[^\n\r]*[\n\r]+[ \t]*%[0-9A-Z!@][ \t]")
BEGINS_REFWORKS = re.compile(r"\A\s*RT[ \t]+\S[^\n\r]*[\n\r]+[ \t]*(?:SR|ID|A1|T1|JF|YR)[ \t]+\S")
IS_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
IS_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+?)(?:\s*\[doi\])?$", re.IGNORECASE)

RIS_TITLES = ("TI", "T1", "CT", "ST")
RIS_VENUES = ("JF", "JT", "T2", "JO", "JA", "BT", "C3", "J2", "T3", "TA", "PB")
RIS_NUMBERS = ("M1", "AN", "N1", "UR", "JO", "JF", "T2")
RIS_YEARS = ("PY", "Y1", "DA", "YR", "DP")
ENDNOTE_VENUES = ("J", "B", "S", "I")

MOST = 300
"""Records that are read: whoever pastes more is to choose one in any case."""

Fields = dict[str, list[str]]


def is_ris(text: str) -> bool:
    """Whether ``text`` is a list in RIS, or one of PubMed."""
    return BEGINS_RIS.match(text) is not None


def is_endnote(text: str) -> bool:
    """Whether ``text`` is a list in EndNote's tags."""
    return BEGINS_ENDNOTE.match(text) is not None


def is_refworks(text: str) -> bool:
    """Whether ``text`` is a list in the tags of RefWorks, as CNKI exports them, too."""
    return BEGINS_REFWORKS.match(text) is not None


def read_refworks(text: str) -> list[BibItem]:
    """The papers of a list in the tags of RefWorks."""
    return _of_ris(_records(text, REFWORKS_LINE, ("RT",)))


def read_ris(text: str) -> list[BibItem]:
    """The papers of a list in RIS, or of one of PubMed."""
    return _of_ris(_records(text, RIS_LINE, ("TY", "PMID")))


def _of_ris(records: Iterable[Fields]) -> list[BibItem]:
    return [
        BibItem(
            # PubMed ends every title with a full stop.
            title=plain_title(_first(fields, *RIS_TITLES).removesuffix("." if "PMID" in fields else "\n")),
            venues=tuple(value for tag in RIS_VENUES for value in fields.get(tag, ())),
            year=year_in(*[value for tag in RIS_YEARS for value in fields.get(tag, ())]),
            address=_address(fields, "UR", "LK", "L2", "L1"),
            doi=_doi(fields, "DO", "DI", "LID", "AID", "M3", "UR"),
            arxiv=" ".join(value for tag in RIS_NUMBERS for value in fields.get(tag, ()))[:500],
        )
        for fields in records
        if _first(fields, *RIS_TITLES)
    ]


def read_endnote(text: str) -> list[BibItem]:
    """The papers of a list in EndNote's tags."""
    return [
        BibItem(
            title=plain_title(_first(fields, "T")),
            venues=tuple(value for tag in ENDNOTE_VENUES for value in fields.get(tag, ())),
            year=year_in(*fields.get("D", ()), *fields.get("8", ())),
            address=_address(fields, "U", ">"),
            doi=_doi(fields, "R", "U"),
            arxiv=" ".join(value for tag in "MUZJ" for value in fields.get(tag, ()))[:500],
        )
        for fields in _records(text, ENDNOTE_LINE, ("0",))
        if _first(fields, "T")
    ]


def _records(text: str, tagged: re.Pattern[str], first: tuple[str, ...]) -> list[Fields]:
    """The records of ``text``, each begun by a tag of ``first``; a line without a tag goes on with the one above."""
    records: list[Fields] = []
    fields: Fields = {}
    tag = ""
    for line in BREAK.split(text.lstrip("\ufeff")):
        match = tagged.match(line)
        if match and (match[1] in first or (not fields and not records)):
            if len(records) == MOST:
                break
            fields = {}
            records.append(fields)
        if match:
            tag = match[1]
            if tag == "ER":
                fields, tag = {}, ""
            else:
                fields.setdefault(tag, []).append((match[2] or "").strip())
        elif tag and tag in fields and line.strip():
            fields[tag][-1] = f"{fields[tag][-1]} {line.strip()}".strip()
    return records


def _first(fields: Fields, *tags: str) -> str:
    return next((value for tag in tags for value in fields.get(tag, ()) if value), "")


def _address(fields: Fields, *tags: str) -> str:
    return next((match[0] for tag in tags for value in fields.get(tag, ()) if (match := IS_ADDRESS.match(value))), "")


def _doi(fields: Fields, *tags: str) -> str:
    return next((match[1] for tag in tags for value in fields.get(tag, ()) if (match := IS_DOI.match(value))), "")

"""What was pasted, as the fields of an entry: a bibliography, a citation, an address, a title; without a network.

Total: any text gives a list of what was recognised in it, and never an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal, NamedTuple

from tui_reader.core.bibliography import BibItem, year_in
from tui_reader.core.bibtex import BibEntry, read_bibtex
from tui_reader.core.citation_line import NUMBER, Cited, citation_line, page_title, without_page_markup, zotero_citation
from tui_reader.core.document import Link
from tui_reader.core.draft import Draft
from tui_reader.core.exports import is_endnote_xml, read_csl, read_endnote_xml
from tui_reader.core.identifiers import (
    ADDRESS,
    BARE_ADDRESS,
    Identified,
    arxiv_in,
    doi_in,
    identified,
    of_address,
    of_arxiv,
    of_doi,
)
from tui_reader.core.message import N_
from tui_reader.core.parser import parse
from tui_reader.core.shared_paper import ITEM, labelled_paper, listed_paper, page_of_arxiv
from tui_reader.core.spelling import draft_of
from tui_reader.core.tagged_lists import is_endnote, is_refworks, is_ris, read_endnote, read_refworks, read_ris
from tui_reader.core.title_text import plain_title
from tui_reader.core.venue_names import source_of

LONGEST = 1_500_000
"""Characters of a paste that are looked at: a bibliography of thousands of papers."""

LONGEST_ENTRIES = 60_000
"""Characters in which entries of a log are looked for."""

Shape = Literal["record", "entry", "citation", "address", "line", "page", "words"]
"""How sure it is that a reference is meant: a record of a bibliography is nothing else, words may be anything."""

UNSEEN = " \t\n\v\f\u00a0\u2028\u2029\u200b\u200c\u200d\u2060\ufeff"
"""What comes along at the edges of a copy, and says nothing."""

NO_NAMES: Mapping[str, str] = MappingProxyType({})


class Reference(NamedTuple):
    """One paper as it was pasted."""

    shape: Shape
    kind: str
    """What it was recognised as: a name, or an English phrase marked for translation."""
    draft: Draft
    """The fields that it gives; the others are empty."""
    arxiv: str = ""
    """Number to look it up by, with its version where it has one."""
    doi: str = ""
    guessed: frozenset[str] = frozenset()
    """The fields of ``draft`` that may be wrong."""


def recognise(text: str, venues: Mapping[str, str] = NO_NAMES) -> list[Reference]:
    """The papers that are pasted with ``text``; empty where it says nothing, or is running text.

    ``venues`` are short names of venues by full ones, those of a group.
    """
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").strip(UNSEEN)
    if not text:
        return []
    return (
        _of_bibliography(text, venues)
        or _of_entries(text)
        or _of_citation(text, venues)
        or _of_text(without_page_markup(text), venues)
    )


# -- bibliographies ----------------------------------------------------------------------------------------------------


def _of_bibliography(text: str, venues: Mapping[str, str]) -> list[Reference]:
    if "@" in text and (entries := read_bibtex(text)):
        items = [_of_bib_entry(entry) for entry in entries]
        return [_of_item("BibTeX", item, venues) for item in items if item.title or item.address or item.arxiv]
    for kind, is_one, read in (
        ("RIS", is_ris, read_ris),
        ("RefWorks", is_refworks, read_refworks),
        ("EndNote", is_endnote, read_endnote),
        ("EndNote", is_endnote_xml, read_endnote_xml),
    ):
        if is_one(text):
            return [_of_item(kind, item, venues) for item in read(text)]
    return [_of_item("CSL-JSON", item, venues) for item in read_csl(text)]


def _of_bib_entry(entry: BibEntry) -> BibItem:
    fields = entry.fields
    title = fields.get("title", "")
    if subtitle := fields.get("subtitle", ""):
        title = f"{title}: {subtitle}"
    names = ("booktitle", "series", "journal", "journaltitle", "shortjournal", "eventtitle", "maintitle")
    found = [fields[name] for name in names if fields.get(name)]
    if not found:
        found = [fields[name] for name in ("howpublished", "school", "institution", "publisher") if fields.get(name)]
        found = [value for value in found if "://" not in value and "\\url" not in value]
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "").casefold()
    number = fields.get("eprint", "") if archive in ("arxiv", "") else ""
    more = " ".join(fields.get(name, "") for name in ("volume", "journal", "note", "howpublished", "arxivid", "number"))
    address = ADDRESS.search(fields.get("url", "") or fields.get("howpublished", "") or fields.get("note", ""))
    return BibItem(
        title=plain_title(title, is_latex=True),
        venues=tuple(plain_title(value, is_latex=True) for value in found),
        year=year_in(fields.get("year", ""), fields.get("date", ""), fields.get("urldate", "") if found else ""),
        address=address[0].rstrip("}.,").replace("\\_", "_").replace("\\%", "%").replace("\\&", "&") if address else "",
        doi=fields.get("doi", "").replace("\\_", "_").replace("{", "").replace("}", ""),
        arxiv=f"{number} {more}",
    )


# Pages of catalogues, beside which the paper itself is the better link.
CATALOGUE = re.compile(r"https?://(?:api\.|www\.)?(?:semanticscholar\.org|dblp\.|scholar\.google)", re.IGNORECASE)


def _of_item(kind: str, item: BibItem, venues: Mapping[str, str]) -> Reference:
    of_link = of_address(item.address) if item.address else Identified("", "")
    doi = doi_in(item.doi) or of_link.doi
    arxiv = of_link.arxiv or arxiv_in(doi) or arxiv_in(item.arxiv)
    link = item.address
    if not link or (CATALOGUE.match(link) and (arxiv or doi)):
        link = of_arxiv(arxiv).link if arxiv else of_doi(doi).link if doi else link
    source, _is_known = source_of(item.venues, item.year, venues)
    says = of_link.source or (of_doi(doi).source if doi else "") or ("arXiv" if arxiv else "")
    if not source or (source == "arXiv" and says and says != "arXiv"):
        source = _in_own_words(says, venues)
    return Reference(
        "record", kind, Draft(title=item.title, source=source, link=link), arxiv=arxiv, doi="" if arxiv_in(doi) else doi
    )


def _in_own_words(source: str, venues: Mapping[str, str]) -> str:
    """The source as a group writes it."""
    return source_of((source,), "", venues)[0] if venues and source else source


# -- entries of logs ---------------------------------------------------------------------------------------------------

DATED = re.compile(r"(?:[>\s]|\\)*[\[【(（]?\s*\d{4}\s*[-./年]")


def _of_entries(text: str) -> list[Reference]:
    if not (text.startswith(">") or DATED.match(text)):
        return []
    entries = [
        entry
        for entry in parse(text[:LONGEST_ENTRIES]).entries
        if (entry.kind == "paper" and entry.title and (entry.date or entry.summary or entry.figures))
        or (entry.kind == "no_reading" and text.startswith(">") and entry.date and entry.reader)
    ]
    return [
        Reference(
            "entry",
            N_("an entry of a log"),
            replace(draft_of(entry), section=""),
            arxiv=arxiv_in(entry.links[0].url) if entry.links else "",
            doi=doi_in(entry.links[0].url) if entry.links else "",
        )
        for entry in entries
    ]


# -- citations ---------------------------------------------------------------------------------------------------------


def _of_citation(text: str, venues: Mapping[str, str]) -> list[Reference]:
    cited = zotero_citation(without_page_markup(text))
    if cited is None:
        return []
    return [_of_cited("citation", N_("a citation of Zotero's"), cited, venues, guessed=())]


def _of_cited(
    shape: Shape, kind: str, cited: Cited, venues: Mapping[str, str], guessed: tuple[str, ...], text: str = ""
) -> Reference:
    addresses = cited.addresses
    of_link = of_address(addresses[0][1]) if addresses else Identified("", "")
    arxiv = of_link.arxiv or arxiv_in(text)
    doi = of_link.doi or _doi_anywhere(text)
    source, is_known = source_of((cited.venue,), cited.year, venues) if cited.venue else ("", False)
    if arxiv and not is_known:
        source = ""
    link = of_link.link or (of_arxiv(arxiv).link if arxiv else of_doi(doi).link if doi else "")
    more = tuple(Link(label, address) for label, address in addresses[1:] if label)
    says = of_link.source or (of_doi(doi).source if doi else "") or ("arXiv" if arxiv else "")
    source = source or _in_own_words(says, venues)
    draft = Draft(title=cited.title, source=source, link=link, more_links=more)
    named = {name for name in guessed if getattr(draft, name)}
    return Reference(shape, kind, draft, arxiv, "" if arxiv_in(doi) else doi, frozenset(named))


def _doi_anywhere(text: str) -> str:
    match = re.search(r"(?<![\w/])(?:doi\s*[:：]\s*|doi\.org/)?10\.\d{4,9}/\S+", text, re.IGNORECASE)
    return doi_in(match[0].rstrip(".,;")) if match else ""


# -- lines about papers ------------------------------------------------------------------------------------------------

MOST_LINES_OF_PAPERS = 100


def _of_text(text: str, venues: Mapping[str, str]) -> list[Reference]:
    if (alone := identified(text)) is not None:
        return [_of_identified(alone, "", venues)]
    lines = [line.strip(UNSEEN) for line in text.split("\n") if line.strip(UNSEEN)]
    if 1 < len(lines) <= MOST_LINES_OF_PAPERS and all(map(_is_a_line_of_its_own, lines)):
        return [reference for line in lines for reference in _of_few_lines(line, venues)]
    if (cited := labelled_paper(text) or page_of_arxiv(text)) is not None:
        return [_of_cited("line", N_("lines about a paper"), cited, venues, ())]
    return _of_few_lines(text, venues)


def _is_a_line_of_its_own(line: str) -> bool:
    """Whether ``line`` cites a paper by itself, and neither goes on with the one above nor is gone on with."""
    return (ITEM.match(line) is not None and listed_paper(line) is not None) or (
        NUMBER.match(line) is not None and citation_line(line) is not None
    )


# -- titles and addresses ----------------------------------------------------------------------------------------------

MARKDOWN_LINK = re.compile(
    r"\s*\[(?P<title>(?:[^\[\]\n]|\[[^\[\]\n]*\]){2,400})\]\((?P<address>[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)\s*"
)
ADDRESS_AT_END = re.compile(
    rf"(?P<title>[^\n]*?\S)[\s:：(（<|–—-]+(?P<address>{ADDRESS.pattern}|{BARE_ADDRESS.pattern})\s*", re.IGNORECASE
)
NUMBER_AT_END = re.compile(
    r"(?P<title>[^\n]{8,}?)[.,;\s]*[\s(\[]+(?P<address>(?:arXiv|doi)\s*[:：]\s*[^\s)\]]+)[)\]]?\.?\s*", re.IGNORECASE
)
MOST_LINES = 6
LONGEST_TITLE = 400


def _of_few_lines(text: str, venues: Mapping[str, str]) -> list[Reference]:
    """A title, an address, or both, on few lines."""
    if (alone := identified(text)) is not None:
        return [_of_identified(alone, "", venues)]
    lines = [line.strip(UNSEEN) for line in text.split("\n") if line.strip(UNSEEN)]
    if len(lines) == 1 and (cited := listed_paper(lines[0])) is not None:
        return [_of_cited("line", N_("an item of a list"), cited, venues, ())]
    if len(lines) > MOST_LINES or len(text) > 2 * LONGEST_TITLE + 1200:
        return []
    found = [(line, identified(line)) for line in lines]
    addresses = [identity for _line, identity in found if identity is not None]
    words = [line for line, identity in found if identity is None]
    if len(words) == 1 and not addresses and citation_line(words[0]) is None:
        title, address = _title_and_address(words[0])
        if address is not None:
            addresses, words = [address], [title]
    if addresses:
        return _of_title_and_addresses(words, addresses, venues)
    joined = " ".join(words)
    if (cited := citation_line(joined)) is not None:
        guessed = ("title", "source")
        return [_of_cited("line", N_("a line of references"), cited, venues, guessed, joined)]
    if len(joined) > LONGEST_TITLE:
        return []
    if (cited := page_title(joined)) is not None:
        return [_of_cited("page", N_("a page's title"), cited, venues, ())]
    return [Reference("words", N_("a title"), Draft(title=plain_title(joined)))] if len(words) <= 3 else []


def _title_and_address(line: str) -> tuple[str, Identified | None]:
    """A title with its address behind it, or as a link of Markdown."""
    for pattern in (MARKDOWN_LINK, ADDRESS_AT_END, NUMBER_AT_END):
        if (pair := pattern.fullmatch(line)) and (address := identified(pair["address"])) is not None:
            return _without_emphasis(pair["title"]), address
    return line, None


def _without_emphasis(title: str) -> str:
    match = re.fullmatch(r"(\*\*|__|\*)(?P<inside>[^*_]+)\1[.,:]?", title.strip())
    return match["inside"] if match else title


def _of_title_and_addresses(
    words: list[str], addresses: list[Identified], venues: Mapping[str, str]
) -> list[Reference]:
    """An address with a title above or below it; several addresses are several papers, if they are known as such."""
    joined = " ".join(words)
    papers = {address.arxiv.partition("v")[0] or address.doi or address.link: address for address in addresses}
    if not words and len(papers) > 1:
        return [_of_identified(address, "", venues) for address in papers.values()]
    first = next((address for address in addresses if address.kind), addresses[0])
    if not words:
        return [_of_identified(first, "", venues)]
    if len(joined) > LONGEST_TITLE:
        cited = citation_line(joined)
        return [_of_cited("line", N_("a line of references"), cited, venues, ("title", "source"))] if cited else []
    cited = citation_line(joined)
    if cited is not None:
        reference = _of_cited("line", N_("a line of references"), cited, venues, ("title", "source"), joined)
        draft = reference.draft
        filled = replace(draft, link=first.link, source=draft.source or first.source)
        return [reference._replace(draft=filled, arxiv=first.arxiv, doi=first.doi)]
    page = page_title(words[0])
    title = page.title if page else plain_title(words[0] if len(words) > 2 else joined)
    return [_of_identified(first, title, venues)]


def _of_identified(identity: Identified, title: str, venues: Mapping[str, str]) -> Reference:
    kind = identity.kind or N_("an address")
    source = _in_own_words(identity.source, venues)
    draft = Draft(title=title or identity.title, source=source, link=identity.link)
    guessed = frozenset({"title"} if identity.title and not title else ())
    return Reference("address", kind, draft, identity.arxiv, "" if identity.arxiv else identity.doi, guessed)

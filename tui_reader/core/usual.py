"""Short ways: headers that are written as the template asks, which most are, told apart and read at once.

A short way says what the careful reading (``lines``, ``header``) says, only sooner, or nothing at all: then the careful
reading is asked. No rule lives here. Whoever changes a rule there narrows the patterns here to what it leaves alone;
``tests/core/test_usual.py`` compares the two.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache

from tui_reader.core.body import label_of
from tui_reader.core.document import Header, Link, Span
from tui_reader.core.fields import (
    QUOTES,
    fold,
    is_chinese_name,
    is_more_link,
    is_name,
    is_venue,
    iso_date,
    looks_like_title,
    says_not_read,
)
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import (
    ARROWS,
    HEADER_LIMIT,
    INSERTION_LIMIT,
    PLAIN_SIGNS,
    READER_NAMES,
    SOURCE_NAMES,
    ideographs,
    is_placeholder,
)

WIDE_SIGNS = "".join(sign for sign, _plain in PLAIN_SIGNS)
WIDE_BRACKETS = "".join(sign for sign, plain in PLAIN_SIGNS if plain in "[]()")
WIDE_DASHES = "".join(sign for sign, plain in PLAIN_SIGNS if plain == "-")
OPENS = r"\[" + "".join(sign for sign, plain in PLAIN_SIGNS if plain == "[")
CLOSES = r"\]" + "".join(sign for sign, plain in PLAIN_SIGNS if plain == "]")

# Brackets, and what makes brackets mean something else: escapes, code, math. Wide brackets are looked for in what was
# matched: patterns of narrow signs take half as long to compile.
NARROW = r"\[\]\\`$\n"
SPECIAL = NARROW + WIDE_BRACKETS
ADDRESS = rf"https?://[^()\s<>\"'{NARROW}]+"
NAME = r"[^\x00-\xff]{2,4}|[A-Z][a-z]+(?: [A-Z][a-z]+)?"
DAY = r"(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}"
LATE_DAY = r"20[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}"
DASH = r"[ \t]*(?:-[ \t]*)?"
BEGINNING = lazy_pattern(
    rf"[ \t>]*(?:[{OPENS}](?P<date>{DAY})[{CLOSES}]{DASH}|\[(?P<pending>待补充?)\]-|[{OPENS}]?(?P<bare_date>{DAY})-)"
    rf"(?:[{OPENS}](?P<reader>{NAME})[{CLOSES}]{DASH}|(?P<bare>{NAME})-[ \t]*)"
)
# A header ends with its line: none below may go on with it, or be one that nobody sees, so that the next one may.
END = rf"[ \t]*(?:\\[ \t]*)?(?:\n(?![ \t>]*(?:[\]\-{WIDE_DASHES}{WIDE_BRACKETS}]|<!--)|[<>=|]{{7}})|\Z)"
PAPER = lazy_pattern(
    rf"\[(?P<title>[^{NARROW}]{{1,400}}(?:\n[ \t>]*(?P<wrapped>[A-Za-z][^{NARROW}]{{1,200}})"
    # "A]$^2$B": a bracket before math that closes none is the title's own.
    rf"|(?P<math>\]?\$[^()\s{NARROW}]{{1,12}}\$)[^(){NARROW}]{{1,200}})?)\]"
    rf"(?:\((?P<title_link>{ADDRESS})\)|\((?P<venue>[A-Za-z][A-Za-z0-9 ]{{1,40}})\))?"
    rf"(?:{DASH}\[(?P<source>[^{NARROW}:/]{{1,80}})\](?:\((?P<link>{ADDRESS})\))?"
    rf"|{DASH}\[(?P<address>(?P<bare_link>{ADDRESS}))\]|{DASH}(?P<bare_source>[A-Za-z][A-Za-z0-9 ]{{1,40}}))?"
    rf"(?P<more>(?:[ \t]*(?:[-,，][ \t]*)?\[[^{NARROW}]{{1,40}}\]\({ADDRESS}\))*){END}"
)
# A title without brackets: up to its source, or in quotes, as Zotero cites it.
BARE_PAPER = lazy_pattern(
    rf"(?P<bare_title>[A-Z][A-Za-z0-9 ,:;.'&+?!-]{{7,300}}[A-Za-z0-9])"
    rf"(?:-\[(?P<source>[^{SPECIAL}:/]{{1,80}})\]\((?P<link>{ADDRESS})\)"
    rf"|[ \t]*\((?P<venue>[A-Za-z][A-Za-z0-9 ]{{1,40}})\)){END}"
)
CITED_LABEL, CITED_ADDRESS = rf"[^(){SPECIAL}]{{1,60}}", rf"(?:zotero|https?)://[^()\s<>\"'{SPECIAL}]+"
QUOTED_PAPER = lazy_pattern(
    rf"“(?P<bare_title>[^()“”{SPECIAL}]{{9,300}})”[ \t]*\(\[(?P<label>{CITED_LABEL})\]\((?P<link>{CITED_ADDRESS})\)\)"
    rf"(?P<more>(?:[ \t]*\(\[{CITED_LABEL}\]\({CITED_ADDRESS}\)\))*){END}"
)
MORE_CITED = lazy_pattern(rf"\[({CITED_LABEL})\]\(({CITED_ADDRESS})\)")
MORE = lazy_pattern(rf"\[([^{NARROW}]{{1,40}})\]\(({ADDRESS})\)")
IN_BRACKETS = lazy_pattern(rf"[{OPENS}]([^{OPENS}{CLOSES}\n]{{6,30}})[{CLOSES}]")
# Below a header without an address: a line that holds none.
QUIET = lazy_pattern(r"[ \t>]*(?:\n|\Z|<img|!\[|论文(?:框架|简[述介])[:：])")
NARROW_NOTE_SIGNS = rf"{NARROW}()<>\"'.:|*_"
NOTE_SIGNS = NARROW_NOTE_SIGNS + WIDE_BRACKETS
BARE_NOTE = rf"[^\s,;·=~/{NOTE_SIGNS}{WIDE_SIGNS}-][^{NOTE_SIGNS}{WIDE_DASHES}-]{{0,80}}"
NOTE = lazy_pattern(
    rf"(?:[{OPENS}](?P<note>[^\s{NARROW_NOTE_SIGNS}][^{NARROW_NOTE_SIGNS}]{{0,80}})[{CLOSES}]|(?P<bare_note>{BARE_NOTE}))"
    r"[ \t]*(?:\n|\Z)"
)
# Below a header that names nothing: where a dash announces it, it goes on there; else it is text of the entry.
MARKS = r"(?!>{7})(?:[ \t]*>)*[ \t]?"
NOTE_BELOW = lazy_pattern(
    rf"(?:(?<=-)\n{MARKS}(?P<bare_note>{BARE_NOTE})"
    rf"|(?:(?<![-\s])\n|\n(?:[ \t>]*\n)+){MARKS}(?P<text>{BARE_NOTE}))[ \t]*(?:\n|\Z)"
)
SHORTEST = 9
"""Characters of a title that is taken for one unseen."""
ANY_QUOTES = frozenset(("", "'", *QUOTES))
FIELD_OF = {
    "date": "date",
    "pending": "date",
    "bare_date": "date",
    "reader": "reader",
    "bare": "reader",
    "title": "title",
    "title_link": "link",
    "bare_title": "title",
    "source": "source",
    "bare_source": "source",
    "venue": "source",
    "link": "link",
    "address": "source",
    "bare_link": "link",
    "note": "note",
    "bare_note": "note",
    "text": "note",
}
BARE = frozenset(("bare_date", "bare", "bare_title", "bare_source", "bare_link", "bare_note"))
"""The groups around which there are no brackets."""
# What a line has to begin with to open an entry, whatever else it says.
DATED_BEGINNING = lazy_pattern(rf"(?:[{OPENS}]{LATE_DAY}[{CLOSES}]|\[?{LATE_DAY}-(?:\[|[^\W\d_]))")
# A line under a header with a date that is text of its entry: a short one, perhaps with emphasis at its beginning,
# without what tells a week's name or the place to insert at; a longer one that begins with emphasis.
SHORT = rf"[^{re.escape(''.join(sorted({sign for arrow in ARROWS for sign in arrow})))}wW周\n]"
TEXT = lazy_pattern(
    rf"(?:(?![wW周])[^\W\d_]|[(（](?=[^\W\d_])|\*{{1,2}}(?=[^\W\d_])(?![^\n]{{0,400}}[{{<{OPENS}]))"
    rf"(?:{SHORT}{{0,60}}(?:\*\*{SHORT}{{0,40}})?\Z|[^\n]{{{INSERTION_LIMIT}}})"
)


def opens_entry(content: str) -> bool:
    """Whether a line without its quote marks is certain to be the header of an entry; False where care is needed."""
    if DATED_BEGINNING.match(content) is None:
        return False
    # The template may give a day as an example, and name the title behind it.
    begins = content[:400]
    if "题" in begins or "名" in begins:
        return False
    # Making all of it lower case takes longer than these four.
    has_tl = "tl" in begins or "TL" in begins or "Tl" in begins or "tL" in begins
    return not has_tl or "title" not in begins.lower()


def is_usual_text(content: str) -> bool:
    """Whether a line without its quote marks is text of the entry with a date that it stands under, for certain."""
    return TEXT.match(content) is not None


def usual_header(scan: str, start: int, end: int) -> Header | None:
    """The header of the entry from ``start`` to ``end`` if it is written in a usual way; None for any other."""
    beginning = BEGINNING.match(scan, start, end)
    if beginning is None:
        return None
    date, pending, bare_date, reader, bare = beginning.groups()
    date = date or pending or bare_date
    # Names and sources come again and again: each is kept once.
    reader = sys.intern(reader or bare)
    if not _is_usual_reader(reader):
        return None
    behind = beginning.end()
    if pending and (bare or any(map(_day, IN_BRACKETS.findall(scan, behind, end)))):
        return None  # a name may be read as the title, a day further on as the date
    sign = scan[behind : behind + 1]
    header: Header | None = None
    if sign == "[":
        # Most reasons for not reading are Chinese, or begin without a capital.
        if not "A" <= scan[behind + 1 : behind + 2] <= "Z":
            header = _note(scan, behind, Span(start, end), date, reader)
        return header or _paper(scan, behind, Span(start, end), date, reader)
    if sign == "“":
        return _quoted_paper(scan, behind, Span(start, end), date, reader)
    if sign == "\n":
        if bare_date is not None:
            return None  # its bracket may close further on
        return _note_below(scan, behind, Span(start, end), date, reader, bare is None)
    header = _note(scan, behind, Span(start, end), date, reader)
    if header is None and "A" <= sign <= "Z":
        header = _bare_paper(scan, behind, Span(start, end), date, reader)
    return header


def _note(scan: str, behind: int, entry: Span, date: str, reader: str) -> Header | None:
    """The header that says why nothing was read, and under which nothing stands."""
    found = NOTE.match(scan, behind, entry.end)
    if found is None or found.end() != entry.end:
        return None
    note, bare_note = found.groups()
    if note and _has_wide_bracket(note):
        return None
    if not _is_usual_note(note or bare_note, note is not None, reader) or (bare_note and _is_label(bare_note)):
        return None
    return _no_reading(NOTE, scan, entry, date, reader, note or bare_note)


def _note_below(scan: str, behind: int, entry: Span, date: str, reader: str, bracketed: bool) -> Header | None:
    """The header of which nothing but the reason for not reading stands below; ``bracketed``: the reader is."""
    if scan[behind : behind + 80].lstrip("\n \t>")[:1] in QUOTES:
        return None  # a title
    found = NOTE_BELOW.match(scan, behind, entry.end)
    if found is None or found.end() != entry.end:
        return None
    note, text = found.groups()
    if _is_label(note or text) or not (
        _is_usual_note(note, False, reader) if note else bracketed and text[0] not in QUOTES
    ):
        return None
    return _no_reading(NOTE_BELOW, scan, entry, date, reader, note or text)


def _no_reading(pattern: re.Pattern[str], scan: str, entry: Span, date: str, reader: str, note: str) -> Header:
    places = _Places(pattern, scan, entry)
    return Header("no_reading", entry, _day(date), reader, None, None, (), fold(note), places)


def _paper(scan: str, behind: int, entry: Span, date: str, reader: str) -> Header | None:
    """The header that names a paper in brackets, if that is beyond doubt."""
    found = PAPER.match(scan, behind, entry.end)
    if found is None or _has_wide_bracket(found.group()):
        return None
    title, wrapped, math, title_link, venue, source, link, address, _, bare_source, more = found.groups()
    header_end = found.end()
    if wrapped is not None:
        first = title[: title.index("\n")].rstrip()
        if not first or first[-1] > "~" or label_of(wrapped) is not None:
            return None
        title = f"{first} {wrapped}"
    title = fold(title)
    if len(title) < SHORTEST or title[0] in ANY_QUOTES or "://" in title or is_placeholder(title):
        return None
    # A venue and its year, or a second reader, may stand before the title.
    if (
        title[-1].isdigit()
        or title[0] in "*_"
        or (not title.isascii() and is_chinese_name(title))
        or header_end - entry.start > HEADER_LIMIT
    ):
        return None
    said = source or bare_source or venue
    if said is not None:
        said = sys.intern(fold(said))
        if said[:1] in ANY_QUOTES or (link is None and said.lower() in SOURCE_NAMES):
            return None
    # Where nothing but one bracket follows a name, the name may be the title, and the bracket the source.
    if source is None and bare_source is None and address is None and reader.isascii() and is_venue(title):
        return None
    links: tuple[Link, ...] = ()
    if link and not (title_link or venue):
        links = (Link(said or "", link),)
        if more:
            links += tuple([Link(fold(label), url) for label, url in MORE.findall(more)])
    elif link or more or math or (venue and (source or bare_source)) or (address and (title_link or venue)):
        return None
    elif title_link and not bare_source:
        links = (Link(title, title_link),)
    elif QUIET.match(scan, header_end, entry.end) is None:
        return None
    elif title_link:
        links = (Link(title, title_link),)
    elif address:
        said, links = address, (Link("", address),)
    elif says_not_read(title) or not (said or looks_like_title(title, bracketed=True)):
        return None
    places = _Places(PAPER, scan, entry)
    return Header("paper", Span(entry.start, header_end), _day(date), reader, title, said, links, None, places)


def _bare_paper(scan: str, behind: int, entry: Span, date: str, reader: str) -> Header | None:
    """The header that names a paper without brackets, and its source."""
    found = BARE_PAPER.match(scan, behind, entry.end)
    if found is None:
        return None
    title, source, link, venue = found.groups()
    title, said = fold(title), sys.intern(fold(source or venue))
    if _has_wide_bracket(link or ""):
        return None
    if _may_hold_address(title) or found.end() - entry.start > HEADER_LIMIT or (reader.isascii() and is_venue(title)):
        return None
    if link is not None:
        if said[:1] in ANY_QUOTES or is_more_link(said):
            return None
    elif (
        not is_venue(venue)
        or said.lower() in SOURCE_NAMES
        or says_not_read(title)
        or QUIET.match(scan, found.end(), entry.end) is None
    ):
        return None
    links = (Link(said, link),) if link is not None else ()
    places = _Places(BARE_PAPER, scan, entry)
    return Header("paper", Span(entry.start, found.end()), _day(date), reader, title, said, links, None, places)


def _quoted_paper(scan: str, behind: int, entry: Span, date: str, reader: str) -> Header | None:
    """The header that names a paper in quotes, with links in parentheses, none of which is its source."""
    found = QUOTED_PAPER.match(scan, behind, entry.end)
    if found is None:
        return None
    title, label, link, more = found.groups()
    title = fold(title)
    if not title or _may_hold_address(title) or found.end() - entry.start > HEADER_LIMIT:
        return None
    links = (Link(fold(label), link), *[Link(fold(label), url) for label, url in MORE_CITED.findall(more)])
    places = _Places(QUOTED_PAPER, scan, entry)
    return Header("paper", Span(entry.start, found.end()), _day(date), reader, title, None, links, None, places)


def _has_wide_bracket(text: str) -> bool:
    return not text.isascii() and any(sign in text for sign in WIDE_BRACKETS)


def _may_hold_address(title: str) -> bool:
    """Whether the title may hold an address, which would be read as one where there are no brackets."""
    lower = title.lower()
    return "://" in lower or "www." in lower or "doi:" in lower


@lru_cache(maxsize=1024)
def _is_usual_reader(name: str) -> bool:
    if is_placeholder(name) or name.lower() in READER_NAMES:
        return False
    return is_name(name) and (name.isascii() or ideographs(name) == len(name))


@lru_cache(maxsize=4096)
def _is_usual_note(note: str, bracketed: bool, reader: str) -> bool:
    """Whether ``note``, with nothing below it, says why nothing was read; ``reader`` is who says so."""
    if note[0] in QUOTES or (bracketed and (note[-1].isspace() or is_placeholder(note))):
        return False
    if not bracketed and note[-1] in " \t,;，、；":
        return False
    if reader.isascii() and is_venue(note):
        return False
    return says_not_read(note) or not looks_like_title(note, bracketed)


@lru_cache(maxsize=1024)
def _is_label(note: str) -> bool:
    return label_of(note) is not None


_day = lru_cache(maxsize=4096)(iso_date)


class _Places:
    """Works out where the values of a usual header stand; a large log has as many of these as entries."""

    __slots__ = ("end", "pattern", "scan", "start")

    def __init__(self, pattern: re.Pattern[str], scan: str, entry: Span) -> None:
        """``pattern`` matches the header of ``entry`` behind its beginning."""
        self.pattern = pattern
        self.scan = scan
        self.start, self.end = entry

    def __call__(self) -> dict[str, Span]:
        return _places(self.pattern, self.scan, self.start, self.end)


def _places(pattern: re.Pattern[str], scan: str, start: int, end: int) -> dict[str, Span]:
    beginning = BEGINNING.match(scan, start, end)
    rest = beginning and pattern.match(scan, beginning.end(), end)
    places: dict[str, Span] = {}
    for found in filter(None, (beginning, rest)):
        for group in found.re.groupindex:
            field = FIELD_OF.get(group)
            if field is not None and found[group] is not None:
                first, last = found.span(group)
                value = found[group]
                inner = Span(last - len(value.lstrip()), first + len(value.rstrip()))
                places[field] = inner
                if group != "text":
                    places[field + "_outer"] = inner if group in BARE else Span(first - 1, last + 1)
    return places

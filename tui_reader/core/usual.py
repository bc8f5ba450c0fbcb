"""Short ways: headers that are written as the template asks, which most are, told apart and read at once.

A short way says what the careful reading (``lines``, ``header``) says, only sooner, or nothing at all: then the careful
reading is asked. No rule lives here. Whoever changes a rule there narrows the patterns here to what it leaves alone;
``tests/core/test_usual.py`` compares the two.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

from tui_reader.core.body import label_of
from tui_reader.core.document import Header, Link, Span
from tui_reader.core.fields import (
    QUOTES,
    fold,
    is_chinese_name,
    is_name,
    is_venue,
    iso_date,
    looks_like_title,
    says_not_read,
)
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

# Brackets, and what makes brackets mean something else: escapes, code, math.
SPECIAL = rf"\[\]\\`$\n{WIDE_BRACKETS}"
ADDRESS = rf"https?://[^()\s<>\"'{SPECIAL}]+"
NAME = r"[^\x00-\xff]{2,4}|[A-Z][a-z]+(?: [A-Z][a-z]+)?"
DAY = r"(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}"
LATE_DAY = r"20[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}"
DASH = r"[ \t]*(?:-[ \t]*)?"
BEGINNING = re.compile(
    rf"[ \t>]*(?:[{OPENS}](?P<date>{DAY})[{CLOSES}]{DASH}|\[(?P<pending>待补充?)\]-|[{OPENS}]?(?P<bare_date>{DAY})-)"
    rf"(?:[{OPENS}](?P<reader>{NAME})[{CLOSES}]{DASH}|(?P<bare>{NAME})-[ \t]*)"
)
PAPER = re.compile(
    rf"\[(?P<title>[^{SPECIAL}]{{1,400}}(?:\n[ \t>]*(?P<wrapped>[A-Za-z][^{SPECIAL}]{{1,200}}))?)\]"
    rf"(?:\((?P<title_link>{ADDRESS})\)|\((?P<venue>[A-Za-z][A-Za-z0-9 ]{{1,40}})\))?"
    rf"(?:{DASH}\[(?P<source>[^{SPECIAL}:/]{{1,80}})\](?:\((?P<link>{ADDRESS})\))?"
    rf"|{DASH}(?P<bare_source>[A-Za-z][A-Za-z0-9 ]{{1,40}}))?"
    rf"(?P<more>(?:[ \t]*(?:[-,，][ \t]*)?\[[^{SPECIAL}]{{1,40}}\]\({ADDRESS}\))*)"
    # No line below that may go on with the header, or that nobody sees, so that the next one may.
    rf"[ \t]*(?:\\[ \t]*)?(?:\n(?![ \t>]*(?:[\]\-{WIDE_DASHES}{WIDE_BRACKETS}]|<!--)|[<>=|]{{7}})|\Z)"
)
MORE = re.compile(rf"\[([^{SPECIAL}]{{1,40}})\]\(({ADDRESS})\)")
# Below a header without an address: a line that holds none.
QUIET = re.compile(r"[ \t>]*(?:\n|\Z|<img|!\[)")
NOTE_SIGNS = rf"{SPECIAL}()<>\"'.:|*_"
NOTE = re.compile(
    rf"(?:[{OPENS}](?P<note>[^\s{NOTE_SIGNS}][^{NOTE_SIGNS}]{{0,80}})[{CLOSES}]"
    rf"|(?P<bare_note>[^\s,;·=~/{NOTE_SIGNS}{WIDE_SIGNS}-][^{NOTE_SIGNS}{WIDE_DASHES}-]{{0,80}}))[ \t]*(?:\n|\Z)"
)
SHORTEST = 9
"""Characters of a title that is taken for one unseen."""
ANY_QUOTES = ("", "'", *QUOTES)
FIELD_OF = {
    "date": "date",
    "pending": "date",
    "bare_date": "date",
    "reader": "reader",
    "bare": "reader",
    "title": "title",
    "title_link": "link",
    "source": "source",
    "bare_source": "source",
    "venue": "source",
    "link": "link",
    "note": "note",
    "bare_note": "note",
}
BARE = frozenset(("bare_date", "bare", "bare_source", "bare_note"))
"""The groups around which there are no brackets."""
# What a line has to begin with to open an entry, whatever else it says.
DATED_BEGINNING = re.compile(rf"(?:[{OPENS}]{LATE_DAY}[{CLOSES}]|\[?{LATE_DAY}-(?:\[|[^\W\d_]))")
# A line under a header with a date that is text of its entry: a short one, perhaps with emphasis at its beginning,
# without what tells a week's name or the place to insert at; a longer one that begins with emphasis.
SHORT = rf"[^{re.escape(''.join(sorted({sign for arrow in ARROWS for sign in arrow})))}wW周\n]"
TEXT = re.compile(
    rf"(?:(?![wW周])[^\W\d_]|\*{{1,2}}(?=[^\W\d_])(?![^\n]{{0,400}}[{{<{OPENS}]))"
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
    reader = reader or bare
    if not _is_usual_reader(reader):
        return None
    behind = beginning.end()
    if scan[behind : behind + 1] == "[":
        found = PAPER.match(scan, behind, end)
        header = found and _paper(found, start, end, date, reader)
        if header is not None:
            return header
    found = NOTE.match(scan, behind, end)
    if found is None or found.end() != end:
        return None
    note, bare_note = found.groups()
    if not _is_usual_note(note or bare_note, note is not None, reader):
        return None
    places = partial(_places, NOTE, scan, start, end)
    return Header("no_reading", Span(start, end), _day(date), reader, None, None, (), fold(note or bare_note), places)


def _paper(found: re.Match[str], start: int, end: int, date: str, reader: str) -> Header | None:
    """The header that names a paper, if that is beyond doubt."""
    title, wrapped, title_link, venue, source, link, bare_source, more = found.groups()
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
    if title[-1].isdigit() or (not title.isascii() and is_chinese_name(title)) or header_end - start > HEADER_LIMIT:
        return None
    said = source or bare_source or venue
    if said is not None:
        said = fold(said)
        if said[:1] in ANY_QUOTES or (link is None and said.lower() in SOURCE_NAMES):
            return None
    # Where nothing but one bracket follows a name, the name may be the title, and the bracket the source.
    if source is None and bare_source is None and reader.isascii() and is_venue(title):
        return None
    links: tuple[Link, ...] = ()
    if link and not (title_link or venue):
        links = (Link(said or "", link),)
        if more:
            links += tuple([Link(fold(label), url) for label, url in MORE.findall(more)])
    elif link or more or (venue and (source or bare_source)):
        return None
    elif title_link and not bare_source:
        links = (Link(title, title_link),)
    elif QUIET.match(found.string, header_end, end) is None:
        return None
    elif title_link:
        links = (Link(title, title_link),)
    elif says_not_read(title) or not (said or looks_like_title(title, bracketed=True)):
        return None
    places = partial(_places, PAPER, found.string, start, end)
    return Header("paper", Span(start, header_end), _day(date), reader, title, said, links, None, places)


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


_day = lru_cache(maxsize=4096)(iso_date)


def _places(pattern: re.Pattern[str], scan: str, start: int, end: int) -> dict[str, Span]:
    """Where the values of a usual header stand, which ``pattern`` matches behind its beginning."""
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
                places[field + "_outer"] = inner if group in BARE else Span(first - 1, last + 1)
    return places

"""How an entry's header is read: ``[date]-[reader]-[title]-[source](link)`` and what people write instead of it.

Rules, each for something that many people do:

- a date opens a header, in brackets or bare; so does any pair of brackets joined by a dash, ``[x]-[y]``, and of those
  a bracket that holds a day is the date wherever it stands;
- a reader is a short name; what is too long for one is the title, and so is a bracket that a link or a source follows;
- a venue with its year before a title, and a Chinese name behind what is too long for one, change places;
- of a bare name and words without a link, the words are a reason unless they are made of names that venues have;
- what the template writes in a field's place is no value;
- brackets inside code and math do not count, nor do escaped ones; a bracket that never closes ends with the line;
- a header that ends inside a bracket goes on in the next line.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tui_reader.core.body import is_label_or_figure, read_body
from tui_reader.core.date_and_reader import read_before_title, read_date_and_reader
from tui_reader.core.document import Body, Header, Span
from tui_reader.core.fields import (
    NOTHING_READ,
    QUOTES,
    fold,
    is_excuse,
    is_reason_alone,
    looks_like_title,
    says_not_read,
)
from tui_reader.core.header_reading import HeaderReading
from tui_reader.core.lines import (
    QUOTE_AND_SPACE,
    comments,
    ideographs,
    is_blank,
    is_conflict_marker,
    pieces,
)
from tui_reader.core.title_and_source import WIDE_BRACKETS, read_title_and_source
from tui_reader.core.tokens import header_line

BRACKET_PAIRS = (("[", "]"), ("【", "】"), ("［", "］"), ("(", ")"), ("（", "）"))


def read_header(scan: str, start: int, end: int, dated: bool) -> Header:
    """Read the header of the entry from ``start`` to ``end`` of ``scan``.

    ``dated``: whether the header is one by its shape; else it is the line of a topic section, a title and no more.
    """
    line = header_line(scan, start, end)
    reading = HeaderReading(line)
    if not dated:
        read_title_and_source(reading, read_before_title(reading))
        return reading.header(Span(start, line.end))
    read_title_and_source(reading, read_date_and_reader(reading))
    if reading.title is None and not reading.links:
        return _title_below(reading, scan, Span(start, line.end), end)
    span = Span(start, line.end)
    title = reading.title or ""
    bare = not reading.title_bracketed and not reading.title_enclosed
    if bare and (NOTHING_READ.search(title) is not None or is_reason_alone(title)):
        first, last = reading.places["title"][0], len(reading.said.rstrip("\\ "))
        reading.mark("title", first, last)
        return _no_reading(reading, span, reading.said[first:last], None)
    if reading.named and (reading.links or not says_not_read(title)):
        return reading.header(span)
    return _settled(reading, span, read_body(scan, line.end, end))


def _title_below(reading: HeaderReading, scan: str, span: Span, end: int) -> Header:
    """A header that names no paper: what stands below it is the title, or what was said instead of one."""
    body = read_body(scan, span.end, end)
    position = span.end
    hidden = dict(comments(scan, position, end))
    while position < end:
        if position in hidden:
            position = hidden[position]
            continue
        found = scan.find("\n", position, end)
        line_end = end if found < 0 else found
        content = scan[position:line_end].lstrip(QUOTE_AND_SPACE)
        if not is_blank(content) and not is_conflict_marker(scan[position:line_end]):
            break
        position = line_end + 1
    else:
        return _no_reading(reading, span, None, None)
    if is_label_or_figure(content):
        return reading.header(span) if body.figures or body.label else _no_reading(reading, span, None, None)
    below = header_line(scan, position, end)
    paper = below.text[0] in QUOTES or "](" in below.text or body.label is not None or bool(body.figures)
    if paper and not says_not_read(below.text):
        title = HeaderReading(below)
        title.date, title.reader = reading.date, reading.reader
        above = reading.locate()
        read_title_and_source(title, title.tokens.behind(0))
        header = title.header(Span(span.start, below.end))
        return header._replace(locate=partial(_both, above, header.locate))
    pieces = body.summary_spans
    if not pieces:
        return _no_reading(reading, span, None, None)
    note = _without_brackets(body.summary or "")
    return _no_reading(reading, Span(span.start, end), note, Span(pieces[0].start, pieces[-1].end))


def _without_brackets(note: str) -> str:
    """``note`` without the brackets that enclose all of it."""
    note = note.strip().rstrip("\\").rstrip()
    enclosed = any(note.startswith(opening) and note.endswith(closing) for opening, closing in BRACKET_PAIRS)
    return note[1:-1].strip() if enclosed else note


def _both(above: Callable[[], dict[str, Span]], below: Callable[[], dict[str, Span]]) -> dict[str, Span]:
    """The places of values on two lines."""
    return {**above(), **below()}


def _no_reading(reading: HeaderReading, span: Span, note: str | None, place: Span | None) -> Header:
    """A check-in with what has been read; ``note`` stands at ``place``, or where the title would."""
    note = fold(note or "") or None
    if note is not None and note.count("]") > note.count("["):
        note = note.rstrip("]").rstrip() or None  # the bracket of the date, which was not closed behind it
    if place is not None:
        locate = partial(_both, reading.locate("date", "reader"), partial(dict, note=place))
    else:
        locate = partial(_noted, reading.locate("date", "reader", "title"))
    return Header("no_reading", span, reading.date, reading.reader, None, None, (), note, locate)


def _noted(locate: Callable[[], dict[str, Span]]) -> dict[str, Span]:
    """The places of values where a note stands in the title's place."""
    return {field.replace("title", "note"): span for field, span in locate().items()}


def _settled(reading: HeaderReading, span: Span, body: Body) -> Header:
    """Paper or check-in? What marks a check-in is that no paper is named."""
    title = reading.title or ""
    evidence = bool(body.figures or body.label)
    if says_not_read(title) and not reading.links:
        summary = body.summary or ""
        summed_up = len(summary) > 20 and looks_like_title(title, reading.title_bracketed)
        with_source = reading.source is not None and not ideographs(title)
        paper = bool(body.figures) or reading.title_enclosed or summed_up or with_source
    elif reading.remark:
        paper = False
    else:
        said = body.summary is not None and not is_excuse(title) and not says_not_read(body.summary)
        paper = reading.named or evidence or said or looks_like_title(title, reading.title_bracketed)
    return reading.header(span) if paper else _no_reading(reading, span, _whole_note(reading), None)


def _whole_note(reading: HeaderReading) -> str | None:
    """What stands where the title would, with all that is said behind it: ``[nothing read] (ill)``."""
    start, _, outer_end = reading.places.get("title", (0, 0, 0))
    behind = reading.said[outer_end:].rstrip("\\ ")
    if not start or "empty_link" in reading.places or not pieces(behind):
        return reading.title
    if reading.title_bracketed:
        start = reading.text.rindex("[", 0, start)
    reading.mark("title", start, outer_end + len(behind))
    return (reading.title or "") + "".join(sign for sign in behind if sign not in "[]" and sign not in WIDE_BRACKETS)

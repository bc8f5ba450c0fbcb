"""An entry that is kept as a record: one label a line, ``**Reader:** Mira``, perhaps under a heading that is its title.

Rules, each for something that many people do:

- a label has a colon behind it; emphasis, brackets and the sign of an item may stand around it;
- a record is several such lines; a blank line may stand between two of them, a summary, a figure or text ends them, and
  so does a label that was there already: there the next record begins;
- what makes it an entry is that somebody read a paper: it says who, or when and where it appeared. A day and a title
  alone, as above any page on the web, are no entry;
- a value may stand on the line below its label, and a title may go on there;
- what stands behind the label of the paper is read as a header is: a link, its source, a second link.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from tui_reader.core.body import label_of, read_body
from tui_reader.core.document import Body, Header, Link, Span
from tui_reader.core.fields import fold, iso_date, looks_like_title, says_not_read
from tui_reader.core.header_reading import HeaderReading
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import (
    DAY_TEXT,
    HEADER_LIMIT,
    HEADING,
    LABELLED,
    QUOTE_AND_SPACE,
    RECORD_LABEL,
    heading_text,
    is_blank,
    is_divider,
    is_header,
    is_insertion_line,
    is_placeholder,
    is_unfilled,
    is_week,
    joined,
    plain_signs,
)
from tui_reader.core.record_labels import field_of
from tui_reader.core.title_and_source import read_title_and_source
from tui_reader.core.tokens import HeaderLine

LONGEST_NOTE = 200
"""Characters under a record without a title that may say why nothing was read."""

REPEATED = frozenset(("more", "other", "link", "note"))
"""What a record may have several of."""
DAY = lazy_pattern(DAY_TEXT)
NUMBER = lazy_pattern(r"\d{1,3}[.)、][ \t]+")
YEAR_SIGNS = "0123456789年月日 -./"


class Value(NamedTuple):
    """What stands behind a label."""

    field: str
    text: str
    """On one line, however many it was written over."""
    pieces: tuple[tuple[int, int, int], ...]
    """Where each piece of it begins: in ``text``; the number of its line, and where it stands there."""
    label: str
    """The label as it is written, with all that stands before the value, quote marks left out."""


class Record(NamedTuple):
    """The lines of a record above its summary."""

    values: tuple[Value, ...]
    end: int
    """The number of the line behind the last of them."""

    def value(self, *fields: str) -> Value | None:
        """The first value of ``fields``."""
        return next((value for field in fields for value in self.values if value.field == field), None)

    @property
    def is_template(self) -> bool:
        """Whether it names what belongs into it, or holds nothing."""
        told = [value for value in self.values if value.field not in ("note", "other", "more")]
        return all(not value.text or is_placeholder(value.text) or is_unfilled(value.text.lower()) for value in told)


def opening_record(lines: Sequence[str], at: int, headed: bool, opened_by: str | None) -> Record | None:
    """The record that begins at ``lines[at]``, which is its heading if it is ``headed``; None where none begins there.

    Nothing that is said stands right above it, unless that is a record itself, ``opened_by`` the same label.
    """
    line = lines[at]
    if headed:
        return record_at(lines, at + 1, line)
    field = field_of(line.lstrip(QUOTE_AND_SPACE))
    if field is None or line.startswith(("    ", "\t")):
        return None  # an example in code
    above = lines[at - 1].lstrip(QUOTE_AND_SPACE) if at else ""
    is_first = is_blank(above) or is_divider(above, False) or is_week(above) or is_insertion_line(above)
    if not is_first and field != opened_by and HEADING.match(above) is None:
        return None
    return record_at(lines, at)


def title_in(heading: str) -> int | None:
    """Where the title begins in a line that is a heading, behind its number; None where it can be no entry's.

    The first heading of all names the log, and others name a week or a day.
    """
    found = HEADING.match(heading)
    if found is None or len(found[1]) < 2 or not (name := heading_text(found[2] or "")):
        return None
    if is_week(name) or not any(sign.isalpha() for sign in DAY.sub("", plain_signs(name)).strip(YEAR_SIGNS)):
        return None
    number = NUMBER.match(found[2])
    return found.start(2) + (number.end() if number is not None else 0)


def record_at(lines: Sequence[str], at: int, heading: str = "") -> Record | None:
    """The record whose labels begin at ``lines[at]``, an entry's or the template's; None where there is none.

    ``heading``: the heading above them, which is the title.
    """
    values: list[Value] = []
    seen: set[str] = set()
    end = number = at
    while number < min(len(lines), at + LABELLED):
        content = lines[number].lstrip(QUOTE_AND_SPACE)
        if is_blank(content):
            number += 1
            continue
        found = RECORD_LABEL.match(content[:HEADER_LIMIT])
        field = field_of(content) if found is not None else None
        kind = "reader" if field == "speaker" else "paper" if field == "title" else field
        if field is None or kind is None or found is None or (kind in seen and kind not in REPEATED):
            break
        label = label_of(content)
        if label is not None and label[0] != "weak":
            break
        seen.add(kind)
        place = len(lines[number]) - len(content)
        text = content[found.end() : HEADER_LIMIT].rstrip(" \t\\")
        pieces = [(0, number, place + found.end())]
        number += 1
        while number < len(lines) and _goes_on(lines, number, kind, text):
            more = lines[number].lstrip(QUOTE_AND_SPACE)
            between = joined(text, more) if text else ""
            pieces.append((len(text) + len(between), number, len(lines[number]) - len(more)))
            text = text + between + more[:HEADER_LIMIT].rstrip(" \t\\")
            number += 1
        if len(pieces) > 1 and not pieces[1][0]:
            del pieces[0]  # it stands below its label
        values.append(Value(field, text, tuple(pieces), found.group()))
        end = number
    record = Record(tuple(values), end)
    return record if values and _is_entry(record, heading) else None


def _goes_on(lines: Sequence[str], number: int, kind: str, text: str) -> bool:
    """Whether the value ``text`` of a label goes on in the line ``number``."""
    content = lines[number].lstrip(QUOTE_AND_SPACE)
    if is_blank(content) or content[0] in "#<|!`" or is_header(content):
        return False
    if label_of(content) is not None or field_of(content) is not None or RECORD_LABEL.match(content):
        return False
    if not text:
        return True
    below = lines[number + 1].lstrip(QUOTE_AND_SPACE) if number + 1 < len(lines) else ""
    return kind == "paper" and not is_blank(below) and (field_of(below) is not None or label_of(below) is not None)


def _is_entry(record: Record, heading: str) -> bool:
    """Whether somebody read a paper, or did not."""
    has = {value.field for value in record.values}
    date = record.value("date")
    dated = date is not None and (day_in(date.text) is not None or is_placeholder(date.text) or record.is_template)
    named = "paper" in has
    appeared = not has.isdisjoint(("source", "link"))
    if heading and (
        named
        or "title" in has
        or title_in(heading) is None
        or any(says_not_read(value.text) for value in record.values)
        or ("note" in has and not appeared and not looks_like_title(heading.strip("# "), bracketed=True))
    ):
        return False  # the heading is that of a section
    titled = named or "title" in has or bool(heading)
    if "reader" in has:
        return dated or (titled and (appeared or named))
    if "speaker" in has:
        return dated and titled and (appeared or named)
    return dated and ((named and (appeared or len(has) > 2)) or (titled and {"source", "link"} <= has))


def day_in(text: str) -> tuple[str, int, int] | None:
    """The day that ``text`` begins with, or says beside its weekday: as ISO 8601, and where it stands; else None."""
    found = DAY.search(plain_signs(text))
    day = iso_date(found.group()) if found is not None else None
    if found is None or day is None:
        return None
    return day, found.start(), found.start() + len(found.group().rstrip())


def is_headed(lines: Sequence[str]) -> bool:
    """Whether the ``lines`` of an entry begin with a heading that is its title."""
    return field_of(lines[0].lstrip(QUOTE_AND_SPACE)) is None


def record_in(lines: Sequence[str]) -> Record:
    """The record that an entry of these ``lines`` is kept as."""
    record = record_at(lines, 1, lines[0]) if is_headed(lines) else record_at(lines, 0)
    assert record is not None
    return record


def read_record(scan: str, start: int, end: int) -> Header:
    """What the record from ``start`` to ``end`` of ``scan`` says above its summary."""
    lines = scan[start:end].split("\n")
    starts = [start]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    record = record_in(lines)
    reading = RecordReading(record, starts)
    if is_headed(lines):
        name = title_in(lines[0]) or 0
        text = lines[0][name:].rstrip().rstrip("#").rstrip()
        reading.paper = Value("paper", text, ((0, 0, name),), lines[0][:name])
    return reading.header(scan, Span(start, min(starts[record.end], end)), end)


class RecordReading:
    """What has been read of a record so far."""

    def __init__(self, record: Record, starts: Sequence[int]) -> None:
        self.record = record
        self.starts = starts
        self.paper = record.value("paper", "title")
        self.links: list[Link] = []
        self.spans: dict[str, Span] = {}

    def place(self, value: Value, start: int, end: int) -> Span:
        """Where ``value.text[start:end]`` stands in the log."""
        return self.line_of(value).span(start, end)

    def line_of(self, value: Value) -> HeaderLine:
        """A value as a line of its own, which knows where each character comes from."""
        pieces = tuple((at, self.starts[number] + place) for at, number, place in value.pieces)
        return HeaderLine(value.text, plain_signs(value.text), pieces, 0)

    def mark(self, field: str, value: Value, start: int, end: int) -> None:
        """Note that ``field`` stands at ``value.text[start:end]``."""
        self.spans[field] = self.spans[field + "_outer"] = self.place(value, start, end)

    def header(self, scan: str, span: Span, end: int) -> Header:
        """The header on the lines of ``span``, in an entry that ends at ``end``."""
        date = self.date()
        reader = self.name()
        title, source = self.title()
        if (venue := self.record.value("source")) is not None:
            source = self.venue(venue) or source
        for value in self.record.values:
            if value.field in ("link", "more"):
                self.add_links(value)
        note = None
        if title is None or (says_not_read(title) and not self.links and source is None):
            said = title if title is not None else self.note()
            body = None if said is not None else read_body(scan, span.end, end)
            if body is None or self.is_check_in(body):
                if title is not None:
                    self.spans["note"] = self.spans.pop("title")
                    self.spans["note_outer"] = self.spans.pop("title_outer")
                elif body is not None and body.summary_spans:
                    said = fold(body.summary or "")
                    self.spans["note"] = Span(body.summary_spans[0].start, body.summary_spans[-1].end)
                    span = Span(span.start, end)
                note = said
                return Header("no_reading", span, date, reader, None, None, (), note, _placed(self.spans))
        return Header("paper", span, date, reader, title, source, tuple(self.links), None, _placed(self.spans))

    def is_check_in(self, body: Body) -> bool:
        """Whether a record without a title is a check-in: it has no link, and under it stands why, or nothing."""
        named = self.links or body.figures or body.label
        return not named and (body.summary is None or len(body.summary) <= LONGEST_NOTE)

    def note(self) -> str | None:
        """What is said behind a label instead of a title."""
        value = self.record.value("note")
        if value is None or not value.text or self.links:
            return None
        self.mark("note", value, 0, len(value.text))
        return fold(value.text)

    def date(self) -> str | None:
        """The day of reading."""
        value = self.record.value("date")
        if value is None or not value.text:
            return None
        found = day_in(value.text)
        start, end = (0, len(value.text)) if found is None else found[1:]
        self.mark("date", value, start, end)
        return None if found is None else found[0]

    def name(self) -> str | None:
        """The reader's name, without emphasis and what it links to."""
        value = self.record.value("reader", "speaker")
        if value is None or not value.text or is_placeholder(value.text):
            return None
        reading = HeaderReading(self.line_of(value))
        tokens = reading.tokens.behind(0)
        start, end = 0, len(value.text)
        if tokens and (tokens[0].kind == "bracket" or len(tokens) == 1):
            start, end = tokens[0].start, tokens[0].end
        while start < end and value.text[start] in "*_` " and value.text[end - 1] in "*_` ":
            start, end = start + 1, end - 1
        self.mark("reader", value, start, end)
        return fold(value.text[start:end]) or None

    def title(self) -> tuple[str | None, str | None]:
        """The title, and the source behind it; the links in between are noted."""
        value = self.paper
        if value is None or not value.text or is_placeholder(value.text):
            return None, None
        reading = HeaderReading(self.line_of(value))
        read_title_and_source(reading, reading.tokens.behind(0))
        self.links += reading.links
        self.spans |= reading.locate()()
        title = reading.title
        if title is not None and value.label.startswith("#"):
            title = heading_text(title) or None
        return title, reading.source

    def venue(self, value: Value) -> str | None:
        """The source behind a label of its own, with its link."""
        if not value.text or is_placeholder(value.text):
            return None
        reading = HeaderReading(self.line_of(value))
        tokens = reading.tokens.behind(0)
        if len(tokens) == 1 and tokens[0].kind == "bracket":
            read_title_and_source(reading, tokens)
            self.links += reading.links
            places = {place.replace("title", "source"): span for place, span in reading.locate()().items()}
            self.spans |= {place: span for place, span in places.items() if place not in self.spans}
            return reading.title
        self.mark("source", value, 0, len(value.text))
        return fold(value.text)

    def add_links(self, value: Value) -> None:
        """Note the links behind a label, or the number that stands there in the place of one."""
        reading = HeaderReading(self.line_of(value))
        said = value.label.strip(" \t*_`-+:：[]【】") if value.field == "more" else ""
        for token in reading.tokens.behind(0):
            text = value.text[token.start : token.end].strip()
            place = token.target or ((token.start, token.end) if token.kind in ("address", "bracket") else None)
            if place is None and len(text) > 5 and " " not in text and any(map(str.isdigit, text)):
                place = (token.start, token.end)
            if place is None or not value.text[slice(*place)].strip():
                continue
            if not self.links and value.field == "link":
                self.mark("link", value, *place)
            self.links.append(Link(fold(text) if token.target else said, value.text[slice(*place)].strip()))


def _placed(spans: Mapping[str, Span]) -> Callable[[], dict[str, Span]]:
    return partial(dict, spans)

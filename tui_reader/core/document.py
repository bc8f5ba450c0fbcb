"""What a log is made of: blocks that tile its text, every character once.

Offsets are characters of ``Document.text``; lines are counted from 1. An entry knows where it stands as soon as the
text is scanned; what it says is read when somebody first asks: a log of 100,000 entries opens without reading them all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

Kind = Literal["paper", "no_reading"]
Form = Literal["header", "topic", "record", "row"]
"""How an entry is kept: under a header on a line, ``[date]-[reader]-[title]``; under its title alone, in the section of
a topic; one label a line, ``Reader: Mira``; as a row of a table."""
TriviaKind = Literal["separator", "text", "template", "insertion", "divider", "conflict"]


class Span(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """The number of characters."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` in this range."""
        return text[self.start : self.end]


class Link(NamedTuple):
    """An address of an entry's header, as written, and the words that carry it."""

    label: str
    url: str


class Heading(NamedTuple):
    """A Markdown heading."""

    span: Span
    line: int
    level: int
    """1 for ``#`` to 6 for ``######``."""
    text: str
    """Without tags, emphasis and runs of ``#`` at either end: the name of the section that it opens."""


class Trivia(NamedTuple):
    """Text that is neither heading nor entry: separators, notes, the template, the insertion line."""

    span: Span
    line: int
    kind: TriviaKind


class Header(NamedTuple):
    """What an entry's header says. A value that is not there or cannot be read is None."""

    kind: Kind
    span: Span
    """The header's lines, with the line end of the last."""
    date: str | None = None
    """ISO 8601."""
    reader: str | None = None
    title: str | None = None
    source: str | None = None
    links: tuple[Link, ...] = ()
    note: str | None = None
    """What was said instead of a paper, without enclosing brackets."""
    locate: Callable[[], dict[str, Span]] = dict
    """Works out ``spans``: most headers are read without anybody asking where their values stand."""

    @property
    def spans(self) -> dict[str, Span]:
        """Where the values stand, by name.

        ``date``, ``reader``, ``title``, ``source``, ``link`` (the first address), ``note``, and ``empty_link`` where a
        link has no address. A span covers the value as spelled, without its brackets; ``date`` also where it cannot be
        read. ``date_outer`` and the like cover the brackets too, but not the address of a linked bracket.
        """
        return self.locate()


class Figure(NamedTuple):
    """A picture in an entry."""

    url: str
    """The address as written."""
    alt: str
    span: Span
    """The whole markup, ``![...](...)`` or ``<img ...>``."""
    url_span: Span


class Body(NamedTuple):
    """What stands under an entry's header."""

    figures: tuple[Figure, ...] = ()
    summary: str | None = None
    """Markdown as written, without quote marks and label; paragraphs kept apart by a blank line."""
    summary_spans: tuple[Span, ...] = ()
    """The pieces of text that the summary was put together from: whole lines without their quote marks."""
    label: Span | None = None
    """The summary's label with its colon, where there is one."""
    figure_label: Span | None = None
    """The figure's label or the template's placeholder for the figure, where there is one."""


class Grammar:
    """How an entry is read: handed to the entries by the parser, so that this module knows no grammar."""

    __slots__ = ("read_body", "read_header", "text")

    def __init__(
        self,
        text: str,
        read_header: Callable[[Entry], Header],
        read_body: Callable[[Entry], Body],
    ) -> None:
        self.text = text
        self.read_header = read_header
        self.read_body = read_body


class Entry:
    """A paper that somebody read and summarised, or a check-in that says nothing was read."""

    __slots__ = ("_body", "_grammar", "_header", "end", "end_line", "form", "line", "section", "start")

    def __init__(
        self,
        grammar: Grammar,
        start: int,
        end: int,
        line: int,
        end_line: int,
        section: str | None,
        form: Form = "header",
    ) -> None:
        self._grammar = grammar
        self._header: Header | None = None
        self._body: Body | None = None
        self.start = start
        """First character of the header's first line."""
        self.end = end
        """Behind the line end of the last line with content."""
        self.line = line
        self.end_line = end_line
        self.section = section
        """Text of the nearest heading above, or None."""
        self.form = form

    def __repr__(self) -> str:
        said = f"title={self.title!r}" if self.kind == "paper" else f"note={self.note!r}"
        return f"Entry(line={self.line}, date={self.date!r}, reader={self.reader!r}, {said})"

    @property
    def dated(self) -> bool:
        """Whether it is one by its shape; False for the title of a topic section's entry."""
        return self.form != "topic"

    @property
    def span(self) -> Span:
        """The entry's lines, with the line end of the last."""
        return Span(self.start, self.end)

    @property
    def markdown(self) -> str:
        """The entry as it is written, quote marks and all."""
        return self._grammar.text[self.start : self.end]

    @property
    def header(self) -> Header:
        """What the header says, and where."""
        if self._header is None:
            self._header = self._grammar.read_header(self)
        return self._header

    @property
    def body(self) -> Body:
        """What stands under the header, and where."""
        if self._body is None:
            self._body = self._grammar.read_body(self)
        return self._body

    def body_in_passing(self) -> Body:
        """``body``, but not kept: for whoever reads all entries of a large log and remembers a part of each."""
        return self._grammar.read_body(self) if self._body is None else self._body

    @property
    def kind(self) -> Kind:
        """``paper``, or ``no_reading``: a check-in that says nothing was read."""
        return self.header.kind

    @property
    def date(self) -> str | None:
        """ISO 8601, as written; None where there is none that can be read."""
        return self.header.date

    @property
    def reader(self) -> str | None:
        """Who read and summarised the paper."""
        return self.header.reader

    @property
    def title(self) -> str | None:
        """The paper's title; None for a check-in."""
        return self.header.title

    @property
    def source(self) -> str | None:
        """Venue or site, as written."""
        return self.header.source

    @property
    def links(self) -> tuple[Link, ...]:
        """The header's links in order; the first is the paper's own."""
        return self.header.links

    @property
    def note(self) -> str | None:
        """What a check-in says instead of a paper."""
        return self.header.note

    @property
    def figures(self) -> tuple[str, ...]:
        """The address of every picture in order, as written."""
        return tuple(figure.url for figure in self.body.figures)

    @property
    def summary(self) -> str | None:
        """Markdown without quote marks and label; paragraphs kept apart by a blank line."""
        return self.body.summary


Block: TypeAlias = Heading | Entry | Trivia


class Document(NamedTuple):
    """A log: its text and the blocks that tile it."""

    text: str
    blocks: tuple[Block, ...]
    entries: tuple[Entry, ...]
    """The blocks that are entries, in the order of the file."""

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The blocks that are headings, in the order of the file."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))

    def entry_at(self, line: int) -> Entry | None:
        """The entry that ``line`` (1-based) belongs to, or None."""
        for entry in self.entries:
            if entry.line <= line <= entry.end_line:
                return entry
        return None

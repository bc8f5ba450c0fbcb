"""The lines of an entry, each with its quote marks told from what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tui_reader.core.body import QUOTE_MARKS, is_label_or_figure
from tui_reader.core.document import Entry, Span
from tui_reader.core.lines import QUOTE_AND_SPACE, is_blank
from tui_reader.core.text_edit import NEWLINE

MOST_INDENT = 3
"""Spaces before a figure or a label that mean nothing; more of them make code of it."""


class EntryLine(NamedTuple):
    """One line of an entry."""

    text: str
    """Without its line end."""
    start: int
    """Where it begins in the log."""
    marks: str
    """The quote marks that it begins with, and the space that goes with them."""
    is_header: bool
    """Whether the header stands on it, or a part of it."""

    @property
    def end(self) -> int:
        """Before its line end, in the log."""
        return self.start + len(self.text)

    @property
    def marks_span(self) -> Span:
        """Where the quote marks stand in the log."""
        return Span(self.start, self.start + len(self.marks))

    @property
    def content(self) -> str:
        """What it says, without quote marks and the space around them."""
        return self.text.lstrip(QUOTE_AND_SPACE)

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing."""
        return is_blank(self.content)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing on it at all, no quote mark either."""
        return not self.text.strip()

    @property
    def depth(self) -> int:
        """The number of its quote marks."""
        return self.marks.count(">")


def entry_lines(text: str, entry: Entry) -> Iterator[EntryLine]:
    """The lines of ``entry``, which stands in ``text``."""
    position, header_end = entry.start, entry.header.span.end
    for found in NEWLINE.finditer(text, entry.start, entry.end):
        yield _line(text[position : found.start()], position, header_end)
        position = found.end()
    if position < entry.end:
        yield _line(text[position : entry.end], position, header_end)


def _line(line: str, start: int, header_end: int) -> EntryLine:
    return EntryLine(line, start, _marks(line, start < header_end), start < header_end)


def _marks(line: str, is_header: bool) -> str:
    """The quote marks of ``line``; of lines that cannot be indented, with all the space behind them."""
    content = line.lstrip(QUOTE_AND_SPACE)
    every_mark = line[: len(line) - len(content)]
    if is_header or not content:
        return every_mark
    found = QUOTE_MARKS.match(line)
    marks = found.group() if found else ""
    if len(every_mark) - len(marks) <= MOST_INDENT and is_label_or_figure(content):
        return every_mark
    return marks

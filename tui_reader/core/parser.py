"""The only reading grammar: ``parse`` turns any text into blocks that tile it.

Total: it never raises and never drops a character. ``scanner`` finds where entries, headings and all else begin and
end; what an entry says is read (``header``, ``body``) when somebody first asks for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from tui_reader.core.body import read_body
from tui_reader.core.document import (
    Body,
    Document,
    Entry,
    Grammar,
    Header,
    Span,
)
from tui_reader.core.header import read_header
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import (
    CONFLICT_STARTS,
    HEADER_LIMIT,
    SIGN_OF_ITEM,
    comments,
    scannable,
)
from tui_reader.core.scanner import Scanner
from tui_reader.core.usual import opens_entry, usual_header

if TYPE_CHECKING:
    from tui_reader.core.table import Table

PART = 50_000
"""Characters that are read in one go: so few that nobody waits for it."""
BEFORE_BRACKET = lazy_pattern(r"\n[ \t>]*(?=[\[【［])")
ITEM_OF_ENTRY = lazy_pattern(rf"[ \t>]*(?P<sign>{SIGN_OF_ITEM})")


def parse(text: str, part_size: int = PART, pause: Callable[[], None] = lambda: None) -> Document:
    """Read ``text`` into a ``Document`` whose blocks tile it. Never raises; takes time linear in the text.

    After about every ``part_size`` characters ``pause`` is called: a thread gives way there, or gives up by an error.
    """
    scan = scannable(text)

    tables: list[tuple[int, Table]] = []

    def table(entry: Entry) -> Table:
        return tables[bisect_right(tables, entry.start, key=itemgetter(0)) - 1][1]

    def header(entry: Entry) -> Header:
        if entry.form == "row":
            from tui_reader.core.table import read_row

            return read_row(scan, entry.start, entry.end, table(entry))
        if entry.form == "record":
            from tui_reader.core.record import read_record

            return read_record(scan, entry.start, entry.end)
        usual = usual_header(scan, entry.start, entry.end)
        return usual or read_header(scan, entry.start, entry.end, entry.dated)

    def body(entry: Entry) -> Body:
        if entry.form == "row":
            from tui_reader.core.table import read_row_body

            return read_row_body(scan, entry.start, entry.end, table(entry))
        header_span = entry.header.span
        item = ITEM_OF_ENTRY.match(scan, header_span.start, header_span.end)
        return read_body(scan, header_span.end, entry.end, len(item["sign"]) if item else 0)

    hidden = comments(scan, 0, len(scan))
    scanner = Scanner(text, hidden, Grammar(text, header, body), tables)
    for part in _parts(scan, part_size, hidden):
        scanner.read(scan, part)
        pause()
    return scanner.document()


def parts(scan: str, size: int = PART) -> Iterator[Span]:
    """Where to cut ``scan`` so that each part, of about ``size`` characters, reads by itself as it does in the whole.

    That is before a line that opens an entry whatever stands above it: no line is read by what stands beyond.
    """
    return _parts(scan, size, comments(scan, 0, len(scan)))


def _parts(scan: str, size: int, hidden: Sequence[tuple[int, int]]) -> Iterator[Span]:
    start = 0
    while (cut := next_opening(scan, start + size, hidden)) is not None:
        yield Span(start, cut)
        start = cut
    yield Span(start, len(scan))


def parse_beginning(text: str) -> Document:
    """Read ``text``, which may break off anywhere, as far as the last of its entries that has ended for certain."""
    *_, last = parts(scannable(text), 0)
    return parse(text[: last.start])


def next_opening(scan: str, at: int, hidden: Sequence[tuple[int, int]]) -> int | None:
    """Where the next line behind ``at``, outside of what is ``hidden``, opens an entry whatever stands above it."""
    for found in BEFORE_BRACKET.finditer(scan, at) if at < len(scan) else ():
        start, content = found.start() + 1, scan[found.end() : found.end() + HEADER_LIMIT].partition("\n")[0]
        if opens_entry(content) and scan[start : start + 7] not in CONFLICT_STARTS:
            above = bisect_right(hidden, (start, len(scan))) - 1
            # A comment right above belongs to the entry there if nothing follows it.
            if above < 0 or hidden[above][1] < start:
                return start
    return None

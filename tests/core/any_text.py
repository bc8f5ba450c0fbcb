"""What holds of any text at all, for tests that write texts and for the fuzzer; and how long one takes to read."""

from __future__ import annotations

import datetime
import gc
from itertools import chain
from time import process_time

from tests.core.logs import read_all
from tui_reader.core.check import check
from tui_reader.core.document import Document, Entry
from tui_reader.core.parser import parse
from tui_reader.core.query import parse_query
from tui_reader.core.rule import Standard
from tui_reader.core.search import search

TODAY = datetime.date(2024, 6, 30)
QUERY = parse_query("kelp by:李雷 since:2024-03 -is:no-reading", TODAY)


def assert_tiles(text: str) -> None:
    """The blocks of ``text`` hold every character of it once, and every field of every entry can be read."""
    document = parse(text)
    assert "".join(block.span.of(text) for block in document.blocks) == text
    position = 0
    for block in document.blocks:
        assert block.span.start == position
        assert block.span.end > position
        position = block.span.end
    assert document.entries == tuple(block for block in document.blocks if isinstance(block, Entry))
    read_all(document)


def assert_fields_lie_within(document: Document) -> None:
    """Whatever an entry says stands in its own lines, and its lines are within those of the document."""
    line = 0
    for entry in document.entries:
        assert line < entry.line <= entry.end_line
        line = entry.end_line
        body, header = entry.body, entry.header
        assert entry.start == header.span.start <= header.span.end <= entry.end
        figures = chain.from_iterable((figure.span, figure.url_span) for figure in body.figures)
        labels = [span for span in (body.label, body.figure_label) if span is not None]
        for span in (*header.spans.values(), *figures, *labels, *body.summary_spans):
            assert entry.start <= span.start <= span.end <= entry.end, (entry, span)
        assert entry.kind == "paper" or entry.title is None


def assert_reads(text: str) -> None:
    """All that the program does with a log without writing to it can be done with ``text``."""
    assert_tiles(text)
    document = parse(text)
    assert_fields_lie_within(document)
    check(document, Standard.of(document, TODAY))  # which learns the log's template
    assert len(search(document, QUERY)) <= len(document.entries)


def time_to_read(text: str, runs: int = 3) -> float:
    """Processor seconds that it takes to parse ``text`` and to read every field: the least of ``runs``."""
    times = []
    gc.disable()
    try:
        for _ in range(runs):
            start = process_time()
            read_all(parse(text))
            times.append(process_time() - start)
    finally:
        gc.enable()
    return min(times)

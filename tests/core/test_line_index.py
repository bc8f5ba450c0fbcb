"""Offsets are lines and columns as people and editors count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.core.document import Span
from tui_reader.core.line_index import LineIndex


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_are_counted_from_one_in_characters(line_end: str) -> None:
    text = f"海带{line_end}{line_end}kelp"
    lines = LineIndex(text)
    assert lines.place(0) == (1, 1)
    assert lines.place(2) == (1, 3)
    assert lines.place(2 + len(line_end)) == (2, 1)
    assert lines.place(text.index("kelp")) == (3, 1)
    assert lines.place(len(text)) == (3, 5)
    assert [lines.line(number).of(text) for number in (1, 2, 3)] == ["海带", "", "kelp"]


def test_a_byte_order_mark_has_no_column() -> None:
    text = "\ufeffkelp\n\ufeffotter"
    lines = LineIndex(text)
    assert [lines.place(offset) for offset in (0, 1, 2)] == [(1, 1), (1, 1), (1, 2)]
    assert lines.line(1).of(text) == "kelp"
    assert lines.place(text.index("otter")) == (2, 2)


def test_other_signs_that_break_lines_elsewhere_do_not_here() -> None:
    assert LineIndex("a\u2028b\x0cc\x85d").place(6) == (1, 7)


@given(st.text(st.sampled_from("a海\r\n\ufeff")), st.data())
def test_a_part_has_the_lines_of_the_whole(text: str, data: st.DataObject) -> None:
    whole = LineIndex(text)
    starts = [offset for offset in range(len(text) + 1) if whole.place(offset)[1] == 1 and text[:1] != "\ufeff"]
    start = data.draw(st.sampled_from(starts)) if starts else 0
    part = LineIndex(text, Span(start, len(text)), whole.place(start)[0])
    for offset in range(start, len(text) + 1):
        assert part.place(offset) == whole.place(offset)
        assert part.line(part.place(offset)[0]) == whole.line(whole.place(offset)[0])

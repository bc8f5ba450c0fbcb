from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.core.document import Span
from tui_reader.core.parser import parse
from tui_reader.core.rebase import carried, difference, leaves_others
from tui_reader.core.text_edit import TextEdit, apply

TEXT = st.text(alphabet="ab>\n\r", max_size=30)


def edit(start: int, end: int, new_text: str) -> TextEdit:
    return TextEdit(Span(start, end), new_text)


@given(TEXT, TEXT)
def test_the_difference_makes_one_text_of_the_other(before: str, after: str) -> None:
    found = difference(before, after)
    assert (found is None) == (before == after)
    assert apply(before, [found] if found else []) == after


@given(TEXT, TEXT)
def test_the_difference_begins_and_ends_with_lines(before: str, after: str) -> None:
    found = difference(before, after)
    if found is not None:
        start, end = found.span
        assert start == 0 or before[start - 1] in "\r\n"
        assert end in (0, len(before)) or before[end - 1] in "\r\n"


def test_a_line_that_begins_like_its_neighbour_is_told_from_it() -> None:
    before = "> > [2024-05-24]-[Mira]\n"
    found = difference(before, "> > [2024-05-26]-[Tom]\n" + before)
    assert found == edit(0, 0, "> > [2024-05-26]-[Tom]\n")


def test_edits_behind_are_shifted_and_those_before_stay() -> None:
    assert carried([edit(0, 2, "x"), edit(8, 9, "")], [edit(4, 6, "long")]) == (edit(0, 2, "x"), edit(10, 11, ""))


def test_edits_of_the_same_lines_are_not_carried_over() -> None:
    assert carried([edit(3, 5, "x")], [edit(4, 6, "y")]) is None
    assert carried([edit(5, 5, "x")], [edit(4, 6, "y")]) is None


@given(st.booleans())
def test_of_two_that_insert_at_one_place_each_order_gives_the_same_text(reverse: bool) -> None:
    ours, theirs = edit(3, 3, "ours "), edit(3, 3, "theirs ")
    behind, first = carried([ours], [theirs]), carried([theirs], [ours], goes_first=True)
    assert behind is not None
    assert first is not None
    together = apply(apply("so it is", [theirs]), behind)
    assert together == apply(apply("so it is", [ours]), first) == "so theirs ours it is"


def test_an_entry_that_an_edit_breaks_is_noticed() -> None:
    log = "> > [2024-05-26]-[Mira]-[Kelp Holds On]\n>\n> > [2024-05-24]-[Tom]-[Otters Follow Kelp]\n"
    before = parse(log)
    ours = [edit(4, 5, "(")]
    assert leaves_others(before, ours, parse(apply(log, ours)))
    torn = parse(apply(log, [*ours, edit(log.index("-[Tom]"), len(log), "]\n")]))
    assert not leaves_others(before, ours, torn)

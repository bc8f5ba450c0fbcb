from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.core.line_merge import Conflict, matching, merge_lines

LINES = st.lists(st.sampled_from("abcde"), max_size=12).map(lambda lines: [line + "\n" for line in lines])


@given(LINES, LINES)
def test_what_stays_is_the_same_and_in_order(first: list[str], second: list[str]) -> None:
    pairs = sorted(matching(first, second).items())
    assert all(first[here] == second[there] for here, there in pairs)
    assert [there for _, there in pairs] == sorted({there for _, there in pairs})


@given(LINES, LINES)
def test_a_side_that_changed_nothing_gives_the_other(base: list[str], side: list[str]) -> None:
    assert merge_lines(base, base, side) == merge_lines(base, side, base) == merge_lines(base, side, side) == side


@given(LINES, LINES, LINES)
def test_swapped_sides_swap_the_conflicts(base: list[str], ours: list[str], theirs: list[str]) -> None:
    swapped = [
        Conflict(piece.base, piece.theirs, piece.ours) if isinstance(piece, Conflict) else piece
        for piece in merge_lines(base, theirs, ours)
    ]
    assert swapped == merge_lines(base, ours, theirs)


def test_changes_with_a_line_between_them_combine_and_others_conflict() -> None:
    base = ["a\n", "b\n", "c\n"]
    assert merge_lines(base, ["A\n", "b\n", "c\n"], ["a\n", "b\n", "C\n"]) == ["A\n", "b\n", "C\n"]
    assert merge_lines(base, ["x\n", "A\n", "b\n", "c\n"], ["x\n", "B\n", "b\n", "c\n"]) == [
        "x\n",
        Conflict("a\n", "A\n", "B\n"),
        "b\n",
        "c\n",
    ]

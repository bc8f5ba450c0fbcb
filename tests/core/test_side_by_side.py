from __future__ import annotations

from tui_reader.core.hunks import side_by_side


def rows(left: str, right: str) -> list[tuple[str, str]]:
    return [
        tuple(f"{line.sign}{line.text}" if line is not None else "" for line in row)  # type: ignore[misc]
        for row in side_by_side(left, right)
    ]


def test_lines_that_stand_for_each_other_are_beside_each_other() -> None:
    assert rows("a\nold\nc", "a\nnew\nc") == [(" a", " a"), ("-old", "+new"), (" c", " c")]


def test_what_one_has_not_is_left_free() -> None:
    assert rows("a\nc", "a\nb\nb\nc") == [(" a", " a"), ("", "+b"), ("", "+b"), (" c", " c")]
    assert rows("a", "") == [("-a", "")]
    assert rows("", "") == []


def test_what_differs_in_a_line_is_marked() -> None:
    ((left, right),) = side_by_side("Snails keep the time", "Snails know the time")
    assert left is not None
    assert right is not None
    assert [mark.of(left.text) for mark in left.marks] == ["eep"]
    assert [mark.of(right.text) for mark in right.marks] == ["now"]

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.core.weeks import Week, week_of
from tui_reader.ui.group_rows import GroupRows, OrderedRows


def rows_of(dates: Sequence[str | None]) -> list[str]:
    """What the rows show: positions, and the weeks above them."""

    def week_at(position: int) -> Week | None:
        written = dates[position]
        return week_of(written) if written else None

    rows = GroupRows(len(dates), week_at)
    rows.row_of(len(dates) - 1)
    return [
        f"week of {dates[rows.first_of_group(row)]}" if rows.position_at(row) is None else str(rows.position_at(row))
        for row in range(len(rows))
    ]


def test_a_week_is_named_above_its_first_entry() -> None:
    assert rows_of(["2024-05-26", "2024-05-20", "2024-05-19"]) == [
        "week of 2024-05-26",
        "0",
        "1",
        "week of 2024-05-19",
        "2",
    ]


def test_an_entry_without_a_date_stands_where_it_stands_and_begins_no_week() -> None:
    assert rows_of([None, "2024-05-26", None, "2024-05-25"]) == ["0", "week of 2024-05-26", "1", "2", "3"]


def test_a_week_that_comes_again_is_named_again() -> None:
    assert rows_of(["2024-05-26", "2024-05-12", "2024-05-26"])[4] == "week of 2024-05-26"


def test_only_as_much_is_worked_out_as_somebody_looks_at() -> None:
    asked: list[int] = []

    def date_at(position: int) -> str:
        asked.append(position)
        return "2024-05-26"

    rows = GroupRows(100_000, date_at)
    assert rows.position_at(10) == 9
    assert len(rows) > 99_999
    assert max(asked) < 20


def test_the_nearest_entry_to_a_row() -> None:
    rows = GroupRows(3, ["week 21", "week 19", "week 19"].__getitem__)
    assert [rows.nearest(row) for row in (-5, 0, 1, 2, 3, 4, 99)] == [0, 0, 0, 1, 1, 2, 2]


def test_rows_of_groups_whose_ends_are_known_are_the_same_wherever_one_looks_first() -> None:
    groups = [0, 0, 1, 3, 3, 3]
    for first_look in range(9):
        slow = GroupRows(6, groups.__getitem__)
        quick = OrderedRows(6, lambda position: groups.index(groups[position]) + groups.count(groups[position]))
        assert quick.position_at(first_look) == slow.position_at(first_look)
        assert [quick.position_at(row) for row in range(12)] == [slow.position_at(row) for row in range(12)]
        assert [quick.row_of(position) for position in range(6)] == [slow.row_of(position) for position in range(6)]
        assert [quick.nearest(row) for row in range(-1, 12)] == [slow.nearest(row) for row in range(-1, 12)]
        assert [quick.first_of_group(row) for row in (0, 3, 5)] == [slow.first_of_group(row) for row in (0, 3, 5)]
        assert len(quick) == len(slow) == 9
    assert OrderedRows(0, lambda _position: 0).position_at(0) is None

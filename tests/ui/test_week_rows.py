from __future__ import annotations

from collections.abc import Sequence

import pytest

from tui_reader.adapters import language
from tui_reader.ui.week_rows import WeekRows, week_name


def rows_of(dates: Sequence[str | None]) -> list[str]:
    """What the rows show: positions, and the weeks above them."""
    rows = WeekRows(len(dates), lambda position: dates[position])
    rows.row_of(len(dates) - 1)
    return [
        f"week of {rows.day_in_week(row)}" if rows.position_at(row) is None else str(rows.position_at(row))
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

    rows = WeekRows(100_000, date_at)
    assert rows.position_at(10) == 9
    assert len(rows) > 99_999
    assert max(asked) < 20


def test_the_nearest_entry_to_a_row() -> None:
    rows = WeekRows(3, ["2024-05-26", "2024-05-12", "2024-05-11"].__getitem__)
    assert [rows.nearest(row) for row in (-5, 0, 1, 2, 3, 4, 99)] == [0, 0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("spoken", "day", "name"),
    [
        ("en", "2024-05-26", "week 21 · 20 – 26 May"),
        ("en", "2024-06-01", "week 22 · 27 May – 2 June"),
        ("en", "2024-01-01", "week 1 · 1 – 7 January"),
        ("en", "2024-12-30", "week 1 · 30 December – 5 January 2025"),
        ("en", "2021-01-03", "week 53 · 28 December – 3 January 2021"),
        ("en", "9999-12-31", "week 52 · 27 – 31 December 9999"),
        ("en", "0001-01-01", "week 1 · 1 – 7 January 1"),
        ("zh_CN", "2024-05-26", "第 21 周 · 5月20日 – 26日"),
    ],
)
def test_a_week_has_a_number_its_days_and_its_year_unless_it_is_this_one(spoken: str, day: str, name: str) -> None:
    language.use(spoken)
    assert week_name(day, 2024) == name

from __future__ import annotations

import pytest

from tui_reader.adapters import language
from tui_reader.core.arrangement import GROUPS, SORTS, Arrangement
from tui_reader.ui.group_names import arrangement_words, field_name, group_name, week_name


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


def test_other_groups_have_their_names_and_what_is_missing_is_said() -> None:
    assert group_name("month", "2024-05", "2024-05-26", 2024) == "May 2024"
    assert group_name("reader", "Mi\x1bra", "2024-05-26", 2024) == "Mi␛ra"
    assert [group_name(field, "", None, 2024) for field in GROUPS] == [
        "no date",
        "no date",
        "no reader",
        "no section",
        "no source",
        "",
    ]


def test_an_arrangement_is_said_unless_it_is_the_usual_one() -> None:
    assert arrangement_words(Arrangement(group="week")) == ""
    assert arrangement_words(Arrangement("date", True, "week")) == "date ↓"
    assert arrangement_words(Arrangement("title", False, "reader")) == "title ↑ · by reader"
    assert arrangement_words(Arrangement()) == "no groups"
    assert all(field_name(field) for field in (*SORTS, *GROUPS))

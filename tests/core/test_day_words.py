from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.core.day_words import day_of

WEDNESDAY = date(2024, 5, 22)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024年5月1日", "2024-05-01"),
        ("today", "2024-05-22"),
        ("Yesterday ", "2024-05-21"),
        ("昨天", "2024-05-21"),
        ("前天", "2024-05-20"),
        ("3 days ago", "2024-05-19"),
        ("3天前", "2024-05-19"),
        ("-2", "2024-05-20"),
        ("Wednesday", "2024-05-22"),
        ("last Wednesday", "2024-05-15"),
        ("sun", "2024-05-19"),
        ("last Sunday", "2024-05-19"),
        ("Thurs", "2024-05-16"),
        ("周日", "2024-05-19"),
        ("星期天", "2024-05-19"),
        ("上周日", "2024-05-19"),
        ("上上周日", "2024-05-12"),
        ("本周一", "2024-05-20"),
        ("这周日", "2024-05-26"),
        ("礼拜三", "2024-05-22"),
        ("5/20", "2024-05-20"),
        ("5月23日", "2023-05-23"),
        ("2-29", "2024-02-29"),
    ],
)
def test_days_are_understood_as_people_say_them(words: str, day: str) -> None:
    assert day_of(words, WEDNESDAY) == day


@pytest.mark.parametrize(
    "words", ["", "soon", "13/40", "周八", "2024", "2024-02-31", "last", "the day", "9999 days ago"]
)
def test_what_names_no_day_is_none(words: str) -> None:
    assert day_of(words, WEDNESDAY) is None


def test_on_a_sunday_sunday_is_today_and_last_sunday_a_week_ago() -> None:
    sunday = date(2024, 5, 26)
    assert (day_of("sunday", sunday), day_of("周日", sunday)) == ("2024-05-26", "2024-05-26")
    assert (day_of("last sunday", sunday), day_of("上周日", sunday)) == ("2024-05-19", "2024-05-19")


@given(st.text(max_size=12), st.dates())
def test_whatever_is_typed_is_a_day_or_none(words: str, today: date) -> None:
    day = day_of(words, today)
    assert day is None or date.fromisoformat(day).isoformat() == day

"""Days as people say them: ``yesterday``, ``last Friday``, ``3 days ago``, ``昨天``, ``上周日``, ``5/24``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tui_reader.core.fields import iso_date
from tui_reader.core.lazy_pattern import lazy_pattern

RELATIVE = {
    "today": 0,
    "now": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "今天": 0,
    "今日": 0,
    "昨天": -1,
    "昨日": -1,
    "前天": -2,
    "大前天": -3,
    "明天": 1,
}
"""Days from today."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = lazy_pattern(
    r"(?:(?P<before>last|this)\s+)?(?P<day>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
)
CHINESE_WEEKDAY = lazy_pattern(r"(?P<before>上+个?|这个?|本)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末])")
CHINESE_DAYS = "一二三四五六日"
AGO = lazy_pattern(r"(?P<number>\d{1,3})\s*(?:days?\s+ago|天前|日前)|-(?P<minus>\d{1,3})")
DAY_OF_YEAR = lazy_pattern(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")


def day_of(text: str, today: date) -> str | None:
    """The day that ``text`` names, ISO 8601, as said ``today``; None where it names none.

    A weekday is the latest that is not to come: on a Sunday, ``Sunday`` and ``周日`` are today, ``last Sunday`` and
    ``上周日`` are a week ago. A month and a day are those of the last twelve months.
    """
    written = iso_date(text.strip())
    if written is not None:
        return written
    words = " ".join(text.lower().split())
    try:
        if words in RELATIVE:
            return _later(today, RELATIVE[words])
        if match := AGO.fullmatch(words):
            return _later(today, -int(match["number"] or match["minus"]))
        if match := WEEKDAY.fullmatch(words):
            return _weekday(today, WEEKDAYS.index(match["day"][:3]), match["before"] == "last")
        if match := CHINESE_WEEKDAY.fullmatch(words):
            return _chinese_weekday(today, match)
        if match := DAY_OF_YEAR.fullmatch(words):
            return _latest(today, int(match[1]), int(match[2]))
    except (OverflowError, ValueError):
        return None
    return None


def _later(day: date, days: int) -> str:
    return (day + timedelta(days)).isoformat()


def _weekday(today: date, weekday: int, is_last: bool) -> str:
    back = (today.weekday() - weekday) % 7
    return _later(today, -(back or 7 if is_last else back))


def _chinese_weekday(today: date, match: re.Match[str]) -> str:
    """``周日`` is the latest; ``本周日`` is in this week, from Monday on, and each ``上`` is a week before that."""
    weekday = CHINESE_DAYS.index(match["day"].replace("天", "日").replace("末", "日"))
    before = match["before"] or ""
    if not before:
        return _weekday(today, weekday, is_last=False)
    return _later(today, weekday - today.weekday() - 7 * before.count("上"))


def _latest(today: date, month: int, day: int) -> str | None:
    """The latest such day that is not to come."""
    for year in range(today.year, today.year - 5, -1):
        found = iso_date(f"{year:04}-{month}-{day}")
        if found is not None and found <= today.isoformat():
            return found
    return None

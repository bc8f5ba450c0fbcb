"""Weeks that end on the day that a group has agreed upon, named as ISO 8601 names them.

A week has the number of the ISO week with which it has most days in common. Where it ends on a Sunday, it is that week.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tui_reader.core.lazy_pattern import lazy_pattern

SUNDAY = 7
"""The day on which weeks end where nobody says otherwise, counted from Monday as 1."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

LAST_ORDINAL = date.max.toordinal()

NAMED_WEEK = lazy_pattern(r"(\d{4})-?[wW](\d{1,2})")


class Week(NamedTuple):
    """Seven days. Weeks compare by time."""

    year: int
    number: int
    """As ISO 8601 counts."""
    ends: int = SUNDAY
    """The day of the week that is its last, from Monday as 1."""

    @property
    def first(self) -> date:
        """Its first day."""
        return date.fromordinal(max(1, self._last_ordinal - 6))

    @property
    def last(self) -> date:
        """Its last day."""
        return date.fromordinal(min(self._last_ordinal, LAST_ORDINAL))

    @property
    def name(self) -> str:
        """``2024-W05``."""
        return f"{self.year:04}-W{self.number:02}"

    @property
    def _last_ordinal(self) -> int:
        return date.fromisocalendar(self.year, self.number, 1).toordinal() + 6 - _shift(self.ends)

    def after(self, weeks: int) -> Week:
        """The week so many weeks later, or earlier; at the ends of the calendar, the last one there is."""
        monday = date.fromisocalendar(self.year, self.number, 1).toordinal() + 7 * weeks
        year, number, _ = date.fromordinal(max(1, min(monday, LAST_ORDINAL))).isocalendar()
        return Week(year, number, self.ends)

    def until(self, other: Week) -> int:
        """How many weeks later ``other`` is."""
        mondays = [date.fromisocalendar(week.year, week.number, 1).toordinal() for week in (self, other)]
        return (mondays[1] - mondays[0]) // 7


@lru_cache(maxsize=4096)
def week_of(day: str, ends: int = SUNDAY) -> Week:
    """The week of ``day`` (ISO 8601), where weeks end on the day ``ends``, from Monday as 1."""
    ordinal = date.fromisoformat(day).toordinal() + _shift(ends)
    year, number, _ = date.fromordinal(max(1, min(ordinal, LAST_ORDINAL))).isocalendar()
    return Week(year, number, ends)


def named_week(name: str, ends: int = SUNDAY) -> Week | None:
    """The week that ``name`` (``2024-W05``) names; None where it names none."""
    match = NAMED_WEEK.fullmatch(name)
    if match is None:
        return None
    try:
        date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return None  # a 53rd week in a year of 52
    return Week(int(match[1]), int(match[2]), ends)


def _shift(ends: int) -> int:
    """By how many days a week that ends on the day ``ends`` is earlier than the ISO week of its number: -3 to 3."""
    return (SUNDAY - ends + 3) % 7 - 3

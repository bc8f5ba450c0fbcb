"""The rows of the list: entries in their order, and above the first entry of each week a row that names the week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from tui_reader.adapters.language import _


class WeekRows:
    """Which row shows what. Worked out from the top, as far as somebody looks: a log may have 100,000 entries.

    An entry is known here by its position in what is listed, from 0.
    """

    def __init__(self, count: int, date_at: Callable[[int], str | None]) -> None:
        """``count`` entries; ``date_at`` gives the date of the entry at a position, ISO 8601 or None."""
        self._count = count
        self._date_at = date_at
        self._rows: list[int] = []
        """The position of a row's entry; for the row of a week, the complement of its first entry's."""
        self._row_of: list[int] = []
        self._week: tuple[int, int] | None = None

    def __len__(self) -> int:
        """The rows there are, as far as is known: each entry has one."""
        return len(self._rows) + self._count - len(self._row_of)

    def _work_out(self, rows: int, positions: int) -> None:
        """Go on until so many rows and so many positions are known, or all of them."""
        while (len(self._rows) < rows or len(self._row_of) < positions) and len(self._row_of) < self._count:
            position = len(self._row_of)
            written = self._date_at(position)
            week = week_of(written) if written else None
            if week and week != self._week:
                self._week = week
                self._rows.append(~position)
            self._row_of.append(len(self._rows))
            self._rows.append(position)

    def row_of(self, position: int) -> int:
        """The row of the entry at ``position``."""
        self._work_out(0, position + 1)
        return self._row_of[position]

    def position_at(self, row: int) -> int | None:
        """The position of the entry in ``row``, or None: a week's row, or behind the end."""
        self._work_out(row + 1, 0)
        return self._rows[row] if row < len(self._rows) and self._rows[row] >= 0 else None

    def day_in_week(self, row: int) -> str:
        """A date (ISO 8601) in the week that ``row`` names."""
        day = self._date_at(~self._rows[row])
        assert day is not None, "a week is named where an entry has a date"
        return day

    def nearest(self, row: int) -> int:
        """The position of the entry in ``row``, or of the one below, or of the last. There has to be one."""
        self._work_out(max(0, row) + 1, 0)
        shown = self._rows[max(0, min(row, len(self._rows) - 1))]
        return shown if shown >= 0 else ~shown


@lru_cache(maxsize=4096)
def week_of(day: str) -> tuple[int, int]:
    """The ISO year and week of ``day`` (ISO 8601)."""
    year, week, _weekday = date.fromisoformat(day).isocalendar()
    return year, week


def week_name(day: str, this_year: int) -> str:
    """What to call the week of ``day`` (ISO 8601). Without the year if that is ``this_year``."""
    year, week = week_of(day)
    monday = date.fromisocalendar(year, week, 1)
    # The last week there is ends on a Friday.
    sunday = date.fromordinal(min(monday.toordinal() + 6, date.max.toordinal()))
    months = (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )
    if monday.month == sunday.month:
        name = _("week {week} · {first_day} – {last_day} {last_month}")
    else:
        name = _("week {week} · {first_day} {first_month} – {last_day} {last_month}")
    name = name.format(
        week=week,
        first_day=monday.day,
        first_month=months[monday.month - 1],
        last_day=sunday.day,
        last_month=months[sunday.month - 1],
    )
    return name if sunday.year == this_year else _("{week_name} {year}").format(week_name=name, year=sunday.year)

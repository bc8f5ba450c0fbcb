"""What entries may be sorted and grouped by. ``order`` does it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

SORTS = ("date", "reader", "title", "source", "section", "problems")
"""What entries may be sorted by."""

GROUPS = ("week", "month", "reader", "section", "source", "file")
"""What entries may be grouped by."""

DATED_GROUPS = ("week", "month")
"""Of these, those that go by the date."""

DATES = ("date", *DATED_GROUPS)
"""All that goes by the date: who sorts by it sorts its groups."""


class Arrangement(NamedTuple):
    """How entries are to be ordered and grouped."""

    sort: str = ""
    """One of ``SORTS``; empty for the order of the file."""
    descending: bool = False
    """The last first. What has no value comes last in any case."""
    group: str = ""
    """One of ``GROUPS``; empty for none."""


@lru_cache(maxsize=4096)
def week_of(day: str) -> str:
    """The ISO week of ``day`` (ISO 8601): ``2024-W12``."""
    year, week, _weekday = date.fromisoformat(day).isocalendar()
    return f"{year:04}-W{week:02}"

"""What entries may be sorted and grouped by. ``order`` does it."""

from __future__ import annotations

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

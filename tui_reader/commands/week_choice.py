"""Which week the words behind ``--week`` mean."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date

from tui_reader.commands.arguments import Arguments, UsageError
from tui_reader.core.message import N_
from tui_reader.core.query import period
from tui_reader.core.weeks import Week, named_week, week_of


def tell_path_from_week(arguments: Arguments) -> None:
    """Behind ``--week`` may stand a week or the log itself: put the log where logs stand."""
    week = arguments.value("--week")
    if week and os.path.exists(week):
        arguments.positional.insert(0, week)
        arguments.values["--week"] = [""]


def week_meant(words: str, today: date, ends: int, with_entries: Callable[[], Sequence[Week]]) -> Week:
    """The week that ``words`` name, or a day in it; weeks end on the day ``ends``. ``UsageError`` for anything else.

    ``with_entries`` gives the weeks that have entries, in the order of time.
    """
    this_week = week_of(today.isoformat(), ends)
    if words == "last":
        return this_week.after(-1)
    if words == "latest":
        return next(reversed(with_entries()), this_week)
    if words in ("", "week", "today"):
        return this_week
    week, days = named_week(words, ends), period(words, today)
    if week is not None:
        return week
    if days is None or days[0] != days[1]:
        raise UsageError(
            N_("--week {week}: there is no such week; write 2024-W12, a day in it as in 2024-03-20, last, or latest"),
            week=words,
        )
    return week_of(days[0].isoformat(), ends)

"""``--sort`` and ``--group``: the entries that are listed, in another order, and under headings that count them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.adapters.standards import group_of_all
from tui_reader.commands.arguments import Arguments, UsageError
from tui_reader.core.arrangement import SORTS, Arrangement
from tui_reader.core.message import N_
from tui_reader.core.order import Order, arrange
from tui_reader.core.weeks import SUNDAY

if TYPE_CHECKING:
    from tui_reader.adapters.library import OpenLog

DESCENDING = "desc"


def arrangement_of(arguments: Arguments) -> Arrangement | None:
    """What ``arguments`` ask for; None where they ask for neither order nor groups. Raises ``UsageError``."""
    sort, group = arguments.value("--sort"), arguments.value("--group")
    if sort is None and group is None:
        return None
    field, comma, direction = (sort or "").partition(",")
    if sort is not None and (field not in SORTS or direction not in ((DESCENDING, "asc") if comma else ("",))):
        raise UsageError(
            N_("--sort {sort}: write one of {fields}, and {descending} behind it for the other way round"),
            sort=sort,
            fields=", ".join(SORTS),
            descending=f",{DESCENDING}",
        )
    return Arrangement(field, direction == DESCENDING, group or "")


def order_of(logs: Sequence[OpenLog], arrangement: Arrangement) -> Order:
    """The order of all entries of ``logs``, which are counted through from 0."""
    entries = [entry for log in logs for entry in log.document.entries]
    files = [str(log.path) for log in logs for _entry in log.document.entries]
    return arrange(
        entries,
        arrangement,
        files=files,
        problems=_problems(logs) if arrangement.sort == "problems" else (),
        week_ends=group_of_all(logs).week_ends if arrangement.group == "week" else SUNDAY,
    )


def _problems(logs: Sequence[OpenLog]) -> list[int]:
    """How much is wrong with each entry."""
    from datetime import date

    from tui_reader.adapters.standards import papers_of, standard_of
    from tui_reader.commands.group_settings import warn_of_mistakes
    from tui_reader.core.check import by_entry, check

    today = date.today()
    warn_of_mistakes(log.path for log in logs)
    papers = papers_of(logs)
    return [
        len(found)
        for log in logs
        for found in by_entry(log.document, check(log.document, standard_of(log, today, papers)))
    ]

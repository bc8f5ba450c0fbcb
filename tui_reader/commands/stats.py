"""``readtui stats``: the week board (who read in which week), who is missing, and entries counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.adapters.board_words import missing_words
from tui_reader.adapters.library import OpenLog, open_log
from tui_reader.adapters.standards import group_of_all
from tui_reader.commands.arguments import Arguments, Option, Verb
from tui_reader.commands.damage import cleared_up
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.found import query_of
from tui_reader.commands.group_settings import warn_of_mistakes
from tui_reader.commands.output import is_terminal, write
from tui_reader.commands.paths import logs_at, split_query
from tui_reader.commands.week_choice import tell_path_from_week, week_meant
from tui_reader.core.digest import weeks_with_entries
from tui_reader.core.message import N_
from tui_reader.core.query import Query, period
from tui_reader.core.week_board import Board, week_board
from tui_reader.core.weeks import Week, week_of

if TYPE_CHECKING:
    from tui_reader.core.document import Entry
    from tui_reader.core.group import Group

VERB = Verb(
    "readtui stats",
    "PATH... [QUERY]",
    N_(
        "Show who read in which week, who said why not, and who is silent.\n\n"
        "Members, when they joined and left, and the day on which a week ends stand in\n"
        ".readtui.yaml; without members, the readers of the log are shown. The query is\n"
        "that of readtui list. --missing names who is missing in a week, in one line, and\n"
        "exits with 1 if somebody is."
    ),
    (
        Option("--format", N_("how to print it"), "FORMAT", choices=("table", "json")),
        Option("--week", N_("which week: 2024-W12, a day, last, latest"), "WEEK", value_optional=True),
        Option("--missing", N_("name who is missing in that week")),
        Option("--since", N_("from then on: 2024-03"), "DATE"),
        Option("--until", N_("until then"), "DATE"),
        Option("--query", N_("what to look for"), "QUERY", short="-q", repeatable=True),
    ),
)


class Numbers(NamedTuple):
    """What is to be printed."""

    board: Board
    group: Group
    entries: Sequence[Entry]
    """All that the logs hold."""
    counted: Sequence[Entry]
    """Those of them that the query means."""
    week: Week | None
    """The week that was asked for."""


def run(arguments: Arguments) -> ExitCode:
    """Print what ``arguments`` ask for; ``SOMEBODY_MISSING`` where that is asked, and somebody is."""
    tell_path_from_week(arguments)
    paths, text = split_query("stats", arguments)
    for option in ("--since", "--until"):
        if (day := arguments.value(option)) is not None:
            text = f'{text} {option[2:]}:"{day}"'
    today = date.today()
    query = query_of(text, today)
    logs = [open_log(path) for path in cleared_up(logs_at(paths))]
    warn_of_mistakes(log.path for log in logs)
    numbers = _numbers(logs, query, arguments, today)
    if arguments.has("--missing"):
        return _print_missing(numbers, arguments.value("--format") == "json")
    if arguments.value("--format") == "json":
        from tui_reader.commands.safe_json import to_json
        from tui_reader.commands.stats_json import record

        write(to_json(record(numbers), indent=1) + "\n")
    else:
        from tui_reader.commands.stats_table import lines

        write("".join(f"{line}\n" for line in lines(numbers)))
    return ExitCode.DONE


def _numbers(logs: Sequence[OpenLog], query: Query, arguments: Arguments, today: date) -> Numbers:
    group = group_of_all(logs)
    entries = [entry for log in logs for entry in log.document.entries]
    indices = _meant(logs, query, today)
    first_day, last_day = _bounds(query)
    wanted = arguments.value("--week")
    week = None
    if wanted is not None or arguments.has("--missing"):
        week = week_meant(wanted or "", today, group.week_ends, lambda: weeks_with_entries(entries, group, today))
        first_day, last_day = week.first, week.last
        indices = [
            index
            for index in indices
            if (day := entries[index].date) is not None and week_of(day, group.week_ends) == week
        ]
    board = week_board(entries, group, today, set(indices), first_day, last_day)
    return Numbers(board, group, entries, [entries[index] for index in indices], week)


def _meant(logs: Sequence[OpenLog], query: Query, today: date) -> Sequence[int]:
    """The indices of the entries that ``query`` means, counted through all ``logs``."""
    from tui_reader.adapters.library import Library

    library = Library(logs)
    if not query.terms:
        return range(len(library))
    if query.needs_findings:
        library.take_in(library.look_over(today))
    return library.search(query, today)


def _bounds(query: Query) -> tuple[date | None, date | None]:
    """The first and the last day that ``query`` leaves, where it says so."""
    days = {
        field: [days for value in query.values(field) if (days := period(value, query.today))]
        for field in ("since", "until")
    }
    return (
        max((first for first, _last in days["since"]), default=None),
        min((last for _first, last in days["until"]), default=None),
    )


def _print_missing(numbers: Numbers, as_json: bool) -> ExitCode:
    week = numbers.week
    assert week is not None, "who is missing is asked of a week"
    names = [row.name for row in numbers.board.missing(week)]
    if as_json:
        from tui_reader.commands.safe_json import to_json

        write(to_json({"week": week.name, "missing": names}) + "\n")
    elif names or is_terminal():
        write(f"{missing_words(numbers.board, week)}\n")
    return ExitCode.SOMEBODY_MISSING if names else ExitCode.DONE

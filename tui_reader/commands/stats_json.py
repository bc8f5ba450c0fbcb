"""The numbers of logs by the names that scripts know; ``docs/stats.md`` says what each means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui_reader.core.statistics import Count, Counts, statistics
from tui_reader.core.weeks import WEEKDAYS

if TYPE_CHECKING:
    from tui_reader.commands.stats import Numbers
    from tui_reader.core.week_board import Board, Row


def record(numbers: Numbers) -> dict[str, Any]:
    """All that is known of ``numbers``, to be written as JSON."""
    board = numbers.board
    counted = statistics(numbers.counted, numbers.group, numbers.entries)
    week = numbers.week or board.current
    return {
        "entries": counted.all.total,
        **_count(counted.all),
        "undated": counted.undated,
        "week_ends": WEEKDAYS[numbers.group.week_ends - 1],
        "weeks": [
            {
                "week": week.name,
                "first": week.first.isoformat(),
                "last": week.last.isoformat(),
                **_count(counted.by_week.get(week, Count())),
                "missing": [row.name for row in board.missing(week)],
            }
            for week in board.weeks
        ],
        "readers": [_reader(board, row) for row in board.rows],
        "missing": {"week": week.name, "readers": [row.name for row in board.missing(week)]},
        "days": {day: _count(count) for day, count in counted.by_day.items()},
        "months": {month: _count(count) for month, count in counted.by_month.items()},
        "venues": _named("venue", counted.by_venue),
        "sections": _named("section", counted.by_section),
    }


def _reader(board: Board, row: Row) -> dict[str, Any]:
    rate = board.rate(row)
    return {
        "name": row.name or None,
        "member": row.member is not None,
        "stranger": row.is_stranger,
        "joined": row.member.joined if row.member is not None else None,
        "left": row.member.left if row.member is not None else None,
        "read": row.read,
        "no_reading": row.said,
        "undated": len(row.undated),
        "weeks_read": rate.weeks_read,
        "weeks_expected": rate.weeks,
        "rate": None if rate.share is None else round(rate.share, 3),
        "weeks": {
            week.name: {
                "state": row.state(week),
                "read": row.cell(week).read,
                "no_reading": row.cell(week).said,
                "titles": [entry.title for entry in row.cell(week).papers],
                "notes": [entry.note for entry in row.cell(week).check_ins],
            }
            for week in board.weeks
        },
    }


def _count(count: Count) -> dict[str, int]:
    return {"read": count.read, "no_reading": count.no_reading}


def _named(what: str, counts: Counts) -> list[dict[str, Any]]:
    return [{what: name or None, **_count(count)} for name, count in counts.items()]

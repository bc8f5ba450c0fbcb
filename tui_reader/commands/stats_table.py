"""The week board as a table: as many weeks as fit, the newest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui_reader.adapters.board_words import missing_words, undated_words
from tui_reader.adapters.count_words import check_ins_counted, entries_counted, papers_counted
from tui_reader.adapters.language import _
from tui_reader.commands.output import terminal_width
from tui_reader.commands.table import aligned, cell_len, cut
from tui_reader.core.visible import visible
from tui_reader.core.week_board import SIGNS

if TYPE_CHECKING:
    from tui_reader.commands.stats import Numbers
    from tui_reader.core.week_board import Board, Row
    from tui_reader.core.weeks import Week

COLUMNS = 80
"""Cells of a line where standard output is no terminal."""

NAME_CELLS = 16
"""Of a line, at most for a name."""

WEEK_CELLS = 3
"""A column: a sign, a number, and space."""

TOTAL_CELLS = 5
"""A column of numbers at the end."""


def lines(numbers: Numbers) -> Iterator[str]:
    """The board, or one week of it, and what there is to say of it."""
    board = numbers.board
    if numbers.week is not None:
        yield f"{numbers.week.name}  {numbers.week.first} – {numbers.week.last}"
        yield from _one_week(board, numbers.week)
    elif board.weeks:
        yield from _board(board)
    papers = sum(entry.kind == "paper" for entry in numbers.counted)
    total = len(numbers.counted)
    parts = [entries_counted(total), papers_counted(papers), check_ins_counted(total - papers)]
    yield " · ".join(filter(None, [*parts, undated_words(board)]))
    if board.rows:
        yield missing_words(board, numbers.week or board.current)


def legend() -> str:
    """What the signs of the board mean."""
    words = {"read": _("read"), "said": _("said why not"), "silent": _("silent"), "away": _("not here yet, or left")}
    return "  ".join(f"{sign} {words[state]}" for state, sign in SIGNS.items())


def _board(board: Board) -> Iterator[str]:
    width = terminal_width() or COLUMNS
    names = [cut(_name(row), NAME_CELLS) for row in board.rows]
    name_cells = max(map(cell_len, names), default=0)
    totals = (_("read"), _("said"), _("rate"))
    total_cells = sum(_total_cells(word) for word in totals)
    room = max(1, (width - name_cells - 1 - total_cells) // WEEK_CELLS)
    weeks = board.weeks[-room:]
    yield f"{weeks[0].name} – {weeks[-1].name}   {legend()}"
    if weeks[0].year != weeks[-1].year:
        yield f"{' ' * name_cells} {_years(weeks)}".rstrip()
    head = "".join(f"{week.number:02} " for week in weeks)
    yield f"{' ' * name_cells} {head}{''.join(_right(word, _total_cells(word)) for word in totals)}".rstrip()
    for row, name in zip(board.rows, names, strict=True):
        share = board.rate(row).share
        numbers = (str(row.read), str(row.said), "–" if share is None else f"{share:.0%}")
        signs = "".join(f"{row.sign(week):{WEEK_CELLS}}" for week in weeks)
        ends = "".join(_right(text, _total_cells(word)) for text, word in zip(numbers, totals, strict=True))
        yield f"{name}{' ' * (name_cells - cell_len(name))} {signs}{ends}"


def _years(weeks: Sequence[Week]) -> str:
    """The year above the first of its weeks."""
    years = ""
    for number, week in enumerate(weeks):
        if not number or week.year != weeks[number - 1].year:
            years = f"{years:{number * WEEK_CELLS}}{week.year:04}"
    return years


def _one_week(board: Board, week: Week) -> Iterator[str]:
    """Each reader with a sign, and what they logged."""
    rows = []
    for row in board.rows:
        if row.state(week) != "away":
            cell = row.cell(week)
            said = [entry.title or entry.note or "" for entry in (*cell.papers, *cell.check_ins)]
            rows.append((SIGNS[row.state(week)], cut(_name(row), NAME_CELLS), visible(" / ".join(said))))
    yield from aligned(rows, terminal_width() or COLUMNS)


def _name(row: Row) -> str:
    name = visible(row.name) or _("(no reader)")
    return f"{name} *" if row.is_stranger else name


def _total_cells(word: str) -> int:
    return max(TOTAL_CELLS, cell_len(word) + 1)


def _right(text: str, cells: int) -> str:
    return " " * (cells - cell_len(text)) + text

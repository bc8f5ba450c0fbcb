"""The week board in cells: readers down, weeks across, one cell of it under the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from tui_reader.adapters.language import _
from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.core.week_board import Board, Row
from tui_reader.core.weeks import Week
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.entry_row import CURSOR_MARK
from tui_reader.ui.group_names import month_names
from tui_reader.ui.row_list import MOVING
from tui_reader.ui.wrap import fit, fit_exactly

BOARD = Binding.Group(N_("Week board"))

WEEK_CELLS = 3
"""A column: room for the cursor, a sign, a number."""

LONGEST_NAME = 16
"""Cells."""

NUMBER_CELLS = 5
"""A column of numbers at the right end."""

FEW_WEEKS = 8
"""Fewer than these, and of the numbers the last alone is shown: weeks are what one looks for."""

HEAD = 2
"""Lines above the rows: months, and the numbers of weeks."""


class BoardView(DrawnWidget, can_focus=True):
    """Draws a board, as many weeks and rows as there is room for, and moves a cursor over it."""

    ALLOW_SELECT = False

    LOOKS: ClassVar[Mapping[str, str]] = {
        "away": "$rule",
        "cursor": "bold on $cursor",
        "head": "$faint",
        "number": "$faint",
        "stranger": "$faint",
        "silent": "$faint",
        "name": "$foreground",
        "said": "$foreground",
        "now": "bold $foreground",
        "read": "$accent",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, f"move('{step}')", id=f"board.{step}", tooltip=words, show=False, group=group)
        for keys, step, words, group in (
            ("l,right", "later", N_("A week later"), BOARD),
            ("h,left", "earlier", N_("A week earlier"), BOARD),
            ("pagedown,L", "page_later", N_("A page of weeks later"), BOARD),
            ("pageup,H", "page_earlier", N_("A page of weeks earlier"), BOARD),
            ("end,dollar_sign", "last_week", N_("To the last week"), BOARD),
            ("home,0", "first_week", N_("To the first week"), BOARD),
            ("j,down", "down", N_("Next line"), MOVING),
            ("k,up", "up", N_("Previous line"), MOVING),
            ("g", "first", N_("To the beginning"), MOVING),
            ("G", "last", N_("To the end"), MOVING),
        )
    ]

    class Moved(Message):
        """The cursor went to another cell."""

    class Chosen(Message):
        """The cell under the cursor was clicked once more."""

    def __init__(self) -> None:
        super().__init__()
        self.board: Board | None = None
        self._row = self._column = 0
        self._top = self._left = 0
        self._shares: Sequence[str] = ()

    def show(self, board: Board, name: str | None = None) -> None:
        """Show ``board``; the cursor stays in its cell. At first it goes to the row of ``name`` and this week."""
        before, week = self.row, self.week
        self.board = board
        shares = (board.rate(row).share for row in board.rows)
        self._shares = ["–" if share is None else f"{share:.0%}" for share in shares]
        wanted = before.name if before is not None else name or None
        names = [row.name for row in board.rows]
        self._row = names.index(wanted) if wanted in names else 0
        if week is None or week not in board.weeks:
            week = board.current
        self._column = board.weeks.index(week) if week in board.weeks else len(board.weeks) - 1
        if before is None:
            self._left = len(board.weeks)
        self._bring_into_view()
        self.refresh()

    @property
    def row(self) -> Row | None:
        """The row under the cursor; None where there is none."""
        return self.board.rows[self._row] if self.board is not None and self.board.rows else None

    @property
    def week(self) -> Week | None:
        """The week under the cursor; None where there is none."""
        return self.board.weeks[self._column] if self.board is not None and self.board.weeks else None

    # -- where things stand ----------------------------------------------------------------------------------------

    @property
    def _name_cells(self) -> int:
        names = [_name(row) for row in self.board.rows] if self.board is not None else []
        return min(LONGEST_NAME, max(map(cell_len, names), default=0)) + 2

    @property
    def _columns(self) -> int:
        """How many weeks there is room for."""
        return max(1, self._weeks_beside(self._number_columns))

    @property
    def _number_columns(self) -> int:
        """How many columns of numbers there are."""
        return 3 if self._weeks_beside(3) >= FEW_WEEKS else 1

    def _weeks_beside(self, numbers: int) -> int:
        return (self.size.width - self._name_cells - numbers * NUMBER_CELLS - 2) // WEEK_CELLS

    @property
    def _lines(self) -> int:
        return max(1, self.size.height - HEAD)

    def _bring_into_view(self) -> None:
        if self.board is None:
            return
        columns, lines = self._columns, self._lines
        if not self._left <= self._column < self._left + columns:
            self._left = self._column - columns // 2
        self._left = max(0, min(self._left, len(self.board.weeks) - columns))
        if not self._top <= self._row < self._top + lines:
            self._top = self._row - lines // 2
        self._top = max(0, min(self._top, len(self.board.rows) - lines))

    def action_move(self, step: str) -> None:
        """Move the cursor by one of the steps of the bindings."""
        if self.board is None or not self.board.rows or not self.board.weeks:
            return
        last_row, last_column = len(self.board.rows) - 1, len(self.board.weeks) - 1
        row, column = {
            "later": (self._row, self._column + 1),
            "earlier": (self._row, self._column - 1),
            "page_later": (self._row, self._column + self._columns),
            "page_earlier": (self._row, self._column - self._columns),
            "first_week": (self._row, 0),
            "last_week": (self._row, last_column),
            "down": (self._row + 1, self._column),
            "up": (self._row - 1, self._column),
            "first": (0, self._column),
            "last": (last_row, self._column),
        }[step]
        self._go_to(max(0, min(row, last_row)), max(0, min(column, last_column)))

    def _go_to(self, row: int, column: int) -> None:
        if (row, column) != (self._row, self._column):
            self._row, self._column = row, column
            self._bring_into_view()
            self.refresh()
            self.post_message(self.Moved())

    # -- drawing ---------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The line at ``y``: months, numbers of weeks, or a row."""
        board, width = self.board, self.size.width
        if board is None or not board.weeks:
            words = "" if board is None else _("No entry has a date yet.")
            return Strip([Segment(f" {words if y == 1 else ''}", self._style("head"))]).adjust_cell_length(width)
        weeks = board.weeks[self._left : self._left + self._columns]
        if y < HEAD:
            segments = self._months(weeks) if y == 0 else self._numbers(weeks)
        elif self._top + y - HEAD < len(board.rows):
            segments = self._cells(self._top + y - HEAD, weeks)
        else:
            segments = []
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, part: str, is_current: bool = False) -> Style:
        return self.part_style("cursor") + self.look(part) if is_current else self.part_style(part)

    def _months(self, weeks: Sequence[Week]) -> list[Segment]:
        names = month_names()
        starts = [
            number
            for number, week in enumerate(weeks)
            if not number or (week.year, _month(week)) != (weeks[number - 1].year, _month(weeks[number - 1]))
        ]
        text = ""
        for place, start in enumerate(starts):
            week = weeks[start]
            end = starts[place + 1] if place + 1 < len(starts) else len(weeks) + 2
            room = (end - start) * WEEK_CELLS - 1
            year = f"{week.year:04}" if not place or week.year != weeks[start - 1].year else ""
            month = names[_month(week) - 1]
            full = _("{month} {year}").format(month=month, year=year) if year else month
            name = next((name for name in (full, year, month) if name and cell_len(name) <= room), "")
            text += " " * (start * WEEK_CELLS - cell_len(text)) + name
        return [Segment(f"{' ' * (self._name_cells + 1)}{text}", self._style("head"))]

    def _numbers(self, weeks: Sequence[Week]) -> list[Segment]:
        assert self.board is not None, "nothing is drawn without a board"
        head = self._style("head")
        segments = [Segment(" " * self._name_cells, head)]
        for number, week in enumerate(weeks, self._left):
            is_now = week == self.board.this_week or number == self._column
            segments.append(Segment(f" {week.number:02}", self._style("now") if is_now else head))
        return [*segments, Segment(self._at_the_end(_("read"), _("said"), _("rate")), head)]

    def _cells(self, number: int, weeks: Sequence[Week]) -> list[Segment]:
        assert self.board is not None, "nothing is drawn without a board"
        row = self.board.rows[number]
        is_current = number == self._row
        name = fit_exactly(_name(row), self._name_cells - 2)
        mark = CURSOR_MARK if is_current else " "
        name_part = "stranger" if row.is_stranger or not row.name else "name"
        segments = [Segment(f"{mark}{name} ", self._style(name_part))]
        for column, week in enumerate(weeks, self._left):
            is_here = is_current and column == self._column
            text = f"{CURSOR_MARK if is_here else ' '}{row.sign(week):{WEEK_CELLS - 1}}"
            segments.append(Segment(text, self._style(row.state(week), is_here)))
        numbers = self._at_the_end(str(row.read), str(row.said), self._shares[number])
        return [*segments, Segment(numbers, self._style("number"))]

    def _at_the_end(self, *texts: str) -> str:
        """Those of ``texts`` for which there are columns."""
        shown = texts[-self._number_columns :]
        return "  " + "".join(f" {fit_right(text, NUMBER_CELLS - 1)}" for text in shown)

    # -- in words --------------------------------------------------------------------------------------------------

    def spoken(self) -> str:
        """Reader, week and what is in the cell under the cursor."""
        row, week = self.row, self.week
        if row is None or week is None:
            return ""
        cell = row.cell(week)
        words = state_words()[row.state(week)]
        days = f"{week.first:%m-%d} … {week.last:%m-%d}"
        return f"{_name(row)}, {week.name}, {days}: {words}" + (f", {cell.read}" if cell.read > 1 else "")

    def spot(self) -> Offset:
        """Where that cell is drawn."""
        return Offset(self._name_cells + WEEK_CELLS * (self._column - self._left), HEAD + self._row - self._top)

    # -- events ----------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        self._bring_into_view()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        if self.board is None:
            return
        row, column = self._top + event.y - HEAD, self._left + (event.x - self._name_cells) // WEEK_CELLS
        if event.y < HEAD or event.x < self._name_cells or row >= len(self.board.rows):
            return
        if column >= len(self.board.weeks) or column >= self._left + self._columns:
            return
        if (row, column) == (self._row, self._column):
            self.post_message(self.Chosen())
        else:
            self._go_to(row, column)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_move("later")

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_move("earlier")


def state_words() -> dict[str, str]:
    """What the states of a cell are called."""
    return {
        "read": _("read"),
        "said": _("said why not"),
        "silent": _("silent"),
        "away": _("not here yet, or left"),
    }


def fit_right(text: str, cells: int) -> str:
    """``text`` at the right end of so many cells."""
    text = fit(text, cells)
    return " " * (cells - cell_len(text)) + text


def _month(week: Week) -> int:
    """The month that most of the week's days are in, by which ISO 8601 also gives it its year."""
    return week.first.month if week.last.day < 4 else week.last.month


def _name(row: Row) -> str:
    name = visible(row.name) or _("(no reader)")
    return f"{name} *" if row.is_stranger and row.name else name

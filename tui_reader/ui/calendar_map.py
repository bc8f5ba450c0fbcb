"""A year of days, a column a week: how much was read on each, with a cursor on one of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip

from tui_reader.adapters.count_words import check_ins_counted, papers_counted
from tui_reader.adapters.language import _
from tui_reader.core.message import N_
from tui_reader.core.statistics import Count
from tui_reader.core.weeks import SUNDAY, week_of
from tui_reader.ui.date_input import WEEKDAYS
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.group_names import month_names
from tui_reader.ui.terminal_profile import is_plain
from tui_reader.ui.wrap import fit_exactly

TRENDS = Binding.Group(N_("Pictures of the log"))

WEEKS = 54
"""Columns that a year may touch."""
DAYS = 7
NAME_CELLS = 5
"""Weekdays at the left end."""

NOTHING, SAID = "·", "○"
MARK = "▴"
LEVELS = "░▒▓█"
"""Signs of days with one paper, two, three, and more: told apart without colours."""


class CalendarMap(DrawnWidget, can_focus=True):
    """Draws one year, and moves a cursor over its days."""

    ALLOW_SELECT = False

    LOOKS: ClassVar[Mapping[str, str]] = {
        "cursor": "bold $foreground on $panel",
        "head": "$faint",
        "nothing": "$rule",
        "read": "$accent",
        "said": "$faint",
        "today": "bold $foreground",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, f"move('{step}')", id=f"calendar.{step}", tooltip=words, show=False, group=TRENDS)
        for keys, step, words in (
            ("l,right", "week_later", N_("A week later")),
            ("h,left", "week_earlier", N_("A week earlier")),
            ("j,down", "day_later", N_("A day later")),
            ("k,up", "day_earlier", N_("A day earlier")),
            ("pagedown,L", "year_later", N_("A year later")),
            ("pageup,H", "year_earlier", N_("A year earlier")),
            ("G,end", "latest", N_("To the last day with an entry")),
            ("g,home", "first", N_("To the first day with an entry")),
        )
    ]

    class Moved(Message):
        """The cursor went to another day."""

    class Chosen(Message):
        """The day under the cursor was clicked once more."""

    def __init__(self) -> None:
        super().__init__()
        self._days: Mapping[str, Count] = {}
        self._ends = SUNDAY
        self._today = date.min
        self.day = date.min
        """The day under the cursor; ``date.min`` until there is anything to show."""

    def show(self, days: Mapping[str, Count], week_ends: int, today: date) -> None:
        """Show ``days``, in the order of time. The cursor stays; at first it goes to the last up to ``today``."""
        self._days, self._ends, self._today = days, week_ends, today
        if self.day == date.min:
            past = [day for day in days if day <= today.isoformat()]
            self.day = date.fromisoformat(past[-1]) if past else today
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return DAYS + 2

    # -- where things stand ----------------------------------------------------------------------------------------

    @property
    def _first(self) -> date:
        """The day in the first row of the first column."""
        return week_of(date(self.day.year, 1, 1).isoformat(), self._ends).first

    @property
    def _column(self) -> int:
        """The column of the cursor."""
        return (self.day - self._first).days // DAYS

    @property
    def _cells(self) -> int:
        """Cells of a column: two where there is room for them."""
        return 2 if self.size.width >= NAME_CELLS + 2 * WEEKS else 1

    @property
    def _left(self) -> int:
        """The column that is drawn first; where there is no room for a year, the cursor's is in the middle.

        Room for weeks that are still to come goes to those that were.
        """
        room = max(1, (self.size.width - NAME_CELLS) // self._cells)
        last = WEEKS
        if self._today.year == self.day.year:
            last = max(self._column, (self._today - self._first).days // DAYS) + 1
        return max(0, min(self._column - room // 2, last - room))

    def _day_at(self, row: int, column: int) -> date | None:
        """The day in a place; None where the year has none there."""
        try:
            day = self._first + timedelta(days=DAYS * column + row)
        except OverflowError:
            return None
        return day if day.year == self.day.year else None

    def action_move(self, step: str) -> None:
        """Move the cursor by one of the steps of the bindings."""
        if step in ("first", "latest"):
            days = list(self._days)
            if days:
                self.go_to(date.fromisoformat(days[0 if step == "first" else -1]))
            return
        by_days = {"week_later": 7, "week_earlier": -7, "day_later": 1, "day_earlier": -1}
        try:
            if step in by_days:
                self.go_to(self.day + timedelta(days=by_days[step]))
            else:
                year = self.day.year + (1 if step == "year_later" else -1)
                # The 29th of February has no day a year later.
                self.go_to(self.day.replace(year=year, day=min(self.day.day, 28 if self.day.month == 2 else 31)))
        except (OverflowError, ValueError):
            return  # the calendar ends there

    def go_to(self, day: date) -> None:
        """Put the cursor on ``day``, and show its year."""
        if day != self.day:
            self.day = day
            self.refresh()
            self.post_message(self.Moved())

    # -- in words --------------------------------------------------------------------------------------------------

    def spoken(self) -> str:
        """The day under the cursor, and how much is logged on it."""
        count = self._days.get(self.day.isoformat(), Count())
        weekday = _(WEEKDAYS[self.day.weekday()])
        said = check_ins_counted(count.no_reading) if count.no_reading else ""
        return ", ".join(filter(None, (f"{self.day} {weekday}", papers_counted(count.read), said)))

    def spot(self) -> Offset:
        """Where that day is drawn."""
        return Offset(NAME_CELLS + self._cells * (self._column - self._left), 1 + (self.day - self._first).days % DAYS)

    # -- drawing ---------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The line at ``y``: months, or one day of each week."""
        width = self.size.width
        if self.day == date.min:
            return Strip.blank(width, self.rich_style)
        segments = self._months() if y == 0 else self._row(y - 1) if y <= DAYS else self._mark()
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _months(self) -> list[Segment]:
        text, cells = " " * NAME_CELLS, self._cells
        for month, name in enumerate(month_names(), 1):
            first_day = date(self.day.year, month, 1)
            column = (first_day - self._first).days // DAYS - self._left
            if column < 0:
                continue
            start = NAME_CELLS + cells * column
            # The first letters of a month serve, and Chinese names are as short.
            text = fit_exactly(text, start) if cell_len(text) < start else text
            if cell_len(text) <= start:
                text += name if name[0].isdigit() or not name.isascii() else name[:3]
        return [Segment(text, self.part_style("head"))]

    def _row(self, row: int) -> list[Segment]:
        is_current = self._day_at(row, self._column) == self.day
        head = self.part_style("today" if is_current else "head")
        name = _(WEEKDAYS[(self._ends + row) % DAYS])
        short = name[:3] if name.isascii() else name[-1:]
        # Every second name is enough to tell the rows.
        segments = [Segment(fit_exactly(short if row % 2 == 0 or is_current else "", NAME_CELLS), head)]
        for column in range(self._left, WEEKS):
            day = self._day_at(row, column)
            sign, part = (" ", "nothing") if day is None else self._sign(day)
            style = self.part_style(part)
            if day == self.day:
                style += self.look("cursor")
            segments.append(Segment(sign + (sign if sign in LEVELS else " ") * (self._cells - 1), style))
        return segments

    def look(self, part: str) -> Style:
        """As of every part; without colours the cursor is turned round."""
        return Style(bold=True, reverse=True) if part == "cursor" and self.app.no_color else super().look(part)

    def _mark(self) -> list[Segment]:
        """What points at the column of the cursor from below: a sign with a shade of its own would be misread."""
        text = " " * (NAME_CELLS + self._cells * (self._column - self._left)) + MARK
        return [Segment(text, self.part_style("today"))]

    def _sign(self, day: date) -> tuple[str, str]:
        """The sign of a day, and the part that it is."""
        count = self._days.get(day.isoformat())
        if count is None and is_plain(self.app):
            return " ", "nothing"
        if count is None:
            return (NOTHING, "today" if day == self._today else "nothing") if day <= self._today else (" ", "nothing")
        if not count.read:
            return SAID, "said"
        if is_plain(self.app):
            return str(min(count.read, 9)), "read"
        return LEVELS[min(count.read, len(LEVELS)) - 1], "read"

    # -- events ----------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        if self.day == date.min or event.y < 1 or event.x < NAME_CELLS:
            return
        day = self._day_at(event.y - 1, self._left + (event.x - NAME_CELLS) // self._cells)
        if day == self.day:
            self.post_message(self.Chosen())
        elif day is not None:
            self.go_to(day)


def legend(in_words: bool = False) -> str:
    """The signs of the map, explained; ``in_words`` where numbers stand in their place."""
    if in_words:
        return "{sign} {said}".format(sign=SAID, said=_("said why not"))
    signs = "  ".join(f"{sign} {number}" for number, sign in enumerate(LEVELS[:-1], 1))
    said = _("said why not")
    return f"{signs}  {LEVELS[-1]} {len(LEVELS)}+  {SAID} {said}"

"""What all lists have in common: rows drawn line by line as far as they are visible, a cursor, and how it moves.

Scrolling sends every visible row again, so a list scrolls by half a page at its edges and never smoothly; a cursor
that moves within the page sends the two rows that changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Protocol

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.strip import Strip

from tui_reader.adapters.language import _
from tui_reader.core.message import N_
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.stepping import stepping
from tui_reader.ui.terminal_profile import is_plain

MOVING = Binding.Group(N_("Moving"))

WIDTH_OF_WORDS = 240
"""Cells of a row of which all is said."""

WHEEL_POSITIONS = 3
"""How many positions a turn of the mouse wheel moves the cursor by."""


class Rows(Protocol):
    """Which row shows what. What the cursor can stand on is counted by position, from 0; other rows are headings."""

    def __len__(self) -> int:
        """The rows there are."""

    def row_of(self, position: int) -> int:
        """The row that shows ``position``."""

    def position_at(self, row: int) -> int | None:
        """What ``row`` shows, or None: a heading, or behind the end."""

    def nearest(self, row: int) -> int:
        """The position in ``row``, or in the next below, or the last. There has to be one."""


class RowList(DrawnWidget, can_focus=True):
    """Rows to choose from. A subclass draws a row, and is told when the cursor moved and when its row was chosen."""

    ALLOW_SELECT = False

    FOCUSED_LOOKS: ClassVar[Mapping[str, str]] = {"cursor": "bold on $cursor", "mark": "$accent"}

    BINDINGS: ClassVar[list[BindingType]] = stepping("move", "list", MOVING)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.top = 0
        """The row that is drawn first."""
        self._rows: Rows = PlainRows(0)
        self._count = 0
        """The positions there are."""
        self._height = 0
        """Lines for which it was seen to that the cursor is visible."""
        self.position = 0
        """Where the cursor stands; 0 also where nothing is listed."""

    # -- for subclasses --------------------------------------------------------------------------------------------

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """``row``, which shows ``position``, in ``width`` cells; with the cursor on it if ``is_current``."""
        raise NotImplementedError

    def moved(self) -> None:
        """The cursor went to another position."""

    def chosen(self) -> None:
        """The row under the cursor was clicked once more."""

    def set_rows(self, rows: Rows, count: int, position: int = 0) -> None:
        """List ``rows``, which show ``count`` positions, with the cursor on ``position``."""
        self._rows, self._count = rows, count
        self.position = max(0, min(position, count - 1))
        self._bring_into_view()
        self.refresh()

    def part_style(self, part: str, is_current: bool = False) -> Style:
        """The style of a part of a row; of the row under the cursor if ``is_current``.

        For those who are read to, a row looks the same with the cursor and without it, but for the mark: what is drawn
        again is read out again.
        """
        if not is_current:
            return super().part_style(part)
        style = self._part_styles.get((part, is_current))
        if style is None:
            shows_cursor = part == "mark" or not is_plain(self.app)
            style = self.part_style("cursor") + self.look(part) if shows_cursor else self.part_style(part)
            self._part_styles[part, is_current] = style
        return style

    # -- moving ----------------------------------------------------------------------------------------------------

    @property
    def page(self) -> int:
        """Rows that a page goes on by."""
        return max(1, self.size.height - 1)

    def position_after(self, rows: int) -> int:
        """The position so many ``rows`` on, or back; another than the cursor's, even where there is none."""
        position = self._rows.nearest(self._rows.row_of(self.position) + rows)
        if position == self.position:
            # A heading just above stands for the row below it.
            position += 1 if rows > 0 else -1
        return position

    def action_move(self, step: str) -> None:
        """Move the cursor by one of the steps of the bindings."""
        page = self.page
        by_rows = {"page_down": page, "page_up": -page, "half_page_down": page // 2, "half_page_up": -(page // 2)}
        if not self._count:
            return
        if step in by_rows:
            self.move_to(self.position_after(by_rows[step]), top=self.top + by_rows[step])
        else:
            by_position = {"down": self.position + 1, "up": self.position - 1, "first": 0, "last": self._count - 1}
            self.move_to(by_position[step])

    def move_to(self, position: int, top: int | None = None) -> None:
        """Put the cursor on ``position``, or as near as there is one; draw from the row ``top`` if that shows it."""
        if not self._count:
            return
        previous, self.position = self.position, max(0, min(position, self._count - 1))
        previous_top = self.top
        if top is not None:
            self.top = max(0, top)
        self._bring_into_view()
        if self.top != previous_top:
            self.refresh()
        elif self.position != previous:
            self.refresh_position(previous)
            self.refresh_position(self.position)
        if self.position != previous:
            self.moved()

    @property
    def cursor_y(self) -> int:
        """The line on the screen that the cursor stands on."""
        return self._rows.row_of(self.position) - self.top if self._count else 0

    def keep_cursor_at(self, y: int) -> None:
        """Scroll so that the cursor stands on the line ``y``, as far as there are rows."""
        if self._count:
            self.top = max(0, self._rows.row_of(self.position) - y)
            self._bring_into_view()
            self.refresh()

    def _bring_into_view(self) -> None:
        """Draw from another row where the cursor would not be seen, so that it stands half a page from the edge."""
        height = self.size.height
        if not self._count or not height:
            self.top = 0
            return
        row = self._rows.row_of(self.position)
        self.top = max(0, min(self.top, len(self._rows) - height))
        # With the first row under a heading the heading is seen as well.
        first_row = row - 1 if row and height > 1 and self._rows.position_at(row - 1) is None else row
        if first_row < self.top:
            self.top = max(0, min(first_row, row - height // 2))
        elif row >= self.top + height:
            self.top = min(row - height // 2, max(len(self._rows), row + 1) - height)

    def refresh_position(self, position: int) -> None:
        """Draw the row of ``position`` again, if it is visible."""
        y = self._rows.row_of(position) - self.top
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    # -- in words --------------------------------------------------------------------------------------------------

    def row_words(self, position: int) -> str:
        """What is said of ``position`` where somebody is read to: what is drawn, all of it."""
        return self.draw_row(self._rows.row_of(position), position, WIDTH_OF_WORDS, False).text

    def spoken(self) -> str:
        """Which row of how many the cursor stands on, and what it says."""
        if not self._count:
            return _("List, nothing in it")
        words = _("List, {n} of {count}: {words}")
        return words.format(n=self.position + 1, count=self._count, words=self.row_words(self.position))

    def spot(self) -> Offset:
        """Where the row under the cursor begins."""
        return Offset(0, self._rows.row_of(self.position) - self.top if self._count else 0)

    # -- drawing ---------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The line at ``y`` of what is visible."""
        if self.size.height != self._height:
            # Here and not when told of the new size, which is after the list was painted in it once.
            self._height = self.size.height
            self._bring_into_view()
        row, width = self.top + y, self.size.width
        position = self._rows.position_at(row)
        if position is None and row >= len(self._rows):
            return Strip.blank(width, self.part_style(""))
        return self.draw_row(row, position, width, position is not None and position == self.position)

    # -- events ----------------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        position = self._rows.position_at(self.top + event.y)
        if position is None:
            return
        if position == self.position:
            self.chosen()
        else:
            self.move_to(position)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.move_to(self.position + WHEEL_POSITIONS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.move_to(self.position - WHEEL_POSITIONS)


class PlainRows:
    """Rows without headings: the position is the row."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def row_of(self, position: int) -> int:
        """The row that shows ``position``."""
        return position

    def position_at(self, row: int) -> int | None:
        """What ``row`` shows."""
        return row if row < self._count else None

    def nearest(self, row: int) -> int:
        """The position in ``row``, or the last."""
        return max(0, min(row, self._count - 1))

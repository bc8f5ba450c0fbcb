"""The list of entries under their weeks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from tui_reader.core.document import Entry
from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.ui.entry_row import entry_row, week_row
from tui_reader.ui.row_list import MOVING, RowList
from tui_reader.ui.week_rows import WeekRows, week_name
from tui_reader.ui.wrap import fit


class EntryList(RowList):
    """Entries to choose from. The one under the cursor is shown in the reading pane."""

    STYLE_PREFIX = "entry-list"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entry-list--date",
        "entry-list--mark",
        "entry-list--match",
        "entry-list--note",
        "entry-list--problem",
        "entry-list--reader",
        "entry-list--rule",
        "entry-list--source",
        "entry-list--title",
        "entry-list--week",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("read"), id="entry.read", tooltip=N_("Read the entry"), group=MOVING),
    ]

    class Moved(Message):
        """The cursor went to another entry."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Opened(Message):
        """The entry under the cursor is to be read."""

    def __init__(self, this_year: int, *, id: str | None = None) -> None:
        """``this_year`` is the year that weeks are named without."""
        super().__init__(id=id)
        self._this_year = this_year
        self._entries: Sequence[Entry] = ()
        self._hits: Sequence[int] = ()
        self._weeks = WeekRows(0, lambda _position: None)
        self._words: Sequence[str] = ()
        self._has_problem: Callable[[int], bool] = lambda _index: False
        self._is_uncommitted: Callable[[int], bool] = lambda _index: False
        self._empty_text: Sequence[str] = ()

    def show(
        self,
        entries: Sequence[Entry],
        hits: Sequence[int],
        *,
        cursor: int | None = None,
        words: Sequence[str] = (),
        empty_text: Sequence[str] = (),
    ) -> None:
        """List those of ``entries`` whose indices are ``hits``, in this order.

        The cursor goes to the entry at index ``cursor``, or to the first behind it that is listed. ``words`` are
        marked. Where there is no hit, the lines of ``empty_text`` stand.
        """
        self._entries, self._hits, self._words = entries, hits, words
        self._empty_text = empty_text
        self._weeks = WeekRows(len(hits), lambda position: entries[hits[position]].date)
        position = 0
        if cursor is not None:
            position = next((position for position, hit in enumerate(hits) if hit >= cursor), len(hits) - 1)
        self.set_rows(self._weeks, len(hits), position)

    def mark_problems(self, has_problem: Callable[[int], bool]) -> None:
        """Mark the entries of which ``has_problem`` says that something is wrong with the entry at an index."""
        self._has_problem = has_problem
        self.redraw(has_problem)

    def mark_uncommitted(self, is_uncommitted: Callable[[int], bool]) -> None:
        """From now on, mark the entries of which ``is_uncommitted`` says that git has not got them, by their index."""
        self._is_uncommitted = is_uncommitted

    def redraw(self, is_meant: Callable[[int], bool]) -> None:
        """Draw those entries again that are visible and of which ``is_meant`` says so, by their index."""
        for row in range(self.top, self.top + self.size.height):
            position = self._rows.position_at(row)
            if position is not None and is_meant(self._hits[position]):
                self.refresh_position(position)

    @property
    def cursor(self) -> int | None:
        """The index of the entry under the cursor, or None where nothing is listed."""
        return self._hits[self.position] if self._hits else None

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """The row of an entry, or of a week."""
        if position is None:
            name = week_name(self._weeks.day_in_week(row), self._this_year)
            return week_row(name, width, self.part_style)
        index = self._hits[position]
        return entry_row(
            self._entries[index],
            width,
            lambda part: self.part_style(part, is_current),
            words=self._words,
            has_problem=self._has_problem(index),
            is_current=is_current,
            is_uncommitted=self._is_uncommitted(index),
        )

    def render_line(self, y: int) -> Strip:
        """The line at ``y`` of what is visible."""
        if not self._hits and 1 <= y <= len(self._empty_text):
            style, width = self.part_style("note"), self.size.width
            text = fit(visible(self._empty_text[y - 1]), width - 4)
            return Strip([Segment(f"   {text}", style)]).adjust_cell_length(width, style)
        return super().render_line(y)

    def moved(self) -> None:
        """Tell which entry the cursor stands on."""
        self.post_message(self.Moved(self._hits[self.position]))

    def chosen(self) -> None:
        """Ask for the entry under the cursor to be read."""
        self.post_message(self.Opened())

    def action_open(self) -> None:
        """Ask for the entry under the cursor to be read."""
        if self._hits:
            self.chosen()

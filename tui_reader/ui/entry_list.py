"""The list of entries under their weeks, or whatever they are grouped by."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from tui_reader.adapters.language import _
from tui_reader.core.arrangement import DATED_GROUPS
from tui_reader.core.document import Entry
from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.core.weeks import SUNDAY, Week, week_of
from tui_reader.ui.entry_row import entry_row, heading_row
from tui_reader.ui.group_names import group_name, week_name
from tui_reader.ui.group_rows import GroupRows, OrderedRows
from tui_reader.ui.row_list import MOVING, PlainRows, RowList
from tui_reader.ui.spare_time import SpareTime
from tui_reader.ui.terminal_profile import spares_bytes
from tui_reader.ui.wrap import fit

if TYPE_CHECKING:
    from rich.style import Style

    from tui_reader.core.order import Order

BURST = 0.02
"""Seconds between two steps of the cursor below which they are many at once."""


MOST_ROWS = 500
"""Rows that are kept as they were drawn."""

LONG_PARTS = frozenset({"title", "note", "source"})
"""The parts of a row that take the most room."""


class EntryList(RowList):
    """Entries to choose from. The one under the cursor is shown in the reading pane."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "date": "$faint",
        "mark": "$faint",
        "note": "$faint",
        "source": "$faint",
        "week": "$faint",
        "cursor": "on $panel",
        "match": "on $match",
        "problem": "$warning",
        "rule": "$rule",
    }

    UNDERLINED = frozenset({"match"})

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
        self._is_empty = False
        """Whether there is nothing to list, and not only nothing yet."""
        self._week_ends = SUNDAY
        self._order: Order | None = None
        self._is_ranked = False
        self._groups: GroupRows | OrderedRows | PlainRows = PlainRows(0)
        self._drawn: dict[int, Strip] = {}
        """Rows as they are drawn without the cursor, as far as they are known."""
        self._drawn_width = 0
        self._file_of: Callable[[int], str] = lambda _index: ""
        self._words: Sequence[str] = ()
        self._has_problem: Callable[[int], bool] = lambda _index: False
        self._is_asked: Callable[[int], bool] = lambda _index: True
        self._spare_time = SpareTime(self)
        self._asked_top = 0
        """The row that was drawn first when the entries around it were to be asked about."""
        self._unmarked: set[int] = set()
        """Entries that were drawn before anybody had asked whether something is wrong with them."""
        self._is_uncommitted: Callable[[int], bool] = lambda _index: False
        self._empty_text: Sequence[str] = ()
        self._moved_at = 0.0
        """When the cursor moved last."""
        self.follow: Callable[[int], None] = lambda _index: None
        """What is done as soon as the cursor went to the entry at an index."""

    def show(
        self,
        entries: Sequence[Entry],
        hits: Sequence[int],
        *,
        cursor: int | None = None,
        words: Sequence[str] = (),
        empty_text: Sequence[str] = (),
        order: Order | None = None,
        is_ranked: bool = False,
        file_of: Callable[[int], str] = lambda _index: "",
        week_ends: int = SUNDAY,
    ) -> None:
        """List those of ``entries`` whose indices are ``hits``, in the ``order`` that all entries have.

        Without one they stand as in the log, under the weeks that they begin, which end on the day ``week_ends``; if
        ``hits`` are ranked, the best first, they stand so, without headings, unless the entries are to be sorted. The
        cursor goes to the entry at index ``cursor``, or to the first behind it that is listed. ``words`` are marked.
        ``file_of`` gives the name of the log of an entry, by its index, where it is to be shown. Where there is no hit,
        ``empty_text`` stands.
        """
        self._entries, self._words, self._empty_text = entries, words, empty_text
        self._week_ends = week_ends
        is_ranked = is_ranked and not (order is not None and order.arrangement.sort)
        self._order, self._is_ranked, self._file_of = order, is_ranked, file_of
        self._hits = hits if order is None or is_ranked else order.sorted(hits)
        self._is_empty = not hits
        self._groups = self._rows_of_groups()
        self._drawn.clear()
        self.set_rows(self._groups, len(hits), 0 if cursor is None else self._position_of(cursor))

    def focus_moved(self) -> None:
        """Only the row under the cursor looks otherwise."""
        if self._hits:
            self.refresh_position(self.position)

    def _rows_of_groups(self) -> GroupRows | OrderedRows | PlainRows:
        """Which row shows what."""
        count, order, hits = len(self._hits), self._order, self._hits
        if self._is_ranked or (order is not None and not order.arrangement.group):
            return PlainRows(count)
        if order is None:
            return GroupRows(count, self._week_at)
        return OrderedRows(count, lambda position: order.end_of_group(hits, position))

    def _position_of(self, index: int) -> int:
        """Where the entry at ``index`` is listed; where it is not, the first behind it."""
        if self._is_ranked:
            return self._hits.index(index) if index in self._hits else 0
        if self._order is None:
            return bisect_left(self._hits, index)
        return bisect_left(self._hits, self._order.rank(index), key=self._order.rank)

    def _week_at(self, position: int) -> Week | None:
        """The week of the entry at ``position``, if it has a date."""
        written = self._entries[self._hits[position]].date
        return week_of(written, self._week_ends) if written else None

    def mark_problems(self, has_problem: Callable[[int], bool], is_asked: Callable[[int], bool]) -> None:
        """Mark the entries of which ``has_problem`` says that something is wrong with the entry at an index.

        To find that out takes as long as to draw a page. So the entries that are visible now are asked about at once,
        all others before they come into view, while nobody waits; where somebody was quicker, which ``is_asked``
        tells, when their picture was sent.
        """
        self._has_problem, self._is_asked = has_problem, is_asked
        self.redraw(has_problem)
        self._ask_around()

    def _knows_of_problem(self, index: int) -> bool:
        """Whether something is known to be wrong with the entry at ``index``; what is not known is asked soon."""
        if self._is_asked(index):
            return self._has_problem(index)
        self._unmarked.add(index)
        self._ask_around()
        return False

    def _ask_around(self) -> None:
        """Ask about the entries that are visible or may be with the next key, as soon as nobody waits."""
        self._spare_time.work(self._asking())

    def _unasked_around(self) -> Iterator[int]:
        for _row, position in self._rows_around():
            if position is not None and not self._is_asked(index := self._hits[position]):
                yield index

    def _rows_around(self) -> Iterator[tuple[int, int | None]]:
        """The rows that are visible, those of the page below, and those of the page above; with their positions."""
        height = self.size.height
        for top in (self.top, self.top + height, self.top - height):
            yield from self._rows_from(top)

    def _asking(self) -> Iterator[None]:
        """Ask about one entry after the other. Marks are drawn all at once."""
        for index in self._unasked_around():
            if index not in self._unmarked:
                self._draw_marks()
            self._has_problem(index)
            yield
        self._draw_marks()
        for row, position in self._rows_around():
            # What nobody can tell yet, and drawing asks for, would begin all this again.
            is_known = position is None or self._is_asked(self._hits[position])
            if is_known and row not in self._drawn:
                self.draw_row(row, position, self.size.width, is_current=False)
                yield

    def _draw_marks(self) -> None:
        """Draw the marks of entries that were drawn without."""
        if self._unmarked:
            self.redraw(lambda index: index in self._unmarked and self._has_problem(index))
            self._unmarked.clear()

    def mark_uncommitted(self, is_uncommitted: Callable[[int], bool]) -> None:
        """From now on, mark the entries of which ``is_uncommitted`` says that git has not got them, by their index."""
        self._is_uncommitted = is_uncommitted

    def redraw(self, is_meant: Callable[[int], bool]) -> None:
        """Draw those entries again that are visible and of which ``is_meant`` says so, by their index."""
        self._drawn.clear()
        for position, index in self._shown_from(self.top):
            if is_meant(index):
                self.refresh_position(position)

    def _shown_from(self, top: int) -> Iterator[tuple[int, int]]:
        """Position and index of the entries that are visible where the row ``top`` is drawn first."""
        for _row, position in self._rows_from(top):
            if position is not None:
                yield position, self._hits[position]

    def _rows_from(self, top: int) -> Iterator[tuple[int, int | None]]:
        for row in range(max(0, top), min(top + self.size.height, len(self._rows))):
            yield row, self._rows.position_at(row)

    @property
    def cursor(self) -> int | None:
        """The index of the entry under the cursor, or None where nothing is listed."""
        return self._hits[self.position] if self._hits else None

    def near_cursor(self) -> Iterator[int]:
        """Indices of the entries that the next key may go to: a step or a page away, on either side."""
        if not self._hits:
            return
        pages = (self.position_after(self.page), self.position_after(-self.page))
        for position in (self.position + 1, self.position - 1, *pages):
            if 0 <= position < len(self._hits):
                yield self._hits[position]

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """The row of an entry, or of a group; as it was drawn before, where that is still right."""
        if is_current:
            return self._draw_row(row, position, width, is_current)
        if width != self._drawn_width or len(self._drawn) >= MOST_ROWS:
            self._drawn.clear()
            self._drawn_width = width
        strip = self._drawn.get(row)
        if strip is None:
            strip = self._drawn[row] = self._draw_row(row, position, width, is_current)
        return strip

    def forget_looks(self) -> None:
        """Draw all rows in the styles that they have now."""
        self._drawn.clear()
        super().forget_looks()

    def _draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        if position is None:
            assert not isinstance(self._groups, PlainRows), "these have no headings"
            return self._heading(self._groups.first_of_group(row), width)
        index = self._hits[position]
        return entry_row(
            self._entries[index],
            width,
            lambda part: self.part_style(part, is_current),
            words=self._words,
            has_problem=self._knows_of_problem(index),
            is_current=is_current,
            is_uncommitted=self._is_uncommitted(index),
            with_year=self._is_ranked
            or (self._order is not None and self._order.arrangement.group not in DATED_GROUPS),
            file=self._file_of(index),
        )

    def part_style(self, part: str, is_current: bool = False) -> Style:
        """The style of a part of a row; of the row under the cursor if ``is_current``.

        Where bytes are spared, mark, date and reader show the cursor: long parts would be sent twice for each step.
        Where the cursor has a ground of its own, that has no holes.
        """
        if is_current and part in LONG_PARTS and (part, True) not in self._part_styles and spares_bytes(self.app):
            ground = self.part_style("cursor").bgcolor
            if ground is None or ground.is_default:
                self._part_styles[part, True] = self.part_style(part)
        return super().part_style(part, is_current)

    def _heading(self, first: int, width: int) -> Strip:
        """The row above the group whose first entry stands at the position ``first``."""
        day, order = self._entries[self._hits[first]].date, self._order
        if order is None:
            name = week_name(day, self._this_year, self._week_ends) if day else ""
            return heading_row(name, width, self.part_style)
        name = order.names[order.group_of(self._hits[first])]
        count = order.end_of_group(self._hits, first) - first
        words = group_name(order.arrangement.group, name, day, self._this_year, self._week_ends)
        return heading_row(words, width, self.part_style, str(count))

    def render_line(self, y: int) -> Strip:
        """The line at ``y`` of what is visible."""
        if not self._hits and 1 <= y <= len(self._empty_text):
            style, width = self.part_style("note"), self.size.width
            text = fit(visible(self._empty_text[y - 1]), width - 4)
            return Strip([Segment(f"   {text}", style)]).adjust_cell_length(width, style)
        return super().render_line(y)

    def row_words(self, position: int) -> str:
        """Title, reader, date and source of an entry, and what signs say of it."""
        index = self._hits[position]
        entry = self._entries[index]
        is_paper = entry.kind != "no_reading"
        facts = (
            (entry.title or _("(no title)")) if is_paper else entry.note or _("No reading"),
            entry.reader or _("no reader"),
            entry.date or _("no date"),
            entry.source,
            self._file_of(index),
            "" if is_paper else _("did not read"),
            _("something is wrong") if self._has_problem(index) else "",
            _("not committed") if self._is_uncommitted(index) else "",
        )
        return ", ".join(filter(None, facts))

    def moved(self) -> None:
        """Tell which entry the cursor stands on.

        A single step is told at once, so that the reading pane is drawn with the list; of many at once the last counts,
        and messages wait until the keys were read.
        """
        now, before = monotonic(), self._moved_at
        self._moved_at = now
        index = self._hits[self.position]
        if self.top != self._asked_top:
            self._asked_top = self.top
            self._ask_around()
        if now - before > BURST:
            self.follow(index)
        else:
            self.post_message(self.Moved(index))

    def chosen(self) -> None:
        """Ask for the entry under the cursor to be read."""
        self.post_message(self.Opened())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing is listed there is nothing to read."""
        return not self._is_empty if action == "open" else super().check_action(action, parameters)

    def action_open(self) -> None:
        """Ask for the entry under the cursor to be read."""
        if self._hits:
            self.chosen()

"""Pictures of the log where one would rather look than read: the year, and bars by week, reader, venue and section."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip

from tui_reader.adapters.count_words import check_ins_counted, papers_counted
from tui_reader.adapters.language import _
from tui_reader.core.message import N_
from tui_reader.core.statistics import Count
from tui_reader.core.trends import Bar, Trends, query_of, trends
from tui_reader.core.visible import visible
from tui_reader.ui import calendar_map
from tui_reader.ui.background import read_headers
from tui_reader.ui.bar_list import READ, SAID, BarList, sparkline
from tui_reader.ui.calendar_map import TRENDS, CalendarMap
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.terminal_profile import is_plain
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import fit

if TYPE_CHECKING:
    from tui_reader.adapters.library import Library
    from tui_reader.ui.log_app import LogApp

PICTURES = (N_("Calendar"), N_("Weeks"), N_("Readers"), N_("Venues"), N_("Sections"))
CALENDAR, WEEKS = 0, 1

LEAST_ROWS = 20
"""Rows of the terminal from which on the entries of a day stand under the calendar."""


class PictureNames(DrawnWidget):
    """The names of the pictures with their keys; a click shows one."""

    ALLOW_SELECT = False

    LOOKS: ClassVar[Mapping[str, str]] = {
        "name": "$faint",
        "key": "$faint",
        "current": "bold $accent",
    }

    def __init__(self) -> None:
        super().__init__()
        self._current = CALENDAR

    def mark(self, current: int) -> None:
        """Say that the picture of this number is shown."""
        self._current = current
        self.refresh()

    def render_line(self, y: int) -> Strip:
        plain = self.part_style("name")
        segments = [Segment(" ", plain)]
        names = [_(name) for name in PICTURES]
        if sum(cell_len(name) + 5 for name in names) > self.size.width:
            names = [name if number == self._current else "" for number, name in enumerate(names)]
        for number, name in enumerate(names):
            press = Style.from_meta({"@click": f"screen.show({number})"})
            part = "current" if number == self._current else "name"
            segments.append(Segment(f"{number + 1} ", self.part_style("key") + press))
            segments.append(Segment(name, self.part_style(part) + press))
            segments.append(Segment("   ", plain))
        return Strip(segments).adjust_cell_length(self.size.width, plain)


class TrendsScreen(QuietScreen[None]):
    """Shows one picture at a time, of the entries that the filter leaves."""

    CSS_PATH = "trends.tcss"

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "open",
            N_("entries"),
            id="trends.open",
            tooltip=N_("Show the entries under the cursor"),
            group=TRENDS,
        ),
        Binding("tab", "next(1)", N_("next"), id="trends.next", tooltip=N_("The next picture"), group=TRENDS),
        Binding("shift+tab", "next(-1)", show=False),
        *(
            Binding(str(number + 1), f"show({number})", id=f"trends.{number + 1}", show=False)
            for number in range(len(PICTURES))
        ),
        Binding("escape,q,T", "close", N_("back"), id="trends.back"),
    ]

    def __init__(self, app: LogApp) -> None:
        super().__init__()
        self._reader = app
        self._query = " ".join(app.query_text.split())
        self._trends: Trends | None = None
        self._shown = CALENDAR
        self._names = PictureNames()
        self._said = Words(id="said")
        self._map = CalendarMap()
        self._bars = BarList()
        self._day = Words(id="day")

    def compose(self) -> ComposeResult:
        """Names of the pictures, what is counted, the picture, what stands under the cursor, keys."""
        yield self._names
        yield self._said
        yield self._map
        yield self._bars
        yield self._day
        yield KeyBar()

    def on_mount(self) -> None:
        self._reader.library_changed.subscribe(self, self._changed)
        self.action_show(CALENDAR)
        self._changed(self._reader.library)

    def on_resize(self) -> None:
        self.set_class(self._is_low, "-low")
        self._say()

    @property
    def _is_low(self) -> bool:
        """Whether there is room for the calendar, and beside it for no more than a word on the day."""
        return self.app.size.height < LEAST_ROWS

    def _changed(self, library: Library) -> None:
        self.run_worker(self._count(library), group="trends", exclusive=True)

    async def _count(self, library: Library) -> None:
        """Count the entries that the filter leaves, beside the screen."""
        reader, today = self._reader, self._reader.today()
        query = reader.filter_query if self._query else None

        def count() -> tuple[Trends, int]:
            from tui_reader.adapters.standards import group_of_all

            read_headers(library)
            group = group_of_all(library.logs)
            hits = range(len(library)) if query is None else library.search(query, today)
            return trends((library.entries[hit] for hit in hits), group, library.entries), group.week_ends

        counted, week_ends = await asyncio.to_thread(count)
        self._trends = counted
        self._map.show(counted.numbers.by_day, week_ends, today)
        self.action_show(self._shown)

    # -- keys ------------------------------------------------------------------------------------------------------

    def action_show(self, number: int) -> None:
        """Show the picture of this number."""
        self._shown = number
        self._names.mark(number)
        is_calendar = number == CALENDAR
        self._map.display = self._day.display = is_calendar
        self._bars.display = not is_calendar
        self._bars.show(self._bars_of(number))
        self.set_focus(self._map if is_calendar else self._bars)
        self._say()

    def action_next(self, step: int) -> None:
        """Show the next picture, or the one before."""
        self.action_show((self._shown + step) % len(PICTURES))

    def action_open(self) -> None:
        """List the entries of the day or the bar under the cursor."""
        bar = self._bars.current
        if self._shown == CALENDAR:
            day = self._map.day.isoformat()
            count = self._trends.numbers.by_day.get(day, Count()) if self._trends is not None else Count()
            bar = Bar(day, count, (("date", day),))
        if bar is None or not bar.counted.total:
            self._reader.notify(_("Nothing is logged here."))
            return
        self.dismiss()
        self._reader.set_query(query_of(bar, self._query))

    def action_close(self) -> None:
        """Back to the log."""
        self.dismiss()

    def on_calendar_map_moved(self) -> None:
        """Say what stands under the cursor."""
        self._say()

    def on_calendar_map_chosen(self) -> None:
        """A click on the day under the cursor opens it."""
        self.action_open()

    def on_bar_list_chosen(self) -> None:
        """A click on the bar under the cursor opens it."""
        self.action_open()

    # -- words -----------------------------------------------------------------------------------------------------

    def _bars_of(self, number: int) -> tuple[Bar, ...]:
        shown = self._trends
        return ((), shown.weeks, shown.readers, shown.venues, shown.sections)[number] if shown is not None else ()

    def _say(self) -> None:
        """What is counted, and for the calendar the entries of the day."""
        if self._trends is None:
            self._said.update(_("Counting …"))
            return
        if self._shown == CALENDAR:
            self._say_of_year(self._trends)
            self._say_of_day(self._trends)
            return
        read, said = _("read"), _("said why not")
        in_words = is_plain(self.app)
        legend = f"{read}, {said}" if in_words else f"{READ} {read}  {SAID} {said}"
        words = [self._query, _counted(self._trends.numbers.all), legend]
        if self._shown == WEEKS and not in_words:
            words.append(sparkline(self._trends.weeks, max(0, self.size.width - 62)))
        self._said.update(visible("   ".join(filter(None, words))))

    def _say_of_year(self, shown: Trends) -> None:
        if self._is_low:
            day = self._map.day.isoformat()
            count = shown.numbers.by_day.get(day, Count())
            said = _("{name}: {note}").format(name=day, note=_counted(count))
            self._said.update(f"{said}\n{calendar_map.legend(is_plain(self.app))}")
            return
        year = f"{self._map.day.year:04}"
        of_year = [count for day, count in shown.numbers.by_day.items() if day.startswith(year)]
        count = Count(sum(one.read for one in of_year), sum(one.no_reading for one in of_year))
        counted = _("{name}: {note}").format(name=year, note=_counted(count))
        words = [self._query, counted, calendar_map.legend(is_plain(self.app))]
        self._said.update(visible("   ".join(filter(None, words))))

    def _say_of_day(self, shown: Trends) -> None:
        day = self._map.day.isoformat()
        width = max(10, self.size.width - 2)
        lines = [day]
        for entry in shown.of_day.get(day, ()):
            words = " ".join((entry.title or entry.note or _("(no title)")).split())
            reader = entry.reader or _("(no reader)")
            lines.append(fit(visible(f"{reader}  {words}"), width))
        self._day.update("\n".join(lines))


def _counted(count: Count) -> str:
    return f"{papers_counted(count.read)} · {check_ins_counted(count.no_reading)}"

"""The main screen: sections, list and reading pane, laid out by the width of the terminal, and the keys of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget

from tui_reader.adapters.language import say
from tui_reader.core.message import N_, Message
from tui_reader.ui.drawn_widget import BareWidget
from tui_reader.ui.entry_list import EntryList
from tui_reader.ui.entry_view import EntryView
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.quiet_app import PROGRAM
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.status_line import StatusLine

if TYPE_CHECKING:
    from tui_reader.core.finder import Found
    from tui_reader.core.query import Query
    from tui_reader.ui.log_app import LogApp
    from tui_reader.ui.search_bar import SearchBar
    from tui_reader.ui.section_list import Facet, SectionList

ENTRIES = Binding.Group(N_("Entries"))
PANES = Binding.Group(N_("Panes"))
CHECKING = Binding.Group(N_("Checking and mending"))
TOGETHER = Binding.Group(N_("With others"))

NARROW, WIDE = "-narrow", "-wide"
WIDE_COLUMNS = 120

LAYOUTS: list[tuple[int, str]] = [(0, NARROW), (80, "-medium"), (WIDE_COLUMNS, WIDE)]
"""Columns from which on a layout is used, and its class.

Narrow: one pane at a time. Medium: list over reading pane, sections over both on a key. Wide: all three side by side.
"""


class Panes(BareWidget):
    """Sections, list and reading pane."""

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Nobody around them asks which of them has the focus."""
        event.stop()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The same."""
        event.stop()


class LogScreen(QuietScreen[None]):
    """Shows what the app gives it. What a key does to an entry is the app's; where things stand is decided here."""

    # Textual's own paints the whole screen again whenever the focus moves; the widgets that change see to themselves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    AUTO_FOCUS = ""

    HORIZONTAL_BREAKPOINTS = LAYOUTS

    # The keys of the app's actions are bound here, not at the app, so that they mean nothing on other screens.
    # The key bar shows them in this order, as far as there is room.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", N_("find"), id="find", tooltip=N_("Find entries"), group=ENTRIES),
        Binding(
            "escape",
            "app.call_off_sync",
            N_("call off"),
            id="back",
            tooltip=N_("Call the synchronisation off"),
            group=TOGETHER,
        ),
        Binding("escape", "back", N_("back"), id="back", tooltip=N_("Go back, clear the filter"), group=PANES),
        Binding("c", "app.conflicts", N_("conflicts"), id="conflicts", tooltip=N_("Settle conflicts"), group=TOGETHER),
        Binding("n", "app.new_entry", N_("new"), id="entry.new", tooltip=N_("Write a new entry"), group=ENTRIES),
        Binding(
            "C",
            "app.continue_entry",
            id="entry.continue",
            tooltip=N_("Write a new entry that begins as a copy of this one"),
            show=False,
            group=ENTRIES,
        ),
        Binding(
            "R",
            "app.rename_reader",
            id="reader.rename",
            tooltip=N_("Give a reader another name everywhere"),
            show=False,
            group=ENTRIES,
        ),
        Binding(
            "N",
            "app.no_reading",
            id="entry.no_reading",
            tooltip=N_("Write that you did not read, and why"),
            show=False,
            group=ENTRIES,
        ),
        Binding("e", "app.edit_entry", N_("edit"), id="entry.edit", tooltip=N_("Edit the entry"), group=ENTRIES),
        Binding(
            "E",
            "app.edit_outside",
            id="entry.edit_outside",
            tooltip=N_("Edit the entry in your own editor"),
            show=False,
            group=ENTRIES,
        ),
        Binding(
            "x", "app.delete_entry", N_("delete"), id="entry.delete", tooltip=N_("Delete the entry"), group=ENTRIES
        ),
        Binding(
            "o", "app.open_link", N_("open"), id="entry.open", tooltip=N_("Open a link of the entry"), group=ENTRIES
        ),
        Binding("i", "app.figures", N_("figure"), id="entry.figure", tooltip=N_("See the figure"), group=ENTRIES),
        Binding("w", "app.week_board", N_("weeks"), id="board", tooltip=N_("Show who read in which week"), group=PANES),
        Binding("s", "sections", N_("sections"), id="sections", tooltip=N_("Sections, readers, years"), group=PANES),
        Binding(
            "p,exclamation_mark",
            "app.problems",
            N_("check"),
            id="problems",
            tooltip=N_("List what is wrong"),
            group=CHECKING,
        ),
        Binding(
            "m",
            "app.mend_entry",
            id="entry.mend",
            tooltip=N_("Mend the entry, after showing how"),
            show=False,
            group=CHECKING,
        ),
        Binding(
            "M",
            "app.mend_log",
            id="log.mend",
            tooltip=N_("Mend the whole log, after showing how"),
            show=False,
            group=CHECKING,
        ),
        Binding("u", "app.undo", id="undo", tooltip=N_("Take the last change back"), show=False, group=CHECKING),
        Binding(
            "U,ctrl+r", "app.redo", id="redo", tooltip=N_("Do again what was taken back"), show=False, group=CHECKING
        ),
        Binding(
            "h",
            "app.history",
            id="history",
            tooltip=N_("List what was changed, go back to any point"),
            show=False,
            group=CHECKING,
        ),
        Binding(
            "t",
            "app.template",
            id="template",
            tooltip=N_("Show what the log's template says"),
            show=False,
            group=CHECKING,
        ),
        Binding("D", "app.digest", id="digest", tooltip=N_("A week for the group meeting"), show=False, group=TOGETHER),
        Binding("T", "app.trends", id="trends", tooltip=N_("Pictures of the log"), show=False, group=TOGETHER),
        Binding("tab", "next_pane", id="pane.next", tooltip=N_("Next pane"), show=False, group=PANES),
        Binding("shift+tab", "previous_pane", id="pane.previous", tooltip=N_("Previous pane"), show=False, group=PANES),
        Binding("r", "app.reload", id="reload", tooltip=N_("Read the log from disk again"), show=False, group=PROGRAM),
        Binding("q", "app.quit", N_("quit"), id="quit", tooltip=N_("Quit"), group=PROGRAM),
        Binding(
            "apostrophe",
            "app.searches",
            N_("saved"),
            key_display="'",
            id="searches",
            tooltip=N_("Saved searches"),
            show=False,
            group=ENTRIES,
        ),
        Binding("z", "app.arrange", N_("sort"), id="arrange", tooltip=N_("Sort and group the list"), group=ENTRIES),
        Binding("y", "app.copy_entry", N_("copy"), id="entry.copy", tooltip=N_("Copy the entry"), group=ENTRIES),
        Binding(
            "S",
            "app.sync",
            N_("sync"),
            id="sync",
            tooltip=N_("Commit, fetch, merge by entries, push"),
            group=TOGETHER,
        ),
    ]

    def __init__(self, this_year: int, size: Size) -> None:
        """``size`` is the terminal's now: the first picture is laid out for it; later ones follow the breakpoints."""
        self._first_layout = max((minimum, name) for minimum, name in LAYOUTS if minimum <= size.width)[1]
        super().__init__(classes=self._first_layout)
        self.status_line = StatusLine()
        self.entry_list = EntryList(this_year)
        self.entry_view = EntryView()
        self.key_bar = KeyBar()
        self._panes = Panes(id="panes")
        self.search_bar: SearchBar | None = None
        """The search bar while a filter is typed."""
        self.facets: Sequence[Facet] = ()
        self.has_entries = True
        """Whether the filter leaves any, as far as is known: else there is none to do anything with."""
        self.filter_query: Query | None = None
        self.remark: Message | None = None
        """What is said of a filter that was not taken as it was typed."""

    def compose(self) -> ComposeResult:
        """Status line, panes, key bar."""
        yield self.status_line
        with self._panes:
            if self._first_layout == WIDE:
                yield self.section_list
            yield self.entry_list
            yield self.entry_view
        yield self.key_bar

    def on_mount(self) -> None:
        self.set_focus(self.entry_list)

    @cached_property
    def section_list(self) -> SectionList:
        """The panel of sections, made when somebody first wants to see it."""
        from tui_reader.ui.section_list import SectionList

        section_list = SectionList()
        section_list.show(self.facets)
        section_list.mark(self._is_chosen)
        return section_list

    @property
    def has_section_list(self) -> bool:
        """Whether the panel of sections was ever wanted."""
        return "section_list" in self.__dict__

    # -- panes -----------------------------------------------------------------------------------------------------

    async def on_resize(self, event: events.Resize) -> None:
        """Where all panes stand side by side, sections are one of them."""
        if event.size.width >= WIDE_COLUMNS:
            await self._mount_sections()

    async def _mount_sections(self) -> None:
        if not self.section_list.is_attached:
            await self._panes.mount(self.section_list, before=self.entry_list)

    async def _step_pane(self, step: int) -> None:
        if self.search_bar is not None:
            await self.app.run_action("app.close_search(True)")
            return
        panes: list[Widget] = [self.entry_list, self.entry_view]
        if self.has_section_list and self.section_list.display:
            panes.insert(0, self.section_list)
        now = next((number for number, pane in enumerate(panes) if pane is self.focused), 0)
        self.go_to(panes[(now + step) % len(panes)])

    async def action_next_pane(self) -> None:
        """Give the next pane the focus."""
        await self._step_pane(1)

    async def action_previous_pane(self) -> None:
        """Give the previous pane the focus."""
        await self._step_pane(-1)

    def go_to(self, pane: Widget) -> None:
        """Give ``pane`` the focus, and the room that it has while it is used."""
        self._panes.set_class(pane is self.entry_view, "-reading", update=False)
        self._panes.set_class(self.has_section_list and pane is self.section_list, "-sections", update=False)
        # Those between which the focus moves are styled with it, when they are told: once, and for one picture.
        for other in {*self._panes.children} - {self.focused, pane, self.entry_list}:
            other.update_node_styles(animate=False)
        if self.has_class(NARROW):
            self.entry_list.update_node_styles(animate=False)
        self.set_focus(pane, scroll_visible=False)
        self.refresh_bindings()

    async def action_sections(self) -> None:
        """Go to the sections, or from there to the list."""
        if self.has_section_list and self.focused is self.section_list:
            self.go_to(self.entry_list)
        else:
            await self._mount_sections()
            self.go_to(self.section_list)

    def on_entry_list_opened(self) -> None:
        """Read the entry."""
        self.go_to(self.entry_view)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """From the list without a filter there is nowhere to go back to; a search bar that is open is not opened."""
        if action == "back":
            return self.focused is not self.entry_list or bool(self.status_line.query_text)
        return action != "find" or self.search_bar is None

    async def action_back(self) -> None:
        """Back to the list; from the list, clear the filter."""
        if self.focused is self.entry_list:
            await self.app.run_action("app.clear_filter")
        else:
            self.go_to(self.entry_list)

    # -- filter ----------------------------------------------------------------------------------------------------

    async def action_find(self) -> None:
        """Open the search bar in the place of the status line."""
        from tui_reader.ui.completing import Completing
        from tui_reader.ui.search_bar import SearchBar

        if self.search_bar is None:
            app = cast("LogApp", self.app)
            self.search_bar = SearchBar(self.status_line.query_text, Completing(app), app.set_query)
            self.status_line.display = False
            await self.mount(self.search_bar, before=0)
            self._show_count()
            self.set_focus(self.search_bar.input)
            self.key_bar.is_lent = True

    async def close_search_bar(self) -> str:
        """Put the status line back and go to the list; gives what was typed."""
        if self.search_bar is None:
            return self.status_line.query_text
        search_bar, self.search_bar = self.search_bar, None
        self.key_bar.is_lent = False
        self.key_bar.show_line(None)
        self.key_bar.clear_notice()
        self.go_to(self.entry_list)
        await search_bar.remove()
        self.status_line.display = True
        return search_bar.input.content

    def show_filter(
        self,
        query_text: str,
        query: Query | None,
        shown: int,
        total: int,
        is_whole: bool = True,
        found: Found | None = None,
    ) -> None:
        """Say by what the list is filtered (``query`` as it was read), and how many entries of how many that leaves.

        Not ``is_whole``: there are more, which are still being read. ``found`` says as what the query was taken.
        """
        line = self.status_line
        before = bool(line.query_text), self.has_entries
        if line.is_searched:
            self.has_entries = shown > 0
        line.query_text, line.shown, line.total, line.is_whole = query_text, shown, total, is_whole
        self.filter_query = query
        line.way = found.way if found and found.hits else "exact"
        self.remark = found.remark(query_text) if found else None
        if self.has_section_list:
            self.section_list.mark(self._is_chosen)
        self._show_count()
        if (bool(query_text), self.has_entries) != before:
            self.refresh_bindings()

    def _show_count(self) -> None:
        if self.search_bar is None:
            return
        self.search_bar.show_count(self.status_line.count_words(filtered=True))
        self.show_candidates()

    def show_candidates(self) -> None:
        """Offer what the query may go on with; without that, say what is wrong with it. The screen does not move."""
        if self.search_bar is None:
            return
        completing = self.search_bar.completing
        if completing.candidates:
            from tui_reader.ui.completing import candidates_strip

            self.key_bar.show_line(partial(candidates_strip, completing.candidates, completing.chosen))
            return
        self.key_bar.show_line(None)
        if self.filter_query is not None and self.filter_query.mistakes:
            self.key_bar.show_notice(say(self.filter_query.mistakes[0]), "warning", most_lines=1)
        elif self.remark is not None:
            self.key_bar.show_notice(say(self.remark), most_lines=1)
        else:
            self.key_bar.clear_notice()

    def on_search_bar_candidates_changed(self) -> None:
        """Show which is chosen."""
        self.show_candidates()

    def on_vocabulary_known(self) -> None:
        """Offer what is known now."""
        if self.search_bar is not None:
            self.search_bar.completing.ask_again()
            self.show_candidates()

    def show_facets(self, facets: Sequence[Facet]) -> None:
        """Offer ``facets`` to filter by."""
        self.facets = facets
        if self.has_section_list:
            self.section_list.show(facets)

    def _is_chosen(self, facet: Facet) -> bool:
        """Whether the filter asks for ``facet``."""
        from tui_reader.core.folding import fold

        query = self.filter_query
        return query is not None and fold(facet.value) in map(fold, query.values(facet.field))

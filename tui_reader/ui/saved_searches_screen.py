"""The saved searches: what each is called, what it looks for, and how many entries it finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from tui_reader.adapters.language import _, say
from tui_reader.adapters.saved_searches import delete_search, load_searches, rename_search
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.core.visible import visible
from tui_reader.ui.background import GivenUpError, turns
from tui_reader.ui.confirm_screen import ConfirmScreen
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.entry_row import CURSOR_MARK
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.name_screen import NameScreen
from tui_reader.ui.row_list import PlainRows, RowList
from tui_reader.ui.saving_search import replaces
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import fit, fit_exactly

if TYPE_CHECKING:
    from tui_reader.ui.log_app import LogApp

SEARCHES = Binding.Group(N_("Saved searches"))

MOST_ROWS = 12


class SearchList(RowList):
    """Saved searches to choose from."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "query": "$faint",
        "count": "$faint",
    }

    def __init__(self) -> None:
        super().__init__()
        self._searches: Sequence[tuple[str, str]] = ()
        self.counts: dict[str, int] = {}
        """How many entries a query finds, as far as is known."""

    def show(self, searches: Mapping[str, str], name: str = "") -> None:
        """List ``searches``, with the cursor on ``name`` or where it stands."""
        self._searches = list(searches.items())
        position = list(searches).index(name) if name in searches else self.position
        self.set_rows(PlainRows(len(searches)), len(searches), position)
        self.styles.height = max(1, min(MOST_ROWS, len(searches)))

    @property
    def current(self) -> tuple[str, str] | None:
        """Name and query under the cursor."""
        return self._searches[self.position] if self._searches else None

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """The row of a search."""
        name, query = self._searches[row]
        count = str(self.counts.get(query, "…"))
        name_width = min(max(cell_len(visible(name)) for name, _query in self._searches), width // 3)
        room = max(0, width - 3 - name_width - 2 - cell_len(count) - 2)
        pieces = (
            (f" {CURSOR_MARK if is_current else ' '} ", "mark"),
            (f"{fit_exactly(visible(name), name_width)}  ", "name"),
            # Saved without a name of its own, it is called what it looks for.
            (fit_exactly("" if query == name else visible(query), room), "query"),
            (f" {count} ", "count"),
        )
        segments = [Segment(text, self.part_style(part, is_current)) for text, part in pieces]
        return Strip(segments).adjust_cell_length(width, self.part_style("query", is_current))

    def render_line(self, y: int) -> Strip:
        """The line at ``y``; how to save a search, where none is."""
        if self._searches:
            return super().render_line(y)
        style = self.part_style("query")
        words = fit(_("Nothing is saved yet: ^S in the search bar saves a search."), self.size.width - 4)
        return Strip([Segment(f"   {words}", style)]).adjust_cell_length(self.size.width, style)

    def chosen(self) -> None:
        """A second click searches."""
        self.screen.call_later(self.screen.run_action, "search")


class SavedSearchesScreen(Dialog[None]):
    """Searches again for what was saved; renames and deletes it."""

    CSS_PATH = ["dialog.tcss", "search_dialogs.tcss"]  # noqa: RUF012 - as Textual declares it

    AUTO_FOCUS = "SearchList"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "search", N_("find"), id="searches.find", tooltip=N_("Find it again"), group=SEARCHES),
        Binding("r", "rename", N_("rename"), id="searches.rename", tooltip=N_("Give it another name"), group=SEARCHES),
        Binding("x", "delete", N_("delete"), id="searches.delete", tooltip=N_("Keep it no longer"), group=SEARCHES),
        Binding("escape,q,apostrophe", "close", N_("back"), id="searches.close"),
    ]

    class Counted(Message):
        """It is known how many entries a query finds."""

        def __init__(self, query: str, count: int) -> None:
            super().__init__()
            self.query = query
            self.count = count

    def __init__(self, app: LogApp, searches: Mapping[str, str]) -> None:
        """``searches`` are what is saved, for the logs of ``app``."""
        super().__init__()
        self._reader = app
        self._searches = dict(searches)
        self._list = SearchList()

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        yield Words(_("Saved searches"), id="question")
        yield self._list
        yield KeyBar()

    def on_mount(self) -> None:
        self._list.show(self._searches)
        self._count()

    def _count(self) -> None:
        """Find out beside the screen how many entries each finds."""
        from tui_reader.core.query import parse_query

        library, today = self._reader.library, self._reader.today()
        queries = list(self._searches.values())

        def count() -> None:
            with suppress(GivenUpError):
                give_way = turns()
                for text in queries:
                    give_way()
                    query = parse_query(text, today)
                    # A large log is made ready to be searched in one place only.
                    if library.is_prepared or not query.needs_texts:
                        self.post_message(self.Counted(text, len(library.search(query, today))))

        self.run_worker(count, thread=True, exclusive=True)

    def on_saved_searches_screen_counted(self, event: Counted) -> None:
        """Show how many there are."""
        self._list.counts[event.query] = event.count
        self._list.refresh()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing is saved there is nothing to do with it."""
        if action in ("search", "rename", "delete"):
            return bool(self._searches)
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Filter the list by the search under the cursor."""
        if self._list.current is not None:
            self._reader.set_query(self._list.current[1])
            self.dismiss()

    def action_rename(self) -> None:
        """Ask for another name."""
        if self._list.current is None:
            return
        name = self._list.current[0]

        def rename(new_name: str | None) -> None:
            if new_name is not None:
                self._change(lambda: rename_search(name, new_name), new_name)

        self.app.push_screen(NameScreen(_("Another name"), name, replaces(self._searches, but=name)), rename)

    def action_delete(self) -> None:
        """Delete the search under the cursor, after asking."""
        if self._list.current is None:
            return
        name, query = self._list.current

        def delete(answer: bool | None) -> None:
            if answer:
                self._change(lambda: delete_search(name))

        self.app.push_screen(ConfirmScreen(_('Delete the saved search "{name}"?').format(name=name), query), delete)

    def _change(self, change: Callable[[], None], name: str = "") -> None:
        """Make a ``change`` of what is saved, and show it with the cursor on ``name``."""
        try:
            change()
            self._searches = load_searches()
        except ReadTuiError as error:
            self.app.notify(say(error), severity="error")
        self._list.show(self._searches, name)
        self.refresh_bindings()

    def action_close(self) -> None:
        """Back to the list."""
        self.dismiss()


def open_searches(app: LogApp) -> None:
    """List what is saved."""
    try:
        searches = load_searches()
    except ReadTuiError as error:
        app.notify(say(error), severity="error")
    else:
        app.push_screen(SavedSearchesScreen(app, searches))

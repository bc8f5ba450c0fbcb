"""The search bar: where a filter is typed. It stands in the place of the status line and filters with every letter."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup
from textual.message import Message
from textual.widgets import Input, Static

from tui_reader.adapters.language import _
from tui_reader.core.message import N_
from tui_reader.ui.line_input import LineInput

EDGES = 2
"""Cells beside the count."""


class QueryInput(LineInput):
    """Where the query is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "app.close_search(True)", N_("keep the filter"), id="search.keep"),
        Binding("escape", "app.close_search(False)", N_("clear"), id="search.clear"),
    ]


class SearchBar(HorizontalGroup):
    """Asks for a query."""

    class QueryChanged(Message):
        """The query was edited."""

        def __init__(self, query_text: str) -> None:
            super().__init__()
            self.query_text = query_text

    def __init__(self, query_text: str, *, id: str | None = None) -> None:
        """``query_text`` is what is edited."""
        super().__init__(id=id)
        self.input = QueryInput(query_text, _("words, by:name, section:name, since:2024-03"))
        self._count = Static("", markup=False, id="hits")

    def compose(self) -> ComposeResult:
        """A slash, the query, and how many entries it leaves."""
        yield Static(" / ", markup=False, id="slash")
        yield self.input
        yield self._count

    def show_count(self, words: str) -> None:
        """Say how many entries the query leaves."""
        # A layout puts the picture off by several frames, and is only needed where there is not the room yet.
        needs_room = cell_len(words) + EDGES > self._count.size.width
        self._count.update(words, layout=needs_room)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.QueryChanged(self.input.content))

"""The search bar: where a filter is typed. It stands in the place of the status line and filters with every letter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup
from textual.message import Message
from textual.widgets import Input, Static

from tui_reader.adapters.language import _
from tui_reader.core.message import N_
from tui_reader.ui.line_input import LineInput

if TYPE_CHECKING:
    from tui_reader.ui.completing import Completing

FINDING = Binding.Group(N_("In the search bar"))

EDGES = 2
"""Cells beside the count."""


class QueryInput(LineInput):
    """Where the query is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab", "take", id="search.take", tooltip=N_("Take what is offered to go on with"), show=False, group=FINDING
        ),
        *(
            Binding(
                key,
                f"step({step})",
                id=f"search.{key}",
                tooltip=N_("Choose among what is offered"),
                show=False,
                group=FINDING,
            )
            for key, step in (("down", 1), ("up", -1))
        ),
        Binding("enter", "app.close_search(True)", N_("keep the filter"), id="search.keep"),
        Binding("escape", "app.close_search(False)", N_("clear"), id="search.clear"),
        Binding(
            "ctrl+s", "app.save_search", N_("save"), id="search.save", tooltip=N_("Save the search"), group=FINDING
        ),
    ]

    def __init__(self, query_text: str, placeholder: str, completing: Completing, edited: Callable[[], None]) -> None:
        """``completing`` knows what may be offered; ``edited`` is called when something was typed."""
        super().__init__(query_text, placeholder)
        self._completing = completing
        self._edited = edited

    def replace(self, text: str, start: int, end: int) -> None:
        """Put ``text`` in the place of what stands from ``start`` to ``end``."""
        super().replace(text, start, end)
        # By a message it would come after the letter's own picture, and wait for the next frame.
        self._edited()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without candidates, Tab goes on to the list, as everywhere."""
        if action in ("take", "step"):
            return bool(self._completing.candidates)
        return super().check_action(action, parameters)

    def action_take(self) -> None:
        """Put the candidate that is chosen in the place of what was typed."""
        taken = self._completing.candidates[self._completing.chosen]
        self.content = taken.query
        self.cursor_position = taken.cursor

    def action_step(self, steps: int) -> None:
        """Choose another candidate."""
        self._completing.step(steps)
        self.post_message(SearchBar.CandidatesChanged())

    def action_cursor_right(self, select: bool = False) -> None:
        """At the end, take the candidate."""
        if not select and self._completing.candidates and self.cursor_position == len(self.value):
            self.action_take()
        else:
            super().action_cursor_right(select)


class SearchBar(HorizontalGroup):
    """Asks for a query."""

    class CandidatesChanged(Message):
        """Something else is offered to go on with."""

    def __init__(
        self, query_text: str, completing: Completing, filter_by: Callable[[str], None], *, id: str | None = None
    ) -> None:
        """``query_text`` is what is edited, ``completing`` knows how it may go on; ``filter_by`` is told what it is."""
        super().__init__(id=id)
        self.completing = completing
        self._filter_by = filter_by
        self._told = query_text
        placeholder = _("words, by:name, section:name, since:2024-03")
        self.input = QueryInput(query_text, placeholder, completing, self._edited)
        self._count = Static("", markup=False, id="hits")
        self._room = 0
        """Cells that the count has, or half of the bar."""

    def compose(self) -> ComposeResult:
        """A slash, the query, and how many entries it leaves."""
        yield Static(" / ", markup=False, id="slash")
        yield self.input
        yield self._count

    def show_count(self, words: str) -> None:
        """Say how many entries the query leaves."""
        # A layout puts the picture off by several frames: the count keeps the room that it once needed.
        room = cell_len(words) + EDGES
        needs_room = room > self._room
        if needs_room:
            self._room = room
            self._count.styles.min_width = room
        self._count.update(words, layout=needs_room)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._edited()

    def _edited(self) -> None:
        query_text = self.input.content
        if query_text == self._told:
            return
        self._told = query_text
        # A sign that stands for a character takes its place: positions in the two texts are the same.
        self.completing.ask(query_text, self.input.cursor_position)
        self._filter_by(query_text)

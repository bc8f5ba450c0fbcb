"""An entry of a paper that was logged before, over the form in which it is about to be logged again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.core.message import N_
from tui_reader.core.papers import Logged
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.entry_view import EntryView
from tui_reader.ui.key_bar import KeyBar


class ReadBeforeScreen(Dialog[None]):
    """Shows the entries of a paper, one after the other."""

    CSS_PATH = "dialog.tcss"

    AUTO_FOCUS = "EntryView"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,ctrl+l", "close", N_("back"), id="logged.close"),
        Binding("n,right", "show_next", N_("next entry"), id="logged.next"),
    ]

    def __init__(self, logged: Sequence[Logged]) -> None:
        super().__init__()
        self._logged = logged
        self._number = 0

    def compose(self) -> ComposeResult:
        """The entry, and how to get back."""
        yield EntryView()
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key for the next is there if there is one."""
        return action != "show_next" or len(self._logged) > 1

    def action_show_next(self) -> None:
        """Show the next entry; behind the last, the first."""
        self._number = (self._number + 1) % len(self._logged)
        self._show()

    def _show(self) -> None:
        logged = self._logged[self._number]
        self.query_one(EntryView).show(logged.entry, file=f"{logged.log}:{logged.entry.line}")

    def action_close(self) -> None:
        """Back to the form."""
        self.dismiss()

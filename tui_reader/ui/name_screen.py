"""Asks for a name, on one line at the bottom of the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.line_input import LineInput
from tui_reader.ui.words import Words


class NameInput(LineInput):
    """Where the name is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "screen.take", N_("save"), id="name.take"),
        Binding("escape", "screen.cancel", N_("back"), id="name.cancel"),
    ]


class NameScreen(Dialog["str | None"]):
    """Asks ``question``. The answer is what was typed, not empty, or None."""

    CSS_PATH = ["dialog.tcss", "search_dialogs.tcss"]  # noqa: RUF012 - as Textual declares it

    AUTO_FOCUS = "NameInput"

    def __init__(self, question: str, name: str, hint_for: Callable[[str], str] = lambda _name: "") -> None:
        """``name`` stands there at first; ``hint_for`` gives what there is to say of a name, empty for nothing."""
        super().__init__()
        self._question = question
        self._hint_for = hint_for
        self._input = NameInput(name)
        self._hint = Words(visible(hint_for(name)), id="detail")

    def compose(self) -> ComposeResult:
        """The question over the name, and what there is to say of it."""
        yield Words(visible(self._question), id="question")
        yield self._input
        yield self._hint
        yield KeyBar()

    def on_mount(self) -> None:
        """What is typed takes the place of the name that stands there."""
        self._input.action_select_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what there is to say of the name."""
        event.stop()
        self._hint.update(visible(self._hint_for(self._input.content)))

    def action_take(self) -> None:
        """Close with the name."""
        if name := self._input.content.strip():
            self.dismiss(name)

    def action_cancel(self) -> None:
        """Close without."""
        self.dismiss(None)

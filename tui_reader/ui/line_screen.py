"""One line to type, over the screen that asks for it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.line_input import LineInput
from tui_reader.ui.words import Words


class AskedLine(LineInput):
    """Where it is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.take", N_("take"), id="form.take")]


class LineScreen(Dialog["str | None"]):
    """Asks ``question``. The answer is what was typed, without space around it, or None."""

    CSS_PATH = "dialog.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", N_("back"), id="form.cancel")]

    def __init__(self, question: str, content: str = "", example: str = "") -> None:
        """``content`` stands there at first; ``example`` is shown while nothing does."""
        super().__init__()
        self._question = question
        self._line = AskedLine(content, example)

    def compose(self) -> ComposeResult:
        """The question over the line, and the keys."""
        yield Words(visible(self._question), id="question")
        yield self._line
        yield KeyBar()

    def action_take(self) -> None:
        """Close with what is typed; nothing is no answer."""
        self.dismiss(" ".join(self._line.content.split()) or None)

    def action_cancel(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

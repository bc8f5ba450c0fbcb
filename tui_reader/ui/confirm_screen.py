"""A question that is answered with yes or no, over the screen that asks it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.words import Words


class ConfirmScreen(Dialog[bool]):
    """Asks ``question``. The answer is True for yes."""

    CSS_PATH = "dialog.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", N_("yes"), id="confirm.yes"),
        Binding("n,escape", "answer(False)", N_("no"), id="confirm.no"),
    ]

    def __init__(self, question: str, detail: str = "") -> None:
        """``detail`` stands below the question: what it is about."""
        super().__init__()
        self._question = question
        self._detail = detail

    def compose(self) -> ComposeResult:
        """The question over what it is about, and the keys that answer it."""
        yield Words(visible(self._question), id="question")
        if self._detail:
            yield Words(visible(self._detail), id="detail")
        yield KeyBar()

    def action_answer(self, answer: bool) -> None:
        """Close with ``answer``."""
        self.dismiss(answer)

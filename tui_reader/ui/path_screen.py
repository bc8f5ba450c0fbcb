"""A question for the name of a file that is to be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui_reader.adapters.language import _
from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.line_input import LineInput
from tui_reader.ui.words import Words


class PathInput(LineInput):
    """The name of a file."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.answer", N_("write"), id="form.write")]


class PathScreen(Dialog["Path | None"]):
    """Asks for a file. The answer is its path, or None. A file that is there already is asked for twice."""

    CSS_PATH = "path_screen.tcss"

    AUTO_FOCUS = "PathInput"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", N_("back"), id="form.back"),
    ]

    def __init__(self, question: str, path: Path, problem_of: Callable[[Path], str]) -> None:
        """``path`` is offered. ``problem_of`` says what is wrong with one that is typed; empty for nothing."""
        super().__init__()
        self._question = question
        self._input = PathInput(str(path))
        self._problem_of = problem_of
        self._detail = Words(id="detail")
        self._agreed: Path | None = None
        """A file that was said to be there already."""

    def compose(self) -> ComposeResult:
        """The question over what is typed, what is wrong with it, and the keys."""
        yield Words(visible(self._question), id="question")
        yield self._input
        yield self._detail
        yield KeyBar()

    def on_mount(self) -> None:
        self._detail.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another name: nothing was said of it yet."""
        self._detail.display = False

    def action_answer(self) -> None:
        """Close with the file, unless something is to be said of it."""
        typed = self._input.content.strip()
        if not typed:
            return
        path = Path(typed).expanduser() if typed.startswith("~") else Path(typed)
        words = self._problem_of(path)
        if not words and path.exists() and path != self._agreed:
            self._agreed = path
            words = _("{path} is there already; Enter once more writes over it").format(path=path)
        if words:
            self._detail.update(visible(words))
            self._detail.display = True
        else:
            self.dismiss(path)

    def action_cancel(self) -> None:
        """Close without a file."""
        self.dismiss(None)

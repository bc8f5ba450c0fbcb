"""A short list to choose one thing from, over the screen that asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip

from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.row_list import PlainRows, RowList
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import fit, fit_exactly


class ChoiceList(RowList):
    """Numbered things to choose from."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "number": "$accent",
        "detail": "$faint",
    }

    def __init__(self, choices: Sequence[tuple[str, str]], position: int = 0) -> None:
        """``choices`` are names, and what stands behind each; the cursor begins on the one at ``position``."""
        super().__init__()
        self._choices = choices
        self.set_rows(PlainRows(len(choices)), len(choices), position)

    def on_mount(self) -> None:
        self.styles.height = len(self._choices)

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """The row of a choice."""
        name, detail = self._choices[row]
        # What stands behind stands in a column of its own, as far as that leaves room for it.
        column = max(cell_len(visible(one)) for one, _detail in self._choices) if detail else 0
        name = fit_exactly(visible(name), column) if 0 < column <= width // 2 else fit(visible(name), width - 6)
        detail = fit(visible(detail), max(0, width - 6 - cell_len(name)))
        return Strip(
            [
                Segment(f" {row + 1} ", self.part_style("number", is_current)),
                Segment(f"{name}  ", self.part_style("name", is_current)),
                Segment(detail, self.part_style("detail", is_current)),
            ]
        ).adjust_cell_length(width, self.part_style("detail", is_current))

    def chosen(self) -> None:
        """A click chooses."""
        self.screen.dismiss(self.position)


class ChoiceScreen(Dialog["int | None"]):
    """Asks ``question``. The answer is the number of the choice, from 0, or None."""

    CSS_PATH = "dialog.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("choose"), id="choice.choose"),
        Binding("escape,q", "cancel", N_("back"), id="choice.cancel"),
    ]

    def __init__(self, question: str, choices: Sequence[tuple[str, str]], position: int = 0) -> None:
        """``choices`` are names, and what stands behind each; the cursor begins on the one at ``position``."""
        super().__init__()
        self._question = question
        self._choices = choices
        self._position = position

    def compose(self) -> ComposeResult:
        """The question over the choices, and the keys that answer it."""
        yield Words(visible(self._question), id="question")
        yield ChoiceList(self._choices, self._position)
        yield KeyBar()

    def on_key(self, event: events.Key) -> None:
        """A digit chooses at once."""
        if event.character and event.character in "123456789" and int(event.character) <= len(self._choices):
            event.stop()
            self.dismiss(int(event.character) - 1)

    def action_choose(self) -> None:
        """Close with the choice under the cursor."""
        self.dismiss(self.query_one(ChoiceList).position)

    def action_cancel(self) -> None:
        """Close without a choice."""
        self.dismiss(None)

"""A question about a change that is not made yet: what is mended, what becomes of the lines, yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size

from tui_reader.adapters.language import _
from tui_reader.core.document import Span
from tui_reader.core.hunks import DiffLine, Hunk
from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.text_pane import TextPane
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import Line, Run, fit, wrap

LOOKS = {" ": "context", "-": "old", "+": "new"}
PLACE = frozenset(("place",))

DIFF_LOOKS: Mapping[str, str] = {
    "context": "$faint",
    "old": "$error",
    "new": "$success",
    "mark": "bold reverse",
    "place": "$faint",
    "hint": "$faint",
}


class DiffView(TextPane):
    """Lines that go, lines that come, and the lines around them."""

    LOOKS = DIFF_LOOKS
    LONGEST_LINE = 10_000

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,pagedown,ctrl+f", "read('page_down')", N_("further"), id="diff.down"),
    ]

    def __init__(self, files: Sequence[tuple[str, Sequence[Hunk]]]) -> None:
        """``files`` are names, and what changes in each."""
        super().__init__()
        self._files = files

    def lay_out(self, width: int) -> Sequence[Line]:
        """The changes in lines of at most ``width`` cells."""
        lines: list[Line] = []
        for name, file_hunks in self._files:
            for hunk in file_hunks:
                where = _("{file}, line {line}").format(file=visible(name), line=hunk.line)
                lines.append([Run(fit(f"── {where} ", width), PLACE)])
                for line in hunk.lines:
                    lines += diff_line(line, width)
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lay_out(max(2, width - 2)))


def diff_line(line: DiffLine, width: int) -> list[Line]:
    """``line`` with its sign, wrapped; the lines that it goes on in have a sign of their own."""
    look = frozenset((LOOKS[line.sign],))
    runs: list[Run] = []
    end = 0
    for mark in (*line.marks, Span(len(line.text), len(line.text))):
        runs.append(Run(visible(line.text[end : mark.start]), look))
        runs.append(Run(visible(mark.of(line.text)), look | {"mark"}))
        end = mark.end
    sign = Run(f"{line.sign} ", look)
    return [[sign, *wrapped] for wrapped in wrap([run for run in runs if run.text], width - 2)]


class DiffScreen(Dialog[bool]):
    """Asks whether a change is to be made. The answer is True for yes."""

    CSS_PATH = "dialog.tcss"

    AUTO_FOCUS = "DiffView"

    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012 - as Textual declares it

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", N_("yes"), id="diff.yes"),
        Binding("n,escape,q", "answer(False)", N_("no"), id="diff.no"),
    ]

    def __init__(self, question: str, detail: Sequence[str], files: Sequence[tuple[str, Sequence[Hunk]]]) -> None:
        """``detail`` are lines below the question; ``files`` are names, and what would change in each."""
        super().__init__()
        self._question = question
        self._detail = "\n".join(detail)
        self._view = DiffView(files)

    def compose(self) -> ComposeResult:
        """The question over what would change, and the keys that answer it."""
        yield Words(visible(self._question), id="question")
        if self._detail:
            yield Words(visible(self._detail, keep_newlines=True), id="detail")
        yield self._view
        yield KeyBar()

    def action_answer(self, answer: bool) -> None:
        """Close with ``answer``."""
        self.dismiss(answer)

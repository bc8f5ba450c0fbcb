"""Both versions of an entry that was changed on two sides at once, and the question which of them is to stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.adapters.language import _
from tui_reader.core.document import Span
from tui_reader.core.hunks import DiffLine, side_by_side
from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.ui.entry_conflict import EntryConflict
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.text_pane import TextPane
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import Line, Run, fit, line_width, wrap

CONFLICT = Binding.Group(N_("Two versions"))

BESIDE = 96
"""Cells from which on the versions stand side by side: those of a terminal of 100 columns, without margins."""

GAP = " │ "

HEAD, HINT, SAME, OTHER = (frozenset((role,)) for role in ("head", "hint", "same", "other"))


class ConflictView(TextPane):
    """Two versions, side by side or one above the other, with what differs marked."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "head": "$accent",
        "same": "$faint",
        "mark": "bold reverse",
        "hint": "$faint",
    }
    LONGEST_LINE = 10_000

    def __init__(self, mine: str, theirs: str | None) -> None:
        super().__init__()
        self._rows = side_by_side(mine.rstrip("\r\n"), (theirs or "").rstrip("\r\n"))
        self._is_taken_out = theirs is None

    def lay_out(self, width: int) -> Sequence[Line]:
        """Both versions in lines of at most ``width`` cells."""
        heads = (_("Mine, not saved yet"), _("Theirs, as the log has it now"))
        if width < BESIDE:
            lines: list[Line] = []
            for side, head in enumerate(heads):
                name = fit(f"── {head} ", width)
                lines.append([Run(name + "─" * (width - cell_len(name)), HEAD)])
                lines += [line for row in self._rows for line in self._side(row, side, width)]
                lines += self._nothing(side, width)
            return lines
        half = (width - cell_len(GAP)) // 2
        beside = [_beside([[Run(fit(heads[0], half), HEAD)]], [[Run(fit(heads[1], half), HEAD)]], half)]
        nothing = self._nothing(1, half)
        for row in self._rows:
            right = self._side(row, 1, half)
            if self._is_taken_out:
                right, nothing = nothing, []
            beside.append(_beside(self._side(row, 0, half), right, half))
        return [line for lines in beside for line in lines]

    def _nothing(self, side: int, width: int) -> list[Line]:
        """What stands in the place of an entry that was taken out."""
        return wrap([Run(_("This entry was taken out."), HINT)], width) if side and self._is_taken_out else []

    def _side(self, row: tuple[DiffLine | None, DiffLine | None], side: int, width: int) -> list[Line]:
        """The lines of one version in a row."""
        line = row[side]
        if line is None or (side and self._is_taken_out):
            return []
        look = SAME if line.sign == " " else OTHER
        runs: list[Run] = []
        end = 0
        for mark in (*line.marks, Span(len(line.text), len(line.text))):
            runs += (Run(visible(line.text[end : mark.start]), look), Run(visible(mark.of(line.text)), look | {"mark"}))
            end = mark.end
        sign = Run("  " if line.sign == " " else "≠ ", look)
        wrapped = wrap([run for run in runs if run.text], width - 2) or [[]]
        return [[Run("  ", look) if number else sign, *part] for number, part in enumerate(wrapped)]


def _beside(left: list[Line], right: list[Line], half: int) -> list[Line]:
    """Lines of two columns, the left one ``half`` cells wide."""
    lines: list[Line] = []
    for number in range(max(len(left), len(right))):
        first = left[number] if number < len(left) else []
        second = right[number] if number < len(right) else []
        lines.append([*first, Run(" " * (half - line_width(first)) + GAP, HINT), *second])
    return lines


class ConflictScreen(QuietScreen["str | None"]):
    """Asks which version is to stand. The answer is ``mine``, ``theirs`` or ``edit``; None: not decided yet."""

    CSS_PATH = "conflict.tcss"

    AUTO_FOCUS = "ConflictView"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "answer('mine')", N_("mine"), id="conflict.mine", tooltip=N_("Write my version"), group=CONFLICT),
        Binding(
            "t",
            "answer('theirs')",
            N_("theirs"),
            id="conflict.theirs",
            tooltip=N_("Leave theirs; mine stays as a draft"),
            group=CONFLICT,
        ),
        Binding(
            "e", "answer('edit')", N_("edit"), id="conflict.edit", tooltip=N_("Edit mine, then save it"), group=CONFLICT
        ),
        Binding("escape,q", "answer('')", N_("back"), id="conflict.back"),
    ]

    def __init__(self, file: str, mine: str, conflict: EntryConflict) -> None:
        """``file`` is the name of the log, ``mine`` the Markdown that would be written."""
        super().__init__()
        self._file = file
        self._view = ConflictView(mine, conflict.theirs)

    def compose(self) -> ComposeResult:
        """What happened, both versions, and the keys that decide."""
        title = _("Somebody else changed this entry of {file}, too").format(file=self._file)
        yield Words(visible(title), id="title")
        said = _("Nothing of yours is written yet; it is kept as a draft. Which version is to stand?")
        yield Words(said, id="said")
        yield self._view
        yield KeyBar()

    def action_answer(self, answer: str) -> None:
        """Close with ``answer``."""
        self.dismiss(answer or None)

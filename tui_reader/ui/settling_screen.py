"""The conflicts of a log, to be settled entry by entry: what stands here, what others wrote, and a key for each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.adapters.language import _
from tui_reader.core.conflicts import MarkedConflict, Pair, Side, pairs
from tui_reader.core.hunks import hunks
from tui_reader.core.message import N_
from tui_reader.core.rebase import difference
from tui_reader.core.visible import visible
from tui_reader.ui.diff_screen import DIFF_LOOKS, diff_line
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.quiet_app import PROGRAM
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.settling import conflicts_in, settle, settle_all
from tui_reader.ui.text_pane import TextPane
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import Line, Run, wrap

if TYPE_CHECKING:
    from tui_reader.adapters.library import Library, OpenLog
    from tui_reader.ui.log_app import LogApp

CONFLICTS = Binding.Group(N_("Conflicts"))

OLD, NEW, HINT = (frozenset((role,)) for role in ("old", "new", "hint"))


class PairView(TextPane):
    """An entry as it stands here, and as others wrote it."""

    LOOKS = DIFF_LOOKS
    LONGEST_LINE = 10_000

    def __init__(self) -> None:
        super().__init__()
        self._pair = Pair("", "")

    def show(self, pair: Pair) -> None:
        """Show how the sides of ``pair`` differ."""
        self._pair = pair
        self.text_changed(from_the_top=True)

    def lay_out(self, width: int) -> Sequence[Line]:
        """The lines of both sides in lines of at most ``width`` cells."""
        ours, theirs = self._pair
        here, there = _("as it stands here"), _("as others wrote it")
        if not ours:
            here = _("not here")
        if not theirs:
            there = _("others have not got it")
        lines = wrap([Run("- ", OLD), Run(here, OLD), Run("   ", HINT), Run("+ ", NEW), Run(there, NEW)], width)
        lines.append([])
        edit = difference(ours, theirs)
        for hunk in hunks(ours, [edit] if edit is not None else []):
            for line in hunk.lines:
                lines += diff_line(line, width)
        return lines


class SettlingScreen(QuietScreen[None]):
    """Asks about each entry that a conflict is about. Once all of a conflict were chosen, that is written."""

    CSS_PATH: ClassVar[list[str]] = ["dialog.tcss", "settling.tcss"]  # type: ignore[assignment]

    AUTO_FOCUS = "PairView"

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, action, words, id=f"conflict.{name}", tooltip=tooltip, group=CONFLICTS)
            for key, action, name, words, tooltip in (
                ("o", "take('ours')", "ours", N_("ours"), N_("Keep what stands here")),
                ("t", "take('theirs')", "theirs", N_("theirs"), N_("Take what others wrote")),
                ("b", "take('both')", "both", N_("both"), N_("Keep both")),
                ("B", "take_all", "all", N_("all of both"), N_("Keep all entries of both, everywhere")),
                ("x", "take('neither')", "neither", N_("neither"), N_("Keep neither")),
                ("tab", "next", "next", N_("next"), N_("Next conflict")),
                ("u", "undo", "undo", N_("undo"), N_("Take the last change back")),
            )
        ),
        Binding("escape,q,c", "back", N_("back"), id="problem.back", tooltip=N_("Back to the log"), group=PROGRAM),
    ]

    def __init__(self, app: LogApp, path: Path) -> None:
        """``path`` is the log's, one of those that ``app`` has open."""
        super().__init__()
        self._reader = app
        self._path = path
        self._title = Words(id="title")
        self._view = PairView()
        self._log: OpenLog | None = None
        self._conflicts: Sequence[MarkedConflict] = ()
        self._number = 0
        """The conflict that is asked about."""
        self._pairs: Sequence[Pair] = ()
        self._asked: Sequence[int] = ()
        """Those of its pairs whose sides differ."""
        self._chosen: list[Side] = []
        """What was chosen of these, from the first on."""

    def compose(self) -> ComposeResult:
        """Which conflict it is, both sides, keys."""
        yield self._title
        yield self._view
        yield KeyBar()

    def on_mount(self) -> None:
        self._reader.library_changed.subscribe(self, self._read)
        self._read()

    def _read(self, _library: Library | None = None) -> None:
        """Look for the conflicts in the log as it is now; go back to the log where none is left."""
        log = self._reader.library.log_at(self._path)
        if log is self._log:
            return
        self._log = log
        self._conflicts = conflicts_in(log) if log is not None else ()
        if self._conflicts:
            self._go_to(min(self._number, len(self._conflicts) - 1))
        else:
            self._leave(_("All conflicts in {file} are settled; u takes the last change back, S sends it"))

    def _leave(self, words: str) -> None:
        self.dismiss()
        self._reader.call_later(self._reader.notify, words.format(file=self._path.name))

    def _go_to(self, number: int) -> None:
        """Ask about the conflict of this number."""
        if self._log is not None:
            self._number, self._chosen = number, []
            self._pairs = pairs(self._log.document.text, self._conflicts[number])
            self._asked = [place for place, pair in enumerate(self._pairs) if pair.ours != pair.theirs] or [0]
            self._show()

    def _show(self) -> None:
        """Show the pair that is asked about."""
        place, conflict = len(self._chosen), self._conflicts[self._number]
        words = _("{file}, line {line}: conflict {number} of {count}").format(
            file=self._path.name, line=conflict.line, number=self._number + 1, count=len(self._conflicts)
        )
        if len(self._asked) > 1:
            number = _("entry {number} of {count}").format(number=place + 1, count=len(self._asked))
            words += f" · {number}"
        self._title.update(visible(words))
        self._view.show(self._pairs[self._asked[place]] if self._pairs else Pair("", ""))

    def _sides(self) -> list[Side]:
        """The sides of all pairs: where both say the same, of all others the one, if it is one."""
        others = self._chosen[0] if len(set(self._chosen)) == 1 else "ours"
        chosen = dict(zip(self._asked, self._chosen, strict=True))
        return [chosen.get(place, others) for place in range(max(1, len(self._pairs)))]

    # -- keys ------------------------------------------------------------------------------------------------------

    def action_take(self, side: Side) -> None:
        """Take ``side`` of the entry that is shown, and go on; write it if it is the last of its conflict."""
        if self._log is None or not self._conflicts or len(self._chosen) == len(self._asked):
            return
        self._chosen.append(side)
        if len(self._chosen) < len(self._asked):
            self._show()
        elif not settle(self._reader, self._log, self._conflicts[self._number], self._sides()):
            self._go_to(self._number)

    def action_take_all(self) -> None:
        """Take all entries of both sides, in all conflicts of the log."""
        if self._log is not None:
            settle_all(self._reader, self._log)

    def action_next(self) -> None:
        """Leave this conflict for later."""
        if self._conflicts:
            self._go_to((self._number + 1) % len(self._conflicts))

    def action_undo(self) -> None:
        """Choose anew for the entry before; at the first, take the last change to a log back."""
        from tui_reader.ui.undoing import undo

        if self._chosen:
            self._chosen.pop()
            self._show()
        else:
            undo(self._reader)

    def action_back(self) -> None:
        """Back to the log; what was not written stays a conflict."""
        self.dismiss()

"""All that was changed since the program began: what, when and where, and the way back or forward to any point."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.adapters.history import Step
from tui_reader.adapters.language import _, ngettext, say
from tui_reader.adapters.library import Library, OpenLog
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.core.text_edit import NEWLINE
from tui_reader.core.visible import visible
from tui_reader.ui.diff_screen import DIFF_LOOKS
from tui_reader.ui.history_list import HISTORY, HistoryList
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.quiet_app import PROGRAM
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.text_pane import TextPane
from tui_reader.ui.undoing import redo, show_stepped, undo
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import Line, Run, wrap

if TYPE_CHECKING:
    from tui_reader.ui.log_app import LogApp

LEAST_ROWS = 12
"""Rows of the terminal below which list and detail are shown one at a time."""


class StepDetail(TextPane):
    """What a step took out of a log, and what it put there."""

    LOOKS = DIFF_LOOKS

    def __init__(self) -> None:
        super().__init__()
        self._step: Step | None = None

    def show(self, step: Step | None) -> None:
        """Show ``step``, or nothing."""
        self._step = step
        self.text_changed(from_the_top=True)

    def lay_out(self, width: int) -> Sequence[Line]:
        """Lines that went and lines that came, in at most ``width`` cells."""
        lines: list[Line] = []
        for old, new in self._step.replaced if self._step is not None else ():
            for sign, role, text in (("- ", "old", old), ("+ ", "new", new)):
                look = frozenset((role,))
                for line in NEWLINE.split(text.strip("\r\n")) if text else ():
                    wrapped = wrap([Run(visible(line), look)], width - 2) or [[]]
                    lines += [[Run(sign, look), *part] for part in wrapped]
        return lines


class HistoryScreen(QuietScreen[None]):
    """Lists the steps of the app's history, and goes to the point that is chosen."""

    CSS_PATH = "history.tcss"

    AUTO_FOCUS = "HistoryList"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "b",
            "take_back_alone",
            N_("this one alone"),
            id="history.alone",
            tooltip=N_("Take back this change alone: a deleted entry comes back"),
            group=HISTORY,
        ),
        Binding("u", "undo", N_("undo"), id="history.undo", tooltip=N_("Take the last change back"), group=HISTORY),
        Binding(
            "U,ctrl+r", "redo", N_("redo"), id="history.redo", tooltip=N_("Do again what was taken back"), group=HISTORY
        ),
        Binding(
            "tab,shift+tab",
            "other",
            id="history.other",
            tooltip=N_("From the list to the change, and back"),
            show=False,
            group=HISTORY,
        ),
        Binding("escape,q,h", "back", N_("back"), id="history.back", tooltip=N_("Back to the log"), group=PROGRAM),
    ]

    def __init__(self, app: LogApp) -> None:
        super().__init__()
        self._reader = app
        self._list = HistoryList()
        self._detail = StepDetail()
        self.is_saving = False

    def compose(self) -> ComposeResult:
        """Title, list, what a step changed, keys."""
        yield Words(_("What was changed here"), id="title")
        yield self._list
        yield self._detail
        yield KeyBar()

    def on_mount(self) -> None:
        self._reader.library_changed.subscribe(self, self._changed)
        self._show()

    def on_resize(self) -> None:
        self.set_class(self.size.height < LEAST_ROWS, "-low")

    def take_up(self, log: OpenLog) -> str:
        """Somebody else changed a log: the steps are carried over when one of them is wanted."""
        return ""

    def _changed(self, _library: Library) -> None:
        if not self.is_saving:
            self._show()

    def _show(self) -> None:
        history = self._reader.history
        steps = [*history.done, *reversed(history.undone)]
        self._list.show(steps, len(history.done), self._reader.today())
        self._detail.show(self._list.current)

    def on_history_list_moved(self) -> None:
        """Show what the step under the cursor changed."""
        self._detail.show(self._list.current)

    # -- keys ------------------------------------------------------------------------------------------------------

    async def on_history_list_chosen(self) -> None:
        """Go to the point under the cursor."""
        reader, count = self._reader, self._list.count
        before = len(reader.history.done)
        if self.is_saving or count == before:
            return
        self.is_saving = True
        try:
            gone = await asyncio.to_thread(reader.history.go_to, count, self._log_at)
        finally:
            self.is_saving = False
        for stepped in gone.stepped.values():
            reader.replace_log(stepped.log, stepped.line)
        self._show()
        if gone.error is not None and gone.path is not None:
            self._refused(gone.error, gone.path)
            return
        steps = abs(count - before)
        if count < before:
            words = ngettext("Took back {n} change", "Took back {n} changes", steps)
        else:
            words = ngettext("Did {n} change again", "Did {n} changes again", steps)
        reader.notify(words.format(n=steps))

    def _log_at(self, path: Path) -> OpenLog:
        return next(log for log in self._reader.library.logs if log.path == path)

    def _refused(self, error: ReadTuiError, path: Path) -> None:
        self._reader.read_again(path)
        self._reader.notify(say(error), severity="warning")

    def action_take_back_alone(self) -> None:
        """Take back the step under the cursor and none of those after it."""
        step, number = self._list.current, self._list.count - 1
        if step is None or self.is_saving:
            return
        if number >= len(self._reader.history.done):
            self._reader.notify(_("This was taken back already; Enter does it again."))
            return
        try:
            stepped = self._reader.history.take_back_alone(number, self._log_at(step.path))
        except ReadTuiError as error:
            self._refused(error, step.path)
        else:
            show_stepped(self._reader, stepped, _("Took back {what}, and nothing else"))

    def action_other(self) -> None:
        """Go from the list to what the step changed, or back; where there is no room for both, that alone is shown."""
        pane = self._detail if self.focused is self._list else self._list
        self.set_class(pane is self._detail, "-detail")
        self.set_focus(pane)

    def action_undo(self) -> None:
        """Take the last change back."""
        if not self.is_saving:
            undo(self._reader)
            self._show()

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        if not self.is_saving:
            redo(self._reader)
            self._show()

    def action_back(self) -> None:
        """Back to the log."""
        self.dismiss()

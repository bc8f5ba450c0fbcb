"""A small dialog that writes "did not read, because ..." for oneself: pick or type the reason, and save."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui_reader.adapters import drafts, memory
from tui_reader.adapters.language import _, say
from tui_reader.adapters.library import OpenLog, change_log
from tui_reader.adapters.log_errors import NotConfirmedError
from tui_reader.adapters.one_encoding import refuse_second_encoding
from tui_reader.adapters.standards import group_of, template_of
from tui_reader.core.draft import Draft
from tui_reader.core.edit import Change, insert_entry
from tui_reader.core.message import N_, ReadTuiError, message
from tui_reader.core.parser import parse
from tui_reader.core.reasons import usual_reasons
from tui_reader.core.spelling import DraftError, render
from tui_reader.core.template import Template
from tui_reader.core.visible import visible
from tui_reader.ui.choice_screen import ChoiceList
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.draft_keeper import DraftKeeper
from tui_reader.ui.entry_name import name_of
from tui_reader.ui.form_result import FormResult
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.line_input import LineInput
from tui_reader.ui.words import Words

if TYPE_CHECKING:
    from tui_reader.ui.log_app import LogApp

MOST_REASONS = 6
"""Reasons that are offered."""


def write_no_reading(app: LogApp, day: date) -> None:
    """Ask why oneself did not read, and write it for ``day`` into the log of the entry under the cursor."""
    log = app.selected[0] if app.selected else next(iter(app.library.logs), None)
    if log is None or not app.may_change(log):
        return

    def closed(result: FormResult | None) -> None:
        if result is None:
            return
        if result.change is not None:
            app.history.record(*result.change)
        app.replace_log(result.log, result.line)
        if result.draft_kept:
            key = app.sign_of("entry.new", "n")
            app.notify(_("What you typed is kept as a draft; {key} brings it back.").format(key=key))
        elif result.line is not None:
            words = _("Saved in line {line} of {file}; u takes it back")
            app.notify(words.format(line=result.line, file=result.log.path.name))

    app.push_screen(NoReadingScreen(log, own_name(app, log), day), closed)


def own_name(app: LogApp, log: OpenLog) -> str:
    """Who is at the keyboard, as ``log`` names them; empty where nobody knows."""
    from tui_reader.adapters.usual_reader import usual_reader

    try:
        name = usual_reader(log.path)
    except ReadTuiError:
        return ""  # a slip in the settings; it is told elsewhere
    member = group_of(log).member(name)
    return member.name if member is not None else app.clones.reader_called(log.path, name)


class NoReadingScreen(Dialog["FormResult | None"]):
    """Asks for the reason. What it shows is what it writes."""

    CSS_PATH = "dialog.tcss"

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", N_("save"), id="no_reading.save", priority=True),
        Binding("down", "step(1)", N_("next reason"), id="no_reading.next", priority=True),
        Binding("up", "step(-1)", N_("previous reason"), id="no_reading.previous", show=False, priority=True),
        Binding("tab,shift+tab", "other_field", show=False, id="no_reading.field", priority=True),
        Binding("escape", "back", N_("back"), id="no_reading.back"),
    ]

    def __init__(self, log: OpenLog, reader: str, day: date) -> None:
        """``reader`` is asked for where it is empty."""
        super().__init__()
        self._log = log
        self._day = day
        self._template: Template = template_of(log)
        self._reasons = usual_reasons(log.document.entries, reader, MOST_REASONS) or [_("did not read this week")]
        self._reason = LineInput(self._reasons[0], id="reason")
        self._reader = LineInput(reader, _("your name in the log"), id="reader")
        self._asks_reader = not reader
        self._list = ChoiceList([(reason, "") for reason in self._reasons])
        self._preview = Words(id="preview")
        self._keeper = DraftKeeper(log.path, None)
        self.is_saving = False
        self._has_failed = False
        """Whether it could not be saved: then what was merely chosen is worth keeping, too."""

    def compose(self) -> ComposeResult:
        """The question, the reason over those that are usual, what will be written, and the keys."""
        yield Words(_("Did not read, because …"), id="question")
        self._reader.display = self._asks_reader
        yield self._reader
        yield self._reason
        yield self._list
        yield self._preview
        yield KeyBar()

    def on_mount(self) -> None:
        self._list.can_focus = False
        field = self._reader if self._asks_reader else self._reason
        field.focus()
        self._reason.action_select_all()
        self._show()

    # -- what is written -------------------------------------------------------------------------------------------

    @property
    def _draft(self) -> Draft:
        return Draft(
            kind="no_reading",
            date=self._day.isoformat(),
            reader=self._reader.content.strip(),
            note=self._reason.content.strip(),
        )

    def _named(self) -> Draft:
        """What is written. Raises ``DraftError`` while nobody is named."""
        draft = self._draft
        if not draft.reader:
            raise DraftError("reader", N_("Your name is missing: type it as the log has it."))
        return draft

    def _is_typed(self) -> bool:
        """Whether the reason is none of those that were offered."""
        return bool(self._draft.note) and self._draft.note not in self._reasons

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Show what will be written."""
        self._show()
        self.refresh_bindings()

    def _show(self) -> None:
        try:
            text = render(self._named(), self._template)
        except DraftError as error:
            self._preview.set_class(True, "-wrong")
            self._preview.update(visible(say(error)))
        else:
            self._preview.set_class(False, "-wrong")
            self._preview.update(visible(text.rstrip("\n"), keep_newlines=True))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where one reason is offered, and it stands there, no other can be taken."""
        if action != "step":
            return super().check_action(action, parameters)
        return [self._reason.content.strip()] != self._reasons or self.focused is not self._reason

    def action_step(self, steps: int) -> None:
        """Take the next of the usual reasons."""
        is_offered = self._draft.note in self._reasons
        position = self._list.position + steps if is_offered else self._list.position
        self._list.move_to(position % len(self._reasons))
        self._reason.content = self._reasons[self._list.position]
        self._reason.action_select_all()
        self._reason.focus()

    def action_other_field(self) -> None:
        """Go to the other field, where there are two."""
        if self._asks_reader:
            (self._reason if self.focused is self._reader else self._reader).focus()

    # -- saving and leaving ----------------------------------------------------------------------------------------

    async def action_save(self) -> None:
        """Write it into the log, and close."""
        if self.is_saving:
            return
        self.is_saving = True
        try:
            result = await asyncio.to_thread(self._save, self._named())
        except DraftError as error:
            if error.field == "reader" and self._asks_reader:
                self._reader.focus()
            self.app.notify(say(error), severity="warning")
        except NotConfirmedError as error:
            self._close(FormResult(OpenLog(error.written, parse(error.written.text))))
            self.app.call_after_refresh(self.app.notify, say(error), severity="warning")
        except ReadTuiError as error:
            self._has_failed = True
            self.keep_draft()
            self.app.notify(say(error), severity="error")
        else:
            memory.remember(self._log.path, reader=self._draft.reader)
            self._keeper.forget()
            self._close(result)
        finally:
            self.is_saving = False

    def _save(self, draft: Draft) -> FormResult:
        before = self._log

        def make(log: OpenLog) -> Change:
            nonlocal before
            before = log
            change = insert_entry(log.document, draft, template_of(log))
            refuse_second_encoding(log, change.edits)
            return change

        saved, change = change_log(self._log, make)
        written = saved.document.entry_at(change.line)
        what = message(N_("the new entry {entry}"), entry=name_of(written))
        return FormResult(saved, change.line, change=(what, before, saved, change.edits))

    def keep_draft(self) -> bool:
        """Keep what is typed where ``n`` finds it. False: there was nothing to keep, or no place for it."""
        if not (self._is_typed() or self._has_failed):
            return False
        try:
            self._keeper.keep(self._keeper.moment(self._draft, None, None, None), is_open=False)
        except drafts.DraftNotKeptError:
            return False
        return True

    def action_back(self) -> None:
        """Back without writing; a reason of one's own is kept as a draft."""
        self._close(FormResult(self._log, draft_kept=True) if self.keep_draft() else None)

    def _close(self, result: FormResult | None) -> None:
        self._keeper.end()
        self.dismiss(result)

    def take_up(self, log: OpenLog) -> str:
        """Somebody else changed the log: go on with it as it is now. There is nothing to say of that."""
        if log.path == self._log.path:
            self._log = log
        return ""

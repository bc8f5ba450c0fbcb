"""How a form writes its entry into a log that others may change meanwhile: once more, or after a question."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui_reader.adapters import memory
from tui_reader.adapters.language import _, say
from tui_reader.adapters.library import OpenLog, save_change
from tui_reader.adapters.log_errors import ExternallyChangedError, NotConfirmedError
from tui_reader.adapters.one_encoding import refuse_second_encoding
from tui_reader.adapters.snapshot import Snapshot
from tui_reader.core.message import N_, ReadTuiError, message
from tui_reader.core.parser import parse
from tui_reader.core.spelling import DraftError
from tui_reader.ui.entry_conflict import EntryConflict
from tui_reader.ui.entry_name import name_of
from tui_reader.ui.form_result import FormResult

if TYPE_CHECKING:
    from tui_reader.ui.form_screen import FormScreen, MakeChange

ATTEMPTS = 10
"""How often an entry is saved in a log that changes again and again."""


class FormSaving:
    """Saves what is typed in one form. What that means for the log is asked of the form, which it closes then."""

    def __init__(self, form: FormScreen) -> None:
        self._form = form
        self._conflict: EntryConflict | None = None
        """Somebody else changed the entry, too, and nobody has decided yet which version is to stand."""

    async def save(self) -> None:
        """Write the entry into the log, and close the form; where both sides changed it, show both instead."""
        for _attempt in range(ATTEMPTS):
            if self._conflict is not None:
                await self._show_conflict(self._conflict)
                return
            current = await self._write()
            if current is None:
                return
            self._form.app.notify(self._form.take_up(current), severity="warning")

    async def _write(self) -> OpenLog | None:
        """Write the entry into the log, and close. Where somebody was faster, nothing is written: gives their log."""
        form = self._form
        make_change = form.make_change()
        form.is_saving = True
        try:
            result = await asyncio.to_thread(self._save, form.open_log, make_change)
        except DraftError as error:
            form.show_problem(error)
        except ExternallyChangedError as error:
            return await asyncio.to_thread(_opened, error.current)
        except NotConfirmedError as error:
            self._saved(FormResult(await asyncio.to_thread(_opened, error.written)))
            form.app.call_after_refresh(form.app.notify, say(error), severity="warning")
        except ReadTuiError as error:
            form.keep_draft()
            form.app.notify(say(error), severity="error")
        else:
            self._saved(result)
        finally:
            form.is_saving = False
        return None

    def _save(self, log: OpenLog, make_change: MakeChange) -> FormResult:
        change = make_change(self._form.template_for(log))
        refuse_second_encoding(log, change.edits)
        saved = save_change(log, change)
        written = saved.document.entry_at(change.line)
        if self._form.entry is None:
            what = message(N_("the new entry {entry}"), entry=name_of(written))
        else:
            what = message(N_("the change of {entry}"), entry=name_of(written))
        return FormResult(saved, change.line, change=(what, log, saved, change.edits))

    def _saved(self, result: FormResult) -> None:
        form = self._form
        reader = form.typed()[0].reader.strip()
        if form.entry is None and reader:
            memory.remember(form.open_log.path, reader=reader)
        form.draft.forget()
        form.close_with(result)

    # -- changes by others -----------------------------------------------------------------------------------------

    def clashes(self, base: str, theirs: str | None) -> None:
        """What is changed in the form became ``theirs`` of ``base``, or was taken out (None): a person is to decide."""
        self._conflict = EntryConflict(base if self._conflict is None else self._conflict.base, theirs)

    def followed(self) -> None:
        """The form went on with the log as it is now: so does a conflict that waits."""
        if self._conflict is not None:
            theirs = self._form.entry.markdown if self._form.entry is not None else None
            if theirs != self._conflict.theirs:
                self._conflict = self._conflict._replace(theirs=theirs)

    async def _show_conflict(self, conflict: EntryConflict) -> None:
        """Show both versions of the entry; nothing is written until somebody chose."""
        from tui_reader.ui.conflict_screen import ConflictScreen

        form = self._form
        try:
            change = await asyncio.to_thread(form.make_change(), form.template_for(form.open_log))
        except DraftError as error:
            form.show_problem(error)
            return

        def decided(answer: str | None) -> None:
            if answer is not None and self._conflict is not conflict:
                form.app.notify(_("It was changed once more meanwhile: look again."), severity="warning")
                form.run_worker(form.action_save())
            else:
                self._decided(answer)

        form.draft.keep_beside()
        await form.app.push_screen(ConflictScreen(form.open_log.path.name, change.preview, conflict), decided)

    def _decided(self, answer: str | None) -> None:
        form = self._form
        if answer == "mine":
            self._conflict = None
            form.run_worker(form.action_save())
        elif answer == "theirs":
            is_kept = form.keep_draft()
            form.close_with(FormResult(form.open_log, draft_kept=is_kept))
        elif answer == "edit":
            self._conflict = None
            form.app.notify(_("Make of it what is to stand; ^S saves it."))


def _opened(snapshot: Snapshot) -> OpenLog:
    return OpenLog(snapshot, parse(snapshot.text))

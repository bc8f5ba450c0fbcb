"""An entry edited in the person's own editor: what is saved there is parsed and checked before it is in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from tui_reader.adapters.editor import EditorError, edit
from tui_reader.adapters.language import _, say
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.one_encoding import refuse_second_encoding
from tui_reader.adapters.saving import ClashError, save_merged
from tui_reader.adapters.standards import standard_of
from tui_reader.core.check import check_entry
from tui_reader.core.document import Entry
from tui_reader.core.edit import replace_markdown
from tui_reader.core.message import N_, ReadTuiError, message
from tui_reader.core.text_edit import NEWLINE
from tui_reader.ui.changing import take_change
from tui_reader.ui.entry_name import name_of

if TYPE_CHECKING:
    from tui_reader.core.edit import Change
    from tui_reader.ui.app import ReaderApp


async def edit_outside(app: ReaderApp, log: OpenLog, entry: Entry) -> None:
    """Open ``entry`` in the editor, and write what was saved there; what cannot be written is shown in a form.

    The form keeps it as a draft like all that is typed there, so nothing of it is lost.
    """
    before = NEWLINE.sub("\n", entry.markdown).rstrip("\n") + "\n"
    try:
        with app.suspend():
            edited = edit(before, f"{log.path.stem}.md")
    except SuspendNotSupported:
        app.notify(_("This terminal cannot be lent to an editor; e edits here."), severity="warning")
        return
    except EditorError as error:
        app.notify(say(error), severity="error")
        return
    after = NEWLINE.sub("\n", edited.text).rstrip("\n")
    if after == before.rstrip("\n"):
        app.notify(_("Nothing was changed."))
        return
    problem = _("The editor ended with an error; this is what it left.") if not edited.is_well else ""
    if not problem:
        problem = _write(app, log, entry, after)
    if problem:
        await _show(app, log, entry, after, problem)


def _write(app: ReaderApp, log: OpenLog, entry: Entry, markdown: str) -> str:
    """Put ``markdown`` in the place of ``entry``; gives what keeps one from it, empty where it is written."""
    try:
        change = replace_markdown(log.document, entry, markdown)
        refuse_second_encoding(log, change.edits)
        if worse := _worse(app, log, entry, change):
            return worse
        saved = save_merged(log, change)
    except ClashError:
        return _("Somebody else changed this entry meanwhile; save to see both versions.")
    except ReadTuiError as error:
        return say(error)
    take_change(
        app, message(N_("the change of {entry}"), entry=name_of(entry)), log, saved.log, change.edits, saved.line
    )
    written = _("Saved in line {line} of {file}")
    app.notify(written.format(line=saved.line, file=log.path.name))
    return ""


def _worse(app: ReaderApp, log: OpenLog, entry: Entry, change: Change) -> str:
    """The first problem that ``entry`` did not have before it was edited, hints aside; empty for none."""
    now = change.document.entry_at(change.line)
    if now is None:
        return _("This does not read as an entry.")
    standard = standard_of(log, app.today())
    had = {found.rule for found in check_entry(log.document, entry, standard)}
    for found in check_entry(change.document, now, standard):
        if found.severity != "info" and found.rule not in had:
            return say(found.message)
    return ""


async def _show(app: ReaderApp, log: OpenLog, entry: Entry, markdown: str, problem: str) -> None:
    """Show what came back in a form, with what is wrong with it."""
    from tui_reader.ui.markdown_form import MarkdownForm

    await app.push_screen(MarkdownForm(log, entry, markdown, today=app.today), app.form_closed)
    app.call_after_refresh(app.notify, problem, severity="warning")

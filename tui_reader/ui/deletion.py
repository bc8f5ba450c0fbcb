"""Taking an entry out of its log, after asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.adapters.language import _
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.saving import save_merged
from tui_reader.core.document import Entry
from tui_reader.core.edit import delete_entry
from tui_reader.core.message import N_, ReadTuiError, message
from tui_reader.ui.changing import refuse_change, take_change
from tui_reader.ui.confirm_screen import ConfirmScreen
from tui_reader.ui.entry_name import name_of

if TYPE_CHECKING:
    from tui_reader.ui.log_app import LogApp


def ask_and_delete(app: LogApp, log: OpenLog, entry: Entry) -> None:
    """Delete ``entry`` from ``log`` if one is sure; the app goes on with the log as it is then."""

    def answered(is_sure: bool | None) -> None:
        if is_sure:
            _delete(app, log, entry)

    about = "  ".join(filter(None, (entry.date, entry.reader, entry.title or entry.note)))
    question = _("Delete this entry from {file}?").format(file=log.path.name)
    app.push_screen(ConfirmScreen(question, about), answered)


def _delete(app: LogApp, log: OpenLog, entry: Entry) -> None:
    try:
        change = delete_entry(log.document, entry)
        saved = save_merged(log, change)
    except ReadTuiError as error:
        changed = _("{file} changed on disk meanwhile and was read again; nothing was deleted. x deletes.")
        refuse_change(app, log.path, error, changed)
    else:
        what = message(N_("the deletion of {entry}"), entry=name_of(entry))
        take_change(app, what, log, saved.log, change.edits, saved.line)
        deleted = _("Deleted from line {line} of {file}; u takes it back")
        app.notify(deleted.format(line=saved.line, file=log.path.name))

"""Giving a reader another name in all logs that are open: asked for, shown, written, to be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.adapters.language import _, ngettext, say
from tui_reader.adapters.log_errors import ExternallyChangedError
from tui_reader.adapters.renaming import RenamedLog, plan_renaming, save_renaming
from tui_reader.adapters.standards import group_of_all
from tui_reader.core.hunks import hunks
from tui_reader.core.message import N_, ReadTuiError, message
from tui_reader.core.readers import Readers
from tui_reader.ui.changing import take_change
from tui_reader.ui.choice_screen import ChoiceScreen
from tui_reader.ui.diff_screen import DiffScreen
from tui_reader.ui.line_screen import LineScreen
from tui_reader.ui.read_only import writable

if TYPE_CHECKING:
    from tui_reader.ui.log_app import LogApp


def ask_and_rename(app: LogApp) -> None:
    """Rename the reader in the panel of sections if the cursor is on one there, else whose the entry is."""
    if not all(map(app.is_whole, app.library.logs)) or not writable(app, app.library.logs):
        return
    people = _people(app)
    if not people:
        app.notify(_("No reader stands here."))
    elif len(people) == 1:
        _ask_for_name(app, people[0])
    else:

        def chosen(number: int | None) -> None:
            if number is not None:
                _ask_for_name(app, people[number])

        app.push_screen(ChoiceScreen(_("Whose name?"), [(name, "") for name in people]), chosen)


def _people(app: LogApp) -> Sequence[str]:
    screen = app.log_screen
    reader = app.selected[1].reader if app.selected else None
    if screen.has_section_list and screen.focused is screen.section_list:
        facet = screen.section_list.current
        reader = facet.value if facet is not None and facet.field == "by" else None
    return Readers(app.library.entries, group_of_all(app.library.logs)).of(reader)


def _ask_for_name(app: LogApp, old: str) -> None:
    def answered(new: str | None) -> None:
        if new is not None and new != old:
            _propose(app, old, new)

    app.push_screen(LineScreen(_("{name} is to be called").format(name=old), old), answered)


def _propose(app: LogApp, old: str, new: str) -> None:
    try:
        planned = plan_renaming(app.library.logs, old, new)
    except ReadTuiError as error:
        app.notify(say(error), severity="warning")
        return
    if not planned:
        app.notify(_('nobody is called "{name}" there').format(name=old))
        return

    def answered(is_sure: bool | None) -> None:
        if is_sure:
            _save(app, planned, old, new)

    count = sum(len(one.renamed.edits) for one in planned)
    question = ngettext("Rename {old} to {new} in {n} entry?", "Rename {old} to {new} in {n} entries?", count)
    files = [(one.log.path.name, hunks(one.log.document.text, one.renamed.edits)) for one in planned]
    app.push_screen(DiffScreen(question.format(old=old, new=new, n=count), [], files), answered)


def _save(app: LogApp, planned: Sequence[RenamedLog], old: str, new: str) -> None:
    at = app.selection
    try:
        saved = save_renaming(planned)
    except ReadTuiError as error:
        for one in planned:
            app.read_again(one.log.path)
        is_changed = isinstance(error, ExternallyChangedError)
        words = _("{file} changed on disk meanwhile and was read again; nobody was renamed.")
        said = words.format(file=error.path.name) if isinstance(error, ExternallyChangedError) else say(error)
        app.notify(said, severity="warning" if is_changed else "error")
        return
    for one, log in zip(planned, saved, strict=True):
        # No entry came to stand in another line.
        is_there = at is not None and app.library.log_of(at).path == log.path
        line = app.library.entries[at].line if is_there and at is not None else None
        take_change(app, message(N_("the renaming of {name}"), name=old), one.log, log, one.renamed.edits, line)
    app.notify(_("{old} is called {new} now; u takes it back").format(old=old, new=new))

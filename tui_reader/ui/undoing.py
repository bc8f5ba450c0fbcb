"""Taking back what was changed since the program began, and doing it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_reader.adapters.history import NoLongerFitsError, Step, Stepped
from tui_reader.adapters.language import _, say
from tui_reader.adapters.library import OpenLog
from tui_reader.core.message import ReadTuiError

if TYPE_CHECKING:
    from tui_reader.ui.log_app import LogApp


def undo(app: LogApp) -> None:
    """Take back the last change, say what it was, and go to the entry that it was about."""
    history = app.history
    if not history.done:
        app.notify(_("Nothing was changed here that could be taken back."))
        return
    _step(app, history.done[-1], history.undo, _("Took back {what}; U does it again"))


def redo(app: LogApp) -> None:
    """Do again what was taken back last."""
    history = app.history
    if not history.undone:
        app.notify(_("Nothing was taken back that could be done again."))
        return
    _step(app, history.undone[-1], history.redo, _("Did again {what}; u takes it back"))


def _step(app: LogApp, step: Step, make: Callable[[OpenLog], Stepped], words: str) -> None:
    log = next(log for log in app.library.logs if log.path == step.path)
    try:
        stepped = make(log)
    except NoLongerFitsError as error:
        app.read_again(step.path)
        app.notify(say(error), severity="warning")
    except ReadTuiError as error:
        app.read_again(step.path)
        app.notify(say(error), severity="error")
    else:
        show_stepped(app, stepped, words)


def show_stepped(app: LogApp, stepped: Stepped, words: str) -> None:
    """Show the log after a step, at the entry that it is about, and say which it was, in ``words``."""
    app.replace_log(stepped.log, stepped.line)
    said = words.format(what=say(stepped.step.what))
    if app.selection is not None and app.selection != app.log_screen.entry_list.cursor:
        app.set_query("")
        said += _("; the filter hid it and was cleared")
    app.notify(said)

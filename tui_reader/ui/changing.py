"""After a change of a log was written, or could not be: the app goes on with the log as it is then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.adapters.language import say
from tui_reader.adapters.log_errors import ExternallyChangedError
from tui_reader.adapters.saving import ClashError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tui_reader.adapters.library import OpenLog
    from tui_reader.core.message import Message, ReadTuiError
    from tui_reader.core.text_edit import TextEdit
    from tui_reader.ui.log_app import LogApp


def take_change(
    app: LogApp, what: Message, before: OpenLog, after: OpenLog, edits: Sequence[TextEdit], line: int | None
) -> None:
    """Go on with the log ``after`` a change called ``what``, which can be taken back; shows the entry at ``line``.

    ``edits`` are those that were made in the log ``before``.
    """
    app.history.record(what, before, after, edits)
    app.replace_log(after, line)


def refuse_change(app: LogApp, path: Path, error: ReadTuiError, changed: str) -> None:
    """Say why nothing was written, and read the log at ``path`` again; ``changed`` is said where somebody was faster.

    What another error is about may have changed the file all the same.
    """
    app.read_again(path)
    if isinstance(error, ExternallyChangedError | ClashError):
        app.notify(changed.format(file=path.name), severity="warning")
    else:
        app.notify(say(error), severity="error")

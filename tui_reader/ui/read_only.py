"""Logs that nobody may write: keys that would change them are not offered, and say why nothing is done when pressed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.adapters import store
from tui_reader.adapters.language import _

if TYPE_CHECKING:
    from tui_reader.adapters.library import OpenLog
    from tui_reader.ui.log_app import LogApp

CHANGING = frozenset(
    "board.no_reading entry.continue entry.delete entry.edit entry.edit_outside entry.mend entry.new entry.no_reading"
    " log.mend problem.mend problem.mend_all reader.rename".split()
)
"""Ids of the bindings that begin a change of a log."""


def writable(app: LogApp, logs: Sequence[OpenLog]) -> list[OpenLog]:
    """Those of ``logs`` that may be written now; says what to do where that is none.

    The rights are looked at anew: they may be others than when the logs were read.
    """
    app.surveying.look_at_rights()
    may_be_written = [log for log in logs if not store.is_read_only(log.path)]
    if logs and not may_be_written:
        words = _("{file} is read-only: make it writable (chmod u+w), or ask its owner.")
        app.notify(words.format(file=logs[0].path.name), severity="warning")
    return may_be_written

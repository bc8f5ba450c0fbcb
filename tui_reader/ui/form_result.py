"""What a form owes to the app that opened it: how it ended, and that nothing typed is lost when the program ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from tui_reader.adapters.library import OpenLog
from tui_reader.core.message import Message
from tui_reader.core.text_edit import TextEdit


@dataclass(frozen=True, slots=True)
class FormResult:
    """How a form ended. A form that was left without anything typed gives None instead."""

    log: OpenLog
    """The log as the form last read or wrote it."""
    line: int | None = None
    """Where the entry stands that was saved, counted from 1; None where nothing was saved."""
    draft_kept: bool = False
    """Whether what was typed was kept as a draft."""
    change: tuple[Message, OpenLog, OpenLog, tuple[TextEdit, ...]] | None = None
    """What was saved, as ``History.record`` wants it."""


@runtime_checkable
class KeepsDraft(Protocol):
    """A screen in which somebody may have typed what is not saved."""

    def keep_draft(self) -> bool:
        """Keep what was typed where it survives the program. False: there was nothing to keep."""


@runtime_checkable
class FollowsLog(Protocol):
    """A screen in which somebody writes for a log that others may change meanwhile."""

    is_saving: bool
    """Whether it is about to change the log itself."""

    def take_up(self, log: OpenLog) -> str:
        """Go on with ``log`` as it is now. What to say of that; empty where it is another log than the screen's."""

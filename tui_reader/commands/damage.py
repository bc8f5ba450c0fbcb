"""What earlier writes left of a log: cleared up when a verb opens it, and said where it is for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tui_reader.adapters import store
from tui_reader.adapters.language import say
from tui_reader.adapters.log_errors import HalfWrittenError
from tui_reader.commands.output import complain


def cleared_up(logs: Sequence[Path]) -> Sequence[Path]:
    """``logs``, which are about to be read, without what killed writes left; says which of them one has damaged."""
    for path in logs:
        copies = store.clear_up(path)
        if copies is not None:
            complain(say(HalfWrittenError(path, copies)))
    return logs

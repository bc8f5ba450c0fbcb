"""What a verb that only reads or writes entries says of a mistake in the group's settings: it goes on without them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tui_reader.adapters.language import _, say
from tui_reader.adapters.standards import settings_mistakes
from tui_reader.commands.output import complain


def warn_of_mistakes(logs: Iterable[Path]) -> None:
    """Say what is wrong with the settings of the groups that write the ``logs`` of these paths."""
    for mistake in settings_mistakes(logs):
        _complain_once(_("{mistake} (going on without the group's settings)").format(mistake=say(mistake)))


@cache
def _complain_once(sentence: str) -> None:
    complain(sentence)

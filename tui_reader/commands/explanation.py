"""``readtui check --explain``: what was learned of a log, each thing with its reason, and an entry as an example."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tui_reader.adapters.language import _, say
from tui_reader.adapters.lessons import explained
from tui_reader.adapters.library import OpenLog
from tui_reader.commands.table import aligned
from tui_reader.core.message import Message
from tui_reader.core.visible import visible

INDENT = "    "


def explanation_lines(log: OpenLog, today: date) -> Iterator[str]:
    """The lines, each with its line end, that explain how new entries of ``log`` are written as of ``today``."""
    explanation = explained(log, today)
    yield _("{path}: how a new entry is written, and why so").format(path=visible(str(log.path))) + "\n\n"
    rows = [
        tuple(visible(_said(words)) for words in (lesson.what, lesson.value, lesson.origin))
        for lesson in explanation.lessons
    ]
    for line in aligned(rows, None):
        yield f"{INDENT}{line}\n"
    if explanation.sample:
        yield "\n" + _("As an example:") + "\n\n"
        for line in explanation.sample.rstrip("\n").split("\n"):
            yield f"{INDENT}{visible(line)}".rstrip() + "\n"


def _said(words: Message | str) -> str:
    return say(words) if isinstance(words, Message) else words

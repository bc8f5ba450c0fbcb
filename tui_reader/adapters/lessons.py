"""What was learned of a log on disk, for whoever shows it: ``check --explain``, and a screen of the app."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.adapters.standards import readable_group_file
from tui_reader.core.learning import learn_with_origins
from tui_reader.core.lessons import Lesson, Settings, lessons, sample

if TYPE_CHECKING:
    from tui_reader.adapters.library import OpenLog


class Explanation(NamedTuple):
    """How new entries of a log are written, and why."""

    lessons: list[Lesson]
    sample: str
    """The Markdown of an entry as it would be written; empty where it could not be."""


def explained(log: OpenLog, today: date) -> Explanation:
    """How new entries of ``log`` are written as of ``today``, and why. Settings that cannot be read are left out."""
    file = readable_group_file(log)
    settings = None
    if file is not None:
        path = os.path.relpath(file.path, os.path.dirname(os.path.realpath(log.path)))
        settings = Settings(path, file.group, file.lines)
    learned = learn_with_origins(log.document, settings.group.template if settings else None)
    day = today.isoformat()
    return Explanation(lessons(log.document, learned, day, settings), sample(log.document, learned.template, day))

"""What logs on disk are held to: their own template, what their group has agreed upon, and the pictures beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tui_reader.adapters.pictures import LocalPictures
from tui_reader.core.papers import Papers
from tui_reader.core.rule import Standard

if TYPE_CHECKING:
    from tui_reader.adapters.library import OpenLog


def papers_of(logs: Sequence[OpenLog]) -> Papers:
    """The papers of ``logs``, which are checked together. Reads all headers."""
    return Papers((str(log.path), log.document) for log in logs)


def standard_of(log: OpenLog, today: date, papers: Papers | None = None) -> Standard:
    """What ``log`` is held to as of ``today``. Without ``papers`` none of them counts as logged twice."""
    return Standard.of(log.document, today, pictures=LocalPictures(log.path), papers=papers)

"""What a new entry begins with, before anybody typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tui_reader.adapters.language import _
from tui_reader.core.document import Document
from tui_reader.core.draft import Draft
from tui_reader.core.learning import latest
from tui_reader.core.message import ReadTuiError


def new_draft(log: Path, today: date) -> Draft:
    """An entry of today by whom writes into this log here."""
    from tui_reader.adapters.usual_reader import usual_reader

    try:
        return Draft(date=today.isoformat(), reader=usual_reader(log))
    except ReadTuiError:
        return Draft(date=today.isoformat())


def usual_note(document: Document) -> str:
    """What people of this log write when they read nothing."""
    from collections import Counter

    notes = Counter(entry.note for entry in latest(document) if entry.kind == "no_reading" and entry.note)
    return notes.most_common(1)[0][0] if notes else _("did not read this week")

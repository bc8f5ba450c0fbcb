"""What a new entry begins with, before anybody typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tui_reader.core.draft import Draft
from tui_reader.core.message import ReadTuiError


def new_draft(log: Path, today: date) -> Draft:
    """An entry of today by whom writes into this log here."""
    from tui_reader.adapters.usual_reader import usual_reader

    try:
        return Draft(date=today.isoformat(), reader=usual_reader(log))
    except ReadTuiError:
        return Draft(date=today.isoformat())

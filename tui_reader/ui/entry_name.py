"""What to call an entry in a sentence."""

from __future__ import annotations

from tui_reader.core.document import Entry
from tui_reader.ui.wrap import fit

LONGEST_NAME = 40
"""Cells."""


def name_of(entry: Entry | None) -> str:
    """The title of ``entry``, or what was said instead, or else its reader, cut to what a sentence has room for."""
    said = (entry.title or entry.note or entry.reader or "") if entry is not None else ""
    return f"“{fit(' '.join(said.split()), LONGEST_NAME)}”"

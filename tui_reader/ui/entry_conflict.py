"""An entry that was changed on both sides, here and by somebody else."""

from __future__ import annotations

from typing import NamedTuple


class EntryConflict(NamedTuple):
    """What both made of an entry; Markdown."""

    base: str
    """As it was when both began."""
    theirs: str | None
    """As it stands in the log now; None: it was taken out."""

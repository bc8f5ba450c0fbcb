"""What two people wrote in one log at once, as one text; where both wrote the same entry differently, both ways.

``merge`` does the work and marks conflicts as git does; here they are values.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from tui_reader.core.merge import Marks, merge
from tui_reader.core.parser import parse
from tui_reader.core.rebase import carried, difference, leaves_others
from tui_reader.core.text_edit import apply

LARGE = 1_000_000
"""Characters of a log above which changes that are far apart are put together without looking at every entry."""


class Clash(NamedTuple):
    """An entry, or lines of other text, that both sides changed differently; empty where one of them took it out."""

    ours: str
    theirs: str


class Combined(NamedTuple):
    """What came of two versions: pieces that are certain, and clashes between them."""

    pieces: tuple[str | Clash, ...]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """What has to be chosen, in the order of the text."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Clash))

    def text(self) -> str:
        """The text, where nothing has to be chosen; ValueError where something has to be."""
        if self.clashes:
            raise ValueError(f"{len(self.clashes)} clashes have to be settled first")
        return "".join(piece for piece in self.pieces if isinstance(piece, str))


def combine(base: str, ours: str, theirs: str) -> Combined:
    """``ours`` and ``theirs``, which both come from ``base``, as one."""
    quick = _far_apart(base, ours, theirs) if len(base) > LARGE else None
    if quick is not None:
        return Combined((quick,))
    texts = (base, ours, theirs)
    size = 7
    while any(sign * size in text for text in texts for sign in "<=>"):
        size += 1
    combined = Combined(tuple(_pieces(merge(base, ours, theirs, Marks(size)).text, size)))
    if not combined.clashes and not keeps_entries(base, ours, theirs, combined.text()):
        return Combined((Clash(ours, theirs),))
    return combined


def keeps_entries(base: str, ours: str, theirs: str, merged: str) -> bool:
    """Whether every entry that either side has, and the other did not change or take out, is in ``merged``."""
    counts = [Counter(entry.markdown for entry in parse(text).entries) for text in (base, ours, theirs, merged)]
    before, mine, other, after = counts
    if (mine & other) - after:
        return False
    # An entry that both changed is in the result with both changes: neither as ours nor as theirs has it.
    changed_by_both = sum((before - (mine | other)).values())
    return all(sum((side - before - after).values()) <= changed_by_both for side in (mine, other))


def _far_apart(base: str, ours: str, theirs: str) -> str | None:
    """The two changes one after the other; None where they are in the same lines or touch."""
    change, foreign = difference(base, ours), difference(base, theirs)
    if change is None or foreign is None:
        return theirs if change is None else ours
    if change.span.start <= foreign.span.end and foreign.span.start <= change.span.end:
        return None
    edits = carried([change], [foreign])
    if edits is None:
        return None
    document = parse(theirs)
    after = parse(apply(theirs, edits))
    return after.text if leaves_others(document, edits, after) else None


def _pieces(text: str, size: int) -> list[str | Clash]:
    """``text`` cut at its conflicts, which are marked by signs that stand nowhere else in it."""
    end = r"(?:\r\n|\r|\n|\Z)"
    marked = re.compile(rf"<{{{size}}} ours{end}(.*?)={{{size}}}{end}(.*?)>{{{size}}} theirs{end}", re.DOTALL)
    pieces: list[str | Clash] = []
    position = 0
    for found in marked.finditer(text):
        pieces += (text[position : found.start()], Clash(*found.groups()))
        position = found.end()
    return [*pieces, text[position:]]

"""What keeps the pieces of a merge apart: separators are nobody's, and are made right where new neighbours meet."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import Literal

from tui_reader.core.sides import Node, Sides
from tui_reader.core.versions import BORDER, Version


class Gaps:
    """The separator lines between the pieces of one merge."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides

    def between(self, above: Node | None, below: Node | None, more: str) -> str:
        """The separator lines between two pieces of the result; None: the beginning and the end of the log."""
        ours = _gap_in(self.sides.ours, _index(above, "ours"), _index(below, "ours"))
        theirs = _gap_in(self.sides.theirs, _index(above, "theirs"), _index(below, "theirs"))
        base = _gap_in(self.sides.base, _index(above, "base"), _index(below, "base"))
        if ours is None and theirs is None and (above is None or below is None):
            base, ours, theirs = (
                _edge(version, at_end=below is None)
                for version in (self.sides.base, self.sides.ours, self.sides.theirs)
            )
        found = _chosen(base, ours, theirs)
        if found:
            return found
        if found is not None and self._may_touch(above, below):
            return self._put_apart(above, below)
        others = [
            gap
            for version, side in ((self.sides.ours, "ours"), (self.sides.theirs, "theirs"))
            for gap in _gaps_beside(version, _index(above, side), _index(below, side))
        ]
        widest = max(others, key=_size, default="")
        is_needed = any(node is not None and self.sides.piece(node).entry is not None for node in (above, below))
        return (widest or (self.separator if is_needed and above and below else "")) + more

    def _may_touch(self, above: Node | None, below: Node | None) -> bool:
        """Whether nothing need stand between two neighbours of a side: there is no entry, or they are as they were."""
        if above is None or below is None or BORDER in (above.content, below.content):
            return True
        if self.sides.piece(above).entry is None and self.sides.piece(below).entry is None:
            return True
        for version, side in ((self.sides.ours, "ours"), (self.sides.theirs, "theirs")):
            indices = _index(above, side), _index(below, side)
            if _gap_in(version, *indices) == "" and [above.content, below.content] == [
                version.pieces[index].text for index in indices if isinstance(index, int)
            ]:
                return True
        return False

    def _put_apart(self, above: Node | None, below: Node | None) -> str:
        """The separator lines that a side put under or over one of two pieces that touched in the base."""
        found = ""
        if above is None or below is None:
            return found
        for node, is_above in ((above, True), (below, False)):
            if node.base is None or _gap_beside(self.sides.base, node.base, is_above):
                continue
            for version, index in ((self.sides.ours, node.ours), (self.sides.theirs, node.theirs)):
                if index is not None:
                    found = max(found, _gap_beside(version, index, is_above), key=_size)
        return found

    @cached_property
    def separator(self) -> str:
        """The lines that mostly stand between two entries."""
        gaps = Counter(
            below.gap
            for version in (self.sides.ours, self.sides.theirs)
            for above, below in pairwise(version.pieces)
            if above.entry is not None and below.entry is not None and below.gap
        )
        if gaps:
            return gaps.most_common(1)[0][0]
        entry = next(iter(self.sides.ours.document.entries or self.sides.theirs.document.entries), None)
        return (">" if entry is not None and entry.markdown.startswith(">") else "") + self.sides.newline


def _index(node: Node | None, side: str) -> int | Literal["edge"] | None:
    if node is None:
        return "edge"
    index: int | None = getattr(node, side)
    return index


def _chosen(base: str | None, ours: str | None, theirs: str | None) -> str | None:
    """The separator lines that the side wants that changed them; None where neither has any at this place."""
    if ours is None or theirs is None:
        return ours if ours is not None else theirs
    if ours in (theirs, base):
        return theirs
    return ours if theirs == base else max(ours, theirs, key=_size)


def _edge(version: Version, at_end: bool) -> str:
    """The separator lines at the beginning or the end of ``version``."""
    return version.tail if at_end or not version.pieces else version.pieces[0].gap


def _gap_in(version: Version, above: int | str | None, below: int | str | None) -> str | None:
    """The separator lines between two pieces of ``version``; None where they are no neighbours in it."""
    if above is None or below is None:
        return None
    first = -1 if isinstance(above, str) else above
    last = len(version.pieces) if isinstance(below, str) else below
    if last != first + 1:
        return None
    return version.tail if last == len(version.pieces) else version.pieces[last].gap


def _gaps_beside(version: Version, above: int | str | None, below: int | str | None) -> list[str]:
    """The separator lines under one piece of ``version`` and above another."""
    found = [_gap_beside(version, above, is_above=True)] if isinstance(above, int) else []
    return [*found, _gap_beside(version, below, is_above=False)] if isinstance(below, int) else found


def _gap_beside(version: Version, index: int, is_above: bool) -> str:
    """The separator lines under a piece of ``version``, if it ``is_above`` them, or over it."""
    place = index + is_above
    return version.pieces[place].gap if place < len(version.pieces) else version.tail


def _size(gap: str) -> tuple[int, str]:
    return gap.count("\n") or gap.count("\r"), gap

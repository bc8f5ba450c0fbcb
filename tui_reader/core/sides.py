"""The two sides of a merge beside their base, in pieces, and the pieces of the result."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tui_reader.core.line_merge import Conflict
from tui_reader.core.text_edit import newline_at
from tui_reader.core.versions import Piece, Version, agreed

if TYPE_CHECKING:
    from tui_reader.core.template import Template


class Node:
    """A piece of the result: which piece of each version it is, if it is in it, and what comes of them."""

    __slots__ = ("base", "content", "ours", "theirs")

    def __init__(self, base: int | None, ours: int | None, theirs: int | None) -> None:
        self.base = base
        self.ours = ours
        self.theirs = theirs
        self.content: str | Conflict = ""


class Sides:
    """Three versions of a log, and which piece of the base is which of either side."""

    def __init__(self, base: Version, ours: Version, theirs: Version) -> None:
        self.base = base
        self.ours = ours
        self.theirs = theirs
        self.newline = newline_at(ours.document.text, len(ours.document.text))
        """The line end of what is written anew."""
        self.in_ours, self.in_theirs = agreed(base, ours, theirs)

    @cached_property
    def template(self) -> Template:
        """How the log spells entries."""
        from tui_reader.core.learning import learn

        return learn(self.ours.document)

    def piece(self, node: Node) -> Piece:
        """``node`` as one of the sides has it."""
        if node.ours is not None:
            return self.ours.pieces[node.ours]
        return self.theirs.pieces[node.theirs or 0]

"""Three versions of a log made one, entry by entry: what two people wrote at once, once, whole and in order.

A log is taken for a sequence of pieces: entries, and lines of other text. Which piece of the base is which of either
side is found out first (``versions``); then each piece is merged by itself (``entry_merge``), put where the side that
moved or added it has it, and kept apart from its neighbours by the separators that stand there. Only a piece that both
sides changed differently is a conflict, and it alone is put between the marks that git uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.core.line_merge import Conflict, merge_lines
from tui_reader.core.merge_gaps import Gaps
from tui_reader.core.merge_order import Order
from tui_reader.core.parser import parse
from tui_reader.core.sides import Node, Sides
from tui_reader.core.text_edit import newline_at
from tui_reader.core.text_form import Form, form_of, merged_form
from tui_reader.core.versions import BORDER, Match, Piece, Version, lines_of, same_paper, version_of


class Merged(NamedTuple):
    """What came of a merge."""

    text: str
    conflicts: int
    """How many conflicts are marked in ``text``."""


class Marks(NamedTuple):
    """How a conflict is marked."""

    size: int = 7
    """The number of signs that each mark is made of."""
    ours: str = "ours"
    theirs: str = "theirs"

    def around(self, conflict: Conflict, newline: str) -> str:
        """``conflict`` between its marks."""
        ours, theirs = f"{'<' * self.size} {self.ours}", f"{'>' * self.size} {self.theirs}"
        return f"{ours}{newline}{conflict.ours}{'=' * self.size}{newline}{conflict.theirs}{theirs}{newline}"


def merge(base: str, ours: str, theirs: str, marks: Marks = Marks()) -> Merged:  # noqa: B008 - does not change
    """``ours`` and ``theirs``, which both come from ``base``, as one text."""
    return merge_files([(base, ours, theirs)], marks)[0]


def merge_files(files: Sequence[tuple[str, str, str]], marks: Marks = Marks()) -> list[Merged]:  # noqa: B008 - as above
    """The logs of one group, base, ours and theirs of each; a file that is not there is an empty text.

    An entry that one side moved to another log and the other side edited is moved and edited.
    """
    forms: list[Form] = []
    plain: tuple[list[str], list[str], list[str]] = ([], [], [])
    for texts in files:
        own = [form_of(text) for text in texts]
        forms.append(merged_form(own[0], own[1], own[2]))
        for side, text, form in zip(plain, texts, own, strict=True):
            side.append(forms[-1].plain(text, form))
    merged = [_merged(base, ours, theirs, marks) for base, ours, theirs in zip(*plain, strict=True)]
    if len(files) > 1 and any(one.conflicts for one in merged):
        together = _merged_together(plain, marks)
        merged = together if together is not None else merged
    return [Merged(form.dressed(one.text), one.conflicts) for form, one in zip(forms, merged, strict=True)]


def _merged_together(files: tuple[list[str], list[str], list[str]], marks: Marks) -> list[Merged] | None:
    """The merge of several logs as one text; None where it does not fall apart into them again."""
    if any(BORDER in text for side in files for text in side):
        return None
    base, ours, theirs = (BORDER.join(side) for side in files)
    pieces = _merged(base, ours, theirs, marks).text.split(BORDER)
    if len(pieces) != len(files[0]):
        return None
    mark = f"{'<' * marks.size} {marks.ours}"
    return [Merged(text, text.count(mark) - old.count(mark)) for text, old in zip(pieces, files[1], strict=True)]


def _merged(base: str, ours: str, theirs: str, marks: Marks) -> Merged:
    """The merge of texts of which each ends with a line end."""
    if theirs in (base, ours):
        return Merged(ours, 0)
    if ours == base:
        return Merged(theirs, 0)
    versions = [version_of(text) for text in (base, ours, theirs)]
    if any(version.document.entries for version in versions):
        merge = _Merge(versions[0], versions[1], versions[2], marks)
        for more in ("", merge.sides.newline):
            text = merge.text(more)
            if merge.is_proved(text):
                return Merged(text, merge.conflicts)
    return merged_by_lines(base, ours, theirs, marks)


def merged_by_lines(base: str, ours: str, theirs: str, marks: Marks) -> Merged:
    """The merge of texts of which each ends with a line end, as git does it."""
    pieces = merge_lines(lines_of(base), lines_of(ours), lines_of(theirs))
    conflicts = sum(isinstance(piece, Conflict) for piece in pieces)
    newline = newline_at(ours, len(ours))
    text = "".join(piece if isinstance(piece, str) else marks.around(piece, newline) for piece in pieces)
    return Merged(text, conflicts)


class _Merge:
    """One merge of three versions in pieces."""

    def __init__(self, base: Version, ours: Version, theirs: Version, marks: Marks) -> None:
        self.sides = Sides(base, ours, theirs)
        self.marks = marks
        self.gaps = Gaps(self.sides)
        self.nodes = Order(self.sides).placed(self._nodes())

    @property
    def conflicts(self) -> int:
        """How many pieces both sides changed differently."""
        return sum(isinstance(node.content, Conflict) for node in self.nodes)

    # -- what there is -------------------------------------------------------------------------------------------------

    def _nodes(self) -> list[Node]:
        """The pieces that shall be in the result, in no order."""
        nodes = [
            Node(index, self.sides.in_ours.pairs.get(index), self.sides.in_theirs.pairs.get(index))
            for index in range(len(self.sides.base.pieces))
        ]
        added = [
            _added(version, match)
            for version, match in ((self.sides.ours, self.sides.in_ours), (self.sides.theirs, self.sides.in_theirs))
        ]
        both = self._added_by_both(*added)
        nodes += [Node(None, index, both.get(index)) for index in added[0]]
        taken = set(both.values())
        nodes += [Node(None, None, index) for index in added[1] if index not in taken]
        kept: list[Node] = []
        for node in nodes:
            content = self._content(node)
            if content is not None:
                node.content = content
                kept.append(node)
        return kept

    def _added_by_both(self, ours: Sequence[int], theirs: Sequence[int]) -> dict[int, int]:
        """Which entries of ``ours`` are which of ``theirs``: to the letter, by reading, or by their headers."""
        pairs: dict[int, int] = {}
        left = [index for index in theirs if self.sides.theirs.pieces[index].entry is not None]
        for same in (_same_text, _same_key, _same_header):
            for index in ours:
                piece = self.sides.ours.pieces[index]
                if piece.entry is None or index in pairs:
                    continue
                found = next((other for other in left if same(piece, self.sides.theirs.pieces[other])), None)
                if found is not None:
                    pairs[index] = found
                    left.remove(found)
        return pairs

    def _content(self, node: Node) -> str | Conflict | None:
        """What stands in the result for ``node``: a text, a conflict, or None where it was deleted."""
        base = self.sides.base.pieces[node.base] if node.base is not None else None
        ours = self.sides.ours.pieces[node.ours] if node.ours is not None else None
        theirs = self.sides.theirs.pieces[node.theirs] if node.theirs is not None else None
        if ours is None or theirs is None:
            left = ours or theirs
            if left is None or base is None:
                return left.text if left is not None else None
            if left.key == base.key:
                return None
            return Conflict(base.text, ours.text if ours else "", theirs.text if theirs else "")
        if ours.text == theirs.text or (base is not None and base.text == theirs.text):
            return ours.text
        if base is not None and base.text == ours.text:
            return theirs.text
        merged = None
        if ours.entry is not None and theirs.entry is not None:
            from tui_reader.core.entry_merge import merge_entry

            before = base.text if base is not None else None
            merged = merge_entry(before, ours.text, theirs.text, lambda: self.sides.template)
        elif ours.key == theirs.key:
            merged = min(ours.text, theirs.text)
        return merged if merged is not None else Conflict(base.text if base else "", ours.text, theirs.text)

    # -- what is written ----------------------------------------------------------------------------------------------

    def text(self, more: str = "") -> str:
        """The text of the result; with ``more`` between pieces that no side has kept apart."""
        pieces: list[str] = []
        above: Node | None = None
        for node in self.nodes:
            pieces += (self.gaps.between(above, node, more), self._written(node))
            above = node
        return "".join([*pieces, self.gaps.between(above, None, more)])

    def _written(self, node: Node) -> str:
        if isinstance(node.content, Conflict):
            return self.marks.around(node.content, self.sides.newline)
        return node.content

    # -- whether it is right -------------------------------------------------------------------------------------------

    def is_proved(self, text: str) -> bool:
        """Whether ``text`` reads as exactly the dated entries that are meant, to the character."""
        meant: list[str] = []
        for node in self.nodes:
            if isinstance(node.content, Conflict):
                meant += _dated(node.content.ours) + _dated(node.content.theirs)
            elif (entry := self.sides.piece(node).entry) is not None and entry.dated:
                meant.append(node.content)
        return meant == _dated(text)


def _added(version: Version, match: Match) -> list[int]:
    """The pieces of ``version`` that are in no other."""
    known = set(match.pairs.values())
    return [index for index in range(len(version.pieces)) if index not in known]


def _same_text(first: Piece, second: Piece) -> bool:
    return first.text == second.text


def _same_key(first: Piece, second: Piece) -> bool:
    return first.key == second.key


def _same_header(first: Piece, second: Piece) -> bool:
    """Whether two pieces are entries of the same paper, or say the same in different spellings."""
    if first.entry is None or second.entry is None or first.entry.date != second.entry.date:
        return False
    if same_paper(first.entry, second.entry):
        return True
    from tui_reader.core.entry_merge import reads_the_same

    return first.entry.reader == second.entry.reader and reads_the_same(first.text, second.text)


def _dated(text: str) -> list[str]:
    return [entry.markdown for entry in parse(text).entries if entry.dated]

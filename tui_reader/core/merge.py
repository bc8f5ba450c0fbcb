"""Three versions of a log made one, entry by entry: what two people wrote at once, once, whole and in order.

A log is taken for a sequence of pieces: entries, and lines of other text. Which piece of the base is which of either
side is found out first (``versions``); then each piece is merged by itself (``entry_merge``), put where the side that
moved or added it has it, and kept apart from its neighbours by the separators that stand there. Only a piece that both
sides changed differently is a conflict, and it alone is put between the marks that git uses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from tui_reader.core.line_merge import Conflict, matching, merge_lines
from tui_reader.core.lines import is_blank
from tui_reader.core.parser import parse
from tui_reader.core.text_edit import newline_at
from tui_reader.core.text_form import Form, form_of, merged_form
from tui_reader.core.versions import (
    BORDER,
    SAID_NOTHING,
    Match,
    Piece,
    Version,
    agreed,
    lines_of,
    same_paper,
    version_of,
)

NEIGHBOURS = 20
"""Entries on either side of a place that show the order of time there."""

if TYPE_CHECKING:
    from tui_reader.core.template import Template


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
        for gap in ("", "\n"):
            text = merge.text(gap)
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


class _Node:
    """A piece of the result: which piece of each version it is, and what comes of them."""

    __slots__ = ("base", "content", "ours", "theirs")

    def __init__(self, base: int | None, ours: int | None, theirs: int | None) -> None:
        self.base = base
        self.ours = ours
        self.theirs = theirs
        self.content: str | Conflict = ""


class _Merge:
    """One merge of three versions in pieces."""

    def __init__(self, base: Version, ours: Version, theirs: Version, marks: Marks) -> None:
        self.base = base
        self.ours = ours
        self.theirs = theirs
        self.marks = marks
        self.newline = newline_at(ours.document.text, len(ours.document.text))
        self.in_ours, self.in_theirs = agreed(base, ours, theirs)
        self.nodes = self._placed(self._nodes())

    @property
    def conflicts(self) -> int:
        """How many pieces both sides changed differently."""
        return sum(isinstance(node.content, Conflict) for node in self.nodes)

    @cached_property
    def template(self) -> Template:
        """How the log spells entries."""
        from tui_reader.core.learning import learn

        return learn(self.ours.document)

    # -- what there is -------------------------------------------------------------------------------------------------

    def _nodes(self) -> list[_Node]:
        """The pieces that shall be in the result, in no order."""
        nodes = [
            _Node(index, self.in_ours.pairs.get(index), self.in_theirs.pairs.get(index))
            for index in range(len(self.base.pieces))
        ]
        added = [
            _added(version, match) for version, match in ((self.ours, self.in_ours), (self.theirs, self.in_theirs))
        ]
        both = self._added_by_both(*added)
        nodes += [_Node(None, index, both.get(index)) for index in added[0]]
        taken = set(both.values())
        nodes += [_Node(None, None, index) for index in added[1] if index not in taken]
        kept: list[_Node] = []
        for node in nodes:
            content = self._content(node)
            if content is not None:
                node.content = content
                kept.append(node)
        return kept

    def _added_by_both(self, ours: Sequence[int], theirs: Sequence[int]) -> dict[int, int]:
        """Which entries of ``ours`` are which of ``theirs``: to the letter, by reading, or by their headers."""
        pairs: dict[int, int] = {}
        left = [index for index in theirs if self.theirs.pieces[index].entry is not None]
        for same in (_same_text, _same_key, _same_header):
            for index in ours:
                piece = self.ours.pieces[index]
                if piece.entry is None or index in pairs:
                    continue
                found = next((other for other in left if same(piece, self.theirs.pieces[other])), None)
                if found is not None:
                    pairs[index] = found
                    left.remove(found)
        return pairs

    def _content(self, node: _Node) -> str | Conflict | None:
        """What stands in the result for ``node``: a text, a conflict, or None where it was deleted."""
        base = self.base.pieces[node.base] if node.base is not None else None
        ours = self.ours.pieces[node.ours] if node.ours is not None else None
        theirs = self.theirs.pieces[node.theirs] if node.theirs is not None else None
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
            merged = merge_entry(before, ours.text, theirs.text, lambda: self.template)
        elif ours.key == theirs.key:
            merged = min(ours.text, theirs.text)
        return merged if merged is not None else Conflict(base.text if base else "", ours.text, theirs.text)

    # -- where it stands -----------------------------------------------------------------------------------------------

    def _placed(self, nodes: Sequence[_Node]) -> list[_Node]:
        """``nodes`` in the order of the result.

        Those that both sides left where they were keep their order; between two of them stands what either side has
        there, unless the other side moved it elsewhere.
        """
        steady = self.in_ours.stayed & self.in_theirs.stayed
        anchors = sorted((node for node in nodes if node.base in steady), key=lambda node: node.base or 0)
        by_ours = {node.ours: node for node in nodes if node.ours is not None}
        by_theirs = {node.theirs: node for node in nodes if node.theirs is not None}
        ours = _regions(len(self.ours.pieces), [node.ours for node in anchors])
        theirs = _regions(len(self.theirs.pieces), [node.theirs for node in anchors])
        region_ours = {index: number for number, region in enumerate(ours) for index in region}
        region_theirs = {index: number for number, region in enumerate(theirs) for index in region}

        def whose(node: _Node) -> tuple[bool, bool]:
            """Whether ``node`` stands where ours and where theirs have it."""
            if node.ours is None or node.theirs is None:
                return node.ours is not None, node.theirs is not None
            if node.base in self.in_ours.stayed:
                return False, True
            if node.base in self.in_theirs.stayed:
                return True, False
            return True, region_ours[node.ours] == region_theirs[node.theirs]

        placed: list[_Node] = []
        for number, (our_indices, their_indices) in enumerate(zip(ours, theirs, strict=True)):
            here = [by_ours[index] for index in our_indices if index in by_ours and whose(by_ours[index])[0]]
            there = [by_theirs[index] for index in their_indices if index in by_theirs and whose(by_theirs[index])[1]]
            above = anchors[number - 1] if number else None
            placed += self._woven(here, there, above)
            placed += anchors[number : number + 1]
        return placed

    def _woven(self, ours: Sequence[_Node], theirs: Sequence[_Node], above: _Node | None) -> list[_Node]:
        """What either side has at one place, in the order of time; what both have there stands once."""
        shared = self._shared(ours, theirs)
        elsewhere = {id(node) for node in ours} - {id(theirs[index]) for index in shared.values()}
        woven: list[_Node] = []
        at_ours = at_theirs = 0
        for index in [*sorted(shared), None]:
            until_ours, until_theirs = (len(ours), len(theirs)) if index is None else (index, shared[index])
            left = [node for node in theirs[at_theirs:until_theirs] if id(node) not in elsewhere]
            woven += self._by_time(ours[at_ours:until_ours], left, woven[-1] if woven else above)
            if index is not None:
                woven.append(ours[index])
                ours[index].theirs = theirs[shared[index]].theirs
                at_ours, at_theirs = index + 1, shared[index] + 1
        return woven

    def _shared(self, ours: Sequence[_Node], theirs: Sequence[_Node]) -> dict[int, int]:
        """What both sides have at one place: the index in ``theirs`` for that in ``ours``.

        Lines of text that both added alike are the same, but what stands under two entries belongs to each of them.
        """

        def key(node: _Node) -> Hashable:
            is_line = node.base is None and self._piece(node).entry is None
            return node.content if is_line and not is_blank(str(node.content).strip(SAID_NOTHING)) else id(node)

        shared = matching([key(node) for node in ours], [key(node) for node in theirs])
        for index, other in sorted(shared.items()):
            below, there = index + 1, other + 1
            while (
                below < len(ours)
                and there < len(theirs)
                and below not in shared
                and _is_same_line(ours[below], theirs[there])
            ):
                shared[below] = there
                below, there = below + 1, there + 1
        return shared

    def _piece(self, node: _Node) -> Piece:
        """``node`` as one of the sides has it."""
        if node.ours is not None:
            return self.ours.pieces[node.ours]
        return self.theirs.pieces[node.theirs or 0]

    def _by_time(self, ours: Sequence[_Node], theirs: Sequence[_Node], above: _Node | None) -> list[_Node]:
        """What only one side has at a place: entries in the order of time, and none under a heading not its own."""
        if not ours or not theirs:
            return [*ours, *theirs]
        ends = [
            next((number for number, node in enumerate(nodes) if self._piece(node).heading), len(nodes))
            for nodes in (ours, theirs)
        ]
        if any(ends) and (ends != [0, len(theirs)] and ends != [len(ours), 0]):
            head = self._interleaved(ours[: ends[0]], theirs[: ends[1]], above)
            return [*head, *ours[ends[0] :], *theirs[ends[1] :]]
        if not any(ends) or (above is not None and self._piece(above).entry is not None):
            first, second = (ours, theirs) if ends[0] else (theirs, ours)
            return [*first, *second]
        # A heading with nothing above it but other text: what is new under that text is new under the heading.
        first, second = (theirs, ours) if ends[0] else (ours, theirs)
        return [first[0], *self._by_time(first[1:], second, first[0])]

    def _interleaved(self, ours: Sequence[_Node], theirs: Sequence[_Node], above: _Node | None) -> list[_Node]:
        """Two lists of new pieces as one in the order of time, each in its own order."""
        left, right = self._clusters(ours), self._clusters(theirs)
        if not left or not right:
            return [*ours, *theirs]
        newest_first = self._order_at(above) == "newest_first"
        woven: list[_Node] = []
        while left and right:
            first, second = left[0], right[0]
            ahead = first.date > second.date if newest_first else first.date < second.date
            if not (first.date and second.date) or first.date == second.date:
                ahead = first.key <= second.key
            woven += (left if ahead else right).pop(0).nodes
        return woven + [node for cluster in [*left, *right] for node in cluster.nodes]

    def _clusters(self, nodes: Sequence[_Node]) -> list[_Cluster]:
        """``nodes`` in groups that stay together: an entry with a date, and what stands under it without one."""
        clusters: list[_Cluster] = []
        for node in nodes:
            piece = self._piece(node)
            date = piece.entry.date if piece.entry is not None else None
            if not clusters or (date and clusters[-1].date):
                clusters.append(_Cluster(date or "", piece.key, [node]))
            else:
                last = clusters[-1]
                clusters[-1] = _Cluster(last.date or date or "", last.key, [*last.nodes, node])
        return clusters

    def _order_at(self, above: _Node | None) -> str:
        """The order of time of the entries around a place."""
        from tui_reader.core.learning import order_of

        place = above.base + 1 if above is not None and above.base is not None else 0
        entries = [
            [piece.entry for piece in pieces if piece.entry is not None]
            for pieces in (self.base.pieces[:place], self.base.pieces[place:])
        ]
        return order_of([*entries[0][-NEIGHBOURS:], *entries[1][:NEIGHBOURS]]) or self.template.order

    # -- what keeps it apart -------------------------------------------------------------------------------------------

    def text(self, more: str = "") -> str:
        """The text of the result; with ``more`` between pieces that no side has kept apart."""
        pieces: list[str] = []
        above: _Node | None = None
        for node in self.nodes:
            pieces += (self._gap(above, node, more), self._written(node))
            above = node
        return "".join([*pieces, self._gap(above, None, more)])

    def _written(self, node: _Node) -> str:
        if isinstance(node.content, Conflict):
            return self.marks.around(node.content, self.newline)
        return node.content

    def _gap(self, above: _Node | None, below: _Node | None, more: str) -> str:
        """The separator lines between two pieces of the result; None: the beginning and the end of the log."""
        ours = _gap_in(self.ours, _index(above, "ours"), _index(below, "ours"))
        theirs = _gap_in(self.theirs, _index(above, "theirs"), _index(below, "theirs"))
        if ours is not None and theirs is not None:
            base = _gap_in(self.base, _index(above, "base"), _index(below, "base"))
            if ours in (theirs, base):
                found: str | None = theirs
            else:
                found = ours if theirs == base else max(ours, theirs, key=_size)
        else:
            found = ours if ours is not None else theirs
        if found or (found is not None and self._may_touch(above, below)):
            return found
        others = [
            gap
            for version, side in ((self.ours, "ours"), (self.theirs, "theirs"))
            for gap in _gaps_beside(version, _index(above, side), _index(below, side))
        ]
        widest = max(others, key=_size, default="")
        is_needed = any(node is not None and self._piece(node).entry is not None for node in (above, below))
        return (widest or (self.separator if is_needed and above and below else "")) + more

    def _may_touch(self, above: _Node | None, below: _Node | None) -> bool:
        """Whether nothing need stand between two neighbours of a side: there is no entry, or they are as they were."""
        if above is None or below is None or BORDER in (above.content, below.content):
            return True
        if self._piece(above).entry is None and self._piece(below).entry is None:
            return True
        for version, side in ((self.ours, "ours"), (self.theirs, "theirs")):
            indices = _index(above, side), _index(below, side)
            if _gap_in(version, *indices) == "" and [above.content, below.content] == [
                version.pieces[index].text for index in indices if isinstance(index, int)
            ]:
                return True
        return False

    @cached_property
    def separator(self) -> str:
        """The lines that mostly stand between two entries."""
        gaps = Counter(
            below.gap
            for version in (self.ours, self.theirs)
            for above, below in pairwise(version.pieces)
            if above.entry is not None and below.entry is not None and below.gap
        )
        if gaps:
            return gaps.most_common(1)[0][0]
        entry = next(iter(self.ours.document.entries or self.theirs.document.entries), None)
        return (">" if entry is not None and entry.markdown.startswith(">") else "") + self.newline

    # -- whether it is right -------------------------------------------------------------------------------------------

    def is_proved(self, text: str) -> bool:
        """Whether ``text`` reads as exactly the dated entries that are meant, to the character."""
        meant: list[str] = []
        for node in self.nodes:
            if isinstance(node.content, Conflict):
                meant += _dated(node.content.ours) + _dated(node.content.theirs)
            elif (entry := self._piece(node).entry) is not None and entry.dated:
                meant.append(node.content)
        return meant == _dated(text)


class _Cluster(NamedTuple):
    """New pieces that stay together."""

    date: str
    key: str
    nodes: list[_Node]


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


def _is_same_line(first: _Node, second: _Node) -> bool:
    return first.base is second.base is None and first.content == second.content


def _regions(count: int, bounds: Sequence[int | None]) -> list[range]:
    """The indices up to ``count`` between ``bounds``, which rise."""
    edges = [-1, *(bound for bound in bounds if bound is not None), count]
    return [range(first + 1, last) for first, last in pairwise(edges)]


def _index(node: _Node | None, side: str) -> int | Literal["edge"] | None:
    if node is None:
        return "edge"
    index: int | None = getattr(node, side)
    return index


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
    gaps = [piece.gap for piece in version.pieces] + [version.tail]
    found = [gaps[above + 1]] if isinstance(above, int) else []
    return [*found, gaps[below]] if isinstance(below, int) else found


def _size(gap: str) -> tuple[int, str]:
    return gap.count("\n") or gap.count("\r"), gap


def _dated(text: str) -> list[str]:
    return [entry.markdown for entry in parse(text).entries if entry.dated]

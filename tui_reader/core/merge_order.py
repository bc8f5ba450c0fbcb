"""In which order the pieces of a merge stand: as both sides have them, and in the order of time what is new in both."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui_reader.core.line_merge import matching
from tui_reader.core.lines import is_blank
from tui_reader.core.sides import Node, Sides
from tui_reader.core.versions import SAID_NOTHING

NEIGHBOURS = 20
"""Entries on either side of a place that show the order of time there."""


class Order:
    """Puts the pieces of one merge in order."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides

    def placed(self, nodes: Sequence[Node]) -> list[Node]:
        """``nodes`` in the order of the result.

        Those that both sides left where they were keep their order; between two of them stands what either side has
        there, unless the other side moved it elsewhere.
        """
        steady = self.sides.in_ours.stayed & self.sides.in_theirs.stayed
        anchors = sorted((node for node in nodes if node.base in steady), key=lambda node: node.base or 0)
        by_ours = {node.ours: node for node in nodes if node.ours is not None}
        by_theirs = {node.theirs: node for node in nodes if node.theirs is not None}
        ours = _regions(len(self.sides.ours.pieces), [node.ours for node in anchors])
        theirs = _regions(len(self.sides.theirs.pieces), [node.theirs for node in anchors])
        region_ours = {index: number for number, region in enumerate(ours) for index in region}
        region_theirs = {index: number for number, region in enumerate(theirs) for index in region}

        def whose(node: Node) -> tuple[bool, bool]:
            """Whether ``node`` stands where ours and where theirs have it."""
            if node.ours is None or node.theirs is None:
                return node.ours is not None, node.theirs is not None
            if node.base in self.sides.in_ours.stayed:
                return False, True
            if node.base in self.sides.in_theirs.stayed:
                return True, False
            return True, region_ours[node.ours] == region_theirs[node.theirs]

        placed: list[Node] = []
        for number, (our_indices, their_indices) in enumerate(zip(ours, theirs, strict=True)):
            here = [by_ours[index] for index in our_indices if index in by_ours and whose(by_ours[index])[0]]
            there = [by_theirs[index] for index in their_indices if index in by_theirs and whose(by_theirs[index])[1]]
            above = anchors[number - 1] if number else None
            placed += self._woven(here, there, above)
            placed += anchors[number : number + 1]
        return placed

    def _woven(self, ours: Sequence[Node], theirs: Sequence[Node], above: Node | None) -> list[Node]:
        """What either side has at one place, in the order of time; what both have there stands once."""
        shared = self._shared(ours, theirs)
        elsewhere = {id(node) for node in ours} - {id(theirs[index]) for index in shared.values()}
        woven: list[Node] = []
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

    def _shared(self, ours: Sequence[Node], theirs: Sequence[Node]) -> dict[int, int]:
        """What both sides have at one place: the index in ``theirs`` for that in ``ours``.

        Lines of text that both added alike are the same, but what stands under two entries belongs to each of them.
        """

        def key(node: Node) -> Hashable:
            is_line = node.base is None and self.sides.piece(node).entry is None
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

    def _by_time(self, ours: Sequence[Node], theirs: Sequence[Node], above: Node | None) -> list[Node]:
        """What only one side has at a place: entries in the order of time, and none under a heading not its own."""
        if not ours or not theirs:
            return [*ours, *theirs]
        ends = [
            next((number for number, node in enumerate(nodes) if self.sides.piece(node).heading), len(nodes))
            for nodes in (ours, theirs)
        ]
        if any(ends) and (ends != [0, len(theirs)] and ends != [len(ours), 0]):
            head = self._interleaved(ours[: ends[0]], theirs[: ends[1]], above)
            return [*head, *ours[ends[0] :], *theirs[ends[1] :]]
        if not any(ends) or (above is not None and self.sides.piece(above).entry is not None):
            first, second = (ours, theirs) if ends[0] else (theirs, ours)
            return [*first, *second]
        # A heading with nothing above it but other text: what is new under that text is new under the heading.
        first, second = (theirs, ours) if ends[0] else (ours, theirs)
        return [first[0], *self._by_time(first[1:], second, first[0])]

    def _interleaved(self, ours: Sequence[Node], theirs: Sequence[Node], above: Node | None) -> list[Node]:
        """Two lists of new pieces as one in the order of time, each in its own order."""
        left, right = self._clusters(ours), self._clusters(theirs)
        if not left or not right:
            return [*ours, *theirs]
        newest_first = self._order_at(above) == "newest_first"
        woven: list[Node] = []
        while left and right:
            first, second = left[0], right[0]
            ahead = first.date > second.date if newest_first else first.date < second.date
            if not (first.date and second.date) or first.date == second.date:
                ahead = first.key <= second.key
            woven += (left if ahead else right).pop(0).nodes
        return woven + [node for cluster in [*left, *right] for node in cluster.nodes]

    def _clusters(self, nodes: Sequence[Node]) -> list[_Cluster]:
        """``nodes`` in groups that stay together: an entry with a date, and what stands under it without one."""
        clusters: list[_Cluster] = []
        for node in nodes:
            piece = self.sides.piece(node)
            date = piece.entry.date if piece.entry is not None else None
            if not clusters or (date and clusters[-1].date):
                clusters.append(_Cluster(date or "", piece.key, [node]))
            else:
                last = clusters[-1]
                clusters[-1] = _Cluster(last.date or date or "", last.key, [*last.nodes, node])
        return clusters

    def _order_at(self, above: Node | None) -> str:
        """The order of time of the entries around a place."""
        from tui_reader.core.learning import order_of

        place = above.base + 1 if above is not None and above.base is not None else 0
        entries = [
            [piece.entry for piece in pieces if piece.entry is not None]
            for pieces in (self.sides.base.pieces[:place], self.sides.base.pieces[place:])
        ]
        return order_of([*entries[0][-NEIGHBOURS:], *entries[1][:NEIGHBOURS]]) or self.sides.template.order


class _Cluster(NamedTuple):
    """New pieces that stay together."""

    date: str
    key: str
    nodes: list[Node]


def _is_same_line(first: Node, second: Node) -> bool:
    return first.base is second.base is None and first.content == second.content


def _regions(count: int, bounds: Sequence[int | None]) -> list[range]:
    """The indices up to ``count`` between ``bounds``, which rise."""
    edges = [-1, *(bound for bound in bounds if bound is not None), count]
    return [range(first + 1, last) for first, last in pairwise(edges)]

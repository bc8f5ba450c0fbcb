"""Three versions of a text made one, line by line: what only one side changed is taken, the rest is a conflict."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple


class Conflict(NamedTuple):
    """What both sides changed differently, as text of whole lines."""

    base: str
    ours: str
    theirs: str


def matching(first: Sequence[Hashable], second: Sequence[Hashable]) -> dict[int, int]:
    """Which items of ``first`` stay in ``second``, in the same order: the index in ``second`` for that in ``first``."""
    from difflib import SequenceMatcher

    shorter = min(len(first), len(second))
    start = next((number for number in range(shorter) if first[number] != second[number]), shorter)
    rest = shorter - start
    end = next((number for number in range(rest) if first[-1 - number] != second[-1 - number]), rest)
    pairs = {number: number for number in range(start)}
    pairs |= {len(first) - number: len(second) - number for number in range(1, end + 1)}
    middle = (first[start : len(first) - end], second[start : len(second) - end])
    if middle[0] and middle[1]:
        for block in SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks():
            pairs |= {start + block.a + number: start + block.b + number for number in range(block.size)}
    return pairs


def merge_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str | Conflict]:
    """The lines of three versions as one: lines that are certain, and conflicts between them.

    Changes are apart from each other where a line that both sides left alone stands between them, as for git.
    """
    in_ours, in_theirs = matching(base, ours), matching(base, theirs)
    merged: list[str | Conflict] = []
    at_base = at_ours = at_theirs = 0
    for anchor in sorted(in_ours.keys() & in_theirs.keys()):
        merged += _stretch(base[at_base:anchor], ours[at_ours : in_ours[anchor]], theirs[at_theirs : in_theirs[anchor]])
        merged.append(base[anchor])
        at_base, at_ours, at_theirs = anchor + 1, in_ours[anchor] + 1, in_theirs[anchor] + 1
    return [*merged, *_stretch(base[at_base:], ours[at_ours:], theirs[at_theirs:])]


def _stretch(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[str | Conflict]:
    """The lines between two that nobody changed."""
    if ours in (theirs, base):
        yield from theirs
    elif theirs == base:
        yield from ours
    else:
        # What both sides changed alike at either end is no conflict.
        shorter = min(len(ours), len(theirs))
        start = next((number for number in range(shorter) if ours[number] != theirs[number]), shorter)
        rest = shorter - start
        end = next((number for number in range(rest) if ours[-1 - number] != theirs[-1 - number]), rest)
        yield from ours[:start]
        yield Conflict(
            "".join(base), "".join(ours[start : len(ours) - end]), "".join(theirs[start : len(theirs) - end])
        )
        yield from ours[len(ours) - end :]

"""What a change does to a text, line by line, in the form that ``patch`` and people read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

CONTEXT = 3
"""Lines that are shown around a change."""

# As for ``patch``, a line ends at "\n" alone and keeps all else that stands in it.
LINE = re.compile(r"[^\n]*\n|[^\n]+")
NO_LINE_END = "\n\\ No newline at end of file\n"

Change: TypeAlias = tuple[int, int, int, int]
"""Beginning and end of what goes from the old lines, and of what comes from the new ones instead."""


def unified_diff(before: str, after: str, name: str) -> Iterator[str]:
    """The lines of a unified diff of the file ``name`` from ``before`` to ``after``; none where they are the same."""
    old, new = LINE.findall(before), LINE.findall(after)
    if old == new:
        return
    yield f"--- {name}\n"
    yield f"+++ {name}\n"
    for hunk in _hunks(_changes(old, new)):
        # Where there is less around a change, ``patch`` takes it for the beginning or the end of the file.
        before_it, behind_it = min(hunk[0][0], CONTEXT), min(len(old) - hunk[-1][1], CONTEXT)
        old_start, old_end = hunk[0][0] - before_it, hunk[-1][1] + behind_it
        yield f"@@ -{_range(old_start, old_end)} +{_range(hunk[0][2] - before_it, hunk[-1][3] + behind_it)} @@\n"
        at = old_start
        for change in hunk:
            yield from (_line(" ", line) for line in old[at : change[0]])
            yield from (_line("-", line) for line in old[change[0] : change[1]])
            yield from (_line("+", line) for line in new[change[2] : change[3]])
            at = change[1]
        yield from (_line(" ", line) for line in old[at:old_end])


def _changes(old: list[str], new: list[str]) -> Iterator[Change]:
    from difflib import SequenceMatcher

    # What both have at either end need not be compared, however long it is.
    shorter = min(len(old), len(new))
    start = next((number for number in range(shorter) if old[number] != new[number]), shorter)
    end = next((number for number in range(shorter - start) if old[-1 - number] != new[-1 - number]), shorter - start)
    matcher = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False)
    for operation, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if operation != "equal":
            yield start + old_start, start + old_end, start + new_start, start + new_end


def _hunks(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Changes whose surroundings touch, together."""
    hunk: list[Change] = []
    for change in changes:
        if hunk and change[0] - hunk[-1][1] > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    yield hunk


def _line(sign: str, line: str) -> str:
    return sign + line if line.endswith("\n") else sign + line + NO_LINE_END


def _range(start: int, end: int) -> str:
    """How a hunk names the lines from ``start`` to ``end``, counted from 0: the first from 1, and how many."""
    count = end - start
    return f"{start + 1 if count else start},{count}"

"""What a change does to a text, line by line, in the form that ``patch`` and people read."""

from __future__ import annotations

import re
from collections.abc import Iterator

CONTEXT = 3
"""Lines that are shown around a change."""

# As for ``patch``, a line ends at "\n" alone and keeps all else that stands in it.
LINE = re.compile(r"[^\n]*\n|[^\n]+")
NO_LINE_END = "\n\\ No newline at end of file\n"


def unified_diff(before: str, after: str, name: str) -> Iterator[str]:
    """The lines of a unified diff of the file ``name`` from ``before`` to ``after``; none where they are the same."""
    from difflib import SequenceMatcher

    old, new = LINE.findall(before), LINE.findall(after)
    if old == new:
        return
    # What both have at either end need not be compared, however long it is.
    shorter = min(len(old), len(new))
    start = next((number for number in range(shorter) if old[number] != new[number]), shorter)
    end = next((number for number in range(shorter - start) if old[-1 - number] != new[-1 - number]), shorter - start)
    start, end = max(start - CONTEXT, 0), max(end - CONTEXT, 0)
    matcher = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False)
    yield f"--- {name}\n"
    yield f"+++ {name}\n"
    for group in matcher.get_grouped_opcodes(CONTEXT):
        old_range = _range(start + group[0][1], start + group[-1][2])
        new_range = _range(start + group[0][3], start + group[-1][4])
        yield f"@@ -{old_range} +{new_range} @@\n"
        for operation, old_start, old_end, new_start, new_end in group:
            old_lines = old[start + old_start : start + old_end]
            if operation == "equal":
                yield from (_line(" ", line) for line in old_lines)
            else:
                yield from (_line("-", line) for line in old_lines)
                yield from (_line("+", line) for line in new[start + new_start : start + new_end])


def _line(sign: str, line: str) -> str:
    return sign + line if line.endswith("\n") else sign + line + NO_LINE_END


def _range(start: int, end: int) -> str:
    """How a hunk names the lines from ``start`` to ``end``, counted from 0: the first from 1, and how many."""
    count = end - start
    return f"{start + 1 if count else start},{count}"

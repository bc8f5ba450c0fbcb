"""Keeps columns straight where terminals disagree: an emoji of several characters is one to six cells wide to them.

What is doubtful is drawn over a space of the width that is counted here, and the cursor then put behind that: whatever
the terminal makes of it, all that follows stands where it should.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import split_graphemes

# Joiners, styles, flags and skin colours of emoji, old Hangul, and scripts with marks that have a cell of their own.
DOUBTFUL = re.compile(
    "[\u0900-\u11ff\u1700-\u17ff\u1a00-\u1bff\u1cd0-\u1cff\u200d\ua880-\ua8df\ua980-\uaaef\uabe3-\uabec"
    "\ud7b0-\ud7ff\ufe0e\ufe0f\U00011000-\U000118ff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
)

PIECES = re.compile(r"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)|\[[0-?]*[ -/]*[@-~]|.)|[^\x1b]+", re.DOTALL)
"""A sequence for the terminal, or text."""

FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))

SAVE, RESTORE = "\x1b7", "\x1b8"


def pinned(output: str) -> str:
    """``output``, for a terminal, with all that follows something doubtful in its place."""
    if output.isascii() or DOUBTFUL.search(output) is None:
        return output
    return PIECES.sub(_pinned, output)


def _pinned(match: re.Match[str]) -> str:
    text = match[0]
    if text[0] == "\x1b" or DOUBTFUL.search(text) is None:
        return text
    return "".join(
        f"{SAVE}{' ' * cells}{RESTORE}{SAVE}{piece}{RESTORE}\x1b[{cells}C"
        if (len(piece) > 1 or piece in FLAG_LETTERS) and cells and DOUBTFUL.search(piece)
        else piece
        for piece, cells in _graphemes(text)
    )


def _graphemes(text: str) -> Iterator[tuple[str, int]]:
    """What is drawn as one, and its cells; two letters of a flag are one."""
    half_flag = ("", 0)
    for start, end, cells in split_graphemes(text)[0]:
        piece = text[start:end]
        if half_flag[0]:
            yield (half_flag[0] + piece, half_flag[1] + cells) if piece[0] in FLAG_LETTERS else half_flag
            if piece[0] not in FLAG_LETTERS:
                yield piece, cells
            half_flag = ("", 0)
        elif piece in FLAG_LETTERS:
            half_flag = (piece, cells)
        else:
            yield piece, cells
    if half_flag[0]:
        yield half_flag

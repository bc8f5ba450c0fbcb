"""Keeps columns straight where terminals disagree: an emoji of several characters is one to six cells wide to them.

What is doubtful is drawn over a space of the width that is counted here, and the cursor then put behind that: whatever
the terminal makes of it, all that follows stands where it should.

Where something stands between here and the terminal that counts cells for itself (GNU screen, mosh), it and the
terminal still disagree. There, of what is joined the first sign alone is drawn, of a flag the letters of its country,
and no mark that has a cell of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, split_graphemes

# Joiners, styles, flags and skin colours of emoji, old Hangul, and scripts with marks that have a cell of their own.
DOUBTFUL = re.compile(
    "[\u0900-\u11ff\u1700-\u17ff\u1a00-\u1bff\u1cd0-\u1cff\u200d\ua880-\ua8df\ua980-\uaaef\uabe3-\uabec"
    "\ud7b0-\ud7ff\ufe0e\ufe0f\U00011000-\U000118ff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
)

PIECES = re.compile(r"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)|\[[0-?]*[ -/]*[@-~]|.)|[^\x1b]+", re.DOTALL)
"""A sequence for the terminal, or text."""

FIRST_FLAG_LETTER = 0x1F1E6
FLAG_LETTERS = frozenset(map(chr, range(FIRST_FLAG_LETTER, FIRST_FLAG_LETTER + 26)))
WITHOUT_A_CELL = "Mn"
"""Unicode's kind of the marks that stand on another character."""
STYLES = frozenset("\ufe0e\ufe0f")
"""What says that a sign is to be an emoji, or not; of their kind all others are marks."""

SAVE, RESTORE = "\x1b7", "\x1b8"


def pinned(output: str, joins: bool = True) -> str:
    """``output``, for a terminal, with all that follows something doubtful in its place.

    Not ``joins``: nothing is drawn on the way there that is joined of several characters.
    """
    if output.isascii() or DOUBTFUL.search(output) is None:
        return output
    return PIECES.sub(_pinned if joins else _single, output)


def _single(match: re.Match[str]) -> str:
    text = match[0]
    if text[0] == "\x1b" or DOUBTFUL.search(text) is None:
        return text
    pieces = _graphemes(text)
    return _in_place("".join(_first_of(piece, cells) if DOUBTFUL.search(piece) else piece for piece, cells in pieces))


def _first_of(piece: str, cells: int) -> str:
    """What of ``piece`` has as many cells to everybody, in ``cells``: a flag's letters, or its first with its marks."""
    from unicodedata import category, normalize

    whole = normalize("NFC", piece)
    flag = "".join(chr(ord(letter) - FIRST_FLAG_LETTER + ord("A")) for letter in whole if letter in FLAG_LETTERS)
    marks = "".join(mark for mark in whole[1:] if category(mark) == WITHOUT_A_CELL and mark not in STYLES)
    shown = flag or whole[0] + marks
    return shown + " " * (cells - cell_len(shown))


def _pinned(match: re.Match[str]) -> str:
    text = match[0]
    return text if text[0] == "\x1b" or DOUBTFUL.search(text) is None else _in_place(text)


def _in_place(text: str) -> str:
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

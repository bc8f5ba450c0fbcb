"""Pictures as terminals take them: half cells, kitty's graphics, sixel. Pixels in, text out.

The encoders are our own: textual-image, which has them too, asks the terminal questions as soon as it is imported, and
the answers take keys along; its newest versions want a newer Python.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

Colour = tuple[int, int, int]
"""Red, green, blue, each up to 255."""

CHUNK = 4096
"""Characters of base64 that kitty takes at once."""

PLACEHOLDER = "\U0010eeee"
"""What kitty shows a piece of a picture for."""

FIRST_ROWS = range(0x300, 0x82E)
"""Where the marks lie that count kitty's rows, as far as Unicode added none between them later."""

FUSED = frozenset("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030f\u0311\u0313\u0314"
                  "\u0342\u0653\u0654")  # fmt: skip
"""Marks that may become one with the letter before them, and that kitty leaves out."""

SIXEL_COLOURS = 255
BAND = 6
"""Lines of pixels that one line of sixels holds."""

REPEATED = re.compile(rb"(.)\1{3,254}", re.DOTALL)


class Halves(NamedTuple):
    """So many cells of a line that look alike: each shows two pixels, one over the other."""

    cells: int
    upper: Colour
    lower: Colour | None
    """None under the last line of a picture of odd height."""


HALF = "▀"


def half_cells(picture: Image) -> list[list[Halves]]:
    """``picture`` line by line, a pixel in width and two in height a cell."""
    width, height = picture.size
    data = picture.tobytes()
    rows: list[list[Colour]] = []
    for start in range(0, 3 * width * height, 3 * width):
        line = data[start : start + 3 * width]
        rows.append(list(zip(line[::3], line[1::3], line[2::3], strict=True)))
    lines: list[list[Halves]] = []
    for top in range(0, height, 2):
        lower: list[Colour | None] = [*rows[top + 1]] if top + 1 < height else [None] * width
        line_of_halves: list[Halves] = []
        for over, under in zip(rows[top], lower, strict=True):
            if line_of_halves and line_of_halves[-1][1:] == (over, under):
                line_of_halves[-1] = line_of_halves[-1]._replace(cells=line_of_halves[-1].cells + 1)
            else:
                line_of_halves.append(Halves(1, over, under))
        lines.append(line_of_halves)
    return lines


# -- kitty -------------------------------------------------------------------------------------------------------------


@cache
def row_marks() -> tuple[str, ...]:
    """The marks by which a placeholder says its row or column, from 0: kitty takes them from Unicode by a rule."""
    return tuple(
        mark
        for mark in map(chr, FIRST_ROWS)
        if unicodedata.combining(mark) == 230 and not unicodedata.decomposition(mark) and mark not in FUSED
    )


def kitty_picture(picture: Image, number: int, columns: int, rows: int) -> list[str]:
    """What makes kitty keep ``picture`` under ``number``, to be shown in placeholders for so many cells.

    Each piece is a sequence of its own. The terminal is told to answer nothing.
    """
    written = BytesIO()
    picture.save(written, format="PNG")
    data = b64encode(written.getvalue()).decode("ascii")
    pieces = [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]
    keys = [f"q=2,a=T,U=1,f=100,i={number},c={columns},r={rows},m=1", *["q=2,m=1"] * (len(pieces) - 1)]
    keys[-1] = keys[-1][:-1] + "0"
    return [f"\x1b_G{said};{piece}\x1b\\" for said, piece in zip(keys, pieces, strict=True)]


def kitty_line(row: int, columns: int) -> str:
    """The placeholders of one line: the first says its row and column, the others follow from it."""
    marks = row_marks()
    return PLACEHOLDER + marks[row] + marks[0] + PLACEHOLDER * (columns - 1)


def kitty_colour(number: int) -> Colour:
    """The colour of placeholders for the picture of this number."""
    return number >> 16 & 255, number >> 8 & 255, number & 255


def kitty_forget(number: int) -> str:
    """What makes kitty forget the picture of this number."""
    return f"\x1b_Gq=2,a=d,d=I,i={number}\x1b\\"


def through_tmux(sequence: str) -> str:
    """``sequence`` as tmux hands it on to the terminal around it, where it may."""
    return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"


# -- sixel -------------------------------------------------------------------------------------------------------------


def sixel(picture: Image) -> str:
    """``picture`` in sixels, of 255 colours at most."""
    width, height = picture.size
    reduced = picture.quantize(SIXEL_COLOURS)
    palette = reduced.getpalette() or []
    data = reduced.tobytes()
    pieces = [f'\x1bP0;1;0q"1;1;{width};{height}']
    for colour in sorted(set(data)):
        red, green, blue = (round(part * 100 / 255) for part in palette[3 * colour : 3 * colour + 3])
        pieces.append(f"#{colour};2;{red};{green};{blue}")
    for top in range(0, height, BAND):
        lines = [data[line * width : (line + 1) * width] for line in range(top, min(top + BAND, height))]
        pieces.append("$".join(f"#{colour}{sixels}" for colour, sixels in _band(lines, width)) + "-")
    pieces[-1] = pieces[-1][:-1]
    return "".join(pieces) + "\x1b\\"


def _band(lines: list[bytes], width: int) -> Iterator[tuple[int, str]]:
    """For each colour in six lines of pixels, its number and where it is: the lowest bit is the uppermost line."""
    nothing = int.from_bytes(b"?" * width, "big")
    for colour in sorted(set().union(*lines)):
        bits = nothing
        for place, line in enumerate(lines):
            if colour in line:
                table = bytearray(256)
                table[colour] = 1 << place
                # No two lines share a bit, so that adding them up as numbers is quick and right.
                bits += int.from_bytes(line.translate(table), "big")
        said = bits.to_bytes(width, "big").rstrip(b"?")
        yield colour, REPEATED.sub(_counted, said).decode("ascii")


def _counted(match: re.Match[bytes]) -> bytes:
    return b"!%d%b" % (len(match[0]), match[1])

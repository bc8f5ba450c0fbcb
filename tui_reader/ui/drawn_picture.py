"""A picture made ready for a place of so many cells: its lines, and what else the terminal has to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size

from tui_reader.adapters.picture_pixels import fitted
from tui_reader.ui.picture_codes import (
    HALF,
    Halves,
    half_cells,
    kitty_colour,
    kitty_forget,
    kitty_line,
    kitty_picture,
    row_marks,
    sixel,
    through_tmux,
)
from tui_reader.ui.picture_way import Way

if TYPE_CHECKING:
    from PIL.Image import Image

SHORTEST_STYLE = 40
"""Bytes that a change of both colours takes."""


class DrawnPicture(NamedTuple):
    """A picture for a place on the screen."""

    columns: int
    rows: int
    lines: Sequence[Sequence[Segment]]
    """What stands in its cells; empty where they stay empty."""
    before: tuple[str, ...] = ()
    """What the terminal is sent once."""
    over: str = ""
    """What it is sent at the picture's place, over its cells, whenever these were drawn."""
    after: str = ""
    """What it is sent when the picture is gone."""

    @property
    def size(self) -> int:
        """Bytes on the line, about."""
        cells = sum(SHORTEST_STYLE + len(piece.text.encode()) for line in self.lines for piece in line)
        return cells + sum(map(len, self.before)) + len(self.over)


def draw(picture: Image, way: Way, place: Size, cell: tuple[int, int], number: int, in_tmux: bool) -> DrawnPicture:
    """``picture`` for a ``place`` of so many cells, each of so many pixels, as the terminal is to be sent it.

    ``number`` is the one by which the terminal knows the picture, where it keeps it: 24 bits.
    """
    if way == "cells":
        small = fitted(picture, place.width, 2 * place.height)
        lines = [[_segment(halves) for halves in line] for line in half_cells(small)]
        return DrawnPicture(small.width, len(lines), lines)
    width, height = cell
    rows_at_most = min(place.height, len(row_marks()))
    fine = fitted(picture, place.width * width, rows_at_most * height)
    columns, rows = -(-fine.width // width), -(-fine.height // height)
    if way == "sixel":
        return DrawnPicture(columns, rows, (), over=sixel(fine))
    style = Style(color=Color.from_rgb(*kitty_colour(number)))
    lines = [[Segment(kitty_line(row, columns), style)] for row in range(rows)]
    before, after = kitty_picture(fine, number, columns, rows), kitty_forget(number)
    if in_tmux:
        before, after = [through_tmux(piece) for piece in before], through_tmux(after)
    return DrawnPicture(columns, rows, lines, before=tuple(before), after=after)


def _segment(halves: Halves) -> Segment:
    lower = None if halves.lower is None else Color.from_rgb(*halves.lower)
    return Segment(HALF * halves.cells, Style(color=Color.from_rgb(*halves.upper), bgcolor=lower))

"""What the terminal shows, cell by cell, so that only what differs from it is sent.

Textual sends whatever was drawn again: a whole pane where one word of it changed, the whole screen when a question
opens at its bottom, and each piece of text with all of its style. On a slow line that is what one waits for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple, TypeAlias
from zlib import crc32

from rich.cells import cell_len, get_character_cell_size
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from tui_reader.ui.pinned_cells import DOUBTFUL

WORTH_A_MOVE = 4
"""Cells of one look that did not change and are sent all the same: moving the cursor over them takes as many bytes."""

WORTH_ERASING = 5
"""Blanks from which on it takes fewer bytes to erase what stands there. Only of the terminal's own ground: not every
terminal erases to another one."""

UNSEEN_ON_BLANKS = frozenset("123")
"""Bold, dim and italic."""


class Look(NamedTuple):
    """A style as terminals know it."""

    attributes: frozenset[str] = frozenset()
    """Bold and the like, by their numbers."""
    colour: str = "39"
    ground: str = "49"
    address: str = ""
    """Where the text leads to."""


PLAIN = Look()

Cell: TypeAlias = tuple[str, Look]
"""A sign with all that is joined to it, and its look. Behind a wide one stands a cell without a sign."""

BLANK: Cell = (" ", PLAIN)


class ShownPicture:
    """Knows what was sent so far."""

    def __init__(self) -> None:
        self._size = (0, 0)
        self._lines: dict[int, list[Cell | None]] = {}
        self._looks: dict[Style | None, Look] = {None: PLAIN}

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of what the terminal shows: nothing was sent yet, or all was forgotten."""
        return not self._lines

    def forget(self) -> None:
        """From now on nothing is known of what the terminal shows."""
        self._lines.clear()

    def changes(self, update: LayoutUpdate | ChopsUpdate, colours: ColorSystem) -> str:
        """What is to be sent so that the terminal shows ``update``, which is known to be shown from then on."""
        if isinstance(update, LayoutUpdate) and update.region.size != self._size:
            self._size = update.region.size
            self.forget()
        sent: list[str] = []
        look = PLAIN
        for y, x, strip in _pieces(update):
            cells = self._cells(strip, colours)
            line = self._lines.setdefault(y, [])
            end = x + len(cells)
            if len(line) < end:
                line += [None] * (end - len(line))
            before = line[x:end]
            if before == cells:
                continue
            line[x:end] = cells
            if DOUBTFUL.search(strip.text):
                _forget_beside_doubtful(before, cells)
            is_first = True
            for start, stop in _runs(before, cells):
                sent.append(f"\x1b[{y + 1};{x + start + 1}H" if is_first else f"\x1b[{x + start + 1}G")
                is_first = False
                at = start
                while at < stop:
                    sign, wanted = cells[at]
                    if (
                        sign == " "
                        and wanted is PLAIN
                        and (behind := _behind_blanks(cells, at, stop)) - at >= WORTH_ERASING
                    ):
                        if look.ground != PLAIN.ground or look.attributes:
                            sent.append(_change(look, PLAIN))
                            look = PLAIN
                        sent.append("\x1b[K" if x + behind == self._size[0] else f"\x1b[{behind - at}X")
                        if behind < stop:
                            sent.append(f"\x1b[{x + behind + 1}G")
                        at = behind
                        continue
                    if wanted is not look:
                        sent.append(_change(look, wanted))
                        look = wanted
                    behind = at + 1
                    if look is not PLAIN:  # of which blanks may be erased
                        while behind < stop and cells[behind][1] is look:
                            behind += 1
                    sent += map(itemgetter(0), cells[at:behind])
                    at = behind
        if look is not PLAIN:
            sent.append(_change(look, PLAIN))
        return "".join(sent)

    def _cells(self, strip: Strip, colours: ColorSystem) -> list[Cell]:
        cells: list[Cell] = []
        for text, style, control in strip:
            if control:
                continue
            look = self._looks.get(style)
            if look is None:
                look = self._looks[style] = _look(style, colours)
            if text.isspace():
                look = _of_blanks(look)
            if text.isascii():
                cells += zip(text, repeat(look))
                continue
            joined = _joined(text)
            if joined and cells:
                last = next((at for at in range(len(cells) - 1, 0, -1) if cells[at][0]), 0)
                cells[last] = (cells[last][0] + text[:joined], cells[last][1])
            cells += zip(_signs(text[joined:]), repeat(look))
        return cells


class Changes(CompositorUpdate):
    """Stands for an update, and sends what the terminal does not show already."""

    def __init__(self, update: LayoutUpdate | ChopsUpdate, shown: ShownPicture) -> None:
        self._update = update
        self._shown = shown

    def render_segments(self, console: Console) -> str:
        """What is to be sent."""
        return self._shown.changes(self._update, COLOR_SYSTEMS[console.color_system or "truecolor"])


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The pieces of ``update``: line, column, and what stands there."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield y, x, strip
                x += strip.cell_length
        return
    for y, first, last in update.spans:
        for end, (x, piece) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if piece is not None and x < last and end > first:
                yield y, x, piece if end <= last else piece.crop(0, last - x)


def _runs(before: Sequence[Cell | None], after: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Where the two differ: beginning and end of each run, with what is not worth a move of the cursor in between."""
    start = stop = -1
    for at, (old, new) in enumerate(zip(before, after, strict=True)):
        if old == new:
            continue
        if start >= 0 and (at - stop > WORTH_A_MOVE or _looks_differ(after, stop, at)):
            yield start, stop
            start = -1
        if start < 0:
            # The right half of a wide sign is drawn with its left one.
            start = at
            while start and not after[start][0]:
                start -= 1
        stop = at + 1
    if start >= 0:
        yield start, stop


def _forget_beside_doubtful(before: list[Cell | None], after: Sequence[Cell]) -> None:
    """Nothing is known of the cells behind a sign that some terminals draw wider than it is counted."""
    for at, cell in enumerate(after):
        sign = cell[0]
        if len(sign) > 1 and cell != before[at] and DOUBTFUL.search(sign):
            over = at + sum(map(get_character_cell_size, sign))
            before[at + 1 : over] = [None] * len(before[at + 1 : over])


def _looks_differ(cells: Sequence[Cell], start: int, stop: int) -> bool:
    """Whether the cells from ``start`` to ``stop``, if there are any, and the one before them are of several looks."""
    return start < stop and any(look is not cells[start - 1][1] for _sign, look in cells[start:stop])


def _behind_blanks(cells: Sequence[Cell], start: int, stop: int) -> int:
    """Behind the blanks that begin at ``start``."""
    return next((at for at in range(start, stop) if cells[at] != BLANK), stop)


@lru_cache(4096)
def _joined(text: str) -> int:
    """How many characters at the beginning of ``text`` belong to the sign before it."""
    return next((at for at, character in enumerate(text) if get_character_cell_size(character)), len(text))


@lru_cache(4096)
def _signs(text: str) -> tuple[str, ...]:
    """The signs of ``text``, which begins with one: one for each of its cells."""
    signs: list[str] = []
    last = 0
    for character in text:
        width = get_character_cell_size(character)
        if width:
            last = len(signs)
            signs += (character, *repeat("", width - 1))
        else:
            signs[last] += character
    # What is joined may be narrower than its parts: then all of it is one sign.
    width = cell_len(text)
    return tuple(signs) if len(signs) == width else (text, *repeat("", width - 1))


def _look(style: Style | None, colours: ColorSystem) -> Look:
    if style is None:
        return PLAIN
    attributes, colour, ground = set(), PLAIN.colour, PLAIN.ground
    codes = iter(filter(None, Strip.render_ansi(style, colours).split(";")))
    for code in codes:
        number, whole = int(code), [code]
        if number in (38, 48):
            whole.append(next(codes))
            whole += [next(codes) for _part in range(3 if whole[1] == "2" else 1)]
        if 30 <= number < 40 or 90 <= number < 98:
            colour = ";".join(whole)
        elif 40 <= number < 50 or 100 <= number < 108:
            ground = ";".join(whole)
        else:
            attributes.add(code)
    return _one_look(frozenset(attributes), colour, ground, style.link or "")


@lru_cache(None)
def _of_blanks(look: Look) -> Look:
    """``look`` without what is not seen of it where nothing is written."""
    is_seen = look.attributes - UNSEEN_ON_BLANKS or look.address
    return look if is_seen else _one_look(frozenset(), PLAIN.colour, look.ground, "")


@lru_cache(None)
def _one_look(attributes: frozenset[str], colour: str, ground: str, address: str) -> Look:
    """One and the same value for one look."""
    look = Look(attributes, colour, ground, address)
    return PLAIN if look == PLAIN else look


@lru_cache(4096)
def _change(before: Look, after: Look) -> str:
    """What makes the terminal go on in the look ``after``."""
    codes: list[str] = []
    if not before.attributes <= after.attributes:
        codes.append("0")  # ends all
        before = Look(address=before.address)
    codes += sorted(after.attributes - before.attributes)
    if after.colour != before.colour:
        codes.append(after.colour)
    if after.ground != before.ground:
        codes.append(after.ground)
    style = f"\x1b[{';'.join(codes)}m" if codes else ""
    if after.address == before.address:
        return style
    # Pieces with one number are one link for the terminal.
    opening = f"id={crc32(after.address.encode()):x};{after.address}" if after.address else ";"
    return f"{style}\x1b]8;{opening}\x1b\\"

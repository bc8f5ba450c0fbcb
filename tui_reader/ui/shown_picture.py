"""What the terminal shows, cell by cell, so that only what differs from it is sent.

Textual sends whatever was drawn again: a whole pane where one word of it changed, the whole screen when a question
opens at its bottom, and each piece of text with all of its style. On a slow line that is what one waits for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, count, repeat
from operator import itemgetter, ne
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len, get_character_cell_size
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from tui_reader.ui.pinned_cells import DOUBTFUL

WORTH_A_MOVE = 4
"""Cells of one look that did not change and are sent all the same: moving the cursor over them takes as many bytes."""

MOST_PIECES = 300
"""Pieces of which the cells are kept."""

TO_THE_END = "\x1b[K"
"""Erases the rest of a line."""

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


UNKNOWN: Cell = ("\0", PLAIN)
"""Stands for a cell of which nothing is known."""


class ShownPicture:
    """Knows what was sent so far."""

    def __init__(self) -> None:
        self._size = (0, 0)
        self._lines: dict[int, list[Cell]] = {}
        self._strips: dict[int, dict[int, Strip]] = {}
        """What each line was put together from, by columns: most of a picture is often drawn from the same again."""
        self._looks: dict[Style | None, Look] = {None: PLAIN}
        self._cells_of: dict[int, tuple[Strip, list[Cell]]] = {}
        """Pieces and their cells, by the identity of the piece: widgets keep what they have drawn, and move it."""
        self.sends_addresses = True
        """Whether the terminal is told where links lead. It takes as many bytes as to show it, which is done anyway."""
        self.is_read_out = False
        """Whether what is sent is read out. Then the first line, which says what has the focus, is sent whole."""
        self.erases_cells = True
        """Whether the terminal can be told to erase so many cells."""

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of what the terminal shows: nothing was sent yet, or all was forgotten."""
        return not self._lines

    def forget(self) -> None:
        """From now on nothing is known of what the terminal shows."""
        self._lines.clear()
        self._strips.clear()

    def changes(self, update: LayoutUpdate | ChopsUpdate, colours: ColorSystem) -> str:
        """What is to be sent so that the terminal shows ``update``, which is known to be shown from then on."""
        if isinstance(update, LayoutUpdate) and update.region.size != self._size:
            self._size = update.region.size
            self.forget()
        pen = _Pen(self._size[0], self.erases_cells)
        for y, x, strip in _pieces(update):
            strips = self._strips.setdefault(y, {})
            if strips.get(x) is strip:
                continue
            cells = self._cells(strip, colours)
            line = self._lines.setdefault(y, [])
            end = x + len(cells)
            for start, other in [*strips.items()]:
                if start < end and start + other.cell_length > x:
                    del strips[start]
            strips[x] = strip
            if len(line) < end:
                line += [UNKNOWN] * (end - len(line))
            before = line[x:end]
            if before == cells:
                continue
            line[x:end] = cells
            if self.is_read_out and y == 0:
                before = [UNKNOWN] * len(before)
            if DOUBTFUL.search(strip.text):
                _forget_beside_doubtful(before, cells)
            for start, stop in _runs(before, cells):
                if pen.draw(line, y, x + start, x + stop):
                    break
        pen.take(PLAIN)
        return "".join(pen.sent)

    def _cells(self, strip: Strip, colours: ColorSystem) -> list[Cell]:
        known = self._cells_of.get(id(strip))
        if known is None:
            if len(self._cells_of) >= MOST_PIECES:
                self._cells_of.clear()
            known = self._cells_of[id(strip)] = strip, self._cells_in(strip, colours)
        return known[1]

    def _cells_in(self, strip: Strip, colours: ColorSystem) -> list[Cell]:
        cells: list[Cell] = []
        for text, style, control in strip:
            if control:
                continue
            look = self._looks.get(style)
            if look is None:
                look = self._looks[style] = _look(style, colours, self.sends_addresses)
            if text.isspace():
                look = _of_blanks(look)
            signs: Sequence[str] = text
            if not text.isascii():
                joined = _joined(text)
                if joined and cells:
                    last = next((at for at in range(len(cells) - 1, 0, -1) if cells[at][0]), 0)
                    sign, before = cells[last]
                    cells[last] = (sign + text[:joined], look if sign == " " else before)
                signs = _signs(text[joined:])
            if " " in text and _of_blanks(look) is not look:
                blank = (" ", _of_blanks(look))
                cells += [blank if sign == " " else (sign, look) for sign in signs]
            else:
                cells += zip(signs, repeat(look))
        return cells


class _Pen:
    """Puts together what is sent, and knows where the terminal's cursor is then, and in which look it draws."""

    def __init__(self, width: int, erases_cells: bool = True) -> None:
        self.sent: list[str] = []
        self._width = width
        self._erases_cells = erases_cells
        self._look = PLAIN
        self._x = self._y = -1
        self._placed = 0
        """How many pieces had been sent when the cursor was put into this line."""

    def take(self, look: Look) -> None:
        """Draw in ``look`` from now on."""
        if look is not self._look:
            self.sent.append(_change(self._look, look))
            self._look = look

    def draw(self, line: Sequence[Cell], y: int, start: int, stop: int) -> bool:
        """Draw the cells of line ``y`` from ``start`` to ``stop``; whether those behind them are right by now, too."""
        if start == 1 and line[0] == BLANK and _of_blanks(self._look) is PLAIN:
            start = 0  # the beginning of a line is told in fewer bytes
        self._move(start, y)
        at = start
        while at < stop:
            sign, wanted = line[at]
            if sign != " " or wanted is not _of_blanks(self._look):
                self.take(wanted)
            if sign != " " or wanted is not PLAIN:
                behind = self._behind_look(line, at + 1, stop)
                self.sent += map(itemgetter(0), line[at:behind])
                self._x = -1
                at = behind
                continue
            behind = _behind_blanks(line, at, stop)
            if behind == stop and stop - at >= len(TO_THE_END) and _behind_blanks(line, stop, len(line)) == self._width:
                self.sent.append(TO_THE_END)
                self._x = at
                return True
            self._draw_blanks(at, behind, is_last=behind == stop)
            at = behind
        return False

    def _behind_look(self, line: Sequence[Cell], start: int, stop: int) -> int:
        """Behind the cells from ``start`` to ``stop`` that are drawn as it draws now, but for blanks to be erased."""
        look, blank = self._look, _of_blanks(self._look)
        for at in range(start, stop):
            sign, wanted = line[at]
            if (blank is PLAIN or wanted is not blank) if sign == " " else wanted is not look:
                return at
        return stop

    def _draw_blanks(self, start: int, stop: int, is_last: bool) -> None:
        """Make the cells from ``start`` to ``stop`` blank; ``is_last``: nothing is drawn right behind them."""
        # It is the terminal's own ground that they get: not every terminal erases to another one.
        erased = f"\x1b[{stop - start}X"
        behind = "" if is_last else f"\x1b[{stop + 1}G"
        if self._erases_cells and len(erased) + len(behind) < stop - start:
            self.sent += erased, behind
            self._x = start if is_last else stop
        else:
            self.sent.append(" " * (stop - start))
            self._x = stop

    def _move(self, x: int, y: int) -> None:
        """Put the cursor into column ``x`` of line ``y``, both counted from 0."""
        if y == self._y:
            self.sent.append(f"\x1b[{x + 1}G")
        # How wide other signs are, terminals do not agree on.
        elif x == self._x and y > self._y >= 0 and all(map(str.isascii, self.sent[self._placed :])):
            down = y - self._y
            self.sent.append(f"\x1b[{down}B" if down > 1 else "\x1b[B")
        else:
            self._placed = len(self.sent)
            self.sent.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        self._x, self._y = -1, y


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


def _runs(before: Sequence[Cell], after: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Where the two differ: beginning and end of each run, with what is not worth a move of the cursor in between."""
    start = stop = -1
    for at in compress(count(), map(ne, before, after)):
        if at == stop:
            stop += 1
            continue
        if start >= 0 and (at - stop > WORTH_A_MOVE or _looks_differ(after, start, stop, at)):
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


def _forget_beside_doubtful(before: list[Cell], after: Sequence[Cell]) -> None:
    """Nothing is known of the cells behind a sign that some terminals draw wider than it is counted."""
    for at, cell in enumerate(after):
        sign = cell[0]
        if len(sign) > 1 and cell != before[at] and DOUBTFUL.search(sign):
            over = at + sum(map(get_character_cell_size, sign))
            before[at + 1 : over] = [UNKNOWN] * len(before[at + 1 : over])


def _looks_differ(cells: Sequence[Cell], start: int, stop: int, end: int) -> bool:
    """Whether the cells from ``stop`` to ``end`` are of another look than those from ``start`` to ``stop`` end with."""
    last = stop - 1
    while last > start and cells[last][0] == " ":
        last -= 1
    look = cells[last][1] if cells[last][0] != " " else cells[stop - 1][1]
    return any(other is not look and (sign != " " or other is not _of_blanks(look)) for sign, other in cells[stop:end])


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


def _look(style: Style | None, colours: ColorSystem, with_address: bool) -> Look:
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
    return _one_look(frozenset(attributes), colour, ground, (style.link if with_address else None) or "")


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
    if after[:3] == PLAIN[:3]:
        codes += [""] if before[:3] != after[:3] else []  # ends all
        before = after._replace(address=before.address)
    elif not before.attributes <= after.attributes:
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
    # Pieces with one number and one address are one link for the terminal, however many there are.
    opening = f"id=1;{after.address}" if after.address else ";"
    return f"{style}\x1b]8;{opening}\x07"

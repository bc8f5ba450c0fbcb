"""Text into lines of terminal cells, as Chinese and Latin typography want them.

A line does not begin with a closing bracket, a full stop or a small kana and does not end with an opening bracket; a
Latin word or number is not cut unless it alone is wider than the line, and an address is then cut behind its slashes
and points. Widths are those of ``rich.cells``, which the screen is laid out by. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size, split_graphemes

PLAIN: frozenset[str] = frozenset()
ELLIPSIS = "…"
SPACES = " \u3000"

CLOSING = frozenset(
    ",.:;!?)]}%\u00b0\u00b7\u00bb\u2019\u201d\u2010\u2014\u2015\u2025\u2026\u2030\u203a\u2103\u301c"
    "、。〃々〉》」』】〕〗〙〛〞〟〻・ーゝゞヽヾ！％），．：；？］｝｠～／｡｣､･ﾞﾟ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
)
"""Characters that do not begin a line."""

OPENING = frozenset("([{\u00ab\u2018\u201c\u2039〈《「『【〔〖〘〚〝（［｛｟｢￥＄￡")
"""Characters that do not end a line."""

BEHIND = frozenset("/?&=-.#_,;:+|\\")
"""Characters that an address or a path is best cut behind."""

# How good a place to cut what is wider than a line.
AGAINST_RULES, INSIDE_WORD, BEHIND_SCHEME, GOOD = range(4)

WIDE, WIDE_CLOSING, WIDE_OPENING = "W", "C", "O"
NARROW, NARROW_CLOSING, NARROW_OPENING = "n", "c", "o"
HALF_KANA, SPACE, MARK, JOINER, FLAG_HALF, QUOTE = "k", "s", "m", "j", "f", "q"


class _Classes(dict[int, str]):
    """What each character is for a break: one of the letters above. Found when a character is first met.

    A table of ranges would have to be compiled at every start, and would know other widths than the terminal.
    """

    def __missing__(self, code: int) -> str:
        character = chr(code)
        cells = get_character_cell_size(character)
        if character in SPACES:
            found = SPACE
        elif character == "\u200d":
            found = JOINER
        elif character == '"':
            found = QUOTE
        elif 0x1F1E6 <= code <= 0x1F1FF:
            found = FLAG_HALF
        elif cells == 0:
            found = MARK
        elif character in CLOSING:
            found = WIDE_CLOSING if cells == 2 else NARROW_CLOSING
        elif character in OPENING:
            found = WIDE_OPENING if cells == 2 else NARROW_OPENING
        elif 0xFF61 <= code <= 0xFF9F:
            found = HALF_KANA
        else:
            found = WIDE if cells == 2 else NARROW
        self[code] = found
        return found


CLASSES = _Classes()

# The pieces of a line, in classes. Marks stay on what they stand on, and what a joiner joins stays together. Signs
# between Chinese and Latin go with the side that they close or open: "模型, which", "model（一种）".
PIECE = re.compile(
    r"(?P<ideographs>W+(?![mj]))|s+|(?:ff|[WCOk])(?:m|j.?)*|(?<=[WCOk])c+|o{1,3}(?=[WCOk])"
    r"|(?:j.?|[ncomqf])+?(?=o{0,3}[WCOk]|s|$)|."
)


class Run(NamedTuple):
    """A piece of text that looks the same throughout."""

    text: str
    roles: frozenset[str] = PLAIN
    """What the text is, in names that a style is found for: ``strong``, ``code``, ``link`` ..."""
    link: str | None = None
    """The address that the terminal opens, safe to send."""


Line = list[Run]


def wrap(runs: Iterable[Run], width: int) -> list[Line]:
    """``runs`` as lines of at most ``width`` cells (at least 2). ``\\n`` ends a line; spaces at a break are dropped.

    Nothing else is lost: the lines joined are the text. An empty text is one empty line.
    """
    pieces = [run for run in runs if run.text]
    text = run_text(pieces)
    lines: list[Line] = []
    index = run_start = 0  # the run that the last line ended in, and where it begins
    for start, end in line_spans(text, width):
        line: Line = []
        begin = start
        while begin < end:
            run = pieces[index]
            run_end = run_start + len(run.text)
            if run_end <= begin:
                index, run_start = index + 1, run_end
                continue
            stop = min(end, run_end)
            line.append(Run(run.text[begin - run_start : stop - run_start], run.roles, run.link))
            begin = stop
        lines.append(line)
    return lines


def line_spans(text: str, width: int) -> list[tuple[int, int]]:
    """Where the lines of ``text`` begin and end, in characters, when it is wrapped to ``width`` cells (at least 2)."""
    width = max(2, width)
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if cell_len(line) <= width:
            spans.append((start, start + len(line.rstrip(SPACES))))
        else:
            spans.extend([(start + begin, start + end) for begin, end in _fill(line, width)])
        start += len(line) + 1
    return spans


def run_text(runs: Iterable[Run]) -> str:
    """The text of ``runs`` without what it is."""
    return "".join([run.text for run in runs])


def line_width(line: Line) -> int:
    """Width of a line in cells."""
    return cell_len(run_text(line))


def fit(text: str, cells: int) -> str:
    """``text``, cut with ``…`` where it is wider than ``cells``. No wide character is split."""
    if cell_len(text) <= cells:
        return text
    if cells <= 0:
        return ""
    room = cells - 1
    if text.isascii():
        return text[:room].rstrip(SPACES) + ELLIPSIS
    end = 0
    # A cell takes a letter and the marks on it: look no further than that.
    for _, grapheme_end, width in split_graphemes(text[: 16 * cells])[0]:
        room -= width
        if room < 0:
            break
        end = grapheme_end
    return text[:end].rstrip(SPACES) + ELLIPSIS


def fit_exactly(text: str, cells: int) -> str:
    """``text`` cut with ``…`` or filled with spaces to a width of exactly ``cells``."""
    width = cell_len(text)
    if width > cells:
        text = fit(text, cells)
        width = cell_len(text)
    return text + " " * (cells - width)


def _units(line: str) -> list[tuple[int, int, int]]:
    """The pieces of ``line`` that belong together, spaces inside them included: start, end, width in cells."""
    units: list[tuple[int, int, int]] = []
    unit_start = unit_end = 0
    opened = True  # what stands before goes on in the next piece
    in_quotes = False
    classes = line.translate(CLASSES)
    for match in PIECE.finditer(classes):
        start, end = match.span()
        first = classes[start]
        if first == SPACE:
            continue
        closing = first in (WIDE_CLOSING, NARROW_CLOSING)
        opens = classes[end - 1] in (WIDE_OPENING, NARROW_OPENING)
        if first == QUOTE and end == start + 1:
            # Between ideographs nothing else tells which of the two a straight quote is.
            closing, opens = in_quotes, not in_quotes
            in_quotes = not in_quotes
        if not (opened or closing):
            units.append((unit_start, unit_end, cell_len(line[unit_start:unit_end])))
            unit_start = start
        elif unit_start == unit_end:
            unit_start = start
        if match.lastgroup == "ideographs" and end - start > 1:
            units.append((unit_start, start + 1, cell_len(line[unit_start : start + 1])))
            units.extend([(offset, offset + 1, 2) for offset in range(start + 1, end - 1)])
            unit_start = end - 1
        unit_end = end
        opened = opens
    if unit_start < unit_end:
        units.append((unit_start, unit_end, cell_len(line[unit_start:unit_end])))
    return units


def _fill(line: str, width: int) -> list[tuple[int, int]]:
    """Start and end of the lines that ``line`` is broken into: as much on each as fits."""
    spans: list[tuple[int, int]] = []
    line_start = line_end = used = 0
    for start, end, cells in _units(line):
        gap = cell_len(line[line_end:start]) if line_end < start else 0
        if used + gap + cells <= width:
            used += gap + cells
            line_end = end
            continue
        begun = line_end > line_start
        if cells <= width:
            if begun:
                spans.append((line_start, line_end))
            line_start, line_end, used = start, end, cells
            continue
        cuts = _cut(line, start, end, width - used - gap if begun else width, width)
        if begun and cuts[0][1] > start:
            cuts[0] = (line_start, cuts[0][1])
        elif begun:
            cuts[0] = (line_start, line_end)
        spans.extend(cuts[:-1])
        line_start, line_end = cuts[-1]
        used = cell_len(line[line_start:line_end])
    if line_end > line_start or not spans:
        spans.append((line_start, line_end))
    return spans


def _cut(line: str, start: int, end: int, room: int, width: int) -> list[tuple[int, int]]:
    """Start and end of the lines for ``line[start:end]``, which is wider than ``width``.

    On the first line there are ``room`` cells; its span is empty if no good place to cut lies within them.
    """
    graphemes = split_graphemes(line[start:end])[0]
    spans: list[tuple[int, int]] = []
    first, count = 0, len(graphemes)
    while True:
        behind, left = first, room
        while behind < count and graphemes[behind][2] <= left:
            left -= graphemes[behind][2]
            behind += 1
        begin = start + graphemes[first][0] if first < count else end
        if behind == count:
            spans.append((begin, end))
            return spans
        # On what is left of a line that others began, only a good place will do.
        cut, quality = (behind, AGAINST_RULES) if room == width else (first, GOOD - 1)
        for index in range(behind, first, -1):
            place = _place(line, start + graphemes[index][0], start, end, graphemes[index - 1][2], graphemes[index][2])
            if place > quality:
                cut, quality = index, place
                if quality == GOOD:
                    break
        spans.append((begin, start + graphemes[cut][0]))
        first, room = cut, width
        while first < count and line[start + graphemes[first][0]] in SPACES:
            first += 1


def _place(line: str, position: int, start: int, end: int, cells_before: int, cells_behind: int) -> int:
    """How good a cut at ``position`` is, from ``AGAINST_RULES`` to ``GOOD``."""
    before = position
    while before > start and line[before - 1] in SPACES:
        before -= 1
    behind = position
    while behind < end and line[behind] in SPACES:
        behind += 1
    if before == start or behind == end or line[before - 1] in OPENING or line[behind] in CLOSING:
        return AGAINST_RULES
    if before < behind or cells_before == 2 or cells_behind == 2:
        return GOOD
    if line[before - 1] in BEHIND and line[behind] not in BEHIND:
        return BEHIND_SCHEME if line.startswith("://", before - 3) else GOOD
    return INSIDE_WORD

"""Columns of text, aligned by terminal cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

GAP = "  "
"""Between two columns."""

# Ideographs, kana, hangul and the full-width signs between them.
WIDE = (
    (0x3001, 0x3029),
    (0x3041, 0x3096),
    (0x30A1, 0x30FA),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xFF01, 0xFF60),
)
# Latin without the soft hyphen, which may have no width; the quotes and dashes of Latin and Chinese text.
NARROW = ((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x2013, 0x201D), (0x2026, 0x2026))

JOINS = ("\u200d", "\ufe0f")
"""What makes the width of a text another than that of its characters."""


class _CellsOfCharacter(dict[str, int]):
    """The cells of each character that was asked for. The whole table of widths is loaded for the unusual alone."""

    def __missing__(self, character: str) -> int:
        code = ord(character)
        if any(first <= code <= last for first, last in WIDE):
            cells = 2
        elif any(first <= code <= last for first, last in NARROW):
            cells = 1
        else:
            from rich.cells import get_character_cell_size

            cells = get_character_cell_size(character)
        self[character] = cells
        return cells


CELLS = _CellsOfCharacter()


def cell_len(text: str) -> int:
    """The cells that ``text`` takes in a terminal."""
    if text.isascii():
        return len(text)
    if any(sign in text for sign in JOINS):
        from rich.cells import cell_len as joined_cell_len

        return joined_cell_len(text)
    return sum(map(CELLS.__getitem__, text))


def cut(text: str, cells: int) -> str:
    """``text`` in at most ``cells`` cells, with a "…" at its end where something had to go."""
    if cell_len(text) <= cells:
        return text
    if cells < 1:
        return ""
    kept, room = 0, cells - 1
    for end, width in _ends_and_widths(text):
        if width > room:
            break
        kept, room = end, room - width
    return f"{text[:kept].rstrip()}…"


def cut_start(text: str, cells: int) -> str:
    """The end of ``text`` in at most ``cells`` cells, with a "…" before it where something had to go."""
    too_much = cell_len(text) - cells
    if too_much <= 0:
        return text
    if cells < 1:
        return ""
    too_much += 1
    for end, width in _ends_and_widths(text):
        too_much -= width
        if too_much <= 0:
            return f"…{text[end:].lstrip()}"
    return "…"


def _ends_and_widths(text: str) -> Iterator[tuple[int, int]]:
    """Where each character of ``text`` ends as a person sees them, and its cells."""
    if any(sign in text for sign in JOINS):
        from rich.cells import split_graphemes

        yield from ((end, width) for _, end, width in split_graphemes(text)[0])
    else:
        yield from enumerate(map(CELLS.__getitem__, text), 1)


def aligned(rows: Sequence[Sequence[str]], width: int | None) -> Iterator[str]:
    """The lines of a table of ``rows``: the first column to the right, the others to the left.

    The last column takes what is left of ``width`` cells and is cut there; all of it is shown where ``width`` is None.
    """
    if not rows:
        return
    first, *middle, last = zip(*rows, strict=True)
    columns = [_padded(first, to_the_right=True), *map(_padded, middle)]
    if width is not None:
        room = max(width - sum(cell_len(column[0]) + len(GAP) for column in columns), 10)
        last = tuple([cut(text, room) for text in last])
    yield from map(str.rstrip, map(GAP.join, zip(*columns, last, strict=True)))


def _padded(column: Sequence[str], to_the_right: bool = False) -> list[str]:
    """The texts of ``column``, each with so much space beside it that all are equally wide."""
    if to_the_right and "".join(column).isascii():
        longest = max(map(len, column))
        return [text.rjust(longest) for text in column]
    # Names and dates come again and again: each is worked out once.
    cells = {text: cell_len(text) for text in set(column)}
    widest = max(cells.values())
    if to_the_right:
        padded = {text: f"{' ' * (widest - width)}{text}" for text, width in cells.items()}
    else:
        padded = {text: f"{text}{' ' * (widest - width)}" for text, width in cells.items()}
    return [padded[text] for text in column]

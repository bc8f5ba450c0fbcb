"""Changes to a text as values: a span of it and what stands there instead."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.core.document import Span
from tui_reader.core.lazy_pattern import lazy_pattern

NEWLINE = lazy_pattern(r"\r\n|\n|\r")
NEWLINE_BEFORE = lazy_pattern(r"(?:\r\n|\n|\r)\Z")


class TextEdit(NamedTuple):
    """Replace ``span`` of the document with ``new_text``."""

    span: Span
    """Range in the text that the edit was made for, in characters."""
    new_text: str


def apply(text: str, edits: Sequence[TextEdit]) -> str:
    """``text`` with ``edits`` made. They all speak of ``text`` as it is now; ValueError where two overlap."""
    pieces: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if edit.span.start < position or edit.span.end > len(text):
            raise ValueError(f"edits overlap or leave the text at {edit.span}")
        pieces += (text[position : edit.span.start], edit.new_text)
        position = edit.span.end
    return "".join((*pieces, text[position:]))


def invert(text: str, edits: Sequence[TextEdit]) -> list[TextEdit]:
    """The edits that bring ``text`` back once ``edits`` are made: applied after them, they give ``text`` again."""
    inverse: list[TextEdit] = []
    shift = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        start = edit.span.start + shift
        inverse.append(TextEdit(Span(start, start + len(edit.new_text)), edit.span.of(text)))
        shift += len(edit.new_text) - edit.span.length
    return inverse


def composed(first: Sequence[TextEdit], second: Sequence[TextEdit]) -> tuple[TextEdit, ...]:
    """The edits that do at once what ``first`` and then ``second`` do, which speaks of the text that ``first`` makes.

    ValueError where two of the same sequence overlap.
    """
    edits: list[TextEdit] = []
    end, new_text = 0, ""
    for piece in _edited(_edited([Span(0, sys.maxsize)], first), second):
        if isinstance(piece, str):
            new_text += piece
            continue
        if new_text or piece.start > end:
            edits.append(TextEdit(Span(end, piece.start), new_text))
        end, new_text = piece.end, ""
    return tuple(edits)


def _edited(pieces: Sequence[Span | str], edits: Sequence[TextEdit]) -> list[Span | str]:
    """A text made of ``pieces``, ranges of an older text and what is new, with ``edits`` made in it."""
    edited: list[Span | str] = []
    rest = deque(pieces)
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if edit.span.start < position:
            raise ValueError(f"edits overlap at {edit.span}")
        for until, is_kept in ((edit.span.start, True), (edit.span.end, False)):
            while position < until:
                piece = rest.popleft()
                length, wanted = (len(piece) if isinstance(piece, str) else piece.length), until - position
                if length > wanted:
                    piece, behind = _split(piece, wanted)
                    rest.appendleft(behind)
                position += min(length, wanted)
                if is_kept:
                    edited.append(piece)
        if edit.new_text:
            edited.append(edit.new_text)
    return [*edited, *rest]


def _split(piece: Span | str, at: int) -> tuple[Span | str, Span | str]:
    """``piece`` in two, the first of ``at`` characters."""
    if isinstance(piece, str):
        return piece[:at], piece[at:]
    return Span(piece.start, piece.start + at), Span(piece.start + at, piece.end)


def newline_at(text: str, offset: int) -> str:
    """The line end in use around ``offset``: that of the line above it, else of the first line, else ``\\n``."""
    above = NEWLINE_BEFORE.search(text, max(0, offset - 2), offset)
    if above is None:
        line_end = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset))
        above = NEWLINE.search(text, max(0, line_end - 1)) or NEWLINE.search(text)
    return above.group() if above else "\n"


def line_end_of(text: str, span: Span) -> str:
    """The line end that ``span`` ends with; empty at the end of a text without a final one."""
    found = NEWLINE_BEFORE.search(span.of(text)[-2:])
    return found.group() if found else ""


def whole_lines(text: str, span: Span) -> Span:
    """``span`` widened to the lines that it stands on, with the line end of the last."""
    found = NEWLINE.search(text, span.end)
    return Span(line_start(text, span.start), found.end() if found else len(text))


def line_start(text: str, offset: int) -> int:
    """Where the line begins that ``offset`` stands on."""
    # A log has one kind of line end, mostly; looking for the other one through all of it would take long.
    start = text.rfind("\n", 0, offset) + 1
    return max(start, text.rfind("\r", start, offset) + 1)


def line_above(text: str, start: int) -> str | None:
    """The line above the one that begins at ``start``, without its line end; None where there is none."""
    if not start:
        return None
    end = start - (2 if text.startswith("\r\n", start - 2) else 1)
    return text[line_start(text, end) : end]

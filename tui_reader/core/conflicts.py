"""Conflicts that are marked in a log: read into their versions, and settled by taking one side, the other, or both.

What is settled is proved before anybody gets it: the entries outside of the conflict read as they did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from tui_reader.core.document import Document, Span
from tui_reader.core.lines import scannable
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.core.parser import parse
from tui_reader.core.text_edit import TextEdit, apply, newline_at
from tui_reader.core.versions import Piece, match, version_of

Side = Literal["ours", "theirs", "both", "neither"]

SHORTEST = 7
"""Signs in a mark of git's, at the least."""


class MarkedConflict(NamedTuple):
    """A conflict in a text: where it stands with its marks, and its versions between them."""

    span: Span
    line: int
    """The line of its first mark, counted from 1."""
    ours: Span
    base: Span | None
    """What both sides changed, where git was told to show it."""
    theirs: Span


class Pair(NamedTuple):
    """An entry, or a line of other text, as the two sides of a conflict have it; empty where one has none."""

    ours: str
    theirs: str


class Settled(NamedTuple):
    """A conflict settled, not yet in its file."""

    edits: tuple[TextEdit, ...]
    text: str
    document: Document
    """``text``, parsed."""


class UnsettledError(ReadTuiError):
    """What was chosen would change how other entries read."""

    def __init__(self, line: int) -> None:
        super().__init__(
            N_("line {line}: what was chosen would run together with its neighbours; edit the file by hand"), line=line
        )


def marked_conflicts(text: str) -> tuple[MarkedConflict, ...]:
    """The conflicts that are marked in ``text``, in its order. Marks that are not complete are none."""
    return tuple(_conflicts(text))


def _conflicts(text: str) -> Iterator[MarkedConflict]:
    opened: tuple[int, int, int, int] | None = None  # signs, where, line, behind
    base: tuple[int, int] | None = None
    divided: tuple[int, int] | None = None
    start = 0
    for number, line in enumerate(scannable(text).split("\n"), 1):
        end = min(start + len(line) + 1, len(text))
        sign, size = _mark(line)
        if sign == "<" and (opened is None or size == opened[0]):
            opened, base, divided = (size, start, number, end), None, None
        elif opened is not None and size == opened[0]:
            if sign == "|" and divided is None:
                base = (start, end)
            elif sign == "=" and divided is None:
                divided = (start, end)
            elif sign == ">" and divided is not None:
                ours = Span(opened[3], base[0] if base else divided[0])
                old = Span(base[1], divided[0]) if base else None
                yield MarkedConflict(Span(opened[1], end), opened[2], ours, old, Span(divided[1], start))
                opened = None
        start = end


def _mark(line: str) -> tuple[str, int]:
    """The sign of the mark that ``line`` is, and how many of it; an empty sign where it is none."""
    sign = line[:1]
    if sign not in ("<", "|", "=", ">"):
        return "", 0
    rest = line.lstrip(sign)
    size = len(line) - len(rest)
    if size < SHORTEST or (rest.strip() and (sign == "=" or rest[0] != " ")):
        return "", 0
    return sign, size


def pairs(text: str, conflict: MarkedConflict) -> tuple[Pair, ...]:
    """What the sides of ``conflict`` have, entry by entry, in the order in which it would stand if all were taken."""
    return tuple(pair for pair, _, _ in _pairs(text, conflict))


def _pairs(text: str, conflict: MarkedConflict) -> Iterator[tuple[Pair, Piece | None, Piece | None]]:
    ours, theirs = (version_of(span.of(text)).pieces for span in (conflict.ours, conflict.theirs))
    found = match(ours, theirs)
    taken = 0
    there_too = set(found.pairs.values())
    for index, piece in enumerate(ours):
        other = found.pairs.get(index)
        if other is not None and index in found.stayed:
            for there in theirs[taken:other]:
                if theirs.index(there) not in there_too:
                    yield Pair("", there.text), None, there
            taken = other + 1
        match_there = theirs[other] if other is not None else None
        yield Pair(piece.text, match_there.text if match_there else ""), piece, match_there
    for place in range(taken, len(theirs)):
        if place not in there_too:
            yield Pair("", theirs[place].text), None, theirs[place]


def take(document: Document, conflict: MarkedConflict, side: Side) -> Settled:
    """``conflict`` settled by one side to the letter, or by all entries of both, each once; without its marks.

    Raises ``UnsettledError`` where that would change how other entries read.
    """
    if side in ("ours", "theirs"):
        new_text = (conflict.ours if side == "ours" else conflict.theirs).of(document.text)
        return _settled(document, conflict, [new_text])
    count = len(pairs(document.text, conflict))
    return take_pairs(document, conflict, [side] * count)


def take_pairs(document: Document, conflict: MarkedConflict, sides: Sequence[Side]) -> Settled:
    """``conflict`` settled entry by entry: of each of its ``pairs`` the side that ``sides`` says.

    Raises ``UnsettledError`` where that would change how other entries read.
    """
    text = document.text
    newline = newline_at(text, conflict.span.end)
    chosen: list[Piece] = []
    for (pair, ours, theirs), side in zip(_pairs(text, conflict), sides, strict=True):
        if ours is not None and (side == "ours" or (side == "both" and pair.ours)):
            chosen.append(ours)
        if theirs is not None and (side == "theirs" or (side == "both" and (ours is None or ours.key != theirs.key))):
            chosen.append(theirs)
    gaps = [piece.gap for piece in chosen if piece.gap]
    ways: list[str] = []
    for separator in dict.fromkeys((gaps[0] if gaps else newline, newline)):
        written: list[str] = []
        for number, piece in enumerate(chosen):
            apart = number and not piece.gap and (piece.entry is not None or chosen[number - 1].entry is not None)
            written += (separator if apart else piece.gap, piece.text)
        ways.append("".join(written))
        ways.append(separator + ways[-1] + separator)
    return _settled(document, conflict, ways)


def _settled(document: Document, conflict: MarkedConflict, ways: Sequence[str]) -> Settled:
    """The first of ``ways`` to fill the place of ``conflict`` that proves right."""
    above = [entry for entry in document.entries if entry.end <= conflict.span.start]
    below = [entry.markdown for entry in document.entries if entry.start >= conflict.span.end and entry.dated]
    for new_text in ways:
        edits = (TextEdit(conflict.span, new_text),)
        result = parse(apply(document.text, edits))
        pieces = version_of(new_text).pieces
        meant = [piece.text for piece in pieces if piece.entry is not None and piece.entry.dated]
        # Where what was chosen goes on with the entry above, that one is longer than it was.
        certain = above if not pieces or pieces[0].entry is not None or pieces[0].heading else above[:-1]
        kept = [entry.markdown for entry in certain if entry.dated]
        dated = [entry.markdown for entry in result.entries if entry.dated]
        between = dated[len(kept) : len(dated) - len(below)]
        extra = len(between) - len(meant)
        if (
            dated[: len(kept)] == kept
            and dated[len(dated) - len(below) :] == below
            and 0 <= extra <= 1
            and between[extra:] == meant
            and (extra == 0 or certain is not above)
        ):
            return Settled(edits, result.text, result)
    raise UnsettledError(conflict.line)

"""Which entries hold a word, known without looking at their texts: of a large log that takes longer than a key may.

A word of Latin letters stands in an entry if it stands in one of the entry's own words, of which a log has few. Of
Chinese it is known which entries hold all of the characters; whether these stand together has to be looked at.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import compress

RUN = re.compile(rb"[a-z0-9]+")
"""Latin letters and digits, folded, as UTF-8."""

PIECE = re.compile(RUN.pattern + rb"|[\xc2-\xf4][\x80-\xbf]+")
"""What is indexed: a run, or any other character that is not ASCII."""

BITS = 8 * array("I").itemsize
"""What one entry more of an array takes; where more than one entry in so many hold a piece, a bit for each is less."""

AT_ONCE = 20
"""Entries that are looked at between two pauses."""

EIGHT = tuple(bytes(byte >> bit & 1 for bit in range(8)) for byte in range(256))
"""For each byte its bits, a byte each."""


class WordIndex:
    """The pieces of many texts, each with the entries that hold it. Does not change."""

    def __init__(self, texts: Sequence[bytes], vocabulary: bytes, pause: Callable[[], None] = lambda: None) -> None:
        """``texts`` are folded, as UTF-8, one for each entry; ``vocabulary`` are their runs, as for ``runs_with``.

        ``pause`` is called again and again.
        """
        self._vocabulary = vocabulary
        self._count = len(texts)
        self._holders: dict[bytes, array[int] | bytearray] = {}
        """By piece: the indices of entries, or a bit for each entry."""
        for index, text in enumerate(texts):
            if index % AT_ONCE == 0:
                pause()
            for piece in set(PIECE.findall(text)):
                self._add(piece, index)

    def _add(self, piece: bytes, index: int) -> None:
        holders = self._holders.get(piece)
        if holders is None:
            self._holders[piece] = array("I", (index,))
        elif isinstance(holders, bytearray):
            holders[index >> 3] |= 1 << (index & 7)
        else:
            holders.append(index)
            if len(holders) * BITS > self._count:
                bits = self._holders[piece] = bytearray((self._count + 7) // 8)
                for holder in holders:
                    bits[holder >> 3] |= 1 << (holder & 7)

    def holders(self, word: bytes) -> tuple[Sequence[int], bool] | None:
        """For each entry 1 where it may hold ``word`` and else 0; and whether those that may are those that do.

        None where nothing is known of such a word: it has neither Latin letters nor digits nor Chinese.
        """
        pieces = PIECE.findall(word)
        if not pieces:
            return None
        known, *others = [self._marks(piece) for piece in dict.fromkeys(pieces)]
        for marks in others:
            known = known & marks
        return known.to_bytes(self._count, "little"), pieces == [word]

    def _marks(self, piece: bytes) -> int:
        """A byte for each entry, 1 where it holds ``piece``, and all of them as one number: to be joined at once."""
        wanted = runs_with(self._vocabulary, piece) if RUN.match(piece) else [piece]
        bits = 0
        marks = bytearray(self._count)
        for holders in filter(None, map(self._holders.get, wanted)):
            if isinstance(holders, bytearray):
                bits |= int.from_bytes(holders, "little")
            else:
                for index in holders:
                    marks[index] = 1
        packed = bits.to_bytes((self._count + 7) // 8, "little")
        unpacked = b"".join(map(EIGHT.__getitem__, packed))
        return int.from_bytes(unpacked, "little") | int.from_bytes(marks, "little")


def runs_with(vocabulary: bytes, letters: bytes) -> Iterator[bytes]:
    """Those of the ``vocabulary`` that hold ``letters``: runs, a line each, with a line end at either end."""
    place = vocabulary.find(letters)
    while place >= 0:
        end = vocabulary.index(b"\n", place)
        yield vocabulary[vocabulary.rindex(b"\n", 0, place) + 1 : end]
        place = vocabulary.find(letters, end)


def marked(marks: Sequence[int]) -> Sequence[int]:
    """Where ``marks`` are not 0."""
    return array("I", compress(range(len(marks)), marks))

"""A version of a log as the pieces that a merge moves about, and which piece of one version is which of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui_reader.core.document import Document, Entry, Heading
from tui_reader.core.fields import fold
from tui_reader.core.line_merge import matching
from tui_reader.core.lines import QUOTE_AND_SPACE
from tui_reader.core.parser import parse
from tui_reader.core.text_edit import NEWLINE

SAID_NOTHING = QUOTE_AND_SPACE + "\\\r\n"
"""A line of these alone keeps two pieces apart and is nobody's."""

ALIKE = 0.6
"""From here on two texts at one place are versions of one another: the share of characters that they have in common."""

BORDER = "# \x00readtui\x00\n"
"""The heading that keeps apart the logs of a text that is several: always where it was."""

LONGEST_COMPARED = 2_000
"""Characters of a text that are compared."""

MOST_COMPARED = 2_000
"""Pairs of pieces at one place that are compared; beyond, a place holds nothing but strangers."""


class Piece:
    """An entry, or a line of other text that says something."""

    __slots__ = ("_key", "entry", "gap", "heading", "text")

    def __init__(self, text: str, gap: str, entry: Entry | None = None, heading: bool = False) -> None:
        self.text = text
        """Its lines with all their line ends."""
        self.gap = gap
        """The separator lines above it."""
        self.entry = entry
        self.heading = heading
        """Whether it opens a section."""
        self._key: str | None = None

    @property
    def key(self) -> str:
        """What it says whatever its quote marks, spaces and blank lines are."""
        if self._key is None:
            lines = (line.strip(SAID_NOTHING) for line in NEWLINE.split(self.text))
            self._key = "\n".join(line for line in lines if line)
        return self._key


class Version(NamedTuple):
    """One version of a log."""

    document: Document
    pieces: tuple[Piece, ...]
    tail: str
    """The separator lines under the last piece."""


def version_of(text: str) -> Version:
    """``text``, which ends with a line end unless it is empty, in pieces."""
    document = parse(text)
    pieces: list[Piece] = []
    gap = ""
    for block in document.blocks:
        if isinstance(block, Entry):
            pieces.append(Piece(block.markdown, gap, block))
            gap = ""
            continue
        heading = isinstance(block, Heading)
        for line in lines_of(block.span.of(text)):
            if line.strip(SAID_NOTHING):
                pieces.append(Piece(line, gap, heading=heading))
                gap = ""
            else:
                gap += line
    return Version(document, tuple(pieces), gap)


def lines_of(text: str) -> list[str]:
    """The lines of ``text``, each with its line end."""
    if "\r" not in text:
        lines = [line + "\n" for line in text.split("\n")]
        lines[-1] = lines[-1][:-1]
        return lines if lines[-1] else lines[:-1]
    lines = []
    start = 0
    for found in NEWLINE.finditer(text):
        lines.append(text[start : found.end()])
        start = found.end()
    return [*lines, text[start:]] if start < len(text) else lines


# -- which piece is which ---------------------------------------------------------------------------------------------


class Match:
    """Which pieces of a version are in another one, changed or not."""

    def __init__(self, pairs: dict[int, int]) -> None:
        self.pairs = pairs
        """The index there of each index here that is found there."""
        self.stayed = _longest_rise(sorted(pairs.items()))
        """Those indices here that are in the same order there: the others were moved."""


def match(before: Sequence[Piece], after: Sequence[Piece]) -> Match:
    """Which pieces of ``before`` are in ``after``.

    First what is the same to the letter and in the same order, then entries that are the same elsewhere, spelled
    differently, or of the same paper and reader; at last what looks alike at the same place.
    """
    pairs: dict[int, int] = {}
    for here, there in zip(_between_borders(before), _between_borders(after), strict=True):
        same = matching([piece.text for piece in before[slice(*here)]], [piece.text for piece in after[slice(*there)]])
        pairs |= {here[0] + first: there[0] + second for first, second in same.items()}
    search = _Search(before, after, pairs)
    search.by(lambda piece: piece.text if piece.entry else None)
    search.by(lambda piece: piece.key if piece.entry else None)
    search.by(_header)
    search.by(_names)
    search.by(_title)
    search.at_same_place()
    return Match(search.pairs)


def agreed(base: Version, ours: Version, theirs: Version) -> tuple[Match, Match]:
    """Which pieces of ``base`` are in ``ours`` and in ``theirs``.

    What both sides have to the letter, and the base has not, is taken for the same piece of it in both.
    """
    versions = (ours, theirs)
    matches = [dict(match(base.pieces, version.pieces).pairs) for version in versions]
    origins = [{there: here for here, there in pairs.items()} for pairs in matches]
    new = [
        {
            piece.text: index
            for index, piece in enumerate(version.pieces)
            if piece.entry is not None and (index not in origin or base.pieces[origin[index]].text != piece.text)
        }
        for version, origin in zip(versions, origins, strict=True)
    ]
    for text in new[0].keys() & new[1].keys():
        here, there = (origin.get(found[text]) for origin, found in zip(origins, new, strict=True))
        if here == there:
            continue
        for pairs, origin in ((matches[0], here), (matches[1], there)):
            if origin is not None:
                del pairs[origin]
    return Match(matches[0]), Match(matches[1])


def _between_borders(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Where each log in a text of several begins and ends: the border behind it belongs to it."""
    ends = [index + 1 for index, piece in enumerate(pieces) if piece.text == BORDER]
    return list(pairwise([0, *ends, len(pieces)]))


def same_paper(first: Entry, second: Entry) -> bool:
    """Whether two entries are one by what their headers say: the same day, reader and title."""
    return first.title is not None and first.reader is not None and _names_of(first) == _names_of(second)


def _header(piece: Piece) -> Hashable | None:
    return piece.key.partition("\n")[0] if piece.entry else None


def _names(piece: Piece) -> Hashable | None:
    if piece.entry is None or (piece.entry.title is None and piece.entry.reader is None):
        return None
    return _names_of(piece.entry)


def _names_of(entry: Entry) -> tuple[str | None, ...]:
    return entry.date, entry.reader, _title_of(entry), entry.note


def _title(piece: Piece) -> Hashable | None:
    if piece.entry is None or piece.entry.title is None:
        return None
    return _title_of(piece.entry), piece.entry.reader


class _Search:
    """The pieces of two versions that are not matched yet, fewer with each thing that is looked for."""

    def __init__(self, before: Sequence[Piece], after: Sequence[Piece], pairs: dict[int, int]) -> None:
        self.before = before
        self.after = after
        self.pairs = pairs
        matched = set(pairs.values())
        self.rest_before = [index for index in range(len(before)) if index not in pairs]
        self.rest_after = [index for index in range(len(after)) if index not in matched]

    def add(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Match these."""
        self.pairs |= dict(pairs)
        matched = set(self.pairs.values())
        self.rest_before = [index for index in self.rest_before if index not in self.pairs]
        self.rest_after = [index for index in self.rest_after if index not in matched]

    def by(self, key: Callable[[Piece], Hashable | None]) -> None:
        """Match what has the same ``key``; where several have, those at the same place, then in their order."""
        if not (self.rest_before and self.rest_after):
            return
        wanted: dict[Hashable, list[int]] = defaultdict(list)
        for index in self.rest_after:
            wanted[key(self.after[index])].append(index)
        wanted.pop(None, None)
        candidates = [(index, found) for index in self.rest_before if (found := key(self.before[index])) in wanted]
        places = {place: set(indices) for place, (_, indices) in enumerate(self.places())}
        place_of = {index: place for place, (indices, _) in enumerate(self.places()) for index in indices}
        pairs: list[tuple[int, int]] = []
        for only_here in (True, False):
            left = []
            for index, value in candidates:
                here = places[place_of[index]]
                choice = next((other for other in wanted[value] if not only_here or other in here), None)
                if choice is None:
                    left.append((index, value))
                else:
                    wanted[value].remove(choice)
                    pairs.append((index, choice))
            candidates = left
        self.add(pairs)

    def places(self) -> Iterator[tuple[list[int], list[int]]]:
        """What is not matched, place by place: between two pieces that are, in the same order in both versions."""
        steady = _longest_rise(sorted(self.pairs.items()))
        bounds = [(index, self.pairs[index]) for index in sorted(steady)] + [(len(self.before), len(self.after))]
        rest_before, rest_after = self.rest_before[::-1], self.rest_after[::-1]
        for end_before, end_after in bounds:
            here: tuple[list[int], list[int]] = ([], [])
            while rest_before and rest_before[-1] < end_before:
                here[0].append(rest_before.pop())
            while rest_after and rest_after[-1] < end_after:
                here[1].append(rest_after.pop())
            if here[0]:
                yield here

    def at_same_place(self) -> None:
        """Match what looks alike at one place, the most alike first; and lines that stand for as many lines."""
        pairs: list[tuple[int, int]] = []
        for here, there in list(self.places()):
            if not there or len(here) * len(there) > MOST_COMPARED:
                continue
            scores = [
                (-score, abs((place - len(here)) - (other - len(there))), index, candidate)
                for place, index in enumerate(here)
                for other, candidate in enumerate(there)
                if (score := _likeness(self.before[index], self.after[candidate])) >= ALIKE
            ]
            matched: set[int] = set()
            found: set[int] = set()
            for _, _, index, candidate in sorted(scores):
                if index not in matched and candidate not in found:
                    matched.add(index)
                    found.add(candidate)
                    pairs.append((index, candidate))
            lines = [index for index in here if index not in matched and self.before[index].entry is None]
            others = [index for index in there if index not in found and self.after[index].entry is None]
            if len(lines) == len(others) and not matched:
                pairs += zip(lines, others, strict=True)
        self.add(pairs)


def _likeness(first: Piece, second: Piece) -> float:
    """How much two pieces at one place are alike, from 0 to 1."""
    if (first.entry is None) != (second.entry is None) or first.heading != second.heading:
        return 0.0
    if first.entry is not None and second.entry is not None:
        if first.entry.links and first.entry.links[0].url and first.entry.links[:1] == second.entry.links[:1]:
            return 1.0
        if _are_strangers(first.entry, second.entry):
            return 0.0
        if first.entry.reader is not None and (first.entry.date, first.entry.reader) == (
            second.entry.date,
            second.entry.reader,
        ):
            return 0.95 if None in (first.entry.title, second.entry.title) else max(ALIKE, _ratio(first, second))
    return _ratio(first, second)


def _are_strangers(first: Entry, second: Entry) -> bool:
    """Whether two entries name different readers and different papers."""
    if None in (first.reader, second.reader, first.title, second.title):
        return False
    return first.reader != second.reader and _title_of(first) != _title_of(second)


def _title_of(entry: Entry) -> str:
    return fold(entry.title or "").casefold()


def _ratio(first: Piece, second: Piece) -> float:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, first.key[:LONGEST_COMPARED], second.key[:LONGEST_COMPARED], autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The first numbers of the most ``pairs``, sorted by these, of which the second numbers rise too."""
    from bisect import bisect_left

    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, (_, value) in enumerate(pairs):
        length = bisect_left(ends, value)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        last[length : length + 1] = [place]
    rise: set[int] = set()
    place = last[-1] if last else -1
    while place >= 0:
        rise.add(pairs[place][0])
        place = before[place]
    return frozenset(rise)

"""Words typed in Latin letters that mean Chinese characters by their sound: ``hym``, ``hanyiming``, ``hanym``.

Each character stands for one of its readings in full, or for the initial of one; the last syllable need not be typed to
its end. Latin letters among the characters stand for themselves: ``bertmx`` is ``BERT 模型``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

LETTERS = re.compile(r"[a-z][a-z0-9]+")
"""What may be meant by sound, folded."""

ASCII_WORD = re.compile("[a-z0-9]{2}")
"""A place within a word of Latin letters, where no word begins."""

LOOKED_AHEAD = 3
"""Characters that are compared at once, by classes of a regular expression; what passes is looked at one by one."""

DOUBLE_INITIALS = ("zh", "ch", "sh")


class Match(NamedTuple):
    """Where characters that are meant stand."""

    start: int
    end: int
    is_pure: bool
    """All syllables are typed in full, or all by their initials, and not some so and some so."""


class Sounds:
    """How the characters sound that there are in some logs."""

    def __init__(self, readings: Mapping[str, tuple[str, ...]]) -> None:
        """``readings`` gives each character's, in small letters without tones."""
        self.readings = readings
        self._starting: dict[str, str] = {}
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for character, syllables in readings.items():
            for syllable in syllables:
                self._by_first.setdefault(syllable[0], []).append((syllable, character))

    def starting(self, letter: str) -> str:
        """All characters of which a reading begins with ``letter``."""
        known = self._starting.get(letter)
        if known is None:
            characters = {character for _syllable, character in self._by_first.get(letter, ())}
            known = self._starting[letter] = "".join(sorted(characters))
        return known

    def lengths(self, letters: str, start: int) -> set[int]:
        """How many of ``letters`` from ``start`` on one character may stand for."""
        lengths = {1}
        if letters.startswith(DOUBLE_INITIALS, start):
            lengths.add(2)
        rest = letters[start:]
        for syllable, _character in self._by_first.get(letters[start], ()):
            if rest.startswith(syllable):
                lengths.add(len(syllable))
            elif syllable.startswith(rest):
                lengths.add(len(rest))
        return lengths

    def alike(self, word: str, readings: Sequence[Iterable[str]]) -> re.Pattern[str] | None:
        """What matches characters that sound like those of ``word``, which have ``readings``; None without any."""
        pieces = []
        for character, syllables in zip(word, readings, strict=True):
            alike = {other for syllable in syllables for other in self._sounding(syllable)} | {character}
            pieces.append(f"[{re.escape(''.join(sorted(alike)))}]")
        return re.compile("".join(pieces)) if any(len(piece) > len("[x]") for piece in pieces) else None

    def _sounding(self, syllable: str) -> Iterator[str]:
        return (character for other, character in self._by_first.get(syllable[0], ()) if other == syllable)


class PinyinWord:
    """A word of Latin letters, to be looked for by sound."""

    def __init__(self, letters: str, sounds: Sounds) -> None:
        """``letters`` are as ``LETTERS`` has them."""
        self._letters = letters
        self._sounds = sounds
        self._pattern = re.compile(self._beginnings())

    def _beginnings(self) -> str:
        """Matches one character wherever the word may begin, and perhaps elsewhere."""
        pieces: list[str] = []
        starts = {0}
        while len(pieces) < LOOKED_AHEAD and len(self._letters) not in starts:
            letters = {self._letters[start] for start in starts}
            characters = "".join(sorted(letters)) + "".join(self._sounds.starting(letter) for letter in letters)
            pieces.append(f"[{re.escape(characters)}]")
            starts = {start + length for start in starts for length in self._sounds.lengths(self._letters, start)}
        first, *others = pieces
        return f"{first}(?={''.join(f' ?{piece}' for piece in others)})" if others else first

    def find(self, text: str) -> Iterator[Match]:
        """Where in ``text`` (folded) characters stand that the word may mean; at least one of them is Chinese."""
        end = 0
        for begin in self._pattern.finditer(text):
            start = begin.start()
            if start < end or (start and ASCII_WORD.match(text, start - 1)):
                continue
            for mode in ("full", "initials", "mixed"):
                stop = self._match(text, start, 0, mode, False)
                if stop:
                    end = stop
                    yield Match(start, stop, mode != "mixed")
                    break

    def _match(self, text: str, position: int, typed: int, mode: str, is_chinese: bool) -> int:
        """Behind the last character, if the letters from ``typed`` on stand for those from ``position`` on; else 0."""
        letters = self._letters
        if typed == len(letters):
            return position if is_chinese else 0
        if position >= len(text):
            return 0
        character = text[position]
        if character == " " and typed:
            return self._match(text, position + 1, typed, mode, is_chinese)
        if character == letters[typed]:
            return self._match(text, position + 1, typed + 1, mode, is_chinese)
        for length in sorted(self._stood_for(self._sounds.readings.get(character, ()), typed, mode), reverse=True):
            if stop := self._match(text, position + 1, typed + length, mode, True):
                return stop
        return 0

    def _stood_for(self, syllables: Iterable[str], typed: int, mode: str) -> set[int]:
        """How many letters from ``typed`` on a character of these readings may stand for."""
        letters, lengths = self._letters, set[int]()
        for syllable in syllables:
            if mode != "initials":
                if letters.startswith(syllable, typed):
                    lengths.add(len(syllable))
                elif typed and syllable.startswith(letters[typed:]):
                    lengths.add(len(letters) - typed)
            if mode != "full" and letters[typed] == syllable[0]:
                lengths.add(1)
                # The two letters of one initial alone do not make a word.
                if syllable.startswith(DOUBLE_INITIALS) and letters.startswith(syllable[:2], typed) and letters[2:]:
                    lengths.add(2)
        return lengths

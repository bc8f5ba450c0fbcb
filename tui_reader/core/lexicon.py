"""What stands in a document, to be looked through for what was meant by its sound or is nearly what was typed."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from tui_reader.core.pinyin import PinyinWord
from tui_reader.core.search import Search

WHOLE, IN_HEAD, MIXED_IN_HEAD, IN_TAIL, MIXED_IN_TAIL = range(5)
"""How well an entry fits a word that is meant by sound, from best to worst. Whole: a whole name or title."""

STEP = 50
"""Entries that are looked through between two pauses."""

Pause = Callable[[], None]


class Sounding(NamedTuple):
    """What a word may mean by its sound."""

    entries: dict[int, int]
    """How well each fits; where several places fit, the best."""
    spellings: dict[str, int]
    """What stands there, and how well that fits."""


class Lexicon:
    """The Chinese in the heads of a document's entries (reader, title, source), each text once, and in their tails."""

    def __init__(self, search: Search) -> None:
        """All entries of ``search`` have to be prepared."""
        self._search = search
        count = len(search.document.entries)
        entries: dict[str, array[int]] = {}
        for index in range(count):
            head = search.head(index)
            if not head.isascii():
                for text in head.split("\n"):
                    if not text.isascii():
                        entries.setdefault(text, array("I")).append(index)
        self._texts = list(entries)
        self._entries = list(entries.values())
        self._joined = "\n".join(self._texts)
        self._starts = list(accumulate((len(text) + 1 for text in self._texts), initial=0))

    def by_sound(self, word: PinyinWord) -> Sounding:
        """What ``word`` may mean in the heads."""
        sounding = Sounding({}, {})
        fits: dict[int, int] = {}
        for match in word.find(self._joined):
            number = bisect_right(self._starts, match.start) - 1
            is_whole = match.is_pure and match.end - match.start == len(self._texts[number])
            fit = WHOLE if is_whole else IN_HEAD if match.is_pure else MIXED_IN_HEAD
            spelling = self._joined[match.start : match.end]
            sounding.spellings[spelling] = min(fit, sounding.spellings.get(spelling, fit))
            fits[number] = min(fit, fits.get(number, fit))
        # A reader's name stands in thousands of entries: they are taken at once, the best last, which so remains.
        for number in sorted(fits, key=fits.__getitem__, reverse=True):
            sounding.entries.update(dict.fromkeys(self._entries[number], fits[number]))
        return sounding

    def by_sound_in_tails(self, word: PinyinWord, pause: Pause) -> Sounding:
        """What ``word`` may mean in notes and summaries. Takes its time in a large log."""
        sounding = Sounding({}, {})
        for index, tail in self._tails(pause):
            for match in word.find(tail):
                fit = IN_TAIL if match.is_pure else MIXED_IN_TAIL
                spelling = tail[match.start : match.end]
                sounding.spellings[spelling] = min(fit, sounding.spellings.get(spelling, fit))
                sounding.entries[index] = min(fit, sounding.entries.get(index, fit))
        return sounding

    def matching(self, pattern: re.Pattern[str], pause: Pause) -> set[str]:
        """What ``pattern`` matches in heads, notes and summaries. Takes its time in a large log."""
        found = set(pattern.findall(self._joined))
        for _index, tail in self._tails(pause):
            found.update(pattern.findall(tail))
        return found

    def _tails(self, pause: Pause) -> Iterator[tuple[int, str]]:
        """Those that are not of ASCII alone, by the index of their entry."""
        for index in range(len(self._search.document.entries)):
            if index % STEP == 0:
                pause()
            tail = self._search.tail(index)
            if not tail.isascii():
                yield index, tail

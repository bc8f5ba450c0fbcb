"""What people of a log write into the fields of an entry: names, venues, reasons, words of titles; to go on with them.

Whoever writes most often writes what he wrote before: the last choices of a reader come before all others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest, nsmallest
from typing import NamedTuple

from tui_reader.core.completion import Candidate, names_like
from tui_reader.core.document import Entry
from tui_reader.core.fields import BETWEEN_NAMES
from tui_reader.core.folding import fold
from tui_reader.core.pinyin import Sounds

MOST = 12
"""Candidates that are worth a look while one types."""

OWN = 20
"""Last choices of a reader that are known."""

MOST_NAMES = 600
"""Different values of a field that are looked through with every letter."""

AT_ONCE = 50
"""Entries that are looked at between two pauses."""

SHORTEST = 3
"""Letters of a word in a title that are typed before anything is offered."""

LONGEST_TYPED = 300
"""Characters of a field that is still gone on with."""

WORD = re.compile(r"[^\W\d_][\w'’-]*")
LETTERS_AT_END = re.compile(r"(?:^|(?<=[\s(“\"'‘:/-]))[a-zA-Z\u00c0-\u024f][\w'’-]*$")


class Wordings(NamedTuple):
    """What stands in the fields of a log."""

    names: Mapping[str, Sequence[tuple[str, int | None]]]
    """Of readers, sources and notes, and how many entries have each: the most frequent first."""
    own: Mapping[tuple[str, str], Sequence[str]]
    """By field and reader (folded), what that reader wrote last: the latest first."""
    words: Sequence[tuple[str, str, int]]
    """The words of titles: folded, as they are mostly spelled, and in how many titles. In the order of the first."""
    own_words: Mapping[str, frozenset[str]]
    """By reader, the words (folded) of what that reader wrote last."""
    sounds: Sounds | None = None
    """How Chinese names sound, if somebody knows."""


NOTHING = Wordings({}, {}, (), {})


def wordings(
    entries: Iterable[Entry],
    readings: Callable[[str], tuple[str, ...]] | None = None,
    pause: Callable[[], None] = lambda: None,
) -> Wordings:
    """What stands in the fields of ``entries``; ``readings`` and ``pause`` are those of ``completion.vocabulary``."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in ("reader", "source", "note")}
    spellings: dict[str, Counter[str]] = {}
    latest: dict[tuple[str, str], dict[str, str]] = {}
    for number, entry in enumerate(entries):
        if number % AT_ONCE == 0:
            pause()
        reader, day = fold(entry.reader or ""), entry.date or ""
        for name in filter(None, BETWEEN_NAMES.split(entry.reader or "")):
            counts["reader"][name] += 1
        for field, value in (("source", entry.source), ("note", entry.note), ("title", entry.title)):
            if not value:
                continue
            _note_latest(latest.setdefault((field, reader), {}), value, day)
            if field == "title":
                words = {word.casefold(): word for word in reversed(WORD.findall(value))}
                for key, word in words.items():
                    if len(word) > SHORTEST and word.isascii():
                        spellings.setdefault(key, Counter())[word] += 1
            else:
                counts[field][value] += 1
    own = {
        key: [value for value, _day in nlargest(OWN, values.items(), key=lambda pair: pair[1])]
        for key, values in latest.items()
    }
    names = {field: _by_count(found) for field, found in counts.items()}
    sounds = None
    if readings is not None:
        characters = {character for field in names for name, _count in names[field] for character in name}
        sounds = Sounds({character: said for character in sorted(characters) if (said := readings(character))})
    return Wordings(
        names,
        {key: values for key, values in own.items() if key[0] != "title"},
        sorted((key, found.most_common(1)[0][0], found.total()) for key, found in spellings.items()),
        {
            reader: frozenset(word.casefold() for title in titles for word in WORD.findall(title))
            for (field, reader), titles in own.items()
            if field == "title"
        },
        sounds,
    )


def _note_latest(values: dict[str, str], value: str, day: str) -> None:
    """Note that ``value`` was written on ``day``; of many values, the oldest are forgotten."""
    values[value] = max(day, values.get(value, ""))
    if len(values) > 4 * OWN:
        for old in nsmallest(2 * OWN, values, key=values.__getitem__):
            del values[old]


def _by_count(counts: Counter[str]) -> list[tuple[str, int | None]]:
    """The values, the most frequent first, each in its most frequent spelling."""
    spelled: dict[str, list[int]] = {}
    first: dict[str, str] = {}
    for value, count in counts.most_common():
        key = fold(value)
        first.setdefault(key, value)
        spelled.setdefault(key, [0])[0] += count
    ranked = sorted(spelled.items(), key=lambda pair: -pair[1][0])[:MOST_NAMES]
    return [(first[key], number) for key, (number,) in ranked]


def go_on(field: str, text: str, known: Wordings, reader: str = "", further: Sequence[str] = ()) -> list[Candidate]:
    """How ``text`` in ``field`` may go on at its end, the likeliest first; with nothing typed, the last choices.

    ``reader`` is who writes; ``further`` are values that are known besides those of the log.
    """
    if len(text) > LONGEST_TYPED or "\n" in text:
        return []
    if field == "title":
        return _words(text, known, fold(reader))
    head, typed = "", text
    if field == "reader":
        apart = [match.end() for match in BETWEEN_NAMES.finditer(text)]
        head, typed = (text[: apart[-1]], text[apart[-1] :]) if apart else ("", text)
    typed = fold(typed)
    if not typed and head:
        return []
    own = known.own.get((field, fold(reader)), ())
    counts = dict(known.names.get(field, ()))
    its_own = [(name, counts.get(name)) for name in own]
    offered: dict[str, Candidate] = {}
    for names in (its_own, known.names.get(field, ()), [(value, None) for value in further]):
        for name, count in names_like(typed, names, known.sounds):
            if fold(name) not in offered and len(offered) < MOST:
                offered[fold(name)] = Candidate(name, count, head + name, len(head + name))
    return list(offered.values())


def _words(text: str, known: Wordings, reader: str) -> list[Candidate]:
    """How the word at the end of a title may go on."""
    typed = LETTERS_AT_END.search(text)
    if typed is None or len(typed[0]) < SHORTEST:
        return []
    begun = typed[0].casefold()
    own = known.own_words.get(reader, frozenset())
    found = nsmallest(MOST, _beginning(begun, known.words), key=lambda word: (word[0] not in own, -word[2], word[0]))
    before = text[: typed.start()]
    return [Candidate(word, count, before + word, len(before + word)) for _key, word, count in found]


def _beginning(begun: str, words: Sequence[tuple[str, str, int]]) -> Iterator[tuple[str, str, int]]:
    for number in range(bisect_left(words, (begun,)), len(words)):
        if not words[number][0].startswith(begun):
            return
        if words[number][0] != begun:
            yield words[number]


def venues_of(year: str, short_names: Iterable[str]) -> list[str]:
    """Sources that may be meant although the log has none like them: ``CVPR 2024``."""
    from tui_reader.core.venue_names import ACRONYMS, SPELLED

    names = dict.fromkeys((*short_names, *(SPELLED.get(name, name) for name in ACRONYMS)))
    return ["arXiv", *(f"{name} {year}".strip() for name in names if name.casefold() != "arxiv")]

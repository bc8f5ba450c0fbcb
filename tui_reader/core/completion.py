"""What a query may go on with at the place where somebody types: names of fields, and values that the logs have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tui_reader.core.document import Entry
from tui_reader.core.folding import fold
from tui_reader.core.pinyin import LETTERS, PinyinWord, Sounds
from tui_reader.core.query import CHOICES, FIELDS, RELATIVE_DATES, TERM, spelled
from tui_reader.core.weeks import week_of

MOST = 40
"""Candidates that are worth a look."""

AT_ONCE = 500
"""Entries that are looked at between two pauses."""

DATE_FIELDS = ("since", "until", "date")


class Candidate(NamedTuple):
    """What may be meant."""

    shown: str
    """In short: ``by:``, a name, a day."""
    entries: int | None
    """How many entries have it; None where nobody counted."""
    query: str
    """The query, or the text of a field, once it was taken."""
    cursor: int
    """Where one goes on typing there."""


class Vocabulary(NamedTuple):
    """The values of each field, and how many entries have them: the most frequent first, dates the latest."""

    values: Mapping[str, Sequence[tuple[str, int | None]]]
    sounds: Sounds | None = None
    """How Chinese names sound, if somebody knows."""


def vocabulary(
    entries: Iterable[Entry],
    rules: Iterable[str] = (),
    readings: Callable[[str], tuple[str, ...]] | None = None,
    pause: Callable[[], None] = lambda: None,
) -> Vocabulary:
    """What the fields of ``entries`` hold. ``rules`` are the codes there are.

    ``readings`` gives those of a Chinese character, as ``Sounds`` has them. ``pause`` is called again and again.
    """
    names: dict[str, _Names] = {field: _Names() for field in ("by", "section", "source")}
    days: Counter[str] = Counter()
    for number, entry in enumerate(entries):
        if number % AT_ONCE == 0:
            pause()
        for field, name in (("by", entry.reader), ("section", entry.section), ("source", entry.source)):
            if name:
                names[field].add(name)
        if entry.date:
            days[entry.date] += 1
    dates: Counter[str] = Counter()
    for day, count in days.items():
        for date in (day[:4], day[:7], week_of(day).name, day):
            dates[date] += count
    values: dict[str, Sequence[tuple[str, int | None]]] = {field: found.by_count() for field, found in names.items()}
    values["date"] = sorted(dates.items(), reverse=True)
    values["rule"] = [(rule, None) for rule in rules]
    sounds = None
    if readings is not None:
        characters = {character for field in names for name, _count in values[field] for character in fold(name)}
        sounds = Sounds({character: said for character in sorted(characters) if (said := readings(character))})
    return Vocabulary(values, sounds)


def complete(text: str, cursor: int, known: Vocabulary) -> list[Candidate]:
    """How the query ``text`` may go on at ``cursor``, the most likely first; nothing in the midst of a word."""
    if text[cursor : cursor + 1].strip():
        return []
    term = next((match for match in TERM.finditer(text) if match.start() < cursor <= match.end()), None)
    if term is None or term.end() != cursor:
        return []
    field = (term["field"] or "").lower()
    before, behind, dash = text[: term.start()], text[cursor:], term["excluded"]
    if not term["colon"]:
        word = (term["bare"] or "").lower()
        starting = [name for name in FIELDS if word and name.startswith(word)]
        texts = [f"{before}{dash}{name}:" for name in starting]
        return [
            Candidate(f"{name}:", None, text + behind, len(text)) for name, text in zip(starting, texts, strict=True)
        ]
    typed = term["bare"] or term["curly"] or term["quoted"] or ""
    is_closed = len(typed) > 0 and text[cursor - 1] in '"”' and term["bare"] is None
    if field not in FIELDS or is_closed:
        return []
    candidates = []
    for value, count in _values(field, fold(typed), known):
        head = f"{before}{dash}{field}:{spelled(value)}"
        rest = behind or " "
        candidates.append(Candidate(value, count, head + rest, len(head) + 1))
        if len(candidates) == MOST:
            break
    return candidates


class _Names:
    """Names, each counted under the spelling that came first."""

    def __init__(self) -> None:
        self._spellings: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def add(self, name: str) -> None:
        """Count ``name`` once more."""
        self._counts[self._spellings.setdefault(fold(name), name)] += 1

    def by_count(self) -> list[tuple[str, int | None]]:
        """The names, the most frequent first."""
        return [(name, count) for name, count in self._counts.most_common()]


def _values(field: str, typed: str, known: Vocabulary) -> Iterator[tuple[str, int | None]]:
    """The values of ``field`` that ``typed`` (folded) may become."""
    if field in CHOICES:
        yield from ((choice, None) for choice in CHOICES[field] if choice.startswith(typed) and choice != typed)
    elif field in DATE_FIELDS:
        yield from ((word, None) for word in RELATIVE_DATES if word.startswith(typed) and word != typed)
        yield from _dates(typed, known.values.get("date", ()))
    else:
        yield from names_like(typed, known.values.get(field, ()), known.sounds)


def _dates(typed: str, dates: Sequence[tuple[str, int | None]]) -> Iterator[tuple[str, int | None]]:
    """The dates that begin with ``typed``, of the coarsest kind that is more than that: years, months, weeks, days."""
    longer = [(date, count) for date, count in dates if date.lower().startswith(typed) and len(date) > len(typed)]
    shortest = min((len(date) for date, _count in longer), default=0)
    yield from ((date, count) for date, count in longer if len(date) == shortest)


def names_like(
    typed: str, names: Sequence[tuple[str, int | None]], sounds: Sounds | None
) -> Iterator[tuple[str, int | None]]:
    """Those of ``names`` that begin with ``typed`` (folded), then those that hold it, then those that sound like it."""
    folded = [(fold(name), name, count) for name, count in names]
    starting = [name for name, _name, _count in folded if name.startswith(typed) and name != typed]
    holding = [name for name, _name, _count in folded if typed in name and not name.startswith(typed)]
    sounding: list[str] = []
    if sounds is not None and LETTERS.fullmatch(typed):
        word = PinyinWord(typed, sounds)
        sounding = [name for name, _name, _count in folded if typed not in name and any(word.find(name))]
    shown = {key: (name, count) for key, name, count in folded}
    yield from (shown[key] for key in (*starting, *holding, *sounding))

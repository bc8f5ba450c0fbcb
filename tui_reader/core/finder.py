"""Looks through several documents at once, and where nothing matches as it was typed, for what may have been meant.

First what matches as it is written, traditional and simplified characters alike. Only where that is nothing: Chinese
whose sound was typed (``hym``), and where that is nothing either, similar words. ``Found`` says which it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, islice, product
from typing import Literal, NamedTuple, Protocol

from tui_reader.core.document import Document
from tui_reader.core.folding import fold
from tui_reader.core.lexicon import IN_HEAD, MIXED_IN_TAIL, WHOLE, Lexicon, Pause, Sounding
from tui_reader.core.message import N_, Message, message
from tui_reader.core.pinyin import LETTERS, PinyinWord, Sounds
from tui_reader.core.query import NAMES, Query, Term, parse_query
from tui_reader.core.search import Finding, Findings, Meaning, Meanings, Search
from tui_reader.core.similar import one_wrong, similar_words

READ_AT_ONCE = 10
"""Entries that are read between two pauses."""

QUICKLY = 10_000
"""Entries of which all is looked through before a key's picture; of more, ``Found`` says that it is not all."""

TOO_SHORT = 3
"""Letters up to which some summary holds nearly any sound: they are looked at where reader, title and source do not."""

SPELLINGS, MARKED = 64, 60
"""Ways to write a word in traditional and simplified characters, and words that are marked, at most."""

NAMED = 4
"""Words that a sentence names."""

Way = Literal["exact", "pinyin", "similar"]


class Writing(Protocol):
    """What is known of Chinese characters."""

    def simplified(self, text: str) -> str:
        """``text`` in simplified characters; a character for a character."""

    def readings(self, character: str) -> tuple[str, ...]:
        """How ``character`` may be read, in small letters without tones; nothing where that is not to be asked."""


class Found(NamedTuple):
    """What a query means."""

    hits: list[int]
    """Indices of entries, counted through all documents: in the order of the files, or by sound the best first."""
    words: tuple[str, ...] = ()
    """What is to be marked where the hits are shown."""
    way: Way = "exact"
    """As what the words of the query were taken."""
    meant: tuple[str, ...] = ()
    """What they were taken for where that is not what was typed, the best first."""
    more: int = 0
    """How many of the hits of an ``exact`` search match by their sound alone; they stand first."""
    is_whole: bool = True
    """Whether everything was looked through; if not, ``find`` with ``deep`` does."""

    @property
    def is_ranked(self) -> bool:
        """Whether the best of ``hits`` stand first, and not those that stand first in the files."""
        return self.way == "pinyin" or self.more > 0

    def remark(self, query_text: str) -> Message | None:
        """What there is to say of it, if it is not what ``query_text`` says."""
        if not self.hits or not self.meant:
            return None
        meant = ", ".join(self.meant[:NAMED]) + (" …" if len(self.meant) > NAMED else "")
        if self.way == "exact":
            return message(N_("{count} of them by sound: {meant}"), count=self.more, meant=meant)
        query = query_text.strip()
        query = query.strip('"') if query.startswith('"') else query
        if self.way == "pinyin":
            return message(N_('"{query}" stands nowhere; by sound: {meant}'), query=query, meant=meant)
        return message(N_('"{query}" stands nowhere; similar: {meant}'), query=query, meant=meant)


class Finder:
    """Documents to be searched many times."""

    def __init__(self, documents: Iterable[Document], writing: Writing | None = None) -> None:
        """Without ``writing`` nothing is known of Chinese, and characters are what they are."""
        self.searches = tuple(Search(document) for document in documents)
        self._starts = [0, *accumulate(len(search.document.entries) for search in self.searches)]
        self._writing = writing
        self._lexicons: tuple[Lexicon, ...] | None = None
        self._sounds: Sounds | None = None
        self._variants: dict[str, str] | None = None
        self._simple: dict[str, str] = {}

    @property
    def is_prepared(self) -> bool:
        """Whether everything is ready that a search as it was typed needs."""
        return all(search.is_prepared for search in self.searches)

    def prepare(self, pause: Pause = lambda: None) -> None:
        """Do now what the first search would have to; ``pause`` is called again and again."""
        for search in self.searches:
            count = len(search.document.entries)
            for first in range(0, count, READ_AT_ONCE):
                search.prepare(range(first, min(first + READ_AT_ONCE, count)))
                pause()
            search.all_are_prepared()

    def prepare_sounds(self, pause: Pause = lambda: None) -> None:
        """Do now what the first search by sound would have to, after ``prepare``."""
        _ = self._all_lexicons(), self._variants_here()
        self._all_sounds(pause)

    def build_indices(self, pause: Pause = lambda: None) -> None:
        """Make searches for words quick where there is much to look through, after ``prepare``."""
        if self._starts[-1] > QUICKLY:
            for search in self.searches:
                search.build_index(pause)

    def find(
        self,
        query: Query,
        findings: Findings = (),
        today: date | None = None,
        *,
        as_one_types: bool = False,
        deep: bool = True,
        pause: Pause = lambda: None,
    ) -> Found:
        """The entries that ``query`` means; ``findings`` and ``today`` are as for ``Search.hits``, of all documents.

        ``as_one_types``: what else the letters may mean by their sound is given as well, where it is a whole name, or
        nothing begins with what was typed. Not ``deep``: where that would take its time, it is left undone.
        """
        if today is not None and today != query.today:
            query = parse_query(query.text, today)
        asked = _Asked(query, findings, self._spellings_of(query))
        hits = self._hits(asked, None)
        words = asked.words
        if hits:
            may_wait = deep or self._sounds is not None
            return self._with_sounds(asked, hits, words) if as_one_types and may_wait else Found(hits, words)
        if not self._starts[-1] or not any(term.field in ("", *NAMES) for term in _positive(query)):
            return Found(hits, words)
        if not deep and self._sounds is None:
            return Found([], words, is_whole=False)
        if not deep and self._starts[-1] > QUICKLY:
            by_sound = self._by_sound(asked, words, self._sounding(asked, pause, deep=False))
            return by_sound if by_sound.hits else by_sound._replace(is_whole=False)
        return self._dig(asked, words, pause)

    def dig(self, query: Query, findings: Findings, pause: Pause) -> Found:
        """``find`` with ``deep`` for a query that matches nothing as it was typed. May run in a thread."""
        asked = _Asked(query, findings, self._spellings_of(query))
        return self._dig(asked, asked.words, pause)

    def _dig(self, asked: _Asked, words: tuple[str, ...], pause: Pause) -> Found:
        for thoroughly in (False, True):
            meant = self._sounding(asked, pause, deep=True, thoroughly=thoroughly)
            by_sound = self._by_sound(asked, words, meant)
            if by_sound.hits:
                return by_sound
        similar = self._similar(asked, words, meant, pause)
        return similar if similar.hits else Found([], words)

    # -- as it is written ------------------------------------------------------------------------------------------

    def _hits(self, asked: _Asked, meanings: Sequence[Meanings] | None) -> list[int]:
        """The hits of all documents; ``meanings`` are of each, or those that always hold."""
        hits: list[int] = []
        for number, (search, start) in enumerate(zip(self.searches, self._starts, strict=False)):
            findings = _Part(asked.findings, start) if asked.findings else ()
            meant = asked.spellings if meanings is None else meanings[number]
            found = search.hits(asked.query, findings, meanings=meant, remember=meanings is None)
            hits += [start + hit for hit in found] if start else found
        return hits

    def _spellings_of(self, query: Query) -> dict[tuple[str, str], Meaning]:
        """The words and names of ``query`` in the other script, as far as the documents have its characters."""
        meanings: dict[tuple[str, str], Meaning] = {}
        for term in query.terms:
            value = fold(term.value)
            if self._writing is None or value.isascii() or term.field not in ("", *NAMES):
                continue
            variants = self._variants_here()
            alike = [variants.get(simple, simple) for simple in self._simplified(value)]
            written = ["".join(dict.fromkeys(f"{one}{others}")) for one, others in zip(value, alike, strict=True)]
            if any(len(ways) > 1 for ways in written):
                all_ways = ("".join(way) for way in islice(product(*written), SPELLINGS))
                last = "".join(ways[-1] for ways in written)
                spellings = dict.fromkeys((*all_ways, last))
                spellings.pop(value, None)
                meanings[term.field, value] = Meaning(tuple(spellings))
        return meanings

    def _variants_here(self) -> dict[str, str]:
        """By simplified character, all that the documents have for it where it is not that one alone."""
        if self._variants is None or not self.is_prepared:
            characters = self._characters()
            self._variants = {}
            for character, simple in zip(characters, self._simplified("".join(characters)), strict=True):
                if simple != character:
                    self._variants[simple] = self._variants.get(simple, simple) + character
        return self._variants

    def _characters(self) -> list[str]:
        """All characters that the documents have, ASCII aside."""
        if not self.is_prepared:
            self.prepare()
        names = (name for search in self.searches for field in NAMES for name in search.names(field))
        characters = set[str]().union(*(search.characters for search in self.searches), *names)
        return sorted(character for character in characters if not character.isascii())

    def _simplified(self, text: str) -> str:
        assert self._writing is not None
        unknown = "".join(one for one in dict.fromkeys(text) if one not in self._simple)
        if unknown:
            simple = self._writing.simplified(unknown)
            self._simple.update(zip(unknown, simple, strict=True))
        return "".join(self._simple[one] for one in text)

    # -- by sound --------------------------------------------------------------------------------------------------

    def _all_sounds(self, pause: Pause = lambda: None) -> Sounds:
        if self._sounds is None:
            readings: dict[str, tuple[str, ...]] = {}
            if self._writing is not None:
                for character in self._characters():
                    if syllables := self._writing.readings(character):
                        readings[character] = syllables
                    pause()
            self._sounds = Sounds(readings)
        return self._sounds

    def _all_lexicons(self) -> tuple[Lexicon, ...]:
        if self._lexicons is None:
            if not self.is_prepared:
                self.prepare()
            self._lexicons = tuple(Lexicon(search) for search in self.searches)
        return self._lexicons

    def _typed_sounds(self, query: Query) -> Iterator[tuple[Term, PinyinWord]]:
        """The terms of ``query`` that may be meant by their sound."""
        for term in _positive(query):
            letters = fold(term.value)
            if term.field in ("", *NAMES) and LETTERS.fullmatch(letters):
                lexicons = self._all_lexicons()
                if lexicons and self._all_sounds().readings:
                    yield term, PinyinWord(letters, self._all_sounds())

    def _names_by_sound(self, field: str, word: PinyinWord) -> dict[str, int]:
        """The names of a field that ``word`` may mean, and how well they fit."""
        fits: dict[str, int] = {}
        for name in {name for search in self.searches for name in search.names(field) if not name.isascii()}:
            for match in word.find(name):
                is_whole = match.is_pure and match.end - match.start == len(name)
                fits[name] = min(fits.get(name, IN_HEAD), WHOLE if is_whole else IN_HEAD)
        return fits

    def _sounding(self, asked: _Asked, pause: Pause, *, deep: bool, thoroughly: bool = False) -> _Sounding:
        """What the Latin words of ``asked`` may mean if they are pinyin.

        ``thoroughly``: notes and summaries are looked through even for a short word that means something in a head.
        """
        meant = _Sounding([dict(asked.spellings) for _search in self.searches], {}, {})
        for term, word in self._typed_sounds(asked.query):
            key = (term.field, fold(term.value))
            if term.field:
                names = self._names_by_sound(term.field, word)
                meant.spellings.update(names)
                for meaning in meant.meanings if names else ():
                    meaning[key] = Meaning(tuple(names))
                continue
            sounding = [lexicon.by_sound(word) for lexicon in self._all_lexicons()]
            if thoroughly or len(key[1]) > TOO_SHORT or not any(one.entries for one in sounding):
                if deep:
                    self._add_tails(word, sounding, pause)
                else:
                    meant = meant._replace(is_whole=False)
            for meaning, one, start in zip(meant.meanings, sounding, self._starts, strict=False):
                if one.entries:
                    meaning[key] = Meaning(entries=one.entries)
                if start or meant.fits:
                    for index, fit in one.entries.items():
                        meant.fits[start + index] = meant.fits.get(start + index, 0) + fit
                else:  # one word in one log, as nearly always: at once
                    meant.fits.update(one.entries)
                for spelling, fit in one.spellings.items():
                    meant.spellings[spelling] = min(fit, meant.spellings.get(spelling, fit))
        return meant

    def _add_tails(self, word: PinyinWord, sounding: Sequence[Sounding], pause: Pause) -> None:
        """Add to what ``word`` means in the heads what it means elsewhere, if nothing better is known of an entry."""
        for lexicon, one in zip(self._all_lexicons(), sounding, strict=True):
            more = lexicon.by_sound_in_tails(word, pause)
            for index, fit in more.entries.items():
                one.entries.setdefault(index, fit)
            for spelling, fit in more.spellings.items():
                one.spellings.setdefault(spelling, fit)

    def _by_sound(self, asked: _Asked, words: tuple[str, ...], meant: _Sounding) -> Found:
        """What ``asked`` means if its Latin words mean what they sound like."""
        hits = self._hits(asked, meant.meanings) if meant.spellings else []
        hits.sort(key=lambda hit: meant.fits.get(hit, 0))
        best = _best_first(meant.spellings)
        return Found(hits, (*words, *best), "pinyin", best, is_whole=meant.is_whole)

    def _with_sounds(self, asked: _Asked, hits: list[int], words: tuple[str, ...]) -> Found:
        """``hits``, as they are written, and what a single word may mean besides."""
        exact = Found(hits, words)
        typed = [term for term in _positive(asked.query) if not term.field]
        if len(typed) != 1:
            return exact
        for term, word in self._typed_sounds(asked.query):
            if term.field:
                continue
            letters = fold(term.value)
            sounding = [lexicon.by_sound(word) for lexicon in self._all_lexicons()]
            worst = MIXED_IN_TAIL
            if any(search.begins_word(letters) for search in self.searches):
                worst = WHOLE
            elif len(letters) > TOO_SHORT and self._starts[-1] <= QUICKLY:
                self._add_tails(word, sounding, lambda: None)
            chosen = [{index: fit for index, fit in one.entries.items() if fit <= worst} for one in sounding]
            fits = {start + i: fit for start, one in zip(self._starts, chosen, strict=False) for i, fit in one.items()}
            if not fits:
                return exact
            meanings = [{**asked.spellings, ("", letters): Meaning(entries=entries)} for entries in chosen]
            both = self._hits(asked, meanings)
            both.sort(key=lambda hit: fits.get(hit, MIXED_IN_TAIL + 1))
            spellings = {text: fit for one in sounding for text, fit in one.spellings.items() if fit <= worst}
            best = _best_first(spellings)
            return Found(both, (*words, *best), "exact", best, more=len(both) - len(hits))
        return exact

    # -- nearly as it is written -----------------------------------------------------------------------------------

    def _similar(self, asked: _Asked, words: tuple[str, ...], sounding: _Sounding, pause: Pause) -> Found:
        """What ``asked`` means if those of its words that stand nowhere, by their sound either, are slips."""
        meanings = sounding.meanings
        meant: list[str] = []
        for term in _positive(asked.query):
            if term.field not in ("", *NAMES):
                continue
            alone = asked._replace(query=asked.query._replace(terms=(term,)))
            if self._hits(alone, sounding.meanings):
                continue
            value = fold(term.value)
            similar = self._nearest(term.field, value, pause)
            if not similar:
                return Found([], words)
            for meaning in meanings:
                meaning[term.field, value] = Meaning(similar)
            meant += similar
        hits = self._hits(asked, meanings) if meant else []
        return Found(hits, (*words, *meant), "similar", tuple(meant))

    def _nearest(self, field: str, value: str, pause: Pause) -> tuple[str, ...]:
        """What stands in the documents, or as a name in ``field``, and is nearly ``value``."""
        names = "\n".join(name for search in self.searches for name in sorted(search.names(field))) if field else ""
        if value.isascii():
            vocabulary = set(names.replace("\n", " ").split())
            if not field:
                vocabulary = set[str]().union(*(one.vocabulary.decode().split() for one in self.searches))
            return similar_words(value, vocabulary)
        readings = [() if self._writing is None else self._writing.readings(character) for character in value]
        for pattern in (self._all_sounds().alike(value, readings), one_wrong(value)):
            if pattern is None:
                continue
            found = set(pattern.findall(names))
            if not field:
                found.update(*(lexicon.matching(pattern, pause) for lexicon in self._all_lexicons()))
            if found:
                return tuple(sorted(found))[:MARKED]
        return ()


class _Asked(NamedTuple):
    """A query, and what it needs."""

    query: Query
    findings: Findings
    spellings: dict[tuple[str, str], Meaning]

    @property
    def words(self) -> tuple[str, ...]:
        """The words that an entry has to hold, in all their spellings."""
        return tuple(
            word
            for term in _positive(self.query)
            if not term.field
            for word in (term.value, *self.spellings.get(("", fold(term.value)), Meaning()).spellings)
        )


class _Sounding(NamedTuple):
    """What a query means by its sound."""

    meanings: list[dict[tuple[str, str], Meaning]]
    """What its words mean, document by document."""
    fits: dict[int, int]
    """How badly each entry fits, through all documents."""
    spellings: dict[str, int]
    """What the words were taken for, and how badly that fits."""
    is_whole: bool = True
    """Whether all was looked through that there is."""


class _Part:
    """What was found in the entries of one document of several: nothing is asked for before it is needed."""

    def __init__(self, findings: Findings, start: int) -> None:
        self._findings = findings
        self._start = start

    def __len__(self) -> int:
        return len(self._findings) - self._start

    def __getitem__(self, index: int) -> Collection[Finding]:
        return self._findings[self._start + index]


def _positive(query: Query) -> list[Term]:
    """The terms that are not excluded."""
    return [term for term in query.terms if not term.excluded]


def _best_first(spellings: Mapping[str, int]) -> tuple[str, ...]:
    """The words that are marked and named: those that fit best, as far as there is room."""
    return tuple(sorted(spellings, key=lambda spelling: (spellings[spelling], len(spelling), spelling)))[:MARKED]

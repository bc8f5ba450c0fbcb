"""Which entries of a document a query means. What is compared is folded when it is first needed, and kept.

The words of all entries are kept as UTF-8: in Chinese and English together that takes half the room that Python's
own texts would, and is looked through faster. Every search remembers what it left, so that one more letter looks
only at that.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, Protocol

from tui_reader.core.document import Document, Entry
from tui_reader.core.fields import BETWEEN_NAMES, MAYBE_BETWEEN_NAMES
from tui_reader.core.folding import fold
from tui_reader.core.query import ALTERNATIVES, CHOICES, NAMES, Query, Term, parse_query, period
from tui_reader.core.word_index import RUN, WordIndex, marked, runs_with

READ, HAS_FIGURE, HAS_SUMMARY = 1, 2, 4

REMEMBERED = 12
"""Searches whose hits are kept: one for each letter of a long word."""

FEW = 20
"""Of hits that are less than one entry in so many, it takes longer to ask the index than to look at the texts."""


class Finding(Protocol):
    """What a query needs to know of a diagnostic."""

    @property
    def rule(self) -> str:
        """The stable code of the rule."""


class Findings(Protocol):
    """What ``check`` found, entry by entry in the order of ``Document.entries``: a sequence, or what asks as needed."""

    def __len__(self) -> int:
        """How many entries were asked about."""

    def __getitem__(self, index: int, /) -> Collection[Finding]:
        """What was found in the entry at ``index``."""


class Meaning(NamedTuple):
    """What a word means besides itself."""

    spellings: tuple[str, ...] = ()
    """Folded words that count as the word, wherever they stand."""
    entries: Collection[int] = ()
    """Entries that match although the word does not stand in them."""


Meanings = Mapping[tuple[str, str], Meaning]
"""By field (empty: a word) and folded value."""


def search(document: Document, query: Query, findings: Findings = (), today: date | None = None) -> list[int]:
    """The indices of the entries that match, as ``Search.hits`` gives them: for a document that is searched once."""
    return Search(document).hits(query, findings, today)


class Search:
    """A document to be searched many times."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.characters: set[str] = set()
        """The characters of the entries that were read so far, ASCII aside."""
        self.is_prepared = not document.entries
        """Whether all entries were read."""
        count = len(document.entries)
        self._runs: set[bytes] = set()
        self._index: WordIndex | None = None
        self._texts = [b""] * count
        self._heads = array("I", bytes(4 * count))
        """Where in the text the head ends: reader, title, source."""
        self._states = bytearray(count)
        self._columns: dict[str, tuple[Sequence[str], frozenset[str]]] = {}
        self._remembered: dict[tuple[object, ...], Sequence[int]] = {}

    def hits(
        self,
        query: Query,
        findings: Findings = (),
        today: date | None = None,
        meanings: Meanings | None = None,
        *,
        remember: bool = True,
    ) -> list[int]:
        """The indices of the entries that match, in the order of the file.

        ``findings`` is what ``check`` found, and needed where ``query.needs_findings``: asked for those entries alone
        that match all else. A query that was read on another day than ``today`` counts its dates from ``today``.
        ``meanings`` say what else the words of the query stand for. ``remember`` for later searches what is left: not
        in a thread beside others, and only where the same words always have the same meanings, and a word's meanings
        those of its beginnings.
        """
        if today is not None and today != query.today:
            query = parse_query(query.text, today)
        meanings = meanings or {}
        fields = tuple(term for term in query.terms if term.field and not is_about_findings(term))
        words = tuple((fold(term.value), term.excluded) for term in query.terms if not term.field)
        hits = self._with_words(query.today, fields, words, meanings, remember)
        for term in query.terms:
            if is_about_findings(term):
                hits = _with_finding(hits, findings, term)
        return list(hits)

    def prepare(self, indices: Iterable[int]) -> None:
        """Read the entries at ``indices`` now, so that no later search has to. May run in one thread at a time."""
        if self.is_prepared:
            return
        states, entries = self._states, self.document.entries
        for index in indices:
            if not states[index]:
                self._read(index, entries[index])

    def all_are_prepared(self) -> None:
        """To be told when ``prepare`` was asked for all entries."""
        self.is_prepared = True

    def build_index(self, pause: Callable[[], None] = lambda: None) -> None:
        """Make searches for words quick in a large document; all entries have to be prepared.

        Takes its time, and may run in a thread: until it is done, texts are looked through. ``pause`` is called again
        and again.
        """
        if self._index is None:
            self._index = WordIndex(self._texts, self.vocabulary, pause)

    def _read(self, index: int, entry: Entry) -> None:
        body = entry.body_in_passing()
        head = "\n".join([fold(value) for value in (entry.reader, entry.title, entry.source) if value])
        text = "\n".join([head, *(fold(value) for value in (entry.note, body.summary) if value)])
        encoded = text.encode("utf-8", "surrogatepass")
        if len(encoded) != len(text):
            self.characters.update(text)
        self._runs.update(RUN.findall(encoded))
        self._texts[index] = encoded
        self._heads[index] = len(head.encode("utf-8", "surrogatepass"))
        self._states[index] = READ | (HAS_FIGURE if body.figures else 0) | (HAS_SUMMARY if body.summary else 0)

    def text(self, index: int) -> str:
        """All words of the entry at ``index``, folded: reader, title, source, note and summary, a line each."""
        return self._texts[index].decode("utf-8", "surrogatepass")

    def head(self, index: int) -> str:
        """Reader, title and source of the entry at ``index``."""
        return self._texts[index][: self._heads[index]].decode("utf-8", "surrogatepass")

    def tail(self, index: int) -> str:
        """Note and summary of the entry at ``index``."""
        return self._texts[index][self._heads[index] :].decode("utf-8", "surrogatepass")

    @cached_property
    def vocabulary(self) -> bytes:
        """All runs of Latin letters and digits that there are, a line each, with a line end at either end.

        To be asked for when all entries are prepared.
        """
        return b"\n".join((b"", *sorted(self._runs), b""))

    def begins_word(self, letters: str) -> bool:
        """Whether any word begins with ``letters``, which are Latin."""
        return b"\n" + letters.encode() in self.vocabulary

    # -- conditions ------------------------------------------------------------------------------------------------

    def _with_fields(self, today: date, fields: Sequence[Term], meanings: Meanings) -> Sequence[int]:
        hits: Sequence[int] = range(len(self.document.entries))
        wanted: dict[str, set[str]] = {}
        for term in fields:
            name, accepted = self._accepted(term, today, meanings)
            if term.field in ALTERNATIVES and not term.excluded:
                wanted.setdefault(name, set()).update(accepted)
            else:
                hits = self._with_value(hits, name, accepted, term.excluded)
        for name, values in wanted.items():
            hits = self._with_value(hits, name, values, False)
        return hits

    def _with_words(
        self,
        today: date,
        fields: tuple[Term, ...],
        words: tuple[tuple[str, bool], ...],
        meanings: Meanings,
        remember: bool,
    ) -> Sequence[int]:
        """What is left of ``_with_fields`` by ``words``, each with whether it is excluded."""
        if not words:
            return self._with_fields(today, fields, meanings)
        key = (today, *((term.field, term.value, term.excluded) for term in fields), words)
        if remember and (known := self._remembered.get(key)) is not None:
            return known
        *others, (word, excluded) = words
        start: Sequence[int] | None = None
        if remember and not excluded:
            # What holds a word holds its beginning.
            shorter = ((*others, (word[:end], False)) for end in range(len(word) - 1, 0, -1))
            for words_before in shorter:
                start = self._remembered.get((*key[:-1], words_before))
                if start is not None:
                    if self._means_the_same(words_before[-1][0], word):
                        return start
                    break
        if start is None:
            start = self._with_words(today, fields, tuple(others), meanings, remember)
        # What holds the word itself may be known from the search as it was typed.
        known = None if others else self._remembered.get(key)
        hits = self._with_word(start, word, excluded, meanings.get(("", word)), known)
        if remember:
            if len(self._remembered) >= REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
            self._remembered[key] = hits
        return hits

    def _means_the_same(self, beginning: str, word: str) -> bool:
        """Whether whatever holds ``beginning`` holds ``word``, of which it is a part, as the vocabulary tells."""
        if not self.is_prepared or len(beginning) < 2 or not RUN.fullmatch(word.encode("utf-8", "surrogatepass")):
            return False
        before, now = (sum(1 for _run in runs_with(self.vocabulary, part.encode())) for part in (beginning, word))
        return before == now

    def _with_word(
        self, hits: Sequence[int], word: str, excluded: bool, meaning: Meaning | None, known: Sequence[int] | None
    ) -> Sequence[int]:
        """Those of ``hits`` that hold ``word`` or what it means, or do not; ``known`` are those that hold it itself."""
        self.prepare(hits)
        needles = [text.encode("utf-8", "surrogatepass") for text in (word, *(meaning.spellings if meaning else ()))]
        if excluded:
            for needle in needles:
                holding = frozenset(self._holding(hits, needle))
                hits = array("I", [index for index in hits if index not in holding])
            return hits
        kept = known if known is not None else self._holding(hits, needles[0])
        if meaning is None:
            return kept
        more = {index for needle in needles[1:] for index in self._holding(hits, needle)}
        if meaning.entries:
            is_all = len(hits) == len(self._texts)
            more.update(meaning.entries if is_all else (index for index in hits if index in meaning.entries))
        return array("I", sorted(more.union(kept))) if more else kept

    def _holding(self, hits: Sequence[int], needle: bytes) -> Sequence[int]:
        """Those of ``hits`` in whose text ``needle`` stands."""
        if self.is_prepared and RUN.fullmatch(needle) and needle not in self.vocabulary:
            return array("I")
        if self._index is not None and len(hits) * FEW > len(self._texts) and (known := self._index.holders(needle)):
            marks, is_certain = known
            is_all = len(hits) == len(marks)
            hits = marked(marks) if is_all else array("I", [index for index in hits if marks[index]])
            if is_certain:
                return hits
        texts = self._texts
        return array("I", [index for index in hits if needle in texts[index]])

    def _accepted(self, term: Term, today: date, meanings: Meanings) -> tuple[str, Collection[str]]:
        """The column that ``term`` looks at, and those of its values that match."""
        if term.field in CHOICES:
            return f"{term.field}:{term.value}", {"yes"}
        if term.field in NAMES:
            names, value = self._column(term.field)[1], fold(term.value)
            spellings = (value, *meanings.get((term.field, value), Meaning()).spellings) if value else (value,)
            # A section whose whole name was given is meant itself, and not those whose names hold its name.
            if not value or (term.field == "section" and not names.isdisjoint(spellings)):
                return term.field, names.intersection(spellings)
            if term.field == "by" and (whole := _with_person(names, frozenset(spellings))):
                return term.field, whole
            return term.field, [name for name in names if any(spelling in name for spelling in spellings)]
        days = period(term.value, today)
        if days is None:
            return "date", ()
        first = "0000" if term.field == "until" else days[0].isoformat()
        last = "9999-12-31" if term.field == "since" else days[1].isoformat()
        return "date", [day for day in self._column("date")[1] if first <= day <= last]

    def names(self, field: str) -> frozenset[str]:
        """The different values, folded, that ``by``, ``section`` or ``source`` can have here."""
        return self._column(field)[1]

    def _column(self, name: str) -> tuple[Sequence[str], frozenset[str]]:
        """One value for each entry, empty where it has none, and the different values there are."""
        column = self._columns.get(name)
        if column is None:
            flag = {"has:figure": HAS_FIGURE, "has:summary": HAS_SUMMARY}.get(name)
            values: list[str]
            if flag:
                self.prepare(range(len(self._states)))
                values = ["yes" if state & flag else "" for state in self._states]
            else:
                read = COLUMNS[name]
                values = [read(entry) for entry in self.document.entries]
                # The same few texts stand for all entries: of names there are few.
                folded = {value: fold(value) if name in NAMES else value for value in set(values)}
                values = [folded[value] for value in values]
            column = self._columns[name] = values, frozenset(values)
        return column

    def _with_value(self, hits: Sequence[int], name: str, accepted: Collection[str], excluded: bool) -> list[int]:
        values, different = self._column(name)
        keep = different.difference(accepted) if excluded else frozenset(accepted)
        return [index for index in hits if values[index] in keep]


COLUMNS: Mapping[str, Callable[[Entry], str]] = {
    "by": lambda entry: entry.reader or "",
    "section": lambda entry: entry.section or "",
    "source": lambda entry: entry.source or "",
    "date": lambda entry: entry.date or "",
    "is:paper": lambda entry: "yes" if entry.kind == "paper" else "",
    "is:no-reading": lambda entry: "yes" if entry.kind == "no_reading" else "",
    "is:undated": lambda entry: "" if entry.date else "yes",
    "has:link": lambda entry: "yes" if any(link.url for link in entry.links) else "",
}


def _with_person(readers: Iterable[str], spellings: frozenset[str]) -> list[str]:
    """Those of ``readers`` who are one of ``spellings``, alone or with others, if one of them is so for certain.

    Whoever gives a whole name means that person, and not those whose names hold it.
    """
    found, is_certain = [], False
    for reader in readers:
        people = {reader, *BETWEEN_NAMES.split(reader)}
        is_whole = not spellings.isdisjoint(people)
        is_certain = is_certain or is_whole
        if is_whole or any(not spellings.isdisjoint(MAYBE_BETWEEN_NAMES.split(name)) for name in people):
            found.append(reader)
    return found if is_certain else []


def is_about_findings(term: Term) -> bool:
    """Whether only ``check`` can say if an entry matches ``term``."""
    return term.field == "rule" or (term.field, term.value) == ("has", "problem")


def _with_finding(hits: Iterable[int], findings: Findings, term: Term) -> list[int]:
    """Those of ``hits`` in which something was found: by a rule whose code begins as ``term`` says, if it names one."""
    beginning = f"{fold(term.value)}-"

    def is_found(index: int) -> bool:
        if index >= len(findings):
            return False
        return any(term.field == "has" or f"{finding.rule}-".startswith(beginning) for finding in findings[index])

    return [index for index in hits if is_found(index) != term.excluded]

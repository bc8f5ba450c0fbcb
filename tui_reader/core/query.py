"""The query language: ``parse_query`` reads what a person types, ``search`` gives the entries that it means.

Words match title, summary, source, reader and note, and all of them must match. An entry has one reader, one section,
one source and one date, so several terms of ``by:``, ``section:``, ``source:`` or ``date:`` are alternatives; all other
terms narrow. Text is compared as ``fold`` leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, Protocol
from unicodedata import combining, normalize

from tui_reader.core.document import Document, Entry, Span
from tui_reader.core.message import N_, Message, message

FIELDS = ("by", "section", "source", "since", "until", "date", "is", "has", "rule")
"""The names that may stand before a colon."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "is": ("paper", "no-reading", "undated"),
    "has": ("figure", "link", "summary", "problem"),
}
"""The fields that know their values."""

RELATIVE_DATES = ("today", "week", "month", "year")

ALTERNATIVES = ("by", "section", "source", "date")
"""The fields of which an entry has one value: several terms of one of them mean any of their values."""

NAMES = ("by", "section", "source")
"""The fields whose value may be the empty string, in quotes: entries without one."""

# A term ends at white space. Quotes hold it together; one that is not closed yet holds to the end of the text. What
# an input method leaves in place of a quote or a colon does as well.
TERM = re.compile(
    r"(?=\S)(?P<excluded>-?)"
    r"(?:(?P<field>[A-Za-z][A-Za-z-]*)(?P<colon>[:\uff1a]))?"
    r"(?:\"(?P<quoted>(?:[^\"\\]|\\.|\\$)*)(?:\"|$)|[“”](?P<curly>[^“”]*)(?:[“”]|$)|(?P<bare>\S*))",
    re.DOTALL,
)
ESCAPED = re.compile(r"\\([\"\\])")
PLAIN_VALUE = re.compile(r"[^\s\"“”]+")

DAY = re.compile(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?")
WEEK = re.compile(r"(\d{4})-?w(\d{1,2})")

# Chinese, kana and full-width signs: a line that was wrapped between two of them continues without a space.
WIDE = (
    "\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
# The space comes first, so that the rest is looked at where there is one.
SPACE_BETWEEN_WIDE = re.compile(rf" (?<=[{WIDE}] )(?=[{WIDE}])")


class Finding(Protocol):
    """What a query needs to know of a diagnostic."""

    @property
    def rule(self) -> str:
        """The stable code of the rule."""


Findings = Sequence[Collection[Finding]]
"""What ``check`` found, entry by entry in the order of ``Document.entries``."""


class Term(NamedTuple):
    """One condition of a query."""

    field: str
    """One of ``FIELDS``, or empty for a word or phrase."""
    value: str
    """Without quotes."""
    excluded: bool
    """Whether a ``-`` stands before it: entries that match are left out."""
    span: Span
    """Where it stands in the text of the query."""


class Query(NamedTuple):
    """What to look for."""

    text: str
    """As it was typed."""
    today: date
    """The day that ``today``, ``week``, ``month`` and ``year`` count from."""
    terms: tuple[Term, ...] = ()
    """The conditions that could be read. None at all: every entry matches."""
    mistakes: tuple[Message, ...] = ()
    """What could not be read. It does not narrow the search."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words and phrases that an entry must hold, to be marked where it is shown."""
        return tuple(term.value for term in self.terms if not term.field and not term.excluded)

    @property
    def needs_findings(self) -> bool:
        """Whether ``search`` has to be told what ``check`` found."""
        return any(term.field == "rule" or (term.field, term.value) == ("has", "problem") for term in self.terms)

    @property
    def needs_texts(self) -> bool:
        """Whether ``search`` has to read all that the entries say, and not their headers alone."""
        return any(not term.field or term.field in ("has", "rule") for term in self.terms)

    def values(self, field: str) -> tuple[str, ...]:
        """What the query asks for in ``field``, exclusions aside."""
        return tuple(term.value for term in self.terms if term.field == field and not term.excluded)


def parse_query(text: str, today: date) -> Query:
    """Read ``text``. Never raises: what cannot be read is in ``mistakes``, and the rest is looked for."""
    terms: list[Term] = []
    mistakes: list[Message] = []
    for term, unknown_field in _terms(text):
        if unknown_field:
            mistakes.append(
                message(
                    N_('There is no field "{field}:", only {fields}; quotes around the word find it as it stands'),
                    field=unknown_field,
                    fields=", ".join(f"{name}:" for name in FIELDS),
                )
            )
        elif mistake := _mistake(term, text, today):
            mistakes.append(mistake)
            continue
        terms.append(term)
    return Query(text, today, tuple(terms), tuple(mistakes))


def with_term(text: str, field: str, value: str) -> str:
    """The query ``text`` with a term ``field:value`` at its end, unless it asks for that already."""
    if _spans_of_term(text, field, value):
        return text
    value = " ".join(value.split())
    if not PLAIN_VALUE.fullmatch(value):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        value = f'"{escaped}"'
    return f"{text.rstrip()} {field}:{value}".lstrip()


def without_term(text: str, field: str, value: str) -> str:
    """The query ``text`` without the terms ``field:value``, however they are spelled."""
    for span in reversed(_spans_of_term(text, field, value)):
        text = f"{text[: span.start].rstrip()} {text[span.end :].lstrip()}".strip()
    return text


def period(value: str, today: date) -> tuple[date, date] | None:
    """The first and last day of a year, month, day or ISO week, or the one of ``today``; None for anything else."""
    value = fold(value)
    if value in RELATIVE_DATES:
        year, week, _ = today.isocalendar()
        value = {
            "today": today.isoformat(),
            "week": f"{year:04}-w{week}",
            "month": f"{today:%Y-%m}",
            "year": f"{today.year:04}",
        }[value]
    try:
        if match := WEEK.fullmatch(value):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return monday, monday + timedelta(days=6)
        if match := DAY.fullmatch(value):
            year, month, day = (int(number or 0) for number in match.groups())
            if day:
                return date(year, month, day), date(year, month, day)
            if month:
                next_month = date(year, month, 28) + timedelta(days=4)
                return date(year, month, 1), next_month - timedelta(days=next_month.day)
            return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, OverflowError):
        pass  # a 13th month, a 31st of June, a 53rd week in a year of 52
    return None


def fold(text: str) -> str:
    """``text`` as it is compared: one width, one case, single spaces, and none of them between Chinese characters."""
    if text.isascii():
        return " ".join(text.lower().split())
    text = " ".join(normalize("NFKC", normalize("NFKC", text).casefold()).split())
    return SPACE_BETWEEN_WIDE.sub("", text)


def find_words(text: str, words: Iterable[str]) -> list[Span]:
    """Where ``words`` (as in ``Query.words``) stand in ``text``: ranges in order that neither touch nor overlap."""
    folded, origins = _fold_with_origins(text)
    marked: set[int] = set()
    for word in map(fold, words):
        start = folded.find(word) if word else -1
        while start >= 0:
            marked.update(range(origins[start].start, origins[start + len(word) - 1].end))
            start = folded.find(word, start + 1)
    spans: list[Span] = []
    for position in sorted(marked):
        if spans and spans[-1].end == position:
            spans[-1] = Span(spans[-1].start, position + 1)
        else:
            spans.append(Span(position, position + 1))
    return spans


def search(document: Document, query: Query, findings: Findings = (), today: date | None = None) -> list[int]:
    """The indices of the entries that match, as ``Search.hits`` gives them: for a document that is searched once."""
    return Search(document).hits(query, findings, today)


class Search:
    """A document to be searched many times: what is compared is folded when first needed, and kept."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._texts = [""] * len(document.entries)
        self._unprepared = len(document.entries)
        self._columns: dict[str, tuple[list[str], frozenset[str]]] = {}

    def hits(self, query: Query, findings: Findings = (), today: date | None = None) -> list[int]:
        """The indices of the entries that match, in the order of the file.

        ``findings`` is what ``check`` found, and needed where ``query.needs_findings``. A query that was read on
        another day than ``today`` counts its dates from ``today``.
        """
        if today is not None and today != query.today:
            query = parse_query(query.text, today)
        hits: Sequence[int] = range(len(self.document.entries))
        wanted: dict[str, set[str]] = {}
        words: list[Term] = []
        for term in query.terms:
            if not term.field:
                words.append(term)
            elif term.field == "rule" or (term.field, term.value) == ("has", "problem"):
                hits = _with_finding(hits, findings, term)
            else:
                name, accepted = self._accepted(term, query.today)
                if term.field in ALTERNATIVES and not term.excluded:
                    wanted.setdefault(name, set()).update(accepted)
                else:
                    hits = self._with_value(hits, name, accepted, term.excluded)
        for name, values in wanted.items():
            hits = self._with_value(hits, name, values, False)
        # Words come last: the fewer entries are left, the fewer have to be read.
        for term in words:
            hits = self._with_word(hits, fold(term.value), term.excluded)
        return list(hits)

    def prepare(self, indices: Iterable[int]) -> None:
        """Fold the text of the entries at ``indices`` now, so that no later search has to."""
        if not self._unprepared:
            return
        texts, entries = self._texts, self.document.entries
        for index in indices:
            if not texts[index]:
                texts[index] = _searched_text(entries[index])
                self._unprepared -= bool(texts[index])

    def _accepted(self, term: Term, today: date) -> tuple[str, Collection[str]]:
        """The column that ``term`` looks at, and those of its values that match."""
        if term.field in CHOICES:
            return f"{term.field}:{term.value}", {"yes"}
        if term.field in NAMES:
            names, value = self._column(term.field)[1], fold(term.value)
            # A section whose whole name was given is meant itself, and not those whose names hold its name.
            if not value or (term.field == "section" and value in names):
                return term.field, {value}
            return term.field, [name for name in names if value in name]
        days = period(term.value, today)
        if days is None:
            return "date", ()
        first = "0000" if term.field == "until" else days[0].isoformat()
        last = "9999-12-31" if term.field == "since" else days[1].isoformat()
        return "date", [day for day in self._column("date")[1] if first <= day <= last]

    def _column(self, name: str) -> tuple[list[str], frozenset[str]]:
        """One value for each entry, empty where it has none, and the different values there are."""
        column = self._columns.get(name)
        if column is None:
            read = COLUMNS[name]
            values = [read(entry) for entry in self.document.entries]
            column = self._columns[name] = values, frozenset(values)
        return column

    def _with_value(self, hits: Sequence[int], name: str, accepted: Collection[str], excluded: bool) -> list[int]:
        values, different = self._column(name)
        keep = different.difference(accepted) if excluded else frozenset(accepted)
        return [index for index in hits if values[index] in keep]

    def _with_word(self, hits: Sequence[int], word: str, excluded: bool) -> list[int]:
        self.prepare(hits)
        texts = self._texts
        if excluded:
            return [index for index in hits if word not in texts[index]]
        return [index for index in hits if word in texts[index]]


COLUMNS: Mapping[str, Callable[[Entry], str]] = {
    "by": lambda entry: fold(entry.reader or ""),
    "section": lambda entry: fold(entry.section or ""),
    "source": lambda entry: fold(entry.source or ""),
    "date": lambda entry: entry.date or "",
    "is:paper": lambda entry: "yes" if entry.kind == "paper" else "",
    "is:no-reading": lambda entry: "yes" if entry.kind == "no_reading" else "",
    "is:undated": lambda entry: "" if entry.date else "yes",
    "has:figure": lambda entry: "yes" if entry.figures else "",
    "has:link": lambda entry: "yes" if any(link.url for link in entry.links) else "",
    "has:summary": lambda entry: "yes" if entry.summary else "",
}


def _searched_text(entry: Entry) -> str:
    """All that words are looked for in. No word holds a line end, so none is found across two fields."""
    fields = (entry.title, entry.summary, entry.source, entry.reader, entry.note)
    return "\n".join(fold(value) for value in fields if value)


def _with_finding(hits: Iterable[int], findings: Findings, term: Term) -> list[int]:
    """Those of ``hits`` in which something was found: by the rule that ``term`` names, if it names one."""

    def is_found(index: int) -> bool:
        if index >= len(findings):
            return False
        return any(term.field == "has" or finding.rule == fold(term.value) for finding in findings[index])

    return [index for index in hits if is_found(index) != term.excluded]


def _terms(text: str) -> Iterator[tuple[Term, str]]:
    """The terms of ``text``, and with each the name before its colon if that is no field: then the term is a word."""
    for match in TERM.finditer(text):
        name = match["field"] or ""
        field = name.lower() if name.lower() in FIELDS else ""
        value = match["bare"] or match["curly"] or ESCAPED.sub(r"\1", match["quoted"] or "")
        # A word may end in a colon or hold one: "Title: subtitle", "https://...".
        unknown = name if name and not field and value and match["colon"] == ":" and not value.startswith("//") else ""
        if field in (*CHOICES, "rule"):
            value = fold(value)
        elif name and not field:
            value = f"{name}{match['colon']}{value}"
        # A "-" or a quote by itself is a word that is not typed yet, or the dash of a pasted title.
        if field or value:
            yield Term(field, value, bool(match["excluded"]), Span(*match.span())), unknown


def _mistake(term: Term, text: str, today: date) -> Message | None:
    """What is wrong with ``term``, a term of the query ``text``, if anything."""
    if not term.value and not (term.field in NAMES and term.span.of(text).endswith(('""', "“”"))):
        return message(N_('"{field}:" wants a value behind the colon'), field=term.field)
    if term.field in ("since", "until", "date") and period(term.value, today) is None:
        return message(
            N_('"{value}" is not a date; write 2024, 2024-03, 2024-03-05, 2024-W12, today, week, month or year'),
            value=term.value,
        )
    choices = CHOICES.get(term.field)
    if choices and term.value not in choices:
        return message(
            N_('"{field}:{value}" means nothing; write one of {choices}'),
            field=term.field,
            value=term.value,
            choices=", ".join(f"{term.field}:{choice}" for choice in choices),
        )
    return None


def _spans_of_term(text: str, field: str, value: str) -> list[Span]:
    """Where the query ``text`` asks for ``value`` in ``field``."""
    value = fold(value)
    return [
        term.span for term, _ in _terms(text) if term.field == field and not term.excluded and fold(term.value) == value
    ]


def _fold_with_origins(text: str) -> tuple[str, list[Span]]:
    """``text`` folded, and for each character of that the range of ``text`` that it comes from."""
    pieces: list[str] = []
    origins: list[Span] = []
    position = 0
    while position < len(text):
        end = position + 1
        if text[position].isspace():
            while end < len(text) and text[end].isspace():
                end += 1
            piece = " "
            if SPACE_BETWEEN_WIDE.search(f"{fold(text[position - 1 : position])} {fold(text[end : end + 1])}"):
                piece = ""
        else:
            # Marks belong to the letter before them: an accent may be a character of its own.
            while end < len(text) and combining(text[end]):
                end += 1
            piece = normalize("NFKC", normalize("NFKC", text[position:end]).casefold())
        pieces.append(piece)
        origins += [Span(position, end)] * len(piece)
        position = end
    return "".join(pieces), origins

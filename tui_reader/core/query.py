"""The query language: ``parse_query`` reads what a person types; which entries it means, ``search`` knows.

Words match title, summary, source, reader and note, and all of them must match. An entry has one reader, one section,
one source and one date, so several terms of ``by:``, ``section:``, ``source:`` or ``date:`` are alternatives; all other
terms narrow. Text is compared as ``fold`` leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from tui_reader.core.document import Span
from tui_reader.core.folding import fold
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.message import N_, Message, message

FIELDS = ("by", "section", "source", "since", "until", "date", "is", "has", "rule")
"""The names that may stand before a colon."""

OTHERWISE_CALLED: Mapping[str, str] = {
    **dict.fromkeys(("author", "reader", "name", "who"), "by"),
    **dict.fromkeys(("venue", "journal", "conference", "conf"), "source"),
    **dict.fromkeys(("tag", "topic", "category"), "section"),
    **dict.fromkeys(("from", "after"), "since"),
    **dict.fromkeys(("to", "before"), "until"),
    **dict.fromkeys(("year", "month", "week", "day", "on", "when"), "date"),
    **dict.fromkeys(("with", "problem", "check"), "has"),
}
"""What other programs call the fields."""

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
TERM = lazy_pattern(
    r"(?=\S)(?P<excluded>-?)"
    r"(?:(?P<field>[A-Za-z][A-Za-z-]*)(?P<colon>[:\uff1a]))?"
    r"(?:\"(?P<quoted>(?:[^\"\\]|\\.|\\$)*)(?:\"|$)|[“”](?P<curly>[^“”]*)(?:[“”]|$)|(?P<bare>\S*))",
    re.DOTALL,
)
ESCAPED = lazy_pattern(r"\\([\"\\])")
PLAIN_VALUE = lazy_pattern(r"[^\s\"“”]+")

DAY = lazy_pattern(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?")
WEEK = lazy_pattern(r"(\d{4})-?w(\d{1,2})")


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
            mistakes.append(_no_such_field(unknown_field))
        elif mistake := _mistake(term, text, today):
            mistakes.append(mistake)
            continue
        terms.append(term)
    return Query(text, today, tuple(terms), tuple(mistakes))


def with_term(text: str, field: str, value: str) -> str:
    """The query ``text`` with a term ``field:value`` at its end, unless it asks for that already."""
    if _spans_of_term(text, field, value):
        return text
    return f"{text.rstrip()} {field}:{spelled(value)}".lstrip()


def spelled(value: str) -> str:
    """``value`` as it is written behind a field: in quotes where it needs them."""
    value = " ".join(value.split())
    if PLAIN_VALUE.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


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


def _no_such_field(name: str) -> Message:
    """What to say of a ``name`` before a colon that is no field."""
    from difflib import get_close_matches

    word = name.lower()
    close = [OTHERWISE_CALLED[word]] if word in OTHERWISE_CALLED else get_close_matches(word, FIELDS, 1)
    if close:
        return message(
            N_('There is no field "{field}:"; did you mean "{close}:"? In quotes, the word is found as it stands'),
            field=name,
            close=close[0],
        )
    return message(
        N_('There is no field "{field}:", only {fields}; quotes around the word find it as it stands'),
        field=name,
        fields=", ".join(f"{field}:" for field in FIELDS),
    )


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

"""What is wrong with an entry: one small function a rule, each finding with a stable code.

``@rule(code, severity)`` registers a function from an entry in its document to findings. Codes are words in kebab case
that people write into settings and queries (``rule:date-missing``): they never change.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from tui_reader.core.document import Document, Entry, Span
from tui_reader.core.message import N_, Message, message

Severity = Literal["error", "warning", "info"]


class Diagnostic(NamedTuple):
    """One finding."""

    rule: str
    """Code of the rule that found it."""
    severity: Severity
    span: Span
    """The characters of the document that are meant."""
    line: int
    """Where ``span`` begins, counted from 1."""
    column: int
    """Where ``span`` begins in its line, in characters, counted from 1."""
    message: Message


class Context(NamedTuple):
    """What a rule looks at."""

    document: Document
    entry: Entry
    position: int
    """Of ``entry`` in ``document.entries``."""
    today: date

    def place(self, field: str) -> Span:
        """Where the header says ``field``; its first line where it does not say it."""
        return self.entry.header.spans.get(field) or self.first_line

    @property
    def first_line(self) -> Span:
        """The first line of the entry without its line end."""
        line_end = LINE_END.search(self.document.text, self.entry.start, self.entry.end)
        return Span(self.entry.start, line_end.start() if line_end else self.entry.end)

    @property
    def is_undated_topic(self) -> bool:
        """Whether the entry stands in a list of papers on a topic: neither it nor its neighbours there have a date."""
        entries = self.document.entries[max(self.position - 1, 0) : self.position + 2]
        return not any("date" in entry.header.spans for entry in entries if entry.section == self.entry.section)


Finding = tuple[Span, Message]
Rule = Callable[[Context], Iterator[Finding]]

RULES: dict[str, tuple[Severity, Rule]] = {}
"""The rules in the order in which they are asked, by their codes."""

LINE_END = re.compile(r"\r\n?|\n")
# What a terminal may take for a command, and what turns the direction of a text: nothing that a person types.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


def rule(code: str, severity: Severity) -> Callable[[Rule], Rule]:
    """Register the decorated function as the rule of this code."""

    def register(function: Rule) -> Rule:
        RULES[code] = (severity, function)
        return function

    return register


def check(document: Document, today: date) -> tuple[tuple[Diagnostic, ...], ...]:
    """What is wrong with each entry, in the order of ``document.entries``; dates are judged as of ``today``."""
    return tuple(
        tuple(_diagnostics(Context(document, entry, index, today))) for index, entry in enumerate(document.entries)
    )


def check_entry(document: Document, entry: Entry, today: date) -> tuple[Diagnostic, ...]:
    """What is wrong with ``entry`` of ``document``: the same as ``check`` says of it, without checking the others."""
    index = bisect_left(document.entries, entry.start, key=lambda other: other.start)
    return tuple(_diagnostics(Context(document, entry, index, today)))


def _diagnostics(context: Context) -> Iterator[Diagnostic]:
    text, entry = context.document.text, context.entry
    for code, (severity, function) in RULES.items():
        for span, finding in function(context):
            line, line_start = entry.line, entry.start
            for line_end in LINE_END.finditer(text, entry.start, span.start):
                line, line_start = line + 1, line_end.end()
            yield Diagnostic(code, severity, span, line, span.start - line_start + 1, finding)


@rule("date-missing", "warning")
def _date_missing(context: Context) -> Iterator[Finding]:
    if "date" not in context.entry.header.spans and not context.is_undated_topic:
        yield context.first_line, message(N_("The header has no date; begin it with one, as in [2024-03-05]"))


@rule("date-unreadable", "error")
def _date_unreadable(context: Context) -> Iterator[Finding]:
    place = context.entry.header.spans.get("date")
    if place is not None and context.entry.date is None:
        yield (
            place,
            message(
                N_('"{date}" is no day of the calendar; write year-month-day, as in 2024-03-05'),
                date=place.of(context.document.text),
            ),
        )


@rule("reader-missing", "warning")
def _reader_missing(context: Context) -> Iterator[Finding]:
    if context.entry.reader is None and not context.is_undated_topic:
        yield context.first_line, message(N_("The header does not say who read this; put a name behind the date"))


@rule("title-missing", "error")
def _title_missing(context: Context) -> Iterator[Finding]:
    if context.entry.kind == "paper" and context.entry.title is None:
        yield context.first_line, message(N_("The header has no title; put the title of the paper behind the reader"))


@rule("link-empty", "warning")
def _link_empty(context: Context) -> Iterator[Finding]:
    place = context.entry.header.spans.get("empty_link")
    if place is not None:
        yield place, message(N_("A link has no address; put one between its parentheses"))


@rule("figure-placeholder", "info")
def _figure_placeholder(context: Context) -> Iterator[Finding]:
    body = context.entry.body
    if body.figure_label is not None and not body.figures:
        yield (
            body.figure_label,
            message(N_("The placeholder for the figure was left standing; put a picture there or delete it")),
        )


@rule("summary-missing", "warning")
def _summary_missing(context: Context) -> Iterator[Finding]:
    if context.entry.kind == "paper" and context.entry.summary is None:
        place = context.entry.body.label or context.place("title")
        yield place, message(N_("There is no summary; say in a sentence or two what the paper is about"))


@rule("control-character", "error")
def _control_character(context: Context) -> Iterator[Finding]:
    # The first one alone: a file that is no text at all has as many as characters.
    match = CONTROL.search(context.document.text, context.entry.start, context.entry.end)
    if match is not None:
        codes = " ".join(f"U+{ord(character):04X}" for character in match.group()[:8])
        yield (
            Span(*match.span()),
            message(N_("A control character stands in the text ({codes}); delete it"), codes=codes),
        )

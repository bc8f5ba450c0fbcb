"""What a rule of ``check`` is: a code, a severity, what it finds and why that matters, and the function that finds it.

``@entry_rule`` and ``@log_rule`` register a function. Codes are words in kebab case that people write into settings,
comments and queries (``rule:date-missing``): they never change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

from tui_reader.core.body import label_of
from tui_reader.core.diagnostic import Fix, Severity
from tui_reader.core.document import Document, Entry, Span, Trivia
from tui_reader.core.entry_lines import EntryLine, entry_lines
from tui_reader.core.group import Group
from tui_reader.core.header_form import HeaderForm, header_form
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.learning import latest, learn
from tui_reader.core.lines import QUOTE_AND_SPACE
from tui_reader.core.message import Message
from tui_reader.core.papers import Papers
from tui_reader.core.template import Template
from tui_reader.core.text_edit import NEWLINE

# How a template says that something may be left out.
OPTIONAL = lazy_pattern(
    r"可选|可省|可略|可以?不|省去|略去|如有|若有|\boptional\b|\bif (?:any|there|you)\b|\bmay be left\b", re.I
)


class Similar(NamedTuple):
    """A picture that is there, named much like one that is not."""

    address: str
    """As the log would link to it: relative, with the characters encoded that Markdown needs encoded."""
    certain: bool
    """Whether it can only be the one that is meant.

    So it is where only case, Unicode form, percent-encoding or the slashes differ, or only the folder.
    """


class Pictures(Protocol):
    """What can be found out about the pictures that a log links to by relative addresses."""

    def is_there(self, address: str) -> bool | None:
        """Whether there is a file at ``address``; None where it is no address of a local file."""

    def similar(self, address: str) -> Similar | None:
        """The existing picture whose name is most like that of ``address``; None where none is like it."""


class Standard(NamedTuple):
    """What a log is held to."""

    today: date
    template: Template
    group: Group = Group()
    pictures: Pictures | None = None
    """None: nobody can look, and no picture is missed."""
    papers: Papers | None = None
    """The papers of all logs that are checked together; None: nothing counts as logged twice."""
    expects_figure: bool = False
    """Whether the log's template, or most of its latest papers, have a figure."""

    @classmethod
    def of(
        cls,
        document: Document,
        today: date,
        group: Group = Group(),  # noqa: B008 - a value that does not change
        pictures: Pictures | None = None,
        papers: Papers | None = None,
    ) -> Standard:
        """The standard that ``document`` sets itself, and ``group`` for it."""
        template = learn(document, group.template)
        return cls(today, template, group, pictures, papers, expects_figure(document, group.template))

    def says_same(self, other: Standard) -> bool:
        """Whether ``other`` says the same of each entry by itself, as long as no picture comes or goes."""
        return self._replace(pictures=None, papers=None) == other._replace(pictures=None, papers=None)

    def after(self, before: Document, changed: Document) -> Standard:
        """The standard that ``changed`` sets itself: the log that ``before`` was, and that this standard is of."""
        papers = self.papers.with_changed(before, changed) if self.papers is not None else None
        return Standard.of(changed, self.today, self.group, self.pictures, papers)


def expects_figure(document: Document, stated: str | None = None) -> bool:
    """Whether an entry of ``document`` is to have a figure: its template names one, or most of its papers have one.

    ``stated`` is the text of a template that goes before the one in the log.
    """
    templates = (
        [stated]
        if stated is not None
        else [
            block.span.of(document.text)
            for block in document.blocks
            if isinstance(block, Trivia) and block.kind == "template"
        ]
    )
    for template in templates:
        for line in NEWLINE.split(template):
            label = label_of(line.lstrip(QUOTE_AND_SPACE))
            if label is not None and label[0] == "figure":
                return OPTIONAL.search(line) is None
    papers = [entry for entry in latest(document) if entry.kind == "paper"]
    return 2 * sum(bool(entry.figures) for entry in papers) >= max(len(papers), 1)


class Finding(NamedTuple):
    """What a rule found: where, what there is to say of it, and what would mend it."""

    span: Span
    message: Message
    fix: Fix | None = None


class Context:
    """What a rule about an entry looks at."""

    def __init__(self, document: Document, entry: Entry, position: int, standard: Standard) -> None:
        self.document = document
        self.entry = entry
        self.position = position
        """Of ``entry`` in ``document.entries``."""
        self.standard = standard

    @cached_property
    def header_form(self) -> HeaderForm:
        """How the header is to be spelled, and why it is not: several rules ask for it."""
        return header_form(self.document.text, self.entry, self.standard.template)

    @cached_property
    def lines(self) -> tuple[EntryLine, ...]:
        """The lines of the entry."""
        return tuple(entry_lines(self.document.text, self.entry))

    @cached_property
    def spans(self) -> dict[str, Span]:
        """Where the header says what: see ``Header.spans``."""
        return self.entry.header.spans

    @property
    def text(self) -> str:
        """The whole text."""
        return self.document.text

    def place(self, field: str) -> Span:
        """Where the header says ``field``; its first line where it does not say it."""
        return self.spans.get(field) or self.first_line

    @property
    def first_line(self) -> Span:
        """The first line of the entry without its line end."""
        line_end = NEWLINE.search(self.document.text, self.entry.start, self.entry.end)
        return Span(self.entry.start, line_end.start() if line_end else self.entry.end)

    @property
    def is_undated_topic(self) -> bool:
        """Whether the entry stands in a list of papers on a topic: neither it nor its neighbours there have a date."""
        entries = self.document.entries[max(self.position - 1, 0) : self.position + 2]
        return not any("date" in entry.header.spans for entry in entries if entry.section == self.entry.section)


class LogContext(NamedTuple):
    """What a rule about a log looks at."""

    document: Document
    standard: Standard


EntryFinder = Callable[[Context], Iterator[Finding]]
LogFinder = Callable[[LogContext], Iterator[Finding]]
Part = Literal["header", "body", "log"]


class Rule(NamedTuple):
    """One thing that ``check`` looks for."""

    code: str
    part: Part
    """What it is about: an entry's header, what stands under it, or the log as a whole."""
    severity: Severity
    """The usual one; a group may set another."""
    what: str
    """An English sentence, marked for translation: what is found."""
    why: str
    """An English text, marked for translation: why that matters."""
    before: str
    """The Markdown of a small log in which it is found."""
    after: str
    """The same log without it: what the fix makes of it, where there is one."""
    find_in_entry: EntryFinder | None = None
    find_in_log: LogFinder | None = None


RULES: dict[str, Rule] = {}
"""The rules by their codes, in the order in which they are asked."""


def entry_rule(
    code: str, part: Part, severity: Severity, *, what: str, why: str, before: str, after: str
) -> Callable[[EntryFinder], EntryFinder]:
    """Register the decorated function as the rule of this code, asked about each entry."""

    def register(find: EntryFinder) -> EntryFinder:
        RULES[code] = Rule(code, part, severity, what, why, before, after, find_in_entry=find)
        return find

    return register


def log_rule(
    code: str, severity: Severity, *, what: str, why: str, before: str, after: str
) -> Callable[[LogFinder], LogFinder]:
    """Register the decorated function as the rule of this code, asked about the log as a whole."""

    def register(find: LogFinder) -> LogFinder:
        RULES[code] = Rule(code, "log", severity, what, why, before, after, find_in_log=find)
        return find

    return register

"""``check``: asks every rule about every entry and about the log, and leaves out what somebody has silenced.

A comment ``<!-- readtui: ignore CODE ... -->`` in an entry or right above it silences these rules for that entry;
anywhere else, for its own line and the one below. Without a code it silences all; ``ignore-file`` means the whole log.

Of a log in another encoding than UTF-8 that is said, and no more: what its Chinese was read as means nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from tui_reader.core import body_rules, header_rules, link_rules, log_rules, quote_rules
from tui_reader.core.diagnostic import Diagnostic
from tui_reader.core.document import Document, Entry, Span
from tui_reader.core.line_index import LineIndex
from tui_reader.core.other_encoding import is_utf_8, other_encoding
from tui_reader.core.rule import RULES, Context, Finding, LogContext, Part, Rule, Standard

RULE_ROOMS = (header_rules, link_rules, body_rules, quote_rules, log_rules)
"""The modules that register the rules."""

OTHER_ENCODING = "other-encoding"
"""The one rule that has something to say of a log that was not read as what it is."""

SILENCE = re.compile(
    r"<!--[ \t]*readtui:[ \t]*(?P<word>ignore-file|ignore)(?P<codes>(?:[ \t,]+[a-z][a-z-]*)*)[ \t]*-->"
)
COMMENT_AND_SPACE = re.compile(r"(?:<!--.*?-->|[\s>\\])*", re.DOTALL)


def check(document: Document, standard: Standard) -> tuple[Diagnostic, ...]:
    """What is wrong with ``document``, in the order of the text."""
    checker = Checker(document, standard)
    entries = range(len(document.entries))
    return in_order([*(found for position in entries for found in checker.of_entry(position)), *checker.of_log()])


def check_entry(document: Document, entry: Entry, standard: Standard) -> tuple[Diagnostic, ...]:
    """What the rules about entries say of ``entry``, in the order of the text: without asking about the others."""
    position = bisect_left(document.entries, entry.start, key=lambda other: other.start)
    return Checker(document, standard).of_entry(position)


class Checker:
    """Checks a document part by part: whoever shows a few entries does not wait for all."""

    def __init__(self, document: Document, standard: Standard) -> None:
        self.document = document
        self.standard = standard

    @cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self.document.text)

    @cached_property
    def _silences(self) -> _Silences:
        # A log of 60 MB without such a comment need not have its lines counted.
        return _Silences(self.document, self._lines if "readtui:" in self.document.text else LineIndex(""))

    @cached_property
    def _is_of_other_encoding(self) -> bool:
        return other_encoding(self.document.text) is not None

    def of_entry(self, position: int, part: Part | None = None) -> tuple[Diagnostic, ...]:
        """What the rules about entries say of the entry at ``position``, in the order of the text.

        Only the rules about ``part``, if one is named: those about ``log`` compare the entry with all others.
        """
        entries, text = self.document.entries, self.document.text
        if not is_utf_8(entries[position].markdown) and self._is_of_other_encoding:
            return ()
        above, line = (entries[position - 1].end, entries[position - 1].end_line + 1) if position else (0, 1)
        lines = LineIndex(text, Span(above, entries[position].end), line)
        context = Context(self.document, entries[position], position, self.standard)
        return in_order(_of_entry(context, lines, self._silences, part))

    def of_log(self) -> tuple[Diagnostic, ...]:
        """What the rules about the log as a whole say, in the order of the text."""
        found = []
        context = LogContext(self.document, self.standard)
        for rule in RULES.values():
            if rule.find_in_log is not None and (rule.code == OTHER_ENCODING or not self._is_of_other_encoding):
                for finding in rule.find_in_log(context):
                    entry = _entry_around(self.document, finding.span)
                    diagnostic = _diagnostic(rule, finding, self.standard, self._lines, entry)
                    if diagnostic is not None and not self._silences.silence(diagnostic):
                        found.append(diagnostic)
        return in_order(found)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """``diagnostics`` in the order of the text; those of one place stay as they come."""
    return tuple(sorted(diagnostics, key=lambda diagnostic: (diagnostic.span.start, diagnostic.span.end)))


def by_entry(document: Document, diagnostics: Iterable[Diagnostic]) -> tuple[tuple[Diagnostic, ...], ...]:
    """``diagnostics`` entry by entry, in the order of ``document.entries``; those about the log itself are left out."""
    found: list[list[Diagnostic]] = [[] for _entry in document.entries]
    for diagnostic in diagnostics:
        if diagnostic.entry is not None:
            found[diagnostic.entry].append(diagnostic)
    return tuple(map(tuple, found))


def _of_entry(context: Context, lines: LineIndex, silences: _Silences, part: Part | None) -> Iterator[Diagnostic]:
    """What the rules about entries say of one."""
    for rule in RULES.values():
        if rule.find_in_entry is not None and part in (None, rule.part):
            for finding in rule.find_in_entry(context):
                diagnostic = _diagnostic(rule, finding, context.standard, lines, context.position)
                if diagnostic is not None and not silences.silence(diagnostic):
                    yield diagnostic


def _diagnostic(
    rule: Rule, finding: Finding, standard: Standard, lines: LineIndex, entry: int | None
) -> Diagnostic | None:
    """``finding`` with its place and severity; None where the group has switched the rule off."""
    severity = standard.group.severity(rule.code, rule.severity)
    if severity is None:
        return None
    span = finding.span
    line, column = lines.place(span.start)
    end_line, end_column = lines.place(max(span.start, span.end - 1))
    return Diagnostic(
        rule.code,
        severity,
        span,
        line,
        column,
        finding.message,
        end_line,
        end_column + (span.end > span.start),
        finding.fix,
        entry,
    )


def _entry_around(document: Document, span: Span) -> int | None:
    """Index of the entry in which ``span`` begins, or None."""
    position = bisect_right(document.entries, span.start, key=lambda entry: entry.start) - 1
    return position if position >= 0 and span.start < document.entries[position].end else None


class _Silenced(NamedTuple):
    """What one comment silences."""

    codes: frozenset[str]
    """Empty: all rules."""
    entry: int | None
    """Index of the entry; None: the lines."""
    first_line: int
    last_line: int


class _Silences:
    """The comments that silence rules, in a part of a document."""

    def __init__(self, document: Document, lines: LineIndex) -> None:
        self._silenced: list[_Silenced] = []
        if "<!--" not in document.text:
            return
        entries = document.entries
        for found in SILENCE.finditer(document.text, *lines.part):
            codes = frozenset(re.findall(r"[a-z][a-z-]*", found["codes"]))
            line, _column = lines.place(found.start())
            if found["word"] == "ignore-file":
                continue  # found in the whole text below
            self._silenced.append(_Silenced(codes, _meant_entry(document, entries, found.end()), line, line + 1))
        for found in SILENCE.finditer(document.text):
            if found["word"] == "ignore-file":
                codes = frozenset(re.findall(r"[a-z][a-z-]*", found["codes"]))
                self._silenced.append(
                    _Silenced(codes, None, 0, document.text.count("\n") + document.text.count("\r") + 1)
                )

    def silence(self, diagnostic: Diagnostic) -> bool:
        """Whether somebody has silenced ``diagnostic``."""
        return any(
            (not silenced.codes or diagnostic.rule in silenced.codes)
            and (
                diagnostic.entry == silenced.entry
                if silenced.entry is not None
                else silenced.first_line <= diagnostic.line <= silenced.last_line
            )
            for silenced in self._silenced
        )


def _meant_entry(document: Document, entries: Sequence[Entry], behind: int) -> int | None:
    """Index of the entry that a comment is for that ends at ``behind``: it stands in it, or right above it."""
    position = bisect_right(entries, behind, key=lambda entry: entry.start) - 1
    if position >= 0 and behind <= entries[position].end:
        return position
    below = position + 1
    if below < len(entries):
        gap = COMMENT_AND_SPACE.match(document.text, behind, entries[below].start)
        if gap is not None and gap.end() == entries[below].start:
            return below
    return None

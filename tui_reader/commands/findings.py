"""Logs that were checked, and what was found in them: what all ways of printing it start from."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property

from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.standards import papers_of, standard_of
from tui_reader.core.check import check
from tui_reader.core.diagnostic import Diagnostic
from tui_reader.core.document import Span
from tui_reader.core.line_index import LineIndex


class CheckedLog:
    """A log and what is wrong with it."""

    def __init__(self, log: OpenLog, diagnostics: Sequence[Diagnostic]) -> None:
        self.log = log
        self.diagnostics = tuple(diagnostics)
        """In the order of the text."""

    @property
    def path(self) -> str:
        """The file, as it was named."""
        return str(self.log.path)

    @property
    def path_from_here(self) -> str:
        """The file as seen from the working directory, with slashes; absolute where it is not below it."""
        path = os.path.relpath(self.log.path)
        outside = path.split(os.sep)[0] == os.pardir
        return (os.path.abspath(path) if outside else path).replace(os.sep, "/")

    @property
    def text(self) -> str:
        """All of the log."""
        return self.log.document.text

    @cached_property
    def lines(self) -> LineIndex:
        """Where its lines begin."""
        return LineIndex(self.text)

    def entry_line(self, diagnostic: Diagnostic) -> int | None:
        """The line of the entry that ``diagnostic`` is about; None where it is about the log itself."""
        return None if diagnostic.entry is None else self.log.document.entries[diagnostic.entry].line

    def places(self, span: Span) -> tuple[int, int, int, int]:
        """Line and column of the first character of ``span``, and of what stands behind its last."""
        return *self.lines.place(span.start), *self.lines.place(span.end)


def check_logs(logs: Sequence[OpenLog], today: date, wanted: Callable[[Diagnostic], bool]) -> list[CheckedLog]:
    """What is wrong with ``logs`` as of ``today``, as far as it is ``wanted``. Their papers are compared."""
    papers = papers_of(logs)
    return [CheckedLog(log, list(filter(wanted, check(log.document, standard_of(log, today, papers))))) for log in logs]

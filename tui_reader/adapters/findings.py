"""All that ``check`` finds in several logs, log by log and entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from tui_reader.adapters.library import Library, OpenLog
from tui_reader.core.check import Checker
from tui_reader.core.diagnostic import Diagnostic

STEP = 200
"""Entries after which one may hear how far it is."""


class Found(NamedTuple):
    """A finding, and where."""

    log: OpenLog
    number: int | None
    """The index of the entry in the library; None for a finding about the log itself."""
    diagnostic: Diagnostic


def findings_of(library: Library, today: date, tell: Callable[[int], None] = lambda _entries: None) -> Iterator[Found]:
    """All findings: of each log first those about itself, then those about its entries, in the order of the text.

    ``tell`` hears from time to time how many entries were checked; it may raise to end it. May run in a thread.
    """
    overview = library.overview or library.look_over(today)
    start = 0
    for log, standard, of_log in zip(library.logs, overview.standards, overview.of_logs, strict=True):
        checker = Checker(log.document, standard)
        yield from (Found(log, None, diagnostic) for diagnostic in of_log.get(None, ()))
        for position in range(len(log.document.entries)):
            if position % STEP == 0:
                tell(start + position)
            found = [*checker.of_entry(position), *of_log.get(position, ())]
            found.sort(key=lambda diagnostic: (diagnostic.span.start, diagnostic.span.end))
            yield from (Found(log, start + position, diagnostic) for diagnostic in found)
        start += len(log.document.entries)

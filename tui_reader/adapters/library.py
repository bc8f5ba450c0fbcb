"""The logs that are open: each as it was read from disk, and all of their entries as one list."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from tui_reader.adapters import store
from tui_reader.adapters.log_errors import ExternallyChangedError
from tui_reader.adapters.snapshot import Snapshot
from tui_reader.core.document import Document, Entry
from tui_reader.core.parser import parse, parse_beginning

if TYPE_CHECKING:
    from datetime import date

    from tui_reader.core.check import Checker
    from tui_reader.core.diagnostic import Diagnostic
    from tui_reader.core.finder import Finder, Found
    from tui_reader.core.query import Query
    from tui_reader.core.rule import Standard
    from tui_reader.core.text_edit import TextEdit

ATTEMPTS = 400
"""How often a change is worked out again because the log changed meanwhile. Each time somebody else's was saved."""

AT_ONCE = 2_000
"""Entries of a log up to which one may wait for what it is held to; of a larger one, it is found out beside."""


ASKED_AT_ONCE = 500
"""Entries that a key may wait for to be checked; of more, it is found out beside."""


class OpenLog(NamedTuple):
    """A log as it was read from disk, and what it says."""

    snapshot: Snapshot
    document: Document

    @property
    def path(self) -> Path:
        """The file that was read."""
        return self.snapshot.path


class ProvedChange(Protocol):
    """A proved change of a log, not yet in its file: somebody's deed, or mends."""

    @property
    def edits(self) -> tuple[TextEdit, ...]:
        """What changes in the text that it was made for."""

    @property
    def text(self) -> str:
        """The whole text afterwards."""

    @property
    def document(self) -> Document:
        """``text``, parsed."""


ChangeT = TypeVar("ChangeT", bound=ProvedChange)

BEGINNING = 64 * 1024
"""Bytes of a large log that are shown before all of it is read: as many as in a log of usual size."""

HEADERS_AT_ONCE = 20
"""Headers that are read between two pauses."""


def open_log(path: Path, pause: Callable[[], None] | None = None) -> OpenLog:
    """Read the log at ``path``. Raises what ``store.load`` raises.

    With ``pause``, which is called again and again, headers are read as well: in a thread, while somebody waits who
    will want to see any of them at once.
    """
    snapshot = store.load(path)
    if pause is None:
        return OpenLog(snapshot, parse(snapshot.text))
    document = parse(snapshot.text, pause=pause)
    for number, entry in enumerate(document.entries):
        _ = entry.header
        if number % HEADERS_AT_ONCE == 0:
            pause()
    return OpenLog(snapshot, document)


def open_beginning(path: Path) -> OpenLog:
    """The first entries of the log at ``path``, to be shown until all of it is read. Raises what ``store.load`` raises.

    Nothing can be saved to it: for ``store.save`` it is another log than the one on disk.
    """
    document = parse_beginning(store.load_beginning(path, BEGINNING))
    return OpenLog(Snapshot(path, document.text), document)


def save_change(log: OpenLog, change: ProvedChange) -> OpenLog:
    """Write ``change``, which was made for ``log``; gives the log as it is then. Raises what ``store.save`` raises."""
    snapshot = store.save(log.path, change.edits, log.snapshot.fingerprint)
    document = change.document if snapshot.text == change.text else parse(snapshot.text)
    return OpenLog(snapshot, document)


def change_log(log: OpenLog, make: Callable[[OpenLog], ChangeT]) -> tuple[OpenLog, ChangeT]:
    """Save the change that ``make`` works out for ``log``; gives the log as it is then, and that change.

    Where somebody was faster, the change is worked out anew for what stands there by now. A change without edits
    writes nothing. Raises what ``make`` and ``store.save`` raise.
    """
    attempts = ATTEMPTS
    while True:
        change = make(log)
        if not change.edits:
            return log, change
        try:
            return save_change(log, change), change
        except ExternallyChangedError:
            attempts -= 1
            if not attempts:
                raise
            log = open_log(log.path)


class Overview(NamedTuple):
    """What is found out about several logs only by looking at all of them."""

    standards: tuple[Standard, ...]
    """What each log is held to, log by log; they know of the papers of all."""
    of_logs: tuple[Mapping[int | None, Sequence[Diagnostic]], ...]
    """Log by log what is wrong with each as a whole, by the entry in it that is meant; under None what means none."""


class Library:
    """Logs in the order in which they were given, and their entries counted through from 0. Does not change."""

    def __init__(self, logs: Sequence[OpenLog] = ()) -> None:
        self.logs = tuple(logs)
        self._starts = [0, *accumulate(len(log.document.entries) for log in self.logs)]
        self._problems: dict[tuple[int, date], tuple[Diagnostic, ...]] = {}
        self._own_problems: dict[tuple[int, date], tuple[Diagnostic, ...]] = {}
        """What was wrong with entries by themselves when ``take_in`` came; taken out when somebody asks again."""
        self._standards: dict[Path, Standard] = {}
        self._are_inherited = False
        """Whether these are of an earlier state of the logs."""
        self._checkers: dict[tuple[Path, date], Checker] = {}
        self.overview: Overview | None = None
        """None until ``take_in``: until then no paper counts as logged twice, and no log is looked at as a whole."""

    def __len__(self) -> int:
        return self._starts[-1]

    @cached_property
    def week_ends(self) -> int:
        """The day on which the group's weeks end, from Monday as 1."""
        from tui_reader.adapters.group_place import find_group_file
        from tui_reader.core.weeks import SUNDAY

        if not any(find_group_file(log.path) for log in self.logs):
            return SUNDAY
        from tui_reader.adapters.standards import group_of_all

        return group_of_all(self.logs).week_ends

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, log by log, in the order of each file."""
        if len(self.logs) == 1:
            return self.logs[0].document.entries
        return tuple(entry for log in self.logs for entry in log.document.entries)

    @cached_property
    def finder(self) -> Finder:
        """What looks through all entries."""
        from tui_reader.adapters.chinese import chinese
        from tui_reader.core.finder import Finder

        return Finder((log.document for log in self.logs), chinese())

    @property
    def is_prepared(self) -> bool:
        """Whether a search for words finds everything ready."""
        return not self.logs or ("finder" in self.__dict__ and self.finder.is_prepared)

    def log_of(self, index: int) -> OpenLog:
        """The log that the entry at ``index`` stands in."""
        return self.logs[bisect_right(self._starts, index) - 1]

    def log_at(self, path: Path) -> OpenLog | None:
        """The log that was read from ``path``, or None."""
        return next((log for log in self.logs if log.path == path), None)

    def with_log(self, log: OpenLog) -> Library:
        """This library with ``log`` in the place of the log of the same path, or behind all others."""
        if any(other.path == log.path for other in self.logs):
            return Library([log if other.path == log.path else other for other in self.logs])
        return Library([*self.logs, log])

    def index_at(self, path: Path, line: int) -> int | None:
        """The index of the entry of the log at ``path`` that ``line`` (1-based) belongs to.

        Where none does, of the next or else the last; None where that log has no entry.
        """
        for log, start in zip(self.logs, self._starts, strict=False):
            if log.path == path and log.document.entries:
                entries = log.document.entries
                return start + min(bisect_left(entries, line, key=lambda entry: entry.end_line), len(entries) - 1)
        return None

    def index_of(self, path: Path, entry: Entry) -> int | None:
        """The index of the entry of the log at ``path`` that reads as ``entry`` does and stands nearest to its line.

        Where none does, of the entry at its line; None where that log has no entry.
        """
        near = self.index_at(path, entry.line)
        if near is not None and (self.entries[near].line, self.entries[near].markdown) == (entry.line, entry.markdown):
            return near
        for log, start in zip(self.logs, self._starts, strict=False):
            if log.path == path:
                entries, markdown = log.document.entries, entry.markdown
                same = [start + number for number, other in enumerate(entries) if other.markdown == markdown]
                if same:
                    return min(same, key=lambda index: abs(self.entries[index].line - entry.line))
        return near

    def start_of(self, path: Path) -> int:
        """The index of the first entry of the log at ``path``, one of these."""
        return next(start for log, start in zip(self.logs, self._starts, strict=False) if log.path == path)

    def standard(self, log: OpenLog, today: date) -> Standard:
        """What ``log``, one of these, is held to as of ``today``. Of a large log it may take its time to find out."""
        standard = self._standards.get(log.path)
        if standard is None or standard.today != today:
            from tui_reader.adapters.standards import standard_of

            standard = self._standards[log.path] = standard_of(log, today)
        return standard

    def problems(self, index: int, today: date) -> tuple[Diagnostic, ...]:
        """What ``check`` says of the entry at ``index``, as of ``today``; without ``overview`` only what is known."""
        problems = self._problems.get((index, today))
        if problems is None:
            number = bisect_right(self._starts, index) - 1
            log, position = self.logs[number], index - self._starts[number]
            if log.path not in self._standards and len(log.document.entries) > AT_ONCE:
                return ()
            problems = self._said_of(index, position, today)
            if self.overview is not None:
                problems += tuple(self.overview.of_logs[number].get(position, ()))
            self._problems[index, today] = problems
        return problems

    def _said_of(self, index: int, position: int, today: date) -> tuple[Diagnostic, ...]:
        """What the rules about entries say of the entry at ``index``, in its log at ``position``."""
        checker = self._checker(self.log_of(index), today)
        own = self._own_problems.pop((index, today), None)
        if own is None:
            return checker.of_entry(position)
        from tui_reader.core.check import in_order

        return in_order((*own, *checker.of_entry(position, "log")))

    def _checker(self, log: OpenLog, today: date) -> Checker:
        checker = self._checkers.get((log.path, today))
        if checker is None:
            from tui_reader.core.check import Checker

            checker = self._checkers[log.path, today] = Checker(log.document, self.standard(log, today))
        return checker

    def look_over(self, today: date) -> Overview:
        """Look at all logs and all their headers. Takes its time; may run in a thread."""
        from tui_reader.adapters.standards import papers_of, standard_of
        from tui_reader.core.check import Checker

        papers = papers_of(self.logs)
        standards = tuple(standard_of(log, today, papers) for log in self.logs)
        of_logs: list[dict[int | None, list[Diagnostic]]] = []
        for log, standard in zip(self.logs, standards, strict=True):
            of_logs.append({})
            for diagnostic in Checker(log.document, standard).of_log():
                of_logs[-1].setdefault(diagnostic.entry, []).append(diagnostic)
        return Overview(standards, tuple(of_logs))

    def take_in(self, overview: Overview) -> None:
        """Know from now on what ``look_over`` found out."""
        standards = {log.path: standard for log, standard in zip(self.logs, overview.standards, strict=True)}
        is_first = self.overview is None and not self._are_inherited
        hold = is_first and all(standard.says_same(standards[path]) for path, standard in self._standards.items())
        self._own_problems = self._problems if hold else {}
        self.overview, self._standards, self._problems = overview, standards, {}
        self._checkers.clear()

    def take_standards_of(self, before: Library) -> None:
        """Until ``take_in``, hold the logs to what they were held to ``before``, when one of them was another."""
        # Which entries the papers were logged in is not true any more.
        self._standards = {path: standard._replace(papers=None) for path, standard in before._standards.items()}
        self._are_inherited = True

    def prepare_search(self, pause: Callable[[], None] = lambda: None) -> None:
        """Do now what the first search would have to: read all entries, and fold what they say.

        May run in one thread at a time, and calls ``pause`` again and again.
        """
        self.finder.prepare(pause)

    def prepare_sounds(self, pause: Callable[[], None] = lambda: None) -> None:
        """Do now what the first search for Chinese or by its sound would have to, after ``prepare_search``.

        And of a large log what makes every search quicker.
        """
        self.finder.prepare_sounds(pause)
        self.finder.build_indices(pause)

    def search(self, query: Query, today: date) -> list[int]:
        """The indices of the entries that ``query`` means, in order: what ``find`` gives at once."""
        return sorted(self.find(query, today, deep=False).hits)

    def find(self, query: Query, today: date, *, deep: bool = True) -> Found:
        """What ``query`` means to somebody who types it. Not ``deep``: without what takes its time in a large log."""
        findings = Problems(self, today, deep or len(self) <= ASKED_AT_ONCE) if query.needs_findings else ()
        return self.finder.find(query, findings, today, as_one_types=True, deep=deep)

    def dig(self, query: Query, today: date, pause: Callable[[], None]) -> Found:
        """What ``find`` left out for a query that matches nothing as it is written. May run in a thread."""
        findings = Problems(self, today, False) if query.needs_findings else ()
        return self.finder.dig(query, findings, pause)

    def has_asked_all(self, today: date) -> bool:
        """Whether ``find`` knows, without taking its time, of each entry what is wrong with it as of ``today``."""
        return len(self) <= ASKED_AT_ONCE or all(self.has_asked(index, today) for index in range(len(self)))

    def has_asked(self, index: int, today: date) -> bool:
        """Whether it is known what is wrong with the entry at ``index`` as of ``today``."""
        return (index, today) in self._problems

    def ask(self, index: int, today: date) -> None:
        """Find out what is wrong with the entry at ``index`` as of ``today``. May run in a thread."""
        self.standard(self.log_of(index), today)
        self.problems(index, today)

    def known_problems(self, index: int, today: date) -> tuple[Diagnostic, ...]:
        """``problems``, as far as somebody asked."""
        return self._problems.get((index, today), ())


class Problems:
    """What ``check`` says of each entry of a library; of one that nobody looks at, it is not asked."""

    def __init__(self, library: Library, today: date, ask: bool) -> None:
        """Not ``ask``: what is not known yet is nothing."""
        self._library = library
        self._today = today
        self._ask = ask

    def __len__(self) -> int:
        return len(self._library)

    def __getitem__(self, index: int) -> tuple[Diagnostic, ...]:
        return (self._library.problems if self._ask else self._library.known_problems)(index, self._today)

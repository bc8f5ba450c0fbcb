"""Changes saved to logs that others change at the same time: the two versions are merged, entry by entry.

Only where both changed the same entry differently is nothing written; then a person chooses.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from tui_reader.adapters import store
from tui_reader.adapters.library import ATTEMPTS, OpenLog, ProvedChange, save_change
from tui_reader.adapters.log_errors import ExternallyChangedError, LogError
from tui_reader.adapters.snapshot import Snapshot
from tui_reader.core.combine import Clash, Combined, combine
from tui_reader.core.document import Document, Entry, Span
from tui_reader.core.message import N_
from tui_reader.core.parser import parse
from tui_reader.core.rebase import carried, difference
from tui_reader.core.text_edit import TextEdit


class LocatedChange(ProvedChange, Protocol):
    """A proved change of one entry."""

    @property
    def line(self) -> int:
        """Where the entry stands afterwards, or stood that was taken out, 1-based."""


class Saved(NamedTuple):
    """A change that is in the log's file."""

    log: OpenLog
    """The log as it is now."""
    line: int
    """Where the changed entry stands in it, or stood that was taken out, 1-based."""
    is_merged: bool
    """Whether ``log`` also has what somebody else wrote meanwhile."""


class ClashError(LogError):
    """Somebody else changed the same entry differently. Nothing was written."""

    def __init__(self, path: Path, current: Snapshot, clashes: Sequence[Clash], line: int) -> None:
        super().__init__(
            N_("{path}:{line}: somebody else changed the same entry meanwhile; nothing was written, look at it again"),
            path,
            line=line,
        )
        self.current = current
        """The log as it is now, with what the others wrote."""
        self.clashes = tuple(clashes)
        """Both sides of each entry that both changed: ``ours`` was to be saved, ``theirs`` stands in the log."""
        self.line = line
        """Where the entry stands in ``current``, or would, 1-based."""


def save_merged(log: OpenLog, change: LocatedChange) -> Saved:
    """Write ``change``, which was made for ``log``, and keep what others changed meanwhile.

    Raises ``ClashError`` where they changed the same entry differently, and what ``store.save`` raises.
    """
    try:
        return Saved(save_change(log, change), change.line, is_merged=False)
    except ExternallyChangedError as error:
        return _merged(log.snapshot.text, change.text, change.line, error)


def _merged(base: str, ours: str, line: int, changed: ExternallyChangedError) -> Saved:
    attempts = ATTEMPTS
    while True:
        current = changed.current
        combined = combine(base, ours, current.text)
        if combined.clashes:
            raise ClashError(current.path, current, combined.clashes, _line_of(combined))
        text = combined.text()
        edit = difference(current.text, text)
        try:
            snapshot = store.save(current.path, [edit] if edit is not None else [], current.fingerprint)
        except ExternallyChangedError as error:
            attempts -= 1
            if not attempts:
                raise
            changed = error
            continue
        document = parse(snapshot.text)
        return Saved(OpenLog(snapshot, document), _line_after(parse(ours), document, line), is_merged=True)


def _line_of(combined: Combined) -> int:
    """Where the first clash stands in the text of theirs."""
    above = ""
    for piece in combined.pieces:
        if isinstance(piece, Clash):
            break
        above += piece
    document = parse(above + combined.clashes[0].theirs)
    entry = next((entry for entry in document.entries if entry.end > len(above)), None)
    return entry.line if entry is not None else above.count("\n") + 1


def _line_after(before: Document, after: Document, line: int) -> int:
    """Where what stands at ``line`` of ``before`` stands in ``after``: the same entry, else what took its place."""
    entry = before.entry_at(line)
    if entry is not None:
        for is_same in (_is_same_text, _is_same_paper):
            found = [other for other in after.entries if is_same(entry, other)]
            if found:
                return min(found, key=lambda other: abs(other.line - line)).line
    starts = [0, *(found + 1 for found, sign in enumerate(before.text) if sign == "\n")]
    place = starts[min(line, len(starts)) - 1]
    foreign = difference(before.text, after.text)
    here = carried([TextEdit(Span(place, place), "")], [foreign]) if foreign is not None else None
    return after.text.count("\n", 0, here[0].span.start if here else place) + 1


def _is_same_text(first: Entry, second: Entry) -> bool:
    return first.markdown == second.markdown


def _is_same_paper(first: Entry, second: Entry) -> bool:
    return (first.date, first.title, first.note) == (second.date, second.title, second.note)

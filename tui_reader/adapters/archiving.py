"""Entries moved from one log to another: worked out, and both files written, or neither.

The other log is written first. Of a process that is killed between the two, the entries stand in both; the next move
finds them there, and takes them out of the first.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tui_reader.adapters import disk, store
from tui_reader.adapters.library import ATTEMPTS, OpenLog, open_log
from tui_reader.adapters.log_errors import ExternallyChangedError, LogError
from tui_reader.adapters.one_encoding import refuse_mixing
from tui_reader.adapters.snapshot import Snapshot
from tui_reader.core.archive import Archived, archive, heading_for
from tui_reader.core.message import N_
from tui_reader.core.parser import parse
from tui_reader.core.rebase import difference


class SameLogError(LogError):
    """A log was to be moved into itself."""

    def __init__(self, path: Path) -> None:
        super().__init__(N_("{path}: this is the log itself; name another file to move entries to"), path)


class Move(NamedTuple):
    """A move between two logs as they were read."""

    source: OpenLog
    target: OpenLog
    archived: Archived
    is_new: bool
    """Whether the target does not exist yet."""


def plan(source: Path, target: Path, before: str) -> Move:
    """What moving the entries before the day ``before`` (ISO 8601) from ``source`` to ``target`` would make of both.

    Raises ``NotArchivedError``, ``OtherEncodingError`` and what ``store.load`` raises.
    """
    log = open_log(source)
    is_new = not target.exists()
    if not is_new and source.samefile(target):
        raise SameLogError(source)
    text = "" if is_new else store.load(target).text
    other = OpenLog(Snapshot(target, text), parse(text))
    refuse_mixing(log, other)
    # An empty file is begun like one that is not there.
    begun = parse(text if text.strip("\ufeff \r\n") else heading_for(log.document))
    return Move(log, other, archive(log.document, begun, before), is_new)


def move(source: Path, target: Path, before: str) -> Move:
    """Move them; gives what was done. Where others were faster, it is worked out anew. Raises what ``save`` raises."""
    attempts = ATTEMPTS
    while True:
        planned = plan(source, target, before)
        if not planned.archived.moved:
            return planned
        if planned.is_new:
            store.create(target, "")
        try:
            _write(planned)
        except ExternallyChangedError:
            attempts -= 1
            if not attempts:
                raise
        else:
            return planned
        finally:
            if planned.is_new and target.exists() and not target.stat().st_size:
                disk.remove(str(target))


def _write(planned: Move) -> None:
    after = (planned.archived.target, planned.archived.source)
    logs = (planned.target, planned.source)
    edits = [difference(log.document.text, text) for log, text in zip(logs, after, strict=True)]
    other, own = (
        store.Planned(log.path, [edit] if edit is not None else [], log.snapshot.fingerprint)
        for log, edit in zip(logs, edits, strict=True)
    )
    store.save_all([other, own])

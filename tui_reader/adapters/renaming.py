"""A reader renamed in several logs: worked out for all, and all files written, or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.adapters import store
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.one_encoding import refuse_second_encoding
from tui_reader.core.message import N_
from tui_reader.core.rename import NotRenamedError, Renamed, names_in, rename_reader


class RenamedLog(NamedTuple):
    """A log with the new name, not yet in its file."""

    log: OpenLog
    renamed: Renamed


def plan_renaming(logs: Sequence[OpenLog], old: str, new: str) -> list[RenamedLog]:
    """What changes in ``logs``, those alone in which ``old`` is a reader. Raises ``NotRenamedError``, with the path.

    And ``OtherEncodingError`` for a log that cannot hold the new name.
    """
    known = names_in(log.document for log in logs)
    planned: list[RenamedLog] = []
    for log in logs:
        try:
            renamed = rename_reader(log.document, old, new, known)
        except NotRenamedError as error:
            raise NotRenamedError(N_("{path}, {what}"), path=log.path, what=error.message) from error
        if renamed.edits:
            refuse_second_encoding(log, renamed.edits)
            planned.append(RenamedLog(log, renamed))
    return planned


def save_renaming(planned: Sequence[RenamedLog]) -> list[OpenLog]:
    """Write what was planned; gives the logs as they are then. Raises what ``store.save_all`` raises."""
    snapshots = store.save_all(
        [store.Planned(one.log.path, one.renamed.edits, one.log.snapshot.fingerprint) for one in planned]
    )
    return [OpenLog(snapshot, one.renamed.document) for snapshot, one in zip(snapshots, planned, strict=True)]

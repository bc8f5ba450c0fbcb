"""What became of the entries of a log from one version to the next."""

from __future__ import annotations

from typing import NamedTuple

from tui_reader.core.document import Entry
from tui_reader.core.versions import match, version_of


class LogChanges(NamedTuple):
    """The entries that only one version has, and those that are not as they were. Moving an entry is no change."""

    added: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    """As they are afterwards."""
    deleted: tuple[Entry, ...] = ()


def log_changes(before: str, after: str) -> LogChanges:
    """What became of the entries of ``before`` in ``after``."""
    # Git may give a working tree line ends that the log in it does not have.
    before, after = (text.replace("\r\n", "\n") for text in (before, after))
    if before == after:
        return LogChanges()
    old, new = version_of(before), version_of(after)
    pairs = match(old.pieces, new.pieces).pairs
    origins = {there: here for here, there in pairs.items()}
    added: list[Entry] = []
    changed: list[Entry] = []
    for index, piece in enumerate(new.pieces):
        if piece.entry is None:
            continue
        if index not in origins:
            added.append(piece.entry)
        elif old.pieces[origins[index]].text.rstrip("\r\n") != piece.text.rstrip("\r\n"):
            changed.append(piece.entry)
    deleted = [piece.entry for index, piece in enumerate(old.pieces) if piece.entry is not None and index not in pairs]
    return LogChanges(tuple(added), tuple(changed), tuple(deleted))

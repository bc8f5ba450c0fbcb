"""The rows of the table that ``list`` prints, of a large log worked out by all cores."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.adapters import portions
from tui_reader.core.lines import scannable
from tui_reader.core.parser import parse
from tui_reader.core.visible import visible

if TYPE_CHECKING:
    from tui_reader.adapters.portions import Portion
    from tui_reader.core.document import Entry

SHARED = 5_000_000
"""Bytes of a log from which on a second process is worth its start."""

AT_ONCE = 500_000
"""Bytes of a log that are read in one go: what is made of them finds room where the last ones were."""

Row = Sequence[str]
"""Four texts: where an entry stands, its date, its reader, its title or note: as they are shown."""


def all_rows(paths: Sequence[Path]) -> list[Row]:
    """The rows of all entries of the logs at ``paths``. Raises what ``store.load`` raises."""
    rows: list[Row] = []
    for path in paths:
        rows += _rows_of(portions.load(path), path if len(paths) > 1 else None)
    return rows


def row(entry: Entry, line: int, path: Path | None) -> Row:
    """The row of ``entry``, which begins at ``line`` of the log at ``path``; None where one need not say which log."""
    header = entry.header
    return (
        str(line) if path is None else visible(f"{path}:{line}"),
        header.date or "–",
        visible(header.reader or "–"),
        visible(header.title or header.note or "–"),
    )


def _rows_of(log: Portion, path: Path | None) -> list[Row]:
    if log.end < SHARED:
        return _rows_in(log, path)
    from tui_reader.adapters.processes import cores, share

    shares = list(log.split(max(SHARED // 2, log.end // cores())))
    return [row for rows in share(partial(_rows_in, path=path), shares) for row in rows]


def _rows_in(share: Portion, path: Path | None) -> list[Row]:
    """The rows of the entries in ``share``, of which about ``AT_ONCE`` bytes at a time are decoded."""
    above = share.lines_above
    rows: list[Row] = []
    for portion in share.split(AT_ONCE):
        text = portion.text
        rows += [row(entry, entry.line + above, path) for entry in parse(text).entries]
        above += scannable(text).count("\n")
    return rows

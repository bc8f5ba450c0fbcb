"""The rows of the table that ``list`` prints, of a large log worked out by all cores."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.adapters import store
from tui_reader.core.parser import parse, parts
from tui_reader.core.visible import visible

if TYPE_CHECKING:
    from tui_reader.core.document import Entry, Span

SHARED = 4_000_000
"""Characters of a log from which on a second process is worth its start."""

Row = Sequence[str]
"""Four texts: where an entry stands, its date, its reader, its title or note: as they are shown."""


def all_rows(paths: Sequence[Path]) -> list[Row]:
    """The rows of all entries of the logs at ``paths``. Raises what ``store.load`` raises."""
    rows: list[Row] = []
    for path in paths:
        rows += _rows_of(store.load(path).text, path if len(paths) > 1 else None)
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


def _rows_of(text: str, path: Path | None) -> list[Row]:
    if len(text) < SHARED:
        return [row(entry, entry.line, path) for entry in parse(text).entries]
    from tui_reader.adapters.processes import cores, share
    from tui_reader.core.lines import scannable

    scan = scannable(text)
    pieces = list(parts(scan, max(SHARED // 2, len(scan) // cores())))
    first_line, first_lines = 0, []
    for piece in pieces:
        first_lines.append(first_line)
        first_line += scan.count("\n", piece.start, piece.end)

    def work(piece: tuple[Span, int]) -> list[Row]:
        span, before = piece
        return [row(entry, entry.line + before, path) for entry in parse(span.of(text)).entries]

    return [row for rows in share(work, list(zip(pieces, first_lines, strict=True))) for row in rows]

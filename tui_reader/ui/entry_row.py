"""One row of the list in cells: mark, date, reader, title, source and file where there is room, and a sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui_reader.adapters.language import _
from tui_reader.core.document import Entry
from tui_reader.core.visible import visible
from tui_reader.ui.wrap import fit, fit_exactly

CURSOR_MARK = "▌"
PROBLEM_SIGN = "!"
NO_READING_SIGN = "–"
UNCOMMITTED_SIGN = "+"

NARROW = 60
"""Cells below which the row saves on white space and names."""
ROOMY = 78
"""Cells from which on a first name and a surname fit beside some 55 cells of the title."""
WIDE = 90
"""Cells from which on there is room for the source, and for the file where there are several."""

StyleOf = Callable[[str], Style]
"""The style of a part of the row: ``date``, ``title`` ... as in ``EntryList.LOOKS``."""


def entry_row(
    entry: Entry,
    width: int,
    style_of: StyleOf,
    *,
    words: Sequence[str],
    has_problem: bool,
    is_current: bool,
    is_uncommitted: bool = False,
    with_year: bool = False,
    file: str = "",
) -> Strip:
    """The row of ``entry``, ``width`` cells wide; ``words`` are marked where they stand in it.

    ``with_year`` where no heading says of which year the date is; ``file`` names the log where there are several.
    """
    gap, edge, reader_width = (" ", "", 6) if width < NARROW else ("  ", " ", 8 if width < ROOMY else 10)
    source_width, file_width = (16, 12 if file else 0) if width >= WIDE else (0, 0)
    date_start, date_width = (0 if width >= NARROW else 2, 10 if width >= NARROW else 8) if with_year else (5, 5)
    no_reading = entry.kind == "no_reading"
    signs = ((PROBLEM_SIGN, has_problem), (UNCOMMITTED_SIGN, is_uncommitted), (NO_READING_SIGN, no_reading))
    sign = next((sign for sign, holds in signs if holds), " ")
    segments = [
        Segment(f"{edge}{CURSOR_MARK if is_current else ' '}{edge}", style_of("mark" if is_current else "date")),
        Segment(f"{(entry.date or '')[date_start:]:{date_width}}{gap}", style_of("date")),
        *_marked(entry.reader or "", reader_width, "reader", style_of, words),
    ]
    used = 1 + 2 * len(edge) + date_width + len(gap) + reader_width
    beside = sum(column + 1 for column in (source_width, file_width) if column)
    title_width = max(0, width - used - 1 - beside - 3)
    segments.append(Segment(" ", style_of("title")))
    if no_reading:
        segments += _marked(entry.note or "", title_width, "note", style_of, words)
    else:
        segments += _marked(entry.title or _("(no title)"), title_width, "title", style_of, words)
    if source_width:
        segments.append(Segment(" ", style_of("source")))
        segments += _marked(entry.source or "", source_width, "source", style_of, words)
    if file_width:
        segments.append(Segment(f" {fit_exactly(visible(file), file_width)}", style_of("source")))
    segments.append(Segment(f" {sign} ", style_of("problem" if has_problem else "date")))
    return Strip(segments, used + 1 + title_width + beside + 3).adjust_cell_length(width, style_of("title"))


def heading_row(name: str, width: int, style_of: StyleOf, count: str = "") -> Strip:
    """The row above a group of rows, ``width`` cells wide, with how many they are at its end."""
    count = f" {count} " if count else ""
    name = fit(f" {name} ", width - 3 - cell_len(count))
    rule, week = style_of("rule"), style_of("week")
    line = "─" * max(0, width - 4 - cell_len(name) - cell_len(count) - (2 if count else 0))
    segments = [Segment(" ──", rule), Segment(name, week), Segment(line, rule)]
    if count:
        segments += [Segment(count, week), Segment("──", rule)]
    return Strip(segments).adjust_cell_length(width, rule)


def _marked(text: str, width: int, part: str, style_of: StyleOf, words: Sequence[str]) -> list[Segment]:
    """``text`` in exactly ``width`` cells, with ``words`` marked."""
    shown = fit_exactly(visible(text), width)
    style = style_of(part)
    segments: list[Segment] = []
    end = 0
    if words:
        from tui_reader.core.folding import find_words

        marked_style = style + style_of("match")
        for span in find_words(shown, words):
            segments += (Segment(shown[end : span.start], style), Segment(span.of(shown), marked_style))
            end = span.end
    segments.append(Segment(shown[end:], style))
    return segments

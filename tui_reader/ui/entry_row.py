"""One row of the list in cells: mark, date, reader, title, source where there is room, and a sign at the right end."""

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
"""Cells from which on there is room for the source."""

StyleOf = Callable[[str], Style]
"""The style of a part of the row: ``date``, ``title`` ... as in ``EntryList.COMPONENT_CLASSES``."""


def entry_row(
    entry: Entry,
    width: int,
    style_of: StyleOf,
    *,
    words: Sequence[str],
    has_problem: bool,
    is_current: bool,
    is_uncommitted: bool = False,
) -> Strip:
    """The row of ``entry``, ``width`` cells wide; ``words`` are marked where they stand in it."""
    gap, edge, reader_width = (" ", "", 6) if width < NARROW else ("  ", " ", 8 if width < ROOMY else 10)
    source_width = 16 if width >= WIDE else 0
    no_reading = entry.kind == "no_reading"
    signs = ((PROBLEM_SIGN, has_problem), (UNCOMMITTED_SIGN, is_uncommitted), (NO_READING_SIGN, no_reading))
    sign = next((sign for sign, holds in signs if holds), " ")
    segments = [
        Segment(f"{edge}{CURSOR_MARK if is_current else ' '}{edge}", style_of("mark")),
        Segment(f"{(entry.date or '')[5:]:5}{gap}", style_of("date")),
        *_marked(entry.reader or "", reader_width, "reader", style_of, words),
    ]
    used = 1 + 2 * len(edge) + 5 + len(gap) + reader_width
    title_width = max(0, width - used - 1 - (source_width + 1 if source_width else 0) - 3)
    segments.append(Segment(" ", style_of("title")))
    if no_reading:
        segments += _marked(entry.note or "", title_width, "note", style_of, words)
    else:
        segments += _marked(entry.title or _("(no title)"), title_width, "title", style_of, words)
    if source_width:
        segments.append(Segment(" ", style_of("source")))
        segments += _marked(entry.source or "", source_width, "source", style_of, words)
    segments.append(Segment(f" {sign} ", style_of("problem" if has_problem else "date")))
    return Strip(segments).adjust_cell_length(width, style_of("title"))


def week_row(name: str, width: int, style_of: StyleOf) -> Strip:
    """The row above a week, ``width`` cells wide."""
    name = fit(f" {name} ", width - 3)
    rule = style_of("rule")
    line = "─" * max(0, width - 4 - cell_len(name))
    return Strip([Segment(" ──", rule), Segment(name, style_of("week")), Segment(line, rule)]).adjust_cell_length(
        width, rule
    )


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

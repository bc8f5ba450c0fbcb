"""The line at the top of the problems: how many there are of each kind, and which of them are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from tui_reader.adapters.language import _, ngettext
from tui_reader.core.diagnostic import SEVERITIES, Diagnostic, Severity
from tui_reader.core.visible import visible
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.wrap import fit

LEAST_FILTER = 6
"""Cells below which nothing is said of the filter."""


class ProblemsHeading(DrawnWidget):
    """Counts by severity, how many can be mended, and on the right by what the list is filtered."""

    ALLOW_SELECT = False

    LOOKS: ClassVar[Mapping[str, str]] = {
        "title": "bold $foreground",
        "error": "$error",
        "warning": "$warning",
        "info": "$faint",
        "filter": "$accent",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pieces: list[tuple[str, str]] = []
        self._filter = ""

    def show(self, diagnostics: Iterable[Diagnostic], filter_words: str) -> None:
        """Count ``diagnostics``, those that are listed; ``filter_words`` say which these are."""
        counts: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
        mendable = 0
        for diagnostic in diagnostics:
            counts[diagnostic.severity] += 1
            mendable += diagnostic.fix is not None
        pieces = [(_("Problems"), "title"), *((severity_words(one, n), one) for one, n in counts.items() if n)]
        if mendable:
            pieces.append((ngettext("{count} to mend", "{count} to mend", mendable).format(count=mendable), "count"))
        if (pieces, filter_words) != (self._pieces, self._filter):
            self._pieces, self._filter = pieces, filter_words
            self.refresh()

    def show_progress(self, words: str) -> None:
        """Say how far the check is."""
        self._pieces = [(_("Problems"), "title"), (words, "count")]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line at ``y``; there is one."""
        width = self.size.width
        plain = self.part_style("count")
        segments = [Segment(" ", plain)]
        room = width - 1
        for text, part in self._pieces:
            room -= cell_len(text) + 2
            if room < -2:
                break  # half a word says nothing
            segments += (
                Segment(text, self.part_style(part)),
                Segment("  ", plain),
            )
        left = Strip(segments)
        room = width - left.cell_length - 1
        if not self._filter or room < LEAST_FILTER:
            return left.adjust_cell_length(width, plain)
        words = fit(visible(self._filter), room)
        style = self.part_style("filter")
        return Strip(
            [*left.adjust_cell_length(width - cell_len(words) - 1, plain), Segment(words, style), Segment(" ", plain)]
        )


def severity_words(severity: Severity, count: int) -> str:
    """``3 warnings``."""
    words = {
        "error": ngettext("{count} error", "{count} errors", count),
        "warning": ngettext("{count} warning", "{count} warnings", count),
        "info": ngettext("{count} hint", "{count} hints", count),
    }
    return words[severity].format(count=count)

"""The line at the top: which log, how much of it is shown, by what filter, and whether all of it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip

from tui_reader.adapters.language import _, ngettext
from tui_reader.core.visible import visible
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.wrap import fit

LONGEST_BRANCH = 16
"""Cells."""
LEAST_ARRANGED = 60
"""Cells of the line from which on it says how the list is arranged."""
LEAST_QUERY = 12
"""Cells of a filter that are worth more than what git says."""


class StatusLine(DrawnWidget):
    """Says where one is. Set its attributes; it redraws itself."""

    ALLOW_SELECT = False

    LOOKS: ClassVar[Mapping[str, str]] = {
        "file": "bold $foreground",
        "query": "$accent",
    }

    file = reactive("")
    """Name of the log."""
    shown = reactive(0)
    """Entries that the filter leaves."""
    total = reactive(0)
    """Entries there are."""
    is_whole = reactive(True)
    """Whether these are all, or a log is still being read."""
    is_searched = reactive(True)
    """Whether the filter has looked at all entries."""
    way = reactive("exact")
    """As what the filter's words were taken, as in ``core.finder.Way``."""
    query_text = reactive("")
    """The filter, as it was typed; empty where there is none."""
    arrangement = reactive("")
    """How the list is sorted and grouped, where that is not as usual."""
    clone = reactive("")
    """The branch of git, and how it stands; empty without git."""
    state = reactive("")
    """What stands at the right end: saved, draft kept ..."""

    def on_mount(self) -> None:
        self.state = _("saved")

    def count_words(self, *, filtered: bool) -> str:
        """How many entries are shown, as far as one can say."""
        if not self.is_whole:
            return _("{shown} so far, reading …").format(shown=self.shown)
        if filtered and not self.is_searched:
            return _("{shown} so far, searching …").format(shown=self.shown)
        words = count_words(self.shown, self.total, filtered=filtered)
        if self.way == "exact" or not filtered:
            return words
        taken = _("by sound") if self.way == "pinyin" else _("similar")
        return f"{words} {taken}"

    def render_line(self, y: int) -> Strip:
        """The line at ``y``; there is one."""
        width = self.size.width
        count_style = self.part_style("count")
        pieces = [
            (fit(visible(self.file), max(8, width // 3)), self.part_style("file")),
            (self.count_words(filtered=bool(self.query_text)), count_style),
        ]
        if self.arrangement and width >= LEAST_ARRANGED:
            pieces.append((self.arrangement, count_style))
        taken = 2 + sum(cell_len(text) + 2 for text, _style in pieces)
        state = self._right_end(width - taken)
        room = width - taken - cell_len(state)
        if self.query_text and room > 2:
            pieces.append((fit(visible(self.query_text), room - 2), self.part_style("query")))
        segments = [Segment(" ", count_style)]
        for text, style in pieces:
            segments += (Segment(text, style), Segment("  ", count_style))
        left = Strip(segments)
        state_width = cell_len(state) + 1
        if left.cell_length + state_width > width:
            return left.adjust_cell_length(width, count_style)
        return Strip([*left.adjust_cell_length(width - state_width, count_style), Segment(f"{state} ", count_style)])

    def _right_end(self, room: int) -> str:
        """What stands at the right end, if there are ``room`` cells for it and a part of the filter."""
        branch, _space, numbers = visible(self.clone).partition(" ")
        clone = " ".join(filter(None, (fit(branch, LONGEST_BRANCH), numbers)))
        right = f"{clone}  {self.state}" if clone else self.state
        return right if cell_len(right) + (LEAST_QUERY if self.query_text else 0) <= room else self.state


def count_words(shown: int, total: int, *, filtered: bool) -> str:
    """How many entries are shown: ``12 of 238`` with a filter, ``238 entries`` without."""
    if filtered:
        return _("{shown} of {total}").format(shown=shown, total=total)
    return ngettext("{count} entry", "{count} entries", total).format(count=total)

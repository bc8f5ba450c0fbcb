"""Horizontal bars in cells: what was read, and behind it what was said instead, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from tui_reader.adapters.language import _
from tui_reader.core.trends import Bar
from tui_reader.core.visible import visible
from tui_reader.ui.row_list import PlainRows, RowList
from tui_reader.ui.wrap import fit, fit_exactly

READ, SAID = "█", "░"
"""What a bar is made of: told apart without colours."""

NUMBER_CELLS = 6
"""A column of numbers at the right end."""
WIDEST_NAME = 32

SPARKS = "▁▂▃▄▅▆▇█"


class BarList(RowList):
    """Bars, with a cursor on one of them."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "read": "$accent",
        "said": "$faint",
        "number": "$faint",
    }

    class Chosen(Message):
        """The bar under the cursor is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[Bar] = ()
        self._name_cells = 0

    def show(self, bars: Sequence[Bar]) -> None:
        """Draw ``bars``, the first with the cursor on it."""
        self._bars = bars
        self._name_cells = min(WIDEST_NAME, max((cell_len(_name(bar)) for bar in bars), default=0))
        self.top = 0
        self.set_rows(PlainRows(len(bars)), len(bars))

    @property
    def current(self) -> Bar | None:
        """The bar under the cursor; None where there is none."""
        return self._bars[self.position] if self._bars else None

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """The row of a bar."""
        bar = self._bars[row]
        name_cells = min(self._name_cells, width // 3)
        room = max(0, width - name_cells - 2 * NUMBER_CELLS - 3)
        most = max(other.counted.total for other in self._bars)
        read, said = (_cells(number, most, room) for number in bar.counted)
        said = min(said, room - read)
        numbers = "".join(f"{number or '':>{NUMBER_CELLS}}" for number in bar.counted)
        segments = [
            Segment(f" {fit_exactly(fit(_name(bar), name_cells), name_cells)} ", self.part_style("name", is_current)),
            Segment(READ * read, self.part_style("read", is_current)),
            Segment(SAID * said, self.part_style("said", is_current)),
            Segment(" " * (room - read - said) + numbers + " ", self.part_style("number", is_current)),
        ]
        return Strip([segment for segment in segments if segment.text]).adjust_cell_length(
            width, self.part_style("number", is_current)
        )

    def chosen(self) -> None:
        """A second click chooses."""
        self.post_message(self.Chosen())


def sparkline(bars: Sequence[Bar], width: int) -> str:
    """How much was read, from the oldest of ``bars`` (which come the newest first) on, in ``width`` cells at most."""
    numbers = [bar.counted.read for bar in reversed(bars[:width])]
    most = max(numbers, default=0)
    return "".join(SPARKS[-(-number * (len(SPARKS) - 1) // most)] if most else SPARKS[0] for number in numbers)


def _name(bar: Bar) -> str:
    return visible(bar.name) or _("(none)")


def _cells(number: int, most: int, room: int) -> int:
    """Cells of a bar: at least one for something."""
    return max(1, round(number / most * room)) if number and room else 0

"""The list of what was changed since the program began, the last change first, and below all the log as it was then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timezone
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from tui_reader.adapters.history import Step
from tui_reader.adapters.language import _, say
from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.ui.entry_row import CURSOR_MARK
from tui_reader.ui.row_list import PlainRows, RowList
from tui_reader.ui.wrap import fit, fit_exactly

HISTORY = Binding.Group(N_("History"))

DONE, UNDONE = "●", "○"


class HistoryList(RowList):
    """Steps to go back or forward to."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "time": "$faint",
        "file": "$faint",
        "undone": "$faint",
        "now": "$accent",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "go",
            N_("go there"),
            id="history.go",
            tooltip=N_("Take back or do again all up to this point"),
            group=HISTORY,
        ),
    ]

    class Moved(Message):
        """The cursor went to another step."""

    class Chosen(Message):
        """The point behind the step under the cursor is to be gone to."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._steps: Sequence[Step] = ()
        self._count_done = 0
        self._today = date.today()
        self._names_files = False

    def show(self, steps: Sequence[Step], count_done: int, today: date, position: int | None = None) -> None:
        """List ``steps``, in the order of time, of which ``count_done`` are done and the others were taken back.

        The cursor goes to ``position``, or to where the logs are now.
        """
        self._steps, self._count_done, self._today = steps, count_done, today
        self._names_files = len({step.path for step in steps}) > 1
        now = len(steps) - count_done
        self.set_rows(PlainRows(len(steps) + 1), len(steps) + 1, now if position is None else position)

    @property
    def count(self) -> int:
        """How many steps are done at the point under the cursor."""
        return len(self._steps) - self.position

    @property
    def current(self) -> Step | None:
        """The step under the cursor; None where that is the beginning."""
        return self._steps[self.count - 1] if self.count else None

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """The row of a step, or of the beginning."""
        count = len(self._steps) - row
        step = self._steps[count - 1] if count else None
        is_done = count <= self._count_done
        sign = DONE if step is not None and is_done else UNDONE if step is not None else "·"
        time = _time(step.when, self._today) if step is not None else ""
        pieces = [
            (f" {CURSOR_MARK if is_current else ' '} ", "mark"),
            (f"{sign} ", "what" if is_done else "undone"),
            (f"{fit_exactly(time, self._time_cells())}  ", "time"),
        ]
        now = _("now")
        ends = [(f" {now} ", "now")] if count == self._count_done else []
        if step is not None and self._names_files:
            ends.insert(0, (f"  {fit(visible(step.path.name), width // 4)} ", "file"))
        room = max(0, width - sum(cell_len(text) for text, _part in (*pieces, *ends)))
        what = say(step.what) if step is not None else _("as it was when the program began")
        pieces.append((fit_exactly(visible(what), room), "what" if is_done else "undone"))
        segments = [Segment(text, self.part_style(part, is_current)) for text, part in (*pieces, *ends)]
        return Strip(segments).adjust_cell_length(width, self.part_style("what", is_current))

    def _time_cells(self) -> int:
        return max((len(_time(step.when, self._today)) for step in self._steps), default=0)

    def moved(self) -> None:
        """Tell that the cursor stands on another step."""
        self.post_message(self.Moved())

    def chosen(self) -> None:
        """A second click goes there."""
        self.action_go()

    def action_go(self) -> None:
        """Ask to go there."""
        self.post_message(self.Chosen())


def _time(when: float, today: date) -> str:
    """The time of day; with the day, where it was not today."""
    moment = datetime.fromtimestamp(when, timezone.utc).astimezone()
    return f"{moment:%H:%M:%S}" if moment.date() == today else f"{moment:%Y-%m-%d %H:%M}"

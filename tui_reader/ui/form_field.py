"""One field of a form: its name, what is typed, a remark beside it, and under it what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.layout import WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.core.visible import visible
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.wrap import fit, line_spans

WIDEST_REMARK = 29
"""Cells of a remark, which is broken where it is longer."""


class Control(Protocol):
    """What a field is typed into."""

    content: str
    """What is typed."""


class FormField(DrawnWidget):
    """Shows a control with its name, a remark and a problem; all but the control it draws itself.

    The left margin of the control is the room for the name.
    """

    ALLOW_SELECT = False

    LOOKS: ClassVar[Mapping[str, str]] = {
        "focused": "$accent",
        "hint": "$warning",
        "label": "$faint",
        "problem": "$error",
        "remark": "$faint",
    }

    def __init__(self, name: str, label: str, control: Widget) -> None:
        """``name`` is that of a draft's field, ``label`` what a person calls it; ``control`` is a ``Control`` too."""
        super().__init__(id=name)
        self.field = name
        self.control = control
        self._label = label
        self._remark = ""
        self._hint = ""
        self._problem = ""

    def compose(self) -> ComposeResult:
        """The control."""
        yield self.control

    def on_descendant_focus(self) -> None:
        """Show where one types."""
        self._draw_label()

    def on_descendant_blur(self) -> None:
        """Show that one types elsewhere."""
        self._draw_label()

    @property
    def label(self) -> str:
        """What a person calls the field."""
        return self._label

    @label.setter
    def label(self, label: str) -> None:
        if label != self._label:
            self._label = label
            self._draw_label()

    @property
    def remark(self) -> str:
        """What is said beside the field."""
        return self._remark

    @remark.setter
    def remark(self, remark: str) -> None:
        if visible(remark) != self._remark:
            self._remark = visible(remark)
            self._place_control()

    @property
    def hint(self) -> str:
        """What is to be known of what is typed, in a line under the field; empty for nothing."""
        return self._hint

    @hint.setter
    def hint(self, hint: str) -> None:
        if visible(hint) != self._hint:
            self._hint = visible(hint)
            self._place_control()

    @property
    def problem(self) -> str:
        """What is wrong with the field; empty where nothing is."""
        return self._problem

    @problem.setter
    def problem(self, problem: str) -> None:
        if visible(problem) != self._problem:
            self._problem = visible(problem)
            self._place_control()

    # -- where things stand ----------------------------------------------------------------------------------------

    def process_layout(self, placements: list[WidgetPlacement]) -> list[WidgetPlacement]:
        """Leave room beside the control for the remark, and under one that is as high as there is room for the rest."""
        return [placement._replace(region=self._place(placement.region)) for placement in placements]

    def _place(self, room: Region) -> Region:
        x, y, width, height = room
        if not self.styles.is_auto_height:
            height -= len(self._below(room.right))
        return Region(x, y, max(0, width - self._remark_width), max(0, height))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of the remark, beside which the control has one, and those under it."""
        return max(1, len(_broken(self._remark, WIDEST_REMARK))) + len(self._below(width))

    def _place_control(self) -> None:
        """Find another place for the control: there is more to be said around it, or less."""
        self.control.refresh(layout=True)
        self.refresh()

    def _draw_label(self) -> None:
        self.refresh(Region(0, 0, self._label_width, self.size.height))

    @property
    def _label_width(self) -> int:
        return self.control.styles.margin.left

    @property
    def _remark_width(self) -> int:
        return 1 + min(WIDEST_REMARK, cell_len(self._remark))

    def _below(self, width: int) -> list[tuple[str, str]]:
        """What is said under the control in a field of this width: lines, and as what each is said."""
        room = max(1, width - self._label_width)
        lines = [(fit(self._hint, room), "hint")] if self._hint else []
        return lines + [(line, "problem") for line in _broken(self._problem, room)]

    # -- drawing ---------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The line at ``y``; where the control stands, it is drawn over it."""
        width, left = self.size.width, self._label_width
        below = self._below(width)
        first_below = self.size.height - len(below)
        plain = self.part_style("label")
        if y >= first_below:
            words, part = below[y - first_below]
            pieces = [Segment(" " * left, plain), Segment(words, self.part_style(part))]
            return Strip(pieces).adjust_cell_length(width, plain)
        name = _line(_broken(self._label, left), y)
        label_style = self.part_style("focused") if self.control.has_focus else plain
        pieces = [Segment(name, label_style)]
        if remark := _line(_broken(self._remark, WIDEST_REMARK), y):
            before = width - self._remark_width + 1 - cell_len(name)
            pieces += [Segment(" " * before, plain), Segment(remark, self.part_style("remark"))]
        return Strip(pieces).adjust_cell_length(width, plain)


def _broken(words: str, width: int) -> Sequence[str]:
    """``words`` in lines of at most ``width`` cells; none for no words."""
    if not words:
        return ()
    return [piece for line in words.split("\n") for piece in _pieces(line, max(1, width))]


def _pieces(line: str, width: int) -> Iterator[str]:
    return (line[start:end] for start, end in line_spans(line, width))


def _line(lines: Sequence[str], y: int) -> str:
    return lines[y] if y < len(lines) else ""

"""Drawing without colours, for those who set ``NO_COLOR``: bold, underlined and reversed say what colours said."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter


class WithoutColour(LineFilter):
    """Takes the colours from what is drawn; Textual by itself would send shades of grey."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """``segments`` in the terminal's own colours."""
        return [Segment(text, style.without_color if style else None, control) for text, style, control in segments]

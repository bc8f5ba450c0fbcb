"""The place on the screen where a figure is seen: the picture in its middle, or a line on why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from tui_reader.core.visible import visible
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.wrap import Run, run_text, wrap

if TYPE_CHECKING:
    from tui_reader.ui.drawn_picture import DrawnPicture
    from tui_reader.ui.quiet_app import QuietApp

MARGIN = 2

ERASE = "\x1b[2J"
"""Erases the screen, with the pictures on it."""


class FigureView(DrawnWidget):
    """Shows a picture or words. What a picture needs beside its cells is sent and taken back here."""

    ALLOW_SELECT = False

    LOOKS: ClassVar[Mapping[str, str]] = {
        "words": "$faint",
    }

    def __init__(self) -> None:
        super().__init__()
        self._drawn: DrawnPicture | None = None
        self._words = ""
        self._is_awaited = False
        """Whether the picture is to be laid over its cells when these are drawn."""

    def show(self, drawn: DrawnPicture | None, words: str = "") -> None:
        """Show the picture, or ``words``."""
        if self._drawn is not None and self._drawn.after:
            self._send(self._drawn.after)
        if self._drawn is not None and self._drawn.over:
            # Konsole keeps it under what is drawn over it, and shows it again where that has gaps.
            self._send(ERASE)
            cast("QuietApp", self.app).action_redraw()
        self._drawn, self._words = drawn, words
        if drawn is not None:
            for sequence in drawn.before:
                self._send(sequence)
        self.refresh()

    def on_unmount(self) -> None:
        """Leave nothing behind in the terminal."""
        if self._drawn is not None and self._drawn.after:
            self._send(self._drawn.after)
        self._drawn = None

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._drawn is not None and self._drawn.over and not self._is_awaited:
            self._is_awaited = True
            self.call_after_refresh(self._lay_over)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        plain = self.rich_style
        drawn = self._drawn
        if drawn is None:
            return self._line_of_words(y, width, height)
        line = y - max(0, (height - drawn.rows) // 2)
        if not 0 <= line < len(drawn.lines):
            return Strip.blank(width, plain)
        before = max(0, (width - drawn.columns) // 2)
        picture = [Segment(text, plain + style if style else plain) for text, style, _control in drawn.lines[line]]
        return Strip([Segment(" " * before, plain), *picture]).adjust_cell_length(width, plain)

    def _line_of_words(self, y: int, width: int, height: int) -> Strip:
        lines = wrap([Run(visible(self._words))], max(1, width - 2 * MARGIN)) if self._words else []
        line = y - max(0, (height - len(lines)) // 2)
        text = run_text(lines[line]) if 0 <= line < len(lines) else ""
        style = self.part_style("words")
        return Strip([Segment(" " * MARGIN + text, style)]).adjust_cell_length(width, style)

    def _lay_over(self) -> None:
        self._is_awaited = False
        drawn = self._drawn
        if drawn is None or not drawn.over or self.app.screen is not self.screen:
            return
        region = self.content_region
        row = region.y + max(0, (region.height - drawn.rows) // 2)
        column = region.x + max(0, (region.width - drawn.columns) // 2)
        self._send(f"\x1b7\x1b[{row + 1};{column + 1}H{drawn.over}\x1b8")

    def _send(self, sequence: str) -> None:
        cast("QuietApp", self.app).write_to_terminal(sequence)

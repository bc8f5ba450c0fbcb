"""A sentence or two on a screen, broken as the reading pane breaks its text."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Static

from tui_reader.core.text_edit import NEWLINE
from tui_reader.ui.wrap import ELLIPSIS, fit, line_spans


class Words(Static):
    """Shows a text that was made visible; Textual's own breaks Chinese wherever the line ends."""

    # As of what is drawn line by line: there is nothing that scrolls.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

    def __init__(self, words: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(words, markup=False, id=id, classes=classes)

    def _lines(self, width: int) -> list[str]:
        lines = NEWLINE.split(str(self.content))
        return [line[start:end] for line in lines for start, end in line_spans(line, max(1, width)) or [(0, 0)]]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return max(map(cell_len, NEWLINE.split(str(self.content))))

    def render_line(self, y: int) -> Strip:
        """The line at ``y``."""
        (width, height), style = self.content_size, self.visual_style.rich_style
        lines = self._lines(width)
        text = lines[y] if y < len(lines) else ""
        if y + 1 == height < len(lines):
            text = fit(f"{text} {ELLIPSIS}", width)
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

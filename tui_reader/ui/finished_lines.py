"""The lines of a widget, finished as they are sent, and kept until they are to be drawn again."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual._styles_cache import StylesCache
from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class FinishedLines(StylesCache):
    """Does what Textual does with the lines of any widget, without asking for each what styles could do to it.

    Most of what is drawn has neither border nor padding, and none of it is tinted, hatched or translucent: to find that
    out takes as long as to draw the line.
    """

    def __init__(self) -> None:
        super().__init__()
        self._finished: dict[int, Strip] = {}

    def set_dirty(self, *regions: Region) -> None:
        """Draw the lines of ``regions`` again, or all where there are none."""
        super().set_dirty(*regions)
        for region in regions:
            for y in region.line_range:
                self._finished.pop(y, None)

    def clear(self) -> None:
        """Draw all lines again."""
        super().clear()
        self._finished.clear()

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """The lines of ``widget`` in ``crop``, which is counted from its corner."""
        width = widget.region.width
        if width != self._width:
            self.clear()
            self._width = width
        finished = self._finished
        missing = [y for y in crop.line_range if y not in finished]
        if missing:
            self._finish(widget, missing, width)
        lines = [finished[y] for y in crop.line_range]
        if crop.column_span != (0, width):
            lines = [line.crop(*crop.column_span) for line in lines]
        return lines

    def _finish(self, widget: Widget, missing: list[int], width: int) -> None:
        """Draw the lines ``missing``."""
        gutter = widget.styles.gutter
        height = widget.size.height
        is_bare = not gutter.width
        filters = widget.get_line_filters()
        background = widget.background_colors[1]
        for y in missing:
            if not is_bare or not gutter.top <= y < gutter.top + height:
                self._finished[y] = super().render_widget(widget, Region(0, y, width, 1))[0]
                continue
            line = widget.render_line(y - gutter.top)
            if line.cell_length != width:
                line = line.adjust_cell_length(width, widget.rich_style)
            for line_filter in filters:
                if not (isinstance(line_filter, ANSIToTruecolor) and _is_truecolor(line)):
                    line = line.apply_filter(line_filter, background)
            self._finished[y] = line


def _is_truecolor(line: Strip) -> bool:
    """Whether there is nothing in ``line`` that Textual would turn into colours of its own."""
    return all(style is not None and _has_truecolor(style) for _text, style, _control in line)


@lru_cache(1024)
def _has_truecolor(style: Style) -> bool:
    colours = style.color, style.bgcolor
    return not style.dim and all(colour is not None and colour.triplet is not None for colour in colours)

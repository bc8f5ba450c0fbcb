"""What all widgets have in common that draw their lines themselves: each part of a line has a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.ui.finished_lines import FinishedLines


class BareWidget(Widget):
    """A widget to put others into."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._styles_cache = FinishedLines()


class DrawnWidget(BareWidget):
    """Knows the looks of the parts that a subclass draws.

    Textual's component classes would say the same in a stylesheet. But every one of them is compared with all rules,
    for every widget that has it, when a screen opens and whenever the focus moves: forty on the main screen, which
    took longer than to draw it. A look is found when it is drawn first.
    """

    # Textual's own lays the screen out once more whenever it was: for what scrolls, which none of these does.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

    LOOKS: ClassVar[Mapping[str, str]] = {}
    """The looks of parts that differ from the widget's own, in the words of Textual's markup: ``bold $accent``."""

    FOCUSED_LOOKS: ClassVar[Mapping[str, str]] = {}
    """Those that parts have instead while the widget has the focus."""

    UNDERLINED: ClassVar[frozenset[str]] = frozenset()
    """Parts told apart by their ground alone; underlined without colours, or in those of the terminal."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._part_styles: dict[object, Style] = {}
        self._painted_size = Size(0, 0)
        """Its size while it is painted."""

    @property
    def size(self) -> Size:
        """Room for what is drawn, in cells. Textual looks that up on its map of the screen, each time it is asked."""
        return self._painted_size or super().size

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in ``crop``."""
        self._painted_size = super().size
        try:
            return super().render_lines(crop)
        finally:
            self._painted_size = Size(0, 0)

    def look(self, part: str) -> Style:
        """What ``part`` has beside, or instead of, the widget's own style."""
        words = (self.has_focus and self.FOCUSED_LOOKS.get(part)) or self.LOOKS.get(part, "")
        if part in self.UNDERLINED and (self.app.no_color or self.app.native_ansi_color):
            words += " underline"
        style = self.app.stylesheet.parse_style(words)
        if style.background is not None and style.background.is_transparent:
            # What themes in the terminal's colours have for some grounds; Rich knows of none, and would draw black.
            style = replace(style, background=None)
        return style.rich_style

    def part_style(self, part: str) -> Style:
        """The whole style of ``part``; of what is no part in particular, where it is empty."""
        style = self._part_styles.get(part)
        if style is None:
            style = self.part_style("") + self.look(part) if part else self.rich_style
            self._part_styles[part] = style
        return style

    def notify_style_update(self) -> None:
        """Look the styles up again: theme or focus changed."""
        self._part_styles.clear()
        super().notify_style_update()

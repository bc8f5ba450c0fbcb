"""What all widgets have in common that draw their lines themselves: each part of a line has a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from rich.style import Style
from textual import events
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
        self._other_part_styles: dict[object, Style] = {}
        """Those that it has with the focus if it has it not, and without it if it has it."""
        self._painted_size = Size(0, 0)
        """Its size while it is painted."""
        self._basis: object = None
        """What the looks are made of: the widget's own style, and the colours of the theme."""
        self._are_styles_known = False
        """Whether nobody said that they may be others by now."""

    @property
    def size(self) -> Size:
        """Room for what is drawn, in cells. Textual looks that up on its map of the screen, each time it is asked."""
        return self._painted_size or super().size

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in ``crop``."""
        self._painted_size = super().size
        if not self._are_styles_known:
            self._are_styles_known = True
            basis = self.rich_style, self.app.theme_variables
            if basis != self._basis:
                self._basis = basis
                self.forget_looks()
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
        """Look the styles up again, if they are others: theme or class may have changed."""
        super().notify_style_update()
        self._are_styles_known = False

    def forget_looks(self) -> None:
        """Draw all in styles that are looked up again."""
        self._part_styles.clear()
        self._other_part_styles.clear()

    def on_focus(self, event: events.Focus) -> None:
        """Take the focus. Textual's own draws all of the widget again, whatever looks otherwise with it."""
        event.prevent_default()
        self.has_focus = True
        self._tell_around(events.DescendantFocus(self))

    def on_blur(self, event: events.Blur) -> None:
        """Give the focus up."""
        event.prevent_default()
        self.has_focus = False
        self._tell_around(events.DescendantBlur(self))

    def _tell_around(self, event: events.Event) -> None:
        if self.parent is not None:
            self.parent.post_message(event)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Look the styles up again, and draw what looks otherwise."""
        self._part_styles, self._other_part_styles = self._other_part_styles, self._part_styles
        self.focus_moved()

    def focus_moved(self) -> None:
        """Look otherwise. A subclass whose stylesheet does not care, or of which little looks otherwise, does less."""
        self.update_node_styles(animate=False)
        self.refresh()

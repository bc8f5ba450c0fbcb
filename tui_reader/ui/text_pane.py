"""Text longer than its pane: drawn line by line; only lines that differ from what is on the screen are sent.

A pane keeps its own place in the text instead of being a scrolling container, which would lay the screen out anew
whenever the length of the text changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.strip import Strip

from tui_reader.adapters.language import _, ngettext
from tui_reader.core.message import N_
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.stepping import stepping
from tui_reader.ui.terminal_profile import is_slow
from tui_reader.ui.wrap import PLAIN, Line, Run, fit, line_width

READING = Binding.Group(N_("Reading"))

MARGIN = 1
"""Cells left free on either side."""
NARROWEST = 4
"""Cells for text below which nothing is shown."""
HINT_FROM = 3
"""Lines from which on one of them can be spared to say that there are more."""

MOST_STYLES = 500
"""Styles that are kept; every link has one of its own."""

HINT = frozenset(("hint",))


class TextPane(DrawnWidget, can_focus=True):
    """Shows lines of text, and scrolls through them when it has the focus. A subclass lays them out."""

    ALLOW_SELECT = False

    # A piece of text may be several parts; their looks are laid over each other in this order.
    LOOKS: ClassVar[Mapping[str, str]] = {}

    LONGEST_LINE: ClassVar[int] = 100
    """Cells; longer lines are hard to read."""

    BINDINGS: ClassVar[list[BindingType]] = stepping("read", "reading", READING, page_down="space,pagedown,ctrl+f")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        """The whole text."""
        self._top = 0
        """The line of the text that is drawn first."""
        self._page: list[Line] = []
        """What each line of the pane shows."""
        self._drawn: dict[int, Strip] = {}
        """Lines of the text as they were drawn, by their number, as far as they are known."""
        self._page_size = Size(0, 0)
        """The size of the pane for which text and page were laid out."""

    # -- for subclasses --------------------------------------------------------------------------------------------

    def lay_out(self, width: int) -> Sequence[Line]:
        """The text in lines of at most ``width`` cells."""
        raise NotImplementedError

    def text_changed(self, from_the_top: bool = False) -> None:
        """Lay the text out anew and show what is different; ``from_the_top`` where it is another text."""
        if from_the_top:
            self._top = 0
        self._lay_out()
        self._repaint_changed()

    @property
    def text_width(self) -> int:
        """Cells that a line may have."""
        return min(self.size.width - 2 * MARGIN, self.LONGEST_LINE)

    @property
    def _has_room(self) -> bool:
        """Whether there is room for text; there is none in a pane that is not shown."""
        return self.text_width >= NARROWEST

    def _lay_out(self) -> None:
        self._drawn.clear()
        self._lines = self.lay_out(self.text_width) if self._has_room else ()

    # -- drawing ---------------------------------------------------------------------------------------------------

    @property
    def _last_top(self) -> int:
        """The furthest that one can scroll: the last line stands at the bottom."""
        return max(0, len(self._lines) - self.size.height)

    def _turn_page(self) -> None:
        """Find out what is to be seen of the text now."""
        height = self.size.height
        self._top = min(self._top, self._last_top)
        page = [*self._lines[self._top : self._top + height]]
        below = len(self._lines) - self._top - height
        if below > 0 and height >= HINT_FROM:
            count = below + 1
            hint = ngettext("▼ {count} more line", "▼ {count} more lines", count).format(count=count)
            page[-1] = [Run(fit(hint, self.size.width - 2 * MARGIN), HINT)]
        self._page = page + [[] for _line in range(height - len(page))]
        self._page_size = self.size

    def _fit_size(self) -> None:
        """Lay out anew what was laid out for another size."""
        if self.size != self._page_size:
            if self.size.width != self._page_size.width:
                self._lay_out()
            self._turn_page()

    def _repaint_changed(self) -> None:
        """Send the lines that are not on the screen already, as far as text stood or stands on them."""
        before, size = self._page, self._page_size
        self._turn_page()
        if size != self._page_size:
            self.refresh()
            return
        regions = [
            Region(0, y, MARGIN + max(line_width(old), line_width(new)), 1)
            for y, (old, new) in enumerate(zip(before, self._page, strict=True))
            if old != new
        ]
        if regions:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """The line at ``y`` of what is visible."""
        # Here and not when told of the new size, which is after the pane was painted in it once.
        self._fit_size()
        line = self._page[y] if y < len(self._page) else []
        number = self._top + y
        if number >= len(self._lines) or line is not self._lines[number]:
            return self._draw_line(line)
        strip = self._drawn.get(number)
        if strip is None:
            strip = self._drawn[number] = self._draw_line(line)
        return strip

    def focus_moved(self) -> None:
        """Look the styles up: no text looks otherwise."""
        self.update_node_styles(animate=False)

    def forget_looks(self) -> None:
        """Draw all lines in the styles that they have now."""
        self._drawn.clear()
        super().forget_looks()

    def _draw_line(self, line: Line) -> Strip:
        width = self.size.width
        plain = self._style(PLAIN, None)
        segments: list[tuple[str, Style]] = []
        for run in line:
            style = self._style(run.roles, run.link)
            if segments and segments[-1][1] is style:
                segments[-1] = (segments[-1][0] + run.text, style)
            else:
                segments.append((run.text, style))
        margin, rest = " " * MARGIN, " " * max(0, width - MARGIN - line_width(line))
        # Every change of style costs bytes: the space around the text is sent with it, where one cannot see that.
        if segments and _is_unseen_on_space(segments[0][1], plain):
            segments[0] = (margin + segments[0][0], segments[0][1])
        else:
            segments.insert(0, (margin, plain))
        if _is_unseen_on_space(segments[-1][1], plain):
            segments[-1] = (segments[-1][0] + rest, segments[-1][1])
        else:
            segments.append((rest, plain))
        return Strip([Segment(text, style) for text, style in segments if text]).adjust_cell_length(width, plain)

    def _style(self, roles: frozenset[str], link: str | None) -> Style:
        style = self._part_styles.get((roles, link))
        if style is None:
            style = self.part_style("")
            for role in self.LOOKS:
                if role in roles:
                    style += self.look(role)
            if link is not None:
                style += Style(link=link)
            if len(self._part_styles) >= MOST_STYLES:
                self._part_styles.clear()
            self._part_styles[roles, link] = style
        return style

    # -- in words --------------------------------------------------------------------------------------------------

    def spoken(self) -> str:
        """Which lines of the text are shown, and the first of them."""
        self._fit_size()  # it may be asked before it was painted
        count, height = len(self._lines), self.size.height
        if not count:
            return ""
        first = "".join(run.text for run in self._lines[self._top])
        words = _("Text, lines {first} to {last} of {count}: {words}")
        return words.format(first=self._top + 1, last=min(count, self._top + height), count=count, words=first)

    def spot(self) -> Offset:
        """Where the text begins."""
        return Offset(MARGIN, 0)

    # -- moving ----------------------------------------------------------------------------------------------------

    def action_read(self, step: str) -> None:
        """Go on or back in the text by one of the steps of the bindings; on a slow line by half a page at least."""
        page = max(1, self.size.height - 1 - (self.size.height >= HINT_FROM))
        steps = {
            "down": 1,
            "up": -1,
            "page_down": page,
            "page_up": -page,
            "first": -len(self._lines),
            "last": len(self._lines),
        }
        steps |= {"half_page_down": max(1, page // 2), "half_page_up": -max(1, page // 2)}
        if step in ("down", "up") and is_slow(self.app):
            step = f"half_page_{step}"
        self.move_by(steps[step])

    def move_by(self, lines: int) -> None:
        """Go on by ``lines`` in the text, or back if it is negative, as far as there is text."""
        self._top = max(0, min(self._top + lines, self._last_top))
        self._repaint_changed()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go on in the text."""
        event.stop()
        self.move_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go back in the text."""
        event.stop()
        self.move_by(-3)


def _is_unseen_on_space(style: Style, plain: Style) -> bool:
    """Whether a space looks the same in both styles."""
    return style.bgcolor == plain.bgcolor and not (style.link or style.underline or style.strike or style.reverse)

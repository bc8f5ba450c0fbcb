"""One line of text to type: a paste of several lines becomes one, and no character of a log is lost or let loose."""

from __future__ import annotations

import re
from functools import reduce

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset, Region, Size
from textual.reactive import Reactive
from textual.widgets import Input

from tui_reader.core.lines import joined
from tui_reader.ui.pasting import paste_into
from tui_reader.ui.stand_ins import StandIns

LINE_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


class LineInput(Input):
    """One line of text. Enter goes on to the next field."""

    DEFAULT_CSS = """
    LineInput, LineInput:focus { border: none; height: 1; padding: 0; }
    """

    # Textual's own lays the screen out anew with every letter: for scrollbars, which one line has none of.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

    def __init__(self, content: str = "", placeholder: str = "", *, id: str | None = None) -> None:
        """``content`` is what stands there at first."""
        self._stand_ins = StandIns()
        # Textual's "compact" would have the field styled once more before it stands anywhere; and so would what becomes
        # of a validation, though there is none.
        super().__init__(self._stand_ins.put_in(content), placeholder, select_on_focus=False, validate_on=(), id=id)
        self.cursor_blink = False

    @property
    def content(self) -> str:
        """What is typed. ``value`` has signs in it where the field cannot hold a character."""
        return self._stand_ins.take_out(self.value)

    @content.setter
    def content(self, content: str) -> None:
        self.value = self._stand_ins.put_in(content)
        self.cursor_position = len(self.value)

    def on_focus(self) -> None:
        """Show where the next letter goes."""
        self.call_after_refresh(self._show_cursor)

    def on_blur(self) -> None:
        """Show how the text begins."""
        self.scroll_to(x=0, animate=False, force=True)

    def on_resize(self) -> None:
        """Show where the next letter goes."""
        if self.has_focus:
            self._show_cursor()

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next letter goes, on the screen; Textual's own is one cell further at the end of the text."""
        x, y, _width, _height = self.content_region
        return Offset(x + cell_len(self.value[: self.cursor_position]) - self.scroll_offset.x, y)

    def _show_cursor(self) -> None:
        cell = self.cursor_screen_offset.x - self.content_region.x + self.scroll_offset.x
        self.scroll_to_region(Region(cell, 0, 1, 1), force=True, animate=False)

    def paste(self, text: str) -> None:
        """Put ``text`` in the place of what is selected."""
        self.replace(self._stand_ins.put_in(one_line(text)), *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        paste_into(self, event.text)

    def action_paste(self) -> None:
        """Paste what was last copied or cut in the program."""
        paste_into(self, self.app.clipboard)

    async def action_submit(self) -> None:
        """Go on to the next field."""
        self.screen.focus_next()


def one_line(text: str) -> str:
    """The lines of ``text`` as one: joined by a space, between two wide characters by nothing."""
    if not LINE_BREAKS.search(text):
        return text
    lines = filter(None, map(str.strip, LINE_BREAKS.split(text)))
    return reduce(lambda first, second: first + joined(first, second) + second if first else second, lines, "")

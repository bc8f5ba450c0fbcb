"""Several lines to type, broken as the reading pane breaks them; no character of a log is lost or let loose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from textual import events
from textual.widgets import TextArea
from textual.widgets.text_area import DocumentNavigator, Location, WrappedDocument

from tui_reader.ui.pasting import paste_into
from tui_reader.ui.stand_ins import StandIns
from tui_reader.ui.wrap import line_spans

LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

LONGEST_SENTENCE = 20_000
"""Characters of a line that are broken at once."""


class TextBox(TextArea):
    """Several lines. Enter begins a new one, Tab goes on to the next field."""

    # Where the scrollbar took its room only when it came, all lines would be broken again.
    DEFAULT_CSS = """
    TextBox, TextBox:focus { border: none; scrollbar-gutter: stable; }
    """

    def __init__(self, content: str = "", *, id: str | None = None) -> None:
        """``content`` is what stands there at first, its lines ended by ``\\n``."""
        self._stand_ins = StandIns()
        super().__init__(self._stand_ins.put_in(content), highlight_cursor_line=False, id=id)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self._break_lines()

    @property
    def content(self) -> str:
        """What is typed, its lines ended by ``\\n``. ``text`` has signs in it where the box cannot hold a character."""
        return self._stand_ins.take_out("\n".join(self.document.lines))

    @content.setter
    def content(self, content: str) -> None:
        self.text = self._stand_ins.put_in(content)
        self._break_lines()
        self.move_cursor(self.document.end)

    def _break_lines(self) -> None:
        """Break the lines of the document, which is a new one."""
        self.wrapped_document = ProseLines(self.document, self.wrap_width, self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)

    def paste(self, text: str) -> None:
        """Put ``text`` in the place of what is selected."""
        pasted = self._stand_ins.put_in(LINE_BREAK.sub("\n", text))
        self.replace(pasted, *self.selection, maintain_selection_offset=False)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        paste_into(self, event.text)

    def action_paste(self) -> None:
        """Paste what was last copied or cut in the program."""
        paste_into(self, self.app.clipboard)


class ProseLines(WrappedDocument):
    """Breaks lines by the rules of Chinese and Latin typography; Textual's own break only at spaces."""

    _breaks: Mapping[str, list[int]] = MappingProxyType({})
    """Where each line is broken: of a long text, a key changes one."""
    _broken_for = 0
    """The width that this holds for."""

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Break all lines to ``width`` cells; 0 for not at all."""
        # A tab has no width that the rules would know: Textual breaks lines that have one.
        has_tabs = any("\t" in line for line in self.document.lines)
        super().wrap(width if has_tabs else 0, tab_width)
        self._width = width
        if not width:
            return
        known = self._breaks if self._broken_for == width else {}
        found: dict[str, list[int]] = {}
        for index, line in enumerate(self.document.lines):
            if "\t" not in line:
                if line not in found:
                    found[line] = known[line] if line in known else _breaks_of(line, width)
                self._wrap_offsets[index] = found[line]
        self._breaks, self._broken_for = found, width
        self._offset_to_line_info = []
        self._line_index_to_offsets = []
        for index, breaks in enumerate(self._wrap_offsets):
            first = len(self._offset_to_line_info)
            self._line_index_to_offsets.append(list(range(first, first + len(breaks) + 1)))
            self._offset_to_line_info += [(index, section) for section in range(len(breaks) + 1)]

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Break the lines anew after an edit; those of an entry are few."""
        self.wrap(self._width)


def _breaks_of(line: str, width: int) -> list[int]:
    """Where ``line`` is broken to ``width`` cells; what is longer than any sentence, piece by piece."""
    if len(line) <= LONGEST_SENTENCE:
        return [start for start, _end in line_spans(line, width)[1:]]
    breaks = []
    for begin in range(0, len(line), LONGEST_SENTENCE):
        piece = line[begin : begin + LONGEST_SENTENCE]
        breaks += [begin + start for start, _end in line_spans(piece, width)[1 if begin == 0 else 0 :]]
    return breaks

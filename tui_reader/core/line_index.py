"""Where the lines of a text begin: offsets become lines and columns, as people and editors count them."""

from __future__ import annotations

from bisect import bisect_right

from tui_reader.core.document import Span
from tui_reader.core.text_edit import NEWLINE

BYTE_ORDER_MARK = "\ufeff"


class LineIndex:
    """Where the lines of a text, or of a part of it, begin.

    Lines and columns are counted from 1, columns in characters. No editor shows a byte order mark, so it has no column.
    """

    def __init__(self, text: str, part: Span | None = None, first_line: int = 1) -> None:
        """``part`` begins with a line, whose number is ``first_line``."""
        self.part = part or Span(0, len(text))
        self._text = text
        self._first_line = first_line
        self._starts = [self.part.start, *(end.end() for end in NEWLINE.finditer(text, *self.part))]
        if self.part.start == 0 and text.startswith(BYTE_ORDER_MARK):
            self._starts[0] = 1

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of ``offset``."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        return self._first_line + index, max(offset - self._starts[index], 0) + 1

    def line(self, number: int) -> Span:
        """The characters of the line ``number``, without its line end."""
        start = self._starts[number - self._first_line]
        line_end = NEWLINE.search(self._text, start, self.part.end)
        return Span(start, line_end.start() if line_end else self.part.end)

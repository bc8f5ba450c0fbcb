"""What a form would write, as it will stand in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from tui_reader.adapters.language import _
from tui_reader.core.visible import visible
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.wrap import ELLIPSIS, fit, line_spans

LEAST_ROOM = 16
"""Cells that a line has at least, however long what stands before it is."""


class PreviewLine(NamedTuple):
    """One line of what is shown."""

    before: str
    """What stands before the text, and under which a long line goes on: quote marks, or the name of a field."""
    text: str


MOST_SHOWN = 20_000
"""Characters of an entry that are shown; whoever pasted a book does not wait for it to be laid out."""


class FormPreview(DrawnWidget):
    """A heading on a rule, and lines under it; only those that changed are sent to the terminal."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "rule": "$rule",
        "heading": "$faint",
        "before": "$faint",
        "text": "$foreground",
        "problem": "$faint",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._heading = ""
        self._lines: tuple[PreviewLine, ...] = ()
        self._is_problem = False
        self._wrapped: list[PreviewLine] = []
        self._top = 0
        self._follows_end = False

    @property
    def heading(self) -> str:
        """What stands on the rule."""
        return self._heading

    @property
    def text(self) -> str:
        """What is shown under it."""
        return "\n".join(before + text for before, text in self._lines)

    def show(self, heading: str, lines: Iterable[PreviewLine]) -> None:
        """Show ``lines`` under ``heading``."""
        self._show(heading, tuple(lines), is_problem=False)

    def show_problem(self, heading: str, words: str) -> None:
        """Say under ``heading`` why there is nothing to show."""
        self._show(heading, (PreviewLine("", words),), is_problem=True)

    def _show(self, heading: str, lines: tuple[PreviewLine, ...], is_problem: bool) -> None:
        heading_changed = heading != self._heading
        self._heading, self._lines = heading, lines
        if is_problem != self._is_problem:
            self._is_problem = is_problem
            self.refresh()
        elif heading_changed:
            self.refresh(Region(0, 0, self.size.width, 1))
        self._wrap()

    def follow_end(self, follows_end: bool) -> None:
        """Show the last lines where there is no room for all, or the first."""
        if follows_end != self._follows_end:
            self._follows_end = follows_end
            if sum(len(line.text) for line in self._lines) > MOST_SHOWN:
                self._wrap()
            self._go_to(len(self._wrapped) if follows_end else 0)

    def scroll_pages(self, pages: int) -> None:
        """Show the lines so many pages further on."""
        self._go_to(self._top + pages * max(1, self._room - 1))

    @property
    def is_at_top(self) -> bool:
        """Whether nothing of it was scrolled away."""
        return not self._top

    def spoken(self) -> str:
        """Heading, and which lines of how many are shown."""
        words = _("{heading}, lines {first} to {last} of {count}")
        last = min(len(self._wrapped), self._top + self._room)
        return words.format(heading=self._heading, first=self._top + 1, last=last, count=len(self._wrapped))

    @property
    def _room(self) -> int:
        return max(0, self.size.height - 1)

    def _go_to(self, top: int) -> None:
        top = max(0, min(top, len(self._wrapped) - self._room))
        if top != self._top:
            self._top = top
            self.refresh()

    def _wrap(self) -> None:
        """Break the lines for the width there is, and draw those anew that look different."""
        shown = self._shown()
        lines = _near_end(self._lines) if self._follows_end else _near_beginning(self._lines)
        self._wrapped = [piece for line in lines for piece in _wrapped(line, self.size.width - 2)]
        self._go_to(len(self._wrapped) if self._follows_end else self._top)
        for y, (old, new) in enumerate(zip(shown, self._shown(), strict=True), 1):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def _shown(self) -> list[PreviewLine | None]:
        lines: list[PreviewLine | None] = [*self._wrapped[self._top : self._top + self._room]]
        return lines + [None] * (self._room - len(lines))

    def on_resize(self) -> None:
        self._wrap()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The heading, or the line at ``y``."""
        width = self.size.width
        if y == 0:
            rule_style = self.part_style("rule")
            heading = fit(visible(self._heading), width - 6)
            rest = "─" * max(0, width - cell_len(heading) - 4)
            heading_style = self.part_style("heading")
            return Strip(
                [Segment("── ", rule_style), Segment(f"{heading} ", heading_style), Segment(rest, rule_style)]
            ).adjust_cell_length(width, rule_style)
        index = self._top + y - 1
        text_style = self.part_style("problem" if self._is_problem else "text")
        if index >= len(self._wrapped):
            return Strip.blank(width, text_style)
        before_style = self.part_style("before")
        before, text = self._wrapped[index]
        return Strip([Segment(f" {before}", before_style), Segment(text, text_style)]).adjust_cell_length(
            width, text_style
        )

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._go_to(self._top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._go_to(self._top - 3)


def _near_beginning(lines: Sequence[PreviewLine]) -> list[PreviewLine]:
    """The first of ``lines``, up to ``MOST_SHOWN`` characters, and a sign that there are more."""
    shown: list[PreviewLine] = []
    left = MOST_SHOWN
    for line in lines:
        if len(line.text) > left:
            return [*shown, PreviewLine(line.before, line.text[:left] + ELLIPSIS)]
        shown.append(line)
        left -= len(line.text)
    return shown


def _near_end(lines: Sequence[PreviewLine]) -> list[PreviewLine]:
    """The last of ``lines``, up to ``MOST_SHOWN`` characters, and a sign that there are more."""
    shown: list[PreviewLine] = []
    left = MOST_SHOWN
    for line in reversed(lines):
        if len(line.text) > left:
            shown.append(PreviewLine(line.before, ELLIPSIS + line.text[len(line.text) - left :]))
            break
        shown.append(line)
        left -= len(line.text)
    return shown[::-1]


def _wrapped(line: PreviewLine, width: int) -> list[PreviewLine]:
    """``line`` as lines of at most ``width`` cells; what goes on stands under the text of the first."""
    before, text = visible(line.before), visible(line.text)
    indent = cell_len(before)
    pieces = [text[start:end] for start, end in line_spans(text, max(LEAST_ROOM, width - indent))]
    return [PreviewLine(before if not number else " " * indent, piece) for number, piece in enumerate(pieces or [""])]

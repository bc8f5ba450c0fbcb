"""The first line of every screen for those who are read to: what has the focus, in words."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from rich.segment import Segment
from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea

from tui_reader.adapters.language import _
from tui_reader.core.visible import visible
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.form_field import FormField
from tui_reader.ui.form_preview import FormPreview
from tui_reader.ui.line_filters import DRAWN
from tui_reader.ui.wrap import fit

EVERY = 0.5
"""Seconds between two looks at what a key did not change: a log that others wrote, a letter that waits for its turn."""


@runtime_checkable
class Speaks(Protocol):
    """A widget that says in words what stands under its cursor."""

    def spoken(self) -> str:
        """What it is, where in it one is, and what stands there."""

    def spot(self) -> Offset:
        """Where that stands in the widget."""


class FocusLine(DrawnWidget):
    """Says what has the focus, and puts the terminal's cursor there, which screen readers follow."""

    ALLOW_SELECT = False

    words = reactive("")
    """What has the focus."""

    _spot = Offset(0, 0)

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self.say_soon, init=False)
        self.set_interval(EVERY, self.say)
        self.say_soon()

    def say_soon(self) -> None:
        """Say it when what happens now is on the screen."""
        self.call_after_refresh(self.say)

    def say(self) -> None:
        """Say what has the focus now."""
        if not self.is_attached or self.app.screen is not self.screen:
            return
        focused = self.screen.focused
        self.words = " ".join(visible(self._words(focused)).translate(DRAWN).split())
        spot = spot_of(focused)
        if spot != self._spot:
            self._spot = spot
            self.refresh()  # it is sent with what is drawn

    def _words(self, focused: Widget | None) -> str:
        for preview in self.screen.query(FormPreview).filter(".-alone"):
            return preview.spoken()
        if focused is None:
            question = self._static("#question")
            return _("Question: {question}").format(question=question) if question else self._static("#title")
        if isinstance(focused, (Input, TextArea)):
            return self._field(focused)
        speaker: object = focused
        said = speaker.spoken() if isinstance(speaker, Speaks) else ""
        if isinstance(focused, OptionList):
            number = 0 if focused.highlighted is None else focused.highlighted + 1
            said = _("List, {n} of {count}").format(n=number, count=focused.option_count)
        field = _field_of(focused)
        return f"{field.label}: {said}" if field is not None else said or self._static("#title")

    def _field(self, focused: Input | TextArea) -> str:
        """The name of what is typed into, and what is to be known of that."""
        field = _field_of(focused)
        if field is not None:
            said = ", ".join(filter(None, (field.problem, field.hint, field.remark)))
            return _("Field {name}").format(name=field.label) + (f": {said}" if said else "")
        placeholder = str(focused.placeholder) if isinstance(focused, Input) else ""
        if hits := self._static("#hits"):
            return _("Find entries") + f": {hits}"
        return _("Field {name}").format(name=self._static("#question") or placeholder or self._static("#heading"))

    def _static(self, selector: str) -> str:
        """The text of what ``selector`` selects; empty where there is none."""
        return next((str(static.content) for static in self.screen.query(selector).results(Static)), "")

    def render_line(self, y: int) -> Strip:
        """What has the focus, as far as there is room."""
        style, width = self.part_style("words"), self.size.width
        return Strip([Segment(fit(self.words, width), style)]).adjust_cell_length(width, style)


def spot_of(focused: Widget | None) -> Offset:
    """Where on the screen that is which has the focus: the row, the cell; the first line where nobody says."""
    speaker: object = focused
    if focused is None or not isinstance(speaker, Speaks):
        return Offset(0, 0)
    return focused.content_region.offset + speaker.spot()


def _field_of(widget: Widget) -> FormField | None:
    return next((node for node in widget.ancestors if isinstance(node, FormField)), None)

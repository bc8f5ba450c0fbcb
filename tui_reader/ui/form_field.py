"""One field of a form: its name, what is typed, a remark beside it, and under it what is wrong."""

from __future__ import annotations

from typing import Protocol

from textual.app import ComposeResult
from textual.containers import HorizontalGroup, VerticalGroup
from textual.widget import Widget
from textual.widgets import Static

from tui_reader.core.visible import visible
from tui_reader.ui.words import Words


class Control(Protocol):
    """What a field is typed into."""

    content: str
    """What is typed."""


class FormField(VerticalGroup):
    """Shows a control with its name, a remark and a problem."""

    def __init__(self, name: str, label: str, control: Widget) -> None:
        """``name`` is that of a draft's field, ``label`` what a person calls it; ``control`` is a ``Control`` too."""
        super().__init__(id=name)
        self.field = name
        self.control = control
        self._label = Static(label, markup=False, classes="label")
        self._remark = Static("", markup=False, classes="remark")
        self._hint = Static("", markup=False, classes="hint")
        self._problem = Words(classes="problem")

    def compose(self) -> ComposeResult:
        """Name, control and remark on a line, and under it the hint and the problem."""
        with HorizontalGroup(classes="line"):
            yield self._label
            yield self.control
            yield self._remark
        yield self._hint
        yield self._problem

    def on_descendant_focus(self) -> None:
        """Show where one types."""
        self.add_class("-focused")

    def on_descendant_blur(self) -> None:
        """Show that one types elsewhere."""
        self.remove_class("-focused")

    @property
    def label(self) -> str:
        """What a person calls the field."""
        return str(self._label.content)

    @label.setter
    def label(self, label: str) -> None:
        if label != self.label:
            self._label.update(label)

    @property
    def remark(self) -> str:
        """What is said beside the field."""
        return str(self._remark.content)

    @remark.setter
    def remark(self, remark: str) -> None:
        if visible(remark) != self.remark:
            self._remark.update(visible(remark))

    @property
    def hint(self) -> str:
        """What is to be known of what is typed, in a line under the field; empty for nothing."""
        return str(self._hint.content)

    @hint.setter
    def hint(self, hint: str) -> None:
        if visible(hint) != self.hint:
            self._hint.update(visible(hint))
            self.set_class(bool(hint), "-hinted")

    @property
    def problem(self) -> str:
        """What is wrong with the field; empty where nothing is."""
        return str(self._problem.content)

    @problem.setter
    def problem(self, problem: str) -> None:
        if visible(problem) != self.problem:
            self._problem.update(visible(problem))
            self.set_class(bool(problem), "-wrong")

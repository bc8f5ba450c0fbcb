"""What a rule of ``check`` is about, over the screen that asks: what it finds, why that matters, before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size

from tui_reader.adapters.language import _
from tui_reader.core.message import N_
from tui_reader.core.rule import Rule
from tui_reader.core.visible import visible
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.text_pane import TextPane
from tui_reader.ui.wrap import Line, Run, wrap

ROLES = ("title", "meta", "text", "code", "hint")
TITLE, META, TEXT, CODE = (frozenset((role,)) for role in ("title", "meta", "text", "code"))


class RuleView(TextPane):
    """A rule in words and by example."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "title": "bold",
        "meta": "$faint",
        "code": "$success",
        "hint": "$faint",
    }

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self._rule = rule

    def lay_out(self, width: int) -> Sequence[Line]:
        """The rule in lines of at most ``width`` cells."""
        rule = self._rule
        return [
            *wrap([Run(_(rule.what), TITLE)], width),
            *wrap([Run(rule.code, META)], width),
            [],
            *wrap([Run(_(rule.why), TEXT)], width),
            [],
            [Run(_("Before"), META)],
            *_example(rule.before, width),
            [],
            [Run(_("After"), META)],
            *_example(rule.after, width),
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lay_out(max(4, min(width - 2, self.LONGEST_LINE))))


def _example(markdown: str, width: int) -> list[Line]:
    text = visible(markdown.rstrip("\n"), keep_newlines=True)
    return [[Run("  "), *line] for line in wrap([Run(text, CODE)], width - 2)]


class RuleScreen(Dialog[None]):
    """Explains ``rule``."""

    CSS_PATH = "dialog.tcss"

    AUTO_FOCUS = "RuleView"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,w,enter", "close", N_("back"), id="rule.close"),
    ]

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self._rule = rule

    def compose(self) -> ComposeResult:
        """The rule, and how to get back."""
        yield RuleView(self._rule)
        yield KeyBar()

    def action_close(self) -> None:
        """Back to the findings."""
        self.dismiss()

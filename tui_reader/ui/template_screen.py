"""How new entries of a log are written, why so and from which line, and what the next one will look like."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.adapters.language import _, say
from tui_reader.adapters.lessons import Explanation, explained
from tui_reader.adapters.library import OpenLog
from tui_reader.core.message import N_, Message
from tui_reader.core.visible import visible
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.text_pane import TextPane
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import Line, Run, fit_exactly, wrap

if TYPE_CHECKING:
    from tui_reader.ui.log_app import LogApp

WIDEST_NAME = 26
"""Cells that the column of names has at most."""

TITLE, NAME, VALUE, ORIGIN, CODE = (frozenset((role,)) for role in ("title", "name", "value", "origin", "code"))


class TemplateView(TextPane):
    """What was learned, and an example."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "title": "bold",
        "name": "$faint",
        "origin": "$faint",
        "code": "$success",
        "hint": "$faint",
    }

    def __init__(self, explanation: Explanation) -> None:
        super().__init__()
        self._explanation = explanation

    def lay_out(self, width: int) -> Sequence[Line]:
        """All of it in lines of at most ``width`` cells."""
        lines: list[Line] = []
        lessons = self._explanation.lessons
        name_cells = 2 + min(WIDEST_NAME, width // 3, max(cell_len(say(lesson.what)) for lesson in lessons))
        for lesson in lessons:
            value = say(lesson.value) if isinstance(lesson.value, Message) else lesson.value
            runs = [Run(visible(value), VALUE), Run(f"  {visible(say(lesson.origin))}", ORIGIN)]
            for number, line in enumerate(wrap(runs, width - name_cells)):
                name = "" if number else visible(say(lesson.what))
                lines.append([Run(f"{fit_exactly(name, name_cells - 2)}  ", NAME), *line])
        sample = self._explanation.sample
        if sample:
            lines += [[], [Run(_("The next entry will look like this:"), TITLE)]]
            lines += wrap([Run(visible(sample.rstrip("\r\n"), keep_newlines=True), CODE)], width)
        return lines


def show_template(app: LogApp, log: OpenLog) -> None:
    """Show what was learned from ``log``, as soon as that is found out."""

    async def work() -> None:
        explanation = await asyncio.to_thread(explained, log, app.today())
        await app.push_screen(TemplateScreen(log, explanation))

    app.run_worker(work(), group="template", exclusive=True)


class TemplateScreen(QuietScreen[None]):
    """Shows the ``explanation`` of how ``log`` is written."""

    CSS_PATH = "template.tcss"

    AUTO_FOCUS = "TemplateView"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,t,enter", "close", N_("back"), id="template.back"),
    ]

    def __init__(self, log: OpenLog, explanation: Explanation) -> None:
        super().__init__()
        self._log = log
        self._view = TemplateView(explanation)

    def compose(self) -> ComposeResult:
        """Which log, what was learned, and how to get back."""
        title = _("How entries of {file} are written").format(file=self._log.path.name)
        yield Words(visible(title), id="title")
        yield self._view
        yield KeyBar()

    def action_close(self) -> None:
        """Back to the log."""
        self.dismiss()

"""What was learned of how a log spells its entries, from which line, and what the next entry will look like."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from tui_reader.adapters.language import _, say
from tui_reader.adapters.library import OpenLog
from tui_reader.core.draft import Draft
from tui_reader.core.learning import Learned, Origin, learn_with_origins
from tui_reader.core.message import N_
from tui_reader.core.spelling import DraftError, field_name, render
from tui_reader.core.template import Template
from tui_reader.core.visible import visible
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.text_pane import TextPane
from tui_reader.ui.wrap import Line, Run, fit_exactly, wrap

if TYPE_CHECKING:
    from tui_reader.ui.app import ReaderApp

NAME_CELLS = 16
"""Width of the column of names."""

ROLES = ("title", "name", "value", "origin", "code", "hint")
TITLE, NAME, VALUE, ORIGIN, CODE = (frozenset((role,)) for role in ("title", "name", "value", "origin", "code"))


class Lesson(NamedTuple):
    """One thing that was learned, in the person's language."""

    name: str
    value: str
    origin: str
    """Where it comes from."""


def lessons_of(learned: Learned) -> list[Lesson]:
    """What was ``learned``, in the person's language."""
    template = learned.template
    orders = {"newest_first": _("newest first"), "oldest_first": _("oldest first")}
    figure = {"tag": '<img src="…">', "image": "![…](…)"}[template.figure_form]
    if template.figure_form == "tag" and template.figure_width is not None:
        figure = f'<img width="{template.figure_width}" src="…">'
    label = template.summary_label or _("(none)")
    if template.summary_label and template.label_alone:
        label += f" {_('(on a line of its own)')}"
    date = template.date_sign.join(("2024", "03", "05") if template.date_padded else ("2024", "3", "5"))
    limit = template.summary_limit
    values = [
        (_("Fields"), ", ".join(say(field_name(name)) for name in template.fields), "fields"),
        (_("Order"), orders[template.order], "order"),
        (_("Header begins"), _shown(template.header_prefix), "header_prefix"),
        (_("Lines begin"), _shown(template.body_prefix), "body_prefix"),
        (_("Between entries"), _shown(template.separator), "separator"),
        (_("Date"), date, "date_padded"),
        (_("Figure"), figure, "figure_width" if template.figure_form == "tag" else "figure_form"),
        (_("Summary label"), label, "summary_label"),
        (_("Summary"), _("{count} characters at most").format(count=limit) if limit else "", "summary_limit"),
    ]
    lessons = [Lesson(name, value, origin_words(learned.origin(field))) for name, value, field in values if value]
    in_template = origin_words(Origin("stated" if template.line is None else "template", template.line))
    return lessons + [Lesson(_("Hint"), hint, in_template) for hint in template.hints]


def origin_words(origin: Origin) -> str:
    """Where something comes from, in the person's language."""
    words = {
        "usual": _("usual"),
        "entries": _("{votes} of {voters} entries, as in line {line}"),
        "neighbours": _("{votes} of {voters} neighbours, as in line {line}"),
        "template": _("template, line {line}"),
        "insertion": _("insertion line, line {line}"),
        "stated": _("the group's settings"),
    }[origin.source]
    return words.format(votes=origin.votes, voters=origin.voters, line=origin.line)


def _shown(prefix: str) -> str:
    """Quote marks with their spaces, which would not be seen at the end."""
    return prefix.replace(" ", "␣") or _("(nothing)")


class TemplateView(TextPane):
    """What was learned, and an example."""

    STYLE_PREFIX = "template"
    ROLES = ROLES
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"template--{role}" for role in ROLES}

    def __init__(self, lessons: Sequence[Lesson], example: str) -> None:
        """``example`` is the Markdown of an entry."""
        super().__init__()
        self._lessons = lessons
        self._example = example

    def lay_out(self, width: int) -> Sequence[Line]:
        """All of it in lines of at most ``width`` cells."""
        lines: list[Line] = []
        for lesson in self._lessons:
            runs = [Run(visible(lesson.value), VALUE), Run(f"  {lesson.origin}", ORIGIN)]
            for number, line in enumerate(wrap(runs, max(2, width - NAME_CELLS))):
                name = "" if number else lesson.name
                lines.append([Run(fit_exactly(name, NAME_CELLS - 1) + " ", NAME), *line])
        if self._example:
            lines += [[], [Run(_("The next entry will look like this"), TITLE)]]
            lines += wrap([Run(visible(self._example.rstrip("\n"), keep_newlines=True), CODE)], width)
        return lines


def show_template(app: ReaderApp, log: OpenLog) -> None:
    """Show what was learned from ``log``, as soon as that is found out."""

    async def work() -> None:
        standard = await asyncio.to_thread(app.library.standard, log, app.today())
        learned = await asyncio.to_thread(learn_with_origins, log.document, standard.group.template)
        await app.push_screen(TemplateScreen(log, learned))

    app.run_worker(work(), group="template", exclusive=True)


class TemplateScreen(Screen[None]):
    """Shows what was ``learned`` from ``log``."""

    CSS_PATH = "template.tcss"

    AUTO_FOCUS = "TemplateView"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,t,enter", "close", N_("back"), id="template.back"),
    ]

    def __init__(self, log: OpenLog, learned: Learned) -> None:
        super().__init__()
        self._title = _heading(log, learned.template)
        self._view = TemplateView(lessons_of(learned), _example(learned.template))

    def compose(self) -> ComposeResult:
        """Where it stands, what it says, and how to get back."""
        yield Static(visible(self._title), markup=False, id="title")
        yield self._view
        yield KeyBar()

    def action_close(self) -> None:
        """Back to the log."""
        self.dismiss()


def _heading(log: OpenLog, template: Template) -> str:
    if template.line is None:
        return _("{file} has no template; its latest entries decide").format(file=log.path.name)
    return _("Template of {file}, line {line}").format(file=log.path.name, line=template.line)


def _example(template: Template) -> str:
    """The Markdown of an entry as it would be written; empty where it could not be."""
    draft = Draft(
        date="2024-03-05",
        reader=_("Mira"),
        title=_("How Kelp Holds On"),
        source="Nature",
        link="https://example.org/kelp",
        figure="Images/kelp.png",
        summary=_("It holds on to the rock."),
    )
    try:
        return render(draft, template)
    except DraftError:
        return ""

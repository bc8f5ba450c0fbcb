"""What was learned of a log, in words for people: what is written into a new entry, and why so."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from tui_reader.core.document import Document, Trivia
from tui_reader.core.draft import Draft
from tui_reader.core.group import SUMMARY_LIMIT, Group
from tui_reader.core.learning import Learned, Origin, latest
from tui_reader.core.message import N_, Message, message
from tui_reader.core.place import place_for
from tui_reader.core.spelling import DraftError, figure_lines, render, spelled_date
from tui_reader.core.template import Template
from tui_reader.core.text_edit import NEWLINE

ORIGINS: Mapping[str, str] = {
    "usual": N_("nothing says so; it is usual"),
    "entries": N_("{votes} of {voters} latest entries, as in line {line}"),
    "neighbours": N_("{votes} of {voters} pairs of neighbours, as in line {line}"),
    "template": N_("the template, line {line}"),
    "insertion": N_("the insertion line, line {line}"),
}


class Lesson(NamedTuple):
    """One thing that was learned."""

    what: Message
    value: Message | str
    origin: Message
    """Why it is so."""
    line: int | None
    """The line of the log that says or shows it; None where none does."""


class Settings(NamedTuple):
    """What a group's file sets, and where: what ``adapters.group_file`` found."""

    path: str
    group: Group
    lines: Mapping[str, int] = MappingProxyType({})
    """Where its values stand, by their names."""


def lessons(document: Document, learned: Learned, today: str, settings: Settings | None = None) -> list[Lesson]:
    """What was ``learned`` of ``document``, which is written in as of ``today`` (ISO 8601), and why.

    ``settings`` are those of the group, for which it was learned.
    """
    template = learned.template
    explain = _Explainer(learned, settings)
    width = [explain(N_("width of a figure"), _width(template), "figure_width")]
    marks = explain(N_("quote marks of the header"), _marks(template.header_prefix), "header_prefix")
    if template.table is not None:
        header = [explain(N_("an entry is"), message(N_("a row of a table")), "table"), marks]
    elif template.record is not None:
        labels = ", ".join(label.strip() for _field, label in template.record.labels)
        header = [explain(N_("labels, one a line"), labels, "record"), marks]
    else:
        fields = explain(N_("fields"), ", ".join(template.fields), "fields")
        header = [fields, marks, explain(N_("between two fields"), _marks(template.joint), "joint")]
    return [
        *header,
        explain(N_("quote marks below it"), _marks(template.body_prefix), "body_prefix"),
        explain(N_("under the header"), _space(template.space_under_header), "space_under_header"),
        explain(N_("over the summary"), _space(template.space_over_summary), "space_over_summary"),
        explain(N_("between entries"), _marks(template.separator, N_("an empty line")), "separator"),
        explain(N_("label of the summary"), _label(template), "summary_label"),
        explain(N_("figure"), " ".join(figure_lines(["a.png"], template)), "figure_form"),
        *(width if template.figure_form == "tag" else ()),
        explain(N_("date"), spelled_date("2024-03-05", template.date_sign, template.date_padded), "date_padded"),
        explain(N_("nothing read"), "[…]" if template.note_in_brackets else "…", "note_in_brackets"),
        explain(N_("order of time"), _order(template), "order"),
        _limit(explain),
        _place(document, template, today),
    ]


def sample(document: Document, template: Template, today: str) -> str:
    """An entry as it would be written into ``document`` on the day ``today``; empty where it could not be written."""
    reader = next((entry.reader for entry in latest(document) if entry.reader), "Mira")
    draft = Draft(
        date=today,
        reader=reader,
        title="Attention Is All You Need",
        source="NeurIPS 2017",
        link="https://arxiv.org/abs/1706.03762",
        figure="Images/attention.png",
        summary="Attention alone is enough.",
    )
    try:
        return render(draft, template)
    except DraftError:
        return ""


class _Explainer:
    """Puts a value and where it comes from into a lesson."""

    def __init__(self, learned: Learned, settings: Settings | None) -> None:
        self.learned = learned
        self.settings = settings

    def __call__(self, what: str, value: Message | str, name: str) -> Lesson:
        """The lesson that ``what`` is ``value``, the value ``name`` of the template."""
        origin = self.learned.origin(name)
        if origin.source == "stated" and self.settings is not None:
            # Counted from the first line of the text that is stated.
            first_line = self.settings.lines.get("template", 1)
            return self.set(what, value, first_line + (origin.line or 1) - 1)
        return Lesson(message(what), value, _reason(origin), origin.line)

    def set(self, what: str, value: Message | str, line: int) -> Lesson:
        """The lesson that the group's settings say in ``line`` that ``what`` is ``value``."""
        path = self.settings.path if self.settings is not None else ""
        return Lesson(message(what), value, message(N_("{path}, line {line}"), path=path, line=line), None)


def _reason(origin: Origin) -> Message:
    pattern = ORIGINS.get(origin.source, ORIGINS["usual"])
    return message(pattern, votes=origin.votes, voters=origin.voters, line=origin.line)


def _marks(marks: str, nothing: str = N_("nothing")) -> Message | str:
    """Quote marks, in quotes: spaces at their end are part of them."""
    return f'"{marks}"' if marks else message(nothing)


def _space(is_there: bool) -> Message:
    return message(N_("a line without text") if is_there else N_("nothing"))


def _label(template: Template) -> Message | str:
    label = template.summary_label.strip()
    if not label:
        return message(N_("nothing"))
    return message(N_("{label} on a line of its own"), label=label) if template.label_alone else label


def _width(template: Template) -> Message:
    if template.figure_width is None:
        return message(N_("none"))
    return message(N_("{width} pixels"), width=template.figure_width)


def _order(template: Template) -> Message:
    return message(N_("newest first") if template.order == "newest_first" else N_("oldest first"))


def _limit(explain: _Explainer) -> Lesson:
    """How long a summary may be: as the group says, else as the template does."""
    what, pattern = N_("length of a summary"), N_("{count} characters at most")
    settings = explain.settings
    if settings is not None and settings.group.summary_limit is not None:
        value = message(pattern, count=settings.group.summary_limit)
        return explain.set(what, value, settings.lines.get("summary_limit", 1))
    limit = explain.learned.template.summary_limit or SUMMARY_LIMIT
    return explain(what, message(pattern, count=limit), "summary_limit")


def _place(document: Document, template: Template, today: str) -> Lesson:
    """Where an entry of today is written."""
    place = place_for(document, Draft(date=today), template, at_top=False)
    line = 1 + sum(1 for _ in NEWLINE.finditer(document.text, 0, place.offset)) + place.needs_above
    what, value = message(N_("a new entry")), message(N_("line {line}"), line=line)
    for block in document.blocks:
        if isinstance(block, Trivia) and block.kind == "insertion":
            return Lesson(what, value, _reason(Origin("insertion", block.line)), block.line)
    section = next((heading for heading in reversed(document.headings) if heading.span.end <= place.offset), None)
    if section is None:
        return Lesson(what, value, message(N_("the order of time")), None)
    reason = message(N_('the order of time, under "{section}" in line {line}'), section=section.text, line=section.line)
    return Lesson(what, value, reason, section.line)

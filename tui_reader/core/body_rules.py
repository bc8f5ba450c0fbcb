"""The rules about what stands under an entry's header: figure, label, summary, quote marks."""

from __future__ import annotations

from collections.abc import Iterator

from tui_reader.core.message import N_, message
from tui_reader.core.rule import Context, Finding, entry_rule

HEADER = "> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n"
"""The header in the examples."""


@entry_rule(
    "figure-placeholder",
    "body",
    "info",
    what=N_("The template's placeholder for the figure was left standing"),
    why=N_("It says nothing about the paper, and looks as if something were still to come."),
    before=HEADER + "> >\n> > 论文框架图（看图能想起论文）\n> >\n> > 论文简述：它长得快。\n",
    after=HEADER + "> >\n> > 论文简述：它长得快。\n",
)
def _figure_placeholder(context: Context) -> Iterator[Finding]:
    body = context.entry.body
    if body.figure_label is not None and not body.figures:
        yield Finding(
            body.figure_label,
            message(N_("The placeholder for the figure was left standing; put a picture there or delete it")),
        )


@entry_rule(
    "summary-missing",
    "body",
    "warning",
    what=N_("There is no summary"),
    why=N_("The summary is what the log is kept for."),
    before=HEADER,
    after=HEADER + "> >\n> > Summary: It holds on to the rock.\n",
)
def _summary_missing(context: Context) -> Iterator[Finding]:
    if context.entry.kind == "paper" and context.entry.summary is None:
        place = context.entry.body.label or context.place("title")
        yield Finding(place, message(N_("There is no summary; say in a sentence or two what the paper is about")))

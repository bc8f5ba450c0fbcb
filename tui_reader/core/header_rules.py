"""The rules about an entry's header: what is missing in it, and what is spelled so that others may misread it."""

from __future__ import annotations

from collections.abc import Iterator

from tui_reader.core.message import N_, message
from tui_reader.core.rule import Context, Finding, entry_rule

BODY = "> >\n> > Summary: It holds on to the rock.\n"
"""What stands under the header in the examples."""


@entry_rule(
    "date-missing",
    "header",
    "warning",
    what=N_("The header has no date"),
    why=N_("An entry without a date stands under no week, and nobody is seen to have read that week."),
    before="> > [Mira]-[How Kelp Holds On](https://example.org/kelp)\n" + BODY,
    after="> > [2024-03-05]-[Mira]-[How Kelp Holds On](https://example.org/kelp)\n" + BODY,
)
def _date_missing(context: Context) -> Iterator[Finding]:
    if "date" not in context.entry.header.spans and not context.is_undated_topic:
        yield Finding(context.first_line, message(N_("The header has no date; begin it with one, as in [2024-03-05]")))


@entry_rule(
    "date-unreadable",
    "header",
    "error",
    what=N_("The date is no day of the calendar"),
    why=N_("A date that cannot be read counts as none: the entry is missing from its week."),
    before="> > [2024-02-31]-[Mira]-[How Kelp Holds On](https://example.org/kelp)\n" + BODY,
    after="> > [2024-02-29]-[Mira]-[How Kelp Holds On](https://example.org/kelp)\n" + BODY,
)
def _date_unreadable(context: Context) -> Iterator[Finding]:
    place = context.entry.header.spans.get("date")
    if place is not None and context.entry.date is None:
        yield Finding(
            place,
            message(
                N_('"{date}" is no day of the calendar; write year-month-day, as in 2024-03-05'),
                date=place.of(context.text),
            ),
        )


@entry_rule(
    "reader-missing",
    "header",
    "warning",
    what=N_("The header does not say who read the paper"),
    why=N_("What nobody has read counts for nobody, and there is nobody to ask about it."),
    before="> > [2024-03-05]-[How Kelp Holds On to the Rock](https://example.org/kelp)\n" + BODY,
    after="> > [2024-03-05]-[Mira]-[How Kelp Holds On to the Rock](https://example.org/kelp)\n" + BODY,
)
def _reader_missing(context: Context) -> Iterator[Finding]:
    if context.entry.reader is None and not context.is_undated_topic:
        yield Finding(
            context.first_line, message(N_("The header does not say who read this; put a name behind the date"))
        )


@entry_rule(
    "title-missing",
    "header",
    "error",
    what=N_("The header has no title"),
    why=N_("A paper without a title is not found again."),
    before="> > [2024-03-05]-[Mira]-[]-[Nature](https://example.org/kelp)\n" + BODY,
    after="> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n" + BODY,
)
def _title_missing(context: Context) -> Iterator[Finding]:
    if context.entry.kind == "paper" and context.entry.title is None:
        yield Finding(
            context.first_line, message(N_("The header has no title; put the title of the paper behind the reader"))
        )


@entry_rule(
    "link-empty",
    "header",
    "warning",
    what=N_("A link has no address"),
    why=N_("Who wants to read the paper has to look for it again."),
    before="> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature]()\n" + BODY,
    after="> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n" + BODY,
)
def _link_empty(context: Context) -> Iterator[Finding]:
    place = context.entry.header.spans.get("empty_link")
    if place is not None:
        yield Finding(place, message(N_("A link has no address; put one between its parentheses")))

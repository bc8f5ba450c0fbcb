"""The rules about an entry's header: what is missing in it, and what is spelled so that others may misread it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tui_reader.core.diagnostic import Fix
from tui_reader.core.fields import NAME_SEPARATOR, calendar_day
from tui_reader.core.header_form import Cause
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.message import N_, Message, message
from tui_reader.core.rule import Context, Finding, entry_rule
from tui_reader.core.spelling import spelled_date
from tui_reader.core.text_edit import TextEdit

BODY = "> >\n> > Summary: It holds on to the rock.\n"
OTHER = ">\n> > [2024-03-02]-[Tom]-[nothing read]\n"
"""What stands under the header in the examples, and another entry below."""


@entry_rule(
    "date-missing",
    "header",
    "warning",
    what=N_("The header has no date"),
    why=N_("An entry without a date stands under no week, and nobody is seen to have read that week."),
    before="> > [Mira]-[How Kelp Holds On](https://example.org/kelp)\n" + BODY + OTHER,
    after="> > [2024-03-05]-[Mira]-[How Kelp Holds On](https://example.org/kelp)\n" + BODY + OTHER,
)
def _date_missing(context: Context) -> Iterator[Finding]:
    if "date" not in context.spans and not context.is_undated_topic:
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
    place = context.spans.get("date")
    if place is None or context.entry.date is not None:
        return
    written = place.of(context.text)
    meant = _with_year(context, written)
    if meant is None:
        pattern = N_('"{date}" is no day of the calendar; write year-month-day, as in 2024-03-05')
        yield Finding(place, message(pattern, date=written))
    else:
        template = context.standard.template
        spelled = spelled_date(meant, template.date_sign, template.date_padded)
        fix = Fix((TextEdit(place, spelled),), frozenset({"date"}), safe=False)
        pattern = N_('"{date}" has no year; {meant} is most likely meant')
        yield Finding(place, message(pattern, date=written, meant=spelled), fix)


DAY_OF_MONTH = lazy_pattern(r"\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?\s*")
YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _with_year(context: Context, written: str) -> str | None:
    """``written``, a month and a day, as ISO 8601 with the year of the section or of the neighbours; else None."""
    found = DAY_OF_MONTH.fullmatch(written)
    if found is None:
        return None
    month, day = map(int, found.groups())
    years = set(YEAR.findall(context.entry.section or ""))
    if len(years) == 1:
        return calendar_day(int(years.pop()), month, day)
    entries = context.document.entries
    at = context.position
    for other in (*reversed(entries[max(at - NEIGHBOURS, 0) : at]), *entries[at + 1 : at + 1 + NEIGHBOURS]):
        if other.date is None or other.section != context.entry.section:
            continue
        near = date.fromisoformat(other.date)
        for year in (near.year, near.year - 1, near.year + 1):
            meant = calendar_day(year, month, day)
            if meant is not None and abs((date.fromisoformat(meant) - near).days) <= NEAR:
                return meant
    return None


@entry_rule(
    "date-future",
    "header",
    "warning",
    what=N_("The date has not come yet"),
    why=N_("It is most likely a slip, and until that day comes the entry stands above all others."),
    before="> > [2224-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n" + BODY,
    after="> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n" + BODY,
)
def _date_future(context: Context) -> Iterator[Finding]:
    entry = context.entry
    # Where it is tomorrow already, somebody may write that.
    tomorrow = (context.standard.today + timedelta(days=1)).isoformat()
    if entry.date is not None and entry.date > tomorrow:
        yield Finding(
            context.place("date"), message(N_("{date} has not come yet; write the day it was read"), date=entry.date)
        )


NEIGHBOURS = 3
"""Entries above and below that are asked whether they know another year."""
FAR, NEAR = 200, 62
"""Days from its neighbours at which a date is doubted, and to which another year has to bring it."""


@entry_rule(
    "date-year",
    "header",
    "warning",
    what=N_("The entries around it are of another year"),
    why=N_("In January one still writes last year's: the entry then stands under a week of a year ago."),
    before="".join(
        f"> > [{day}]-[{reader}]-[{title}]-[Nature](https://example.org/{title.lower()})\n> > Summary: Short.\n>\n"
        for day, reader, title in (
            ("2024-01-14", "Mira", "Kelp"),
            ("2023-01-12", "Tom", "Otters"),
            ("2024-01-10", "Mira", "Urchins"),
        )
    ),
    after="".join(
        f"> > [{day}]-[{reader}]-[{title}]-[Nature](https://example.org/{title.lower()})\n> > Summary: Short.\n>\n"
        for day, reader, title in (
            ("2024-01-14", "Mira", "Kelp"),
            ("2024-01-12", "Tom", "Otters"),
            ("2024-01-10", "Mira", "Urchins"),
        )
    ),
)
def _date_year(context: Context) -> Iterator[Finding]:
    meant = meant_date(context)
    if meant is not None:
        template = context.standard.template
        spelled = spelled_date(meant, template.date_sign, template.date_padded)
        place = context.place("date")
        yield Finding(
            place,
            message(
                N_("The entries around it are of another year; {date} is most likely meant"),
                date=spelled,
            ),
            Fix((TextEdit(place, spelled),), frozenset({"date"}), safe=False),
        )


def meant_date(context: Context) -> str | None:
    """The date with the year that the neighbours of an entry have, where they deny its own; else None."""
    entry = context.entry
    if entry.date is None:
        return None
    entries = context.document.entries
    first = max(context.position - NEIGHBOURS, 0)
    around = [*entries[first : context.position], *entries[context.position + 1 : context.position + 1 + NEIGHBOURS]]
    days = [
        date.fromisoformat(other.date).toordinal()
        for other in around
        if other.date is not None and other.section == entry.section
    ]
    if len(days) < 2:
        return None
    own, middle = date.fromisoformat(entry.date), sorted(days)[(len(days) - 1) // 2]
    if min(abs(day - own.toordinal()) for day in days) < FAR:
        return None
    for years in (1, -1):
        try:
            other = own.replace(year=own.year + years)
        except ValueError:  # the 29th of February
            continue
        if abs(other.toordinal() - middle) <= NEAR:
            return other.isoformat()
    return None


@entry_rule(
    "date-spelling",
    "header",
    "info",
    what=N_("The date is spelled otherwise than the log spells its dates"),
    why=N_("Spelled one way, dates can be searched for and compared at a glance."),
    before="> > [2024.3.5]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n"
    + BODY
    + OTHER
    + OTHER.replace("02", "01"),
    after="> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n"
    + BODY
    + OTHER
    + OTHER.replace("02", "01"),
)
def _date_spelling(context: Context) -> Iterator[Finding]:
    template, entry = context.standard.template, context.entry
    if entry.date is not None:
        spelled = spelled_date(entry.date, template.date_sign, template.date_padded)
        yield from _of_form(context, "date", message(N_("The log spells this date {date}"), date=spelled))


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
    "reader-unknown",
    "header",
    "warning",
    what=N_("The reader is no member of the group"),
    why=N_("What stands under a misspelled name is missing under the right one. Members stand in .readtui.yaml."),
    before="> > [2024-03-05]-[Myra]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n" + BODY,
    after="> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n" + BODY,
)
def _reader_unknown(context: Context) -> Iterator[Finding]:
    group, reader = context.standard.group, context.entry.reader
    if not group.members or reader is None:
        return
    from difflib import get_close_matches

    place = context.place("reader")
    for name in filter(None, NAME_SEPARATOR.split(reader) if group.member(reader) is None else ()):
        if group.member(name) is None:
            known = [member.name for member in group.members]
            close = get_close_matches(reader, known, 1, 0.5) or get_close_matches(name, known, 1, 0.5)
            if close:
                pattern = N_('"{reader}" is no member of the group; is "{close}" meant?')
                fix = Fix((TextEdit(place, close[0]),), frozenset({"reader"}), safe=False)
                fix_of_whole = fix if get_close_matches(reader, close, 1, 0.5) else None
                yield Finding(place, message(pattern, reader=reader, close=close[0]), fix_of_whole)
            else:
                pattern = N_('"{reader}" is no member of the group; correct it, or add it to .readtui.yaml')
                yield Finding(place, message(pattern, reader=reader))
            return


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


# -- the form of the header -------------------------------------------------------------------------------------------


def _of_form(context: Context, cause: Cause, said: Message) -> Iterator[Finding]:
    """The finding ``said``, if the header is not as it is to be because of ``cause``; its fix spells all of it anew."""
    form = context.header_form
    span = form.causes.get(cause)
    if span is not None:
        fields = frozenset({"links"}) if form.labels_change else frozenset()
        yield Finding(span, said, Fix((form.edit,), fields) if form.edit is not None else None)


RIGHT_HEADER = "> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n" + BODY


@entry_rule(
    "bracket-missing",
    "header",
    "info",
    what=N_("A field of the header has no brackets"),
    why=N_("Brackets say where a field ends: a title with a dash in it cannot be told from its source without them."),
    before="> > [2024-03-05]-Mira-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n" + BODY,
    after=RIGHT_HEADER,
)
def _bracket_missing(context: Context) -> Iterator[Finding]:
    yield from _of_form(context, "missing", message(N_("This stands in no brackets; put it between [ and ]")))


@entry_rule(
    "bracket-wrong",
    "header",
    "warning",
    what=N_("A field of the header stands in other brackets than [ and ]"),
    why=N_("Full-width and round brackets look alike and are others: programs and searches miss what stands in them."),
    before="> > 【2024-03-05】-[Mira]-[How Kelp Holds On)-[Nature](https://example.org/kelp)\n" + BODY,
    after=RIGHT_HEADER,
)
def _bracket_wrong(context: Context) -> Iterator[Finding]:
    yield from _of_form(context, "wrong", message(N_("A wrong bracket stands here; write [ and ]")))


@entry_rule(
    "bracket-unbalanced",
    "header",
    "warning",
    what=N_("A field of the header has a bracket on one side only"),
    why=N_("Where the other one is missing, the fields run into each other, and links are no links any more."),
    before="> > [2024-03-05]-Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n" + BODY,
    after=RIGHT_HEADER,
)
def _bracket_unbalanced(context: Context) -> Iterator[Finding]:
    yield from _of_form(context, "unbalanced", message(N_("A bracket is missing on one side; write both, [ and ]")))


@entry_rule(
    "fields-together",
    "header",
    "warning",
    what=N_("Two fields of the header stand in one bracket"),
    why=N_("It takes guessing where the one ends and the other begins."),
    before="> > [2024-03-05]-[米拉-How Kelp Holds On to the Rock]-[Nature](https://example.org/kelp)\n" + BODY,
    after="> > [2024-03-05]-[米拉]-[How Kelp Holds On to the Rock]-[Nature](https://example.org/kelp)\n" + BODY,
)
def _fields_together(context: Context) -> Iterator[Finding]:
    yield from _of_form(context, "together", message(N_("Two fields stand in one bracket; give each its own")))


@entry_rule(
    "header-wrapped",
    "header",
    "info",
    what=N_("The header goes over more than one line"),
    why=N_("Searches look at one line at a time; and a line that was wrapped by hand loses its quote marks first."),
    before="> > [2024-03-05]-[Mira]-[How Kelp\n> > Holds On]-[Nature](https://example.org/kelp)\n" + BODY,
    after=RIGHT_HEADER,
)
def _header_wrapped(context: Context) -> Iterator[Finding]:
    yield from _of_form(context, "wrapped", message(N_("The header goes over more than one line; write it on one")))


@entry_rule(
    "header-joined",
    "header",
    "info",
    what=N_("The summary or the figure stands on the header's line"),
    why=N_("It is shown as part of the header, and who looks for it below does not find it."),
    before="> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)"
    + BODY.removeprefix("> >\n> >"),
    after=RIGHT_HEADER,
)
def _header_joined(context: Context) -> Iterator[Finding]:
    yield from _of_form(context, "joined", message(N_("This belongs below the header; put it on a line of its own")))


@entry_rule(
    "header-leftover",
    "header",
    "warning",
    what=N_("Something in the header belongs to none of its fields"),
    why=N_("It is in no list, is not found, and has to be moved by hand before the rest can be mended."),
    before="> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp) as a poster\n" + BODY,
    after="> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature, as a poster](https://example.org/kelp)\n" + BODY,
)
def _header_leftover(context: Context) -> Iterator[Finding]:
    yield from _of_form(
        context, "leftover", message(N_("This belongs to no field; put it into one, or below the header"))
    )


@entry_rule(
    "header-spelling",
    "header",
    "info",
    what=N_("The header is spelled otherwise than the log spells its headers"),
    why=N_("Spelled one way, all headers can be read at a glance, and by every program."),
    before="> > [2024-03-05] [Mira]- [How Kelp Holds On] [Nature] (https://example.org/kelp)\n" + BODY,
    after=RIGHT_HEADER,
)
def _header_spelling(context: Context) -> Iterator[Finding]:
    spelling = context.header_form.spelling
    yield from _of_form(context, "other", message(N_("The log spells this header {header}"), header=spelling))

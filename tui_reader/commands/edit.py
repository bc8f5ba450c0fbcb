"""``readtui edit``: change fields of one entry of a log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tui_reader.adapters.language import _
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.standards import template_of
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.change import DRY_RUN, EXPECT_TITLE, LINE, carry_out, entry_changer, log_path
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.group_settings import warn_of_mistakes
from tui_reader.core.document import Entry
from tui_reader.core.edit import Change, change_entry
from tui_reader.core.fields import iso_date
from tui_reader.core.message import N_

FIELDS = ("date", "reader", "title", "source", "link", "figure", "summary", "note", "section")

VERB = Verb(
    "readtui edit",
    "PATH --line N --set FIELD=VALUE...",
    N_(
        "Change fields of one entry. Only what has to change does.\n\n"
        "FIELD is date, reader, title, source, link, figure, summary, note or section.\n"
        "An empty VALUE clears it. A note makes a paper a check-in that says nothing was\n"
        "read, a title makes a check-in a paper."
    ),
    (
        LINE,
        Option("--set", N_("what to change; may be given several times"), "FIELD=VALUE", repeatable=True),
        EXPECT_TITLE,
        DRY_RUN,
    ),
)


def run(arguments: Arguments) -> ExitCode:
    """Change the entry that ``arguments`` mean."""
    changes = _changes(arguments)
    path = log_path("edit", arguments)
    warn_of_mistakes([path])

    def change(log: OpenLog, entry: Entry) -> Change:
        _refuse_lost(changes, entry)
        return change_entry(log.document, entry, changes, template_of(log))

    return carry_out(path, entry_changer(arguments, change), arguments, _("changed"))


def _changes(arguments: Arguments) -> dict[str, str]:
    changes: dict[str, str] = {}
    for pair in arguments.values.get("--set", ()):
        field, is_pair, value = pair.partition("=")
        if not is_pair or field not in FIELDS:
            raise UsageError(
                N_("--set {pair}: write FIELD=VALUE, with one of {fields}"), pair=pair, fields=", ".join(FIELDS)
            )
        if field in changes:
            raise UsageError(N_("--set {field}= is given twice; give it once"), field=field)
        changes[field] = _day_meant(value) if field == "date" else value
    if not changes:
        raise UsageError(N_("--set FIELD=VALUE is missing: it says what to change"))
    return changes


def _day_meant(value: str) -> str:
    """``value`` as a day where it is one in words, as ``add`` takes it: yesterday."""
    from tui_reader.core.day_words import day_of

    return value if iso_date(value) is not None else day_of(value, date.today()) or value


def _refuse_lost(changes: Mapping[str, str], entry: Entry) -> None:
    """Raise ``UsageError`` for a value that ``entry`` could not hold as what it will be: a check-in names no paper."""
    given = [field for field, value in changes.items() if value.strip()]
    if "note" in given and "title" in given:
        raise UsageError(N_("--set note= and --set title= exclude each other: one says that nothing was read"))
    if "note" not in given and (entry.kind == "paper" or "title" in given):
        return
    nowhere = ("source", "link") if entry.kind == "no_reading" else ("source", "link", "figure", "summary")
    for field in given:
        if field in nowhere:
            raise UsageError(
                N_("--set {field}=: a check-in, which says that nothing was read, has none; leave it out"), field=field
            )

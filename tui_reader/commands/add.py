"""``readtui add``: write a new entry into a log."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from tui_reader.adapters.language import _
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.standards import template_of
from tui_reader.adapters.usual_reader import usual_reader
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.change import DRY_RUN, carry_out, log_path
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.group_settings import warn_of_mistakes
from tui_reader.core.document import Document
from tui_reader.core.draft import Draft
from tui_reader.core.edit import Change, insert_entry
from tui_reader.core.fields import iso_date
from tui_reader.core.learning import latest
from tui_reader.core.message import N_

VERB = Verb(
    "readtui add",
    "PATH --title TEXT",
    N_("Write a new entry into a log: where the log takes it, spelled as the log spells."),
    (
        Option("--date", N_("when it was read: 2024-03-05, yesterday (today)"), "DATE"),
        Option("--reader", N_("who read it (you)"), "NAME"),
        Option("--title", N_("title of the paper"), "TEXT"),
        Option("--source", N_("where it was published: CVPR 2024"), "TEXT"),
        Option("--link", N_("address of the paper"), "URL"),
        Option("--figure", N_("address of a picture"), "URL"),
        Option("--summary", N_("what it is about: Markdown of one or more lines"), "TEXT"),
        Option("--section", N_("heading of the log to write it under"), "NAME"),
        Option("--no-reading", N_("instead of a paper: nothing was read, and why"), "REASON", value_optional=True),
        Option("--at", N_("write it above the others, whatever its date"), "PLACE", choices=("top",)),
        DRY_RUN,
    ),
)

OF_PAPERS = ("--title", "--source", "--link", "--figure", "--summary")


def run(arguments: Arguments) -> ExitCode:
    """Write the entry that ``arguments`` tell."""
    _tell_path_from_reason(arguments)
    path = log_path("add", arguments)
    draft = _draft(path, arguments)
    warn_of_mistakes([path])

    def change(log: OpenLog) -> Change:
        meant = draft
        if draft.kind == "no_reading" and not draft.note:
            meant = replace(draft, note=_usual_note(log.document))
        return insert_entry(log.document, meant, template_of(log), at_top=arguments.has("--at"))

    return carry_out(path, change, arguments, _("added"), is_new=True)


def _tell_path_from_reason(arguments: Arguments) -> None:
    """Behind ``--no-reading`` may stand a reason or the log itself."""
    reason = arguments.value("--no-reading")
    if reason and not arguments.positional and not arguments.trailing and os.path.isfile(reason):
        arguments.positional.append(reason)
        arguments.values["--no-reading"] = [""]


def _usual_note(document: Document) -> str:
    """What people of this log write when they read nothing."""
    from collections import Counter

    notes = Counter(entry.note for entry in latest(document) if entry.note)
    return notes.most_common(1)[0][0] if notes else _("did not read this week")


def _draft(path: Path, arguments: Arguments) -> Draft:
    """What is to be written: as given, today's date and the usual reader where none is."""
    no_reading = arguments.has("--no-reading")
    if no_reading and (given := [name for name in OF_PAPERS if arguments.has(name)]):
        raise UsageError(N_("--no-reading and {option} exclude each other; leave one out"), option=given[0])
    if not no_reading and not arguments.has("--title"):
        raise UsageError(N_("nothing to write: give --title TEXT, or --no-reading"))
    from datetime import date

    today = date.today()
    day = arguments.value("--date") or ""
    if iso_date(day) is None:
        from tui_reader.core.day_words import day_of

        day = day_of(day, today) or day if arguments.has("--date") else today.isoformat()
    reader = arguments.value("--reader")
    return Draft(
        kind="no_reading" if no_reading else "paper",
        date=day,
        reader=usual_reader(path) if reader is None else reader,
        title=arguments.value("--title") or "",
        source=arguments.value("--source") or "",
        link=arguments.value("--link") or "",
        figure=arguments.value("--figure") or "",
        summary=arguments.value("--summary") or "",
        note=arguments.value("--no-reading") or "",
        section=arguments.value("--section") or "",
    )

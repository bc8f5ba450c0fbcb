"""``readtui add``: write a new entry into a log."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from tui_reader.adapters.language import _
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.standards import template_of
from tui_reader.adapters.usual_reader import usual_reader
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.change import DRY_RUN, carry_out, log_path
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.group_settings import warn_of_mistakes
from tui_reader.commands.output import tell
from tui_reader.core.draft import Draft
from tui_reader.core.edit import Change, insert_entry
from tui_reader.core.fields import iso_date
from tui_reader.core.learning import latest
from tui_reader.core.message import N_
from tui_reader.core.spelling import draft_like

VERB = Verb(
    "readtui add",
    "PATH --title TEXT | --paste FILE",
    N_(
        "Write a new entry into a log: where the log takes it, spelled as the log spells.\n\n"
        "What may be pasted: BibTeX, RIS, CSL-JSON, EndNote, a citation of Zotero's,\n"
        "a line of references, an arXiv id, a DOI, an address, a title, an entry of\n"
        "another log. Other options win over it."
    ),
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
        Option("--paste", N_("fields from what was copied; -: standard input"), "FILE"),
        Option("--like", N_("fields of the entry in this line, to go on with"), "N"),
        Option("--at", N_("write it above the others, whatever its date"), "PLACE", choices=("top",)),
        DRY_RUN,
    ),
)

OF_PAPERS = ("--paste", "--title", "--source", "--link", "--figure", "--summary")

FIELDS = ("reader", "title", "source", "link", "figure", "summary", "section")
"""The fields that have an option of the same name."""

MOST_TOLD = 3
"""Entries of the same paper that are named."""


def run(arguments: Arguments) -> ExitCode:
    """Write the entry that ``arguments`` tell."""
    _tell_path_from_reason(arguments)
    path = log_path("add", arguments)
    draft = _draft(path, arguments, _copied(path, arguments) or _pasted(path, arguments))
    warn_of_mistakes([path])

    def change(log: OpenLog) -> Change:
        meant = draft
        if draft.kind == "no_reading" and not draft.note:
            from tui_reader.core.reasons import words_without_reason

            note = words_without_reason(latest(log.document)) or _("did not read this week")
            meant = replace(draft, note=note)
        elif draft.kind == "paper":
            _tell_of_papers_logged(log, draft)
        return insert_entry(log.document, meant, template_of(log), at_top=arguments.has("--at"))

    done = carry_out(path, change, arguments, _("added"), is_new=True)
    if not draft.reader:
        tell(_("nobody is named as the reader; --reader NAME, or reader in the settings, says who"))
    return done


def _tell_path_from_reason(arguments: Arguments) -> None:
    """Behind ``--no-reading`` may stand a reason or the log itself."""
    reason = arguments.value("--no-reading")
    if reason and not arguments.positional and not arguments.trailing and os.path.isfile(reason):
        arguments.positional.append(reason)
        arguments.values["--no-reading"] = [""]


def _copied(path: Path, arguments: Arguments) -> Draft | None:
    """The fields of the entry that ``--like`` means; None where none is meant."""
    if not arguments.has("--like"):
        return None
    for other in ("--paste", "--no-reading"):
        if arguments.has(other):
            raise UsageError(N_("--like and {option} exclude each other; leave one out"), option=other)
    from tui_reader.adapters.library import open_log
    from tui_reader.commands.change import entry_in_line

    return draft_like(entry_in_line(open_log(path), arguments, "--like"))


def _pasted(path: Path, arguments: Arguments) -> Draft:
    """What is pasted; an empty draft where nothing is."""
    given = arguments.value("--paste")
    if given is None or arguments.has("--no-reading"):
        return Draft()
    from tui_reader.commands.pasted import pasted_draft

    return pasted_draft(given, path)


def _tell_of_papers_logged(log: OpenLog, draft: Draft) -> None:
    """Say who logged the paper before, and when: two summaries of one paper are welcome, but to be known."""
    from tui_reader.adapters.reference_words import words_for_logged
    from tui_reader.core.read_before import ReadBefore

    for logged in ReadBefore([(str(log.path), log.document)]).find(draft.title, draft.link, is_whole=True)[:MOST_TOLD]:
        place = f"{log.path}:{logged.entry.line}"
        tell(_("{place}: logged before: {entry}").format(place=place, entry=words_for_logged(logged)))


def _draft(path: Path, arguments: Arguments, pasted: Draft) -> Draft:
    """What is to be written: as given, else as pasted; today's date and the usual reader where none is."""
    no_reading = arguments.has("--no-reading")
    if no_reading and (given := [name for name in OF_PAPERS if arguments.has(name)]):
        raise UsageError(N_("--no-reading and {option} exclude each other; leave one out"), option=given[0])
    if not no_reading and not any(map(arguments.has, ("--title", "--paste", "--like"))):
        raise UsageError(N_("nothing to write: give --title TEXT, or --no-reading"))
    if pasted.kind == "no_reading" and (given := [name for name in OF_PAPERS[1:] if arguments.has(name)]):
        raise UsageError(N_("the entry that is pasted says that nothing was read; leave out {option}"), option=given[0])
    from datetime import date

    today = date.today()
    day = arguments.value("--date") or ""
    if iso_date(day) is None:
        from tui_reader.core.day_words import day_of

        day = day_of(day, today) or day if arguments.has("--date") else pasted.date or today.isoformat()
    given_fields: dict[str, Any] = {
        field: value for field in FIELDS if (value := arguments.value(f"--{field}")) is not None
    }
    if not arguments.has("--reader") and not pasted.reader:
        given_fields["reader"] = usual_reader(path)
    if no_reading:
        given_fields |= {"kind": "no_reading", "note": arguments.value("--no-reading") or ""}
    return replace(pasted, **{**given_fields, "date": day})

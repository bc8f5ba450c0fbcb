"""``readtui archive``: old entries moved to another log, as one change of two files."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from tui_reader.adapters.archiving import Move, move, plan
from tui_reader.adapters.language import _, ngettext
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.change import DRY_RUN, log_path
from tui_reader.commands.damage import cleared_up
from tui_reader.commands.diff_output import print_diff
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.output import tell, write
from tui_reader.core.address import SCHEME
from tui_reader.core.message import N_
from tui_reader.core.query import period

VERB = Verb(
    "readtui archive",
    "LOG --before DATE --to FILE",
    N_(
        "Move the entries before a day to another log: both files change, or neither.\n"
        "Each entry goes as it is written to the section of the same name, which is\n"
        "made where it is missing, and to its place by time. What stands between two\n"
        "entries that go (a line between weeks, a note) goes along; entries without a\n"
        "date stay. FILE is made where it is missing, with the log's heading.\n\n"
        "Where a move broke off between the two files, the same command ends it: an\n"
        "entry that stands in FILE already, to the letter, is only taken out of LOG.\n\n"
        "DATE is 2024, 2024-03, 2024-03-05 or 2024-W12: what is before its first day."
    ),
    (
        Option("--before", N_("move what is older than this"), "DATE"),
        Option("--to", N_("the log to move it to"), "FILE"),
        DRY_RUN,
    ),
)


def run(arguments: Arguments) -> ExitCode:
    """Move what ``arguments`` ask for, or print it as a diff of each file."""
    source = log_path("archive", arguments)
    before, target = arguments.value("--before"), arguments.value("--to")
    if before is None:
        raise UsageError(N_("--before DATE is missing: it says which entries to move"))
    if target is None:
        raise UsageError(N_("--to FILE is missing: it says where to move them"))
    days = period(before, date.today())
    if days is None:
        raise UsageError(N_("--before {date}: write 2024, 2024-03, 2024-03-05 or 2024-W12"), date=before)
    cleared_up([path for path in (source, Path(target)) if path.exists()])
    make = plan if arguments.has("--dry-run") else move
    made = make(source, Path(target), days[0].isoformat())
    if arguments.has("--dry-run"):
        print_diff(made.source, made.archived.source)
        if made.archived.moved:
            print_diff(made.target, made.archived.target)
    _report(made, arguments.has("--dry-run"))
    return ExitCode.DONE


def _report(made: Move, is_dry: bool) -> None:
    """Say what was moved, and what a person has to know of it."""
    archived = made.archived
    moved = len(archived.moved)
    if not moved:
        tell(_("{path}: no entry is that old; nothing was moved").format(path=made.source.path))
    elif not is_dry:
        words = ngettext("{n} entry moved to {target}", "{n} entries moved to {target}", moved)
        write(f"{made.source.path}: {words.format(n=moved, target=made.target.path)}\n")
    if archived.there_already:
        words = ngettext(
            "{n} of them stood there already, and is there once",
            "{n} of them stood there already, and are there once",
            archived.there_already,
        )
        tell(words.format(n=archived.there_already))
    if archived.undated:
        words = ngettext("{n} entry without a date stays", "{n} entries without a date stay", archived.undated)
        tell(words.format(n=archived.undated))
    if figures := _figures_left_behind(made):
        words = ngettext(
            "{n} figure is linked by its path from {folder}, and leads nowhere from the other folder",
            "{n} figures are linked by their paths from {folder}, and lead nowhere from the other folder",
            figures,
        )
        tell(words.format(n=figures, folder=made.source.path.parent))


def _figures_left_behind(made: Move) -> int:
    """Figures of what was moved whose addresses count from the folder of the source, where the target has another."""
    if os.path.realpath(made.source.path.parent) == os.path.realpath(made.target.path.parent):
        return 0
    addresses = [address for entry in made.archived.moved for address in entry.figures]
    return sum(not SCHEME.match(address) and not address.startswith("/") for address in addresses)

"""``readtui rename-reader``: one name of a reader becomes another, in all logs or in none."""

from __future__ import annotations

import os
import sys

from tui_reader.adapters.language import _, ngettext
from tui_reader.adapters.library import open_log
from tui_reader.adapters.renaming import plan_renaming, save_renaming
from tui_reader.adapters.standards import group_of
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.change import DRY_RUN
from tui_reader.commands.damage import cleared_up
from tui_reader.commands.diff_output import print_diff
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.output import agrees, complain, is_terminal, tell, write
from tui_reader.commands.paths import logs_at, not_found
from tui_reader.core.message import N_

VERB = Verb(
    "readtui rename-reader",
    "PATH... OLD NEW",
    N_(
        "Give a reader another name, in the headers of all entries of theirs, also where\n"
        "they are one of two readers. Summaries and all other bytes stay as they are.\n\n"
        "The change is shown first. In a terminal it is made once you agree; elsewhere\n"
        "only with --yes. Of several logs all are changed, or none."
    ),
    (Option("--yes", N_("make it without asking")), DRY_RUN),
)


def run(arguments: Arguments) -> ExitCode:
    """Rename as ``arguments`` say; ``NOTHING_FOUND`` where nobody has the old name."""
    given = [*arguments.positional, *arguments.trailing]
    if len(given) < 3:
        raise UsageError(N_("rename-reader wants a log and two names: readtui rename-reader PATH... OLD NEW"))
    *paths, old, new = given
    for path in paths:
        if not os.path.exists(path):
            raise not_found(path)
    if not old.strip() or not new.strip():
        raise UsageError(N_("a name is empty; write both: readtui rename-reader PATH... OLD NEW"))
    logs = [open_log(path) for path in cleared_up(logs_at(paths))]
    planned = plan_renaming(logs, old, new)
    if not planned:
        complain(_('nobody is called "{name}" there').format(name=old))
        return ExitCode.NOTHING_FOUND
    is_agreed = arguments.has("--yes") and not arguments.has("--dry-run")
    if not is_agreed:
        for log, renamed in planned:
            print_diff(log, renamed.text)
    if arguments.has("--dry-run"):
        return ExitCode.DONE
    if not is_agreed and not (is_terminal() and sys.stdin is not None and sys.stdin.isatty()):
        tell(_("nothing was written; --yes makes this change"))
        return ExitCode.WRONG_USAGE
    if not is_agreed and not agrees(_("Make this change? [y/N]")):
        return ExitCode.DONE
    save_renaming(planned)
    for log, renamed in planned:
        count = len(renamed.edits)
        words = ngettext("{n} entry is by {name} now", "{n} entries are by {name} now", count)
        write(f"{log.path}: {words.format(n=count, name=' '.join(new.split()))}\n")
    if any(group_of(log).member(old) is not None for log, _renamed in planned):
        tell(_('.readtui.yaml knows "{name}" as well; change it there').format(name=old))
    return ExitCode.DONE

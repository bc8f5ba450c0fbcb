"""``readtui git-setup``: make git merge the logs of a clone entry by entry."""

from __future__ import annotations

from tui_reader.adapters.git_setup import carry_out, planned
from tui_reader.adapters.language import _
from tui_reader.commands.arguments import Arguments, Option, Verb
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.output import write
from tui_reader.commands.paths import logs_at
from tui_reader.core.diff import unified_diff
from tui_reader.core.message import N_
from tui_reader.core.visible import visible

VERB = Verb(
    "readtui git-setup",
    "[PATH...]",
    N_(
        "Make git merge logs entry by entry in a clone: a line for each log in\n"
        ".gitattributes, to be committed for all, and the merge driver in the clone's\n"
        "own settings. PATH is a log or a folder of logs (this one)."
    ),
    (
        Option("--undo", N_("take both out again")),
        Option("--dry-run", N_("do nothing, only show what would be done")),
    ),
)


def run(arguments: Arguments) -> ExitCode:
    """Set up the clone that ``arguments`` name."""
    setup = planned(logs_at([*arguments.positional, *arguments.trailing] or ["."]), undo=arguments.has("--undo"))
    if setup.is_done:
        write(_("nothing to do") + "\n")
        return ExitCode.DONE
    diff = "".join(unified_diff(setup.before, setup.after, setup.attributes.name))
    shown = [diff] if diff else []
    for name, before, after in setup.settings:
        if before is not None:
            shown.append(f"-git config {name} {before}\n")
        if after is not None:
            shown.append(f"+git config {name} {after}\n")
    write(visible("".join(shown), keep_newlines=True))
    if not arguments.has("--dry-run"):
        carry_out(setup)
    return ExitCode.DONE

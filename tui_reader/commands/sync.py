"""``readtui sync``: bring a log and its remote repository together."""

from __future__ import annotations

import sys

from tui_reader.adapters.language import _, ngettext, say
from tui_reader.adapters.sync import sync
from tui_reader.adapters.sync_words import commit_message, counted
from tui_reader.commands.arguments import Arguments, Option, Verb
from tui_reader.commands.change import log_path
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.output import complain, write
from tui_reader.core.log_changes import LogChanges
from tui_reader.core.message import N_, Message

VERB = Verb(
    "readtui sync",
    "PATH",
    N_("Commit what is new in a log, fetch what others wrote, merge it entry by\nentry, and push."),
    (
        Option("--message", N_("the commit's message; {changes} is what was written"), "TEXT"),
        Option("--quiet", N_("say nothing of the steps")),
    ),
)


def run(arguments: Arguments) -> ExitCode:
    """Synchronise the log that ``arguments`` name."""
    path = log_path("sync", arguments)
    is_at_terminal = sys.stdin is not None and sys.stdin.isatty()

    def describe(changes: LogChanges) -> str:
        subject, _blank, body = commit_message(changes, path.name).partition("\n")
        wanted = arguments.value("--message")
        return (subject if wanted is None else wanted.replace("{changes}", subject)) + "\n" + body

    def progress(step: Message) -> None:
        if not arguments.has("--quiet"):
            complain(say(step))

    done = sync(path, describe, progress, may_ask=is_at_terminal)
    if done.conflicts:
        complain(
            ngettext(
                "{path}: {count} entry was changed differently by others; look for {mark}, choose, and sync again",
                "{path}: {count} entries were changed differently by others; look for {mark}, choose, and sync again",
                done.conflicts,
            ).format(path=path, count=done.conflicts, mark="<<<<<<<")
        )
        return ExitCode.CONFLICTS_LEFT
    for label, changes in ((_("sent"), done.sent), (_("received"), done.received)):
        if any(changes):
            write(f"{path}: {label}: {counted(changes)}\n")
    if not any(done.sent) and not any(done.received):
        write(_("{path}: nothing new").format(path=path) + "\n")
    return ExitCode.DONE

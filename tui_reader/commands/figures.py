"""``readtui figures``: pictures that nobody links, links that lead to none, and taking a picture in."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from tui_reader.adapters.config import load_settings
from tui_reader.adapters.figures import LARGEST, FigureError, take_in, take_in_file, unlinked
from tui_reader.adapters.language import _, ngettext, say
from tui_reader.adapters.library import OpenLog, open_log
from tui_reader.adapters.log_errors import LogError
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.findings import check_logs
from tui_reader.commands.output import complain, tell, write
from tui_reader.commands.paths import logs_at
from tui_reader.commands.safe_json import to_json
from tui_reader.core.diagnostic import Diagnostic
from tui_reader.core.message import N_
from tui_reader.core.visible import visible

VERB = Verb(
    "readtui figures",
    "PATH...",
    N_(
        "List what is wrong with the figures of logs: addresses at which there is no\n"
        "picture, pages about a picture instead of the picture, and pictures that no log\n"
        "links. The exit code is 1 where there is something.\n"
        "With --take, copy a picture to where the log keeps its figures, under a name\n"
        "from the title, over no other file, and print the address to link it by."
    ),
    (
        Option("--fix", N_("mend the addresses that are certain")),
        Option("--take", N_("take a picture in: file, address, - for stdin"), "FILE"),
        Option("--title", N_("with --take: the paper's title"), "TEXT"),
        Option("--format", N_("how to print"), "FORMAT", ("text", "json")),
    ),
)

RULES = frozenset({"figure-not-there", "figure-page"})
"""The rules of check that are about addresses of figures."""


def run(arguments: Arguments) -> ExitCode:
    """List, mend or take in, as ``arguments`` say."""
    paths = [*arguments.positional, *arguments.trailing]
    if not paths:
        raise UsageError(N_("figures wants a log: readtui figures PATH..."))
    if arguments.has("--take"):
        return _take(paths, arguments)
    logs: list[OpenLog] = []
    all_read = True
    for path in logs_at(paths):
        try:
            logs.append(open_log(path))
        except LogError as error:
            complain(say(error))
            all_read = False
    if arguments.has("--fix"):
        from tui_reader.commands.mending import fix_logs, mender

        logs, all_written = fix_logs(logs, mender(date.today(), _is_about_figures, unsafe=False))
        all_read = all_read and all_written
    checked = check_logs(logs, date.today(), _is_about_figures)
    left = unlinked(logs)
    if arguments.value("--format") == "json":
        found = [
            {"path": log.path, "line": log.places(one.span)[0], "rule": one.rule, "message": str(one.message)}
            for log in checked
            for one in log.diagnostics
        ]
        write(to_json({"addresses": found, "unlinked": [str(path) for path in left]}, 2) + "\n")
    else:
        for log in checked:
            for one in log.diagnostics:
                write(visible(f"{log.path}:{log.places(one.span)[0]}: {say(one.message)}") + "\n")
        for path in left:
            write(_("{path}: no log links this picture").format(path=visible(os.path.relpath(path))) + "\n")
    wrong = sum(len(log.diagnostics) for log in checked)
    addresses = ngettext("{number} address", "{number} addresses", wrong).format(number=wrong)
    pictures = ngettext("{number} picture", "{number} pictures", len(left)).format(number=len(left))
    tell(_("{addresses} to be mended, {pictures} that nobody links.").format(addresses=addresses, pictures=pictures))
    if not all_read:
        return ExitCode.FILE_PROBLEM
    return ExitCode.NOTHING_FOUND if wrong or left else ExitCode.DONE


def _is_about_figures(diagnostic: Diagnostic) -> bool:
    return diagnostic.rule in RULES


def _take(paths: list[str], arguments: Arguments) -> ExitCode:
    logs = logs_at(paths)
    if len(logs) != 1:
        raise UsageError(N_("--take wants one log, to which the figure belongs"))
    log = open_log(logs[0])
    file, title = arguments.value("--take") or "", arguments.value("--title") or ""
    pixels = int(load_settings().figure_pixels or 0)
    if file == "-":
        if sys.stdin is None:
            raise FigureError(N_("there is no standard input to read a picture from"))
        taken = take_in(sys.stdin.buffer.read(LARGEST + 1), title, log, pixels)
    elif "://" in file:
        from tui_reader.adapters.figure_content import content_of

        taken = take_in(content_of(file, log.path), title, log, pixels)
    else:
        taken = take_in_file(Path(os.path.expanduser(file)), title, log, pixels)
    write(taken.address + "\n")
    return ExitCode.DONE

"""A change to a log from the command line: worked out, shown or saved, worked out anew where somebody was faster."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tui_reader.adapters.language import _
from tui_reader.adapters.library import OpenLog, change_log, open_log
from tui_reader.adapters.log_errors import HalfWrittenError, no_file
from tui_reader.adapters.one_encoding import refuse_second_encoding
from tui_reader.adapters.saving import save_merged
from tui_reader.adapters.store import clear_up, is_pipe
from tui_reader.commands.arguments import Arguments, Option, UsageError
from tui_reader.commands.diff_output import print_diff
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.output import OutputClosedError, tell, write
from tui_reader.commands.paths import not_found
from tui_reader.core.document import Entry
from tui_reader.core.edit import Change
from tui_reader.core.message import N_
from tui_reader.core.spelling import DraftError

LINE = Option("--line", N_("a line of the entry, as list shows it"), "N")
EXPECT_TITLE = Option("--expect-title", N_("do nothing unless the entry has this title"), "TEXT")
DRY_RUN = Option("--dry-run", N_("write nothing, print what would change as a diff"))


def log_path(verb: str, arguments: Arguments) -> Path:
    """The one log that ``arguments`` of ``verb`` name."""
    given = [*arguments.positional, *arguments.trailing]
    if not given:
        raise UsageError(N_("{verb} wants a log: readtui {verb} PATH"), verb=verb)
    if len(given) > 1:
        raise UsageError(
            N_('{verb} takes one log, and "{extra}" is a second argument; put quotes around a value of several words'),
            verb=verb,
            extra=given[1],
        )
    if not os.path.exists(given[0]):
        raise not_found(given[0])
    path = Path(given[0])
    if is_pipe(path):
        raise no_file(path)  # before it is waited for
    return path


def carry_out(
    path: Path, make: Callable[[OpenLog], Change], arguments: Arguments, done: str, is_new: bool = False
) -> ExitCode:
    """Make the change that ``make`` works out for the log at ``path``, or with ``--dry-run`` print it as a diff.

    Where it was made, its place is printed, and behind it ``done``, or that all is so already. Where somebody else was
    faster, a new entry (``is_new``) is put into the log as it is by then, and the change of another is merged with
    theirs. Raises what ``make`` raises, ``ClashError`` and ``OtherEncodingError``.
    """

    def made(log: OpenLog) -> Change:
        try:
            change = make(log)
        except DraftError as error:
            raise UsageError(error.message.pattern, **dict(error.message.arguments)) from error
        refuse_second_encoding(log, change.edits)
        return change

    copies = clear_up(path)
    if copies is not None:
        raise HalfWrittenError(path, copies)
    log = open_log(path)
    if arguments.has("--dry-run"):
        print_diff(log, made(log).text)
        return ExitCode.DONE
    if is_new:
        _log, change = change_log(log, made)
        line = change.line
    else:
        change = made(log)
        saved = save_merged(log, change)
        line = saved.line
        if saved.is_merged:
            tell(_("{path}: others wrote in it meanwhile; both are in it now").format(path=path))
    if not change.edits:
        done = _("nothing to change")
    # Whoever cannot read this must still not make the change a second time.
    with suppress(OutputClosedError, BrokenPipeError):
        write(f"{path}:{line}: {done}\n")
    return ExitCode.DONE


def entry_changer(arguments: Arguments, make: Callable[[OpenLog, Entry], Change]) -> Callable[[OpenLog], Change]:
    """For ``carry_out``: apply ``make`` to the entry that ``--line`` and ``--expect-title`` mean."""
    _line_number(arguments, LINE.name)

    def change(log: OpenLog) -> Change:
        entry = entry_in_line(log, arguments, LINE.name)
        expected = arguments.value("--expect-title")
        # What a list shows in the place of a check-in's title is what was said instead.
        titles = {_folded(entry.title or ""), _folded(entry.title or entry.note or "")}
        if expected is not None and _folded(expected) not in titles:
            raise UsageError(
                N_('{path}:{line}: the entry here is "{title}", not "{expected}"; list the log again'),
                path=log.path,
                line=entry.line,
                title=entry.title or entry.note or "",
                expected=expected,
            )
        return make(log, entry)

    return change


def entry_in_line(log: OpenLog, arguments: Arguments, option: str) -> Entry:
    """The entry of ``log`` that the line behind ``option`` belongs to. Raises ``UsageError`` where there is none."""
    line = _line_number(arguments, option)
    entry = log.document.entry_at(line)
    if entry is None:
        raise _no_entry(log, line)
    return entry


def _line_number(arguments: Arguments, option: str) -> int:
    given = arguments.value(option)
    if given is None:
        raise UsageError(N_("{option} N is missing: it says which entry is meant"), option=option)
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise UsageError(
            N_("{option} {value}: write the number of a line, as in {option} 12"), option=option, value=given
        )
    return int(given)


def _no_entry(log: OpenLog, line: int) -> UsageError:
    above = [entry.line for entry in log.document.entries if entry.line < line]
    below = [entry.line for entry in log.document.entries if entry.line > line]
    nearest = ", ".join(str(number) for number in (*above[-1:], *below[:1]))
    if not nearest:
        return UsageError(N_("{path}: there is no entry in this log"), path=log.path)
    return UsageError(
        N_("{path}:{line}: no entry stands here; nearest: {nearest}"),
        path=log.path,
        line=line,
        nearest=nearest,
    )


def _folded(text: str) -> str:
    return " ".join(text.split())

"""``readtui check --fix`` and ``--diff``: fixes made in logs, or shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from tui_reader.adapters.language import say
from tui_reader.adapters.library import OpenLog, change_log
from tui_reader.adapters.log_errors import LogError
from tui_reader.adapters.standards import standard_of
from tui_reader.commands.diff_output import print_diff
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.findings_summary import diff_summary, mended_summary
from tui_reader.commands.output import complain, tell
from tui_reader.core.diagnostic import Diagnostic
from tui_reader.core.mend import Mended, mend
from tui_reader.core.text_edit import apply

Mender = Callable[[OpenLog], Mended]
"""Works out the fixes of a log."""


def mender(today: date, wanted: Callable[[Diagnostic], bool], unsafe: bool) -> Mender:
    """Makes the fixes of what is ``wanted`` as of ``today``; with ``unsafe``, also those to be asked about."""

    def mended(log: OpenLog) -> Mended:
        result = mend(log.document, standard_of(log, today), wanted, unsafe)
        if apply(log.document.text, result.edits) != result.text:
            raise RuntimeError(f"the edits that mend {log.path} do not make the text that was proved")
        return result

    return mended


def fix_logs(logs: Sequence[OpenLog], mended: Mender) -> tuple[list[OpenLog], bool]:
    """Mend ``logs`` and say so; gives them as they are then, and whether all could be written that had to be."""
    fixed: list[OpenLog] = []
    all_written = True
    for log in logs:
        try:
            new_log, change = change_log(log, mended)
        except LogError as error:
            complain(say(error))
            all_written = False
            new_log = log
        else:
            if change.mended:
                tell(mended_summary(str(log.path), change.mended))
        fixed.append(new_log)
    return fixed, all_written


def print_fixes(logs: Sequence[OpenLog], mended: Mender) -> ExitCode:
    """Print what ``fix_logs`` would do as a diff; ``NOTHING_FOUND``, as for findings, where it would do something."""
    problems = changed = 0
    for log in logs:
        result = mended(log)
        if result.edits:
            print_diff(log, result.text)
            problems += len(result.mended)
            changed += 1
    tell(diff_summary(problems, changed, len(logs)))
    return ExitCode.NOTHING_FOUND if changed else ExitCode.DONE

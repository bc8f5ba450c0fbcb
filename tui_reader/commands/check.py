"""``readtui check``: what is wrong with logs, as text, JSON, GitHub's annotations or SARIF; mended with ``--fix``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from tui_reader.adapters.language import say
from tui_reader.adapters.library import OpenLog, open_log
from tui_reader.adapters.log_errors import LogError
from tui_reader.adapters.standards import settings_mistakes
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.damage import cleared_up
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.findings import CheckedLog, check_logs
from tui_reader.commands.output import complain, tell, terminal_width, wants_colours, write
from tui_reader.commands.paths import logs_at
from tui_reader.commands.rule_choice import chosen_rules
from tui_reader.core.diagnostic import SEVERITIES, Diagnostic
from tui_reader.core.document import Document, Trivia
from tui_reader.core.message import N_
from tui_reader.core.rule import RULES

VERB = Verb(
    "readtui check",
    "PATH...",
    N_(
        "Find what is wrong with logs, or with the logs of a folder, and mend it.\n\n"
        "Several logs are one library: a paper that stands in two of them is found.\n"
        "Markdown that is no log is passed over in silence.\n\n"
        "The exit code is 0 where nothing is found, and 1 where something is: with\n"
        "--fix, where something is left; with --diff, where --fix would change something.\n"
        "CODE is the code of a rule, the beginning of some, or header, body or log.\n"
        "<!-- readtui: ignore CODE --> in an entry or right above it silences a rule."
    ),
    (
        Option("--fix", N_("mend what needs no asking")),
        Option("--diff", N_("only print what --fix would change")),
        Option("--unsafe", N_("with these: also what needs asking")),
        Option("--select", N_("look for these rules alone"), "CODE,...", repeatable=True),
        Option("--ignore", N_("leave these rules out"), "CODE,...", repeatable=True),
        Option("--level", N_("leave out what is less than this"), "LEVEL", choices=("error", "warning", "info")),
        Option("--format", N_("how to print what is found"), "FORMAT", choices=("text", "json", "github", "sarif")),
        Option("--explain", N_("show how the logs spell an entry instead")),
        Option("--rule", N_("explain rules; without CODE, list them"), "CODE", repeatable=True, value_optional=True),
    ),
)

CHUNK = 1000
"""Findings that are written at once."""

RANKS: dict[str, int] = {severity: rank for rank, severity in enumerate(SEVERITIES)}
"""How bad each severity is, the worst first."""


def run(arguments: Arguments) -> ExitCode:
    """Check what ``arguments`` name, mend it if they say so, and print what is wrong."""
    if arguments.has("--rule"):
        return _print_rules(arguments)
    _refuse_contradictions(arguments)
    wanted = _wanted(arguments)
    logs, all_in_order = _open(arguments)
    if not logs:
        if arguments.value("--format") in ("json", "sarif") and all_in_order:
            _print(arguments, [])
        return ExitCode.DONE if all_in_order else ExitCode.FILE_PROBLEM
    if mistakes := settings_mistakes(log.path for log in logs):
        # Whoever is held to something has to know to what.
        for mistake in mistakes:
            complain(say(mistake))
        return ExitCode.FILE_PROBLEM
    today = date.today()
    if arguments.has("--explain"):
        _explain(logs, today)
        return ExitCode.DONE if all_in_order else ExitCode.FILE_PROBLEM
    if arguments.has("--fix") or arguments.has("--diff"):
        from tui_reader.commands.mending import fix_logs, mender, print_fixes

        mended = mender(today, wanted, arguments.has("--unsafe"))
        if arguments.has("--diff"):
            code = print_fixes(logs, mended)
            return code if all_in_order else ExitCode.FILE_PROBLEM
        logs, all_written = fix_logs(logs, mended)
        all_in_order = all_in_order and all_written
    checked = check_logs(logs, today, wanted)
    _print(arguments, checked)
    if not all_in_order:
        return ExitCode.FILE_PROBLEM
    return ExitCode.NOTHING_FOUND if any(log.diagnostics for log in checked) else ExitCode.DONE


def _refuse_contradictions(arguments: Arguments) -> None:
    if arguments.has("--diff") and arguments.has("--format"):
        raise UsageError(N_("--diff and --format exclude each other; leave one out"))
    others = ("--fix", "--diff", "--format", "--select", "--ignore", "--level")
    if arguments.has("--explain") and (given := [option for option in others if arguments.has(option)]):
        raise UsageError(N_("--explain and {option} exclude each other; leave one out"), option=given[0])
    if arguments.has("--unsafe") and not (arguments.has("--fix") or arguments.has("--diff")):
        raise UsageError(N_("--unsafe says how much to mend; add --fix or --diff"))


def _explain(logs: Sequence[OpenLog], today: date) -> None:
    """Print how ``logs`` spell an entry, and how one knows."""
    from tui_reader.commands.explanation import explanation_lines

    for number, log in enumerate(logs):
        _write_lines([*(["\n"] if number else []), *explanation_lines(log, today)])


def _wanted(arguments: Arguments) -> Callable[[Diagnostic], bool]:
    """Tells which findings ``arguments`` ask for."""
    rules = set(chosen_rules("--select", arguments.values["--select"]) if arguments.has("--select") else RULES)
    if arguments.has("--ignore"):
        rules.difference_update(chosen_rules("--ignore", arguments.values["--ignore"]))
    level = arguments.value("--level") or SEVERITIES[-1]
    severities = [severity for severity in SEVERITIES if RANKS[severity] <= RANKS[level]]
    return lambda diagnostic: diagnostic.rule in rules and diagnostic.severity in severities


def _open(arguments: Arguments) -> tuple[list[OpenLog], bool]:
    """The logs that ``arguments`` name, and whether all could be read; of those that could not, a line is said."""
    paths = [*arguments.positional, *arguments.trailing]
    if not paths:
        raise UsageError(N_("check wants a log: readtui check PATH..."))
    logs: list[OpenLog] = []
    all_read = True
    for path in cleared_up(logs_at(paths)):
        try:
            log = open_log(path)
        except LogError as error:
            complain(say(error))
            all_read = False
        else:
            if is_log(log.document):
                logs.append(log)
    return logs, all_read


def is_log(document: Document) -> bool:
    """Whether there is anything in ``document`` that only logs have: hooks name all Markdown of a repository."""
    return bool(document.entries) or any(
        isinstance(block, Trivia) and block.kind in ("template", "insertion") for block in document.blocks
    )


def _print(arguments: Arguments, checked: Sequence[CheckedLog]) -> None:
    """Print what was found, in the form that ``arguments`` ask for; in those for people, say how much it is."""
    form = arguments.value("--format") or "text"
    _write_lines(FORMS[form](checked))
    if form in ("text", "github"):
        from tui_reader.commands.findings_summary import summary

        tell(summary(checked))


def _text(checked: Sequence[CheckedLog]) -> Iterable[str]:
    from tui_reader.commands.findings_text import COLOURED, PLAIN, USUAL_CELLS, text_lines

    return text_lines(checked, terminal_width() or USUAL_CELLS, COLOURED if wants_colours() else PLAIN)


def _json(checked: Sequence[CheckedLog]) -> Iterable[str]:
    from tui_reader.commands.findings_json import json_lines

    return json_lines(checked)


def _github(checked: Sequence[CheckedLog]) -> Iterable[str]:
    from tui_reader.commands.findings_github import github_lines

    return github_lines(checked)


def _sarif(checked: Sequence[CheckedLog]) -> Iterable[str]:
    from tui_reader.commands.findings_sarif import sarif_lines

    return sarif_lines(checked)


FORMS: dict[str, Callable[[Sequence[CheckedLog]], Iterable[str]]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}


def _print_rules(arguments: Arguments) -> ExitCode:
    """Print the pages of the rules that are named, or the list of all."""
    from tui_reader.commands.rule_page import rule_list, rule_page

    codes = [value for value in arguments.values["--rule"] if value]
    if codes:
        write("\n".join(rule_page(RULES[code]) for code in chosen_rules("--rule", codes)))
    else:
        _write_lines(rule_list(terminal_width()))
    return ExitCode.DONE


def _write_lines(lines: Iterable[str]) -> None:
    chunk: list[str] = []
    for line in lines:
        chunk.append(line)
        if len(chunk) == CHUNK:
            write("".join(chunk))
            chunk = []
    write("".join(chunk))

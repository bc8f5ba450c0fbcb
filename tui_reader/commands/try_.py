"""``readtui try``: what readtui makes of somebody's logs, on one page. Nothing is written."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from tui_reader.adapters.count_words import check_ins_counted, entries_counted, papers_counted
from tui_reader.adapters.language import _, ngettext, say
from tui_reader.adapters.library import OpenLog, open_log
from tui_reader.adapters.log_errors import LogError, NoLogInFolderError
from tui_reader.adapters.log_folder import find_logs
from tui_reader.adapters.standards import papers_of, settings_mistakes, standard_of, template_of
from tui_reader.commands.arguments import Arguments, UsageError, Verb
from tui_reader.commands.check import is_log
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.findings import CheckedLog, check_logs
from tui_reader.commands.findings_summary import summary
from tui_reader.commands.output import complain, terminal_width, write
from tui_reader.commands.paths import not_found
from tui_reader.commands.table import aligned
from tui_reader.core.document import Entry
from tui_reader.core.mend import mend
from tui_reader.core.message import N_
from tui_reader.core.rule import RULES
from tui_reader.core.visible import visible

VERB = Verb(
    "readtui try",
    "PATH",
    N_(
        "Look at a log, or at a folder such as a clone of a repository, and say on one\n"
        "page what was read, who reads what, what is off, and what check --fix would do.\n"
        "Nothing is written."
    ),
)

READERS = 12
"""Readers who are named; the others are counted."""

RULES_NAMED = 8
"""Rules whose findings are counted one by one."""

INDENT = "  "

Lines = Iterator[str]


def run(arguments: Arguments) -> ExitCode:
    """Print the page about the path that ``arguments`` name; ``NOTHING_FOUND`` where there is no log."""
    paths = [*arguments.positional, *arguments.trailing]
    if len(paths) != 1:
        raise UsageError(N_("try wants one log or folder: readtui try PATH"))
    if not os.path.exists(paths[0]):
        raise not_found(paths[0])
    path = Path(paths[0])
    logs = _logs(path)
    if not logs:
        _write(_nothing(path))
        return ExitCode.NOTHING_FOUND
    for mistake in settings_mistakes(log.path for log in logs):
        complain(say(mistake))
    today = date.today()
    checked = check_logs(logs, today, lambda _diagnostic: True)
    _write(_what_was_read(logs))
    _write(_who_reads(logs))
    _write(_what_is_off(checked))
    _write(_what_fix_would_do(logs, today))
    _write(_where_to_go(path, logs))
    return ExitCode.DONE


def _logs(path: Path) -> list[OpenLog]:
    """The logs at ``path`` that can be read; of the others a line is said."""
    try:
        files = find_logs(path) if path.is_dir() else [path]
    except NoLogInFolderError:
        return []
    logs = []
    for file in files:
        try:
            log = open_log(file)
        except LogError as error:
            complain(say(error))
        else:
            if is_log(log.document):
                logs.append(log)
    return logs


def _nothing(path: Path) -> Lines:
    yield _("{path}: no log is here.").format(path=path)
    yield _("In a log, an entry begins as in [2024-03-05]-[Mira]-[Title]-[Venue](link); readtui NAME.md begins one.")


def _what_was_read(logs: Sequence[OpenLog]) -> Lines:
    yield _("What was read")
    rows = [_row_of(log) for log in logs]
    yield from _table(rows)
    entries = _entries(logs)
    papers = [entry for entry in entries if entry.kind == "paper"]
    yield INDENT + _("{counts}; with a link {links}, with a figure {figures}, with a summary {summaries}").format(
        counts=_counts(len(papers), len(entries) - len(papers)),
        links=sum(any(link.url for link in entry.links) for entry in papers),
        figures=sum(bool(entry.figures) for entry in papers),
        summaries=sum(bool(entry.summary) for entry in papers),
    )
    if not any(entry.reader for entry in entries):
        yield INDENT + _("Nobody's name stands in any of them: this may be no log.")
    unread = sum(entry.date is None or not entry.reader for entry in entries)
    if unread:
        words = ngettext(
            "{number} entry has no date or no reader that can be read",
            "{number} entries have no date or no reader that can be read",
            unread,
        )
        yield f"{INDENT}{words.format(number=unread)}: readtui list {visible(str(logs[0].path))} is:undated"


def _counts(papers: int, check_ins: int) -> str:
    """So many papers, and so many times somebody said why not."""
    return _(", ").join((papers_counted(papers), check_ins_counted(check_ins)))


def _row_of(log: OpenLog) -> tuple[str, ...]:
    entries = log.document.entries
    days = sorted(entry.date for entry in entries if entry.date)
    period = f"{days[0]} – {days[-1]}" if days else _("no date")
    return (
        str(log.path),
        entries_counted(len(entries)),
        period,
        template_of(log).header_prefix + "-".join(f"[{field}]" for field in template_of(log).fields),
    )


def _who_reads(logs: Sequence[OpenLog]) -> Lines:
    yield ""
    yield _("Who reads")
    entries = _entries(logs)
    counts = Counter(entry.reader or _("no reader") for entry in entries)
    papers = Counter(entry.reader or _("no reader") for entry in entries if entry.kind == "paper")
    rows = []
    for reader, number in counts.most_common(READERS):
        days = [entry.date for entry in entries if entry.date and (entry.reader or _("no reader")) == reader]
        venues = Counter(entry.source for entry in entries if entry.reader == reader and entry.source)
        often = ", ".join(source for source, _count in venues.most_common(3))
        said = _counts(papers[reader], number - papers[reader])
        rows.append((reader, said, max(days, default=""), often))
    yield from _table(rows)
    others = len(counts) - len(rows)
    if others > 0:
        words = ngettext("and {number} other reader", "and {number} other readers", others)
        yield f"{INDENT}{words.format(number=others)}"


def _what_is_off(checked: Sequence[CheckedLog]) -> Lines:
    yield ""
    yield _("What is off")
    yield INDENT + summary(checked)
    found = [(log, diagnostic) for log in checked for diagnostic in log.diagnostics]
    counts = Counter(diagnostic.rule for _log, diagnostic in found)
    rows = []
    for rule, number in counts.most_common(RULES_NAMED):
        log, first = next((log, diagnostic) for log, diagnostic in found if diagnostic.rule == rule)
        place = f"{log.path}:{log.places(first.span)[0]}"
        rows.append((str(number), rule, _(RULES[rule].what), place))
    yield from (INDENT + line for line in aligned([tuple(map(visible, row)) for row in rows], None))
    others = len(counts) - len(rows)
    if others > 0:
        words = ngettext("and what {number} other rule found", "and what {number} other rules found", others)
        yield f"{INDENT}{words.format(number=others)}"


def _what_fix_would_do(logs: Sequence[OpenLog], today: date) -> Lines:
    yield ""
    yield _("What check --fix would do")
    papers = papers_of(logs)
    mended = [(log, mend(log.document, standard_of(log, today, papers))) for log in logs]
    for log, result in mended:
        if result.mended:
            problems, places = len(result.mended), len(result.edits)
            yield INDENT + _("{path}: mend {problems} in {places}; left for a person: {rest}").format(
                path=log.path,
                problems=ngettext("{number} problem", "{number} problems", problems).format(number=problems),
                places=ngettext("{number} place", "{number} places", places).format(number=places),
                rest=len(result.rest),
            )
    if not any(result.mended for _log, result in mended):
        yield INDENT + _("nothing")


def _where_to_go(path: Path, logs: Sequence[OpenLog]) -> Lines:
    yield ""
    yield _("Nothing was written. To go on:")
    newest = max(logs, key=lambda log: max((entry.date or "" for entry in log.document.entries), default=""))
    yield from _table(
        [
            (f"readtui {_quoted(newest.path)}", _("read and write it")),
            (f"readtui check --diff {_quoted(path)}", _("see every line that --fix would change")),
        ]
    )


def _quoted(path: Path) -> str:
    from shlex import quote

    return quote(str(path))


def _entries(logs: Sequence[OpenLog]) -> list[Entry]:
    return [entry for log in logs for entry in log.document.entries]


def _table(rows: Sequence[Sequence[str]]) -> Lines:
    # The first column of a table stands to the right; here it is an empty one.
    width = terminal_width()
    yield from aligned([("", *map(visible, row)) for row in rows], width)


def _write(lines: Iterable[str]) -> None:
    write("".join(f"{visible(line)}\n" for line in lines))

"""``readtui list``: the entries of logs, all or those that a query means, as a table, JSON, CSV or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.damage import cleared_up
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.output import is_terminal, terminal_width, write
from tui_reader.commands.paths import logs_at, split_query
from tui_reader.core.message import N_

if TYPE_CHECKING:
    from tui_reader.adapters.library import OpenLog
    from tui_reader.commands.rows import Row
    from tui_reader.core.arrangement import Arrangement
    from tui_reader.core.document import Entry

VERB = Verb(
    "readtui list",
    "PATH... [QUERY]",
    N_(
        "List the entries of logs, or of a folder of logs.\n\n"
        "Arguments that name an existing file or folder are paths, the rest is the query:\n"
        '  words  "a phrase"    all must stand in title, summary, source, reader or note\n'
        "  -word                must not stand there; put it behind --\n"
        "  by:NAME  section:NAME  source:NAME\n"
        "  since:DATE  until:DATE  date:DATE\n"
        "  is:paper  is:no-reading  is:undated\n"
        "  has:figure  has:link  has:summary  has:problem  rule:CODE\n"
        "A DATE is 2024, 2024-03, 2024-03-05, 2024-W12, today, week, month or year.\n"
        "Where nothing matches: by sound (hym: 韩一鸣), then similar words; it says so.\n\n"
        "--sort date, reader, title, source, section, problems\n"
        "--group week, month, reader, section, source, file"
    ),
    (
        Option("--format", N_("how to print them"), "FORMAT", choices=("table", "json", "csv", "markdown")),
        Option("--query", N_("what to look for"), "QUERY", short="-q", repeatable=True),
        Option("--saved", N_("a saved query, see searches.yaml"), "NAME"),
        Option(
            "--sort",
            N_("how to sort them; ,desc: the last first"),
            "FIELD[,desc]",
        ),
        Option(
            "--group",
            N_("in groups, with their counts"),
            "FIELD",
            choices=("week", "month", "reader", "section", "source", "file"),
        ),
    ),
)

CHUNK = 1000
"""Entries that are written at once."""

READER_CELLS = 20
"""Of a terminal's line, at most for the reader."""


def run(arguments: Arguments) -> ExitCode:
    """List what ``arguments`` ask for; ``NOTHING_FOUND`` where no entry matches."""
    paths, query = split_query("list", arguments)
    arrangement: Arrangement | None = None
    if arguments.has("--sort") or arguments.has("--group"):
        from tui_reader.commands.arranged import arrangement_of

        arrangement = arrangement_of(arguments)
    name = arguments.value("--saved")
    if name is not None:
        query = f"{_saved(name)} {query}"
    return print_entries(paths, query, arguments.value("--format") or "table", arrangement)


def _saved(name: str) -> str:
    """The query that was saved under ``name``. Raises ``UsageError`` where none was."""
    from tui_reader.adapters.saved_searches import UnknownSearchError, saved_search

    try:
        return saved_search(name)
    except UnknownSearchError as error:
        raise UsageError(error.message.pattern, **dict(error.message.arguments)) from error


def print_entries(
    paths: Sequence[str], query: str = "", form: str = "table", arrangement: Arrangement | None = None
) -> ExitCode:
    """Print the entries of the logs at ``paths`` that ``query`` means, as ``arrangement`` wants them."""
    if form == "table" and not query.strip() and arrangement is None:
        from tui_reader.commands.rows import all_rows

        rows = all_rows(cleared_up(logs_at(paths)))
        _print(_aligned(rows))
        return ExitCode.DONE if rows else ExitCode.NOTHING_FOUND
    from tui_reader.adapters.library import open_log
    from tui_reader.commands.found import hits_of

    logs = [open_log(path) for path in cleared_up(logs_at(paths))]

    hits = hits_of(logs, query)
    entries = [(log, entry) for log in logs for entry in log.document.entries]
    groups = [Listed(None, [entries[index] for index in hits])]
    if arrangement is not None:
        from tui_reader.commands.arranged import order_of

        groups = [
            Listed(name if arrangement.group else None, [entries[index] for index in indices])
            for name, indices in order_of(logs, arrangement).groups(hits)
        ]
    _print({"table": _table, "json": json_lines, "csv": csv_lines, "markdown": markdown_lines}[form](groups))
    return ExitCode.DONE if hits else ExitCode.NOTHING_FOUND


def _print(lines: Iterable[str]) -> None:
    upcoming = iter(lines)
    while chunk := "".join(islice(upcoming, CHUNK)):
        write(chunk)


class Listed(NamedTuple):
    """What is printed together."""

    name: str | None
    """Of the group; empty: of what belongs to none. None where no groups are wanted."""
    entries: Sequence[tuple[OpenLog, Entry]]

    @property
    def heading(self) -> str:
        """The name and how many entries there are."""
        return f"{self.name or '–'} ({len(self.entries)})"


def _table(groups: Sequence[Listed]) -> Iterator[str]:
    """Line number, date, reader, and title or note; with the file where there are several."""
    from tui_reader.commands.rows import row
    from tui_reader.core.visible import visible

    several = len({log.path for group in groups for log, _ in group.entries}) > 1
    lines = _aligned(
        [row(entry, entry.line, log.path if several else None) for group in groups for log, entry in group.entries]
    )
    separator = ""
    for group in groups:
        if group.name is not None:
            yield f"{separator}{visible(group.heading)}\n"
            separator = "\n"
        yield from islice(lines, len(group.entries))


def _aligned(rows: Sequence[Row]) -> Iterator[str]:
    from tui_reader.commands.table import aligned, cut

    width = terminal_width()
    if width is not None:
        rows = [(place, date, cut(reader, READER_CELLS), title) for place, date, reader, title in rows]
    return map("{}\n".format, aligned(rows, width))


def json_lines(groups: Sequence[Listed]) -> Iterator[str]:
    """One array, an entry a line; each names its group where groups are wanted."""
    from bisect import bisect_left
    from datetime import date

    from tui_reader.adapters.standards import papers_of, standard_of
    from tui_reader.commands.group_settings import warn_of_mistakes
    from tui_reader.commands.safe_json import to_json
    from tui_reader.core.check import Checker

    today = date.today()
    listed = [(group.name, log, entry) for group in groups for log, entry in group.entries]
    logs = {log.path: log for _name, log, _entry in listed}
    warn_of_mistakes(logs)
    papers = papers_of(list(logs.values()))
    checkers = {path: Checker(log.document, standard_of(log, today, papers)) for path, log in logs.items()}
    separator = "[\n"
    for name, log, entry in listed:
        record = _record(log, entry)
        position = bisect_left(log.document.entries, entry.start, key=lambda other: other.start)
        record["diagnostics"] = [
            {"rule": found.rule, "line": found.line, "message": str(found.message)}
            for found in checkers[log.path].of_entry(position)
        ]
        if name is not None:
            record["group"] = name or None
        yield separator + to_json(record)
        separator = ",\n"
    yield "\n]\n" if listed else "[]\n"


def csv_lines(groups: Sequence[Listed], for_spreadsheets: bool = False) -> Iterator[str]:
    """A line of names, then a line an entry; several links or figures with a space between them.

    Scripts get what stands in the log. ``for_spreadsheets``: lines end as RFC 4180 has it, and what would be taken for
    a formula begins with an apostrophe: what others wrote into a log is not to be worked out.
    """
    import csv
    import io

    from tui_reader.core.visible import visible

    for_people = is_terminal()
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n" if for_spreadsheets else "\n")
    writer.writerow(CSV_COLUMNS)
    for log, entry in (listed for group in groups for listed in group.entries):
        record = _record(log, entry)
        record["links"] = " ".join(link["url"] for link in record["links"])
        record["figures"] = " ".join(record["figures"])
        row = [record[name] for name in CSV_COLUMNS]
        if for_spreadsheets:
            row = [f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) else cell for cell in row]
        writer.writerow(
            [visible(value, keep_newlines=True) if for_people and isinstance(value, str) else value for value in row]
        )
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula."""

CSV_COLUMNS = (
    "path",
    "line",
    "end_line",
    "section",
    "kind",
    "date",
    "reader",
    "title",
    "source",
    "links",
    "figures",
    "summary",
    "note",
)


def markdown_lines(groups: Sequence[Listed]) -> Iterator[str]:
    """The entries as they are written, with a blank line between them, and the groups' names as headings."""
    from tui_reader.core.visible import visible

    for_people = is_terminal()
    separator = ""
    for group in groups:
        if group.name is not None:
            yield f"{separator}## {visible(group.heading)}\n"
            separator = "\n"
        for _log, entry in group.entries:
            text = entry.markdown.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
            yield f"{separator}{visible(text, keep_newlines=True) if for_people else text}\n"
            separator = "\n"


def _record(log: OpenLog, entry: Entry) -> dict[str, Any]:
    """An entry by the names that scripts know."""
    return {
        "path": str(log.path),
        "line": entry.line,
        "end_line": entry.end_line,
        "section": entry.section,
        "kind": entry.kind,
        "date": entry.date,
        "reader": entry.reader,
        "title": entry.title,
        "source": entry.source,
        "links": [{"label": link.label, "url": link.url} for link in entry.links],
        "figures": list(entry.figures),
        "summary": entry.summary,
        "note": entry.note,
    }

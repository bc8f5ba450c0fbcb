"""``readtui export``: entries for other programs: bibliographies, tables, one page of HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.adapters.language import ngettext
from tui_reader.adapters.library import open_log
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.damage import cleared_up
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.found import hits_of
from tui_reader.commands.list import Listed, csv_lines, json_lines, markdown_lines
from tui_reader.commands.output import tell, write
from tui_reader.commands.paths import logs_at, split_query
from tui_reader.core.message import N_

if TYPE_CHECKING:
    from tui_reader.core.reference_list import Reference

FORMS = ("bibtex", "csl", "csv", "json", "html", "markdown")

VERB = Verb(
    "readtui export",
    "PATH... [QUERY]",
    N_(
        "Print entries, or those that a query means, for other programs:\n\n"
        "  bibtex    for LaTeX; csl: CSL-JSON for Zotero, pandoc and the like. Papers,\n"
        "            each once; a log knows no authors, so there are none. Where type\n"
        "            or year is worked out and not written, the note says so.\n"
        "  csv json  as readtui list prints them\n"
        "  html      one page for a browser, with everything in it\n"
        "  markdown  as they stand in the log\n\n"
        "The query is that of readtui list. The exit code is 1 where there is no entry."
    ),
    (
        Option("--to", N_("what to make"), "FORM", choices=FORMS),
        Option("--output", N_("write it to this file"), "FILE", short="-o"),
        Option("--query", N_("what to look for"), "QUERY", short="-q", repeatable=True),
    ),
)

Entries = Sequence[Listed]


def run(arguments: Arguments) -> ExitCode:
    """Print or write what ``arguments`` ask for; ``NOTHING_FOUND`` where there is no entry."""
    paths, query = split_query("export", arguments)
    form = arguments.value("--to")
    if form is None:
        raise UsageError(N_("export wants a form: --to {forms}"), forms="|".join(FORMS))
    logs = [open_log(path) for path in cleared_up(logs_at(paths))]
    entries = [(log, entry) for log in logs for entry in log.document.entries]
    listed = [entries[index] for index in hits_of(logs, query)]
    if not listed:
        return ExitCode.NOTHING_FOUND
    text = "".join(MAKERS[form]([Listed(None, listed)]))
    if not text:
        return ExitCode.NOTHING_FOUND
    output = arguments.value("--output")
    if output is None:
        write(text)
    else:
        from tui_reader.adapters.digests import write_page

        write_page(Path(output), text, logs)
    return ExitCode.DONE


def _references(groups: Entries) -> list[Reference]:
    """The papers; of the entries that are left out, a line is said."""
    from tui_reader.adapters.figures import in_latin
    from tui_reader.core.reference_list import references

    entries = [entry for group in groups for _log, entry in group.entries]
    found = references(entries, in_latin)
    left_out = len(entries) - len(found)
    if left_out:
        words = ngettext(
            "{number} entry is left out: no paper, without a title, or there already",
            "{number} entries are left out: no papers, without a title, or there already",
            left_out,
        )
        tell(words.format(number=left_out))
    return found


def _bibtex(groups: Entries) -> Iterator[str]:
    from tui_reader.core.reference_list import bibtex

    return bibtex(_references(groups))


def _csl(groups: Entries) -> Iterator[str]:
    from tui_reader.commands.safe_json import to_json
    from tui_reader.core.reference_list import csl

    items = list(csl(_references(groups)))
    yield to_json(items, 2) + "\n" if items else ""


def _html(groups: Entries) -> Iterator[str]:
    from tui_reader.commands.export_page import page_of

    yield page_of([listed for group in groups for listed in group.entries])


MAKERS: dict[str, Callable[[Entries], Iterator[str]]] = {
    "bibtex": _bibtex,
    "csl": _csl,
    "csv": csv_lines,
    "json": json_lines,
    "html": _html,
    "markdown": markdown_lines,
}

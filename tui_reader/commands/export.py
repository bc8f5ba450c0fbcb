"""``readtui export``: entries for other programs: bibliographies, tables, one page of HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from tui_reader.adapters.language import _, ngettext
from tui_reader.adapters.library import OpenLog, open_log
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.damage import cleared_up
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.found import hits_of
from tui_reader.commands.list import Listed, csv_lines, json_lines, markdown_lines
from tui_reader.commands.output import is_terminal, tell, write
from tui_reader.commands.paths import logs_at, split_query
from tui_reader.core.message import N_

BIBLIOGRAPHIES = ("bibtex", "csl")
FORMS = ("bibtex", "csl", "csv", "json", "html", "markdown")

VERB = Verb(
    "readtui export",
    "PATH... [QUERY]",
    N_(
        "Print entries, or those that a query means, for other programs:\n\n"
        "  bibtex    for LaTeX; csl: CSL-JSON for Zotero, pandoc and the like. Papers,\n"
        "            each once; a log knows no authors, so there are none. Where type,\n"
        "            venue or year may be wrong, the note says: guessed\n"
        "  csv       for spreadsheets: what would be a formula begins with '\n"
        "  json      as readtui list prints it\n"
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
    hits = hits_of(logs, query)
    if form in BIBLIOGRAPHIES:
        text = _bibliography(logs, hits, form)
    else:
        entries = [(log, entry) for log in logs for entry in log.document.entries]
        text = "".join(MAKERS[form]([Listed(None, [entries[index] for index in hits])])) if hits else ""
    if not text:
        return ExitCode.NOTHING_FOUND
    output = arguments.value("--output")
    if output is None:
        write(text)
    else:
        from tui_reader.adapters.written_page import write_page

        write_page(Path(output), text, [log.path for log in logs])
        if is_terminal():
            tell(_("written: {path}").format(path=output))
    return ExitCode.DONE


def _bibliography(logs: Sequence[OpenLog], hits: Sequence[int], form: str) -> str:
    """The papers among the ``hits``; what is left out is said. Empty where there is none."""
    from tui_reader.adapters.bibliography_of import references_of
    from tui_reader.commands.group_settings import warn_of_mistakes
    from tui_reader.commands.safe_json import to_json
    from tui_reader.core.reference_list import bibtex, csl

    warn_of_mistakes(log.path for log in logs)
    entries = [entry for log in logs for entry in log.document.entries]
    found = references_of(logs, hits)
    papers = sum(entries[index].kind == "paper" for index in hits)
    _say_left_out(len(hits) - papers, papers - len(found))
    if not found:
        return ""
    return "".join(bibtex(found)) if form == "bibtex" else to_json(list(csl(found)), 2) + "\n"


def _say_left_out(check_ins: int, again: int) -> None:
    if check_ins:
        words = ngettext(
            "{number} entry is left out: it says that nothing was read",
            "{number} entries are left out: they say that nothing was read",
            check_ins,
        )
        tell(words.format(number=check_ins))
    if again:
        words = ngettext(
            "{number} entry is about a paper that another is about: the paper is there once",
            "{number} entries are about papers that others are about: each paper is there once",
            again,
        )
        tell(words.format(number=again))


def _html(groups: Entries) -> Iterator[str]:
    from tui_reader.commands.export_page import page_of

    yield page_of([listed for group in groups for listed in group.entries])


MAKERS: dict[str, Callable[[Entries], Iterator[str]]] = {
    "csv": partial(csv_lines, for_spreadsheets=True),
    "json": json_lines,
    "html": _html,
    "markdown": markdown_lines,
}
"""How entries become each of the other forms."""

"""``readtui digest``: a week, or what a query finds, for the group meeting: as Markdown, a page, or slides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.adapters.digests import FORMS, Digester, form_of
from tui_reader.adapters.language import _
from tui_reader.adapters.library import Library, OpenLog, open_log
from tui_reader.adapters.written_page import write_page
from tui_reader.commands.arguments import Arguments, Option, UsageError, Verb
from tui_reader.commands.damage import cleared_up
from tui_reader.commands.exit_code import ExitCode
from tui_reader.commands.found import query_of
from tui_reader.commands.group_settings import warn_of_mistakes
from tui_reader.commands.output import complain, is_terminal, tell, write
from tui_reader.commands.paths import logs_at, split_query
from tui_reader.commands.week_choice import tell_path_from_week, week_meant
from tui_reader.core.message import N_

if TYPE_CHECKING:
    from tui_reader.core.digest import Digest

VERB = Verb(
    "readtui digest",
    "PATH... [QUERY]",
    N_(
        "Print a week, or what a query finds, reader by reader: for the group meeting.\n"
        "Without a query it is this week, with who said why not and who is silent;\n"
        "--week takes any other, and latest is the last one with entries.\n\n"
        "  markdown  to be read, or posted where Markdown is understood\n"
        "  html      one file with its figures in it, for a browser and for paper\n"
        "  slides    Markdown with --- between slides, for Marp, reveal-md or Slidev\n\n"
        "The query is that of readtui list; .readtui.yaml says when a week ends."
    ),
    (
        Option("--to", N_("what to make; by default as FILE says"), "FORM", choices=FORMS),
        Option("--week", N_("which week: 2024-W12, a day, last, latest"), "WEEK", value_optional=True),
        Option("--output", N_("write it to this file"), "FILE", short="-o"),
        Option("--remote-figures", N_("html: fetch figures from other sites, too")),
        Option("--query", N_("what to look for"), "QUERY", short="-q", repeatable=True),
    ),
)


def run(arguments: Arguments) -> ExitCode:
    """Print or write what ``arguments`` ask for; ``NOTHING_FOUND`` where there is no entry."""
    tell_path_from_week(arguments)
    paths, query = split_query("digest", arguments)
    output = arguments.value("--output")
    form = arguments.value("--to") or (form_of(Path(output)) if output else None) or "markdown"
    if arguments.has("--remote-figures") and form != "html":
        raise UsageError(N_("--remote-figures goes with --to html: the other forms name figures, and hold none"))
    logs = [open_log(path) for path in cleared_up(logs_at(paths))]
    warn_of_mistakes(log.path for log in logs)
    today = date.today()
    digester = Digester(logs, today)
    hits = _hits(logs, query, today) if query.strip() else None
    digest = _digest(digester, arguments, hits, " ".join(query.split()))
    if digest is None:
        return ExitCode.NOTHING_FOUND
    folder = Path(output).parent if output else Path()
    text = digester.text(digest, form, folder, arguments.has("--remote-figures"))
    if output:
        write_page(Path(output), text, [log.path for log in logs])
        if is_terminal():
            tell(_("written: {path}").format(path=output))
    else:
        write(text)
    return ExitCode.DONE


def _hits(logs: Sequence[OpenLog], text: str, today: date) -> Sequence[int]:
    """The indices of the entries that the query ``text`` means, counted through all ``logs``."""
    query = query_of(text, today)
    library = Library(logs)
    if query.needs_findings:
        library.take_in(library.look_over(today))
    return library.search(query, today)


def _digest(digester: Digester, arguments: Arguments, hits: Sequence[int] | None, query: str) -> Digest | None:
    """The digest that is asked for. None, once it was said, where there is nothing to put into it."""
    wanted = arguments.value("--week")
    if hits is not None and wanted is None:
        digest = digester.of_query(hits, query)
        if digest.is_empty:
            complain(_("no entry was found"))
        return None if digest.is_empty else digest
    week = week_meant(wanted or "", digester.today, digester.group.week_ends, lambda: digester.weeks)
    digest = digester.of_week(week, hits, query)
    if not digest.is_empty:
        return digest
    latest = digester.weeks[-1].name if digester.weeks else None
    if latest is None or latest == week.name:
        complain(_("nothing was logged in {week}").format(week=week.name))
    else:
        words = _("nothing was logged in {week}; the last week with entries: --week {latest}")
        complain(words.format(week=week.name, latest=latest))
    return None

"""Entries as one page of HTML, in the order of the log: for a browser; the digest is what one shows at a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from tui_reader.adapters.count_words import entries_counted
from tui_reader.adapters.figure_files import FigureFiles
from tui_reader.adapters.language import _
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.paper_html import Figures, page_language, paper_html
from tui_reader.core.document import Entry
from tui_reader.core.html_page import escaped, language_mark, page

STYLE = "figure { margin: .9rem 0; }\nfigure img { margin: 0; }\n"

Listed = Sequence[tuple[OpenLog, Entry]]


def page_of(listed: Listed) -> str:
    """The page: one file that loads nothing. Figures of the repository are in it, others are links."""
    paths = list(dict.fromkeys(log.path for log, _entry in listed))
    title = ", ".join(path.name for path in paths) if len(paths) <= 3 else _("Reading log")
    return page(title, page_language(), "".join(_body(title, paths, listed)), STYLE)


def _body(title: str, paths: Sequence[Path], listed: Listed) -> Iterator[str]:
    count = entries_counted(len(listed))
    yield f'<header>\n<h1>{escaped(title)}</h1>\n<p class="meta">{escaped(count)}</p>\n</header>\n'
    figures = {path: Figures(FigureFiles(path), has_remote=False) for path in paths}
    for (path, section), entries in groupby(listed, key=lambda one: (one[0].path, one[1].section or "")):
        names = [name for name in (path.name if len(paths) > 1 else "", section) if name]
        if names:
            heading = " · ".join(names)
            yield f"<h2{language_mark(heading, page_language())}>{escaped(heading)}</h2>\n"
        for _log, entry in entries:
            facts = filter(None, (entry.reader, entry.date, entry.source))
            yield from paper_html(entry, facts, figures[path])

"""A digest as one HTML file, with its figures in it: for the group meeting, on a screen or on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tui_reader.adapters.digest_words import (
    counts_of,
    facts_of,
    heading_of_silent,
    names,
    reader_name,
    title_of,
    words_of,
)
from tui_reader.adapters.figure_files import FigureFiles
from tui_reader.adapters.language import _
from tui_reader.adapters.paper_html import Figures, page_language, paper_html
from tui_reader.core.digest import Digest, Part
from tui_reader.core.html_page import escaped, page

STYLE = """\
header { margin-bottom: 2rem; }
dl.who { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 1rem 0 0; }
dl.who dt { color: var(--faint); }
dl.who dd { margin: 0; }
ul.reasons { list-style: none; margin: 0; padding: 0; }
figure { margin: .9rem 0; }
figure img { margin: 0; }
@media print {
  section.reader + section.reader { break-before: page; }
  section.reader h2 { margin-top: 0; }
  header + section.reader h2 { margin-top: 1.5rem; }
}
"""


def digest_html(digest: Digest, files: Mapping[str, FigureFiles], has_remote_figures: bool = False) -> str:
    """The page. ``files`` find the figures, by the paths of the logs.

    Figures on other sites are links; if it ``has_remote_figures``, they are shown, and the browser fetches them.
    """
    return page(
        title_of(digest), page_language(), "".join(_body(digest, files, has_remote_figures)), STYLE, has_remote_figures
    )


def _body(digest: Digest, files: Mapping[str, FigureFiles], has_remote_figures: bool) -> Iterator[str]:
    yield f"<header>\n<h1>{escaped(title_of(digest))}</h1>\n"
    yield f'<p class="meta">{escaped(counts_of(digest))}</p>\n'
    yield from _who(digest)
    yield "</header>\n"
    for number, part in enumerate(digest.parts, 1):
        yield f'<section class="reader" id="r{number}">\n<h2>{escaped(reader_name(part.reader))}</h2>\n'
        for logged in part.papers:
            yield from paper_html(logged.entry, facts_of(logged), Figures(files[logged.log], has_remote_figures))
        yield "</section>\n"


def _who(digest: Digest) -> Iterator[str]:
    """Who read, who said why not, who is silent: at one glance, above all."""
    read = names(_reader_link(number, part) for number, part in enumerate(digest.parts, 1))
    reasons = "".join(f"<li>{escaped(words_of(reason, digest))}</li>\n" for reason in digest.reasons)
    rows = [
        (_("Read"), read),
        (_("Said why not"), f'<ul class="reasons">\n{reasons}</ul>' if reasons else ""),
        (heading_of_silent(digest), escaped(names(digest.silent))),
    ]
    shown = "".join(f"<dt>{escaped(head)}</dt><dd>{html}</dd>\n" for head, html in rows if html)
    if shown:
        yield f'<dl class="who">\n{shown}</dl>\n'


def _reader_link(number: int, part: Part) -> str:
    count = f" ({len(part.papers)})" if len(part.papers) > 1 else ""
    return f'<a href="#r{number}">{escaped(reader_name(part.reader))}</a>{count}'

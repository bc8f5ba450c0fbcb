"""A digest as one HTML file, with its figures in it: for the group meeting, on a screen or on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from tui_reader.adapters.digest_words import (
    counts_of,
    facts_of,
    heading_of_silent,
    names,
    reader_name,
    title_of,
    title_of_paper,
    words_of,
)
from tui_reader.adapters.figure_files import FigureFiles
from tui_reader.adapters.language import _, language, say
from tui_reader.core.address import picture_name, site
from tui_reader.core.digest import Digest, Logged, Part
from tui_reader.core.html_page import escaped, language_mark, linked, page
from tui_reader.core.html_summary import html_summary, html_title

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
        title_of(digest), _page_language(), "".join(_body(digest, files, has_remote_figures)), STYLE, has_remote_figures
    )


def _page_language() -> str:
    return language().replace("_", "-")


def _body(digest: Digest, files: Mapping[str, FigureFiles], has_remote_figures: bool) -> Iterator[str]:
    yield f"<header>\n<h1>{escaped(title_of(digest))}</h1>\n"
    yield f'<p class="meta">{escaped(counts_of(digest))}</p>\n'
    yield from _who(digest)
    yield "</header>\n"
    for number, part in enumerate(digest.parts, 1):
        yield f'<section class="reader" id="r{number}">\n<h2>{escaped(reader_name(part.reader))}</h2>\n'
        for logged in part.papers:
            show = _Figures(files[logged.log], has_remote_figures)
            yield from _paper(logged, show)
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


def _paper(logged: Logged, figures: _Figures) -> Iterator[str]:
    entry = logged.entry
    title, mark = title_of_paper(logged), partial(language_mark, language=_page_language())
    html = html_title(title)
    yield f"<article>\n<h3{mark(title)}>{linked(html, entry.links[0].url) if entry.links else html}</h3>\n"
    facts = [
        *map(escaped, facts_of(logged)),
        *(linked(escaped(link.label or _("link")), link.url) for link in entry.links[1:]),
    ]
    if facts:
        yield f'<p class="meta">{" · ".join(facts)}</p>\n'
    for figure in entry.body.figures:
        yield f"<figure>{figures.show(figure.url, figure.alt)}</figure>\n"
    if entry.summary:
        yield f"<div{mark(entry.summary)}>\n{html_summary(entry.summary, figures.show)}</div>\n"
    yield "</article>\n"


class _Figures:
    """Shows the figures of one log."""

    def __init__(self, files: FigureFiles, has_remote: bool) -> None:
        self._files = files
        self._has_remote = has_remote

    def show(self, address: str, text: str) -> str:
        """The figure at ``address`` as HTML; where it cannot be shown, what it is and why not."""
        name = picture_name(text, address)
        found = self._files.find(address)
        if found.path is not None:
            data = self._files.data_address(found.path)
            if isinstance(data, str):
                return f'<img src="{data}" alt="{escaped(name)}">'
            return _absent(name, say(data))
        if found.address is None:
            return _absent(name, say(found.problem) if found.problem is not None else "")
        if self._has_remote and found.address.startswith(("https:", "http:")):
            return linked(f'<img src="{escaped(found.address)}" alt="{escaped(name)}" loading="lazy">', found.address)
        words = _("Figure on {site}").format(site=site(found.address))
        return f'<span class="absent">{linked(escaped(words), found.address)}</span>'


def _absent(name: str, why: str) -> str:
    words = _("Figure {name} is missing: {why}").format(name=name, why=why)
    return f'<span class="absent">{escaped(words)}</span>'

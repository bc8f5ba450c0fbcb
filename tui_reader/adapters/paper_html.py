"""A paper that somebody read, as a part of a page: for digests and for exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from tui_reader.adapters.figure_files import FigureFiles
from tui_reader.adapters.language import _, language, say
from tui_reader.core.address import picture_name, site
from tui_reader.core.document import Entry
from tui_reader.core.html_page import escaped, language_mark, linked
from tui_reader.core.html_summary import html_summary, html_title


def page_language() -> str:
    """The language that is spoken now, as a page names it."""
    return language().replace("_", "-")


def paper_html(entry: Entry, facts: Iterable[str], figures: Figures) -> Iterator[str]:
    """What ``entry`` says: its title or what was said instead, ``facts`` about it, its figures and its summary."""
    title = entry.title or " ".join((entry.note or "").split()) or _("(no title)")
    mark = partial(language_mark, language=page_language())
    html = html_title(title)
    yield f"<article>\n<h3{mark(title)}>{linked(html, entry.links[0].url) if entry.links else html}</h3>\n"
    meta = [
        *map(escaped, facts),
        *(linked(escaped(link.label or _("link")), link.url) for link in entry.links[1:]),
    ]
    if meta:
        yield f'<p class="meta">{" · ".join(meta)}</p>\n'
    for figure in entry.body.figures:
        yield f"<figure>{figures.show(figure.url, figure.alt)}</figure>\n"
    if entry.summary:
        yield f"<div{mark(entry.summary)}>\n{html_summary(entry.summary, figures.show)}</div>\n"
    yield "</article>\n"


class Figures:
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

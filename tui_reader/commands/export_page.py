"""Entries as one page of HTML, as they were found: a list, for a browser; the digest is what one shows at a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui_reader.adapters.language import _, language, ngettext
from tui_reader.adapters.library import OpenLog
from tui_reader.core.address import picture_name
from tui_reader.core.document import Entry
from tui_reader.core.html_page import escaped, language_mark, linked, page
from tui_reader.core.html_summary import html_summary, html_title


def page_of(listed: Sequence[tuple[OpenLog, Entry]]) -> str:
    """The page: one file, which loads nothing; figures are links."""
    return page(_("Reading log"), _page_language(), "".join(_body(listed)))


def _page_language() -> str:
    return language().replace("_", "-")


def _body(listed: Sequence[tuple[OpenLog, Entry]]) -> Iterator[str]:
    title = _("Reading log")
    yield f"<h1>{escaped(title)}</h1>\n"
    count = ngettext("{number} entry", "{number} entries", len(listed)).format(number=len(listed))
    yield f'<p class="meta">{escaped(count)}</p>\n'
    for _log, entry in listed:
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    title = entry.title or entry.note or _("no title")
    heading = html_title(title)
    if entry.links and entry.title:
        heading = linked(heading, entry.links[0].url)
    yield f"<article>\n<h3{language_mark(title, _page_language())}>{heading}</h3>\n"
    facts = [escaped(fact) for fact in (entry.reader, entry.date, entry.source, entry.section) if fact]
    facts += [linked(escaped(link.label or _("link")), link.url) for link in entry.links[1:]]
    facts += [linked(escaped(picture_name("", address)), address) for address in entry.figures]
    if facts:
        yield f'<p class="meta">{" · ".join(facts)}</p>\n'
    if entry.summary:
        mark = language_mark(entry.summary, _page_language())
        yield f"<div{mark}>\n{html_summary(entry.summary, _picture)}</div>\n"
    yield "</article>\n"


def _picture(address: str, text: str) -> str:
    return linked(escaped(picture_name(text, address)), address)

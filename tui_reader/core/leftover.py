"""What a header says beside its fields: ``oral`` behind the link, a remark behind the date."""

from __future__ import annotations

from tui_reader.core.document import Entry, Span
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import pieces

# What says nothing of its own: an item's number or tick, a tag that breaks the line, the weekday beside a date.
NOTHING = lazy_pattern(
    r"\A[\s>]*(?:\d{1,3}[.)]|[-*+])(?:\s+\[[ xX]\])?|</?[A-Za-z][^<>\n]*>|(?:周|星期|礼拜)[一二三四五六日天]"
    r"|\b(?i:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?i:day)?\b"
)


def leftover(text: str, entry: Entry) -> Span | None:
    """Where the header of ``entry``, which stands in ``text``, first says something that none of its fields holds.

    None where it says nothing else; the template's own words, left standing, are nothing.
    """
    header = entry.header
    rest = header.span.of(text)
    for name, place in header.spans.items():
        if not name.endswith("_outer"):
            rest = _without(rest, place.start - header.span.start, place.end - header.span.start)
    for link in header.links:
        for said in (link.url, link.label):
            at = rest.find(said) if said else -1
            if at >= 0:
                rest = _without(rest, at, at + len(said))
    for nothing in NOTHING.finditer(rest):
        rest = _without(rest, *nothing.span())
    piece = next(iter(pieces(rest)), None)
    return None if piece is None else Span(header.span.start + piece.start(), header.span.start + piece.end())


def _without(text: str, start: int, end: int) -> str:
    """``text`` with space in the place of what stands from ``start`` to ``end``, as far as that is in it."""
    start, end = max(start, 0), min(end, len(text))
    return text if start >= end else text[:start] + " " * (end - start) + text[end:]

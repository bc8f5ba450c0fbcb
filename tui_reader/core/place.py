"""Where a new entry goes: under the insertion line, else in its section, by the order of time that the log keeps."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.core.document import Document, Entry, Heading, Trivia
from tui_reader.core.draft import Draft
from tui_reader.core.fields import iso_date
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.learning import order_of
from tui_reader.core.lines import QUOTE_AND_SPACE, is_blank, scannable
from tui_reader.core.template import Template

CONFLICTS = lazy_pattern(r"^<{7}(?: [^\n]*)?\n(?:(?!<{7})[^\n]*\n)*?>{7}(?: [^\n]*)?(?:\n|\Z)", re.MULTILINE)


class Place(NamedTuple):
    """A place for an entry between two lines."""

    offset: int
    needs_above: bool
    """Whether the text above has to be kept apart by a separator of its own."""
    needs_below: bool


class _Region(NamedTuple):
    """A stretch of a log that takes entries."""

    start: int
    """Behind its heading or insertion line."""
    end: int
    under_line: bool
    """Whether it begins under an insertion line."""


def place_for(document: Document, draft: Draft, template: Template, at_top: bool) -> Place:
    """The place for ``draft`` in ``document``; its section, if it names one, has to be there.

    Never between conflict markers: whoever takes one side would take the entry away.
    """
    place = _place_by_time(document, draft, template, at_top)
    if "<<<<<<<" not in document.text:
        return place
    for conflict in CONFLICTS.finditer(scannable(document.text)):
        if conflict.start() < place.offset <= conflict.end():
            above = document.text[: conflict.start()]
            return Place(conflict.start(), bool(above.strip()) and not is_blank(last_line(above)), True)
    return place


def _place_by_time(document: Document, draft: Draft, template: Template, at_top: bool) -> Place:
    """The place for ``draft`` in its region, by the order of time."""
    region = _region_for(document, draft)
    inside = [entry for entry in document.entries if region.start <= entry.start < region.end]
    date = iso_date(draft.date) or ""
    dated = [entry for entry in inside if entry.date is not None]
    order = _order_in(dated, template, region.under_line)
    if not inside:
        return _top_of(document, region)
    if at_top:
        return _top_of(document, region) if region.under_line else _before(document, inside[0])
    if not dated or not date:
        if order == "oldest_first":
            return _after(document, inside[-1])
        return _top_of(document, region) if region.under_line else _before(document, inside[0])
    above = _number_above([str(entry.date) for entry in dated], date, order)
    if above == 0:
        return _top_of(document, region) if region.under_line and dated[0] is inside[0] else _before(document, dated[0])
    if above == len(dated):
        return _after(document, dated[-1])
    if _belongs_over_divider(document, dated[above - 1], dated[above], date):
        return _after(document, dated[above - 1])
    return _before(document, dated[above]) if order == "newest_first" else _after(document, dated[above - 1])


def _number_above(dates: Sequence[str], date: str, order: str) -> int:
    """How many of ``dates`` stand above ``date``, so that the fewest of them are out of order.

    One entry with a slip in its date does not draw new ones to it. Among equal places, newest first takes the first,
    oldest first the last.
    """
    newest_first = order == "newest_first"
    below = sum(other > date if newest_first else other < date for other in dates)
    best, fewest = 0, below
    wrong = below
    for number, other in enumerate(dates, 1):
        wrong += (other < date) - (other > date) if newest_first else (other > date) - (other < date)
        if wrong < fewest or (wrong == fewest and not newest_first):
            best, fewest = number, wrong
    return best


def _belongs_over_divider(document: Document, above: Entry, below: Entry, date: str) -> bool:
    """Whether a divider keeps two weeks apart and the week of ``date`` is the one over it."""
    divided = any(
        isinstance(block, Trivia) and block.kind == "divider" and above.end <= block.span.start < below.start
        for block in document.blocks
    )
    return divided and (_week(date) == _week(above.date) or _week(date) != _week(below.date))


def _week(date: str | None) -> tuple[int, int]:
    """The ISO year and week of a day."""
    year, week, _ = datetime.date.fromisoformat(date or "0001-01-01").isocalendar()
    return year, week


def _order_in(dated: Sequence[Entry], template: Template, under_line: bool) -> str:
    """The order of time in a region: what the template says or the log does; under an insertion line, newest first."""
    if under_line and template.order == "newest_first":
        return "newest_first"
    return order_of(dated) or template.order


def _region_for(document: Document, draft: Draft) -> _Region:
    """Where the log takes ``draft``: its section; else under the insertion line; else the newest entry's section."""
    blocks = document.blocks
    end_of_text = len(document.text)
    bounds = [heading.span.start for heading in document.headings] + [end_of_text]
    lines = [block for block in blocks if isinstance(block, Trivia) and block.kind == "insertion"]

    def until(start: int) -> int:
        return next(bound for bound in bounds if bound >= start)

    if draft.section:
        regions = [
            _Region(heading.span.end, until(heading.span.end), False)
            for heading in document.headings
            if heading.text == draft.section
        ]
        region = next(
            (
                region
                for region in regions
                if any(region.start <= entry.start < region.end for entry in document.entries)
            ),
            regions[0],
        )
        for line in lines:
            if region.start <= line.span.start < region.end:
                return _Region(line.span.end, region.end, True)
        return region
    if lines:
        return _Region(lines[0].span.end, until(lines[0].span.end), True)
    newest = max(
        (entry for entry in document.entries if entry.date is not None), key=lambda entry: str(entry.date), default=None
    )
    newest = newest or (document.entries[-1] if document.entries else None)
    if newest is not None:
        start = max((heading.span.end for heading in document.headings if heading.span.end <= newest.start), default=0)
        return _Region(start, until(newest.start), False)
    templates = [block for block in blocks if isinstance(block, Trivia) and block.kind == "template"]
    start = document.headings[0].span.end if document.headings else 0
    if templates and not document.text[templates[-1].span.end :].strip():
        return _Region(start, templates[-1].span.start, False)
    return _Region(max([start, *(block.span.end for block in templates)]), end_of_text, False)


def _top_of(document: Document, region: _Region) -> Place:
    """The first place in a region: behind the separators under its first line."""
    following = [block for block in document.blocks if region.start <= block.span.start < region.end]
    if not following:
        text = document.text
        return Place(region.start, bool(text[: region.start].strip()), region.start < len(text))
    first = following[0]
    if isinstance(first, Trivia) and first.kind == "separator":
        more = len(following) > 1 or first.span.end < len(document.text)
        return Place(first.span.end, False, more) if more else Place(first.span.end, False, False)
    if isinstance(first, Trivia) and first.kind == "text" and not region.under_line:
        # An introduction under the heading stays above the entries.
        ends_blank = is_blank(last_line(first.span.of(document.text)))
        return Place(first.span.end, not ends_blank, first.span.end < len(document.text))
    return Place(first.span.start, bool(document.text[: first.span.start].strip()), True)


def last_line(text: str) -> str:
    """The last line of ``text`` without quote marks."""
    lines = scannable(text).split("\n")
    last = lines[-2] if len(lines) > 1 and not lines[-1] else lines[-1]
    return last.strip(QUOTE_AND_SPACE)


def _before(document: Document, entry: Entry) -> Place:
    """The place above ``entry``."""
    index = document.blocks.index(entry)
    above = document.blocks[index - 1] if index else None
    apart = above is None or isinstance(above, Heading) or is_blank(last_line(above.span.of(document.text)))
    return Place(entry.start, not apart, True)


def _after(document: Document, entry: Entry) -> Place:
    """The place under ``entry``."""
    index = document.blocks.index(entry)
    below = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
    if below is None:
        return Place(entry.end, True, False)
    first = scannable(below.span.of(document.text)).split("\n", 1)[0]
    return Place(entry.end, True, not (isinstance(below, Trivia) and is_blank(first.strip(QUOTE_AND_SPACE))))

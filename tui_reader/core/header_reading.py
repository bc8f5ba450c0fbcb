"""What has been read of one header so far, and where each piece of it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tui_reader.core.document import Header, Link, Span
from tui_reader.core.fields import (
    fold,
    is_address,
)
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.tokens import HeaderLine, Token, Tokens

BARS = lazy_pattern(r"[^\[\]|]{6,20}\|[^\n]*\|")


# "(day)-(reader)-(title)": round brackets in the place of square ones.
IN_ROUND_BRACKETS = lazy_pattern(r"\(\s*\d{4}[^()\n]{3,12}\)\s*-\s*[(\[]")
ROUND_BRACKET = lazy_pattern(
    r"(?:^|(?<=-)|(?<=-\s))\((?!\s*(?:https?:|www\.))((?:[^()\n]|\([^()\n]*\))*)\)(?=\s*(?:[-(\[]|\\?\s*$))"
)


class HeaderReading:
    """What has been read of one header so far."""

    def __init__(self, line: HeaderLine) -> None:
        if BARS.match(line.plain) is not None:
            line = line._replace(plain=line.plain.replace("|", "-"))  # "2024-03-05 | reader | title"
        elif line.plain.startswith("(") and IN_ROUND_BRACKETS.match(line.plain) is not None:
            line = line._replace(plain=ROUND_BRACKET.sub(r"[\1]", line.plain))
        self.line = line
        self.said = line.text
        self.text = line.plain
        self.tokens = Tokens(line)
        self.places: dict[str, tuple[int, int, int]] = {}
        self.links: list[Link] = []
        self.date: str | None = None
        self.spaced = False
        """Whether nothing but space parts the date from what follows."""
        self.reader: str | None = None
        self.title: str | None = None
        self.title_bracketed = False
        self.title_linked = False
        self.title_enclosed = False
        """Whether it stands in quotes."""
        self.title_quoted = False
        """Whether it stands in quotes and no brackets, as in a citation from Zotero, whose links are no source."""
        self.source: str | None = None
        self.named = False
        """Whether a paper is named beyond doubt: by quotes, a link or a source."""
        self.remark = False
        """Whether a remark in parentheses stands where the title would."""

    def mark(self, field: str, start: int, end: int, outer_end: int | None = None) -> None:
        """Note where ``field`` stands; with the brackets around it, up to ``outer_end``, if it has any."""
        self.places[field] = (start, end, end if outer_end is None else max(outer_end, end))

    def add_link(self, label: str, place: tuple[int, int], outer_end: int | None = None) -> None:
        """Note the address that stands at ``place``, as the link called ``label``."""
        url = self.said[place[0] : place[1]].strip()
        if not url:
            self.places.setdefault("empty_link", (*place, place[1]))
            return
        if not self.links:
            self.mark("link", *place, outer_end)
        self.links.append(Link(fold(label), url))

    def is_linked(self, token: Token) -> bool:
        """Whether an address stands in the parenthesis behind a bracket."""
        return token.target is not None and is_address(self.said[token.target[0] : token.target[1]])

    def header(self, span: Span) -> Header:
        """What has been read, for a header on the lines of ``span``."""
        links = tuple(self.links)
        return Header("paper", span, self.date, self.reader, self.title, self.source, links, None, self.locate())

    def locate(self, *fields: str) -> Callable[[], dict[str, Span]]:
        """Works out where the values of ``fields`` stand; of all, if none is named."""
        places = {field: place for field, place in self.places.items() if not fields or field in fields}
        return partial(located, self.line, places)


def located(line: HeaderLine, places: dict[str, tuple[int, int, int]]) -> dict[str, Span]:
    """Places in a header as one line, as spans of the log; ``..._outer`` with the brackets around the value."""
    spans: dict[str, Span] = {}
    for field, (start, end, outer_end) in places.items():
        outer_start = start
        while outer_end > end and outer_start > 0 and line.plain[outer_start - 1] in '[(<"“':
            outer_start -= 1
        spans[field] = line.span(start, end)
        spans[field + "_outer"] = line.span(outer_start, outer_end)
    return spans

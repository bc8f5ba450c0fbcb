"""What was read: the title in a header, its source, and the links.

What the rules are, ``header`` says; here is how they are kept.
"""

from __future__ import annotations

from tui_reader.core.fields import (
    QUOTES,
    SCHEME,
    YEAR,
    fold,
    has_scheme,
    is_address,
    is_more_link,
    is_venue,
    is_venue_alone,
    unescape,
    without_quotes,
)
from tui_reader.core.header_reading import HeaderReading
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import (
    SOURCE_NAMES,
    is_placeholder,
)
from tui_reader.core.tokens import Token

BOLD = lazy_pattern(r"(?P<mark>\*{1,3}|_{1,3})(?P<text>[^*_\s][^*\n]*)(?P=mark)")
VENUE_AT_END = lazy_pattern(r"(?<![-,|])(?P<sign>[-,|]+)\s*([^-,|]{2,40})$")
VENUE_AND_YEAR = lazy_pattern(r"[A-Za-z&]{2,20}(?: [A-Za-z&]{2,20})?[\s'’-]{0,2}(?:(?:19|20)\d\d|\d\d)")
# "ICLR 2025 — what it is about": words behind a source that is certain to have ended.
SOURCE_AND_WORDS = lazy_pattern(r"(?P<source>[^-]{2,40}?)\s+-{1,2}\s+\S[^\n]{12,}")
WORDS_AND_ADDRESS = lazy_pattern(r"\s*(?P<words>[^\s:/]{1,20})\s?:\s?(?P<url>https?://\S+)\s*")
WIDE_BRACKETS = frozenset("【】［］")


def read_title_and_source(reading: HeaderReading, tokens: list[Token]) -> None:
    """Read the title from ``tokens``, the pieces behind the reader, and source and links from what follows it."""
    _read_source(reading, _read_title(reading, tokens))


def _read_title(reading: HeaderReading, tokens: list[Token]) -> list[Token]:
    """Read the title; returns the pieces behind it."""
    if not tokens or tokens[0].kind == "address":
        return tokens
    if _venue_comes_first(reading, tokens):
        _read_source(reading, tokens[:1])
        tokens = tokens[1:]
    token, *rest = tokens
    start, end = token.start, token.end
    text = reading.said[start:end]
    if token.kind == "bracket" and token.target is None and has_scheme(text):
        return tokens  # an address, and no title
    if token.kind == "paren":
        reading.remark = bool(text.strip())
    elif token.kind == "text":
        start, end, rest = _bare_title(reading, token, rest)
        text = reading.said[start:end]
    if is_placeholder(text) and token.kind != "text":
        return rest
    reading.title_bracketed = token.kind == "bracket"
    inner = text.strip() if token.kind == "paren" else without_quotes(text.strip())
    framed = _without_frame(inner) if token.kind == "bracket" else inner
    if framed != inner:
        start = reading.said.index(framed, start)
        end, inner = start + len(framed), framed
    elif inner != text.strip():
        start = reading.said.index(inner, start)
        end = start + len(inner)
        reading.named = reading.title_enclosed = True
    reading.mark("title", start, end, token.closed if token.kind == "bracket" else None)
    reading.title = unescape(fold(inner))
    if token.target is not None:
        _title_target(reading, token.target, token.behind)
    return rest


def _without_frame(text: str) -> str:
    """``text``, which stands in brackets, without the emphasis or the second brackets that enclose all of it."""
    bold = BOLD.fullmatch(text)
    if bold is not None:
        return bold["text"].strip()
    inside = text[1:-1].strip()
    doubled = text[:1] == "[" and text[-1:] == "]" and not {"[", "]", "\\"} & set(inside)
    return inside if doubled and inside else text


def _venue_comes_first(reading: HeaderReading, tokens: list[Token]) -> bool:
    """Whether a venue and its year stand before the title: "[CVPR 2024] title"."""
    if len(tokens) < 2 or tokens[0].kind not in ("bracket", "paren") or tokens[0].target is not None:
        return False
    first, second = (reading.said[token.start : token.end].strip() for token in tokens[:2])
    if VENUE_AND_YEAR.fullmatch(first) is None or not is_venue_alone(first) or tokens[1].kind == "address":
        return False
    return bool(second) and not (is_venue_alone(second) or has_scheme(second))


def _bare_title(reading: HeaderReading, token: Token, rest: list[Token]) -> tuple[int, int, list[Token]]:
    """A title without brackets: in quotes, or up to the source at its end."""
    start, end = token.start, token.end
    bold = BOLD.fullmatch(reading.said, start, end)
    if bold is not None:
        return *bold.span("text"), rest
    closing = QUOTES.get(reading.said[start])
    if closing is not None:
        closed = reading.said.find(closing, start + 1, end)
        if closed == end - 1:
            reading.title_quoted = True
        elif closed > 0 and not reading.said[closed + 1].isalnum():
            reading.title_quoted = True
            return start, closed + 1, [*reading.tokens.behind(closed + 1)]
    following = reading.said[rest[0].start : rest[0].end] if rest else ""
    at_end = not rest or rest[0].kind == "address" or (rest[0].kind == "paren" and has_scheme(following))
    if at_end or (rest[0].target is not None and is_more_link(following)):
        tail = VENUE_AT_END.search(reading.text, start, end)
        by_dash = tail is not None and tail["sign"][0] == "-"
        if (
            tail is not None
            and tail.start() > start
            and (is_venue(tail[2]) if by_dash else YEAR.search(tail[2]) is not None and is_venue_alone(tail[2]))
        ):
            return start, tail.start(), [Token("text", *tail.span(2), end), *rest]
    return start, end, rest


def _title_target(reading: HeaderReading, place: tuple[int, int], behind: int) -> None:
    """Take what stands in the parenthesis behind the title: its address, or the source."""
    target = reading.said[place[0] : place[1]].strip()
    if SCHEME.fullmatch(target) is not None:
        reading.places.setdefault("empty_link", (*place, behind))
    elif target and not is_address(target):
        # "[title](EMNLP2023)": what is no address is the source.
        reading.source = fold(target)
        reading.mark("source", *place, behind)
    else:
        reading.add_link(reading.title or "", place, behind)
        reading.title_linked = bool(target)
    reading.named = True


def _read_source(reading: HeaderReading, tokens: list[Token]) -> None:
    """Read the source and the links from the pieces behind the title."""
    for token in tokens:
        text = reading.said[token.start : token.end].strip()
        if text.lower() in SOURCE_NAMES and not reading.is_linked(token):
            continue  # the template's own words, left standing
        if token.kind == "address":
            reading.add_link("", (token.start, token.end))
            reading.named = True
            continue
        linked = reading.is_linked(token)
        if token.kind == "bracket" and has_scheme(text) and not linked:
            reading.add_link("", (token.start, token.end))
        more = linked and (reading.title_linked and is_more_link(text))
        more = more or (reading.title_quoted and reading.text[max(0, token.start - 2) : token.start] == "([")
        if token.kind == "paren" and is_address(text):
            words = WORDS_AND_ADDRESS.fullmatch(reading.text, token.start, token.end)
            if words is None:
                reading.add_link(reading.source or reading.title or "", (token.start, token.end), token.closed)
            else:
                reading.add_link(reading.said[slice(*words.span("words"))].strip(), words.span("url"), token.closed)
        elif (
            reading.source is None
            and text
            and not more
            and (token.kind == "bracket" or any(sign.isalnum() for sign in text))
        ):
            if text[0] == '"' and text[-1] == '"' and not WIDE_BRACKETS.isdisjoint(text):
                text = text[1:-1]  # quotes that keep brackets from being read
            end, words = token.end, None
            if token.kind == "text":
                words = SOURCE_AND_WORDS.fullmatch(reading.text, token.start, token.end)
            if words is not None and is_venue_alone(reading.said[slice(*words.span("source"))]):
                end = words.end("source")
                text = reading.said[token.start : end]
            reading.source = unescape(fold(text))
            reading.mark("source", token.start, end, token.closed if end == token.end else None)
        if token.target is not None:
            reading.add_link(text, token.target, token.behind)
        reading.named = reading.named or bool(text) or linked

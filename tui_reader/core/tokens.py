"""A header as one line, and the pieces that it is made of: brackets, their addresses, parentheses, text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from tui_reader.core.body import bodies_on, is_label_or_figure
from tui_reader.core.document import Span
from tui_reader.core.fields import MARKS, has_scheme, is_venue, is_venue_alone, opaque_ranges
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import (
    HEADER_LIMIT,
    QUOTE_AND_SPACE,
    comments,
    is_blank,
    is_conflict_marker,
    is_dated,
    is_header,
    joined,
    mostly_ideographs,
    plain_signs,
)

# What may stand between two fields; beside the dash on a keyboard lie "_", "=" and "/".
SEPARATORS = lazy_pattern(r"[\s,;:·|\\_=~/-]*")
PARENS = lazy_pattern(r"\\[^\n]|[()]")
LINKED = lazy_pattern(r"(?<!\\)\]\(")
TARGET = lazy_pattern(r"\(\s*(?P<url><[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+[\"'][^\"'\n]*[\"'])?\s*\)")
LOOSE_TARGET = lazy_pattern(r"\(\s*(?P<url>[^()\n]*?)\s*(?:\)|$)")
BARE_ADDRESS = lazy_pattern(
    r"<?(?P<url>(?:https?|zotero|ftp)://[^\s<>\[\]，。；）】]+|doi:[^\s<>\[\]]+|www\.[^\s<>\[\]]+)>?", re.IGNORECASE
)
IN_BOLD = lazy_pattern(r"(?P<mark>\*{1,3})(?P<inside>\[[^\n]*?)(?P=mark)[ \t\\]*")
CONTINUATION = lazy_pattern(r"\]|-\s*\[")
# The source or the address on a line of its own.
ADDRESS_LINE = lazy_pattern(
    r"[,-]?\s*(?:\[[^\[\]\n]{1,60}\]\((?:https?|zotero)://[^()\s]*\)|[(<]?https?://[^\s()<>]+[)>]?)\s*\\?$"
)
VENUE_LINE = lazy_pattern(r"[^\n]{0,200}?\((?P<venue>[^()\n]{2,60})\)\s*\\?$")
SOURCE_AT_END = lazy_pattern(r"-\s*\[[^\[\]\n]*\]\([^()\s]*\)\s*\\?$")
# Where a bracket ends that was never closed, or by a parenthesis.
CLOSED_BY_SEPARATOR = lazy_pattern(r"\](?=\s*(?:$|[,(\[\\-]))|\)(?=\s*-\s*\[)|\s*-(?=\s*\[)")
AFTER_CLOSING = lazy_pattern(r"\s*(?:$|[,(\\-])")
QUOTE_CLOSED = lazy_pattern(r"(?<!\\)\"\]")
ADDRESS_INSIDE = lazy_pattern(r"\s*\(\s*(?P<url>https?://[^()\s]+)\s*\)")
ADDRESS_AT_END = lazy_pattern(r"\)?\(\s*(?P<url>https?://[^()\s]+)\s*\)$")
SETS_OFF = frozenset("-,;")
TRAILING = " \t\\,;|-"


class HeaderLine(NamedTuple):
    """A header as one line, however many lines it was wrapped over, that knows where each character comes from."""

    text: str
    """As it is written."""
    plain: str
    """In plain signs, each in its place."""
    pieces: tuple[tuple[int, int], ...]
    """For each line that it was put together from: its place in ``text``, and in the log."""
    end: int
    """Behind the line end of the last of these lines, in the log."""

    def place(self, index: int) -> int:
        """Where the character at ``index`` of ``text`` stands in the log."""
        for at, start in reversed(self.pieces):
            if at <= index:
                return start + index - at
        return self.pieces[0][1]

    def span(self, start: int, end: int) -> Span:
        """The place in the log of ``text[start:end]``, without white space around it."""
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        first = self.place(start)
        return Span(first, self.place(end - 1) + 1 if end > start else first)


def header_line(scan: str, start: int, end: int) -> HeaderLine:
    """The header that begins at ``start``, with the lines that it was wrapped over.

    These are lines that close its open bracket, lines that begin with what follows one, and an address behind the
    parenthesis that opens for it. Where a figure or the
    summary stands on its line, it ends before that.
    """
    text = ""
    pieces: list[tuple[int, int]] = []
    taken: HeaderLine | None = None
    position = start
    hidden = dict(comments(scan, start, end))
    for _ in range(4):
        while position in hidden:
            position = hidden[position]
        if position >= end:
            break
        found = scan.find("\n", position, end)
        line_end = end if found < 0 else found
        if taken is not None and is_conflict_marker(scan[position:line_end]):
            position = min(line_end + 1, end)
            continue
        content = scan[position:line_end].lstrip(QUOTE_AND_SPACE)
        content_start = line_end - len(content)
        content = content[:HEADER_LIMIT]
        if taken is None and content[0] == "\\":
            # An editor has escaped the brackets: "\\[date\\]-\\[reader\\]".
            content = content.replace("\\[", " [").replace("\\]", " ]")[1:]
            content_start += 1
        if taken is None and content[0] == "*":
            if (bold := IN_BOLD.fullmatch(content)) is not None:
                content = content[: bold.end("inside")]
            content = content.replace("**[", "  [").replace("]**", "]  ")
        if taken is not None and not _goes_on(text, content):
            break
        body = _body_on(content)
        between = joined(text, content) if text else ""
        pieces.append((len(text) + len(between), content_start))
        if body is not None:
            text += between + content[: body.start]
            return HeaderLine(text, plain_signs(text), tuple(pieces), content_start + body.end)
        text += between + content.rstrip()
        position = min(line_end + 1, end)
        if taken is None or not ends_in_bracket(text):
            taken = HeaderLine(text, plain_signs(text), tuple(pieces), position)
    assert taken is not None
    return taken


def _body_on(content: str) -> Span | None:
    """What parts a header from the figure or summary on its line, which is ``content``; None where neither is there."""
    enclosed: list[tuple[int, int]] | None = None
    for span in bodies_on(content):
        if enclosed is None:
            enclosed = sorted(matching_brackets(plain_signs(content))[0].items())
            ends = list(accumulate((closed for _, closed in enclosed), max))
        before = bisect_left(enclosed, (span.start, 0))
        if not before or ends[before - 1] < span.start:
            return span
    return None


def _goes_on(text: str, content: str) -> bool:
    """Whether the header ``text`` goes on in the line ``content``."""
    if is_blank(content) or is_label_or_figure(content) or is_dated(content):
        return False
    if ends_with_dash(text):
        return True
    if is_header(content):
        return False
    plain = plain_signs(content)
    if ends_in_bracket(text) or plain_signs(text[-2:]) == "](" or CONTINUATION.match(plain):
        return True
    if "](" not in text and ADDRESS_LINE.match(plain):
        return True
    if not _ends_bare(text):
        return False
    venue = VENUE_LINE.match(plain)
    names_venue = venue is not None and is_venue(venue["venue"]) and not mostly_ideographs(content)
    return names_venue or SOURCE_AT_END.search(plain) is not None


def ends_with_dash(text: str) -> bool:
    """Whether a header ends with a dash: what it announces stands in the next line."""
    return plain_signs(text[-8:]).rstrip(" \t\\").endswith("-")


def _ends_bare(text: str) -> bool:
    """Whether ``text`` ends like a title without brackets whose source is still to come."""
    return (text[-1:].isalnum() or text[-1:] in ":,，：") and not SOURCE_AT_END.search(plain_signs(text))


def ends_in_bracket(text: str) -> bool:
    """Whether ``text`` ends inside a bracket. A parenthesis that was never opened closes the bracket too."""
    plain = plain_signs(text)
    opened = plain.rfind("[")
    if opened < 0 or opened < plain.rfind("]"):
        return False
    rest = plain[opened:]
    return not (rest.endswith(")") and rest.count(")") > rest.count("("))


class Token(NamedTuple):
    """A piece of a header: ``bracket``, ``paren``, ``address`` or ``text``, by its places in the header as one line."""

    kind: str
    start: int
    """Where what it holds begins: behind the bracket."""
    end: int
    behind: int
    """Where the next piece begins."""
    target: tuple[int, int] | None = None
    """A bracket's parenthesis: where its address stands."""

    @property
    def closed(self) -> int:
        """Behind the sign that closes it, before its parenthesis."""
        return min(self.end + 1, self.behind)


def matching_brackets(text: str) -> tuple[dict[int, int], list[int]]:
    """Where each bracket of ``text`` is closed, and where all stand: those outside code and math, unescaped."""
    matching: dict[int, int] = {}
    brackets: list[int] = []
    stack: list[int] = []
    ranges = [*opaque_ranges(text), (len(text), len(text) + 1)]
    index = 0
    for found in MARKS.finditer(text):
        position, sign = found.start(), found.group()
        while position >= ranges[index][1]:
            index += 1
        if position >= ranges[index][0]:
            continue
        if sign == "[":
            brackets.append(position)
            stack.append(position)
        elif sign == "]":
            brackets.append(position)
            if stack:
                matching[stack.pop()] = position
    return matching, brackets


# What may end a piece of text: a bracket, a parenthesis, an address behind one of the signs that set it off.
MEANS_SOMETHING = lazy_pattern(r"[\[\](\\]|(?<=[ ,(\-:])[hHdDwWzZf<]")


class Tokens:
    """The pieces of a header line."""

    def __init__(self, line: HeaderLine) -> None:
        self.said = line.text
        self.text = text = line.plain
        self.matching, self.brackets = matching_brackets(text)
        self.closing = set(self.matching.values())
        self.parens = _matching_parens(text) if "(" in text else {}
        self.quotes = [found.start() for found in QUOTE_CLOSED.finditer(text)]
        self.linked = LINKED.search(text) is not None

    def behind(self, at: int) -> list[Token]:
        """The pieces from ``at`` to the end; separators between them are left out."""
        text = self.text
        tokens: list[Token] = []
        text_start: int | None = None

        def close_text(end: int) -> None:
            nonlocal text_start
            if text_start is not None:
                stripped = len(text[text_start:end].rstrip(TRAILING)) + text_start
                if stripped > text_start:
                    tokens.append(Token("text", text_start, stripped, end))
                text_start = None

        while at < len(text):
            sign = text[at]
            token = None
            if sign == "[" and (text_start is None or at in self.matching or self.is_set_off(text_start, at)):
                token = self.bracket(at)
                if text_start is not None and token.target is None and not self.is_set_off(text_start, at):
                    # A bracket inside a bare title, unless a venue ends it.
                    at_end = not text[token.behind :].strip(TRAILING)
                    token = token if at_end and is_venue_alone(self.said[token.start : token.end]) else None
            elif (
                sign == "]" and text_start is not None and at not in self.closing and AFTER_CLOSING.match(text, at + 1)
            ):
                # A bracket that was never opened: "title]-[source](address)".
                token, text_start = self.with_target(text_start, at), None
            elif sign == "(" and (text_start is None or self.is_source_paren(at)):
                token = self.paren(at)
            elif (
                sign in "hHdDwWzZf<"
                and (text_start is None or text[at - 1] in " ,(-:")
                and (found := BARE_ADDRESS.match(self.said, at))
            ):
                address_end = found.end("url")
                while (
                    address_end > at
                    and text[address_end - 1] == ")"
                    and text.count("(", at, address_end) < text.count(")", at, address_end)
                ):
                    address_end -= 1
                token = Token("address", found.start("url"), address_end, found.end())
            if token is not None:
                close_text(at)
                tokens.append(token)
                at = token.behind
            elif text_start is None:
                found = SEPARATORS.match(text, at)
                if found and found.end() > at:
                    at = found.end()
                elif sign in ")]":
                    at += 1
                else:
                    text_start = at
                    at += 1
            else:
                # The letters between mean nothing by themselves.
                found = MEANS_SOMETHING.search(text, at + 2 if sign == "\\" else at + 1)
                at = found.start() if found else len(text)
        close_text(len(text))
        return tokens

    def bracket(self, at: int) -> Token:
        """The bracket that opens at ``at``. One that never closes ends before the next separator, or with the line."""
        text = self.text
        closed = self.matching.get(at)
        if text[at + 1 : at + 2] == '"' and (following := bisect_left(self.quotes, at + 2)) < len(self.quotes):
            closed = self.quotes[following] + 1  # brackets inside quotes are the quoted text's
        if closed is None:
            found = CLOSED_BY_SEPARATOR.search(text, at + 1)
            end = len(text.rstrip(" \\"))
            if found is not None:
                return Token("bracket", at + 1, found.start(), found.end())
            if (address := ADDRESS_AT_END.search(text, at + 1, end)) is not None:
                # "[title(address)": the bracket ends before the address.
                return Token("bracket", at + 1, address.start(), address.end(), address.span("url"))
            if text[at + 1 : end].endswith(")"):
                return Token("bracket", at + 1, end - 1, end)
            return Token("bracket", at + 1, end, min(end + 1, len(text)))
        following = bisect_right(self.brackets, closed)
        if following < len(self.brackets):
            later = self.brackets[following]
            if (
                text[later] == "]"
                and AFTER_CLOSING.match(text, closed + 1) is None
                and text[closed + 1 : later].strip(TRAILING)
                and "(" not in text[closed + 1 : later]
            ):
                closed = later  # "[A] B]": the first one closes a bracket of the title's own that was never opened
        return self.with_target(at + 1, closed)

    def with_target(self, start: int, closed: int) -> Token:
        """The bracket that holds ``text[start:closed]``, with the address behind it."""
        text = self.text
        behind = closed + 1
        if text.startswith("[", start):
            # "[[title](address)]": the link in a bracket of its own.
            inner = self.matching.get(start)
            if inner is not None and text[inner + 1 : inner + 2] == "(":
                link = self.with_target(start + 1, inner)
                if link.target is not None and link.behind == closed:
                    return Token("bracket", link.start, link.end, behind, link.target)
        elif text[closed - 1 : closed] == ")" and (inside := ADDRESS_INSIDE.search(text, start, closed)) is not None:
            # "[source(address)]": the bracket closes behind the address.
            return Token("bracket", start, inside.start(), behind, inside.span("url"))
        if text[behind : behind + 1] != "(":
            return Token("bracket", start, closed, behind)
        found = TARGET.match(text, behind) or LOOSE_TARGET.match(text, behind)
        if found is None or text[behind + 1 : behind + 2] == "[":
            return Token("bracket", start, closed, behind)
        first, last, behind = *found.span("url"), found.end()
        nested = text.find("](", first, last)
        if nested >= 0:
            # "(address](other address))": that parenthesis opens another link's address and is not part of this one.
            last = text.find(")", nested)
            behind = last + 1
        if text[first:last].startswith("<"):
            first, last = first + 1, last - 1
        return Token("bracket", start, closed, behind, (first, last))

    def paren(self, at: int) -> Token:
        """The parenthesis that opens at ``at``; the links in it are pieces of their own."""
        text = self.text
        end = self.parens.get(at, -1)
        inner = text[at + 1 : at + 41].lstrip()
        if inner.startswith("[") or (self.linked and LINKED.search(text, at + 1, end if end >= 0 else len(text))):
            return Token("paren", at + 1, at + 1, at + 1)
        if end < 0:
            end = len(text.rstrip(" \\"))
        return Token("paren", at + 1, end, min(end + 1, len(text)))

    def is_source_paren(self, at: int) -> bool:
        """Whether the parenthesis at ``at`` of bare text holds links, or ends the text and names a venue."""
        end = self.parens.get(at)
        if self.linked and LINKED.search(self.text, at + 1, end if end is not None else len(self.text)):
            return True
        if end is not None and has_scheme(self.text[at + 1 : end]):
            return True
        if end is None or end - at > 90:
            return False
        rest = self.text[end + 1 : end + 41].strip(TRAILING)
        return (not rest or rest[0] in "[(" or has_scheme(rest)) and is_venue(self.text[at + 1 : end])

    def is_set_off(self, start: int, at: int) -> bool:
        """Whether a separator stands before the bracket at ``at`` of the text that begins at ``start``."""
        while at > start and self.text[at - 1].isspace():
            at -= 1
        return at == start or self.text[at - 1] in SETS_OFF


def _matching_parens(text: str) -> dict[int, int]:
    """Where each parenthesis of ``text`` that is not escaped is closed."""
    matching: dict[int, int] = {}
    stack: list[int] = []
    for found in PARENS.finditer(text):
        if found.group() == "(":
            stack.append(found.start())
        elif found.group() == ")" and stack:
            matching[stack.pop()] = found.start()
    return matching

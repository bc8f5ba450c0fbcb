"""The fields of a header, one after the other: date, reader, title, source and links, and where each of them stands.

What the rules are, ``header`` says; here is how they are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from tui_reader.core.document import Header, Link, Span
from tui_reader.core.fields import (
    AFTER_DATE,
    QUOTES,
    SCHEME,
    YEAR,
    fold,
    has_scheme,
    is_address,
    is_chinese_name,
    is_excuse,
    is_known_venue,
    is_more_link,
    is_name,
    is_venue,
    is_venue_alone,
    iso_date,
    says_not_read,
    unescape,
    without_quotes,
)
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import (
    BEHIND_NAMES,
    LATIN_NAMES,
    LIST_SIGN,
    READER_NAMES,
    SOURCE_NAMES,
    dated,
    is_placeholder,
    undated,
)
from tui_reader.core.tokens import SEPARATORS, TARGET, HeaderLine, Token, Tokens

READER_BRACKET = lazy_pattern(r"\[\s*(?P<name>[^\[\]\n]{0,60}?)\s*(?:\]|\[(?=\s*-)|(?=-\s*\[))")
READER_BARE = lazy_pattern(r"(?P<name>[^\[\]\s-][^\[\]\n-]{0,40}?)\s*(?:\](?=\s*(?:-|$))|(?=\s*-)|(?=\s*\[))")
NAME_AND_TITLE = lazy_pattern(r"(?P<name>[^\x00-\xff]{2,4})\s*[:,-]\s*(?P<title>\S[^\n]*)")
# "[reader note]" in one bracket, or none.
NAME_AND_NOTE = lazy_pattern(r"[\s-]*\[?\s*(?P<name>[^\x00-\xff]{2,4})(?:[ \t]+|\s?:\s?)(?P<note>[^\[\]\n]{1,60})")
NAME_AND_TITLE_SPACED = lazy_pattern(r"[\s,:]{0,3}(?P<name>[^\x00-\xff]{2,4})(?:[ \t,:]+(?=[^\s\]-])|$)")
LATIN_NAMES_SPACED = lazy_pattern(
    rf"[\s,:*]{{0,8}}(?:(?P<name>{LATIN_NAMES})|\((?P<enclosed>{LATIN_NAMES})\)){BEHIND_NAMES}"
)
# A day without brackets before a topic section's title.
DAY_IN_FRONT = lazy_pattern(r"(?P<day>(?:19|20)\d\d\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}日?)[\s,:;|-]+")
BOLD = lazy_pattern(r"(?P<mark>\*{1,3}|_{1,3})(?P<text>[^*_\s][^*\n]*)(?P=mark)")
VENUE_AT_END = lazy_pattern(r"(?<![-,|])(?P<sign>[-,|]+)\s*([^-,|]{2,40})$")
VENUE_AND_YEAR = lazy_pattern(r"[A-Za-z&]{2,20}(?: [A-Za-z&]{2,20})?[\s'’-]{0,2}(?:(?:19|20)\d\d|\d\d)")
# "ICLR 2025 — what it is about": words behind a source that is certain to have ended.
SOURCE_AND_WORDS = lazy_pattern(r"(?P<source>[^-]{2,40}?)\s+-{1,2}\s+\S[^\n]{12,}")
WORDS_AND_ADDRESS = lazy_pattern(r"\s*(?P<words>[^\s:/]{1,20})\s?:\s?(?P<url>https?://\S+)\s*")
BARS = lazy_pattern(r"[^\[\]|]{6,20}\|[^\n]*\|")
WIDE_BRACKETS = frozenset("【】［］")


class HeaderReading:
    """What has been read of one header so far."""

    def __init__(self, line: HeaderLine) -> None:
        if BARS.match(line.plain) is not None:
            line = line._replace(plain=line.plain.replace("|", "-"))  # "2024-03-05 | reader | title"
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

    def read(self) -> None:
        """Read the header of an entry with a date, or of one that has its shape."""
        later = dated(self.text) is None and self.read_later_date()
        tokens = self.read_beside_date() if later else self.read_reader(self.read_date())
        self.read_source(self.read_title(tokens))

    def read_undated(self) -> None:
        """Read the line of a topic section: a title, with its reader in brackets before it, or a date where one is."""
        item = LIST_SIGN.match(self.text)
        at = item.end() if item else 0
        found = DAY_IN_FRONT.match(self.text, at)
        if found is not None and iso_date(found["day"]) is not None:
            self.date = iso_date(found["day"])
            self.mark("date", *found.span("day"))
            tokens = self.read_reader(found.end())
        elif self.read_later_date():
            tokens = self.read_beside_date()
        else:
            found = READER_BRACKET.match(self.text, at)
            named = found is not None and is_chinese_name(found["name"]) and self.text[found.end() - 1] == "]"
            tokens = self.read_reader(at) if named else self.tokens.behind(at)
        self.read_source(self.read_title(tokens))

    def read_later_date(self) -> bool:
        """Whether a day stands in a bracket behind another one: the date of a log that names other fields first."""
        for token in self.tokens.behind(0):
            day = iso_date(self.text[token.start : token.end]) if token.kind == "bracket" else None
            if day is not None:
                self.date = day
                self.mark("date", token.start, token.end, token.closed)
                return True
        return False

    def read_beside_date(self) -> list[Token]:
        """Read the reader beside a date that does not come first; returns the pieces without these two."""
        start, end, _ = self.places["date"]
        tokens = self.tokens.behind(0)
        at = next(index for index, token in enumerate(tokens) if token.start == start and token.end == end)
        del tokens[at]
        for index in dict.fromkeys((at - 1, at, 0)):
            token = tokens[index] if 0 <= index < len(tokens) else None
            name = self.said[token.start : token.end].strip() if token else ""
            if token and token.kind == "bracket" and token.target is None and is_name(name) and not is_venue(name):
                self.reader = fold(name)
                self.mark("reader", token.start, token.end, token.closed)
                del tokens[index]
                break
        return tokens

    def read_date(self) -> int:
        """Read the date; what follows it begins at the place returned."""
        found = dated(self.text)
        if found is not None:
            group = found.lastgroup or "bare"
            self.date = iso_date(found[group])
            self.spaced = group == "spaced"
            # What stands in parentheses may be a weekday, or the reader.
            is_reader_next = self.spaced and LATIN_NAMES_SPACED.match(self.text, found.end(group)) is not None
            behind = found.end(group) if is_reader_next else self.behind_date(found.end(group))
            self.mark("date", *found.span(group), behind)
            return behind
        found = undated(self.text)
        if found is not None and not self.begins_with_reader(found):
            behind = self.text.index("]", found.end("first")) + 1
            self.mark("date", *found.span("first"), behind)
            return behind
        return 0

    def behind_date(self, at: int) -> int:
        """Behind what may follow a date that ends at ``at``: mostly its bracket alone."""
        if self.text.startswith("]", at):
            return len(self.text) - len(self.text[at:].lstrip("]"))
        after = AFTER_DATE.match(self.text, at)
        return after.end() if after else at

    def begins_with_reader(self, found: re.Match[str]) -> bool:
        """Whether a header without a date begins with its reader: a name, and what follows it is none."""
        first = self.said[slice(*found.span("first"))].strip()
        if is_placeholder(first) or not is_name(first):
            return False
        second = self.reader_candidate(found.end("first") + 1)
        return second is None or not is_chinese_name(self.said[second[0] : second[1]].strip())

    def reader_candidate(self, at: int) -> tuple[int, int, int] | None:
        """What may be the reader's name at ``at``: where it begins, ends, and what follows it."""
        separators = SEPARATORS.match(self.text, at)
        at = separators.end() if separators else at
        if at >= len(self.text):
            return None
        pattern = READER_BRACKET if self.text[at] == "[" else READER_BARE
        found = pattern.match(self.text, at)
        return None if found is None or self.text[at] in QUOTES else (*found.span("name"), found.end())

    def read_reader(self, at: int) -> list[Token]:
        """Read the reader; returns the pieces behind it."""
        noted = NAME_AND_NOTE.match(self.text, at)
        name = noted["name"] if noted is not None else ""
        if noted is not None and is_chinese_name(name) and not is_excuse(name) and says_not_read(noted["note"]):
            self.reader = name
            self.mark("reader", *noted.span("name"))
            return [Token("text", *noted.span("note"), len(self.text))]
        if self.spaced:
            chinese, latin = NAME_AND_TITLE_SPACED.match(self.text, at), LATIN_NAMES_SPACED.match(self.text, at)
            spaced = chinese if chinese is not None and is_chinese_name(chinese["name"]) else latin
            if spaced is not None:
                group = spaced.lastgroup or "name"
                self.reader = spaced[group]
                self.mark("reader", *spaced.span(group))
                return self.tokens.behind(spaced.end())
        candidate = self.reader_candidate(at)
        if candidate is None:
            return self.tokens.behind(at)
        start, end, behind = candidate
        name = self.said[start:end].strip()
        # What is a name itself, and no link, is no title.
        is_name_alone = self.text[behind - 1] == "]" and self.text[behind : behind + 1] != "(" and is_chinese_name(name)
        is_name_alone = is_name_alone and not says_not_read(name)
        if not is_name_alone and (behind_title := self.reader_behind_title(at)):
            return behind_title
        bracketed = "[" in self.text[max(0, start - 3) : start]
        if is_placeholder(name) or name.lower() in READER_NAMES:
            self.mark("reader", start, end, behind)
            return self.tokens.behind(behind)
        following = self.tokens.behind(behind)
        both = NAME_AND_TITLE.fullmatch(self.text, start, end)
        if both is not None and self.are_two_readers(both, following):
            both = None
        if both is not None and bracketed and is_chinese_name(both["name"]) and not is_chinese_name(name):
            # "[reader-title]" in one bracket.
            self.reader = both["name"]
            self.mark("reader", start, start + len(both["name"]))
            return [Token("bracket", both.start("title"), end, behind), *following]
        if self.is_reader(name, bracketed, behind, following):
            self.reader = fold(name)
            self.mark("reader", start, end, behind)
            return self.read_second_reader(start, following) if bracketed else following
        return self.tokens.behind(at)

    def are_two_readers(self, both: re.Match[str], following: list[Token]) -> bool:
        """Whether two readers stand in one bracket, and not a reader with a title: one follows, or a note."""
        behind = [token for token in following if token.kind in ("bracket", "text")]
        has_more = len(behind) > 1 or (
            len(behind) == 1 and behind[0].target is None and not is_venue(self.said[behind[0].start : behind[0].end])
        )
        return has_more and is_name(both["title"]) and "," in self.text[both.end("name") : both.start("title")]

    def reader_behind_title(self, at: int) -> list[Token]:
        """Read a Chinese name behind a title, or behind title and source; returns the pieces without it."""
        tokens = self.tokens.behind(at)
        title = tokens[0] if tokens else None
        first = self.said[title.start : title.end].strip() if title else ""
        if title is None or title.kind != "bracket" or not first or is_placeholder(first):
            return []
        if is_name(first) and not self.is_linked(title):
            return []
        for index in range(1, min(3, len(tokens))):
            token = tokens[index]
            name = self.said[token.start : token.end].strip()
            if token.kind != "bracket":
                return []
            if token.target is None and _is_short_name(name):
                self.reader = name
                self.mark("reader", token.start, token.end, token.closed)
                return [*tokens[:index], *tokens[index + 1 :]]
        return []

    def read_second_reader(self, start: int, following: list[Token]) -> list[Token]:
        """Two readers may have a bracket each: another Chinese name, with room for title and source behind it."""
        if not following or following[0].kind != "bracket" or following[0].target is not None:
            return following
        second, *others = following
        name = self.said[second.start : second.end].strip()
        behind = [self.said[token.start : token.end] for token in others if token.kind in ("bracket", "text")]
        room = (len(behind) > 1 and not is_more_link(behind[1])) or (len(behind) == 1 and says_not_read(behind[0]))
        if is_chinese_name(name) and not says_not_read(name) and not is_excuse(name) and room:
            self.reader = f"{self.reader}、{name}"
            self.mark("reader", start, second.end, second.closed)
            return others
        return following

    def is_reader(self, name: str, bracketed: bool, behind: int, following: list[Token]) -> bool:
        """Whether ``name`` is the reader: it may be a name, and what follows leaves room for a title."""
        if says_not_read(name) or (
            bracketed and self.text[behind : behind + 1] == "(" and TARGET.match(self.text, behind)
        ):
            return False
        if is_chinese_name(name):
            return bracketed or bool(following) or self.text[behind - 1] == "]"
        groups = [token for token in following if token.kind in ("bracket", "text")]
        if not groups:
            return bracketed and is_name(name)
        if len(groups) > 1 and bracketed and groups[0].kind == "bracket":
            return len(name) <= 40
        # Of two readings, the bracket that a link or a source follows is the title.
        only = self.said[groups[0].start : groups[0].end]
        is_source = is_venue_alone(only) if groups[0].target is not None else is_known_venue(only)
        return is_name(name) and (len(groups) > 1 or not is_source)

    def read_title(self, tokens: list[Token]) -> list[Token]:
        """Read the title; returns the pieces behind it."""
        if not tokens or tokens[0].kind == "address":
            return tokens
        if self.venue_comes_first(tokens):
            self.read_source(tokens[:1])
            tokens = tokens[1:]
        token, *rest = tokens
        start, end = token.start, token.end
        text = self.said[start:end]
        if token.kind == "bracket" and token.target is None and has_scheme(text):
            return tokens  # an address, and no title
        if token.kind == "paren":
            self.remark = bool(text.strip())
        elif token.kind == "text":
            start, end, rest = self.bare_title(token, rest)
            text = self.said[start:end]
        if is_placeholder(text) and token.kind != "text":
            return rest
        self.title_bracketed = token.kind == "bracket"
        inner = text.strip() if token.kind == "paren" else without_quotes(text.strip())
        if inner != text.strip():
            start = self.said.index(inner, start)
            end = start + len(inner)
            self.named = self.title_enclosed = True
        self.mark("title", start, end, token.closed if token.kind == "bracket" else None)
        self.title = unescape(fold(inner))
        if token.target is not None:
            self.title_target(token.target, token.behind)
        return rest

    def venue_comes_first(self, tokens: list[Token]) -> bool:
        """Whether a venue and its year stand before the title: "[CVPR 2024] title"."""
        if len(tokens) < 2 or tokens[0].kind not in ("bracket", "paren") or tokens[0].target is not None:
            return False
        first, second = (self.said[token.start : token.end].strip() for token in tokens[:2])
        if VENUE_AND_YEAR.fullmatch(first) is None or not is_venue_alone(first) or tokens[1].kind == "address":
            return False
        return bool(second) and not (is_venue_alone(second) or has_scheme(second))

    def bare_title(self, token: Token, rest: list[Token]) -> tuple[int, int, list[Token]]:
        """A title without brackets: in quotes, or up to the source at its end."""
        start, end = token.start, token.end
        bold = BOLD.fullmatch(self.said, start, end)
        if bold is not None:
            return *bold.span("text"), rest
        closing = QUOTES.get(self.said[start])
        if closing is not None:
            closed = self.said.find(closing, start + 1, end)
            if closed == end - 1:
                self.title_quoted = True
            elif closed > 0 and not self.said[closed + 1].isalnum():
                self.title_quoted = True
                return start, closed + 1, [*self.tokens.behind(closed + 1)]
        following = self.said[rest[0].start : rest[0].end] if rest else ""
        at_end = not rest or rest[0].kind == "address" or (rest[0].kind == "paren" and has_scheme(following))
        if at_end or (rest[0].target is not None and is_more_link(following)):
            tail = VENUE_AT_END.search(self.text, start, end)
            by_dash = tail is not None and tail["sign"][0] == "-"
            if (
                tail is not None
                and tail.start() > start
                and (is_venue(tail[2]) if by_dash else YEAR.search(tail[2]) is not None and is_venue_alone(tail[2]))
            ):
                return start, tail.start(), [Token("text", *tail.span(2), end), *rest]
        return start, end, rest

    def title_target(self, place: tuple[int, int], behind: int) -> None:
        """Take what stands in the parenthesis behind the title: its address, or the source."""
        target = self.said[place[0] : place[1]].strip()
        if SCHEME.fullmatch(target) is not None:
            self.places.setdefault("empty_link", (*place, behind))
        elif target and not is_address(target):
            # "[title](EMNLP2023)": what is no address is the source.
            self.source = fold(target)
            self.mark("source", *place, behind)
        else:
            self.add_link(self.title or "", place, behind)
            self.title_linked = bool(target)
        self.named = True

    def read_source(self, tokens: list[Token]) -> None:
        """Read the source and the links from the pieces behind the title."""
        for token in tokens:
            text = self.said[token.start : token.end].strip()
            if text.lower() in SOURCE_NAMES and not self.is_linked(token):
                continue  # the template's own words, left standing
            if token.kind == "address":
                self.add_link("", (token.start, token.end))
                self.named = True
                continue
            linked = self.is_linked(token)
            if token.kind == "bracket" and has_scheme(text) and not linked:
                self.add_link("", (token.start, token.end))
            more = linked and (self.title_linked and is_more_link(text))
            more = more or (self.title_quoted and self.text[max(0, token.start - 2) : token.start] == "([")
            if token.kind == "paren" and is_address(text):
                words = WORDS_AND_ADDRESS.fullmatch(self.text, token.start, token.end)
                if words is None:
                    self.add_link(self.source or self.title or "", (token.start, token.end), token.closed)
                else:
                    self.add_link(self.said[slice(*words.span("words"))].strip(), words.span("url"), token.closed)
            elif (
                self.source is None
                and text
                and not more
                and (token.kind == "bracket" or any(sign.isalnum() for sign in text))
            ):
                if text[0] == '"' and text[-1] == '"' and not WIDE_BRACKETS.isdisjoint(text):
                    text = text[1:-1]  # quotes that keep brackets from being read
                end, words = token.end, None
                if token.kind == "text":
                    words = SOURCE_AND_WORDS.fullmatch(self.text, token.start, token.end)
                if words is not None and is_venue_alone(self.said[slice(*words.span("source"))]):
                    end = words.end("source")
                    text = self.said[token.start : end]
                self.source = unescape(fold(text))
                self.mark("source", token.start, end, token.closed if end == token.end else None)
            if token.target is not None:
                self.add_link(text, token.target, token.behind)
            self.named = self.named or bool(text) or linked

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


def _is_short_name(text: str) -> bool:
    """Whether ``text`` is a Chinese name wherever it stands: two or three characters that say nothing else."""
    if not (2 <= len(text) <= 3 and is_chinese_name(text)):
        return False
    return not (is_excuse(text) or is_more_link(text) or says_not_read(text))


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

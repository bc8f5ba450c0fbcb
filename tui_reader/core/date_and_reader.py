"""Who read, and when: the date of a header, and its reader.

What the rules are, ``header`` says; here is how they are kept.
"""

from __future__ import annotations

import re

from tui_reader.core.fields import (
    AFTER_DATE,
    QUOTES,
    fold,
    is_chinese_name,
    is_excuse,
    is_known_venue,
    is_more_link,
    is_name,
    is_venue,
    is_venue_alone,
    iso_date,
    says_not_read,
)
from tui_reader.core.header_reading import HeaderReading
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import (
    BEHIND_NAMES,
    LATIN_NAMES,
    LIST_SIGN,
    READER_NAMES,
    dated,
    is_placeholder,
    undated,
)
from tui_reader.core.tokens import SEPARATORS, TARGET, Token

READER_BRACKET = lazy_pattern(r"\[\s*(?P<name>[^\[\]\n]{0,60}?)\s*(?:\]|\[(?=\s*-)|(?=-\s*\[))")
READER_BARE = lazy_pattern(r"(?P<name>[^\[\]\s-][^\[\]\n-]{0,40}?)\s*(?:\](?=\s*(?:-|$))|(?=\s*-)|(?=\s*\[))")
NAME_AND_TITLE = lazy_pattern(r"(?P<name>[^\x00-\xff]{2,4})\s*[:,-]\s*(?P<title>\S[^\n]*)")
# "[reader note]" in one bracket, or none.
NAME_AND_NOTE = lazy_pattern(r"[\s-]*\[?\s*(?P<name>[^\x00-\xff]{2,4})(?:[ \t]+|\s?:\s?)(?P<note>[^\[\]\n]{1,60})")
NAME_AND_TITLE_SPACED = lazy_pattern(r"[\s,:]{0,3}(?P<name>[^\x00-\xff]{2,4})(?:[ \t,:]+(?=[^\s\]-])|$)")
LATIN_NAMES_SPACED = lazy_pattern(
    rf"[\s,:*]{{0,8}}(?:(?P<name>{LATIN_NAMES})|\((?P<enclosed>{LATIN_NAMES})\)){BEHIND_NAMES}"
)
# A reader in other brackets than square ones, or in bold; and one behind the name of the field.
READER_ELSEWHERE = lazy_pattern(
    rf"\s*-\s*(?:[({{<`]|\*{{1,3}})\s*(?P<name>[^\x00-\xff]{{2,4}}|{LATIN_NAMES})\s*(?:[)}}>`]|\*{{1,3}})(?=\s*[-:\[])"
)
READER_NAMED = lazy_pattern(
    r"\s*-?\s*\[\s*(?:(?:总结人|阅读人|读者|汇报人|分享人|(?i:reader|read by))\s*:\s*|\*{1,3})"
    r"(?P<name>[^\[\]\n:*]{2,40}?)\*{0,3}\s*\]"
)
NAME_AND_COLON = lazy_pattern(r"\s*-?\s*(?P<name>[^\x00-\xff]{2,3})\s?:\s*(?=\S)")
# What else may stand before a colon there.
NO_NAMES = frozenset(
    "综述 精读 泛读 论文 标题 题目 主题 方法 摘要 总结 备注 说明 来源 文章 阅读 本周 上周 这周 参会 请假 重读 复习 简述"
    " 简介 推荐 分享 汇报 学习 关于 会议 期刊 链接 任务 领域 方向 目标 问题 结论 状态 原因".split()
)
# Somebody's page on a site where people have one, or mail.
PERSON = lazy_pattern(r"mailto:\S+|https?://(?:www\.)?(?:github|gitee|gitlab)\.com/[\w-]+/?")
# A day without brackets before a topic section's title.
DAY_IN_FRONT = lazy_pattern(r"(?P<day>(?:19|20)\d\d\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}日?)[\s,:;|-]+")


def read_date_and_reader(reading: HeaderReading) -> list[Token]:
    """Read both of an entry with a date, or of a header that has its shape; returns the pieces behind them."""
    if dated(reading.text) is None and _read_later_date(reading):
        return _read_beside_date(reading)
    return _read_reader(reading, _read_date(reading))


def read_before_title(reading: HeaderReading) -> list[Token]:
    """Read what may stand before the title of a topic section: its reader in brackets, or a date where one is.

    Returns the pieces behind that.
    """
    item = LIST_SIGN.match(reading.text)
    at = item.end() if item else 0
    found = DAY_IN_FRONT.match(reading.text, at)
    if found is not None and iso_date(found["day"]) is not None:
        reading.date = iso_date(found["day"])
        reading.mark("date", *found.span("day"))
        return _read_reader(reading, found.end())
    if _read_later_date(reading):
        return _read_beside_date(reading)
    found = READER_BRACKET.match(reading.text, at)
    named = found is not None and is_chinese_name(found["name"]) and reading.text[found.end() - 1] == "]"
    return _read_reader(reading, at) if named else reading.tokens.behind(at)


def _read_later_date(reading: HeaderReading) -> bool:
    """Whether a day stands in a bracket behind another one: the date of a log that names other fields first."""
    for token in reading.tokens.behind(0):
        day = iso_date(reading.text[token.start : token.end]) if token.kind == "bracket" else None
        if day is not None:
            reading.date = day
            reading.mark("date", token.start, token.end, token.closed)
            return True
    return False


def _read_beside_date(reading: HeaderReading) -> list[Token]:
    """Read the reader beside a date that does not come first; returns the pieces without these two."""
    start, end, _ = reading.places["date"]
    tokens = reading.tokens.behind(0)
    at = next(index for index, token in enumerate(tokens) if token.start == start and token.end == end)
    del tokens[at]
    for index in dict.fromkeys((at - 1, at, 0)):
        token = tokens[index] if 0 <= index < len(tokens) else None
        name = reading.said[token.start : token.end].strip() if token else ""
        if token and token.kind == "bracket" and token.target is None and is_name(name) and not is_venue(name):
            reading.reader = fold(name)
            reading.mark("reader", token.start, token.end, token.closed)
            del tokens[index]
            break
    return tokens


def _read_date(reading: HeaderReading) -> int:
    """Read the date; what follows it begins at the place returned."""
    found = dated(reading.text)
    if found is not None:
        group = found.lastgroup or "bare"
        reading.date = iso_date(found[group])
        reading.spaced = group == "spaced"
        # What stands in parentheses may be a weekday, or the reader.
        is_reader_next = reading.spaced and LATIN_NAMES_SPACED.match(reading.text, found.end(group)) is not None
        behind = found.end(group) if is_reader_next else _behind_date(reading, found.end(group))
        reading.mark("date", *found.span(group), behind)
        return behind
    found = undated(reading.text)
    if found is not None and not _begins_with_reader(reading, found):
        behind = reading.text.index("]", found.end("first")) + 1
        reading.mark("date", *found.span("first"), behind)
        return behind
    return 0


def _behind_date(reading: HeaderReading, at: int) -> int:
    """Behind what may follow a date that ends at ``at``: mostly its bracket alone."""
    if reading.text.startswith("]", at):
        return len(reading.text) - len(reading.text[at:].lstrip("]"))
    after = AFTER_DATE.match(reading.text, at)
    return after.end() if after else at


def _begins_with_reader(reading: HeaderReading, found: re.Match[str]) -> bool:
    """Whether a header without a date begins with its reader: a name, and what follows it is none."""
    first = reading.said[slice(*found.span("first"))].strip()
    if is_placeholder(first) or not is_name(first):
        return False
    second = _reader_candidate(reading, found.end("first") + 1)
    return second is None or not is_chinese_name(reading.said[second[0] : second[1]].strip())


def _reader_candidate(reading: HeaderReading, at: int) -> tuple[int, int, int] | None:
    """What may be the reader's name at ``at``: where it begins, ends, and what follows it."""
    separators = SEPARATORS.match(reading.text, at)
    at = separators.end() if separators else at
    if at >= len(reading.text):
        return None
    pattern = READER_BRACKET if reading.text[at] == "[" else READER_BARE
    found = pattern.match(reading.text, at)
    return None if found is None or reading.text[at] in QUOTES else (*found.span("name"), found.end())


def _is_name_before_colon(text: str) -> bool:
    """Whether ``text`` before a colon is the reader's name, and not what the rest is said to be."""
    return is_chinese_name(text) and text not in NO_NAMES and not (is_excuse(text) or says_not_read(text))


def _linked_person(reading: HeaderReading, at: int) -> list[Token] | None:
    """Read a reader whose name links to a page of that person; returns the pieces behind it, None for any other."""
    tokens = reading.tokens.behind(at)
    if len(tokens) < 2 or tokens[1].kind not in ("bracket", "text"):
        return None
    first, others = tokens[0], tokens[1:]
    name, place = reading.said[first.start : first.end].strip(), first.target
    if place is None or not is_name(name) or PERSON.fullmatch(reading.said[slice(*place)].strip()) is None:
        return None
    reading.reader = fold(name)
    reading.mark("reader", first.start, first.end, first.closed)
    return others


def _read_reader(reading: HeaderReading, at: int) -> list[Token]:
    """Read the reader; returns the pieces behind it."""
    noted = NAME_AND_NOTE.match(reading.text, at)
    name = noted["name"] if noted is not None else ""
    if noted is not None and is_chinese_name(name) and not is_excuse(name) and says_not_read(noted["note"]):
        reading.reader = name
        reading.mark("reader", *noted.span("name"))
        return [Token("text", *noted.span("note"), len(reading.text))]
    if reading.spaced:
        chinese, latin = NAME_AND_TITLE_SPACED.match(reading.text, at), LATIN_NAMES_SPACED.match(reading.text, at)
        spaced = chinese if chinese is not None and is_chinese_name(chinese["name"]) else latin
        if spaced is not None:
            group = spaced.lastgroup or "name"
            reading.reader = spaced[group]
            reading.mark("reader", *spaced.span(group))
            return reading.tokens.behind(spaced.end())
    for pattern in (READER_NAMED, READER_ELSEWHERE):
        other = pattern.match(reading.text, at)
        if other is not None and is_name(reading.said[slice(*other.span("name"))]):
            reading.reader = fold(reading.said[slice(*other.span("name"))])
            reading.mark("reader", *other.span("name"), other.end())
            return reading.tokens.behind(other.end())
    behind_name = NAME_AND_COLON.match(reading.text, at)
    if behind_name is not None and _is_name_before_colon(behind_name["name"]):
        reading.reader = behind_name["name"]
        reading.mark("reader", *behind_name.span("name"))
        return reading.tokens.behind(behind_name.end())
    candidate = _reader_candidate(reading, at)
    if candidate is None:
        return reading.tokens.behind(at)
    if (person := _linked_person(reading, at)) is not None:
        return person
    start, end, behind = candidate
    name = reading.said[start:end].strip()
    # What is a name itself, and no link, is no title.
    is_closed = reading.text[behind - 1] == "]" and reading.text[behind : behind + 1] != "("
    is_name_alone = is_closed and is_chinese_name(name) and not says_not_read(name)
    if not is_name_alone and (behind_title := _reader_behind_title(reading, at)):
        return behind_title
    bracketed = "[" in reading.text[max(0, start - 3) : start]
    if is_placeholder(name) or name.lower() in READER_NAMES:
        reading.mark("reader", start, end, behind)
        return reading.tokens.behind(behind)
    following = reading.tokens.behind(behind)
    both = NAME_AND_TITLE.fullmatch(reading.text, start, end)
    if both is not None and _are_two_readers(reading, both, following):
        both = None
    if both is not None and bracketed and is_chinese_name(both["name"]) and not is_chinese_name(name):
        # "[reader-title]" in one bracket.
        reading.reader = both["name"]
        reading.mark("reader", start, start + len(both["name"]))
        return [Token("bracket", both.start("title"), end, behind), *following]
    if _is_reader(reading, name, bracketed, behind, following):
        reading.reader = fold(name)
        reading.mark("reader", start, end, behind)
        return _read_second_reader(reading, start, following) if bracketed else following
    return reading.tokens.behind(at)


def _are_two_readers(reading: HeaderReading, both: re.Match[str], following: list[Token]) -> bool:
    """Whether two readers stand in one bracket, and not a reader with a title: one follows, or a note."""
    behind = [token for token in following if token.kind in ("bracket", "text")]
    has_more = len(behind) > 1 or (
        len(behind) == 1 and behind[0].target is None and not is_venue(reading.said[behind[0].start : behind[0].end])
    )
    return has_more and is_name(both["title"]) and "," in reading.text[both.end("name") : both.start("title")]


def _reader_behind_title(reading: HeaderReading, at: int) -> list[Token]:
    """Read a Chinese name behind a title, or behind title and source; returns the pieces without it."""
    tokens = reading.tokens.behind(at)
    title = tokens[0] if tokens else None
    first = reading.said[title.start : title.end].strip() if title else ""
    if title is None or title.kind != "bracket" or not first or is_placeholder(first):
        return []
    if is_name(first) and not reading.is_linked(title):
        return []
    for index in range(1, min(3, len(tokens))):
        token = tokens[index]
        name = reading.said[token.start : token.end].strip()
        if token.kind != "bracket":
            return []
        if token.target is None and _is_short_name(name):
            reading.reader = name
            reading.mark("reader", token.start, token.end, token.closed)
            return [*tokens[:index], *tokens[index + 1 :]]
    return []


def _read_second_reader(reading: HeaderReading, start: int, following: list[Token]) -> list[Token]:
    """Two readers may have a bracket each: another Chinese name, with room for title and source behind it."""
    if not following or following[0].kind != "bracket" or following[0].target is not None:
        return following
    second, *others = following
    name = reading.said[second.start : second.end].strip()
    behind = [reading.said[token.start : token.end] for token in others if token.kind in ("bracket", "text")]
    room = (len(behind) > 1 and not is_more_link(behind[1])) or (len(behind) == 1 and says_not_read(behind[0]))
    if is_chinese_name(name) and not says_not_read(name) and not is_excuse(name) and room:
        reading.reader = f"{reading.reader}、{name}"
        reading.mark("reader", start, second.end, second.closed)
        return others
    return following


def _is_reader(reading: HeaderReading, name: str, bracketed: bool, behind: int, following: list[Token]) -> bool:
    """Whether ``name`` is the reader: it may be a name, and what follows leaves room for a title."""
    if says_not_read(name) or (
        bracketed and reading.text[behind : behind + 1] == "(" and TARGET.match(reading.text, behind)
    ):
        return False
    if is_chinese_name(name):
        return bracketed or bool(following) or reading.text[behind - 1] == "]"
    groups = [token for token in following if token.kind in ("bracket", "text")]
    if not groups:
        return bracketed and is_name(name)
    if len(groups) > 1 and bracketed and groups[0].kind == "bracket":
        return len(name) <= 40
    # Of two readings, the bracket that a link or a source follows is the title.
    only = reading.said[groups[0].start : groups[0].end]
    is_source = is_venue_alone(only) if groups[0].target is not None else is_known_venue(only)
    return is_name(name) and (len(groups) > 1 or not is_source)


def _is_short_name(text: str) -> bool:
    """Whether ``text`` is a Chinese name wherever it stands: two or three characters that say nothing else."""
    if not (2 <= len(text) <= 3 and is_chinese_name(text)):
        return False
    return not (is_excuse(text) or is_more_link(text) or says_not_read(text))

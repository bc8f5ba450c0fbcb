"""What one line of a log is by itself: blank, a heading, a divider, the insertion line, a fence of the template.

``content`` is a line without its quote marks and the space around them. All patterns take time linear in the line.
"""

from __future__ import annotations

import re

from tui_reader.core.lazy_pattern import lazy_pattern

QUOTE_AND_SPACE = " \t>"

# What a backslash keeps from being a quote mark is text.
BLANK = lazy_pattern(r"(?:&nbsp;|<br\s*/?>|[ \t>\x0b\x0c\u3000\xa0])*\\?(?:[ \t][ \t>]*)?")
HEADING = lazy_pattern(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
TAG = lazy_pattern(r"<[^<>]*>")
EMPHASIS = lazy_pattern(r"\*{1,3}|~~|`+")
# Inside a word, an underscore is a letter.
UNDERSCORED = lazy_pattern(r"(?<!\w)(_{1,3})(?=[^\s_])(.{0,200}?[^\s_])\1(?!\w)")
# "### <font>Topic</font> ###", "**Topic**" and the like: what stands around the name of a section.
AROUND_HEADING = " \t#*_~`"
RULE_SIGNS = "-=_*~#+"
# A line of signs, words, signs: "####---- week ----####".
DIVIDER = lazy_pattern(r"[#=\-~+]{3,}[^\n]{0,80}?[#=\-~+]{3,}\s*$")
WEEK_LIMIT = 60
# "week 12", "第12周（3.18-3.24）", "2024-W12": a line that names a week and says nothing else.
WEEK = lazy_pattern(
    r"[*_=#~\s-]{0,12}(?:(?:(?:19|20)\d\d\s{0,3}[-年/]?\s{0,3})?(?:week\.?\s{0,3}-?\d{1,2}|第\s?[\d一二三四五六七八九十]{1,4}\s?周)"
    r"|(?:19|20)\d\d-W\d\d)(?:\s{0,3}[（(][^（()）\n]{0,40}[)）])?[*_=#~\s:：-]{0,12}$",
    re.IGNORECASE,
)
FENCE_WORDS = ("模版", "模板", "template")
ARROWS = (
    "==>",
    "<==",
    "=>",
    "-->",
    "<--",
    "->",
    "<-",
    "←",
    "→",
    "↑",
    "↓",
    "⬇",
    "⬆",
    "###",
    "===",
    "***",
    "---",
    "<!--",
)
CHINESE_VERBS = ("插入", "添加", "新增", "填写")
CHINESE_PLACES = ("位置", "此处", "处", "这里", "这儿", "下方", "下面", "在此", "之后", "此行")
ENGLISH_VERBS = ("insert", "add ", "append")
ENGLISH_PLACES = ("here", "below", "under", "above", "point", "mark", "line")
# Seven signs, or more where git merged the bases first or was told so.
CONFLICT = lazy_pattern(r"(?:<{7,}|>{7,}|\|{7,})(?: |$)|={7}\s*$")
CONFLICT_STARTS = frozenset(("<<<<<<<", ">>>>>>>", "|||||||", "======="))

# Signs that Chinese input methods and word processors write for the ones that a header is made of.
PLAIN_SIGNS = tuple(zip("【［】］（），、；：－–—‐‑―−", "[[]](),,;:-------", strict=True))
HEADER_STARTS = frozenset("[(0123456789*+-\\#" + "".join(sign for sign, plain in PLAIN_SIGNS if plain in "[(-"))
"""What a header may begin with."""
HEADER_LIMIT = 4000
"""Characters of a line that are read as a header; what a longer line says behind them is not part of any field."""
# All that follows is for text in plain signs.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = f"(?i:{'|'.join(MONTHS)})[a-z]{{0,6}}"
# Year, month and day are parted by whatever lies beside the dash on a keyboard, by it twice, or by space.
BETWEEN = r"(?:\s*[-./_,。年月]{1,2}\s*|\s+)"
DAY_TEXT = (
    rf"(?:\d{{4}}{BETWEEN}\d{{1,2}}{BETWEEN}\d{{1,3}}\s*日?|\d{{4}}-?\d{{2}}-?\d{{2}}"
    rf"|\d{{2}}{BETWEEN}\d{{1,2}}{BETWEEN}\d{{1,2}}\s*日?"
    rf"|{MONTH}\.?\s*\d{{1,2}}(?:st|nd|rd|th)?[\s,]\s*\d{{4}}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?|\d{{4}})[\s-]{MONTH}[\s.,-]\s*(?:\d{{4}}|\d{{1,2}}))"
)
WEEKDAY = (
    r"(?:(?:周|星期|礼拜)[一二三四五六日天]"
    r"|(?i:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?i:day)?\b\.?)"
)
# Before a day in its bracket: the weekday, the field's name, or that it was made up for later.
BEFORE_DAY = rf"(?:{WEEKDAY}[,\s]\s*|(?:日期|时间|(?i:date))\s?:?\s*|补\s*)?"
# Behind the first of several days in one bracket: the last of them.
LAST_DAY = rf"\s*[-~至到]{{1,2}}\s*(?:(?:\d{{4}}{BETWEEN})?\d{{1,2}}{BETWEEN})?\d{{1,2}}\s*日?(?=\s*\])"
# Names in Latin letters, "Tom & Mira Li", behind a day without brackets, and what has to stand behind them: a title
# that is a link, or words that say that none was read.
LATIN_NAMES = r"[A-Z][\w'.-]{1,20}(?:(?:\s|\s?[,&/]\s?)[A-Z][\w'.-]{0,20}){0,3}"
BEHIND_NAMES = (
    r"\s?[,:]?\s?(?=\[[^\[\]\n]+\]\(|(?i:did not|didn['’]t|no paper|no reading|nothing"
    r"|[^\[\]\n]{1,60}?\b(?:not|didn['’]t|nothing) read)\b)"
)
# A day in brackets, with a word behind it or a bracket missing; what may be a day, where a reader and a title follow;
# a bare day before a dash, a bar or a reader. In a list, the header stands behind the list's sign, ticked or not; all
# of it may be in bold, or the day alone, or, where nothing but an entry's beginning has its shape, it may be a heading;
# a single "#" is a comment's in code.
DATED = lazy_pattern(
    r"(?:(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?\*{0,3}|\*{1,3}"
    r"|#{2,6}[ \t]+(?=\[\s*\d{4}[^\[\]\n]{0,24}\]\s*-\s*\[[^\[\]\n]{1,40}\]\s*-))?"
    rf"(?:\[{{1,2}}\s*{BEFORE_DAY}(?P<bracketed>{DAY_TEXT})(?!(?!T\d\d?:)[0-9A-Za-z])"
    r"(?=(?:(?![^\[\]\n]{0,24}\d{4})[^\[\]\n-]{0,24})\]|\s*(?:[\[,;(-]|$)"
    rf"|{LAST_DAY})"
    r"|\[\s*(?P<unreadable>\d{4}\s*[-./年][^\[\]\n]{0,20}?)\s*\]\s*-\s*(?=\[|[^\s\[\]-]{1,20}\s*-)"
    r"|(?P<bare>(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?)"
    rf"(?=\s*\]|(?:\s?\(?{WEEKDAY}\)?)?\s*-\s*(?!\d{{4}})\S|\s*\|)"
    r"|\(\s*(?P<enclosed>\d{4}[^()\n]{3,12}?)\s*\)(?=\s*-\s*[(\[])"
    r"|(?P<short>(?:19|20)\d\d[01]\d[0-3]\d|\d\d[-./]\d{1,2}[-./]\d{1,2})"
    r"(?=\s*-\s*(?:\[[^\[\]\n]{1,40}\]|[^\x00-\xff]{2,4}|[A-Z][A-Za-z .]{1,20})\s*-\s*[\[\w“\"])"
    r"|(?P<yearless>\d{1,2}[-./月]\d{1,2}日?)(?=\s*-\s*(?:[^\x00-\xff]{2,4}|[A-Z][A-Za-z .]{1,20})\s*-\s*\[)"
    r"|(?P<spaced>(?:19|20)\d\d(?:\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}日?|[01]\d[0-3]\d(?!\d)))"
    r"(?=\*{0,3}(?:\s+\[|(?:\s+|\s?[,:]\s?)(?:[^\x00-\xff]{2,4}(?:[\s\[,:]|$)"
    rf"|(?:{LATIN_NAMES}|\({LATIN_NAMES}\)){BEHIND_NAMES}))))"
)
# The day as most logs write it, and what has to stand at the beginning of every other: the former reads as ``DATED``
# reads it, and nothing without the latter is read at all. They take a tenth of the time to compile.
USUALLY_DATED = lazy_pattern(r"\[(?P<bracketed>\d{4}[-./]\d{1,2}[-./]\d{1,2})(?=\])")
MAY_BE_DATED = lazy_pattern(
    r"(?:(?:[-*+]|\d{1,3}[.)])[ \t]+\*{0,3}|\*{1,3}|#{2,6}[ \t]+)?(?:\[|\(|19|20|\d{1,2}(?:[-./]\d|月))"
)
# The day behind the reader or the title: "[reader]-[date]-[title]".
DATED_LATER = lazy_pattern(
    r"\[[^\[\]\n]{1,300}\](?:\([^()\s]{1,300}\))?\s*-\s*(?:\[[^\[\]\n]{1,60}\](?:\([^()\s]{1,300}\))?\s*-\s*){0,2}"
    rf"\[\s*{DAY_TEXT}\s*\](?=\s*(?:-|$))"
)
SIGN_OF_ITEM = r"(?:[-*+]|\d{1,3}[.)、])[ \t]+"
LIST_SIGN = lazy_pattern(SIGN_OF_ITEM)
# The same with what may stand between it and the header: a tick.
ITEM = lazy_pattern(SIGN_OF_ITEM + r"(?:\[[ xX]\][ \t]+)?")
DIGIT = lazy_pattern(r"\d")
ESCAPED_DATE = lazy_pattern(rf"\\\[\s*{DAY_TEXT}\s*\\\]")
# What stands in the place of something that is still to come.
PLACEHOLDERS = frozenset(
    (
        "",
        "待补",
        "待补充",
        "待定",
        "待填",
        "待填写",
        "暂缺",
        "to be filled in",
        "to be added",
        "tbd",
        "tba",
        "todo",
        "n/a",
        "日期",
        "date",
    )
)
# No date, but the shape of a header: "[]-[x]" or "[x]-[y]-" or "[x]-name-[y]" or "[x]-nothing read".
UNDATED = lazy_pattern(
    r"-?\s*\[(?P<first>[^\[\]\n]{0,40})\]\s*-\s*"
    r"(?:(?P<long>\[[^\[\]\n]{1,300}\]\s*(?:[(-]|$)|[^\[\]\n]{0,12}[未没无][^\[\]\n]{0,10}[读度]|[^\[\]\s-]{1,20}\s*-\s*\[)"
    r"|(?=\[|\S+\s*-))"
)
BRACKETED = lazy_pattern(r"[\[{<]\s*([^\[\]{}<>\n]{1,40}?)\s*[\]}>]")
DATE_NAMES = ("日期", "时间", "date", "yyyy", "年-月-日", "年.月.日", "年/月/日")
READER_NAMES = frozenset(
    [*"总结人 阅读人 读者 姓名 名字 汇报人 分享人 作者 reader name who first second".split(), "your name"]
)
TITLE_NAMES = frozenset(
    [
        "标题",
        "题目",
        "名称",
        "名",
        "论文标题",
        "论文题目",
        "论文名称",
        "论文名",
        "论文名字",
        "文章标题",
        "文章题目",
        "title",
        "the title",
        "paper title",
        "title of the paper",
        "paper's title",
        "paper name",
        "name of the paper",
        "文章名称",
        "文章名",
    ]
)
SOURCE_NAMES = ("来源", "出处", "会议", "期刊", "链接", "source", "venue", "journal", "conference", "link")
# "2024-xx-xx", "MM/DD/YYYY": what stands in the place of a date.
UNFILLED_DATE = lazy_pattern(r"[\d./年月日 -]*[xymd][\dxymd./年月日 -]*")
LEAD_IN = lazy_pattern(r"[^\[\]:：<>]{1,20}[:：][ \t*]*(?=[\[【［])")

LATIN_WORD = lazy_pattern(r"[A-Za-zÀ-ÿ][\w'’-]*")
# "- **Reader:** " and the like: a label, with the emphasis, brackets and the sign of an item that may stand around it.
RECORD_LABEL = lazy_pattern(
    r"(?:[-*+•][ \t]{1,3}|\d{1,2}[.)][ \t]{1,3})?(?P<mark>\*{1,3}|_{1,3}|`)?[【\[]?(?P<name>[^\W\d_]"
    r"(?:[^\W\d_]|[ /]){0,24}?)[】\]]?(?P<closed>(?P=mark))?[ \t]{0,2}[:：](?(mark)(?(closed)|(?P=mark)))[ \t]*"
)
LABELLED = 24
"""Lines that a record's labels take at most."""
LONGEST_LABEL = 48
"""Characters that it matches at most before its value, and a few more."""


def plain_signs(text: str) -> str:
    """``text`` with the plain sign for each full-width bracket, parenthesis, comma, colon and dash, in its place."""
    for sign, plain in PLAIN_SIGNS:
        if sign in text:
            text = text.replace(sign, plain)
    return text


def scannable(text: str) -> str:
    """``text`` with each character in its place and every line ended by ``\\n``: the only end that patterns know."""
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    if "\r" in text:
        # A lone "\r" ends a line too: logs pasted from old Macs have it.
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text


MAY_BE_BLANK = frozenset("&<\\\x0b\x0c\u3000\xa0")
BLANK_LIMIT = 4000
"""Characters of a line that says nothing but is not all white space."""
INSERTION_LIMIT = 80
"""Characters of an insertion line; what is longer says something else."""


def marks_of(line: str) -> str:
    """The quote marks before the content of ``line``, with the space around them."""
    return line[: len(line) - len(line.lstrip(QUOTE_AND_SPACE))]


def is_blank(content: str) -> bool:
    """Whether a line says nothing."""
    if not content or content.isspace():
        return True
    if content[0] not in MAY_BE_BLANK or (content[0] == "<" and not content.startswith("<br")):
        return False
    return len(content) <= BLANK_LIMIT and BLANK.fullmatch(content) is not None


def comments(scan: str, start: int, end: int) -> list[tuple[int, int]]:
    """The whole lines from ``start`` to ``end`` that hold HTML comments alone: where they begin, and behind the last.

    No reader sees them. A comment over several lines counts if it is closed before the next one opens, so that one
    whose end was forgotten hides nothing, and, as for a renderer, before its quote ends.
    """
    ranges: list[tuple[int, int]] = []
    opened = scan.find("<!--", start, end)
    while opened >= 0:
        line_start = max(start, scan.rfind("\n", start, opened) + 1)
        before = scan[line_start:opened]
        behind = None if before.strip(QUOTE_AND_SPACE) else _behind_comment(scan, opened, end, quoted=">" in before)
        if behind is not None:
            ranges.append((line_start, behind))
        else:
            found = scan.find("\n", opened, end)
            behind = end if found < 0 else found
        opened = scan.find("<!--", behind, end)
    return ranges


def _behind_comment(scan: str, opened: int, end: int, quoted: bool) -> int | None:
    """Behind the line end of the comment opened at ``opened`` and of others behind it; None if one is not closed."""
    while True:
        following = scan.find("<!--", opened + 4, end)
        closed = scan.find("-->", opened + 4, end if following < 0 else following)
        if closed < 0 or (
            quoted and any(line.lstrip(" \t")[:1] != ">" for line in scan[opened:closed].split("\n")[1:])
        ):
            return None
        found = scan.find("\n", closed, end)
        line_end = end if found < 0 else found
        if not 0 <= following < line_end:
            return None if scan[closed + 3 : line_end].strip(" \t\\") else min(line_end + 1, end)
        if scan[closed + 3 : following].strip():
            return None
        opened = following


def heading_text(source: str) -> str:
    """The name of a section: a heading's text without tags, emphasis and runs of ``#`` at either end."""
    text = EMPHASIS.sub("", TAG.sub("", source)).replace("&nbsp;", " ")
    if "_" in text:
        text = UNDERSCORED.sub(r"\2", text)
    return " ".join(text.strip(AROUND_HEADING).split())


def is_conflict_marker(line: str) -> bool:
    """Whether a line, with all that stands in front of it, is one that git leaves around a conflict."""
    return line[:7] in CONFLICT_STARTS and CONFLICT.match(line) is not None


def is_rule(content: str) -> bool:
    """Whether the line is three signs or more, and space at most."""
    return content[0] in RULE_SIGNS and not content.strip(RULE_SIGNS + " \t") and len(content.replace(" ", "")) > 2


def is_divider(content: str, quoted: bool) -> bool:
    """Whether the line divides the log: signs with words between them, or, outside quotes, a rule."""
    if is_rule(content):
        return not quoted
    return content[0] in "#=-~+" and len(content) <= 200 and DIVIDER.match(content) is not None


def is_week(content: str) -> bool:
    """Whether the line names a week and says nothing else, as those do that stand between the entries of two weeks."""
    if len(content) > WEEK_LIMIT:
        return False
    lower = content.lower()
    may_be = ("第" in content and "周" in content) or "week" in lower or "-w" in lower
    return may_be and WEEK.match(content) is not None


def is_insertion_line(content: str) -> bool:
    """Whether the line says "insert here"."""
    if len(content) > INSERTION_LIMIT or content[0] == "\\" or not any(arrow in content for arrow in ARROWS):
        return False
    if any(verb in content for verb in CHINESE_VERBS):
        return any(place in content for place in CHINESE_PLACES)
    lower = content.lower()
    return any(verb in lower for verb in ENGLISH_VERBS) and any(place in lower for place in ENGLISH_PLACES)


def is_template_fence(content: str) -> bool:
    """Whether the line opens or closes the template: ``###### template ######``."""
    return is_divider(content, quoted=True) and any(word in content.lower() for word in FENCE_WORDS)


def is_placeholder(text: str) -> bool:
    """Whether ``text`` stands in the place of something that is still to come: ``TBD``, ``??``, ``xx``, nothing."""
    text = text.strip().lower()
    return text in PLACEHOLDERS or not text.strip("?？") or (len(text) > 1 and not text.strip("x"))


PIECE = lazy_pattern(r"[^\W_](?:[^\[\]()（）【】\n]*[^\W_])?")


def pieces(text: str) -> list[re.Match[str]]:
    """What ``text`` says between its brackets, without the template's own words, left standing there."""
    return [
        piece
        for piece in PIECE.finditer(text)
        if piece.group().lower() not in SOURCE_NAMES and not is_placeholder(piece.group())
    ]


def is_wide(sign: str) -> bool:
    """Whether ``sign`` is an ideograph, kana, hangul or one of their full-width signs."""
    return sign >= "\u1100" and (sign <= "\u115f" or "\u2e80" <= sign <= "\ud7a3" or "\uf900" <= sign <= "\uffe6")


def joined(first: str, second: str) -> str:
    """What stands between two pieces of a wrapped text: nothing between two wide characters, else a space."""
    return "" if first and second and is_wide(first[-1]) and is_wide(second[0]) else " "


def ideographs(text: str) -> int:
    """How many characters of ``text`` are Chinese."""
    return sum("\u3400" <= sign <= "\u9fff" for sign in text)


def mostly_ideographs(text: str) -> bool:
    """Whether ``text`` is Chinese with or without some Latin words in it, rather than Latin."""
    return ideographs(text) >= max(1, 2 * len(LATIN_WORD.findall(text)))


def item_sign(text: str, at: int) -> str:
    """The sign that makes what begins at ``at``, behind quote marks, an item of a list, with its space; or nothing."""
    found = ITEM.match(text, at)
    return found.group() if found is not None else ""


def is_dated(content: str) -> bool:
    """Whether a line without its quote marks begins with a date, as headers do."""
    if content[0] == "\\":
        return ESCAPED_DATE.match(content) is not None
    if content[0] not in HEADER_STARTS or DIGIT.search(content, 0, 400) is None:
        return False
    plain = plain_signs(content[:400])
    return dated(plain) is not None or (plain[0] == "[" and DATED_LATER.match(plain) is not None)


def dated(plain: str) -> re.Match[str] | None:
    """The day that a header in plain signs begins with, as ``DATED`` finds it; None for any other line."""
    found = USUALLY_DATED.match(plain)
    may_be = found is None and DIGIT.search(plain) is not None and MAY_BE_DATED.match(plain) is not None
    return DATED.match(plain) if may_be else found


def undated(plain: str) -> re.Match[str] | None:
    """The beginning of a header without a date, in plain signs; None for any other line."""
    found = UNDATED.match(plain)
    return found if found is not None and (found["long"] is not None or is_placeholder(found["first"])) else None


def is_sure_header(content: str) -> bool:
    """Whether a header may stand in the midst of text: it has a date, a word in its place, or begins with a reader."""
    if is_dated(content):
        day = dated(plain_signs(content[:400]))
        # An item of a list may begin with a day as well.
        return day is None or day.lastgroup not in (("spaced", "bare", "short") if content[0] in "-*+" else ("spaced",))
    found = undated(plain_signs(content[:400]))
    if found is None:
        return False
    first = found["first"].strip()
    return is_placeholder(first) or first[0].isdigit() or (2 <= len(first) <= 4 and ideographs(first) == len(first))


def is_header(content: str) -> bool:
    """Whether a line without its quote marks is the header of an entry or of the template."""
    if content[0] not in HEADER_STARTS:
        return False
    if content[0] == "\\":
        return is_dated(content)
    return is_dated(content) or undated(plain_signs(content[:400])) is not None or is_template_header(content)


def _begins_with_word_date(plain: str) -> bool:
    """Whether a line in plain signs begins with the word "date" in brackets and a dash."""
    found = BRACKETED.match(plain)
    return found is not None and found[1].lower().startswith(DATE_NAMES) and plain[found.end() :].lstrip()[:1] == "-"


def is_template_header(content: str) -> bool:
    """Whether a header is the template's: it names its fields instead of filling them in."""
    plain = plain_signs(content[:400])
    if _begins_with_word_date(plain) and dated(plain) is None:
        return True
    if (
        plain.startswith("[")
        and "20" in plain[:4]
        and "title" not in plain.lower()
        and "题" not in plain
        and "名" not in plain
    ):
        return False
    names = [name.lower() for name in BRACKETED.findall(plain)]
    if len(names) < 2 or TITLE_NAMES.isdisjoint(names):
        return False
    return not READER_NAMES.isdisjoint(names) or all(map(is_unfilled, names))


def is_unfilled(name: str) -> bool:
    """Whether what stands in a bracket of a header stands for a field: its name, or a placeholder."""
    return (
        name in TITLE_NAMES
        or name in READER_NAMES
        or name.startswith((*DATE_NAMES, *SOURCE_NAMES))
        or is_placeholder(name)
        or UNFILLED_DATE.fullmatch(name) is not None
    )


def without_lead_in(content: str) -> str:
    """``content`` without a word and a colon before its first bracket: ``Format: [date]-[reader]``."""
    found = LEAD_IN.match(content) if any(sign in content for sign in "[【［") else None
    return content[found.end() :] if found is not None else content

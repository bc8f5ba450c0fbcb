"""What a piece of a header may be: a date, a name, an address, a venue, a reason why nothing was read.

And what it says once escapes and quotes are resolved.
"""

from __future__ import annotations

from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import LAST_DAY, LATIN_WORD, MONTHS, WEEKDAY, ideographs, mostly_ideographs

# Behind a date: a weekday or a word, then the bracket's end or a wrong bracket in its place.
AFTER_DATE = lazy_pattern(
    rf"(?:{LAST_DAY})?[^\[\]\n-]{{0,24}}\]+"
    rf"|(?:\s?{WEEKDAY}(?=\s*-))?\s*(?:\([^()\[\]\n]{{1,8}}\))?\s*(?:\[(?=\s*-))?"
)
SIGNS = r"(?:\s*[-./_,，、。年月–—－]{1,2}\s*|\s+)"
DAY = lazy_pattern(rf"\s*(?:(\d{{4}}|\d\d){SIGNS}(\d{{1,2}}){SIGNS}(\d{{1,2}})\s*日?|(\d{{4}})-?(\d\d)-?(\d\d))\s*")
USUAL_LENGTHS = ([4, 1, 1], [4, 1, 2], [4, 2, 1], [4, 2, 2])
"""Digits of year, month and day as they are mostly written."""
NAME_SEPARATOR = lazy_pattern(r"\s*(?:[,/&+、，]|(?<=..)和(?=..)|\s)\s*")
# Between the names of several people.
BETWEEN_NAMES = lazy_pattern(r"(?i)\s*[,，、/／&＆+＋;；]\s*|\s+and\s+")
# These may be part of a name as well: they count where people on both sides are known.
MAYBE_BETWEEN_NAMES = lazy_pattern(r"\s*[和与]\s*|\s+")
# "@mira", "mira@lab.org", "<mira@lab.org>".
HANDLE = lazy_pattern(r"@[A-Za-z][\w-]{1,38}|<?[A-Za-z][\w.+-]{0,40}@[A-Za-z][\w.-]{2,40}>?")
REMARK_ON_NAME = lazy_pattern(r"(?<=[\u3400-\u9fff])[(（][\u3400-\u9fff]{1,4}[)）]$")
NUMBERED = lazy_pattern(r"(.*[^\W\d_])\s?\d{1,2}")
MARKS = lazy_pattern(r"\\[^\n]|`+|\$|[\[\]]")
ESCAPE = lazy_pattern(r"\\([!-/:-@\[-`{-~])")
SCHEMES = ("http://", "https://", "zotero://", "ftp://", "file://", "doi:", "mailto:", "arxiv:", "zotero:")
SCHEME = lazy_pattern(r"[A-Za-z][A-Za-z0-9+.-]*://")
FILE_ENDING = lazy_pattern(r"\S+\.[A-Za-z][A-Za-z0-9]{1,4}(?:[?#]\S*)?$")
YEAR = lazy_pattern(r"(?:19|20)\d\d|[A-Za-z]\s?['’‘`]?\s?\d\d\b")
WORDS = lazy_pattern(r"[A-Za-z]+")
NUMBER = lazy_pattern(r"\d+")
ORDINALS = ("st", "nd", "rd", "th")
VENUES = frozenset(
    "arxiv cvpr cvprw iccv iccvw eccv wacv neurips nips icml iclr aaai ijcai naacl aacl acl emnlp coling icassp"
    " interspeech acm ieee mm tpami pami tip tnnls ijcv jmlr tmlr tacl tmm tcsvt taffc nature science springer elsevier"
    " openreview biorxiv medrxiv preprint paper journal transactions letters proceedings workshop conference kdd www"
    " sigir siggraph cikm wsdm icra iros rss corl miccai isbi chi uist".split()
)
VENUE_WORDS = VENUES | {"of", "on", "and", "in", "for", "the", "et", "al", "link", "version"}
QUOTES = {"“": "”", "”": "”", '"': '"', "「": "」", "『": "』", "《": "》", "‘": "’"}
ENCLOSING = {"“": "”", '"': '"', "「": "」", "『": "』", "‘": "’", "'": "'"}
# What the names of further links begin with: where the code is, what others wrote about the paper.
MORE_LINKS = tuple(
    "知乎 zhihu ppt slide 幻灯 code 代码 github gitee gitlab 博客 blog csdn 项目 project page 主页 homepage website"
    " 官网 demo video 视频 bilibili b站 youtube 解读 笔记 note pdf poster 海报 supp 补充材料 appendix 数据集 dataset"
    " huggingface hugging face model weight 模型 权重 翻译 链接 link 原文".split()
)
NOT_READ = lazy_pattern(r"(?:[未没无]|不能|来不及|暂停|缺).{0,10}?(?:[精泛阅]?读|精度|打卡|看论文|看paper)")
# Without brackets, these words are no part of a title: "未精读，泛读了 [Title](address)".
NOTHING_READ = lazy_pattern(r"(?:[未没无]有?进?行?|来不及)(?:论文)?(?:[精泛阅]?读|精度)|(?:没|未)看")
ON_LEAVE = ("请假", "休假", "放假")
NOT_READ_IN_ENGLISH = lazy_pattern(
    r"\bno (?:papers?|readings?)\b|(?:did|have|had|could|was|were)(?: not|n['’]t) (?:able to )?read|\bnot read\b"
    r"|\bnothing (?:was )?read\b|\bdidn['’]?t (?:get to )?read\b"
)
TITLE_WORDS = tuple("基于 面向 综述 研究 方法 网络 模型 识别 学习 算法 检测 生成 系统".split())
EXCUSES = tuple(
    "本周 这周 上周 因 忙 准备 考试 开会 参会 外出 出差 请假 放假 假期 回家 生病 实验 答辩 比赛 ddl DDL 赶 改 写"
    " 弄 搬 课 休息 期末 项目".split()
)


REASONS = frozenset(
    "vacation holiday holidays sick ill leave deadline deadlines rebuttal rebuttals exam exams busy traveling"
    " travelling attending week skipped postponed thesis interview interviews debugging coding conference".split()
)


def says_not_read(text: str) -> bool:
    """Whether ``text`` says that nothing was read."""
    if NOT_READ.search(text) is not None or text.endswith(ON_LEAVE):
        return True
    lower = text.lower()
    return ("read" in lower or "no paper" in lower) and NOT_READ_IN_ENGLISH.search(lower) is not None


def is_reason_alone(text: str) -> bool:
    """Whether ``text`` is made of words that give a reason for not reading: ``skipped``, ``sick leave``."""
    words = WORDS.findall(text.lower())
    return bool(words) and REASONS.issuperset(words)


def is_excuse(text: str) -> bool:
    """Whether ``text`` has a word of the reasons that people give for not reading."""
    return any(word in text for word in EXCUSES)


def is_more_link(label: str) -> bool:
    """Whether a link of this name behind a linked title is one more link, not the source."""
    return label.lower().startswith(MORE_LINKS)


def iso_date(text: str) -> str | None:
    """``text`` as ISO 8601; None where it is no day.

    ``2024-3-5``, ``2024.3.5``, ``24.3.5``, ``2024年3月5日``, ``20240305``, ``March 5, 2024``, ``5 Mar 2024``.
    """
    usual = text.replace(".", "-").replace("/", "-").split("-")
    if [*map(len, usual)] in USUAL_LENGTHS and all(map(str.isdecimal, usual)):
        return calendar_day(*map(int, usual))
    found = DAY.fullmatch(text) if text.lstrip()[:1].isdecimal() else None
    if found is not None:
        year, month, day = (number for number in found.groups() if number)
        return calendar_day(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    words = WORDS.findall(text)
    numbers = sorted(NUMBER.findall(text), key=len)
    if not 1 <= len(words) <= 2 or len(numbers) != 2 or len(numbers[0]) > 2 or len(numbers[1]) != 4:
        return None
    names = [word.lower()[:3] for word in words if word not in ORDINALS]
    return calendar_day(int(numbers[1]), MONTHS.index(names[0]) + 1, int(numbers[0])) if _is_month(names) else None


def _is_month(names: list[str]) -> bool:
    """Whether ``names`` are the name of one month."""
    return len(names) == 1 and names[0] in MONTHS


DAYS_OF_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def calendar_day(year: int, month: int, day: int) -> str | None:
    """A day as ISO 8601, or None where the calendar has no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and day >= 1):
        return None
    leap_day = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{year:04}-{month:02}-{day:02}" if day <= DAYS_OF_MONTH[month - 1] + leap_day else None


def has_scheme(text: str) -> bool:
    """Whether ``text`` begins like an address on the web."""
    return text.lstrip().lower().startswith(SCHEMES) or SCHEME.match(text.lstrip()) is not None


def is_address(text: str) -> bool:
    """Whether what stands in a link's parentheses is an address: it has a scheme, a slash or a file ending."""
    if has_scheme(text):
        return True
    return " " not in text.strip() and ("/" in text or FILE_ENDING.match(text) is not None)


def is_venue(text: str) -> bool:
    """Whether ``text`` looks like a venue or a site: it has a year or a name that venues have."""
    if len(text) > 80:
        return False
    return YEAR.search(text) is not None or not VENUES.isdisjoint(word.lower() for word in WORDS.findall(text))


def is_venue_alone(text: str) -> bool:
    """Whether ``text`` is a venue or a site and says nothing else: its words have capitals, or are known."""
    if not is_venue(text) or len(text) > 40 or "-" in text:
        return False
    words = text.split()
    return len(words) <= 5 and all(
        not word[0].islower() or "." in word or word.lower().strip(",;:()") in VENUE_WORDS for word in words
    )


def is_known_venue(text: str) -> bool:
    """Whether ``text`` is made of names that venues have, abbreviations and numbers alone."""
    words = text.replace("-", " ").split()
    return (
        is_venue_alone(text)
        and REASONS.isdisjoint(words)
        and all(
            not word.isalpha() or (word.isascii() and word.isupper()) or word.lower() in VENUE_WORDS for word in words
        )
    )


def is_chinese_name(text: str) -> bool:
    """Whether ``text`` may be a Chinese name, or several: a few ideographs each."""
    return all(
        0 < len(part) <= (4 if "·" not in part else 12) and ideographs(part) == len(part) - part.count("·")
        for part in NAME_SEPARATOR.split(text)
    )


def is_name(text: str) -> bool:
    """Whether ``text`` may be somebody's name: short, few words, none of the signs that titles have."""
    if len(text) > 40 or says_not_read(text):
        return False
    text = _without_number(text)
    if text.endswith((")", "）")):
        text = REMARK_ON_NAME.sub("", text)
    if is_chinese_name(text):
        return True
    parts = [part.split() for part in text.replace("&", ",").replace("/", ",").replace("、", ",").split(",")]
    return len(parts) <= 3 and all(
        1 <= len(words) <= 3 and (all(map(_is_name_word, words)) or is_chinese_name(words[0])) for words in parts
    )


def _without_number(name: str) -> str:
    """``name`` without the number by which two of one name are told apart: ``Tom 2``; a venue keeps its year."""
    numbered = NUMBERED.fullmatch(name)
    if numbered is None or not VENUES.isdisjoint(word.lower() for word in WORDS.findall(name)):
        return name
    return numbered[1]


def _is_name_word(word: str) -> bool:
    """Whether ``word`` may be part of a name in Latin letters, a handle or an address for mail."""
    if "@" in word:
        return HANDLE.fullmatch(word) is not None
    return word[0].isalpha() and word[0] < "\u0250" and all(sign.isalnum() or sign in "_.'’-" for sign in word)


def opaque_ranges(text: str) -> list[tuple[int, int]]:
    """Where code spans and math stand in ``text``: brackets and backslashes there mean themselves."""
    if "`" not in text and text.count("$") < 2:
        return []
    marks = [(found.start(), found.group()) for found in MARKS.finditer(text) if found.group()[0] in "`$"]
    runs: dict[int, list[int]] = {}
    for position, mark in marks:
        if mark[0] == "`":
            runs.setdefault(len(mark), []).append(position)
    ranges: list[tuple[int, int]] = []
    until = 0
    dollar: int | None = None
    for position, mark in marks:
        if position < until:
            continue
        if mark[0] == "`":
            same = runs[len(mark)]
            while same and same[0] <= position:
                same.pop(0)
            if same:
                until = same[0] + len(mark)
                ranges.append((position, until))
                dollar = None
        elif dollar is not None and not text[position - 1].isspace() and position > dollar + 1:
            until = position + 1
            ranges.append((dollar, until))
            dollar = None
        elif not text[position + 1 : position + 2].isspace():
            dollar = position
    return ranges


def unescape(text: str) -> str:
    """``text`` with CommonMark's escapes of punctuation resolved outside code and math."""
    if "\\" not in text:
        return text
    pieces: list[str] = []
    position = 0
    for start, end in [*opaque_ranges(text), (len(text), len(text))]:
        pieces += (ESCAPE.sub(r"\1", text[position:start]), text[start:end])
        position = end
    return "".join(pieces)


def fold(text: str) -> str:
    """``text`` with runs of white space folded to one space, none at its ends."""
    if text.isprintable() and "  " not in text:
        return text.strip()  # no white space is printable but the space: as in most texts, there is nothing to fold
    return " ".join(text.split())


def without_quotes(text: str) -> str:
    """``text`` without one pair of quotes that encloses all of it."""
    closing = ENCLOSING.get(text[:1])
    if closing is None or len(text) < 2 or text[-1] != closing or text[-2] == "\\":
        return text
    inside = text[1:-1]
    depth = 0
    for before, character in zip(" " + inside, inside, strict=False):
        if before == "\\":
            continue
        if character == closing:
            depth -= 1
        elif character == text[0]:
            depth += 1
        if depth < 0:
            return text
    return inside if inside.strip() else text


def looks_like_title(text: str, bracketed: bool) -> bool:
    """Whether ``text`` with nothing below it names a paper rather than a reason why none was read."""
    chinese = ideographs(text)
    if chinese and is_excuse(text):
        return False
    if mostly_ideographs(text):
        # "了" says that something was done: titles do not.
        return bracketed and chinese >= 8 and "了" not in text and any(word in text for word in TITLE_WORDS)
    words = LATIN_WORD.findall(text)
    if not REASONS.isdisjoint(word.lower() for word in words):
        return False
    capitals = sum(word[0].isupper() for word in words)
    named = capitals * 2 >= len(words) or ":" in text or "：" in text or (bracketed and len(words) >= 7)
    return len(words) >= 3 and named

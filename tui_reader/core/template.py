"""How an entry is spelled in a log: learned from the template in it, and from its latest entries in all else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from tui_reader.core.body import label_of
from tui_reader.core.document import Document, Entry, Trivia
from tui_reader.core.fields import fold
from tui_reader.core.lines import (
    QUOTE_AND_SPACE,
    ideographs,
    is_blank,
    is_header,
    is_template_fence,
    is_template_header,
    is_unfilled,
    plain_signs,
    scannable,
    without_lead_in,
)

Order = Literal["newest_first", "oldest_first"]
FigureForm = Literal["tag", "image"]

LATEST = 40
"""Entries that are looked at for the log's own spelling."""


@dataclass(frozen=True, slots=True)
class Template:
    """How an entry is spelled in one log."""

    header_prefix: str = "> > "
    """Quote marks of the header's line."""
    body_prefix: str = "> > "
    """Quote marks of the lines under it."""
    separator: str = ">"
    """The line between two entries."""
    space_under_header: bool = True
    """Whether a line without text stands under the header."""
    space_over_summary: bool = True
    """Whether a line without text stands between figure and summary."""
    summary_label: str = "论文简述："
    """What stands before the summary, with its colon; empty where the log has no label."""
    label_alone: bool = False
    """Whether the label has a line of its own."""
    figure_label: str = ""
    figure_form: FigureForm = "tag"
    """``<img ...>`` or ``![image](...)``."""
    figure_width: int | None = 512
    """In pixels, for ``tag``."""
    date_sign: str = "-"
    date_padded: bool = True
    """Whether months and days have two digits."""
    note_in_brackets: bool = True
    """Whether a check-in's note stands in brackets."""
    order: Order = "newest_first"
    fields: tuple[str, ...] = ("date", "reader", "title", "source")
    """The fields that the template names, in its order."""
    summary_limit: int | None = None
    """The characters that a summary may have at most, where the template says so."""
    hints: tuple[str, ...] = ()
    """What the template says in parentheses."""
    line: int | None = None
    """Where the log's template begins, if it has one."""


NEW_LOGS: Mapping[str, str] = {
    "en": """# Reading log

######### template #########

> > [date]-[reader]-[title]-[source](link, if there is one)
> >
> > figure (to remember the paper by; 512 wide)
> >
> > summary (a sentence or two)

######### template #########

> ==> newest first: insert new entries here <==
""",
    "zh_CN": """# 论文阅读记录

######### 模版 #########

> > [日期]-[总结人]-[论文标题]-[来源]（附带链接，链接可选，时间倒序）
> >
> > 论文框架图（看图能想起论文），宽度设置为512
> >
> > 论文简述（一两句话）

######### 模版 #########

> ==> 时间倒序，新条目插入此处 <==
""",
}
"""The text of a new log, by language."""


# -- learning ---------------------------------------------------------------------------------------------------------

MARKS_OF_LINE = re.compile(r"[ \t]*(?:>[ \t]*)*")
# In the order in which they are asked: "conference name" is no reader, "paper's name" neither.
FIELD_NAMES: Mapping[str, re.Pattern[str]] = {
    field: re.compile(words, re.IGNORECASE)
    for field, words in {
        "date": r"日期|时间|date|yy|[-./]mm?\b",
        "title": r"标题|题目|论文名|文章名|title|paper",
        "source": r"来源|出处|会议|期刊|source|venue|journal|conference|link",
        "reader": r"总结人|阅读人|读者|姓名|名字|汇报人|分享人|作者|reader|name|who|first|second|third",
    }.items()
}
# The names of fields: in brackets, else in parentheses, else parted by bars or by dashes between spaces.
NAMES_IN_HEADER = (re.compile(r"[\[{<]([^\[\]{}<>\n]+)[\]}>]"), re.compile(r"\(([^()\n]+)\)"))
BETWEEN_NAMES = re.compile(r"\s*\|\s*|\s+-+\s+")
# "newest" and the like, and the end of the log that it stands at.
NEWEST_FIRST = re.compile(
    r"倒序|降序|新.{0,6}[前上]|descending|reverse|(?:newest|latest|recent|new \w+)\b.{0,20}?\b(?:first|top|above)",
    re.IGNORECASE,
)
OLDEST_FIRST = re.compile(
    r"正序|顺序|升序|新.{0,6}[后下]|ascending|chronological|oldest|earliest"
    r"|(?:newest|latest|recent|new \w+)\b.{0,20}?\b(?:last|bottom|below|end)",
    re.IGNORECASE,
)
WIDTH = re.compile(
    r"(?:宽度?|width)[^\d\n]{0,8}(\d{2,4})(?!\d|\s*%)|(\d{2,4})\s*(?:px\b|像素|宽|pixels?\b|wide\b)", re.IGNORECASE
)
# "at most 200 characters", "100-200字"; no limit are "at least" and "or more".
CHARACTERS = re.compile(
    r"(?P<least>至少|不少于|不低于|大于|超过|at least|more than|over|>=?|≥)?"
    r"\s*(?P<number>\d[\d,]{0,6}|[一二两三四五六七八九]百)"
    r"(?:\s*[-~–—～至到]\s*(?P<upper>\d[\d,]{0,6}))?\s*(?:个?字|个?汉字|字符|characters?\b|chars?\b)"
    r"(?!\s*(?:以上|or more|at least|and more))",
    re.IGNORECASE,
)
NO_MORE = re.compile(r"(?:不|没|勿|no|not)\s*$", re.IGNORECASE)
# "YYYY.MM.DD", "2024-x-x": the sign of a date, and whether a month has two digits.
DATE_SHAPE = re.compile(r"(?:y{2,4}|\d{4})\s*([-./])\s*(mm?|xx?)(?![a-z])", re.IGNORECASE)
HINTS = re.compile(r"[（(]([^（()）\n]+)[)）]")
LABEL_WORDS = re.compile(r"\**[^\s:：（(*]+(?: [^\s:：（(*]+)?\**")
TAG_WIDTH = re.compile(r"\bwidth\s*=\s*[\"']?(\d+)", re.IGNORECASE)


def learn(document: Document) -> Template:
    """How entries are spelled in ``document``: what its template says, and what its latest entries do in all else."""
    template = _from_entries(document)
    notes = [block for block in document.blocks if isinstance(block, Trivia)]
    for block in notes:
        if block.kind == "insertion":
            template = replace(template, order=order_told(block.span.of(document.text)) or template.order)
    # A template without fences or quote marks may stand in what is else a note.
    for kind in ("template", "text"):
        for block in notes:
            if block.kind == kind and (found := _from_template(block, document.text, template)) is not None:
                return found
    return template


def order_told(text: str) -> Order | None:
    """The order of time that ``text`` speaks of; None where it speaks of none."""
    if NEWEST_FIRST.search(text):
        return "newest_first"
    return "oldest_first" if OLDEST_FIRST.search(text) else None


def _majority(values: Iterable[object], default: object) -> object:
    """The most frequent of ``values``, the first of several; ``default`` where there is none."""
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else default


def latest(document: Document) -> list[Entry]:
    """The entries that show the log's spelling of today: the dated ones that were written last."""
    dated = [entry for entry in document.entries if entry.dated]
    if len(dated) <= LATEST:
        return dated
    head, tail = dated[: len(dated) // 2][:LATEST], dated[-LATEST:]
    if (tail[-1].date or "") > (head[0].date or ""):
        return tail
    return head


def _from_entries(document: Document) -> Template:
    """What the latest entries do most often."""
    default = Template()
    entries = latest(document)
    if not entries:
        others = [entry for entry in document.entries if not entry.dated]
        if not others:
            return default
        entries = others[-LATEST:]
    papers = [entry for entry in entries if entry.kind == "paper"] or entries
    looks = [_Look(document.text, entry) for entry in papers]
    header_prefix = str(_majority((look.header_prefix for look in looks), default.header_prefix))
    alike = [look for look in looks if look.header_prefix == header_prefix]
    tags = [look.tag for look in looks if look.tag is not None]
    widths = [found[1] for tag in tags if (found := TAG_WIDTH.search(tag))]
    with_label = [look for look in looks if look.label]
    dates = [form for entry in entries if (form := _date_form(document.text, entry))]
    notes = [look for entry in entries if (look := _note_in_brackets(document.text, entry)) is not None]
    separators = list(_separators(document, entries))
    return Template(
        header_prefix=header_prefix,
        body_prefix=str(_majority((look.body_prefix for look in alike if look.body_prefix is not None), header_prefix)),
        separator=str(_majority(separators, ">" if header_prefix.count(">") > 1 else "")),
        space_under_header=bool(
            _majority((look.space_under_header for look in looks if look.body_prefix is not None), True)
        ),
        space_over_summary=bool(
            _majority((look.space_over_summary for look in looks if look.space_over_summary is not None), True)
        ),
        summary_label=str(_majority((look.label for look in with_label), ""))
        if 2 * len(with_label) >= len(papers)
        else "",
        label_alone=bool(_majority((look.label_alone for look in with_label), False)),
        figure_form="image" if 2 * len(tags) < sum(look.has_figure for look in looks) else "tag",
        figure_width=int(str(_majority(widths, 0))) or None if tags else default.figure_width,
        date_sign=str(_majority((sign for sign, _ in dates), "-")),
        date_padded=bool(_majority((padded for _, padded in dates if padded is not None), True)),
        note_in_brackets=bool(_majority(notes, True)),
        order=order_of(document.entries) or "newest_first",
    )


class _Look:
    """What one entry looks like."""

    def __init__(self, text: str, entry: Entry) -> None:
        body = entry.body
        header_end = entry.header.span.end
        lines = scannable(text[entry.start : entry.end]).split("\n")
        below = scannable(text[header_end : entry.end]).split("\n")
        self.header_prefix = _marks(lines[0])
        contents = [(_marks(line), line[len(_marks(line)) :]) for line in below]
        said = [marks for marks, content in contents if content and not is_blank(content) and ">" in marks]
        self.body_prefix = str(_majority(said, "")) if said else None
        self.space_under_header = bool(contents) and is_blank(contents[0][1])
        self.has_figure = bool(body.figures)
        figure = body.figures[0].span.of(text) if body.figures else ""
        self.tag = figure if figure.startswith("<") else None
        self.label = fold(body.label.of(text)).strip("\\").strip() if body.label else ""
        self.label_alone = bool(
            body.label and body.summary and "\n" in scannable(text[body.label.end : body.summary_spans[0].start])
        )
        self.space_over_summary: bool | None = None
        if body.label and body.figures:
            between = scannable(text[body.figures[-1].span.end : body.label.start]).split("\n")
            self.space_over_summary = len(between) > 2


def _marks(line: str) -> str:
    found = MARKS_OF_LINE.match(line)
    return found.group() if found else ""


def _date_form(text: str, entry: Entry) -> tuple[str, bool | None] | None:
    """The sign between an entry's year and month, and whether its month and day are padded (None: one cannot tell)."""
    span = entry.header.spans.get("date")
    if span is None or entry.date is None:
        return None
    numbers = re.findall(r"\d+", span.of(text))
    signs = re.findall(r"[-./]", span.of(text))
    if len(numbers) != 3 or not signs:
        return None
    small = [number for number in numbers[1:] if int(number) < 10]
    return signs[0], all(len(number) == 2 for number in small) if small else None


def _note_in_brackets(text: str, entry: Entry) -> bool | None:
    """Whether the note of a check-in stands in brackets; None for a paper, and for a note on a line of its own."""
    span = entry.header.spans.get("note")
    if entry.kind == "paper" or span is None or len(scannable(text[entry.start : span.start]).split("\n")) > 1:
        return None
    return text[span.start - 1 : span.start] in tuple("[【")


def _separators(document: Document, entries: Sequence[Entry]) -> Iterator[str]:
    """The lines between two of ``entries``: the one with the fewest quote marks stands for all between the two."""
    wanted = {id(entry) for entry in entries}
    blocks = document.blocks
    for above, between, below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if (
            isinstance(above, Entry)
            and isinstance(below, Entry)
            and isinstance(between, Trivia)
            and id(below) in wanted
            and between.kind == "separator"
        ):
            lines = [line.strip(" \t\\") for line in scannable(between.span.of(document.text)).split("\n")[:-1]]
            yield min(
                (line if set(line) <= set("> \t") else "" for line in lines),
                key=lambda line: line.count(">"),
                default="",
            )


def order_of(entries: Sequence[Entry]) -> Order | None:
    """The order of time that ``entries`` stand in, by majority of neighbours; None where one cannot tell."""
    dates = [entry.date for entry in entries if entry.date is not None]
    falling = sum(first > second for first, second in pairwise(dates))
    rising = sum(first < second for first, second in pairwise(dates))
    if falling == rising:
        return None
    return "newest_first" if falling > rising else "oldest_first"


def _from_template(block: Trivia, text: str, known: Template) -> Template | None:
    """What the template in ``block`` says, and ``known`` for what it does not; None if no template stands there."""
    lines = scannable(block.span.of(text)).split("\n")
    header = _header_of(lines, fenced=block.kind == "template")
    if header is None:
        return None
    names = _names_in(lines[header].lstrip(QUOTE_AND_SPACE))
    fields = tuple(dict.fromkeys(field for field, _ in names))
    template = replace(known, fields=fields or known.fields, line=block.line + header)
    shape = next((found for field, name in names if field == "date" and (found := DATE_SHAPE.search(name))), None)
    if shape is not None:
        template = replace(template, date_sign=shape[1], date_padded=len(shape[2]) == 2)
    prefix = _marks(lines[header])
    whole = "\n".join(lines)
    template = replace(template, hints=tuple(found for found in HINTS.findall(whole)))
    template = replace(template, order=order_told(whole) or template.order)
    if width := WIDTH.search(whole):
        template = replace(template, figure_width=int(next(filter(None, width.groups()))), figure_form="tag")
    elif "![" in whole:
        template = replace(template, figure_form="image")
    template = replace(template, summary_limit=_limit_in("\n".join(lines[header + 1 :])))
    body: list[tuple[int, str, str]] = []
    for index, line in enumerate(lines[header + 1 :], header + 1):
        marks = _marks(line)
        said = line[len(marks) :]
        if said and (is_header(said) or is_template_fence(said)):
            break
        if said and not is_blank(said):
            body.append((index, marks, said))
    kinds = [(marks, said, label[0]) for _, marks, said in body if (label := label_of(said)) is not None]
    labels = [(marks, said) for marks, said, kind in kinds if kind != "figure"]
    if labels:
        words = LABEL_WORDS.match(labels[0][1])
        spelled = words.group().rstrip() if words else ""
        if spelled and not _same_label(spelled, known.summary_label):
            sign = labels[0][1][len(spelled) :].strip()[:1]
            template = replace(
                template,
                summary_label=spelled + (sign if sign in (":", "：") else "：" if ideographs(spelled) else ": "),
            )
    if ">" in prefix:
        figures = [marks for marks, _, kind in kinds if kind == "figure"]
        inner = [marks for marks, _ in labels] + figures
        template = replace(
            template,
            header_prefix=prefix,
            body_prefix=str(
                _majority((marks for marks in inner or [marks for _, marks, _ in body] if ">" in marks), prefix)
            ),
        )
        if body and header + 1 < len(lines):
            template = replace(template, space_under_header=body[0][0] > header + 1)
    return template


def _header_of(lines: Sequence[str], fenced: bool) -> int | None:
    """Which of ``lines`` is the template's header; between fences, it may name its fields in any shape."""
    contents = [line.lstrip(QUOTE_AND_SPACE) for line in lines]
    for index, content in enumerate(contents):
        if content and is_template_header(without_lead_in(content)):
            return index
    for index, content in enumerate(contents) if fenced else ():
        fields = {field for field, _ in _names_in(content)}
        if "title" in fields and len(fields) > 1:
            return index
    return None


def _names_in(content: str) -> list[tuple[str, str]]:
    """The fields that a template's header names, in its order, and the words that name each."""
    plain = plain_signs(content)
    pieces = next((pieces for kind in NAMES_IN_HEADER if len(pieces := kind.findall(plain)) > 1), None)
    names: list[tuple[str, str]] = []
    for name in pieces or BETWEEN_NAMES.split(plain):
        known = [field for field, _ in names]
        fields = [field for field, words in FIELD_NAMES.items() if field not in known and words.search(name)]
        if not fields and is_unfilled(name.strip().lower()):
            # "[2024-xx-xx]-[xxx]-[title]": signs in the place of a day, then of a name.
            fields = [field for field in ("date", "reader") if field not in known]
        names += [(field, name) for field in fields[:1]]
    return names


def _limit_in(text: str) -> int | None:
    """The number of characters that ``text`` asks for at most; None where it asks for no such thing."""
    for found in CHARACTERS.finditer(text):
        # "no more than" is a limit, "more than" is none.
        if found["least"] is None or NO_MORE.search(text, max(0, found.start() - 8), found.start()):
            number = found["upper"] or found["number"]
            hundreds = "一二两三四五六七八九".find(number[0])
            return int(number.replace(",", "")) if hundreds < 0 else 100 * (1, 2, 2, 3, 4, 5, 6, 7, 8, 9)[hundreds]
    return None


def _same_label(first: str, second: str) -> bool:
    return first.strip("*:： ").casefold() == second.strip("*:： ").casefold()

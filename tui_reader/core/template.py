"""How an entry is spelled in a log, and what the words of a template say about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tui_reader.core.body import label_of
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import (
    QUOTE_AND_SPACE,
    ideographs,
    is_template_header,
    is_unfilled,
    marks_of,
    plain_signs,
    without_lead_in,
)
from tui_reader.core.record_spelling import RecordForm
from tui_reader.core.table import TableForm

Order = Literal["newest_first", "oldest_first"]
FigureForm = Literal["tag", "image"]


USUAL_JOINT = "-"
USUAL_FIELDS = ("date", "reader", "title", "source")


@dataclass(frozen=True, slots=True)
class Template:
    """How an entry is spelled in one log."""

    header_prefix: str = "> > "
    """Quote marks of the header's line; where the log is a list, with the sign of an item behind them."""
    joint: str = USUAL_JOINT
    """What stands between two fields of the header: ``-``, a dash between spaces, or a space."""
    body_prefix: str = "> > "
    """Quote marks of the lines under it; where the log is a list, with the space that makes them part of the item."""
    separator: str = ">"
    """The line between two entries."""
    space_under_header: bool = True
    """Whether a line without text stands under the header."""
    space_over_summary: bool = True
    """Whether a line without text stands between figure and summary, whichever comes first."""
    summary_label: str = "论文简述："
    """What stands before the summary, with its colon; empty where the log has no label."""
    label_alone: bool = False
    """Whether the label has a line of its own."""
    figure_label: str = ""
    """What stands before the figure, with its colon; empty where the log has no such label."""
    figure_label_alone: bool = False
    """Whether that label has a line of its own."""
    figure_below: bool = False
    """Whether the figure stands under the summary."""
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
    fields: tuple[str, ...] = USUAL_FIELDS
    """The fields that the template names, or that most entries have, in their order."""
    summary_limit: int | None = None
    """The characters that a summary may have at most, where the template says so."""
    hints: tuple[str, ...] = ()
    """What the template says in parentheses."""
    record: RecordForm | None = None
    """Where the log keeps entries one label a line: how it does."""
    table: TableForm | None = None
    """Where the log is a table: its head and columns."""
    line: int | None = None
    """Where the log's template begins, if it has one."""

    @property
    def header_marks(self) -> str:
        """The quote marks of the header's line alone."""
        return marks_of(self.header_prefix)

    @property
    def is_list(self) -> bool:
        """Whether the log is a list, and its entries are items."""
        return self.header_prefix != self.header_marks

    @property
    def order_of_fields(self) -> tuple[str, ...]:
        """All fields of a header, in the order of those that the template names; the others as they usually follow."""
        return (*self.fields, *(field for field in USUAL_FIELDS if field not in self.fields))

    def arranged(self, **fields: str) -> str:
        """A header of ``fields``, each in its brackets, in their order; of empty ones nothing is written."""
        return self.joint.join(fields[field] for field in self.order_of_fields if fields.get(field))


def under(header_prefix: str) -> str:
    """What stands before a line below a header that stands behind ``header_prefix``, to be part of the same item."""
    marks = marks_of(header_prefix)
    return marks + " " * (len(header_prefix) - len(marks))


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


# -- what a template says ---------------------------------------------------------------------------------------------

# In the order in which they are asked: "conference name" is no reader, "paper's name" neither.
FIELD_NAMES: Mapping[str, re.Pattern[str]] = {
    field: lazy_pattern(words, re.IGNORECASE)
    for field, words in {
        "date": r"日期|时间|date|yy|[-./]mm?\b",
        "title": r"标题|题目|论文名|文章名|title|paper",
        "source": r"来源|出处|会议|期刊|source|venue|journal|conference|link",
        "reader": r"总结人|阅读人|读者|姓名|名字|汇报人|分享人|作者|reader|name|who|first|second|third",
    }.items()
}
# The names of fields: in brackets, else in parentheses, else parted by bars or by dashes between spaces.
NAMES_IN_HEADER = (lazy_pattern(r"[\[{<]([^\[\]{}<>\n]+)[\]}>]"), lazy_pattern(r"\(([^()\n]+)\)"))
BETWEEN_FIELDS = lazy_pattern(r"\s*\|\s*|\s+-+\s+")
# "newest" and the like, and the end of the log that it stands at; "below this line" says where to write, and no order.
NEWEST_FIRST = lazy_pattern(
    r"倒序|降序|新.{0,6}[前上]|descending|reverse|(?:newest|latest|recent|new \w+)\b.{0,20}?\b(?:first|top|above)\b"
    r"(?! (?:this|the|here))",
    re.IGNORECASE,
)
OLDEST_FIRST = lazy_pattern(
    r"正序|顺序|升序|新.{0,6}[后下]|ascending|chronological|oldest|earliest"
    r"|(?:newest|latest|recent|new \w+)\b.{0,20}?\b(?:last|bottom|below|end)\b"
    r"(?! (?:this|the|here))",
    re.IGNORECASE,
)
WIDTH = lazy_pattern(
    r"(?:宽度?|width)[^\d\n]{0,8}(\d{2,4})(?!\d|\s*%)|(\d{2,4})\s*(?:px\b|像素|宽|pixels?\b|wide\b)", re.IGNORECASE
)
# "at most 200 characters", "100-200字"; no limit are "at least" and "or more".
CHARACTERS = lazy_pattern(
    r"(?P<least>至少|不少于|不低于|大于|超过|at least|more than|over|>=?|≥)?"
    r"\s*(?P<number>\d[\d,]{0,6}|[一二两三四五六七八九]百)"
    r"(?:\s*[-~–—～至到]\s*(?P<upper>\d[\d,]{0,6}))?\s*(?:个?字|个?汉字|字符|characters?\b|chars?\b)"
    r"(?!\s*(?:以上|or more|at least|and more))",
    re.IGNORECASE,
)
NO_MORE = lazy_pattern(r"(?:不|没|勿|no|not)\s*$", re.IGNORECASE)
# "YYYY.MM.DD", "2024-x-x": the sign of a date, and whether a month has two digits.
DATE_SHAPE = lazy_pattern(r"(?:y{2,4}|\d{4})\s*([-./])\s*(mm?|xx?)(?![a-z])", re.IGNORECASE)
HINTS = lazy_pattern(r"[（(]([^（()）\n]+)[)）]")
LABEL_WORDS = lazy_pattern(r"\**[^\s:：（(*]+(?: [^\s:：（(*]+)?\**")


JOINT = lazy_pattern(r"(?<=\])(?:-| - | )(?=\[)")


def joint_of(header: str) -> str | None:
    """What stands between all fields in brackets of ``header``; None where that is not one and the same."""
    joints = set(JOINT.findall(header))
    return joints.pop() if len(joints) == 1 else None


def order_told(text: str) -> Order | None:
    """The order of time that ``text`` speaks of; None where it speaks of none."""
    if NEWEST_FIRST.search(text):
        return "newest_first"
    return "oldest_first" if OLDEST_FIRST.search(text) else None


def width_told(text: str) -> int | None:
    """The width of figures in pixels that ``text`` speaks of; None where it speaks of none."""
    found = WIDTH.search(text)
    return int(next(filter(None, found.groups()))) if found else None


def date_form_told(words: str) -> tuple[str, bool] | None:
    """The sign between year and month in ``words`` for a date, and whether they show months of two digits."""
    found = DATE_SHAPE.search(words)
    return (found[1], len(found[2]) == 2) if found else None


def figure_label_of(said: str) -> str:
    """The label of a figure, ``论文框架：``, that ``said`` begins with; empty where it has none."""
    found = label_of(said)
    label = said[: found[1]].rstrip() if found is not None and found[0] == "figure" else ""
    return label if label.endswith((":", "：")) and HINTS.search(label) is None else ""


def label_told(said: str) -> str:
    """The label that a template's line for the summary begins with, with its colon; empty where there is none."""
    found = LABEL_WORDS.match(said)
    words = found.group().rstrip() if found else ""
    sign = said[len(words) :].strip()[:1]
    return words and words + (sign if sign in (":", "：") else "：" if ideographs(words) else ": ")


def header_of(lines: Sequence[str], fenced: bool) -> int | None:
    """Which of ``lines`` is the template's header; between fences, it may name its fields in any shape."""
    contents = [line.lstrip(QUOTE_AND_SPACE) for line in lines]
    for index, content in enumerate(contents):
        if content and is_template_header(without_lead_in(content)):
            return index
    for index, content in enumerate(contents) if fenced else ():
        fields = {field for field, _words in names_in(content)}
        if "title" in fields and len(fields) > 1:
            return index
    return None


def names_in(content: str) -> list[tuple[str, str]]:
    """The fields that a template's header names, in its order, and the words that name each."""
    plain = plain_signs(content)
    pieces = next((pieces for kind in NAMES_IN_HEADER if len(pieces := kind.findall(plain)) > 1), None)
    names: list[tuple[str, str]] = []
    for name in pieces or BETWEEN_FIELDS.split(plain):
        known = [field for field, _ in names]
        fields = [field for field, words in FIELD_NAMES.items() if field not in known and words.search(name)]
        if not fields and is_unfilled(name.strip().lower()):
            # "[2024-xx-xx]-[xxx]-[title]": signs in the place of a day, then of a name.
            fields = [field for field in ("date", "reader") if field not in known]
        names += [(field, name) for field in fields[:1]]
    return names


def limit_told(text: str) -> int | None:
    """The number of characters that ``text`` asks for at most; None where it asks for no such thing."""
    for found in CHARACTERS.finditer(text):
        # "no more than" is a limit, "more than" is none.
        if found["least"] is None or NO_MORE.search(text, max(0, found.start() - 8), found.start()):
            number = found["upper"] or found["number"]
            hundreds = "一二两三四五六七八九".find(number[0])
            return int(number.replace(",", "")) if hundreds < 0 else 100 * (1, 2, 2, 3, 4, 5, 6, 7, 8, 9)[hundreds]
    return None

"""An entry that is kept as a row of a table: what the columns are, and what a row says.

Rules, each for something that many people do:

- a table is a log if one column names the paper and another who read it, or when: tables of other papers, of models
  and of talks have no such two;
- the columns are called as the labels of a record are; a cell reads as what stands behind such a label;
- a row without a title is no entry, unless a dash stands in its place or another cell says that nothing was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.core.body import figures_in
from tui_reader.core.document import Body, Header, Span
from tui_reader.core.fields import fold, says_not_read
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import HEADER_LIMIT, QUOTE_AND_SPACE, is_placeholder
from tui_reader.core.record import Record, RecordReading, Value
from tui_reader.core.record_labels import FIELD_OF

RULE = lazy_pattern(r"\|(?:[ \t]*:?-+:?[ \t]*\|){1,39}(?:[ \t]*:?-+:?)?[ \t]*(?:\\[ \t]*)?")
BAR = lazy_pattern(r"(?<!\\)\|")
REMARK = lazy_pattern(r"\s*[(（][^()（）]*[)）]\s*$")
BREAK = lazy_pattern(r"[ \t]*<br\s*/?>[ \t]*")
SUMMARIES = frozenset(
    "简述,论文简述,简介,论文简介,摘要,总结,论文总结,概述,笔记,内容,主要内容,要点,一句话总结,一句话,心得,summary,abstract,"
    "notes,note,comment,comments,takeaway,takeaways,key idea,main idea,tl;dr,tldr,description".split(",")
)
FIGURES = frozenset("图,图片,框架图,论文框架,配图,figure,figures,picture,image".split(","))
READING_DAYS = frozenset(
    "阅读日期,阅读时间,精读日期,打卡日期,打卡时间,date read,read on,reading date,read date".split(",")
)
NO_PEOPLE = frozenset(("name", "who", "member"))
"""What is called so in a table is mostly something else than a reader."""
LONGEST_HEAD = 1000
DASHES = "-–—－/\\"


class Table(NamedTuple):
    """What the head of a table says."""

    columns: tuple[str, ...]
    """The field of each, empty where nobody asks for it."""


def cells_of(line: str) -> list[tuple[int, int]]:
    """Where the cells of a row stand in its line, without the space around what they say."""
    bars = [found.start() for found in BAR.finditer(line)]
    ends = [*bars[1:], len(line)] if bars else []
    cells = []
    for before, behind in zip(bars, ends, strict=True):
        start, end = before + 1, behind
        while start < end and line[start] in " \t":
            start += 1
        while end > start and line[end - 1] in " \t\r":
            end -= 1
        cells.append((start, end))
    if cells and cells[-1][0] == cells[-1][1] and not line[bars[-1] + 1 :].strip(" \t\\"):
        cells.pop()  # behind the last bar
    return cells


def table_of(head: str, rule: str) -> Table | None:
    """The table that two lines without quote marks are the beginning of; None where it is none of papers read."""
    if not head.startswith("|") or len(head) > LONGEST_HEAD or RULE.fullmatch(rule.rstrip()) is None:
        return None
    words = [
        " ".join(REMARK.sub("", head[start:end].strip("*_` ")).casefold().split()) for start, end in cells_of(head)
    ]
    columns: list[str] = []
    for word in words:
        field = "summary" if word in SUMMARIES else "figure" if word in FIGURES else FIELD_OF.get(word, "")
        field = "" if word in NO_PEOPLE or field == "other" else field
        field = {"title": "paper", "speaker": "reader"}.get(field, field) if field else ""
        columns.append("" if field in columns else field)
    has = set(columns)
    titled, speaks = "paper" in has, any(FIELD_OF.get(word) == "reader" for word in words)
    named = any(FIELD_OF.get(word) == "paper" for word in words)
    if not titled or not (
        speaks
        or ("reader" in has and "date" in has and (named or "source" in has))
        or (not READING_DAYS.isdisjoint(words) and len(has - {""}) > 2)
    ):
        return None
    return Table(tuple(columns))


def is_entry(line: str, table: Table) -> bool:
    """Whether a row says that somebody read a paper, or did not."""
    told = {column: line[start:end] for column, (start, end) in zip(table.columns, cells_of(line), strict=False)}
    title = told.get("paper", "")
    if not title:
        return any(says_not_read(told.get(column, "")) for column in ("note", "summary"))
    if title.strip(DASHES) == "":
        return bool(told.get("reader") and told.get("date"))
    return not is_placeholder(title) or bool(told.get("reader") and told.get("summary"))


def _values(line: str, table: Table) -> dict[str, Value]:
    """The values of a row's cells by their columns; a dash is none."""
    return {
        column: Value(column, said if (said := line[start:end]).strip(DASHES) else "", ((0, 0, start),), "")
        for column, (start, end) in zip(table.columns, cells_of(line[:HEADER_LIMIT]), strict=False)
        if column
    }


def read_row(scan: str, start: int, end: int, table: Table) -> Header:
    """What the row from ``start`` to ``end`` of ``scan`` says of a paper."""
    line = scan[start:end].rstrip("\n")
    values = _values(line, table)
    asked = [values[column] for column in values if column not in ("summary", "figure", "note")]
    said = next((values[column] for column in ("note", "summary") if column in values and values[column].text), None)
    paper = values.get("paper")
    if said is not None and (paper is None or not paper.text):
        asked.append(said._replace(field="note"))
    reading = RecordReading(Record(tuple(asked), 1), (start, end))
    header = reading.header(scan, Span(start, end), end)
    return header._replace(reader=_plain(header.reader), source=_plain(header.source), note=_plain(header.note))


def _plain(value: str | None) -> str | None:
    """``value`` without the backslash that keeps a bar from ending its cell."""
    return value and value.replace("\\|", "|")


def read_row_body(scan: str, start: int, end: int, table: Table) -> Body:
    """The figures of a row, and its summary: lines parted by a tag there, as no cell has two."""
    line = scan[start:end].rstrip("\n")
    figures = figures_in(scan, start, end)
    value = _values(line, table).get("summary")
    paper = _values(line, table).get("paper")
    if value is None or not value.text or paper is None or not paper.text:
        return Body(tuple(figures))
    at = start + value.pieces[0][2]
    place = Span(at, at + len(value.text))
    said, position = "", place.start
    for figure in figures:
        if place.start <= figure.span.start < place.end:
            said += scan[position : figure.span.start]
            position = figure.span.end
    said += scan[position : place.end]
    summary = "\n".join(map(fold, BREAK.split(said))).strip()
    return Body(tuple(figures), _plain(summary) or None, (place,) if summary else ())


class TableForm(NamedTuple):
    """How a table begins, and what its columns are."""

    above: tuple[str, str]
    """Its head and the rule below, with their quote marks."""
    table: Table

    @property
    def marks(self) -> str:
        """The quote marks before a row."""
        head = self.above[0]
        return head[: len(head) - len(head.lstrip(QUOTE_AND_SPACE))]


def form_above(lines: Sequence[str]) -> TableForm | None:
    """The form of the table whose next row stands below ``lines``; None where they end with no table."""
    for number in range(len(lines) - 1, 0, -1):
        content = lines[number].lstrip(QUOTE_AND_SPACE)
        if not content.startswith("|"):
            return None
        table = table_of(lines[number - 1].lstrip(QUOTE_AND_SPACE), content)
        if table is not None:
            return TableForm((lines[number - 1].rstrip(), lines[number].rstrip()), table)
    return None

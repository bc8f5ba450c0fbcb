"""What stands under an entry's header: figures, and the summary behind its label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui_reader.core.document import Body, Figure, Span
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import (
    HEADING,
    QUOTE_AND_SPACE,
    comments,
    is_blank,
    is_conflict_marker,
    is_divider,
    is_header,
    is_insertion_line,
    is_week,
)

# The words of labels. "weak" ones also begin ordinary paragraphs: they are a label only where nothing was said before
# them. What stands around the words, and what has to follow them, is ``label_of``'s.
LABEL = lazy_pattern(
    r"(?P<item>[-*+][ \t]{1,3})?(?:#{1,6}[ \t]{1,3})?(?P<mark>\*{1,3}|_{1,3}|`|[【\[“\"「《])?[ \t]{0,3}(?:"
    r"(?P<summary>(?P<sure>(?:论文|文章)[ \t]?(?:简述|简介|描述|简评)|TL;?DR\b)"
    r"|(?:本文|内容|简要)?(?:简述|简介|描述|简评)"
    r"|(?:(?:brief|short|paper|quick|one[- ]sentence)[ ])?(?:summary|abstract|description)\b)"
    r"|(?P<weak>(?:论文|文章|本文|内容|主要|简要|简单|核心|中文|一句话|阅读|精读|个人)*"
    r"(?:总结|摘要|概述|概要|概括|小结|大意|要点|介绍|解读|笔记|内容)|(?:notes?|takeaways?|synopsis|gist)\b)"
    r"|(?P<figure>(?:论文|文章|模型|网络|方法|整体|总体|系统|核心)*(?:框架|架构|结构|流程|示意|模型|原理|插)图"
    r"|(?:论文|模型|整体)?(?:框架|架构|结构)|图片?[ \t]?\d{0,2}"
    r"|(?:fig\.|figure|framework|overview|architecture)(?:[ \t]?\d{1,2})?(?!\w))"
    r")(?P<hint>[ \t]{0,3}[（(][^（()）\n]*[)）])?",
    re.IGNORECASE,
)
# What a label's words begin with when they are folded, and how most logs write theirs: few lines have to be looked at
# closely. To a pattern that takes no heed of case, a dotless "ı" is an "i".
LABEL_STARTS = tuple(
    "论文 文章 本文 内容 简 描 总 摘 概 小结 大意 要点 介绍 解读 笔记 主要 核心 中文 一句 阅读 精读 个人"
    " 模型 网络 方法 整体 总体 系统 框架 架构 结构 流程 示意 原理 插图 图"
    " tl br short paper qu one summ abstr descr note takea synops gi gı fi fı framew overv arch".split()
)
BEFORE_LABEL = '-*+ \t#_`【[“"「《'
LABEL_WITHIN = 24
"""Characters within which a label begins, with what may stand before it."""
WRITTEN_LABELS = tuple(
    f"{about}{what}{colon}"
    for about in ("论文", "文章", "", "本文", "内容", "简要")
    for what in ("简述", "简介", "描述", "简评")
    for colon in "：:"
)
"""Summaries' labels as they are mostly written, with nothing before them."""
# A semicolon is the colon's key without shift.
COLON = lazy_pattern(r"[ \t]{0,3}(?:[:：;；][ \t]{0,3})+")
NOTHING_BEHIND = lazy_pattern(r"[ \t]*(?:[,，]\s*宽度[^\n]*)?[ \t]*\\?[ \t]*$")
# What sets a label off that no sentence begins with.
LOOSE_COLON = lazy_pattern(r"[ \t]{0,3}[.。,，、=–—-]{1,3}[ \t]{0,3}|[ \t]{1,3}")
CLOSING_MARKS = {"【": "】", "[": "]", "“": "”", "「": "」", "《": "》"}
USUAL_LABELS = ("论文简述", "summary", "abstract", "description")
MISSPELLED = lazy_pattern(
    r"(?P<mark>\*{0,3})(?P<word>[^\W\d_]{3,12})(?P=mark)[ \t]{0,3}[:：][ \t]{0,3}(?P=mark)[ \t]{0,3}"
)


def label_of(text: str, at: int = 0) -> tuple[str, int] | None:
    """The label that stands at ``at``: ``summary``, ``weak`` or ``figure``, and where it ends. None where none does.

    It has a colon behind it or the line for itself; emphasis and brackets around it, with or without the colon, are the
    label's, and those behind it are the text's. Brackets set a label off by themselves, and so does any sign or space
    where the words begin no sentence.
    """
    if text.startswith(WRITTEN_LABELS, at) and (colon := COLON.search(text, at)) is not None:
        return "summary", colon.end()
    may_be = text[at : at + LABEL_WITHIN].lstrip(BEFORE_LABEL).casefold().startswith(LABEL_STARTS)
    found = LABEL.match(text, at) if may_be else None
    if found is None:
        return _misspelled_label(text, at)
    kind = "summary" if found["summary"] else "weak" if found["weak"] else "figure"
    mark, at, set_off = found["mark"] or "", found.end(), False
    if found["item"] and kind != "summary":
        return None
    if mark:
        closing = CLOSING_MARKS.get(mark, mark)
        set_off = text.startswith(closing, at) and not text.startswith("(", at + len(closing))
        inside = None if set_off else COLON.match(text, at)
        if inside is not None and text.startswith(closing, inside.end()):
            end = inside.end() + len(closing)
            return kind, end + len(text[end:]) - len(text[end:].lstrip(" \t"))
        if not set_off:
            return None
        at += len(closing)
    ends = [COLON, NOTHING_BEHIND]
    bracketed = set_off and mark in CLOSING_MARKS and kind == "summary"
    if found["sure"] or bracketed:
        ends.append(LOOSE_COLON)
    for end_of_label in ends:
        if behind := end_of_label.match(text, at):
            return kind, behind.end()
    if bracketed or (found["sure"] and (set_off or found["hint"])):
        return kind, at
    return _misspelled_label(text, found.start())


def _misspelled_label(text: str, at: int) -> tuple[str, int] | None:
    """A usual label with one slip of the hand in it, before a colon: it counts where nothing was said before it."""
    found = MISSPELLED.match(text, at)
    if found is None:
        return None
    word = found["word"].casefold()
    return ("weak", found.end()) if any(one_slip(word, usual) for usual in USUAL_LABELS) else None


def one_slip(first: str, second: str) -> bool:
    """Whether one character was left out, put in or mistaken, or two were swapped, between the two words."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    first, second = first[start:], second[start:]
    while first and second and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    return max(len(first), len(second)) <= 1 or (len(first) == 2 and first == second[::-1])


# ``![alt](address)``: the address may hold spaces and pairs of parentheses; ``<...>`` around it is not part of it.
IMAGE = lazy_pattern(
    r"!\[(?P<alt>[^\[\]\n]*)\]\([ \t]*"
    r"(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?:[^()\s]|[ \t]+(?![\"'\s)])|\([^()\n]*\))*))"
    r"(?:[ \t]+[\"'][^\"'\n]*[\"'])?[ \t]*\)"
)
IMAGE_TAG = lazy_pattern(r"<[Ii][Mm][Gg]\b[^>\n]*>?")
ATTRIBUTE = r"\s*=\s*(?:\"([^\"\n]*)\"?|'([^'\n]*)'?|([^\s\"'>]+))"
TAG_ADDRESS = lazy_pattern(r"\b[Ss][Rr][Cc]" + ATTRIBUTE)
TAG_ALT = lazy_pattern(r"\b[Aa][Ll][Tt]" + ATTRIBUTE)
QUOTE_MARKS = lazy_pattern(r"(?:[ \t]*>)*[ \t]?")


PICTURES = ("![", "<img", "<IMG")
FIGURE_STARTS = ("![", "<", "[![")
# What frames a figure and says nothing: "<p align=center>", "</div>", "[](address)" around it, "{width=512}" behind it.
FRAME = lazy_pattern(
    r"(?:</?(?:p|div|center|figure|picture|source|a|font|span|br|kbd|sub|sup|table|tbody|thead|tr|td|th|details)\b"
    r"[^<>\n]{0,300}>|\[\]\([^()\n]{0,300}\)|\{[^{}\n]{0,60}\}"
    r"|\s)*",
    re.IGNORECASE,
)
# Under the first row of a table, here one of figures.
ROW_RULE = lazy_pattern(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){0,19}\|?")
FRAME_LIMIT = 1000
"""Characters of what may frame a figure."""


# What may part a header from what stands on its line and belongs below it: a bracket of the header, and these signs.
BEHIND_BRACKET = lazy_pattern(
    r"(?<=[\])】］）])(?:\s|<br\s*/?>|[,，:：;；。—–－-]){0,12}(?=!\[|<[Ii][Mm][Gg]\b|[*_]{0,3}[^\W\d_]{2,20}\s?[:：])"
)


def is_label_or_figure(content: str) -> bool:
    """Whether a line without its quote marks belongs under a header: a figure or a label."""
    return (content.startswith(FIGURE_STARTS) and _has_picture(content)) or label_of(content) is not None


def _has_picture(content: str) -> bool:
    return any(sign in content for sign in PICTURES)


def is_frame(text: str) -> bool:
    """Whether ``text`` is nothing but tags that frame a figure, in its line or in another one."""
    return text[:1] in ("<", "[", "{") and len(text) <= FRAME_LIMIT and FRAME.fullmatch(text) is not None


def bodies_on(line: str) -> Iterator[Span]:
    """Where a figure or a label may begin on the line of a header, behind a bracket: what parts each from the header.

    What is behind such a span is not the header's, unless it stands inside a bracket itself.
    """
    for found in BEHIND_BRACKET.finditer(line):
        at = found.end()
        label = label_of(line, at)
        is_label = label is not None and label[0] != "weak" and line[at : label[1]].rstrip().endswith((":", "："))
        if is_label or line.startswith(FIGURE_STARTS, at):
            yield Span(found.start(), at)


def says_something(content: str) -> bool:
    """Whether a line without its quote marks is text of a summary, with or without a label before it."""
    label = label_of(content)
    rest = content if label is None else content[label[1] :]
    return not is_blank(rest) and not rest.startswith(PICTURES)


def figures_in(scan: str, start: int, end: int) -> list[Figure]:
    """The pictures from ``start`` to ``end`` of ``scan``, in order."""
    figures: list[Figure] = []
    if "![" in (part := scan[start:end]):
        for found in IMAGE.finditer(scan, start, end):
            group = "angled" if found["angled"] is not None else "plain"
            first, last = found.span(group)
            while last > first and scan[last - 1] in " \t":
                last -= 1
            figures.append(Figure(scan[first:last], found["alt"], Span(*found.span()), Span(first, last)))
    if "<img" in part or "<IMG" in part or "<Img" in part:
        for found in IMAGE_TAG.finditer(scan, start, end):
            address = TAG_ADDRESS.search(scan, *found.span())
            if address is None:
                continue
            first, last = address.span(address.lastindex or 0)
            while first < last and scan[first].isspace():
                first += 1
            while last > first and scan[last - 1].isspace():
                last -= 1
            alt = TAG_ALT.search(scan, *found.span())
            figures.append(
                Figure(scan[first:last], alt[alt.lastindex or 0] if alt else "", Span(*found.span()), Span(first, last))
            )
        figures.sort(key=lambda figure: figure.span.start)
    return figures


def means_more(line: str) -> bool:
    """Whether a line of a summary, written as it is, would be read as something else: header, quote, label, divider."""
    content = line.lstrip(QUOTE_AND_SPACE)
    if line.lstrip(" \t")[:1] == ">" or (line and is_blank(line)):
        return True
    return bool(content) and (
        is_header(content)
        or is_label_or_figure(content)
        or HEADING.match(line) is not None
        or is_divider(content, quoted=False)
        or is_insertion_line(content)
        or is_week(content)
        or is_conflict_marker(line)
        or is_frame(content)
        or content.startswith("<!--")
    )


def kept_from_reading(line: str) -> str:
    """A line of a summary as it is to be written: behind a backslash where it would be read as something else."""
    return "\\" + line if _is_kept(line) else line


def _is_kept(line: str) -> bool:
    """Whether what follows the backslashes of ``line`` would be read as something else, or nothing follows."""
    rest = line.lstrip("\\")
    return not rest.strip() or means_more(rest) or means_more(line)


def _as_meant(line: str) -> str:
    """A line of a summary without the backslash that keeps its first character from being read."""
    return line[1:] if line[0] == "\\" and _is_kept(line) else line


def read_body(scan: str, start: int, end: int, indent: int = 0) -> Body:
    """Read what stands from ``start`` to ``end`` of ``scan``: behind an entry's header, up to its end.

    In a list, the lines of an item stand ``indent`` characters behind where it begins.
    """
    shown = [(start, end)]
    for first, last in comments(scan, start, end):
        shown[-1:] = [(shown[-1][0], first), (last, end)]
    figures = [figure for part in shown for figure in figures_in(scan, *part)]
    label: Span | None = None
    figure_label: Span | None = None
    lines: list[str] = []
    spans: list[Span] = []
    gap = was_row = False
    for whole in _body_lines(scan, shown, figures, indent):
        line = whole
        if not line.has_figure and is_blank(line.text.lstrip(QUOTE_AND_SPACE)):
            gap = True
            continue
        found = line.label()
        if found is not None and found[0] == "figure" and (line.has_figure or is_blank(line.text[found[1] :].strip())):
            figure_label = figure_label or line.span_of(found[1])
            line = line.behind(found[1])
            found = line.label()
        while (
            found is not None
            and not (label and lines)
            and (found[0] == "summary" or (found[0] == "weak" and not lines))
        ):
            label = label or line.span_of(found[1])
            line = line.behind(found[1])
            found = line.label()
        said = line.text.strip()
        is_row = bool(figures) and "|" in said and not said.strip("| \t")
        if is_blank(said) or is_row or (was_row and ROW_RULE.fullmatch(said)) or (figures and is_frame(said)):
            was_row = is_row
            continue
        was_row = False
        spans.append(Span(line.place, line.end))
        if gap and lines:
            lines.append("")
        gap = False
        lines.append(_as_meant(line.text))
    summary = "\n".join(lines).strip()
    return Body(tuple(figures), summary or None, tuple(spans), label, figure_label)


class _BodyLine(NamedTuple):
    """A line without its quote marks and figures."""

    text: str
    place: int
    """Where ``text`` begins in the log."""
    end: int
    """Where the line's text ends in the log."""
    has_figure: bool

    @property
    def indent(self) -> int:
        """The characters before the first that says something."""
        return len(self.text) - len(self.text.lstrip(" \t>"))

    def label(self) -> tuple[str, int] | None:
        """The label that the text begins with, if it does: see ``label_of``."""
        return label_of(self.text, self.indent)

    def span_of(self, end: int) -> Span:
        """Where the label that ends at ``end`` stands in the log."""
        return Span(self.place + self.indent, self.place + end)

    def behind(self, end: int) -> _BodyLine:
        """What follows the label that ends at ``end``."""
        rest = self.text[end:]
        space = len(rest) - len(rest.lstrip())
        return _BodyLine(rest[space:], self.place + end + space, self.end, self.has_figure)


def _indented(scan: str, line_start: int, behind_marks: int, indent: int) -> int:
    """Where a line of a list's item begins: behind its quote marks, the space of these, and its indent."""
    place = behind_marks
    if place > line_start and scan[place - 1] in " \t" and ">" not in scan[line_start:place]:
        place -= 1
    while indent and scan.startswith(" ", place):
        place, indent = place + 1, indent - 1
    return place + 1 if indent and scan.startswith("\t", place) else place


def _body_lines(scan: str, shown: list[tuple[int, int]], figures: list[Figure], indent: int) -> Iterator[_BodyLine]:
    """The lines of the parts ``shown`` of ``scan`` without their quote marks, their ``indent`` and figures."""
    upcoming = iter([*figures, None])
    figure = next(upcoming)
    for start, end in shown:
        line_start = start
        while line_start < end:
            found = scan.find("\n", line_start, end)
            line_end = end if found < 0 else found
            marks = QUOTE_MARKS.match(scan, line_start, line_end)
            first = place = marks.end() if marks else line_start
            if indent:
                first = place = _indented(scan, line_start, first, indent)
            text = ""
            has_figure = False
            while figure is not None and figure.span.start < line_end:
                text += scan[first : figure.span.start]
                first = max(first, figure.span.end)
                has_figure = True
                figure = next(upcoming)
            text = (text + scan[first:line_end]).rstrip()
            if not is_conflict_marker(scan[line_start:line_end]):
                yield _BodyLine(text, place, place + len(text) if not has_figure else line_end, has_figure)
            line_start = line_end + 1

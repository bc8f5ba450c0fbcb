"""Logs for the tests of core, all made up: how a reading is put down, and strategies that write logs."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from tui_reader.core.document import Document
from tui_reader.core.draft import Draft
from tui_reader.core.template import USUAL_FIELDS, Template

ENTRY = """> > [2024-03-05]-[李雷]-[Deep Kelp]-[Arxiv](https://kelp.org/1)
> >
> > <img width="512" alt="image" src="kelp.png">
> >
> > 论文简述：它长得快。
"""

TEMPLATE = """######### 模版 #############

> > [日期]-[总结人]-[论文标题]-[来源]（附带链接，链接可选，时间倒序）
> >
> > 论文框架图（有助于想起论文），宽度设置为512
> >
> > 论文简述（一两句话）

######### 模版 #############
"""
INSERTION_LINE = "> ==> 时间倒序，本次更新插入位置 <==\n"


def paper(day: int, reader: str = "李雷", title: str = "", month: int = 3) -> str:
    """An entry of a day in 2024 as most people write it."""
    title = title or f"Kelp {month} {day}"
    header = f"[2024-{month:02}-{day:02}]-[{reader}]-[{title}]-[Arxiv](https://kelp.org/{month}/{day})"
    return f"> > {header}\n> >\n> > 论文简述：第 {day} 天。\n"


def put_down(document: Document) -> str:
    """What is read in ``document``, for people to compare: one entry after the other, only what is there."""
    lines: list[str] = []
    for entry in document.entries:
        if lines:
            lines.append("")
        lines.append(f"{entry.line}-{entry.end_line} {entry.kind}")
        if entry.section is not None:
            lines.append(f"section: {entry.section}")
        fields = {name: getattr(entry, name) for name in ("date", "reader", "title", "source")}
        lines += [f"{name}: {value}" for name, value in fields.items() if value is not None]
        lines += [f"link: {link.label} -> {link.url}" for link in entry.links]
        lines += [f"figure: {figure}" for figure in entry.figures]
        for name in ("summary", "note"):
            if (value := getattr(entry, name)) is not None:
                first, *others = value.split("\n")
                lines.append(f"{name}: {first}")
                lines.extend(f"  {line}" if line else "" for line in others)
    return "".join(line + "\n" for line in lines) or "no entry\n"


def read_all(document: Document) -> None:
    """Read every field of every entry."""
    for entry in document.entries:
        _ = (entry.kind, entry.date, entry.reader, entry.title, entry.source, entry.links, entry.note)
        _ = (entry.figures, entry.summary, entry.header.spans, entry.body.summary_spans)


# -- strategies -------------------------------------------------------------------------------------------------------

LINE_ENDS = ("\n", "\r\n", "\r")
PREFIXES = ("> > ", "> >", ">>", ">> ", "> ", ">", ">  ", "> > > ", ">> > ", ">  >", "")
PIECES = (
    *PREFIXES,
    *LINE_ENDS,
    "\n",
    "\n",
    "\n\n",
    "[",
    "]",
    "【",
    "】",
    "(",
    ")",
    "（",
    "-",
    "–",
    ":",
    "：",
    "`",
    "$",
    "\\",
    "|",
    "“",
    "”",
    '"',
    "*",
    "**",
    "<",
    ">",
    "![",
    "](",
    "[2024-03-05]",
    "[2024.3.5]-",
    "2024-3-5",
    "[待补充]",
    "[李雷]",
    "-[Mira]-",
    "李雷",
    "[Deep Kelp]",
    "Deep Kelp: A Study",
    "[CVPR 2024](https://kelp.org/1)",
    "(EMNLP2023)",
    "https://kelp.org/1",
    "[code](https://c.org)",
    "zotero://select/1",
    "本周未精读",
    "no reading",
    '<img width="512" src="kelp.png">',
    "![image](kelp.png)",
    "论文简述：",
    "论文简述",
    "论文框架图",
    "描述:",
    "Summary:",
    "它长得快。",
    "It grows.",
    "######### 模版 #############",
    "[日期]-[总结人]-[论文标题]-[来源]",
    "# Kelp",
    "### <font color=Green>Sea</font>",
    "---",
    "&nbsp;",
    "==> 本次更新插入位置 <==",
    "<<<<<<< HEAD",
    "=======",
    ">>>>>>> 4f2a",
    "<!-- note -->",
    "```",
    "\ufeff",
    "\u2028",
    "\x0c",
    "\x85",
    "\x00",
    "\x1b[31m",
    "\ud800",
    "\u3000",
    "\xa0",
    "\t",
    " ",
    "  ",
)


def any_text() -> st.SearchStrategy[str]:
    """Any text, lone surrogates and control characters among it."""
    return st.text(st.characters(), max_size=60) | st.text(
        st.sampled_from("[]()-> \n\r\\`$!<#=20431日未读：:\u2028\x85"), max_size=80
    )


def log_like_text() -> st.SearchStrategy[str]:
    """Texts put together from the pieces of logs, in an order that no log has."""
    return st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


AWKWARD_PIECES = (
    "Kelp", "Sea", "海带", "的", "A Study", " ", " ", "-", "[", "]", "(", ")", "*", "_", "`", "$", "\\", "|", "<", ">",
    '"', "“", "”", "'", ":", "：", "#", "1.", "![", "](", "【", "】", "（", "）", "2024-03-05",
    "[2024-03-05]", "论文简述：", "未精读", "https://k.org/1", "CVPR 2024", "title", "---", "&nbsp;", "é", "🦑",
)  # fmt: skip


def awkward_line() -> st.SearchStrategy[str]:
    """A line of text with signs in it that mean something in a log."""
    return st.lists(st.sampled_from(AWKWARD_PIECES), max_size=7).map("".join)


def drafts() -> st.SearchStrategy[Draft]:
    """Drafts as people and pasted texts make them, most of them awkward."""
    date = st.dates(min_value=datetime.date(2020, 1, 1), max_value=datetime.date(2026, 12, 31)).map(str) | st.just("")
    reader = st.sampled_from(("", "李雷", "韩梅", "Tom Vogel", "Mira", "欧阳娜娜", "O'Neil"))
    link = st.sampled_from(
        ("", "https://kelp.org/1", "https://kelp.org/a_(b) c.pdf", "doi:10.1/kelp", "papers/kelp.pdf")
    )
    figure = st.sampled_from(("", "kelp.png", "Images/deep kelp（一）.png", "https://kelp.org/a.png?raw=true"))
    papers = st.builds(
        Draft,
        kind=st.just("paper"),
        date=date,
        reader=reader,
        title=awkward_line(),
        source=st.just("") | st.sampled_from(("Arxiv", "CVPR 2024")) | awkward_line(),
        link=link,
        figure=figure,
        summary=st.lists(awkward_line(), max_size=4).map("\n".join),
    )
    check_ins = st.builds(
        Draft,
        kind=st.just("no_reading"),
        date=date,
        reader=reader,
        note=st.sampled_from(("请假", "未精读", "")) | awkward_line(),
    )
    return papers | papers | check_ins


def templates() -> st.SearchStrategy[Template]:
    """Ways in which logs spell their entries."""
    prefixes = st.sampled_from(
        (
            ("> > ", "> > "),
            ("> ", "> > "),
            (">> ", ">> "),
            ("> ", "> "),
            (">", ">"),
            ("", ""),
            ("> > > ", "> > > "),
            (">>", ">>"),
        )
    )
    return st.builds(
        lambda prefixes, **others: Template(header_prefix=prefixes[0], body_prefix=prefixes[1], **others),
        prefixes,
        space_under_header=st.booleans(),
        space_over_summary=st.booleans(),
        summary_label=st.sampled_from(("论文简述：", "Summary: ", "", "描述:", "**论文简述**：", "主要内容：")),
        label_alone=st.booleans(),
        figure_label=st.sampled_from(("", "", "论文框架：", "**Figure**:")),
        figure_label_alone=st.booleans(),
        figure_below=st.booleans(),
        figure_form=st.sampled_from(("tag", "image")),
        figure_width=st.sampled_from((512, None)),
        date_sign=st.sampled_from("-./"),
        date_padded=st.booleans(),
        note_in_brackets=st.booleans(),
        joint=st.sampled_from(("-", "-", " - ", " ")),
        fields=st.just(USUAL_FIELDS) | st.permutations(USUAL_FIELDS).map(tuple),
    )


CHECK_IN = "> > [2024-03-06]-[Tom]-[未精读]\n"
LOGS = {
    "empty": "",
    "one blank line": "\n",
    "a heading": "# Kelp\n",
    "a heading without a final newline": "# Kelp",
    "two headings": "# Kelp\n\n### Daily\n",
    "a template": "# Kelp\n\n" + TEMPLATE,
    "a template at the end": "# Kelp\n\n### Daily\n\n" + TEMPLATE.rstrip("\n"),
    "an insertion line alone": "# Kelp\n\n" + TEMPLATE + INSERTION_LINE,
    "an insertion line without a final newline": "# Kelp\n\n" + INSERTION_LINE.rstrip("\n"),
    "entries under an insertion line": "# Kelp\n\n" + TEMPLATE + INSERTION_LINE + ">\n"
    + ">\n".join((paper(7), CHECK_IN, paper(5), paper(3))),
    "entries right under an insertion line": INSERTION_LINE + paper(7) + paper(5) + paper(3),
    "newest first": "# Kelp\n\n" + ">\n".join((paper(7), CHECK_IN, paper(5), paper(3))),
    "newest first, without a final newline": "# Kelp\n\n" + ">\n".join((paper(7), paper(5), paper(3))).rstrip("\n"),
    "oldest first": "# Kelp\n\n" + "\n".join((paper(3), paper(5), paper(7))),
    "oldest first, a topic, a template": "### Daily\n\n"
    + "\n".join((paper(3), paper(5), paper(7)))
    + "\n### Otters\n\n> Otters: Who Eats Whom (Nature 2019)\n>> 描述：海胆。\n\n\n"
    + TEMPLATE,
    "nothing between entries": paper(7) + paper(5) + paper(3),
    "dividers": paper(7) + "\n---\n\n" + paper(5) + "##### ---- 周分界线 ---- #####\n" + paper(3),
    "lines without quote marks": paper(7) + "还有一行\n>\n" + paper(5) + "还有一行",
    "bare": "# Kelp\n\n" + "\n".join(paper(day).replace("> > ", "").replace("> >", "") for day in (7, 5, 3)),
    "carriage returns and newlines": ("# Kelp\n\n" + ">\n".join((paper(7), paper(5), paper(3)))).replace("\n", "\r\n"),
    "carriage returns": ("# Kelp\n\n" + ">\n".join((paper(7), paper(5), paper(3)))).replace("\n", "\r"),
    "mixed line ends": "# Kelp\r\n\n" + paper(7).replace("\n", "\r\n") + ">\n" + paper(5) + ">\r\n" + paper(3),
    "an undated topic": "### Otters\n\n> Otters: Who Eats Whom\n>> 描述：海胆。\n\n> Seals: A Survey\n>> 描述：鱼。\n",
    "text around": "欢迎！\n\n" + paper(7) + "\n---\n五一放假\n\n" + paper(5) + "\n谢谢。\n",
}  # fmt: skip

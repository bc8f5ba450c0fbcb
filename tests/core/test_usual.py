"""Each short way says what the careful reading says, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.logs import PREFIXES, log_like_text
from tui_reader.core.body import BEFORE_LABEL, COLON, LABEL, LABEL_STARTS, LABEL_WITHIN, WRITTEN_LABELS, label_of
from tui_reader.core.document import Document, Entry, Header
from tui_reader.core.fields import iso_date
from tui_reader.core.header import read_header
from tui_reader.core.lines import (
    DATED,
    HEADING,
    dated,
    is_blank,
    is_dated,
    is_divider,
    is_header,
    is_insertion_line,
    is_sure_header,
    is_template_header,
    is_week,
    scannable,
)
from tui_reader.core.parser import parse, parts
from tui_reader.core.usual import is_usual_text, opens_entry, usual_header

DAYS = ("[2024-03-05]", "[2024-3-5]", "[2024.3.5]", "[2024-02-30]", "2024-3-5", "[2024-3-5", "【2024-3-5】", "[待补充]")
NAMES = ("李雷", "欧阳远帆", "Mira", "Ada Brook", "未定", "李、雷", "Not Read", "Tbd", "日期", "论文和我", "名字")
TITLES = (
    "Deep Kelp: A Study",
    "Kelp",
    " Kelp in  Winter ",
    "Kelp \u3000forests",
    "海藻在浅水中的生长方法",
    "“Kelp in Winter”",
    "“Kelp” in Winter",
    '"Kelp" in Winter',
    "《海藻在浅水中的生长方法》",
    "Kelp (a Study)",
    "Kelp of 2024 (https://kelp.org/1)",
    "Kelp https://kelp.org/1 Forest",
    "Kelp, not read",
    "Kelp – a study of CVPR 2024",
    "海藻（综述）的方法研究",
    "to be filled in",
    "??????????",
    "$x$ and $y$ of Kelp",
    "论文标题",
    "本周未精读",
    "本周准备考试，没有来得及精读",
    "本周外出",
    "改代码，未精读。",
    "no reading",
    "no reading this week",
    "www.kelp.org",
    "、未精读，",
    "CVPR 2024",
    "CVPR Workshop 2024",
    "李雷、韩梅梅、王小溪",
    "韩梅梅",
    "*未精读*",
    "_Deep Kelp: A Study_",
    "未精读|好|",
    "=未精读",
    "/未精读",
    "busy week with my thesis",
    "Kelp: A $^2$ Study",
    "A Kelp]$^2$ Study",
    "Kelp]$^2$",
    "Kelp] $x$ (a Study)",
    "Zero-Shot Kelp of CVPR 2024",
    "Kelp at www.kelp.org: a Study",
    "Kelp - doi:10.1/2 A Study",
    "Deep Kelp no reading",
)
URLS = (
    "https://kelp.org/1",
    "http://kelp.org/(1)",
    "https://kelp.org/a b",
    "https://kelp.org/（1）",
    "https://kelp.org/$1$",
    "zotero://select/1",
    "kelp.org/1",
    "ICCV 2023",
    "",
)
VENUES = (
    "CVPR 2024",
    " 2023 TMM ",
    "paper",
    "“CVPR”",
    " ",
    "https://kelp.org/1",
    "CVPR（oral）",
    "海洋学报",
    "EMNLP-2023",
)
WORDS = (
    *(
        "**",
        "*",
        "***",
        "Kelp ",
        "grows",
        "论文简述：",
        "week 3",
        "第3周",
        "insert ",
        "here",
        "==>",
        "插入",
        "位置",
        "[",
        "]",
        "-",
    ),
    *(
        "{date}",
        "{title}",
        "<!--",
        "-->",
        "2024-3-5",
        "###",
        " ",
        "> ",
        "It grows in shallow water, and in deep water too. " * 2,
    ),
)
DASHES = ("-", "-", "-", "-", " - ", "", "--", "|", "/", "_", "–", " ", ",", "，")
ENDS = ("", "", " ", "\\", " \\ ", "。", "-", "\t", "\u3000")
BELOW = (
    "",
    ">\n> Summary: It grows.\n",
    "It grows.\n",
    "> - It grows.\n",
    "> ]-[CVPR](https://kelp.org/1)\n",
    "> -[code](https://kelp.org/2)\n",
    "> – [code](https://kelp.org/2)\n",
    "> https://kelp.org/2\n",
    "> (https://kelp.org/2)\n",
    "> ,[code](https://kelp.org/2)\n",
    "> more of it-[CVPR](https://kelp.org/1)\n",
    '> <img src="kelp.png">\n',
    "> ![image](kelp.png)\n",
    "> 论文简述：它长得快。\n",
    "> <!-- seen by nobody -->\n> -[code](https://kelp.org/2)\n",
    "=======\n> -[code](https://kelp.org/2)\n",
    ">>>>>>> 4f2a\n> ]-[code](https://kelp.org/2)\n",
    "> of the Sea]-[CVPR](https://kelp.org/1)\n",
    "> Summary: of the Sea]-[CVPR](https://kelp.org/1)\n",
    "> 论文框架：\n> ![image](kelp.png)\n",
)
CITED = (
    "([Ma 等, 2023, p. 1](zotero://select/1))",
    " ([Ma 等, 2023, p. 1](zotero://select/1))",
    " ([Ma](zotero://select/1)) ([pdf](zotero://open-pdf/1))",
    "-([ Ma](https://kelp.org/1))",
    "([Ma]())",
    "([](zotero://select/1))",
    " ([Ma](zotero://select/1)),[code](https://kelp.org/2)",
)
SOURCES = (
    "[CVPR](https://kelp.org/1)",
    "[code](https://kelp.org/1)",
    "[“CVPR”](https://kelp.org/1)",
    "[CVPR]",
    "(CVPR)",
    "(arxiv 2024 preprint)",
    "(a Study)",
    "(source)",
    "(https://kelp.org/1)",
)
NOTES = (
    "未精读",
    "本周准备考试，没有来得及精读",
    "no reading",
    "Kelp",
    "摘要",
    "论文简述",
    "论文简述：",
    "李雷",
    "第3周",
    "“未精读”",
    "[未精读]",
)
BETWEEN = (
    "\n> > ",
    "\n>\n> > ",
    "\n\n",
    "\n>> \n>  \n> >  ",
    "\n",
    "\n>>>>>>> ",
    "\n> >\n>>>>>>> ",
    "\n> \t> ",
    " \\\n> ",
)


@st.composite
def headers(draw: st.DrawFn) -> str:
    """An entry whose header is put together from what people write, well or badly."""
    slips = draw(st.sampled_from((0, 1, 1, 2, 2, 3, 40)))

    def one_of(usual: tuple[str, ...], others: tuple[str, ...]) -> str:
        nonlocal slips
        if slips and draw(st.booleans()):
            slips -= 1
            return draw(st.sampled_from(others))
        return draw(st.sampled_from(usual))

    def dash() -> str:
        return one_of(("-",), DASHES)

    prefix, day = one_of(("> > ", ">>"), PREFIXES), one_of(("[2024-03-05]",), DAYS)
    name, url = one_of(("李雷", "Mira"), NAMES), one_of(("https://kelp.org/1",), URLS)
    name = one_of((f"[{name}]", name), (f"[{name}", f"{name}]", f"【{name}】", f"[{name}】", f"[{name}]"))
    beginning = f"{prefix}{day}{dash()}{name}{dash()}"
    end = one_of(("",), ENDS) + one_of(("\n",), ("",))
    below = one_of(("", BELOW[1]), BELOW)
    match draw(st.sampled_from(("paper", "paper", "paper", "bare", "quoted", "below"))):
        case "bare":
            title, source = one_of((TITLES[0],), TITLES), one_of(("[CVPR](https://kelp.org/1)", "(CVPR)"), SOURCES)
            return f"{beginning}{title}{one_of(('-', ' '), DASHES)}{source}{end}{below}"
        case "quoted":
            return f"{beginning}“{one_of(TITLES[:1], TITLES)}”{one_of(CITED[:3], CITED)}{end}{below}"
        case "below":
            return f"{beginning}{one_of(BETWEEN[:2], BETWEEN)}{one_of(NOTES[:3], NOTES)}{end}{one_of(('',), BELOW)}"
    title = one_of(("Deep Kelp: A Study", "本周未精读"), TITLES)
    title = one_of((f"[{title}]",), (title, f"【{title}】", f"[{title}](", f"[{title}\n> {one_of(TITLES, TITLES)}]"))
    venue = one_of(("CVPR 2024",), VENUES)
    source = one_of(("", f"{dash()}[{venue}]"), (f"{dash()}{venue}", f" {venue}", f"({venue})", f"-[{url}]"))
    target = one_of(("", f"({url})"), ("()", f" ({url})"))
    more = one_of(("",), (f"[code]({url})", f"-[知乎]({url})", f",[{title}]({url})", f" [{venue}]", f"({url})"))
    target_of_title = one_of(("", ""), (f"({url})", f"({venue})"))
    return beginning + title + target_of_title + source + target + more + end + below


def assert_as_the_careful_reading(scan: str, start: int, end: int, dated: bool = True) -> Header | None:
    """Compare the two readings of an entry's header; gives the short one."""
    usual = usual_header(scan, start, end)
    if usual is not None:
        careful = read_header(scan, start, end, dated)
        assert usual._replace(locate=dict) == careful._replace(locate=dict)
        assert usual.spans == careful.spans
    return usual


@given(headers())
@example("> [2024-03-05]-[李雷]-[Deep Kelp: A Study]-[CVPR](https://kelp.org/1)\n> -[code](https://kelp.org/2)\n")
@example("> [2024-03-05]-[Mira]-[Kelp at CVPR 2024](Deep Sea)\n")
@example("> [2024-03-05]-[李雷]-[CVPR 2024]-[Deep Kelp](https://kelp.org/1)\n")
@example("> [2024-03-05]-[李雷]-[Deep Kelp: A Study]-[source]\n")
@example("> [2024-03-05]-[李雷]-[李雷、韩梅梅、王小溪]-[Deep Kelp](https://kelp.org/1)[code](https://kelp.org/2)\n")
@example("> [2024-03-05]-[李雷]-[Deep Kelp: A Study](https://kelp.org/1)\n> <!-- x -->\n> -[code](https://c.org)\n")
@example("> [2024-03-05]-[李雷]-[Deep Kelp: A Study](https://kelp.org/1)\n>>>>>>> 4f\n> -[code](https://c.org)\n")
@example("> 2024-3-5-李雷-未精读|好|\n")
@example("> [2024-03-05]-[李雷]-*未精读*\n")
@example("> [2024-03-05]-[李雷]-/未精读\n")
@example("> [2024-3-5-李雷-\n> > 未精读\n")
@example("> [待补充]-Ada Brook-[Deep Kelp: A Study]\n>\n> Summary: It grows.\n")
@example("> [待补充]-[李雷]-[Deep Kelp: A Study]-[2024.3.5](https://kelp.org/1)\n")
@example("> [2024-03-05]-[李雷]-【Deep Kelp: A Study】(https://kelp.org/1)\n> https://kelp.org/2\n")
def test_a_usual_header_reads_as_with_care(text: str) -> None:
    for entry in parse(text).entries:
        assert_as_the_careful_reading(text, entry.start, entry.end, entry.dated)


@given(log_like_text())
def test_the_usual_headers_of_any_log_read_as_with_care(text: str) -> None:
    document = parse(text)
    for entry in document.entries:
        if "\r" not in text:
            assert_as_the_careful_reading(text, entry.start, entry.end, entry.dated)


@pytest.mark.parametrize(
    "header",
    [
        "> > [2024-03-05]-[李雷]-[Deep Kelp: A Study]-[CVPR 2024](https://kelp.org/1)",
        "> > [2024-3-5]-李雷-[Deep Kelp: A Study](https://kelp.org/1)",
        ">>[2024.3.5]-[Ada Brook]-[Deep Kelp: A Study]-[CVPR 2024]",
        "[2024-03-05] - [Mira] - [ Deep Kelp: A Study] - [ 2024 CVPR ](https://kelp.org/1) [code](https://kelp.org/2)",
        "> 2024-03-05-李雷-[Deep Kelp: A Study]-CVPR 2024",
        "> [2024-03-05-[李雷]-[Deep Kelp: A Study](https://kelp.org/1) CVPR2024",
        "> 【2024-03-05】-[李雷】-[Deep Kelp: A Study](CVPR 2024)",
        "> > [2024-03-05]-[李雷]-[Deep Kelp: A Study of\nthe Sea]-[CVPR 2024](https://kelp.org/1)",
        "> > [2024-03-05]-[李雷]-[本周未精读]",
        "> > [2024-03-05]-李雷-改代码，未精读",
        "> > [2024-03-05]-[Mira]- no reading this week",
        "> > [2024-03-05]-[李雷]-\n> > \n> > 未精读",
        "> > [2024-03-05]-[李雷]-\n> > 未精读",
        "> > [2024-03-05]-[李雷]\n> > 未精读",
        "> > [2024-03-05]-[李雷]-Deep Kelp: A Study-[CVPR 2024](https://kelp.org/1)",
        "> > [2024-03-05]-Mira-Deep Kelp: A Study (CVPR 2024)",
        "> > [2024-03-05]-[李雷]-“Deep Kelp: A Study” ([Ma 等, 2023, p. 1](zotero://select/1)) ([pdf](zotero://open-pdf/1))",
        "> > [2024-03-05]-[李雷]-[Deep Kelp]$^2$: A Study]-[CVPR 2024](https://kelp.org/1)",
        "> > [2024-03-05]-[李雷]-[Deep Kelp: A Study]-[https://kelp.org/1]",
    ],
)
def test_what_most_people_write_is_usual(header: str) -> None:
    assert assert_as_the_careful_reading(f"{header}\n", 0, len(header) + 1) is not None


@given(headers())
@example("[2024-03-05]-[姓名]-[论文标题]-[来源]")
@example("[2024-03-05]-[name]-[TiTle]-[source]")
def test_a_line_that_opens_an_entry_does_so_with_care(text: str) -> None:
    content = text.lstrip("> \t").partition("\n")[0]
    if content and opens_entry(content):
        assert is_header(content)
        assert is_dated(content)
        assert is_sure_header(content)
        assert not is_template_header(content)


@given(log_like_text() | st.lists(st.sampled_from(WORDS), max_size=12).map("".join))
@example("**Kelp** {date}-{title}-{source}")
@example("(Kelp) grows")
@example("（海藻）-（论文标题）-（来源）")
@example("论文简述：")
def test_a_line_that_is_text_of_its_entry_is_nothing_else(text: str) -> None:
    for content in (line.lstrip("> \t") for line in scannable(text).split("\n")):
        if content and is_usual_text(content):
            assert not is_header(content)
            assert not is_divider(content, quoted=False)
            assert not is_week(content)
            assert not is_insertion_line(content)
            assert not is_blank(content)
            assert HEADING.match(content) is None
            assert content[0] not in "<|"


@given(st.lists(headers() | log_like_text(), max_size=6).map("\n".join))
@example("> [2024-03-05]-[李雷]-[A]\n> ==> 本次更新插入位置 <==\n> [2024-03-05]-[李雷]-[B]\n")
@example("### Sea\n> A Study of Kelp\n> [2024-03-05]-[李雷]-[B]\n>>>>>>> [2024-03-05]-[李雷]-[C]\n> - [x]")
@example("> [2024-03-05]-[李雷]-[B]\n> <!-- x -->\n> [2024-03-05]-[李雷]-[C]\n")
@example("###### 模版 ######\n> [2024-03-05]-[李雷]-[B]\n\r> [2024-03-05]-[李雷]-[C]\n###### 模版 ######\n")
def test_a_log_that_is_read_part_by_part_reads_as_in_one_go(text: str) -> None:
    assert put_down_blocks(parse(text, 0)) == put_down_blocks(parse(text))
    # And each part by itself, but for the section, which a heading above may name.
    apart = [(parse(part.of(text)), part.start) for part in parts(scannable(text), 0)]
    assert "".join(document.text for document, _ in apart) == text
    assert [
        (entry.start + start, entry.end + start, entry.header[2:8], entry.body.summary)
        for document, start in apart
        for entry in document.entries
    ] == [(entry.start, entry.end, entry.header[2:8], entry.body.summary) for entry in parse(text).entries]


def put_down_blocks(document: Document) -> list[object]:
    """All that is read in the document, and where."""
    return [
        (block.span, block.line, block.end_line, block.section, block.dated, block.header[:8], block.body)
        if isinstance(block, Entry)
        else block
        for block in document.blocks
    ]


LABEL_PIECES = (
    *"论文 文章 内容 简述 描述 简评 总结 概要 图 图片 框架 流程 tl;dr Brief Short summary ſummary".split(),
    *"Abstract description notes takeaway synopsis gist gıst GİST fig. fİg. framework Kelp 海藻 一句话".split(),
    *(
        "- ",
        "* ",
        "#",
        "###### ",
        "**",
        "`",
        "【",
        "】",
        "[",
        "]",
        "“",
        "《",
        " ",
        "\t",
        ":",
        "：",
        "；",
        ".",
        "(",
        "）",
        "2",
    ),
)


@given(st.lists(st.sampled_from(LABEL_PIECES), min_size=1, max_size=8).map("".join), st.integers(0, 2))
def test_no_label_is_overlooked_by_its_beginning(text: str, at: int) -> None:
    found = LABEL.match(text, at)
    assert found is None or text[at : at + LABEL_WITHIN].lstrip(BEFORE_LABEL).casefold().startswith(LABEL_STARTS)


@pytest.mark.parametrize("following", ["Kelp grows: slowly", " :\t海藻", "", "（海藻）：好"])
def test_a_label_as_it_is_mostly_written_is_read_as_its_pattern_reads_it(following: str) -> None:
    for label in WRITTEN_LABELS:
        text = label + following
        found = LABEL.match(text)
        assert found is not None, text
        assert found["summary"] == label[:-1]
        colon = COLON.match(text, found.end())
        assert colon is not None, text
        assert label_of(text) == ("summary", colon.end())


DAY_PIECES = (
    *(
        "[",
        "[[",
        "]",
        "]]",
        "2024",
        "1999",
        "24",
        "3",
        "05",
        "31",
        "13",
        "-",
        ".",
        "/",
        "年",
        "月",
        "日",
        " ",
        "Mar",
        "周一",
    ),
    *("- ", "* ", "[x] ", "12. ", "**", "## ", "李雷", "Kelp", ",", ":", "|", "(", "待补"),
)


@given(st.lists(st.sampled_from(DAY_PIECES), min_size=1, max_size=14).map("".join))
@example("[2024-03-05]-[李雷]")
@example("[2024.3.5]]-[李雷]")
@example("[2024-03-05 周一]-[李雷]")
@example("## [2024-03-05]-[李雷]-[Kelp]")
@example("- 2024-03-05 - Kelp")
@example("- **2024-03-05**, Mira: nothing read")
@example("- [x] **[2024-03-05]-[李雷]-[Kelp]**")
def test_a_day_is_found_as_its_pattern_finds_it(text: str) -> None:
    shorter, pattern = dated(text), DATED.match(text)
    assert (shorter is None) == (pattern is None)
    if shorter is not None and pattern is not None and shorter.lastgroup is not None:
        assert shorter.lastgroup == pattern.lastgroup
        assert shorter.span(shorter.lastgroup) == pattern.span(shorter.lastgroup)


@given(st.lists(st.sampled_from(DAY_PIECES), min_size=1, max_size=6).map("".join))
@example("2024-03-05")
@example("2023-02-29")
@example("2024-4.21")
@example("２０２４-3-5")
def test_a_day_as_it_is_mostly_written_is_read_as_any_other(text: str) -> None:
    assert iso_date(text) == iso_date(f"{text} ")  # which is none of the usual

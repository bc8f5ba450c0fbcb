"""What is found in a log: every dialect as a case, and what holds of any text at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.case_files import Case, cases
from tests.core.any_text import assert_reads, assert_tiles, time_to_read
from tests.core.logs import ENTRY, any_text, log_like_text, put_down
from tests.sizes import size
from tui_reader.core.document import Entry, Heading, Trivia
from tui_reader.core.parser import parse


@pytest.mark.parametrize(
    "case",
    [
        *cases("header"),
        *cases("wrapped_header"),
        *cases("body"),
        *cases("around"),
        *cases("topics"),
        *cases("records"),
        *cases("tables"),
        *cases("template"),
    ],
)
def test_a_log_reads_as_a_careful_person_reads_it(case: Case) -> None:
    assert put_down(parse(case.before)) == case.after


# -- check-ins --------------------------------------------------------------------------------------------------------

FORMS = {
    "in brackets": "> > [2024-03-05]-[李雷]-[{note}]\n",
    "bare": "> > [2024-03-05]-[李雷]-{note}\n",
    "behind a bare name": "> > [2024-03-05]-李雷-{note}\n",
    "on the next line": "> > [2024-03-05]-[李雷]\n> > {note}\n",
    "in brackets on the next line": "> > [2024-03-05]-[李雷]\n> >\n> > [{note}]\n",
    "with two spaces at the end": "> [2024-03-05]-[李雷]-[{note}]  \n",
    "without quote marks": "[2024-03-05]-[李雷]-{note}\n",
}
# fmt: off
PLAIN_NOTES = (
    "本周未精读", "未精读", "未精度", "没精读", "无精读", "本周没有精读", "改代码，未精读", "参会，未精读",
    "泛读为主，未精读", "本周外出暂无打卡", "暂无", "无", "请假", "本周请假", "没读", "没看论文", "来不及看论文",
    "本周忙于实验，没有看论文", "准备期末考试", "赶论文", "写专利", "改论文", "跑实验", "整理数据集", "处理数据",
    "复现代码", "看代码", "答辩", "开题报告", "参加会议", "出差在外", "外出调研", "回家过年", "国庆放假", "五一假期",
    "端午休息", "旅游", "发烧", "感冒", "住院", "看病", "搬家", "返校", "军训", "助教工作", "实习", "面试",
    "休息一周", "缺席", "停更", "项目验收", "做横向项目", "搭环境", "学车",
)
# fmt: on
NOTES = [
    *PLAIN_NOTES,
    "写 CVPR 的 rebuttal，没时间读",
    "参加 CCF 会议",
    "赶 deadline，未精读",
    "no reading this week",
    "No paper this week",
    "did not read anything",
    "didn't read: exams",
    "nothing read, on holiday",
    "was not able to read",
]
LATIN_NOTES = [
    "sick",
    "on leave",
    "holiday",
    "exam week",
    "busy with the rebuttal",
    "I was ill",
    "none this week",
    "skipped",
    "moving house",
]
MIXED_NOTES = [
    "调bug",
    "做ppt",
    "学习pytorch",
    "赶ddl",
    "写 CVPR rebuttal",
    "赶ACM MM的ddl",
    "看综述",
    "训练模型",
    "模型训练中",
]
BARE_FORMS = ("bare", "behind a bare name", "on the next line", "without quote marks")


def check_in(text: str) -> tuple[str, str | None, str | None, str | None, str | None]:
    [entry] = parse(text).entries
    return entry.kind, entry.date, entry.reader, entry.title, entry.note


@pytest.mark.parametrize("form", FORMS)
def test_a_check_in_says_why_nothing_was_read(form: str) -> None:
    read = {note: check_in(FORMS[form].format(note=note)) for note in NOTES}
    assert read == {note: ("no_reading", "2024-03-05", "李雷", None, note) for note in NOTES}


@pytest.mark.parametrize("form", BARE_FORMS)
def test_words_without_brackets_name_no_paper(form: str) -> None:
    notes = LATIN_NOTES + MIXED_NOTES
    read = {note: check_in(FORMS[form].format(note=note)) for note in notes}
    assert read == {note: ("no_reading", "2024-03-05", "李雷", None, note) for note in notes}


@pytest.mark.parametrize("note", LATIN_NOTES + MIXED_NOTES)
def test_a_few_words_in_brackets_and_nothing_else_name_no_paper(note: str) -> None:
    assert check_in(FORMS["in brackets"].format(note=note)) == ("no_reading", "2024-03-05", "李雷", None, note)


@pytest.mark.parametrize("end", ["-[]", "-[]()"])
def test_the_templates_empty_brackets_behind_a_note_name_no_paper(end: str) -> None:
    assert check_in(f"> > [2024-03-05]-[李雷]-[本周未精读]{end}\n") == (
        "no_reading",
        "2024-03-05",
        "李雷",
        None,
        "本周未精读",
    )


@pytest.mark.parametrize("rest", ["-[考试]", "，考试", "(原因：考试)"])
def test_a_reason_behind_a_bracketed_note_names_no_paper(rest: str) -> None:
    kind, date, reader, title, note = check_in(f"> > [2024-03-05]-[李雷]-[本周未精读]{rest}\n")
    assert (kind, date, reader, title) == ("no_reading", "2024-03-05", "李雷", None)
    assert note is not None
    assert note.startswith("本周未精读")


@pytest.mark.parametrize("said", ["-[李雷 本周未精读]", "-李雷 本周未精读", " 李雷 本周未精读"])
def test_a_name_and_a_note_in_one_piece_are_told_apart(said: str) -> None:
    assert check_in(f"> > [2024-03-05]{said}\n") == ("no_reading", "2024-03-05", "李雷", None, "本周未精读")


@pytest.mark.parametrize(
    "said",
    [
        "[韩梅]-[本周未精读]",
        "[韩梅]-本周未精读",
    ],
)
def test_an_undated_check_in_is_an_entry(said: str) -> None:
    [_, entry] = parse(ENTRY + f">\n> > {said}\n").entries
    assert (entry.kind, entry.reader, entry.note) == ("no_reading", "韩梅", "本周未精读")


UNDATED_HEADERS = [
    "[待补充]-[韩梅]-[Deep Sea]-[Arxiv](https://sea.org/1)",
    "[]-[韩梅]-[Deep Sea]-[Arxiv](https://sea.org/1)",
    "[3.5]-[韩梅]-[Deep Sea]-[Arxiv](https://sea.org/1)",
    "[韩梅]-[Deep Sea]-[Arxiv](https://sea.org/1)",
]


@pytest.mark.parametrize("header", UNDATED_HEADERS)
@pytest.mark.parametrize(
    "separator",
    [
        ">\n",
        "\n",
        "",
    ],
)
def test_a_header_without_a_date_opens_an_entry(separator: str, header: str) -> None:
    [_, entry] = parse(ENTRY + separator + f"> > {header}\n> > 论文简述：大。\n").entries
    assert (entry.date, entry.reader, entry.title, entry.summary) == (None, "韩梅", "Deep Sea", "大。")


@pytest.mark.parametrize("header", ["2024.3.4 韩梅 [Deep Sea](https://sea.org/1)", "2024年3月4日 韩梅 Deep Sea"])
def test_a_bare_date_and_spaces_open_an_entry(header: str) -> None:
    [_, entry] = parse(ENTRY + f">\n> > {header}\n> > 论文简述：大。\n").entries
    assert (entry.date, entry.reader, entry.title) == ("2024-03-04", "韩梅", "Deep Sea")


@pytest.mark.parametrize(
    "below", ["> > 原因：考试\n", "> >\n> > 论文简述：无\n", "> >\n> > 论文框架图\n> >\n> > 论文简述：\n"]
)
def test_a_note_stays_one_whatever_stands_under_it(below: str) -> None:
    assert check_in("> > [2024-03-05]-[李雷]-[本周未精读]\n" + below) == (
        "no_reading",
        "2024-03-05",
        "李雷",
        None,
        "本周未精读",
    )


def test_a_note_on_the_next_line_is_no_summary() -> None:
    [entry] = parse("> > [2024-03-05]-[李雷]\n> > 本周未精读\n").entries
    assert (entry.note, entry.summary) == ("本周未精读", None)


def test_a_dash_for_a_note_leaves_the_reader_alone() -> None:
    assert check_in("> > [2024-03-05]-[李雷]-\n") == ("no_reading", "2024-03-05", "李雷", None, None)


@pytest.mark.parametrize(
    "title",
    [
        "Attention Is All You Need",
        "No Reading without Tears: How Children Learn",
        "基于海带的图像识别方法研究",
        "面向长文本的阅读理解综述",
        "What Did They Not Read? A Survey of Reading Logs",
        "Holiday: A Dataset",
    ],
)
def test_a_title_with_source_and_link_is_a_paper_whatever_its_words(title: str) -> None:
    [entry] = parse(f"> > [2024-03-05]-[李雷]-[{title}]-[ACL 2023](https://acl.org/1)\n").entries
    assert (entry.kind, entry.title, entry.note) == ("paper", title, None)


def test_a_summary_that_speaks_of_not_reading_is_a_papers_summary() -> None:
    [entry] = parse(
        "> > [2024-03-05]-[李雷]-[Deep Kelp]-[Arxiv](https://kelp.org/1)\n> > 论文简述：附录未精读。\n"
    ).entries
    assert (entry.kind, entry.summary) == ("paper", "附录未精读。")


def test_check_ins_stand_on_lines_of_their_own_with_nothing_between() -> None:
    log = "".join(f"> > [2024-03-05]-[{name}]-[未精读]\n" for name in ("李雷", "韩梅", "Tom"))
    assert [(entry.reader, entry.kind, entry.line) for entry in parse(log).entries] == [
        ("李雷", "no_reading", 1),
        ("韩梅", "no_reading", 2),
        ("Tom", "no_reading", 3),
    ]


# -- any text at all --------------------------------------------------------------------------------------------------


@example("\x85")
@given(any_text())
def test_any_text_is_tiled_by_its_blocks(text: str) -> None:
    assert_tiles(text)


@example("\u2028")
@given(log_like_text())
def test_any_text_of_a_logs_pieces_is_read(text: str) -> None:
    assert_reads(text)


@example(b"\xff\xfe[2024-03-05]-[")
@given(st.binary() | log_like_text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_and_written_back(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    assert_reads(text)
    assert text.encode("utf-8", "surrogateescape") == data


@example("\u2028")
@given(log_like_text())
def test_blocks_know_their_lines(text: str) -> None:
    def line_of(offset: int) -> int:
        before = text[:offset]
        return before.count("\n") + before.count("\r") - before.count("\r\n") + 1

    for block in parse(text).blocks:
        assert block.line == line_of(block.span.start)
        if isinstance(block, Entry):
            last = block.end - 1
            if text[last] == "\n" and last > 0 and text[last - 1] == "\r":
                last -= 1
            assert block.end_line == line_of(last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\r",
        "\r\n",
        "\x00",
        "\ud800",
        "\ufeff",
        "\ufeff# Kelp",
        "> " + ENTRY + "\ud83d",
        "\x0c",
        "\x0b\n",
        "\x1c",
        "\x85\n",
        "\u2028",
        "\u3000",
        "\xa0\n",
    ],
)
def test_odd_texts_are_tiled_by_their_blocks(text: str) -> None:
    assert_tiles(text)
    assert_tiles(ENTRY + text)
    assert_tiles(text + ENTRY)
    assert_tiles(ENTRY + text + "\n" + ENTRY)


@pytest.mark.parametrize("sign", ["\u2028", "\x0c", "\x85", "\x0b", "\x1c", "\u2029"])
def test_only_newline_and_return_end_a_line(sign: str) -> None:
    [first, second] = parse(
        f"> > [2024-03-05]-[李雷]-[Kelp{sign}Sea]-[Arxiv](https://k.org/1)\n> > 论文简述：一{sign}二\n" + ENTRY
    ).entries
    assert (first.line, first.end_line, second.line) == (1, 2, 3)
    assert first.title == "Kelp Sea"


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_every_line_end_reads_the_same(newline: str) -> None:
    log = "# Kelp\n\n" + ENTRY + ">\n" + ENTRY.replace("李雷", "韩梅") + "\n---\n五一放假\n"
    assert put_down(parse(log.replace("\n", newline))) == put_down(parse(log))


def test_mixed_line_ends_read_the_same() -> None:
    log = "# Kelp\n\n" + ENTRY + ">\n" + ENTRY.replace("李雷", "韩梅")
    mixed = "".join(line + ("\r\n", "\n", "\r")[index % 3] for index, line in enumerate(log.split("\n")[:-1]))
    assert put_down(parse(mixed)) == put_down(parse(log))


def test_a_byte_order_mark_hides_nothing() -> None:
    assert put_down(parse("\ufeff" + ENTRY)) == put_down(parse(ENTRY))
    assert [heading.text for heading in parse("\ufeff# Kelp\n").headings] == ["Kelp"]


def test_a_log_without_a_final_newline_ends_with_its_entry() -> None:
    document = parse("# Kelp\n\n" + ENTRY.rstrip("\n"))
    assert put_down(document) == put_down(parse("# Kelp\n\n" + ENTRY))
    assert document.entries[0].end == len(document.text)


def test_separators_belong_to_no_entry() -> None:
    document = parse(ENTRY + ">\n> >\n\n&nbsp;\n" + ENTRY + "\n\n")
    assert [type(block) for block in document.blocks] == [Entry, Trivia, Entry, Trivia]
    assert [entry.markdown for entry in document.entries] == [ENTRY, ENTRY]


def test_headings_know_level_and_name() -> None:
    log = "# One\n## <font color=Green>Two</font> ##\n### **Three**\n#### `Four`\n##### _Five_\n###### Six\n"
    log += "####### no heading\n#no heading\n"
    assert [(heading.level, heading.text) for heading in parse(log).headings] == [
        (1, "One"),
        (2, "Two"),
        (3, "Three"),
        (4, "Four"),
        (5, "Five"),
        (6, "Six"),
    ]


def test_an_entry_is_found_by_any_of_its_lines() -> None:
    document = parse("# Kelp\n\n" + ENTRY + ">\n" + ENTRY)
    count = ENTRY.count("\n")
    first, second = document.entries
    assert [document.entry_at(line) for line in (2, 3, 2 + count)] == [None, first, first]
    assert [document.entry_at(line) for line in (3 + count, 4 + count)] == [None, second]
    assert document.entry_at(100) is None


def test_kinds_of_trivia() -> None:
    log = (
        "hello\n\n######### 模版 ####\n[日期]-[总结人]-[论文标题]-[来源]\n######### 模版 ####\n"
        "> ==> 本次更新插入位置 <==\n" + ENTRY + ">\n" + ENTRY + "---\n<<<<<<< HEAD\n" + ENTRY
    )
    assert [block.kind for block in parse(log).blocks if isinstance(block, Trivia)][:5] == [
        "text",
        "template",
        "insertion",
        "separator",
        "divider",
    ]
    assert not any(isinstance(block, Heading) for block in parse(log).blocks)


# -- time -------------------------------------------------------------------------------------------------------------

HEADER = "> > [2024-03-05]-[李雷]-"
BRACKETS = (
    *(
        "[",
        "]",
        "(",
        ")",
        "](",
        "[](",
        "-[",
        "]-[",
        "![",
        "<",
        ">",
        "【",
        "《",
        "“",
        '"',
        "`",
        "$",
        "\\",
        "**",
        "_",
        "|",
    ),
    *("-", "--", " - ", ",", ":", " ", "a", "a(b", "[a](", "[a]-", "CVPR 2024"),
)
"""What the pieces of a header are told apart by."""
TOKENS = (
    *BRACKETS,
    *(
        "<img ",
        "<img src=",
        "<!--",
        "-->",
        "&nbsp;",
        "<br>",
        "#",
        "# ",
        "=",
        "1. ",
        "- ",
        "：",
        "，",
        "\t",
        "\u3000",
        "1",
    ),
    *(
        "2024-",
        "-03-05",
        "[2024-03-05]-",
        "March 5",
        "第1周",
        "week 1",
        "论文简述",
        "论文简述：",
        "Summary",
        "Abstrat:",
        "图片",
    ),
    *(
        "插入",
        "==>",
        "未",
        "未读",
        "https://",
        "www.",
        "的",
        "[日期]-",
        "title",
        "格式：",
        "模版",
        "###",
        "<<<<<<<",
        ">>>>>>>",
    ),
)
"""What the expressions that meet a line of a log look for."""
# A pair repeated is the same the other way round, but for its first sign.
BRACKET_PAIRS = tuple(map("".join, combinations(BRACKETS[:14], 2)))
PAIRS = tuple(map("".join, [*combinations(BRACKETS, 2), *product(BRACKETS, TOKENS[len(BRACKETS) :])]))


def repeated(unit: str, size: int) -> str:
    """``size`` characters of nothing but ``unit``."""
    return (unit * (size // len(unit) + 1))[:size]


LINES: dict[str, Callable[[str, int], str]] = {
    "a line": repeated,
    "a summary": lambda unit, size: ENTRY + "> > " + repeated(unit, size) + "\n",
    "an undated line": lambda unit, size: "> " + repeated(unit, size) + "\n>> 描述：大。\n",
}
HEADERS: dict[str, Callable[[str, int], str]] = {
    "a title": lambda unit, size: HEADER + "[" + repeated(unit, size) + "]\n",
    "a bare title": lambda unit, size: HEADER + repeated(unit, size) + "\n",
    "what follows a date": lambda unit, size: "[2024-03-05]" + repeated(unit, size) + "\n",
    "an undated title": lambda unit, size: (
        "> EVT " + repeated(unit, size)[:290] + "\n" + ">> 描述：大。\n" * (size // 40)
    ),
}
MANY_LINES: dict[str, Callable[[str, int], str]] = {
    "lines": lambda unit, count: (unit + "\n") * count,
    "lines of a summary": lambda unit, count: ENTRY + ("> > " + unit + "\n") * count,
    "lines of a quote": lambda unit, count: ("> " + unit + "\n") * count,
    "lines below a header": lambda unit, count: "[2024-03-05]-[李雷]\n" + (unit + "\n") * count,
    "headers": lambda unit, count: (HEADER + "[" + unit + "\n") * (count // 8),
    "quotes": lambda unit, count: ("> " + unit + "\n\n") * (count // 2),
}


NOISE = 0.005
"""Seconds of which nothing is concluded: a text of these sizes that takes quadratic time takes many times as long."""


def superlinear(make: Callable[[str, int], str], units: Iterable[str], size: int) -> list[tuple[str, float, float]]:
    """The units of which ``size`` characters take more than four times as long as a fourth of them: eight times."""
    found = []
    for unit in units:
        # What one run shows is taken as noise unless the best of several shows it too.
        for runs in (1, 5, 25):
            long = time_to_read(make(unit, size), runs)
            if long <= NOISE or long <= 8 * (short := time_to_read(make(unit, size // 4), runs)) + NOISE:
                break
        else:
            found.append((unit, short, long))
    return found


@pytest.mark.thorough
@pytest.mark.parametrize("shape", LINES)
def test_a_line_of_three_hundred_thousand_signs_or_more_takes_linear_time(shape: str) -> None:
    assert superlinear(LINES[shape], TOKENS, size(300_000, thorough=1_000_000)) == []


@pytest.mark.parametrize("shape", LINES)
def test_two_tokens_in_turn_take_linear_time(shape: str) -> None:
    assert superlinear(LINES[shape], PAIRS, 8_000) == []


@pytest.mark.parametrize("shape", HEADERS)
def test_a_long_header_takes_linear_time(shape: str) -> None:
    # All of it is read: what stands behind HEADER_LIMIT is not, nor the bracket that closes there.
    assert superlinear(HEADERS[shape], (*TOKENS, *BRACKET_PAIRS), 3_600) == []


@pytest.mark.parametrize("shape", MANY_LINES)
def test_many_lines_take_linear_time(shape: str) -> None:
    assert superlinear(MANY_LINES[shape], TOKENS, 600) == []


def test_a_quote_that_holds_no_entry_is_read_about_as_fast_as_other_text() -> None:
    line = "some words of a note here\n"
    assert time_to_read(("> " + line) * 500) <= 20 * time_to_read(line * 500)


@pytest.mark.parametrize("unit", ["[", ">", "-[", "`", "$", "(", "![", "#"])
def test_a_megabyte_of_one_sign_is_read(unit: str) -> None:
    assert_tiles(unit * (1_000_000 // len(unit)))


def test_what_stands_below_a_row_of_figures_takes_linear_time() -> None:
    row = "> > | ![](figures/kelp.png) | ![](figures/otters.png) |\n> > "
    units = ("-", "- ", ":-", "-|", "|")
    assert superlinear(lambda unit, size: f"{ENTRY}{row}{repeated(unit, size)} x\n", units, 8_000) == []


def test_what_stands_below_the_head_of_a_table_takes_linear_time() -> None:
    head = "| Date | Reader | Paper |\n"
    units = ("-", "- ", "-|", " ", "| ", "|", "\\")
    assert superlinear(lambda unit, size: f"{head}|-|-|{repeated(unit, size)}x\n", units, 32_000) == []


def test_what_stands_behind_a_label_takes_linear_time() -> None:
    labels = ("日期", "阅读人", "论文", "链接", "来源", "状态")

    def record(unit: str, size: int) -> str:
        said = repeated(unit, size)
        return "".join(f"{label}：a{said}x\n" for label in labels) + "日期：2024-03-05\n论文：Kelp\n"

    assert superlinear(record, (" ", "\u3000", "2024", "20 ", "2024-", "[a]("), 2_800) == []

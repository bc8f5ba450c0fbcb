"""What a log's own template and entries teach about the spelling of the next one."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from tests.core.logs import INSERTION_LINE, TEMPLATE, any_text, log_like_text, paper
from tui_reader.core.parser import parse
from tui_reader.core.template import Template, learn


def learned(log: str) -> Template:
    return learn(parse(log))


def test_an_empty_log_teaches_the_usual_spelling() -> None:
    assert learned("") == Template()


@pytest.mark.parametrize("prefix", ["> > ", ">> ", ">>", "> ", ">", "> > > ", ">  ", ""])
def test_quote_marks_are_those_of_most_entries(prefix: str) -> None:
    logs = [
        paper(day).replace("> >\n", "QUOTE\n").replace("> > ", prefix).replace("QUOTE", prefix.rstrip())
        for day in (5, 4, 3)
    ]
    template = learned("\n".join([*logs, paper(2)]))
    assert (template.header_prefix, template.body_prefix) == (prefix, prefix)


def test_the_body_may_have_other_quote_marks_than_the_header() -> None:
    log = "\n".join(
        f"> [2024-03-0{day}]-[李雷]-[Kelp {day}](https://k.org/1)\n> > 论文简述：好。\n" for day in (5, 4, 3)
    )
    template = learned(log)
    assert (template.header_prefix, template.body_prefix) == ("> ", "> > ")


@pytest.mark.parametrize("separator", [">", "", "> >"])
def test_the_separator_is_that_of_most_entries(separator: str) -> None:
    assert learned((separator + "\n").join(paper(day) for day in (5, 4, 3, 2))).separator == separator


@pytest.mark.parametrize("label", ["论文简述：", "描述:", "Summary:", "论文简介：", "**论文简述**："])
def test_the_label_is_that_of_most_entries(label: str) -> None:
    log = ">\n".join(paper(day).replace("论文简述：", label) for day in (5, 4, 3))
    assert learned(log).summary_label.strip() == label


def test_most_entries_may_have_no_label() -> None:
    assert learned(">\n".join(paper(day).replace("论文简述：", "") for day in (5, 4, 3))).summary_label == ""


def test_the_label_may_stand_alone() -> None:
    log = ">\n".join(paper(day).replace("论文简述：", "论文简述：\n> >\n> > ") for day in (5, 4, 3))
    assert learned(log).label_alone


@pytest.mark.parametrize(
    ("date", "sign", "padded"),
    [("2024-03-05", "-", True), ("2024.3.5", ".", False), ("2024-3-5", "-", False), ("2024/03/05", "/", True)],
)
def test_dates_are_spelled_as_most_entries_do(date: str, sign: str, padded: bool) -> None:
    log = ">\n".join(paper(5, title=title).replace("2024-03-05", date) for title in ("A", "B", "C"))
    template = learned(log)
    assert (template.date_sign, template.date_padded) == (sign, padded)


@pytest.mark.parametrize(
    ("figure", "form", "width"),
    [
        ('<img width="512" alt="image" src="a.png">', "tag", 512),
        ('<img width="300" alt="image" src="a.png">', "tag", 300),
        ("![image](a.png)", "image", 512),
    ],
)
def test_figures_are_spelled_as_most_entries_do(figure: str, form: str, width: int) -> None:
    log = ">\n".join(paper(day).replace("> >\n", f"> >\n> > {figure}\n> >\n") for day in (5, 4, 3))
    template = learned(log)
    assert (template.figure_form, template.figure_width) == (form, width)


@pytest.mark.parametrize(
    ("days", "order"), [((5, 4, 3), "newest_first"), ((3, 4, 5), "oldest_first"), ((5, 3, 4, 2), "newest_first")]
)
def test_the_order_of_time_is_that_of_most_neighbours(days: tuple[int, ...], order: str) -> None:
    assert learned(">\n".join(map(paper, days))).order == order


@pytest.mark.parametrize(("note", "bracketed"), [("[未精读]", True), ("未精读", False)])
def test_notes_stand_in_brackets_as_most_do(note: str, bracketed: bool) -> None:
    log = "".join(f"> > [2024-03-0{day}]-[李雷]-{note}\n>\n" for day in (5, 4, 3)) + paper(2)
    assert learned(log).note_in_brackets is bracketed


# -- the template -----------------------------------------------------------------------------------------------------

LOG = ">\n".join(paper(day) for day in (5, 4, 3))


@pytest.mark.parametrize(
    "log",
    [TEMPLATE + "\n" + LOG, LOG + "\n" + TEMPLATE, "# Kelp\n\n" + TEMPLATE + "\n\n" + INSERTION_LINE + LOG],
    ids=["top", "end", "under a heading"],
)
def test_the_template_is_found_wherever_it_stands(log: str) -> None:
    template = learned(log)
    assert template.line is not None
    assert parse(log).text.split("\n")[template.line - 1].startswith("> > [日期]")
    assert template.fields == ("date", "reader", "title", "source")
    assert "附带链接，链接可选，时间倒序" in template.hints
    assert (template.header_prefix, template.body_prefix, template.figure_width, template.order) == (
        "> > ",
        "> > ",
        512,
        "newest_first",
    )
    assert template.summary_label == "论文简述："


def test_a_template_without_quote_marks_leaves_them_to_the_entries() -> None:
    bare = TEMPLATE.replace("> > ", "").replace("> >", "")
    template = learned(bare + "\n" + LOG)
    assert (template.header_prefix, template.body_prefix, template.line) == ("> > ", "> > ", 3)


@pytest.mark.parametrize(
    ("log", "line"),
    [
        (TEMPLATE.split("\n", 1)[1] + "\n" + LOG, 2),
        (TEMPLATE.rsplit("#########", 2)[0].rstrip("#").rstrip(" 模版").rstrip("#") + "\n" + LOG, 3),
        ("![image](a.png)\n" + TEMPLATE + "\n" + LOG, 4),
    ],
    ids=["no opening fence", "no closing fence", "a picture above"],
)
def test_a_template_whose_fence_is_broken_is_learned_all_the_same(log: str, line: int) -> None:
    template = learned(log)
    assert template.line == line
    assert template.figure_width == 512


def test_a_template_with_weeks_teaches_the_spelling_of_its_entries() -> None:
    weeks = "######### 模版 ####\n\n> week1 同一周在同一个level的bar上\n>\n" + "".join(
        f"> > [日期]-[{who}]-[论文标题]-[来源]（附带链接，链接可选，时间倒序）\\\n> >\n"
        "> > 论文框架图（想起论文），宽度设置为400\n> >\n> > 论文简述（一两句话）\n>\n"
        for who in ("first", "second")
    )
    template = learned(weeks + "> week2\n>\n######### 模版 ####\n\n" + LOG)
    assert (template.header_prefix, template.body_prefix, template.figure_width) == ("> > ", "> > ", 400)
    assert template.fields == ("date", "reader", "title", "source")


def test_header_and_body_of_the_template_may_differ() -> None:
    template = learned(
        "######### 模版 ####\n> [日期]-[总结人]-[论文标题]-[来源]\n>\n"
        "> > 论文框架图\n> > 论文简述\n######### 模版 ####\n"
    )
    assert (template.header_prefix, template.body_prefix) == ("> ", "> > ")


def test_an_english_template() -> None:
    template = learned(
        "######### template #########\n> > [date]-[reader]-[title]-[source](link, optional, oldest first)\n"
        "> >\n> > figure (320 wide)\n> >\n"
        "> > summary (one sentence)\n######### template #########\n"
    )
    assert (template.order, template.figure_width, template.fields) == (
        "oldest_first",
        320,
        ("date", "reader", "title", "source"),
    )
    assert template.summary_label.strip() == "summary:"


def test_the_templates_order_wins_over_the_entries() -> None:
    assert learned(TEMPLATE + "\n" + ">\n".join(map(paper, (3, 4, 5)))).order == "newest_first"


@example("\u2028")
@given(any_text() | log_like_text())
def test_any_text_teaches_something(text: str) -> None:
    assert isinstance(learned(text), Template)

"""What a log's own template and entries teach about the spelling of the next one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given

from tests.core.held_to import standard_of
from tests.core.logs import INSERTION_LINE, TEMPLATE, any_text, log_like_text, paper
from tui_reader.core.check import check
from tui_reader.core.draft import Draft
from tui_reader.core.edit import change_entry, insert_entry
from tui_reader.core.learning import learn
from tui_reader.core.mend import mend
from tui_reader.core.parser import parse
from tui_reader.core.template import Template


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


@pytest.mark.parametrize("marks", ["", "> "])
@pytest.mark.parametrize("sign", ["-", "*", "+"])
def test_where_the_log_is_a_list_a_new_entry_is_an_item_of_it(marks: str, sign: str) -> None:
    entries = [
        f"{marks}{sign} [2024-03-0{day}]-[Mira]-[Kelp {day}]-[ICLR 2024](https://k.org/{day})\n"
        f"{marks}  ![](https://k.org/{day}.png)\n{marks}  It holds.\n"
        for day in (5, 4, 3)
    ]
    document = parse("# Log\n\n" + "".join(entries))
    template = learn(document)
    assert (template.header_prefix, template.body_prefix) == (f"{marks}{sign} ", f"{marks}  ")
    assert not template.space_under_header
    draft = Draft(date="2024-03-06", reader="Tom", title="Tides", source="JTS", figure="t.png", summary="They turn.")
    change = insert_entry(document, draft, template)
    assert change.preview.splitlines()[:2] == [
        f"{marks}{sign} [2024-03-06]-[Tom]-[Tides]-[JTS]",
        f"{marks}  ![image](t.png)",
    ]
    found = check(change.document, standard_of(change.document))
    assert {finding.rule for finding in found} <= {"figure-not-there"}
    # An edit leaves the item what it is, and a mend too.
    entry = change.document.entries[1]
    edited = change_entry(change.document, entry, {"title": "Kelp anew", "figure": "k.png"}, template)
    assert edited.preview.startswith(
        f"{marks}{sign} [2024-03-05]-[Mira]-[Kelp anew]-[ICLR 2024](https://k.org/5)\n{marks}  !["
    )
    drifted = parse(change.document.text.replace("]-[Kelp 4]-[", "] [Kelp 4] ["))
    assert mend(drifted, standard_of(drifted)).document.text == change.document.text


@pytest.mark.parametrize("joint", ["-", " - ", " "])
def test_what_stands_between_two_fields_is_what_most_entries_have(joint: str) -> None:
    log = ">\n".join(paper(day).replace("]-[", f"]{joint}[") for day in (5, 4, 3))
    document = parse(log)
    template = learn(document)
    assert template.joint == joint
    change = insert_entry(document, Draft(date="2024-03-06", reader="Mira", title="Kelp", source="Nature"), template)
    assert change.preview.startswith(f"> > [2024-03-06]{joint}[Mira]{joint}[Kelp]{joint}[Nature]\n")
    found = check(change.document, standard_of(change.document))
    assert [finding for finding in found if "header" in finding.rule] == []


@pytest.mark.parametrize(
    ("names", "header"),
    [
        ("[姓名]-[日期]-[论文标题]-[来源]", "[李雷]-[2024-03-06]-[Kelp and How It Holds On]-[Nature](https://k.org/6)"),
        ("[日期]-[论文标题]-[来源]-[姓名]", "[2024-03-06]-[Kelp and How It Holds On]-[Nature](https://k.org/6)-[李雷]"),
        ("[论文标题] [来源] [姓名] [日期]", "[Kelp and How It Holds On]-[Nature](https://k.org/6)-[李雷]-[2024-03-06]"),
        ("[日期]-[论文标题]-[姓名]", "[2024-03-06]-[Kelp and How It Holds On]-[李雷]-[Nature](https://k.org/6)"),
    ],
)
def test_a_new_entry_has_its_fields_in_the_templates_order(names: str, header: str) -> None:
    document = parse(f"# Kelp\n\n##### 模版 #####\n> > {names}\n> >\n> > 论文简述\n##### 模版 #####\n\n")
    draft = Draft(
        date="2024-03-06", reader="李雷", title="Kelp and How It Holds On", source="Nature", link="https://k.org/6"
    )
    change = insert_entry(document, draft, learn(document))
    assert change.preview.split("\n")[0] == f"> > {header}"
    [entry] = change.document.entries
    assert (entry.date, entry.reader, entry.title, entry.source) == (draft.date, draft.reader, draft.title, "Nature")
    found = check(change.document, standard_of(change.document))
    assert [finding for finding in found if "header" in finding.rule] == []


def test_the_order_of_fields_is_that_of_most_entries() -> None:
    log = ">\n".join(paper(day).replace(f"[2024-03-0{day}]-[李雷]", f"[李雷]-[2024-03-0{day}]") for day in (5, 4, 3))
    assert learned(log).fields == ("reader", "date", "title", "source")


LABELLED = ">\n".join(
    f"> > [2024-03-0{day}]-[李雷]-[Kelp {day}](https://k.org/{day})\n"
    f"> >\n> > 论文框架：\n> > ![image](a{day}.png)\n> >\n> > 论文简述：好。\n"
    for day in (5, 4, 3)
)


@pytest.mark.parametrize(
    ("log", "body"),
    [
        (LABELLED, "> >\n> > 论文框架：\n> > ![image](b.png)\n> >\n> > 论文简述：高。\n"),
        (LABELLED.replace("：\n> > !", "：!"), "> >\n> > 论文框架：![image](b.png)\n> >\n> > 论文简述：高。\n"),
        (
            ">\n".join(
                f"> > [2024-03-0{day}]-[李雷]-[Kelp {day}](https://k.org/{day})\n"
                f"> > 论文简述：好。\n> >\n> > ![image](a{day}.png)\n"
                for day in (5, 4, 3)
            ),
            "> > 论文简述：高。\n> >\n> > ![image](b.png)\n",
        ),
    ],
)
def test_figure_and_summary_stand_as_in_most_entries(log: str, body: str) -> None:
    document = parse(log)
    draft = Draft(
        date="2024-03-06", reader="Mira", title="Kelp", link="https://k.org/6", summary="高。", figure="b.png"
    )
    whole = insert_entry(document, draft, learn(document))
    assert whole.preview.partition("\n")[2] == body
    without = insert_entry(document, replace(draft, figure=""), learn(document))
    entry = without.document.entry_at(without.line)
    assert entry is not None
    assert change_entry(without.document, entry, {"figure": "b.png"}, learn(document)).text == whole.text


def test_a_label_that_waits_for_its_figure_gets_it() -> None:
    document = parse(LABELLED.replace("> > ![image](a5.png)\n", ""))
    changed = change_entry(document, document.entries[0], {"figure": "a5.png"}, learn(document))
    assert changed.text == LABELLED


def test_a_templates_label_for_the_figure_is_one_with_a_colon() -> None:
    template = "##### 模版 #####\n> > [日期]-[姓名]-[论文标题]-[来源]\n> > {}\n> > 论文简述：\n##### 模版 #####\n"
    assert learned(template.format("论文框架：")).figure_label == "论文框架："
    assert learned(template.format("论文框架图（看图能想起论文）")).figure_label == ""


def test_the_templates_joint_wins_over_the_entries() -> None:
    log = "\n".join([TEMPLATE, *(paper(day).replace("]-[", "] - [") for day in (5, 4, 3))])
    assert learned(log).joint == "-"


@pytest.mark.parametrize("separator", [">", "", "> >"])
def test_the_separator_is_that_of_most_entries(separator: str) -> None:
    assert learned((separator + "\n").join(paper(day) for day in (5, 4, 3, 2))).separator == separator


@pytest.mark.parametrize("label", ["论文简述：", "描述:", "Summary:", "论文简介：", "**论文简述**："])
def test_the_label_is_that_of_most_entries(label: str) -> None:
    log = ">\n".join(paper(day).replace("论文简述：", label) for day in (5, 4, 3))
    assert learned(log).summary_label.strip() == label


def test_most_entries_may_have_no_label() -> None:
    assert learned(">\n".join(paper(day).replace("论文简述：", "") for day in (5, 4, 3))).summary_label == ""


def test_entries_without_a_summary_say_nothing_about_its_label() -> None:
    unread = [paper(day).partition("> >\n")[0] for day in (9, 8, 7)]
    assert learned(">\n".join([*unread, paper(5).replace("论文简述：", "TL;DR: ")])).summary_label == "TL;DR:"


def test_a_width_in_percent_is_no_width_in_pixels() -> None:
    figure = '> > <img width="50%" src="a.png">\n'
    log = ">\n".join(f"> > [2024-03-0{day}]-[李雷]-[Kelp {day}](https://k.org/1)\n> >\n{figure}" for day in (5, 4))
    assert learned(log).figure_width is None


@pytest.mark.parametrize(
    "line", ["add new entries below this line --->", "<!-- insert new entries above this line -->"]
)
def test_where_to_write_is_no_order_of_time(line: str) -> None:
    log = f"> {line}\n\n" + ">\n".join(paper(day) for day in (5, 4, 3))
    assert learned(log).order == "newest_first"


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


def between_fences(text: str) -> str:
    return f"######### template #########\n{text}######### template #########\n"


HEADER = "> > [date]-[reader]-[title]-[source](link)\n"


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("[date]-[reader]-[title]-[venue](link, optional, newest first)", ("date", "reader", "title", "source")),
        ("[YYYY-MM-DD]-[your name]-[paper title]-[conference name](url)", ("date", "reader", "title", "source")),
        ("[reader]-[date]-[paper name]-[venue](link)", ("reader", "date", "title", "source")),
        ("[论文标题](链接)-[会议/期刊]-[姓名]-[日期]", ("title", "source", "reader", "date")),
        ("[日期]-[姓名]-[论文名称]-[会议名称](链接)", ("date", "reader", "title", "source")),
        ("[2024-xx-xx]-[xxx]-[论文标题]-[来源]", ("date", "reader", "title", "source")),
        ("(date)-(reader)-(title)-(source)", ("date", "reader", "title", "source")),
        ("{{date}} - {{reader}} - {{title}}", ("date", "reader", "title")),
        ("date - title - reader", ("date", "title", "reader")),
        ("date | reader | title | link", ("date", "reader", "title", "source")),
    ],
)
def test_the_template_names_its_fields_in_its_order(header: str, fields: tuple[str, ...]) -> None:
    log = between_fences(f"> > {header}\n> >\n> > summary\n")
    assert learned(log).fields == fields
    assert not parse(log).entries


@pytest.mark.parametrize("lead_in", ["格式：", "Format: ", "**Template:** "])
@pytest.mark.parametrize("prefix", ["> ", ""])
def test_a_word_before_the_templates_header_hides_nothing(prefix: str, lead_in: str) -> None:
    log = f"# Kelp\n\n{prefix}{lead_in}[date]-[reader]-[title]-[source](link, oldest first)\n{prefix}summary\n\n{LOG}"
    template = learned(log)
    assert (template.line, template.order) == (3, "oldest_first")
    assert len(parse(log).entries) == 3


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("时间倒序", "newest_first"),
        ("按时间降序排列", "newest_first"),
        ("最新的放最上面", "newest_first"),
        ("新的在前", "newest_first"),
        ("latest on top", "newest_first"),
        ("reverse chronological", "newest_first"),
        ("most recent first", "newest_first"),
        ("按时间顺序", "oldest_first"),
        ("最新的放最下面", "oldest_first"),
        ("newest at the bottom", "oldest_first"),
        ("new entries at the end", "oldest_first"),
        ("oldest first", "oldest_first"),
        ("chronological", "oldest_first"),
    ],
)
def test_the_template_tells_the_order_of_time(said: str, order: str) -> None:
    log = between_fences(f"> > [date]-[reader]-[title]-[source](link, {said})\n> >\n> > summary\n")
    days = (3, 4, 5) if order == "newest_first" else (5, 4, 3)
    assert learned(log + "\n" + ">\n".join(map(paper, days))).order == order


def test_the_insertion_line_tells_the_order_of_time_where_the_template_does_not() -> None:
    assert learned(INSERTION_LINE + ">\n".join(map(paper, (3, 4, 5)))).order == "newest_first"
    assert learned(between_fences("[date]-[reader]-[title] (oldest first)\n") + INSERTION_LINE).order == "oldest_first"


@pytest.mark.parametrize(
    ("said", "width"),
    [
        ("论文框架图，宽度设置为400", 400),
        ("论文框架图（宽400）", 400),
        ("图片（宽度：400px）", 400),
        ("论文框架图（400宽）", 400),
        ("论文框架图（400像素）", 400),
        ("figure, 400 wide", 400),
        ("figure at 400 px", 400),
        ("figure: width=400", 400),
        ('<img width="400" alt="image" src="...">', 400),
        ("figure (width 80%)", 512),
        ("figure of 2024", 512),
    ],
)
def test_the_template_tells_the_width_of_figures(said: str, width: int) -> None:
    template = learned(between_fences(f"{HEADER}> >\n> > {said}\n> >\n> > summary\n"))
    assert (template.figure_form, template.figure_width) == ("tag", width)


def test_the_template_may_show_a_figure_in_markdown() -> None:
    assert learned(between_fences(f"{HEADER}> >\n> > ![image](address)\n")).figure_form == "image"


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("论文简述（不超过200字）", 200),
        ("论文简述（200字以内）", 200),
        ("论文简述（100-200字）", 200),
        ("论文简述：控制在 200 个字左右", 200),
        ("论文简述（两百字以内）", 200),
        ("论文简述（字数限制：200 字）", 200),
        ("论文简述（一两句话总结精华）", None),
        ("论文简述（至少200字）", None),
        ("论文简述（200字以上）", None),
        ("summary (at most 200 characters)", 200),
        ("summary (no more than 200 characters)", 200),
        ("summary (<= 200 chars)", 200),
        ("Summary: up to 1,000 characters", 1000),
        ("summary (more than 200 characters)", None),
        ("summary (at most 50 words)", None),
    ],
)
def test_the_template_tells_how_long_a_summary_may_be(said: str, limit: int | None) -> None:
    assert learned(between_fences(f"{HEADER}> >\n> > figure, 512 wide\n> >\n> > {said}\n")).summary_limit == limit


@pytest.mark.parametrize(
    ("date", "sign", "padded"),
    [("YYYY-MM-DD", "-", True), ("YYYY.M.D", ".", False), ("yyyy/mm/dd", "/", True), ("2024.x.x", ".", False)],
)
def test_the_template_tells_how_a_date_is_spelled(date: str, sign: str, padded: bool) -> None:
    template = learned(between_fences(f"> > [{date}]-[reader]-[title]-[source]\n> >\n> > summary\n"))
    assert (template.date_sign, template.date_padded) == (sign, padded)


def test_the_body_of_a_template_without_labels_has_its_quote_marks() -> None:
    template = learned(between_fences("> [date]-[reader]-[title]\n>\n> > a picture\n> > what it says\n"))
    assert (template.header_prefix, template.body_prefix) == ("> ", "> > ")


@example("\u2028")
@given(any_text() | log_like_text())
def test_any_text_teaches_something(text: str) -> None:
    assert isinstance(learned(text), Template)

"""What is written reads back as it was meant: for any draft in any log's spelling."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.core.logs import LOGS, drafts, templates
from tui_reader.core.document import Entry, Link, Span
from tui_reader.core.draft import Draft
from tui_reader.core.edit import insert_entry
from tui_reader.core.learning import learn
from tui_reader.core.parser import parse
from tui_reader.core.spelling import DraftError, as_meant, check_draft, draft_of, render
from tui_reader.core.template import Template
from tui_reader.core.text_edit import TextEdit, apply, invert

if TYPE_CHECKING:
    pass

AWKWARD = (
    "Kelp] and [Sea",
    "[Kelp]",
    "[Kelp](https://k.org)",
    "Kelp - a - study - of",
    "Kelp | Sea",
    "*Kelp* _Sea_ **deep** __far__",
    "<b>Kelp</b> < Sea > Land",
    "`Kelp` and ``Se`a``",
    "`Kelp",
    "$O(n)$ Kelp at $5",
    "$[0, 1)$-Kelp",
    "\\alpha Kelp \\[x\\] \\",
    '"Kelp"',
    "“Kelp”",
    "'Kelp'",
    '"Kelp" and "Sea"',
    "Kelp (CVPR 2024)",
    "Kelp)",
    "(Kelp)",
    "Kelp: a study; of, what?",
    "# Kelp",
    "> Kelp",
    "- Kelp",
    "1. Kelp",
    "2024-03-05",
    "[2024-03-05]-[Tom]-[Kelp]",
    "论文简述：海带",
    "Summary: Kelp",
    "未精读",
    "no reading",
    "本周请假",
    "海带】的【生长",
    "《海带》",
    "海带（一）",
    "title",
    "[论文标题]",
    "待补充",
    "TBD",
    "N/A",
    "https://kelp.org/1",
    "doi:10.1000/kelp",
    "arXiv:2403.00001",
    "code",
    "paper",
    "CVPR 2024",
    "Arxiv",
    "李雷",
    "Tom",
    "x",
    "-",
    "—",
    "]",
    "[",
    "`",
    "$",
    "*",
    "\\",
    "&nbsp;",
    "&amp; &lt;",
    "<!-- Kelp -->",
    "![Kelp](k.png)",
    "######### 模版 #############",
    "==> 插入位置 <==",
    "=======",
    "Kelp\u2028Sea",
    "Kelp\u3000Sea",
    "e\u0301clair 🦑 ’s",
    "K" * 300,
)


def as_read(entry: Entry) -> Draft:
    """``entry`` as it is compared: white space folded, no section."""
    return replace(as_meant(draft_of(entry)), section="")


def assert_reads_back(draft: Draft, template: Template, newline: str = "\n") -> None:
    """What ``render`` gives is one entry that reads as ``draft`` is meant."""
    text = render(draft, template, newline)
    [entry] = parse(text).entries
    assert entry.markdown == text
    assert as_read(entry) == replace(as_meant(draft), section="")


@given(drafts(), templates(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_draft_reads_back_as_it_was_meant_unless_it_is_refused(
    draft: Draft, template: Template, newline: str
) -> None:
    try:
        assert_reads_back(draft, template, newline)
    except DraftError:
        assume(False)


FULL = Draft(
    date="2024-03-05",
    reader="韩梅",
    title="Kelp",
    source="CVPR 2024",
    link="https://kelp.org/1",
    figure="a.png",
    summary="好。",
)


@pytest.mark.parametrize("reader", ["Tom 2", "Reader 05", "Mira Okafor 2", "李雷 2", "李雷2", "Tom2", "李雷、Mira"])
def test_a_note_of_somebody_with_a_number_is_a_note(reader: str) -> None:
    for note in ("did not read, because of exams", "at sea", "未精读", "ill"):
        assert_reads_back(Draft(kind="no_reading", date="2024-03-05", reader=reader, note=note), Template())


@pytest.mark.parametrize(
    "draft",
    [
        FULL,
        replace(FULL, source=""),
        replace(FULL, link=""),
        replace(FULL, reader=""),
        Draft(date="2024-03-05"),
        Draft(reader="李雷"),
        Draft(date="2024-03-05", reader="Tom Vogel"),
        Draft(),
    ],
    ids=["with all else", "no source", "no link", "no reader", "a date", "a reader", "date and reader", "alone"],
)
def test_an_awkward_title_comes_back_as_it_went_in(draft: Draft) -> None:
    for title in AWKWARD:
        assert_reads_back(replace(draft, title=title), Template())


@pytest.mark.parametrize("draft", [FULL, replace(FULL, link="")], ids=["with a link", "without"])
def test_an_awkward_source_comes_back_as_it_went_in(draft: Draft) -> None:
    for source in AWKWARD:
        assert_reads_back(replace(draft, source=source), Template())


@pytest.mark.parametrize(
    "template",
    [
        Template(),
        Template(summary_label=""),
        Template(label_alone=True),
        Template(header_prefix="", body_prefix=""),
        Template(header_prefix="- ", body_prefix="  "),
    ],
    ids=["usual", "no label", "a label alone", "no quote marks", "an item of a list"],
)
def test_an_awkward_summary_comes_back_as_it_went_in(template: Template) -> None:
    for summary in (">", "> 一\n>\n> 二", *(summary for summary in AWKWARD if "![" not in summary)):
        assert_reads_back(replace(FULL, summary=summary), template)
        assert_reads_back(replace(FULL, summary=f"一。\n{summary}\n二。\n\n{summary}"), template)
        assert_reads_back(replace(FULL, summary=summary, figure="", source="", link=""), template)


@pytest.mark.parametrize("summary", ["**重点** 在于数据", "*Kelp* grows", "* 一\n* 二", "***都*** 要"])
def test_emphasis_at_the_beginning_of_a_summary_stays(summary: str) -> None:
    first, *others = summary.split("\n")
    log = f"> > [2024-03-05]-[韩梅]-[Kelp]-[Arxiv](https://kelp.org/1)\n> > 论文简述：{first}\n" + "".join(
        f"> > {line}\n" for line in others
    )
    assert [entry.summary for entry in parse(log).entries] == [summary]


@pytest.mark.parametrize(
    "note",
    [
        "本周未精读",
        "请假",
        "sick",
        "[请假]",
        "改论文 - 未精读",
        "参会（ICML），未读",
        "no reading: exams",
        "ddl!",
        "a-b",
        "*忙*",
        "忙：答辩",
    ],
)
def test_a_note_comes_back_as_it_went_in(note: str) -> None:
    for template in (Template(), Template(note_in_brackets=False)):
        assert_reads_back(Draft(kind="no_reading", date="2024-03-05", reader="李雷", note=note), template)
        assert_reads_back(Draft(kind="no_reading", date="2024-03-05", note=note), template)
        assert_reads_back(Draft(kind="no_reading", reader="李雷", note=note), template)


@pytest.mark.parametrize(
    "reader",
    [
        "李雷",
        "欧阳娜娜",
        "Tom",
        "Tom Vogel",
        "Ana de Luca",
        "Mary-Ann O'Neil",
        "lilei_07",
        "李雷、韩梅",
        "José",
        "阿卜杜·热合曼",
        "Dr. Kelp",
        "李",
    ],
)
def test_a_reader_comes_back_as_he_is_called(reader: str) -> None:
    assert_reads_back(replace(FULL, reader=reader), Template())
    assert_reads_back(replace(FULL, reader=reader, source="", link=""), Template())
    assert_reads_back(Draft(kind="no_reading", date="2024-03-05", reader=reader, note="请假"), Template())


@pytest.mark.parametrize(
    "link",
    [
        "https://kelp.org/a_(b)_c.pdf",
        "https://kelp.org/a b",
        "https://kelp.org/?q=a&b=[c]#d",
        "https://kelp.org/)(",
        "https://kelp.org/海带.pdf",
        "https://kelp.org/\"'<>`",
        "doi:10.1000/kelp",
        "zotero://select/library/items/KELP7",
        "papers/kelp.pdf",
        "kelp.pdf",
    ],
)
def test_a_link_comes_back_as_it_went_in_but_for_what_markdown_needs_encoded(link: str) -> None:
    assert_reads_back(replace(FULL, link=link), Template())
    assert_reads_back(replace(FULL, link=link, source=""), Template())
    assert_reads_back(replace(FULL, figure=link), Template())
    assert_reads_back(replace(FULL, figure=link), Template(figure_form="image"))


def test_further_links_and_figures_come_back() -> None:
    draft = replace(
        FULL,
        more_links=(Link("code", "https://c.org/1"), Link("知乎", "https://z.org/2")),
        more_figures=("b.png", "c.png"),
    )
    assert_reads_back(draft, Template())
    assert_reads_back(replace(draft, source=""), Template())


def test_an_empty_summary_and_a_missing_figure_come_back() -> None:
    assert_reads_back(replace(FULL, summary="", figure=""), Template())
    assert_reads_back(replace(FULL, summary=""), Template())


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (Draft(), "title"),
        (replace(FULL, title=" "), "title"),
        (replace(FULL, date="2024-02-30"), "date"),
        (replace(FULL, date="tomorrow"), "date"),
        (replace(FULL, title="Kelp\nSea"), "title"),
        (replace(FULL, title="Kelp\rSea"), "title"),
        (replace(FULL, reader="Tom\x1b[31m"), "reader"),
        (replace(FULL, source="Ar\x00xiv"), "source"),
        (replace(FULL, link="no address"), "link"),
        (replace(FULL, summary="a\x07b"), "summary"),
        (replace(FULL, summary="![a](b.png)"), "summary"),
        (replace(FULL, title="\ud800"), "title"),
    ],
)
def test_what_cannot_be_written_is_refused_for_its_field(draft: Draft, field: str) -> None:
    assert [error.field for error in check_draft(draft, [])] == [field]
    with pytest.raises(DraftError) as refused:
        render(draft, Template())
    assert refused.value.field == field


def test_a_section_that_is_not_there_is_refused() -> None:
    assert [error.field for error in check_draft(replace(FULL, section="Sea"), ["Kelp"])] == ["section"]
    assert check_draft(replace(FULL, section="Kelp"), ["Kelp"]) == []


@given(st.sampled_from(sorted(LOGS)), drafts(), st.booleans())
def test_a_draft_written_into_a_log_and_taken_back_leaves_the_log_as_it_was(
    name: str, draft: Draft, at_top: bool
) -> None:
    log = LOGS[name]
    document = parse(log)
    try:
        change = insert_entry(document, draft, learn(document), at_top=at_top)
    except DraftError:
        assume(False)
    assert apply(log, change.edits) == change.text
    assert apply(change.text, invert(log, change.edits)) == log
    [entry] = [entry for entry in parse(change.text).entries if entry.line == change.line]
    assert as_read(entry) == replace(as_meant(draft), section="")
    others = [other.markdown.rstrip("\r\n") for other in parse(change.text).entries if other.line != change.line]
    assert others == [other.markdown.rstrip("\r\n") for other in document.entries]


@example([(0, 0, "a"), (0, 0, "b")])
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5), st.text(max_size=4)), max_size=4))
def test_inverted_edits_bring_back_the_text(pieces: list[tuple[int, int, str]]) -> None:
    text = "abcdefghijklmnopqrstuvwxyz"
    edits = []
    position = 0
    for gap, length, new in pieces:
        start = min(position + gap, len(text))
        end = min(start + length, len(text))
        edits.append(TextEdit(Span(start, end), new))
        position = end
    assert apply(apply(text, edits), invert(text, edits)) == text

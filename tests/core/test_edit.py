"""Changes to a log: where an entry goes, what else changes (nothing), and how it reads afterwards."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.core.logs import CHECK_IN, INSERTION_LINE, LOGS, TEMPLATE, paper, put_down
from tui_reader.core.document import Document, Entry
from tui_reader.core.draft import Draft
from tui_reader.core.edit import Change, change_entry, delete_entry, holds, insert_entry, replace_markdown
from tui_reader.core.learning import learn
from tui_reader.core.parser import parse
from tui_reader.core.spelling import DraftError, draft_of
from tui_reader.core.template import Template
from tui_reader.core.text_edit import apply, invert

DRAFT = Draft(
    date="2024-03-06",
    reader="韩梅",
    title="New Kelp",
    source="Arxiv",
    link="https://new.org/1",
    figure="new.png",
    summary="新的一句。\n\n- 一\n- 二",
)
DRAFTS = {
    "a paper in the middle": DRAFT,
    "the newest paper": replace(DRAFT, date="2024-12-31"),
    "the oldest paper": replace(DRAFT, date="2023-01-01"),
    "a title alone": Draft(title="New Kelp"),
    "a check-in": Draft(kind="no_reading", date="2024-03-06", reader="韩梅", note="本周未精读"),
}


COMMONMARK = MarkdownIt("commonmark")


@cache
def learned(text: str) -> Template:
    """How the log ``text`` spells its entries; many changes are made to the same logs."""
    return learn(parse(text))


def inserted(log: str, draft: Draft, at_top: bool = False) -> Change:
    """``draft`` written into ``log``, and what has to hold whatever log and draft it is."""
    document = parse(log)
    change = insert_entry(document, draft, learned(document.text), at_top=at_top)
    assert apply(log, change.edits) == change.text
    assert apply(change.text, invert(log, change.edits)) == log
    assert put_down(parse(change.text)) == put_down(change.document)
    assert entry_of(change).markdown == change.preview
    assert replace(draft_of(entry_of(change)), section="") == replace(draft, section="")
    return change


def entry_of(change: Change) -> Entry:
    [entry] = [entry for entry in change.document.entries if entry.line == change.line]
    return entry


def lines_of(text: str) -> list[str]:
    return re.split(r"\r\n|\n|\r", text)


def assert_only_adds(before: str, after: str) -> None:
    """Only whole lines are added; with their line ends, but for that of a last line that had none."""
    removed = [
        line
        for line in difflib.ndiff(
            re.findall(r".*?(?:\r\n|\n|\r|\Z)", before, re.DOTALL),
            re.findall(r".*?(?:\r\n|\n|\r|\Z)", after, re.DOTALL),
        )
        if line.startswith("- ")
    ]
    unended = [line for line in removed if not line.endswith(("\n", "\r"))]
    assert removed == unended
    assert len(removed) <= 1


def assert_stands_apart(change: Change) -> None:
    """For a renderer, no paragraph holds text of the new entry and of another, and its header begins one."""
    new = entry_of(change)
    text = "\n".join(lines_of(change.text))
    begins = False
    for token in COMMONMARK.parse(text):
        if token.type == "inline" and token.map is not None:
            first, last = token.map[0] + 1, token.map[1]
            begins = begins or first == new.line
            inside = range(max(first, new.line), min(last, new.end_line) + 1)
            assert not inside or (first >= new.line and last <= new.end_line), text
    assert begins, text


@pytest.mark.parametrize("at_top", [False, True], ids=["in its place", "at the top"])
@pytest.mark.parametrize("draft", DRAFTS)
def test_a_new_entry_leaves_all_else_as_it_was_and_stands_apart(draft: str, at_top: bool) -> None:
    for name, log in LOGS.items():
        change = inserted(log, DRAFTS[draft], at_top)
        assert_only_adds(log, change.text)
        assert_stands_apart(change)
        before, after = parse(log), change.document
        others = [entry for entry in after.entries if entry is not entry_of(change)]
        assert [entry.markdown.rstrip("\r\n") for entry in others] == [
            entry.markdown.rstrip("\r\n") for entry in before.entries
        ], name
        assert [entry.section for entry in others] == [entry.section for entry in before.entries], name
        assert [heading.text for heading in after.headings] == [heading.text for heading in before.headings], name


@pytest.mark.parametrize("name", LOGS)
def test_adding_twice_more_keeps_order_and_separation(name: str) -> None:
    text = LOGS[name]
    order = "oldest_first" if name.startswith("oldest") else "newest_first"
    for day, title in ((6, "First Kelp"), (6, "Second Kelp"), (8, "Third Kelp")):
        change = inserted(text, replace(DRAFT, date=f"2024-03-{day:02}", title=title))
        assert_only_adds(text, change.text)
        assert_stands_apart(change)
        text = change.text
    if not order_broken(LOGS[name]):
        dates = [entry.date for entry in parse(text).entries if entry.date]
        assert dates == sorted(dates, reverse=order == "newest_first")


def order_broken(log: str) -> bool:
    dates = [entry.date for entry in parse(log).entries if entry.date]
    return dates != sorted(dates) and dates != sorted(dates, reverse=True)


def titles_with(log: str, draft: Draft, at_top: bool = False) -> list[str | None]:
    return [entry.title or entry.note for entry in inserted(log, draft, at_top).document.entries]


NEWEST_FIRST = ">\n".join((paper(7), paper(5), paper(3)))
OLDEST_FIRST = "\n".join((paper(3), paper(5), paper(7)))


@pytest.mark.parametrize(
    ("date", "titles"),
    [
        ("2024-03-31", ["New Kelp", "Kelp 3 7", "Kelp 3 5", "Kelp 3 3"]),
        ("2024-03-07", ["New Kelp", "Kelp 3 7", "Kelp 3 5", "Kelp 3 3"]),
        ("2024-03-06", ["Kelp 3 7", "New Kelp", "Kelp 3 5", "Kelp 3 3"]),
        ("2024-03-01", ["Kelp 3 7", "Kelp 3 5", "Kelp 3 3", "New Kelp"]),
        ("", ["New Kelp", "Kelp 3 7", "Kelp 3 5", "Kelp 3 3"]),
    ],
)
def test_newest_first_takes_an_entry_where_time_has_it(date: str, titles: list[str]) -> None:
    assert titles_with(NEWEST_FIRST, replace(DRAFT, date=date)) == titles
    assert titles_with(INSERTION_LINE + ">\n" + NEWEST_FIRST, replace(DRAFT, date=date)) == titles


@pytest.mark.parametrize(
    ("date", "titles"),
    [
        ("2024-03-31", ["Kelp 3 3", "Kelp 3 5", "Kelp 3 7", "New Kelp"]),
        ("2024-03-07", ["Kelp 3 3", "Kelp 3 5", "Kelp 3 7", "New Kelp"]),
        ("2024-03-06", ["Kelp 3 3", "Kelp 3 5", "New Kelp", "Kelp 3 7"]),
        ("2024-03-01", ["New Kelp", "Kelp 3 3", "Kelp 3 5", "Kelp 3 7"]),
        ("", ["Kelp 3 3", "Kelp 3 5", "Kelp 3 7", "New Kelp"]),
    ],
)
def test_oldest_first_takes_an_entry_where_time_has_it(date: str, titles: list[str]) -> None:
    assert titles_with(OLDEST_FIRST, replace(DRAFT, date=date)) == titles


def test_at_top_sets_the_order_of_time_aside() -> None:
    draft = replace(DRAFT, date="2024-03-01")
    assert titles_with(NEWEST_FIRST, draft, at_top=True)[0] == "New Kelp"
    assert titles_with(OLDEST_FIRST, draft, at_top=True)[0] == "New Kelp"


def test_the_insertion_line_stays_above_what_is_inserted() -> None:
    change = inserted(
        "# Kelp\n\n" + TEMPLATE + INSERTION_LINE + ">\n" + NEWEST_FIRST, replace(DRAFT, date="2024-12-31")
    )
    lines = lines_of(change.text)
    assert lines.index(INSERTION_LINE.rstrip("\n")) < change.line - 1


def test_without_a_section_an_entry_goes_to_the_newest_ones() -> None:
    log = "# Old\n\n" + paper(3) + "\n# New\n\n" + paper(5) + "\n# Topics\n\n> Otters: Who Eats Whom\n>> 描述：海胆。\n"
    assert entry_of(inserted(log, DRAFT)).section == "New"


@pytest.mark.parametrize("section", ["Old", "New", "Topics", "Empty"])
def test_an_entry_goes_to_the_section_that_it_names(section: str) -> None:
    log = (
        "# Old\n\n"
        + paper(3)
        + "\n# New\n\n"
        + INSERTION_LINE
        + ">\n"
        + paper(5)
        + "\n# Topics\n\n> Otters: Who Eats Whom\n>> 描述：海胆。\n\n# Empty\n"
    )
    change = inserted(log, replace(DRAFT, section=section))
    assert entry_of(change).section == section
    assert_only_adds(log, change.text)
    assert_stands_apart(change)


def test_a_section_that_is_not_there_is_refused() -> None:
    with pytest.raises(DraftError) as refused:
        inserted("# Kelp\n\n" + NEWEST_FIRST, replace(DRAFT, section="Sea"))
    assert refused.value.field == "section"


def test_a_template_at_the_end_stays_there() -> None:
    change = inserted("# Kelp\n\n" + OLDEST_FIRST + "\n\n" + TEMPLATE, replace(DRAFT, date="2024-12-31"))
    assert change.text.endswith("\n\n" + TEMPLATE)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_are_those_of_the_log(newline: str) -> None:
    log = ("# Kelp\n\n" + NEWEST_FIRST).replace("\n", newline)
    [edit] = inserted(log, DRAFT).edits
    assert set(re.findall(r"\r\n|\n|\r", edit.new_text)) == {newline}


def test_line_ends_are_those_above_in_a_log_of_several_kinds() -> None:
    log = "# Kelp\n\n" + paper(7).replace("\n", "\r\n") + ">\r\n" + paper(3)
    [edit] = inserted(log, DRAFT).edits
    assert set(re.findall(r"\r\n|\n|\r", edit.new_text)) == {"\r\n"}


def test_a_log_without_a_final_newline_stays_without_one() -> None:
    assert not inserted(NEWEST_FIRST.rstrip("\n"), replace(DRAFT, date="2024-01-01")).text.endswith("\n")
    assert inserted(NEWEST_FIRST.rstrip("\n"), replace(DRAFT, date="2024-12-31")).text.endswith("第 3 天。")


def test_a_byte_order_mark_stays_first() -> None:
    change = inserted("\ufeff" + NEWEST_FIRST, replace(DRAFT, date="2024-12-31"))
    assert change.text.startswith("\ufeff> > [2024-12-31]")


def test_nothing_is_written_between_conflict_markers() -> None:
    log = (
        paper(9)
        + "<<<<<<< HEAD\n"
        + paper(6)
        + "=======\n"
        + paper(6, "Tom", "Their Kelp")
        + ">>>>>>> 4f2a9c1\n"
        + paper(3)
    )
    change = inserted(log, DRAFT)
    lines = lines_of(change.text)[: change.line]
    assert sum(line.startswith("<<<<<<<") for line in lines) == sum(line.startswith(">>>>>>>") for line in lines)


def test_a_note_stays_above_the_entry_that_it_stands_above() -> None:
    log = "欢迎！\n\n" + NEWEST_FIRST
    assert inserted(log, replace(DRAFT, date="2024-12-31")).text.startswith("欢迎！\n")


# -- changing ---------------------------------------------------------------------------------------------------------

BODY = '> >\n> > <img width="512" alt="image" src="kelp.png">\n> >\n> > 论文简述：它长得快。\n'
ABOVE = "> > [2024-03-09]-[韩梅]-[Above]-[Arxiv](https://above.org/1)\n> > 论文简述：上。\n"
BELOW = "> > [2024-03-01]-[韩梅]-[Below]-[Arxiv](https://below.org/1)\n> > 论文简述：下。\n"
PAPERS = {
    "as the template asks": "> > [2024-03-05]-[李雷]-[Deep Kelp]-[CVPR 2024](https://kelp.org/1)\n" + BODY,
    "dots and no brackets": "> > [2024.3.5]-李雷-Deep Kelp: A Study-CVPR 2024\n" + BODY,
    "a wrong bracket": "> > [2024-3.5]-[李雷[-[Deep Kelp]-[Arxiv](https://kelp.org/1)\n" + BODY,
    "a second link": "> > [2024-03-05]-[李雷】-[Deep Kelp]-[Arxiv](https://kelp.org/1) [code](https://c.org/1)\n"
    + BODY,
    "a linked title": "> > [2024-03-05]-李雷]-[Deep Kelp](https://kelp.org/1),[博客](https://b.org/1)\n" + BODY,
    "reader and title in one bracket": "> > [2024-03-05]-[李雷-Deep Kelp: A Study]-[Arxiv](https://kelp.org/1)\n"
    + BODY,
    "no date": "> > [待补充]-[李雷]-[Deep Kelp]-[Arxiv](https://kelp.org/1)\n" + BODY,
    "no reader": "> > [2024-03-05]-[The Slow Growth of Kelp]-[Arxiv](https://kelp.org/1)\n" + BODY,
    "a source in parentheses": "> > [2024-03-05]-[李雷]-Deep Kelp (CVPR 2024)\n" + BODY,
    "an address for a source": "> > [2024-03-05]-[李雷]-[Deep Kelp]-[https://kelp.org/1]\n" + BODY,
    "a source for a link": "> > [2024-03-05]-[李雷]-[Deep Kelp](EMNLP2023)\n" + BODY,
    "an empty link": "> > [2024-03-05]-[李雷]-[Deep Kelp]-[Arxiv]( )\n"
    "> > 论文框架图（有助于想起论文）\n> > 论文简述：好\n",
    "a wrapped title": "> > [2024-03-05]-[李雷]-[Deep Kelp\nof the North]-[Arxiv](https://kelp.org/1)\n"
    "论文简述：一句\n第二行\n",
    "Zotero": "> [2024-03-05]-[李雷]\n"
    "> “Deep Kelp” ([Ma, 2023](zotero://select/K7)) ([pdf](zotero://open-pdf/K8?page=1))\n> > 论文简述：好。\n",
    "changing quote marks": ">>[2024-03-05]-[李雷]-[Deep Kelp]-[Arxiv](https://kelp.org/1)\n>>\n"
    "> <img src='a.png'>\n>论文简述:\\\n>第一\n>> 第二\n>\n>>第三\n",
    "no quote marks": "[2024-03-05]-[李雷]-[Deep Kelp]-[Arxiv](https://kelp.org/1)\n\n![image](a.png)\n\n论文简述：好。\n",
    "a title alone": "> > [2024-03-05]-[李雷]-[The Slow Growth of Kelp]\n",
    "no label": "> > [2024-03-05]-[李雷]-[Deep Kelp]-[Arxiv](https://kelp.org/1)\n> > 没有标签\n",
    "a figure inside the summary": "> > [2024-03-05]-[李雷]-[Deep Kelp]-[Arxiv](https://kelp.org/1)\n"
    "> > 论文简述：前\n> > ![a](a.png)\n> > 后\n",
    "an undated topic": "> Otters: Who Eats Whom (Nature 2019)\n> ![a](a.png)\n>> 描述：海胆。\n",
}
CHECK_INS = {
    "in brackets": "> > [2024-03-05]-[李雷]-[本周未精读]\n",
    "bare": "> > [2024-03-05]-李雷-本周未精读\n",
    "on the next line": "> > [2024-03-05]-[李雷]\n> > 本周未精读\n",
    "without a note": "> > [2024-03-05]-[李雷]\n",
}
VALUES: dict[str, tuple[str, ...]] = {
    "date": ("2024-03-07", "2023-12-31", ""),
    "reader": ("Tom Vogel", "张三丰", ""),
    "title": ("A [b] - c: *d* _e_ <f> `g]` $h]$ | “i”", "海带的生长", "Slow Kelp"),
    "source": ("ICML 2024", "AAAI [oral]", ""),
    "link": ("https://new.org/y_(z).pdf", ""),
    "figure": ("Images/new（一）.png", ""),
    "summary": ("新的一句。", "一\n\n- 二\n- 三", "> 引文\n# 标题\n[2024-01-01]-[Tom]-[Sea]\n论文简述：", ""),
}
SEPARATORS = (">\n", "\n", "")


def log_around(markdown: str, separator: str = "\n") -> tuple[Document, Entry]:
    """A log with ``markdown`` between two other entries, and the entry that it is."""
    document = parse(ABOVE + separator + markdown + separator + BELOW)
    [entry] = [entry for entry in document.entries if entry.start == len(ABOVE) + len(separator)]
    return document, entry


def with_fields(draft: Draft, fields: Mapping[str, str], **others: Any) -> Draft:  # noqa: ANN401 - any field's value
    """``draft`` with other values in ``fields``."""
    values: dict[str, Any] = {**fields, **others}
    return replace(draft, **values)


def changed(document: Document, entry: Entry, changes: dict[str, str]) -> Change:
    """``changes`` made, and what has to hold whatever they are."""
    change = change_entry(document, entry, changes, learned(document.text))
    text = document.text
    assert apply(text, change.edits) == change.text
    assert apply(change.text, invert(text, change.edits)) == text
    for edit in change.edits:
        assert entry.start <= edit.span.start
        assert edit.span.end <= entry.end
    position = document.entries.index(entry)
    assert entry_of(change) is change.document.entries[position]
    assert change.text.startswith(text[: entry.start])
    assert change.text.endswith(text[entry.end :])
    assert entry_of(change).markdown == change.preview
    return change


@pytest.mark.parametrize("name", PAPERS)
def test_a_field_that_is_changed_reads_as_given_and_all_else_as_before(name: str) -> None:
    for separator in ("\n",) if name == "an undated topic" else (">\n", "\n"):
        document, entry = log_around(PAPERS[name], separator)
        before = draft_of(entry)
        for field, value in [(field, value) for field, values in VALUES.items() for value in values]:
            if name == "an undated topic" and field in ("date", "reader"):
                continue
            after = draft_of(entry_of(changed(document, entry, {field: value})))
            if field == "link" and not value and before.more_links:
                assert after == replace(before, link=before.more_links[0].url, more_links=before.more_links[1:])
            elif name in ("an address for a source", "Zotero") and field in ("source", "link"):
                assert getattr(after, field) == value
            else:
                assert replace(after, more_links=()) == with_fields(before, {field: value}, more_links=()), (
                    name,
                    field,
                    value,
                )


@pytest.mark.parametrize("name", CHECK_INS)
def test_a_check_ins_date_and_reader_are_changed_alone(name: str) -> None:
    document, entry = log_around(CHECK_INS[name])
    for field in ("date", "reader"):
        change = {field: VALUES[field][0]}
        assert draft_of(entry_of(changed(document, entry, change))) == with_fields(draft_of(entry), change)


@pytest.mark.parametrize(
    "name",
    CHECK_INS,
)
def test_a_check_ins_note_is_changed_alone(name: str) -> None:
    document, entry = log_around(CHECK_INS[name])
    for note in ("请假", "exams - no reading"):
        assert draft_of(entry_of(changed(document, entry, {"note": note}))) == replace(draft_of(entry), note=note)


@pytest.mark.parametrize("name", CHECK_INS)
def test_a_title_makes_a_paper_of_a_check_in(name: str) -> None:
    document, entry = log_around(CHECK_INS[name])
    after = draft_of(
        entry_of(changed(document, entry, {"title": "The Slow Growth of Kelp", "link": "https://kelp.org/9"}))
    )
    assert after == replace(
        draft_of(entry), kind="paper", title="The Slow Growth of Kelp", link="https://kelp.org/9", note=""
    )


@pytest.mark.parametrize("name", [name for name in PAPERS if name not in ("an undated topic",)])
def test_a_note_makes_a_check_in_of_a_paper(name: str) -> None:
    document, entry = log_around(PAPERS[name])
    after = entry_of(changed(document, entry, {"note": "本周请假"}))
    assert (after.kind, after.date, after.reader, after.note) == ("no_reading", entry.date, entry.reader, "本周请假")
    assert (after.title, after.links, after.figures, after.summary) == (None, (), (), None)


def test_several_fields_change_at_once() -> None:
    document, entry = log_around(PAPERS["as the template asks"])
    changes = {"date": "2024-03-07", "title": "Slow Kelp", "source": "", "summary": "慢。\n慢。", "figure": ""}
    assert draft_of(entry_of(changed(document, entry, changes))) == with_fields(draft_of(entry), changes)


def test_nothing_changes_where_the_value_is_the_same() -> None:
    document, entry = log_around(PAPERS["a wrong bracket"])
    assert changed(document, entry, {"reader": "李雷", "title": "Deep Kelp"}).text == document.text


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("date", "2024-03-15", "> > [2024.3.15]-[李雷[-[Deep Kelp]-[Arxiv](https://kelp.org/1)  "),
        ("reader", "韩梅", "> > [2024.3.5]-[韩梅[-[Deep Kelp]-[Arxiv](https://kelp.org/1)  "),
        ("title", "Sea", "> > [2024.3.5]-[李雷[-[Sea]-[Arxiv](https://kelp.org/1)  "),
        ("source", "ICML", "> > [2024.3.5]-[李雷[-[Deep Kelp]-[ICML](https://kelp.org/1)  "),
        ("link", "https://sea.org", "> > [2024.3.5]-[李雷[-[Deep Kelp]-[Arxiv](https://sea.org)  "),
    ],
)
def test_only_the_characters_of_the_field_change(field: str, value: str, line: str) -> None:
    document, entry = log_around("> > [2024.3.5]-[李雷[-[Deep Kelp]-[Arxiv](https://kelp.org/1)  \n" + BODY)
    assert lines_of(entry_of(changed(document, entry, {field: value})).markdown)[0] == line


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_changes_keep_the_line_ends(newline: str) -> None:
    document = parse((ABOVE + ">\n" + PAPERS["as the template asks"] + ">\n" + BELOW).replace("\n", newline))
    change = changed(document, document.entries[1], {"summary": "一\n\n二", "figure": "", "title": "海带的生长"})
    assert set(re.findall(r"\r\n|\n|\r", change.text)) == {newline}


def test_the_last_entry_may_have_no_line_end() -> None:
    document = parse(ABOVE + ">\n" + PAPERS["as the template asks"].rstrip("\n"))
    for field, values in VALUES.items():
        for value in values:
            change = changed(document, document.entries[1], {field: value})
            assert getattr(draft_of(entry_of(change)), field) == value
            assert not change.text.endswith("\n")


def test_an_unknown_field_is_an_error_of_the_caller() -> None:
    document, entry = log_around(PAPERS["as the template asks"])
    with pytest.raises(KeyError):
        change_entry(document, entry, {"venue": "ICML"}, learned(document.text))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"date": "2024-02-30"}, "date"),
        ({"title": ""}, "title"),
        ({"title": "a\nb"}, "title"),
        ({"link": "no address"}, "link"),
        ({"section": "Sea"}, "section"),
        ({"note": "ends with ]"}, "note"),
    ],
)
def test_a_change_that_cannot_be_written_is_refused_for_its_field(changes: dict[str, str], field: str) -> None:
    document, entry = log_around(PAPERS["as the template asks"])
    with pytest.raises(DraftError) as refused:
        change_entry(document, entry, changes, learned(document.text))
    assert refused.value.field == field


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "an undated topic"])
def test_an_entry_moves_to_another_section_as_it_is(name: str) -> None:
    log = "# Kelp\n\n" + ABOVE + "\n" + PAPERS[name] + "\n" + BELOW + "\n# Sea\n\n" + paper(2) + "\n# Empty\n"
    document = parse(log)
    entry = document.entries[1]
    for section in ("Sea", "Empty"):
        change = change_entry(document, entry, {"section": section}, learned(document.text))
        assert apply(log, change.edits) == change.text
        assert apply(change.text, invert(log, change.edits)) == log
        moved = entry_of(change)
        assert (moved.section, moved.markdown) == (section, entry.markdown)
        assert sorted(other.markdown for other in change.document.entries) == sorted(
            other.markdown for other in document.entries
        )
        assert [other.section for other in change.document.entries if other is not moved] == ["Kelp", "Kelp", "Sea"]
        assert_stands_apart(change)


# -- Markdown, and taking out -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in (*PAPERS, *CHECK_INS) if name != "an undated topic"])
def test_taking_an_entry_out_leaves_the_others_as_they_were(name: str) -> None:
    for separator in SEPARATORS:
        document, entry = log_around((PAPERS | CHECK_INS)[name], separator)
        change = delete_entry(document, entry)
        assert [other.markdown for other in change.document.entries] == [ABOVE, BELOW]
        assert apply(document.text, change.edits) == change.text
        assert apply(change.text, invert(document.text, change.edits)) == document.text
        assert change.text == ABOVE + separator + BELOW
        assert change.preview == ""


@pytest.mark.parametrize("name", LOGS)
def test_every_entry_of_a_log_can_be_taken_out(name: str) -> None:
    document = parse(LOGS[name])
    for index, entry in enumerate(document.entries):
        change = delete_entry(document, entry)
        others = document.entries[:index] + document.entries[index + 1 :]
        assert [other.markdown.rstrip("\r\n") for other in change.document.entries] == [
            other.markdown.rstrip("\r\n") for other in others
        ]
        assert [other.section for other in change.document.entries] == [other.section for other in others]
        assert apply(change.text, invert(document.text, change.edits)) == document.text


@pytest.mark.parametrize("name", LOGS)
def test_what_was_inserted_and_taken_out_leaves_the_entries_as_they_were(name: str) -> None:
    change = inserted(LOGS[name], DRAFT)
    out = delete_entry(change.document, entry_of(change))
    assert [entry.markdown.rstrip("\r\n") for entry in out.document.entries] == [
        entry.markdown.rstrip("\r\n") for entry in parse(LOGS[name]).entries
    ]


def test_an_entrys_markdown_can_be_replaced() -> None:
    document, entry = log_around(PAPERS["as the template asks"], ">\n")
    change = replace_markdown(document, entry, CHECK_IN + "> > 还有一行\n\n")
    assert change.text == ABOVE + ">\n" + CHECK_IN + "> > 还有一行\n>\n" + BELOW
    assert change.preview == CHECK_IN + "> > 还有一行\n"


@pytest.mark.parametrize(
    "markdown",
    [
        "",
        "> > no header\n",
        CHECK_IN + ">\n" + CHECK_IN,
        "# Kelp\n\n" + CHECK_IN,
        CHECK_IN + "\n---\n\n还有\n",
    ],
)
def test_markdown_that_is_not_one_entry_is_refused(markdown: str) -> None:
    document, entry = log_around(PAPERS["as the template asks"])
    with pytest.raises(DraftError) as refused:
        replace_markdown(document, entry, markdown)
    assert refused.value.field == "markdown"


def test_markdown_takes_the_logs_line_ends() -> None:
    document = parse((ABOVE + ">\n" + PAPERS["as the template asks"] + ">\n" + BELOW).replace("\n", "\r\n"))
    change = replace_markdown(document, document.entries[1], PAPERS["no label"])
    assert change.preview == PAPERS["no label"].replace("\n", "\r\n")


def test_a_form_holds_what_its_fields_say() -> None:
    assert holds(log_around(PAPERS["as the template asks"])[1])
    assert holds(log_around(CHECK_INS["on the next line"])[1])
    assert not holds(
        log_around("> > [2024-03-05]-[李雷]-[Kelp](https://k.org)\n> > ![a](a.png) ![b](b.png)\n> > 论文简述：好。\n")[
            1
        ]
    )
    assert not holds(log_around("> > [2024-03-05]-[李雷]-[Kelp](https://k.org)\n> > 前\n> > 论文简述：后\n")[1])

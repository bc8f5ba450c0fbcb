"""Entries kept one label a line: what is written and changed in such a log keeps its labels."""

from __future__ import annotations

import pytest

from tests.core.held_to import standard_of
from tests.core.logs import put_down
from tui_reader.core.check import check
from tui_reader.core.draft import Draft
from tui_reader.core.edit import change_entry, delete_entry, insert_entry
from tui_reader.core.learning import learn
from tui_reader.core.parser import parse
from tui_reader.core.text_edit import apply

ENGLISH = """# Reading log

**Date:** 2024-03-05
**Reader:** Mira
**Paper:** [How Kelp Holds On](https://kelp.org/1)
**Venue:** Nature 2024
**Summary:** It holds on to the rock.

**Date:** 2024-03-04
**Reader:** Tom
**Status:** ill
"""
CHINESE = """# 阅读记录

- 日期：2024-03-05
- 阅读人：李雷
- 论文：Kelp in Winter
- 链接：https://kelp.org/2
- 论文简述：它长得快。

- 日期：2024-03-04
- 阅读人：韩梅梅
- 论文：Otters
- 链接：https://kelp.org/3
- 论文简述：好。
"""
HEADED = """# Papers

## How Kelp Holds On

- **Reader:** Mira
- **Date:** 2024-03-05
- **Venue:** Nature 2024

It holds on to the rock.

### Strengths

Its roots.

## Otters at Night

- **Reader:** Tom
- **Date:** 2024-03-04
- **Venue:** Science

They sleep.
"""
DRAFT = Draft(
    date="2024-03-06",
    reader="韩梅",
    title="Who - Eats [Whom]",
    source="Arxiv",
    link="https://new.org/1",
    summary="Urchins.",
)


def written(log: str, draft: Draft) -> str:
    document = parse(log)
    return insert_entry(document, draft, learn(document)).preview


NEW = {
    ENGLISH: """**Date:** 2024-03-06
**Reader:** 韩梅
**Paper:** [Who - Eats [Whom]](https://new.org/1)
**Venue:** Arxiv
**Summary:** Urchins.
""",
    CHINESE: """- 日期：2024-03-06
- 阅读人：韩梅
- 论文：Who - Eats [Whom]
- 链接：https://new.org/1
- 来源：Arxiv
- 论文简述：Urchins.
""",
    HEADED: """## [Who - Eats [Whom]](https://new.org/1)

- **Reader:** 韩梅
- **Date:** 2024-03-06
- **Venue:** Arxiv

Urchins.
""",
}


@pytest.mark.parametrize("log", NEW)
def test_a_new_entry_has_the_labels_of_the_log(log: str) -> None:
    assert written(log, DRAFT) == NEW[log]


@pytest.mark.parametrize("log", [ENGLISH, CHINESE, HEADED])
def test_a_new_check_in_is_a_record_as_well(log: str) -> None:
    draft = Draft(kind="no_reading", date="2024-03-06", reader="Ann", note="moved house")
    document = parse(log)
    change = insert_entry(document, draft, learn(document))
    entry = change.document.entry_at(change.line)
    assert entry is not None
    assert (entry.form, entry.kind, entry.note) == ("record", "no_reading", "moved house")


@pytest.mark.parametrize("log", [ENGLISH, CHINESE, HEADED])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "2024-03-02"),
        ("reader", "Tom"),
        ("title", "Kelp: A Study of [Rocks] - Part 2"),
        ("source", "CVPR 2024"),
        ("source", ""),
        ("link", "https://kelp.org/9"),
        ("figure", "a.png"),
        ("summary", "One.\n\n- two"),
    ],
)
def test_one_field_of_a_record_is_changed_and_reads_back(log: str, field: str, value: str) -> None:
    document = parse(log)
    change = change_entry(document, document.entries[0], {field: value}, learn(document))
    assert apply(log, change.edits) == change.text
    entry = change.document.entries[0]
    read = {
        "date": entry.date, "reader": entry.reader, "title": entry.title, "source": entry.source or "",
        "link": entry.links[0].url if entry.links else "", "figure": "".join(entry.figures), "summary": entry.summary,
    }  # fmt: skip
    before = document.entries[0]
    assert entry.form == "record"
    assert read[field] == value
    for other in {"date", "reader", "title", "source"} - {field}:
        assert getattr(entry, other) == getattr(before, other)
    assert change.document.entries[1].markdown == document.entries[1].markdown


def test_a_field_without_a_label_gets_one_as_the_others_are_spelled() -> None:
    log = "**Date:** 2024-03-05\n**Reader:** Mira\n**Paper:** Kelp\n**Authors:** A. Brook\n**Summary:** Good.\n"
    document = parse(log)
    change = change_entry(document, document.entries[0], {"source": "Nature"}, learn(document))
    assert change.text == log.replace("Paper:** Kelp\n", "Paper:** Kelp\n**Venue:** Nature\n")


def test_what_a_record_says_in_labels_of_its_own_is_never_dropped() -> None:
    log = "Date: 2024-03-05\nReader: Mira\nPaper: Kelp\nAuthors: A. Brook\nSummary: Good.\n"
    document = parse(log)
    change = change_entry(
        document, document.entries[0], {"title": "Otters", "reader": "", "link": "https://k.org/1"}, learn(document)
    )
    assert "Authors: A. Brook\n" in change.text


@pytest.mark.parametrize("log", [ENGLISH, CHINESE, HEADED])
def test_a_record_is_taken_out_in_whole(log: str) -> None:
    document = parse(log)
    change = delete_entry(document, document.entries[0])
    assert [entry.markdown for entry in change.document.entries] == [document.entries[1].markdown]
    assert "2024-03-05" not in change.text


@pytest.mark.parametrize("log", [ENGLISH, CHINESE, HEADED])
def test_nobody_is_asked_to_spell_a_record_as_a_header(log: str) -> None:
    document = parse(log)
    findings = {finding.rule for finding in check(document, standard_of(document))}
    assert not {rule for rule in findings if rule.startswith(("header", "bracket", "date", "prefix", "entry"))}


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: How Kelp Holds On\ndate: 2024-03-05\nauthor: Tom\n---\n\nText.\n",
        "title: How Kelp Holds On\ndate: 2024-03-05\ntags: kelp\n",
        "## Version 1.2\n\nDate: 2024-03-05\nLink: https://kelp.org\n\n- Fix: it.\n",
        "## Meeting\n\nDate: 2024-03-05\nPresenter: Tom\n\nAgenda.\n",
        "Name: Tom\nDate: 2024-03-05\nLocation: here\n",
        "Write it so:\n\n```\nDate: 2024-03-05\nReader: Mira\nPaper: Kelp\n```\n",
        "Write it so:\n\n    Date: 2024-03-05\n    Reader: Mira\n    Paper: Kelp\n",
        "Date: YYYY-MM-DD\nReader: name\nPaper: title\nSummary: ...\n",
        "日期：\n阅读人：\n论文：\n论文简述：\n",
        "Reader: an application that reads.\nWriter: one that writes.\n",
        "Paper: see below.\n\nSource: here.\n",
    ],
)
def test_labels_that_speak_of_something_else_are_no_entry(text: str) -> None:
    assert put_down(parse(text)) == "no entry\n"


@pytest.mark.parametrize(
    ("template", "entry"),
    [
        (
            "######### 模版 #########\n日期：\n阅读人：\n论文：\n论文简述：一两句\n######### 模版 #########\n",
            "日期：2024-03-06\n阅读人：韩梅\n论文：[Who - Eats [Whom]](https://new.org/1)\n来源：Arxiv\n\n论文简述：Urchins.\n",
        ),
        (
            "**Date:** YYYY-MM-DD\n**Reader:** name\n**Paper:** title\n**Summary:** a sentence\n",
            """**Date:** 2024-03-06
**Reader:** 韩梅
**Paper:** [Who - Eats [Whom]](https://new.org/1)
**Venue:** Arxiv
**Summary:** Urchins.
""",
        ),
    ],
)
def test_a_template_of_labels_is_followed_before_there_are_entries(template: str, entry: str) -> None:
    assert written(f"# Log\n\n{template}", DRAFT).replace("\n\n", "\n") == entry.replace("\n\n", "\n")

"""Entries kept as rows of a table: what is written and changed there stays a row."""

from __future__ import annotations

import pytest

from tests.core.held_to import standard_of
from tui_reader.core.check import check
from tui_reader.core.draft import Draft
from tui_reader.core.edit import change_entry, delete_entry, insert_entry
from tui_reader.core.learning import learn, learn_with_origins
from tui_reader.core.lessons import lessons
from tui_reader.core.merge import merge
from tui_reader.core.parser import parse
from tui_reader.core.spelling import DraftError

HEAD = "# Papers\n\n| Date | Reader | Paper | Venue | Notes |\n|---|---|---|---|---|\n"
FIRST = "| 2024-03-05 | Mira | [How Kelp Holds On](https://kelp.org/1) | Nature 2024 | It holds on. |\n"
SECOND = "| 2024-03-04 | Tom | Otters | | |\n"
LOG = HEAD + FIRST + SECOND + "\nA word below.\n"
DRAFT = Draft(
    date="2024-03-06",
    reader="韩梅",
    title="Who | Eats - [Whom]",
    source="Arxiv",
    link="https://new.org/1",
    summary="Urchins.\n\nAnd kelp.",
)


def test_a_new_entry_is_a_row_at_its_place() -> None:
    document = parse(LOG)
    change = insert_entry(document, DRAFT, learn(document))
    row = r"| 2024-03-06 | 韩梅 | [Who \| Eats - [Whom]](https://new.org/1) | Arxiv | Urchins.<br><br>And kelp. |"
    assert change.text == LOG.replace(FIRST, row + "\n" + FIRST)
    assert change.document.entries[0].summary == "Urchins.\n\nAnd kelp."
    older = insert_entry(document, Draft(date="2024-03-01", reader="Ann", title="Kelp"), learn(document))
    assert older.text == LOG.replace(SECOND, SECOND + "| 2024-03-01 | Ann | Kelp |  |  |\n")


def test_a_new_check_in_is_a_row() -> None:
    document = parse(LOG)
    for note in ("did not read", "moved house"):
        draft = Draft(kind="no_reading", date="2024-03-06", reader="Ann", note=note)
        entry = insert_entry(document, draft, learn(document)).document.entries[0]
        assert (entry.form, entry.kind, entry.note) == ("row", "no_reading", note)


def test_what_the_table_has_no_column_for_is_refused() -> None:
    log = "| Reader | Paper |\n|---|---|\n| Mira | Kelp |\n"
    document = parse(log)
    with pytest.raises(DraftError):
        insert_entry(document, Draft(date="2024-03-06", reader="Tom", title="Otters"), learn(document))
    change = insert_entry(document, Draft(reader="Tom", title="Otters"), learn(document))
    assert change.text == "| Reader | Paper |\n|---|---|\n| Tom | Otters |\n| Mira | Kelp |\n"


@pytest.mark.parametrize("index", [0, 1])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "2024-03-02"),
        ("reader", "李雷"),
        ("title", "Kelp | A Study of [Rocks] - Part 2"),
        ("source", "CVPR 2024"),
        ("source", ""),
        ("link", "https://kelp.org/9"),
        ("summary", "One.\n\n- two | three"),
        ("summary", ""),
    ],
)
def test_one_cell_of_a_row_is_changed_and_reads_back(index: int, field: str, value: str) -> None:
    document = parse(LOG)
    change = change_entry(document, document.entries[index], {field: value}, learn(document))
    entry, before = change.document.entries[index], document.entries[index]
    read = {
        name: getattr(entry, name) or "" for name in ("date", "reader", "title", "source", "summary")
    } | {"link": entry.links[0].url if entry.links else ""}  # fmt: skip
    assert entry.form == "row"
    assert read[field] == value
    for other in {"date", "reader", "title", "source", "summary"} - {field}:
        assert getattr(entry, other) == getattr(before, other)
    assert change.document.entries[1 - index].markdown == document.entries[1 - index].markdown
    assert change.text.endswith("\n\nA word below.\n")


def test_a_row_is_taken_out_alone() -> None:
    document = parse(LOG)
    assert delete_entry(document, document.entries[0]).text == HEAD + SECOND + "\nA word below.\n"


def test_a_cell_that_no_field_holds_is_kept() -> None:
    log = "| Reader | Paper | Mood | Date |\n|---|---|---|---|\n| Mira | Kelp | happy | 2024-03-05 |\n"
    document = parse(log)
    assert change_entry(document, document.entries[0], {"title": "Otters"}, learn(document)).text == log.replace(
        "Kelp", "Otters"
    )


def test_rows_that_two_people_add_are_both_kept() -> None:
    mine = HEAD + "| 2024-03-06 | Ann | Urchins | | |\n" + FIRST + SECOND
    theirs = HEAD + FIRST + "| 2024-03-04 | Ben | Seals | | |\n" + SECOND
    merged = merge(HEAD + FIRST + SECOND, mine, theirs)
    assert not merged.conflicts
    assert [entry.reader for entry in parse(merged.text).entries] == ["Ann", "Mira", "Ben", "Tom"]


def test_nobody_is_asked_to_spell_a_row_as_a_header() -> None:
    document = parse(LOG)
    assert {finding.rule for finding in check(document, standard_of(document))} <= {"summary-missing", "link-missing"}


def test_who_asks_how_entries_are_written_is_told_of_rows_and_labels() -> None:
    for log, said in (
        (LOG, "a row of a table"),
        ("Date: 2024-03-05\nReader: Mira\nPaper: Kelp\n", "Date:, Reader:, Paper:"),
    ):
        document = parse(log)
        first = lessons(document, learn_with_origins(document), "2024-03-06")[0]
        assert getattr(first.value, "pattern", first.value) == said

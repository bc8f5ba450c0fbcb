"""Moving old entries: nothing is lost, doubled or changed, whatever stands around them."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.logs import INSERTION_LINE, TEMPLATE, any_text, log_like_text, paper
from tui_reader.core.archive import NotArchivedError, archive, heading_for
from tui_reader.core.document import Document
from tui_reader.core.merge import merge_files
from tui_reader.core.parser import parse

DAY = "2024-03-10"
DIVIDER = "> ----周分界线----\n"
SOURCE = (
    f"# 潮汐小组\n\n{TEMPLATE}\n## Daily Reading\n\n{INSERTION_LINE}\n"
    f"{paper(20)}>\n{paper(12)}>\n{DIVIDER}>\n{paper(8)}>\n> 清明放假\n>\n{paper(5)}\n"
    f"## Deep sea\n\n{paper(11, 'Mira', 'Deep Kelp')}>\n{paper(2, 'Tom', 'Deeper Kelp')}"
)


def moved(source: str, target: str = "", before: str = DAY) -> tuple[str, str]:
    document = parse(source)
    found = archive(document, parse(target or heading_for(document)), before)
    return found.source, found.target


def test_old_entries_go_under_the_same_headings_and_all_else_stays() -> None:
    source, target = moved(SOURCE)
    assert source == (
        f"# 潮汐小组\n\n{TEMPLATE}\n## Daily Reading\n\n{INSERTION_LINE}\n{paper(20)}>\n{paper(12)}\n"
        f"## Deep sea\n\n{paper(11, 'Mira', 'Deep Kelp')}"
    )
    assert target == (
        f"# 潮汐小组\n\n## Daily Reading\n\n{DIVIDER}>\n{paper(8)}>\n> 清明放假\n>\n{paper(5)}\n"
        f"## Deep sea\n\n{paper(2, 'Tom', 'Deeper Kelp')}"
    )


def test_a_line_between_weeks_stays_between_what_stays() -> None:
    log = f"## Daily Reading\n\n{paper(12)}>\n{DIVIDER}>\n{paper(8)}>\n{paper(11)}"
    source, _target = moved(log)
    assert source == f"## Daily Reading\n\n{paper(12)}>\n{DIVIDER}>\n{paper(11)}"


def test_later_moves_go_to_their_places_by_time() -> None:
    source, target = moved(SOURCE, before="2024-03-06")
    source, target = moved(source, target)
    assert [entry.date for entry in parse(target).entries] == ["2024-03-08", "2024-03-05", "2024-03-02"]
    assert moved(source, target) == (source, target)


def test_the_order_of_time_is_that_of_the_log_that_they_go_to() -> None:
    oldest_first = f"## Daily Reading\n\n{paper(1)}>\n{paper(3)}>\n{paper(4)}"
    _source, target = moved(SOURCE, oldest_first)
    daily = [entry.date for entry in parse(target).entries if entry.section == "Daily Reading"]
    assert daily == ["2024-03-01", "2024-03-03", "2024-03-04", "2024-03-05", "2024-03-08"]


def test_undated_entries_stay_and_are_counted() -> None:
    undated = "> > [待补充]-[李雷]-[Kelp Some Day]-[Arxiv](https://kelp.org/u)\n> >\n> > 论文简述：后补。\n"
    document = parse(f"{SOURCE}>\n{undated}")
    found = archive(document, parse(""), "2025")
    assert found.undated == 1
    assert [entry.markdown for entry in parse(found.source).entries] == [undated]


def test_a_move_that_broke_off_is_ended_without_doubles() -> None:
    source, target = moved(SOURCE)
    found = archive(parse(SOURCE), parse(target), DAY)
    assert (found.source, found.target, found.there_already) == (source, target, 3)
    more = SOURCE.replace(paper(5), f"{paper(5)}>\n{paper(4)}")
    found = archive(parse(more), parse(target), DAY)
    assert (found.there_already, len(found.moved)) == (3, 4)
    assert len(parse(found.target).entries) == 4


def test_conflicts_are_settled_first() -> None:
    marked = f"{SOURCE}>\n<<<<<<< HEAD\n{paper(3)}=======\n{paper(4)}>>>>>>> theirs\n"
    for source, target in ((marked, ""), (SOURCE, marked)):
        with pytest.raises(NotArchivedError):
            archive(parse(source), parse(target), DAY)


def test_line_ends_are_those_of_the_log_that_they_go_to() -> None:
    _source, target = moved(SOURCE, "## Daily Reading\r\n")
    assert "\n" not in target.replace("\r\n", "")
    source, target = moved(SOURCE.replace("\n", "\r\n"))
    assert "\n" not in (source + target).replace("\r\n", "")


def test_an_entry_that_a_colleague_edits_meanwhile_is_moved_and_edited() -> None:
    source, target = moved(SOURCE)
    edited = SOURCE.replace("第 5 天。", "第 5 天，改过了。")
    merged = merge_files([(SOURCE, source, edited), ("", target, "")])
    assert [one.conflicts for one in merged] == [0, 0]
    assert merged[0].text == source
    assert merged[1].text == target.replace("第 5 天。", "第 5 天，改过了。")


def entries_of(*documents: Document) -> Counter[str]:
    return Counter(entry.markdown.rstrip("\r\n") for document in documents for entry in document.entries)


days = st.builds(paper, st.integers(1, 28), st.sampled_from(["李雷", "Mira"]), st.sampled_from(["", "Kelp"]))
between = st.sampled_from(
    [">\n", "\n", "", DIVIDER, "---\n\n", "> 放假\n>\n", "&nbsp;\n", "## Deep sea\n\n", "# 潮汐\n"]
)
logs = st.lists(st.tuples(days, between), max_size=8).map(lambda parts: "".join(map("".join, parts)))


@given(st.builds(str.__add__, between, logs), logs, st.integers(1, 30))
def test_each_entry_is_in_one_of_the_logs_afterwards(source: str, target: str, day: int) -> None:
    before = parse(source), parse(target)
    try:
        found = archive(*before, f"2024-03-{day:02}")
    except NotArchivedError:
        return
    after = parse(found.source), parse(found.target)
    was, is_now = entries_of(*before), entries_of(*after)
    assert was.keys() == is_now.keys()
    assert not is_now - was
    assert (was - is_now).total() == found.there_already
    assert all((entry.date or "") >= f"2024-03-{day:02}" for entry in after[0].entries if entry.date)


@given(any_text() | log_like_text(), any_text() | log_like_text())
def test_any_two_texts_are_archived_or_refused(source: str, target: str) -> None:
    with suppress(NotArchivedError):
        archive(parse(source), parse(target), DAY)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.logs import any_text, log_like_text, paper
from tui_reader.core.conflicts import Pair, Side, UnsettledError, marked_conflicts, pairs, take, take_pairs
from tui_reader.core.merge import merge
from tui_reader.core.parser import parse

OURS = ">\n".join((paper(9, "Mira"), paper(7)))
THEIRS = ">\n".join((paper(8, "Tom"), paper(7).replace("[Arxiv]", "[Nature]")))
PLAIN = f"# Kelp\n\n<<<<<<< HEAD\n{OURS}=======\n{THEIRS}>>>>>>> 1f2e\n>\n{paper(1)}"


def test_the_versions_of_a_conflict_are_read() -> None:
    [conflict] = marked_conflicts(PLAIN)
    assert (conflict.line, conflict.base) == (3, None)
    assert (conflict.ours.of(PLAIN), conflict.theirs.of(PLAIN)) == (OURS, THEIRS)


def test_a_conflict_may_show_what_both_sides_changed() -> None:
    text = PLAIN.replace("=======\n", f"||||||| base\n{paper(7)}=======\n")
    [conflict] = marked_conflicts(text)
    assert conflict.base is not None
    assert conflict.base.of(text) == paper(7)
    assert (conflict.ours.of(text), conflict.theirs.of(text)) == (OURS, THEIRS)


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD\n", "=======\n", ">>>>>>> 1f2e\n"])
def test_marks_that_are_not_complete_are_no_conflict(mark: str) -> None:
    assert marked_conflicts(PLAIN.replace(mark, "")) == ()


@pytest.mark.parametrize(("side", "kept"), [("ours", OURS), ("theirs", THEIRS), ("neither", "")])
def test_one_side_is_taken_to_the_letter(side: Side, kept: str) -> None:
    document = parse(PLAIN)
    settled = take(document, marked_conflicts(PLAIN)[0], side)
    assert settled.text == f"# Kelp\n\n{kept}>\n{paper(1)}"


def test_all_entries_of_both_are_taken_and_what_is_the_same_once() -> None:
    text = PLAIN.replace("[Nature]", "[Arxiv]")
    settled = take(parse(text), marked_conflicts(text)[0], "both")
    assert [entry.markdown for entry in settled.document.entries] == [
        paper(9, "Mira"),
        paper(8, "Tom"),
        paper(7),
        paper(1),
    ]


def test_sides_are_taken_entry_by_entry() -> None:
    [conflict] = marked_conflicts(PLAIN)
    found = pairs(PLAIN, conflict)
    assert found == (
        Pair(paper(9, "Mira"), ""),
        Pair("", paper(8, "Tom")),
        Pair(paper(7), paper(7).replace("[Arxiv]", "[Nature]")),
    )
    settled = take_pairs(parse(PLAIN), conflict, ["neither", "both", "theirs"])
    assert settled.text == f"# Kelp\n\n{THEIRS}>\n{paper(1)}"


def test_a_conflict_inside_an_entry_goes_on_with_it() -> None:
    text = paper(7) + "<<<<<<< HEAD\n> > 高。\n=======\n> > 深。\n>>>>>>> 1f2e\n>\n" + paper(1)
    document = parse(text)
    [conflict] = marked_conflicts(text)
    assert take(document, conflict, "theirs").text == paper(7) + "> > 深。\n>\n" + paper(1)
    assert take(document, conflict, "both").text == paper(7) + "> > 高。\n> > 深。\n>\n" + paper(1)


def test_line_ends_stay_as_they_are() -> None:
    text = PLAIN.replace("\n", "\r\n")
    settled = take(parse(text), marked_conflicts(text)[0], "both")
    assert settled.text.count("\n") == settled.text.count("\r\n")


def test_what_a_merge_leaves_is_read_and_taken() -> None:
    base, ours, theirs = (paper(3, title=title) + ">\n" + paper(1) for title in ("Kelp", "Sea", "Sand"))
    text = merge(base, ours, theirs).text
    [conflict] = marked_conflicts(text)
    assert take(parse(text), conflict, "ours").text == ours
    assert take(parse(text), conflict, "theirs").text == theirs


@given(any_text() | log_like_text(), st.sampled_from(("ours", "theirs", "both", "neither")))
def test_any_text_is_read_and_settled_or_left(text: str, side: Side) -> None:
    for wrapped in (text, f"<<<<<<< a\n{text}\n=======\n{text}\n>>>>>>> b\n{paper(1)}"):
        for conflict in marked_conflicts(wrapped):
            assert wrapped[conflict.span.start] == "<"
            try:
                settled = take(parse(wrapped), conflict, side)
            except UnsettledError:
                continue
            assert settled.text.startswith(wrapped[: conflict.span.start])
            assert settled.text.endswith(wrapped[conflict.span.end :])

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui_reader.core.visible import visible
from tui_reader.ui.wrap import CLOSING, OPENING, SPACES, Run, fit, fit_exactly, line_spans, wrap

PIECES = st.one_of(
    st.sampled_from(
        ["模型", "语音情感", "，", "。", "（", "）", "“", "”", "……", "——", "、", "《", "》", " ", "  ", "　", "\n"]
    ),
    st.sampled_from(
        ["Transformer", "don’t", "3.14%", "next-token", "(CVPR 2024)", "https://example.org/a/b?c=d", "x" * 60]
    ),
    st.sampled_from(["e\u0301", "👩‍👩‍👧‍👦", "👍🏽", "❤️", "🇨🇳", '"', "か", "ー", "ッ", "한국어", "ｱ", "a", ",", "."]),
)
CHINESE = st.sampled_from(["模", "型", "，", "。", "（", "）", "word", "情感", "、", "“", "”", " "])
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.text().map(lambda text: visible(text, keep_newlines=True)),
)
WIDTHS = st.integers(2, 90)


def lines_of(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in line_spans(text, width)]


def without_spaces(text: str) -> str:
    return "".join(character for character in text if character not in SPACES and character != "\n")


# -- by example --------------------------------------------------------------------------------------------------------


def test_chinese_is_broken_between_any_two_characters() -> None:
    assert lines_of("注意力机制与语音情感", 8) == ["注意力机", "制与语音", "情感"]


def test_a_full_stop_takes_its_character_to_the_next_line() -> None:
    assert lines_of("注意力机。制", 8) == ["注意力", "机。制"]


def test_an_opening_bracket_does_not_end_a_line() -> None:
    assert lines_of("注意力（机制）", 8) == ["注意力", "（机制）"]


def test_a_latin_word_is_not_cut() -> None:
    assert lines_of("语音affective情感", 10) == ["语音", "affective", "情感"]


def test_signs_between_chinese_and_latin_stay_with_their_side() -> None:
    assert lines_of("模型, which", 5) == ["模型,", "which"]
    assert lines_of("model（模型）", 8) == ["model", "（模型）"]
    assert lines_of("model(模型)", 7) == ["model", "(模型)"]


def test_a_straight_quote_between_characters_is_an_opening_or_a_closing_one() -> None:
    assert lines_of('所谓"模型"好', 5) == ["所谓", '"模', '型"好']


def test_dashes_and_dots_do_not_begin_a_line() -> None:
    assert lines_of("模型——好", 5) == ["模", "型——", "好"]
    assert lines_of("模型……好", 4) == ["模", "型……", "好"]


def test_an_apostrophe_does_not_break_a_word() -> None:
    assert lines_of("we don’t know", 7) == ["we", "don’t", "know"]


def test_spaces_at_a_break_are_dropped_and_others_kept() -> None:
    assert lines_of("one  two  three", 9) == ["one  two", "three"]
    assert lines_of("  x = 1", 20) == ["  x = 1"]


def test_an_address_is_cut_behind_its_slashes() -> None:
    address = "https://example.org/papers/2024/attention.html"
    assert lines_of(address, 28) == ["https://example.org/papers/", "2024/attention.html"]


def test_an_address_is_not_cut_within_its_scheme() -> None:
    assert lines_of("see https://example.org/papers", 14) == ["see", "https://", "example.org/", "papers"]
    assert lines_of("look it up at https://example.org/a/b", 22) == ["look it up at", "https://example.org/a/", "b"]


def test_a_word_wider_than_the_line_is_cut_by_cells() -> None:
    assert lines_of("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_an_emoji_of_several_characters_is_not_cut() -> None:
    assert lines_of("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👍🏽", 4) == ["👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "👍🏽"]


def test_line_ends_are_kept() -> None:
    assert lines_of("a\n\nb\n", 10) == ["a", "", "b", ""]


def test_runs_keep_what_they_are_across_lines() -> None:
    strong = frozenset(("strong",))
    runs = [Run("one "), Run("two three", strong, "https://example.org"), Run(" four")]
    assert wrap(runs, 9) == [
        [Run("one "), Run("two", strong, "https://example.org")],
        [Run("three", strong, "https://example.org")],
        [Run("four")],
    ]


def test_no_text_is_one_empty_line() -> None:
    assert wrap([], 10) == [[]]


@pytest.mark.parametrize(
    ("text", "cells", "fitted"),
    [
        ("short", 10, "short"),
        ("exactly", 7, "exactly"),
        ("too long", 5, "too…"),
        ("注意力机制", 10, "注意力机制"),
        ("注意力机制", 9, "注意力机…"),
        ("注意力机制", 8, "注意力…"),
        ("x", 0, ""),
        ("注意", 1, "…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
    ],
)
def test_fit_cuts_with_an_ellipsis(text: str, cells: int, fitted: str) -> None:
    assert fit(text, cells) == fitted


# -- by property -------------------------------------------------------------------------------------------------------


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_asked_for(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in lines_of(text, width))


@given(TEXTS, WIDTHS)
def test_nothing_is_lost_but_spaces(text: str, width: int) -> None:
    assert without_spaces("".join(lines_of(text, width))) == without_spaces(text)


@given(TEXTS, WIDTHS)
def test_runs_joined_are_the_text(text: str, width: int) -> None:
    half = len(text) // 2
    lines = wrap([Run(text[:half]), Run(text[half:], frozenset(("code",)))], width)
    assert ["".join(run.text for run in line) for line in lines] == lines_of(text, width)


@given(st.lists(CHINESE, max_size=80).map("".join))
def test_lines_begin_and_end_as_they_may(text: str) -> None:
    width = 30
    lines = lines_of(text, width)
    for before, behind in pairwise(lines):
        if before and behind and (before[-1] in OPENING or behind[0] in CLOSING):
            # Nothing else was possible only where the signs alone fill a line.
            signs = sum(character in CLOSING or character in OPENING for character in before + behind)
            assert signs > width // 4


@given(st.text(st.sampled_from("abc \n")), WIDTHS)
def test_words_that_fit_are_whole(text: str, width: int) -> None:
    words = {word for word in text.split() if len(word) <= width}
    whole = {word for line in lines_of(text, width) for word in line.split()}
    assert words <= whole


@given(TEXTS, st.integers(0, 90))
def test_fit_keeps_to_its_cells(text: str, cells: int) -> None:
    text = text.replace("\n", " ")
    assert cell_len(fit(text, cells)) <= cells
    assert cell_len(fit_exactly(text, cells)) == cells
    assert fit(text, cells) == text or fit(text, cells).endswith("…") or not cells


@pytest.mark.parametrize(
    "piece", ["模型", "（", "。", "x", "a ", "/a", "( ", "\u0301", "a\u200d", '"', "“”", "((", "中,", "\u3000"]
)
def test_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        line_spans(text, 80)
        return time.process_time() - start

    # Four times the text, and far from the sixteen times of the time that a quadratic search would take. What else the
    # machine does may fall upon either.
    assert any(seconds(40_000) < 11 * seconds(10_000) + 0.01 for _attempt in range(3))

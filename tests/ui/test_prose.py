from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui_reader.adapters import language
from tui_reader.core.markdown import LONGEST
from tui_reader.ui.prose import prose
from tui_reader.ui.wrap import Line

SIGNS = st.sampled_from("*_`~[]()<>!|-#$\\\n &;:.1a中，\x1b\udcff\u2028\r\t")
BLOCKS = st.sampled_from(
    ["\n\n", "> ", "- ", "1. ", "    ", "| a | b |\n|--|:-:|\n| c |\n", "```\n", "$$\n", "---\n", "# "]
)
TAGS = st.sampled_from(
    ["<br>", "<sub>", "</sub>", "<b>", "</b>", "<a href='x'>", "</a>", "<img src=x>", "<td>", "<details>"]
)
INLINE = st.sampled_from(
    ["&#27;", "&#x202e;", "https://example.org/a_b", "[a](http://b)", "![a](b)", "\\frac{a}{b}", "**"]
)
MARKDOWN = st.lists(st.one_of(SIGNS, BLOCKS, TAGS, INLINE), max_size=60).map("".join)


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


def shown(text: str, width: int = 40) -> list[str]:
    return ["".join(run.text for run in line) for line in prose(text, width)]


def texts_in(lines: list[Line], role: str) -> list[str]:
    return [run.text for line in lines for run in line if role in run.roles]


# -- lines and paragraphs ----------------------------------------------------------------------------------------------


def test_single_newlines_stay_and_paragraphs_are_kept_apart() -> None:
    assert shown("第一行\n第二行\n\n第三行") == ["第一行", "第二行", "", "第三行"]


def test_a_backslash_two_spaces_and_br_end_a_line_once() -> None:
    assert shown("a\\\nb  \nc<br>d<br/>\ne") == ["a", "b", "c", "d", "e"]


def test_long_lines_are_wrapped() -> None:
    assert shown("one two three four", 9) == ["one two", "three", "four"]


def test_nothing_comes_of_nothing() -> None:
    assert prose("", 40) == []
    assert prose(" \n\n ", 40) == []


# -- emphasis, code, math ----------------------------------------------------------------------------------------------


def test_emphasis_is_a_role_and_its_signs_are_gone() -> None:
    lines = prose("a **b** *c* ~~d~~ `e*f*`", 40)
    assert shown("a **b** *c* ~~d~~ `e*f*`") == ["a b c d e*f*"]
    assert [texts_in(lines, role) for role in ("strong", "emphasis", "strike", "code")] == [
        ["b"],
        ["c"],
        ["d"],
        ["e*f*"],
    ]


def test_brackets_are_no_markup_of_the_screen() -> None:
    text = "[bold]not bold[/bold] [@click=app.quit]x[/]"
    assert shown(text, 60) == [text]


def test_math_is_readable_and_keeps_its_signs_from_being_emphasis() -> None:
    assert shown("设 $a_i * b_j$ 与 \\(x^2\\)，以及 $$\\frac{1}{2}$$") == ["设 aᵢ * bⱼ 与 x²，以及 1/2"]
    assert shown("前\n$$\na \\\\\n- b\n$$\n后") == ["前", "a ; - b", "后"]
    assert shown("$5 and $10, \\(CVPR\\)") == ["$5 and $10, (CVPR)"]


def test_code_keeps_its_lines_and_spaces() -> None:
    lines = prose("```python\ndef f():\n    return [1]\n```", 40)
    assert texts_in(lines, "code") == ["def f():", "    return [1]"]


def test_what_stands_behind_a_fence_is_kept_unless_it_names_a_language() -> None:
    assert shown("```这是代码 x\ny\n```\n```c++\nz\n```") == ["这是代码 x", "y", "z"]


# -- lists, quotes, headings, tables -----------------------------------------------------------------------------------


def test_items_hang_from_their_bullets_and_numbers() -> None:
    assert shown("- one two three\n  - four\n- five\n\n9. six\n10. seven eight", 12) == [
        *("• one two", "  three", "  ◦ four", "• five", "", "9. six", "10. seven", "    eight")
    ]


def test_quotes_have_a_bar_on_every_line() -> None:
    assert shown("> a\n>\n> one two", 6) == ["│ a", "│ ", "│ one", "│ two"]


def test_a_heading_is_a_line_of_its_own_without_its_signs() -> None:
    lines = prose("## 方法\n文字", 40)
    assert texts_in(lines, "heading") == ["方法"]
    assert shown("## 方法\n文字") == ["方法", "文字"]


def test_columns_of_a_table_stand_below_each_other() -> None:
    assert shown("| 方法 | acc |\n|:--|--:|\n| ours | 91.2 |\n| 基线模型 | 8 |") == [
        "方法       acc",
        "────────  ────",
        "ours      91.2",
        "基线模型     8",
    ]


def test_a_wide_table_is_wrapped_in_its_columns() -> None:
    lines = shown("| a | b |\n|--|--|\n| one two three four five six | seven eight nine ten |", 24)
    assert lines[0].split() == ["a", "b"]
    assert all(cell_len(line) <= 24 for line in lines)
    assert "one two" in lines[2]


def test_a_table_without_room_is_a_list() -> None:
    assert shown("| a | b | c |\n|--|--|--|\n| 1 | 2 | 3 |", 12) == ["a 1", "b 2", "c 3"]


# -- safety ------------------------------------------------------------------------------------------------------------


def test_control_characters_are_visible_however_they_came_in() -> None:
    assert shown("\x1b[31m &#x202e;x `\x07`") == ["␛[31m ‹202E›x ␇"]


def test_what_is_nested_too_deep_is_shown_as_it_is() -> None:
    text = "> " * 60 + "end"
    assert "end" in "".join(shown(text))


def test_a_very_long_text_is_shown_as_it_is() -> None:
    assert shown("**a** " * LONGEST, 60)[0].startswith("**a** **a**")


def test_words_of_the_filter_are_marked_across_emphasis() -> None:
    assert "".join(texts_in(prose("情**感**模型 Emotion", 40, ["情感", "emotion"]), "match")) == "情感Emotion"


@settings(max_examples=3 * settings().max_examples)
@given(MARKDOWN, st.integers(1, 80))
def test_any_text_becomes_lines_that_fit(text: str, width: int) -> None:
    for line in prose(text, width, ["a"]):
        line_text = "".join(run.text for run in line)
        assert cell_len(line_text) <= max(2, width)
        assert "\n" not in line_text
        assert line_text.isprintable() or any(character in line_text for character in "\xa0\u3000")


@given(st.text(max_size=200))
def test_any_characters_become_lines(text: str) -> None:
    prose(text, 20)

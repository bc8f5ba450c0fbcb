from __future__ import annotations

import pytest

from tui_reader.core.markdown import read


def inside(text: str) -> list[tuple[str, str]]:
    """Type and text of what stands in the one paragraph of ``text``."""
    return [(token.type, token.content) for token in read(text)[1].children or [] if token.content or token.nesting]


@pytest.mark.parametrize(
    ("text", "strong"),
    [
        ("强调**“词”**之后", "“词”"),
        ("这是**重点：**之后", "重点："),
        ("用**BERT**做", "BERT"),
        ("**（甲）**乙", "（甲）"),
        ("模型**(a)**好", "(a)"),
        ("a **b** c", "b"),
    ],
)
def test_strong_text_needs_no_spaces_in_chinese(text: str, strong: str) -> None:
    assert ("text", strong) in inside(text)
    assert "strong_open" in dict(inside(text))
    assert not any("*" in content for _type, content in inside(text))


@pytest.mark.parametrize("text", ["a ** b ** c", "snake_case_name", "2 * 3 * 4", "３ ** ４"])
def test_signs_that_stand_alone_are_text(text: str) -> None:
    assert inside(text) == [("text", text)]


def test_formulas_are_read_before_emphasis() -> None:
    assert inside("$a_i * b_j$ *x*")[0] == ("math_inline", "a_i * b_j")
    assert ("math_inline", "x^2") in inside(r"so \(x^2\) is")


def test_escaped_brackets_and_prices_are_no_formulas() -> None:
    assert inside(r"\(CVPR\) \[1\] $5 and $10") == [("text", "(CVPR) [1] $5 and $10")]


def test_a_formula_over_several_lines_is_a_block() -> None:
    tokens = read("before\n$$\na\n- b\n$$\nbehind")
    assert [token.type for token in tokens if token.type != "inline"] == [
        "paragraph_open",
        "paragraph_close",
        "math_block",
        "paragraph_open",
        "paragraph_close",
    ]
    assert "$$" in "".join(token.content for token in read("$$\nnever closed"))


@pytest.mark.parametrize("text", ["    indented", "[注]: 说明", "<div>\ntext", "[1]: https://example.org"])
def test_what_looks_like_a_block_by_accident_is_a_paragraph(text: str) -> None:
    assert read(text)[0].type == "paragraph_open"
    assert read(text)[1].content == text.strip()


def test_a_line_under_text_does_not_make_it_a_heading() -> None:
    assert [token.type for token in read("text\n---")] == ["paragraph_open", "inline", "paragraph_close", "hr"]

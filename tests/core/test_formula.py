from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.core.formula import readable, subscript, superscript, with_readable_formulas

CHARACTERS = st.sampled_from("{}[]^_&~' ab1+=()$%|\\中")
COMMANDS = st.sampled_from(
    ["\\\\", "\\alpha", "\\frac", "\\sqrt", "\\hat", "\\text", "\\begin{cases}", "\\end{cases}", "\\left", "\\right"]
)
RARE_COMMANDS = st.sampled_from(["\\unknown", "\\mathbb", "\\not", "\\underset", "\\xrightarrow", "\\operatorname*"])
LATEX = st.lists(st.one_of(CHARACTERS, COMMANDS, RARE_COMMANDS)).map("".join)


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\alpha_i^2 \le \beta", "αᵢ² ≤ β"),
        (r"x^{2n+1}", "x²ⁿ⁺¹"),
        (r"10^{-3}", "10⁻³"),
        (r"x_{i,j}", "xᵢ,ⱼ"),
        (r"\mathcal{L}_{total} = \lambda \mathcal{L}_{cls}", "ℒ_total = λℒ_cls"),
        (r"\sum_{i=1}^{n} x_i", "∑ᵢ₌₁ⁿ xᵢ"),
        (r"\frac{a}{b}", "a/b"),
        (r"\frac{a+b}{2}", "(a+b)/2"),
        (r"\frac{1}{N}\sum_i x_i", "1/N ∑ᵢ xᵢ"),
        (r"\sqrt{d_k}", "√dₖ"),
        (r"\sqrt[3]{x+1}", "∛(x+1)"),
        (r"\mathbb{R}^{d \times d}", "ℝ^(d × d)"),
        (r"\text{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V", "softmax(QKᵀ/√dₖ)V"),
        (r"\|w\|_2^2", "‖w‖₂²"),
        (r"\hat{y}_i", "y\u0302ᵢ"),
        (r"\log p(x \mid y)", "log p(x | y)"),
        (r"\operatorname*{arg\,max}_\theta", "arg max_θ"),
        (r"\{1, \ldots, n\}", "{1, …, n}"),
        (r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}", "[ a b ; c d ]"),
        (r"e^{i\pi}", "e^(iπ)"),
        (r"f'(x)", "f′(x)"),
        (r"x \not\in S", "x ∉ S"),
        (r"95\%", "95%"),
        (r"\text{准确率} = 1", "准确率 = 1"),
    ],
)
def test_what_people_write_is_readable(latex: str, shown: str) -> None:
    assert readable(latex) == shown


def test_a_command_that_is_not_known_stays_as_it_is() -> None:
    assert readable(r"\fancy{x} + 1") == r"\fancy{x} + 1"


@pytest.mark.parametrize("latex", ["{a", "a}", "x^", r"\frac{a}", "a\\", r"\sqrt[3", "{" * 50 + "}" * 50])
def test_a_formula_that_is_not_well_formed_comes_back_as_it_is(latex: str) -> None:
    assert readable(latex) == latex


def test_formulas_in_a_title_are_readable() -> None:
    assert with_readable_formulas("A $^3$ lign: $O(n^2)$ and $$x_1$$") == "A ³ lign: O(n²) and x₁"


def test_prices_are_not_formulas() -> None:
    text = "from $5 to $10, or $5-$10, not $ 5 $ either"
    assert with_readable_formulas(text) == text


def test_scripts_without_characters_of_their_own_say_so() -> None:
    assert superscript("2") == "²"
    assert superscript("中") == "^中"
    assert subscript("loss") == "_loss"
    assert subscript("a b") == "_(a b)"


@given(LATEX)
def test_any_formula_comes_out_on_one_line(latex: str) -> None:
    assert "\n" not in readable(latex)


@given(st.text())
def test_any_text_comes_out(text: str) -> None:
    with_readable_formulas(text)
    readable(text)

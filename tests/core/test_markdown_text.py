"""Text of a log in other Markdown: it means the same, and reaches no further than its place."""

from __future__ import annotations

import pytest

from tui_reader.core import markdown
from tui_reader.core.markdown_text import contained, escaped, link


def shown(text: str) -> str:
    """What a reader of Markdown makes of one paragraph."""
    (inline,) = [token for token in markdown.read(text) if token.type == "inline"]
    return "".join(token.content for token in inline.children or [])


@pytest.mark.parametrize("title", ["A [b] *c* _d_ <e> ~f~", "snake_case_name", "a\\b", "1 < 2 | 3", "海星*的*再生"])
def test_a_title_is_shown_as_it_is(title: str) -> None:
    assert shown(escaped(title)) == title


@pytest.mark.parametrize("title", ["On `a_b*c`", r"The $x_i^*$ norm"])
def test_code_and_formulas_of_a_title_stay(title: str) -> None:
    assert escaped(title) == title


def test_an_address_cannot_end_its_link() -> None:
    assert link("x", "https://e.org/a (1).png") == "[x](https://e.org/a%20%281%29.png)"
    assert link("x", None) == "x"


@pytest.mark.parametrize(
    ("summary", "inside"),
    [
        ("# Big\ntext", "###### Big\ntext"),
        ("a\n\n---\n\nb", "a\n\n\n\nb"),
        ("a\n===", "a\n"),
        ("<script>x</script> H<sub>2</sub>O<br>", "&lt;script>x&lt;/script> H<sub>2</sub>O<br>"),
        ("<!-- _class: x -->", "&lt;!-- _class: x -->"),
        ("`<b>` 1 < 2", "`<b>` 1 < 2"),
        ("```\n# code\n---\n<b>", "```\n# code\n---\n<b>\n```"),
        ("```\nclosed\n```", "```\nclosed\n```"),
        ("~~~~\n```\n", "~~~~\n```\n~~~~"),
        ("a\x1bb", "a␛b"),
    ],
)
def test_a_summary_stays_in_its_place(summary: str, inside: str) -> None:
    assert contained(summary) == inside

"""What there is to read about the rules, on the terminal and in ``docs/``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from tui_reader.adapters import language
from tui_reader.commands.rule_page import example_standard, rule_book, rule_list, rule_page
from tui_reader.core.check import check
from tui_reader.core.parser import parse
from tui_reader.core.rule import RULES
from tui_reader.core.visible import visible

DOCS = Path(__file__).parents[2] / "docs"
BOOKS = {"en": DOCS / "rules.md", "zh_CN": DOCS / "rules.zh-CN.md"}


@pytest.fixture(params=BOOKS)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language in turn."""
    language.use(request.param)
    yield request.param
    language.use(None)


def test_the_book_is_up_to_date(spoken: str) -> None:
    """Where this fails: make docs."""
    assert BOOKS[spoken].read_text(encoding="utf-8") == rule_book()


def test_every_rule_has_a_page_and_a_place_in_book_and_list(spoken: str) -> None:
    book = rule_book()
    listed = "".join(rule_list(None))
    for code, rule in RULES.items():
        assert rule_page(rule).startswith(f"# {code}\n\n")
        assert book.count(f"\n### {code}\n") == 1
        assert f"](#{code})" in book
        assert f" {code} " in listed


def test_a_page_shows_the_example_before_and_after() -> None:
    markdown = MarkdownIt()
    for rule in RULES.values():
        page = rule_page(rule, translate=str)
        fences = [token for token in markdown.parse(page) if token.type == "fence"]
        assert [token.info for token in fences] == ["markdown", "markdown", "yaml"], rule.code
        shown = [visible(text, keep_newlines=True).rstrip() for text in (rule.before, rule.after)]
        assert [token.content.rstrip() for token in fences[:2]] == shown
        assert visible(page, keep_newlines=True) == page


def test_the_examples_are_held_to_what_makes_them_examples() -> None:
    for rule in RULES.values():
        before, after = parse(rule.before), parse(rule.after)
        assert rule.code in {found.rule for found in check(before, example_standard(before))}
        assert rule.code not in {found.rule for found in check(after, example_standard(after))}


def test_a_list_for_a_terminal_fits_it(spoken: str) -> None:
    assert max(cell_len(line.rstrip("\n")) for line in rule_list(80)) <= 80


def test_the_book_itself_is_silenced() -> None:
    document = parse(rule_book(translate=str))
    assert document.entries
    assert check(document, example_standard(document)) == ()

from __future__ import annotations

import pytest

from tui_reader.adapters import language
from tui_reader.core.markdown import read
from tui_reader.ui.paragraph import paragraph
from tui_reader.ui.wrap import PLAIN, Run, run_text


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


def runs_of(text: str) -> list[Run]:
    """The runs of ``text``, which is one paragraph."""
    return paragraph(read(text)[1].children or [], PLAIN)


def shown(text: str) -> str:
    return run_text(runs_of(text))


def texts_in(text: str, role: str) -> list[str]:
    return [run.text for run in runs_of(text) if role in run.roles]


def links_in(text: str) -> list[tuple[str, str]]:
    return [(run.text, run.link) for run in runs_of(text) if run.link]


def test_a_link_is_opened_by_the_terminal_and_says_where_it_leads() -> None:
    text = "见 [榜单](https://www.example.org/board)。"
    assert shown(text) == "见 榜单 (example.org)。"
    assert links_in(text) == [("榜单", "https://www.example.org/board")]


def test_a_link_that_names_its_site_does_not_say_it_twice() -> None:
    assert shown("[example.org 榜单](https://example.org/board)") == "example.org 榜单"


def test_a_link_without_a_text_shows_its_address() -> None:
    assert shown("[](https://example.org/a)") == "example.org/a"


def test_an_address_in_the_text_is_a_link() -> None:
    assert links_in("代码在 https://example.org/a_b_c，已开源 <https://example.org/d>") == [
        ("https://example.org/a_b_c", "https://example.org/a_b_c"),
        ("https://example.org/d", "https://example.org/d"),
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "docs/notes.md"])
def test_other_addresses_are_shown_and_not_opened(address: str) -> None:
    assert address in shown(f"[x]({address})")
    assert links_in(f"[x]({address})") == []


def test_html_means_what_it_means_or_nothing() -> None:
    assert shown("<font color=red>红</font> H<sub>2</sub>O x<sup>2</sup> <!-- note -->y") == "红 H₂O x² y"
    assert texts_in("<b>粗</b> <i>斜</i> <code>c</code>", "strong") == ["粗"]
    assert links_in('<a href="https://example.org/a">论文</a>') == [("论文", "https://example.org/a")]


def test_html_that_ends_lines_ends_lines() -> None:
    assert shown("<details><summary>更多</summary>正文</details>") == "更多\n正文"
    assert shown("<ul><li>a</li><li>b</li></ul>") == "• a\n• b"
    assert shown("a<br>b<br/>\nc<br><br>d") == "a\nb\nc\n\nd"


def test_tags_that_are_not_closed_end_with_the_paragraph() -> None:
    assert texts_in("a <b>bold to the end", "strong") == ["bold to the end"]
    assert shown("x</b></sub></a>y<sub>z") == "xyz"


def test_a_tag_that_is_none_is_text() -> None:
    assert shown("输入 <VideoFeature> 与 a < b") == "输入 <VideoFeature> 与 a < b"


def test_pictures_are_named() -> None:
    assert shown('![image](Images/a%20b.png)<img src="x/net.png" alt="Overview">') == "figure a b.png figure Overview"
    assert shown("<sub>\n</sub>![](Images/kelp.png)") == "figure kelp.png"

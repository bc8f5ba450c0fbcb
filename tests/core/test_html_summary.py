"""Summaries as HTML: what Markdown and math mean is there, and nothing of a log is obeyed."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.core.html_page import language_mark, linked, page
from tui_reader.core.html_summary import KEPT_TAGS, html_summary

OWN_TAGS = KEPT_TAGS | set("p br a h6 ul ol li blockquote pre code hr table thead tbody tr th td span div em".split())
ATTRIBUTES = {"href", "rel", "class", "title", "style", "start"}


def html(text: str) -> str:
    return html_summary(text, lambda address, words: f"[{words or address}]")


class Tags(HTMLParser):
    """Which tags and attributes a browser would see, and whether each tag is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "hr"
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("**“词”**之后", "<p><strong>“词”</strong>之后</p>\n"),
        ("# Big", "<h6>Big</h6>\n"),
        ("---", "<hr />\n"),
        (r"so $\alpha \le 1$", r'<p>so <span class="math" title="\alpha \le 1">α ≤ 1</span></p>' + "\n"),
        ("a<br>\nb", "<p>a<br>\nb</p>\n"),
        ("H<sub onclick=x>2</sub>O", "<p>H<sub>2</sub>O</p>\n"),
        ("<b>bold", "<p><b>bold</b></p>\n"),
        ("<font color=red>red</font> <tag>", "<p>red &lt;tag&gt;</p>\n"),
        ("![a](b.png)", "<p>[a]</p>\n"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>\n"),
    ],
)
def test_what_a_summary_means_is_in_its_html(text: str, shown: str) -> None:
    assert html(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "<iframe src=//e>\n\n<style>*{}</style>",
        "<!-- a --> <a href='javascript:x'>y</a>",
        '```"><script>\nx\n```',
        "&lt;script&gt; &#60;script>",
        "</p></body><b></i></b>",
    ],
)
def test_nothing_of_a_summary_is_obeyed(text: str) -> None:
    _assert_is_tame(html(text))


@given(
    st.lists(
        st.sampled_from(
            "< > </ <b> </b> <i> </i> <sub> <br> <img <script> \" ' & &#60; ` ``` $ \\( ** _ [ ]( ) # > - | \n a 词 "
            "javascript: https://e.org onload= <!-- --> \x1b".split(" ")
        ),
        max_size=25,
    ).map("".join)
)
def test_any_text_comes_out_as_tags_that_are_known_and_closed(text: str) -> None:
    _assert_is_tame(html(text))


def _assert_is_tame(text: str) -> None:
    tags = Tags(text)
    assert tags.open == []
    for name, attributes in tags.seen:
        assert name in OWN_TAGS
        assert set(attributes) <= ATTRIBUTES
        assert (attributes.get("href") or "https:").startswith(("https:", "http:", "mailto:", "zotero:"))
        assert (attributes.get("style") or "text-align:").startswith("text-align:")


def test_a_page_forbids_what_it_does_not_need() -> None:
    text = page('A "title" </title><script>', "en", "<p>x</p>\n")
    assert "<title>A &quot;title&quot; &lt;/title&gt;&lt;script&gt;</title>" in text
    assert "default-src 'none'" in text
    assert "img-src data:;" in text
    assert "img-src data: https:" in page("", "en", "", has_remote_pictures=True)


def test_links_that_must_not_be_opened_are_words() -> None:
    assert linked("x", "file:///etc/passwd") == "x"
    assert linked("x", 'https://e.org/"a') == '<a href="https://e.org/%22a" rel="noopener noreferrer">x</a>'


def test_chinese_on_an_english_page_says_so() -> None:
    assert language_mark("海星", "en") == ' lang="zh-CN"'
    assert language_mark("海星", "zh-CN") == ""
    assert language_mark("ひとで 海星", "en") == ""

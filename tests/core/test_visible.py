from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui_reader.core.visible import MOST_JOINERS, MOST_MARKS, SHAPED_FORMATS, visible

# What a hostile text is made of: everything, and more of what matters here than chance would bring.
TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp", "So"]),
        st.sampled_from("a中\r\n\t\x1b\u200d\ufe0f\u0301\U0001f468\U0001f3fd\udcff"),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Attention [Is] All *You* Need; 100 % – “quoted” … ½ µ",
        "中文，日本語、한국어。（全角）　【】",
        "Zoë Müller, Ångström, Привет, αβγ",
        "→ ≤ ∑ ① ★ │",
        "👍 ❤️ 1️⃣ 🇨🇳",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert visible(text) == text


def test_an_escape_sequence_is_shown_and_not_sent() -> None:
    assert visible("\x1b[31mred\x1b]0;title\x07") == "␛[31mred␛]0;title␇"


def test_a_control_of_the_second_set_is_shown_by_its_number() -> None:
    assert visible("a\x9b31m\x85") == "a‹9B›31m‹85›"


def test_a_byte_that_is_not_utf8_is_shown_by_its_number() -> None:
    assert visible(b"caf\xe9".decode("utf-8", "surrogateescape")) == "caf‹E9›"
    assert visible("\ud800") == "‹D800›"


def test_a_tab_is_a_space() -> None:
    assert visible("a\tb") == "a b"


@pytest.mark.parametrize(
    "character", ["\u202e", "\u2066", "\u200b", "\u200f", "\ufeff", "\xad", "\u2028", "\U000e0041"]
)
def test_what_cannot_be_seen_is_shown_by_its_number(character: str) -> None:
    assert visible(f"a{character}b") == f"a‹{ord(character):02X}›b"


def test_line_ends_are_signs_unless_they_are_kept() -> None:
    assert visible("a\nb\r\nc\rd") == "a␊b␍␊c␍d"
    assert visible("a\nb\r\nc\rd", keep_newlines=True) == "a\nb\nc\nd"


def test_a_joiner_inside_an_emoji_stays() -> None:
    for emoji in ("👩‍👩‍👧‍👦", "👩🏽‍❤️‍💋‍👨🏽", "🏳️‍🌈"):
        assert visible(emoji) == emoji


def test_a_joiner_anywhere_else_is_shown() -> None:
    assert visible("a\u200db") == "a‹200D›b"
    assert visible("👩\u200d") == "👩‹200D›"


def test_emoji_are_not_joined_without_end() -> None:
    assert visible("☃" + "\u200d☃" * 50).count("☃\u200d" * (MOST_JOINERS + 1)) == 0


def test_a_mark_without_a_letter_gets_a_circle() -> None:
    assert visible("\u0301a\n\u0301", keep_newlines=True) == "◌\u0301a\n◌\u0301"


def test_more_marks_than_any_script_has_are_counted() -> None:
    assert visible("e" + "\u0301" * (MOST_MARKS + 37) + "x") == "e" + "\u0301" * MOST_MARKS + "‹+37›x"


@given(TEXTS, st.booleans())
def test_nothing_that_controls_a_terminal_comes_out(text: str, keep_newlines: bool) -> None:
    for character in visible(text, keep_newlines).replace("\n" if keep_newlines else "", ""):
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.category(character) != "Cf" or character in SHAPED_FORMATS or character == "\u200d"


@given(TEXTS, st.booleans())
def test_twice_is_once(text: str, keep_newlines: bool) -> None:
    once = visible(text, keep_newlines)
    assert visible(once, keep_newlines) == once


@given(st.characters())
def test_every_character_takes_up_room(character: str) -> None:
    assert cell_len(visible(character)) >= 1

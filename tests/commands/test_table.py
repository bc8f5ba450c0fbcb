"""Columns are aligned by what terminals show, not by characters."""

from __future__ import annotations

import pytest
from rich import cells

from tui_reader.commands.table import NARROW, WIDE, aligned, cell_len, cut, cut_start

TEXTS = ["plain", "海星再生", "a海b星", "e\u0301tude", "👨‍👩‍👧 and ✔️", "“quotes” – …", "ｆｕｌｌ", "한국어", "ก็ดี", "🇨🇳"]


@pytest.mark.parametrize(("ranges", "width"), [(NARROW, 1), (WIDE, 2)])
def test_the_characters_known_by_heart_are_as_wide_as_in_the_app(
    ranges: tuple[tuple[int, int], ...], width: int
) -> None:
    characters = (chr(code) for first, last in ranges for code in range(first, last + 1))
    assert [sign for sign in characters if cells.get_character_cell_size(sign) != width] == []


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_as_wide_as_in_the_app(text: str) -> None:
    assert cell_len(text) == cells.cell_len(text)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_cut_fits_and_says_so(text: str) -> None:
    for room in range(20):
        shown = cut(text, room)
        assert cell_len(shown) <= room
        assert shown == text or not room or shown.endswith("…")


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_cut_at_its_start_fits_and_says_so(text: str) -> None:
    for room in range(20):
        shown = cut_start(text, room)
        assert cell_len(shown) <= room
        assert shown == text or not room or (shown.startswith("…") and text.endswith(shown[1:]))


def test_the_last_column_is_cut_to_the_width() -> None:
    rows = [("1", "何以", "海星再生的机制研究"), ("12", "Mira", "Barnacles remember everything")]
    assert list(aligned(rows, 24)) == [" 1  何以  海星再生的机…", "12  Mira  Barnacles rem…"]
    assert list(aligned(rows, None)) == [" 1  何以  海星再生的机制研究", "12  Mira  Barnacles remember everything"]
    assert list(aligned([], 24)) == []

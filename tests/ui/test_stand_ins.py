from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.core.visible import visible
from tui_reader.ui.stand_ins import StandIns

awkward = st.text(alphabet="a中\n\x0c\x1b\x85\u2028\u202e\udcff␛␌⌶\ue000\u0301👍\u200d\u200b\ufeff", max_size=30)


def test_a_control_character_is_shown_as_its_picture() -> None:
    assert StandIns().put_in("a\x1b[2J\x0cb") == "a␛[2J␌b"


def test_ordinary_text_stays_as_it_is() -> None:
    text = "Ein Titel, 一个标题 – with 👨‍👩‍👧 and é"
    assert StandIns().put_in(text) == text


@given(awkward)
def test_every_character_has_its_place_and_comes_back(text: str) -> None:
    stand_ins = StandIns()
    shown = stand_ins.put_in(text)
    assert len(shown) == len(text)
    assert stand_ins.take_out(shown) == text


@given(awkward)
def test_a_field_can_hold_what_is_shown(text: str) -> None:
    shown = StandIns().put_in(text)
    assert shown.splitlines() == shown.split("\n")[: len(shown.splitlines())]
    assert not set("\x0c\x1b\x85\u2028\u202e\udcff") & set(shown)


@given(awkward, awkward)
def test_what_is_put_in_later_does_not_change_what_stands_there(first: str, second: str) -> None:
    stand_ins = StandIns()
    shown = stand_ins.put_in(first)
    more = stand_ins.put_in(second)
    assert stand_ins.take_out(shown) == first
    # A sign that stood for itself before goes on doing so.
    if not any(visible(character) != character for character in first):
        assert stand_ins.take_out(more) == second

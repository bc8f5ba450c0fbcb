from __future__ import annotations

import pytest
from PIL import Image, ImageChops
from rich.cells import cell_len

from tests.ui.drawings import drawing, gradient, kitty_commands, kitty_shows, sixel_shows
from tui_reader.ui.picture_codes import (
    half_cells,
    kitty_colour,
    kitty_forget,
    kitty_line,
    kitty_picture,
    row_marks,
    sixel,
    through_tmux,
)


@pytest.mark.parametrize("picture", [drawing(), gradient(), drawing(91, 51), Image.new("RGB", (1, 1), "red")])
def test_half_cells_are_the_pixels(picture: Image.Image) -> None:
    back = Image.new("RGB", picture.size)
    for row, line in enumerate(half_cells(picture)):
        column = 0
        for halves in line:
            for x in range(column, column + halves.cells):
                back.putpixel((x, 2 * row), halves.upper)
                if halves.lower is not None:
                    back.putpixel((x, 2 * row + 1), halves.lower)
            column += halves.cells
        assert column == picture.width
    assert back.tobytes() == picture.tobytes()


@pytest.mark.parametrize("picture", [drawing(), gradient(300, 200)])
def test_kitty_gets_the_pixels_in_pieces_and_answers_nothing(picture: Image.Image) -> None:
    keys, back = kitty_shows("".join(kitty_picture(picture, 0x123456, 30, 10)))
    assert back.tobytes() == picture.tobytes()
    assert keys["i"] == str(0x123456)
    assert (keys["c"], keys["r"], keys["f"], keys["a"], keys["U"]) == ("30", "10", "100", "T", "1")
    assert kitty_colour(0x123456) == (0x12, 0x34, 0x56)
    assert kitty_commands(kitty_forget(7)) == [({"q": "2", "a": "d", "d": "I", "i": "7"}, "")]


def test_the_placeholders_of_kitty_take_a_cell_each() -> None:
    # As they stand in the list that kitty publishes.
    assert [ord(row_marks()[place]) for place in (0, 10, 30, 72, 120)] == [0x305, 0x34B, 0x483, 0x6D9, 0x823]
    for row in range(len(row_marks())):
        assert cell_len(kitty_line(row, 40)) == 40


def test_what_is_wrapped_for_tmux_is_unwrapped_by_it() -> None:
    sequence = kitty_forget(7)
    wrapped = through_tmux(sequence)
    assert wrapped.startswith("\x1bPtmux;")
    inside = wrapped[len("\x1bPtmux;") : -2]
    assert "\x1b" not in inside.replace("\x1b\x1b", "")
    assert inside.replace("\x1b\x1b", "\x1b") == sequence


@pytest.mark.parametrize(("picture", "most"), [(drawing(), 3), (drawing(91, 53), 3), (gradient(200, 120), 12)])
def test_sixels_are_near_the_pixels(picture: Image.Image, most: float) -> None:
    back = sixel_shows(sixel(picture))
    assert back.size == picture.size
    differences = ImageChops.difference(back, picture).tobytes()
    assert sum(differences) / len(differences) <= most

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.reading_group import reader_app, shown, write_log
from tui_reader.ui.themes import DARK, LIGHT, preferred_theme


@pytest.mark.parametrize("name", ["readtui-dark", "readtui-light", "nord", "textual-light", "ansi-dark", "ansi-light"])
async def test_the_screen_can_be_drawn_in_other_colours(tmp_path: Path, name: str) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = name
        await pilot.pause()
        await pilot.press("slash", *"kelp", "enter")
        await pilot.pause()
        assert "Otters follow kelp" in shown(app)


def test_the_ground_of_the_terminal_chooses_the_theme() -> None:
    assert preferred_theme({"COLORFGBG": "0;15"}) is LIGHT
    assert preferred_theme({"COLORFGBG": "15;0"}) is DARK
    assert preferred_theme({}) is DARK

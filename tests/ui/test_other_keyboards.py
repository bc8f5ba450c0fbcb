"""Keys as a Chinese input method or a Russian keyboard sends them, where keys are commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from tests.ui.reading_group import write_log
from tests.ui.test_every_screen import settled
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.help_screen import HelpScreen
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.other_keyboards import key_meant, why_nothing_happens


@pytest.mark.parametrize(
    ("character", "key"),
    [
        ("ｊ", "j"),
        ("Ｇ", "G"),
        ("？", "question_mark"),
        ("，", "comma"),
        ("／", "slash"),
        ("、", "slash"),
        ("‘", "apostrophe"),
        ("о", ""),
        ("好", ""),
        ("j", ""),
        ("", ""),
    ],
)
def test_a_key_is_told_by_what_an_input_method_makes_of_it(character: str, key: str) -> None:
    assert key_meant(character) == key


def test_of_a_letter_of_another_script_it_is_said_why_nothing_happens() -> None:
    assert why_nothing_happens("о").startswith("о is no key here")
    assert why_nothing_happens("。") == why_nothing_happens("x") == ""


async def test_on_the_list_they_do_what_can_be_told_and_in_a_field_they_are_typed(tmp_path: Path) -> None:
    app = ReaderApp([write_log(tmp_path)])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        async def send(character: str) -> None:
            app.post_message(events.Key(character, character))
            await settled(pilot)

        await send("ｊ")
        assert app.log_screen.entry_list.cursor == 1
        await send("о")
        assert "о is no key here" in str(app.screen.query_one(KeyBar).notice)
        await send("？")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await send("、")
        assert app.log_screen.search_bar is not None
        await send("、")
        await send("о")
        assert app.log_screen.search_bar.query_one(Input).value == "、о"

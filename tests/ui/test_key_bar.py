from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tests.ui.coloured_app import ColouredApp
from tui_reader.adapters import language
from tui_reader.ui.key_bar import KeyBar, fitting, key_sign, shown_keys

KEYS = [("slash", "/", "find"), ("n", "n", "new"), ("question_mark", "?", "keys")]


@pytest.mark.parametrize(
    ("key", "sign"),
    [
        ("n", "n"),
        ("slash", "/"),
        ("question_mark", "?"),
        ("enter", "↵"),
        ("escape", "Esc"),
        ("ctrl+s", "^S"),
        ("shift+tab", "Shift+Tab"),
        ("pagedown", "PgDn"),
        ("G", "G"),
        ("f1", "F1"),
    ],
)
def test_a_key_is_shown_by_its_sign(key: str, sign: str) -> None:
    assert key_sign(key) == sign


def test_the_least_important_keys_give_way_and_the_last_one_never() -> None:
    assert fitting(KEYS, 80) == KEYS
    assert fitting(KEYS, 23) == KEYS
    assert fitting(KEYS, 22) == [KEYS[0], KEYS[2]]
    assert fitting(KEYS, 9) == [KEYS[2]]
    assert fitting(KEYS, 22, lasting=2) == KEYS[1:]
    assert fitting(KEYS, 9, lasting=2) == [KEYS[2]]
    assert fitting([], 80) == []


def test_an_action_is_shown_once_and_help_last() -> None:
    bindings = [
        Binding("question_mark", "help", "keys", id="help"),
        Binding("j", "down", "down"),
        Binding("down", "down", "down"),
        Binding("k", "up", "up", show=False),
        Binding("g", "first"),
    ]
    assert shown_keys(bindings) == [("j", "j", "down"), ("question_mark", "?", "keys")]


def test_what_a_key_does_is_said_in_the_language_of_the_moment() -> None:
    language.use("zh_CN")
    assert shown_keys([Binding("x", "delete", "delete")]) == [("x", "x", "删除")]


class Sailing(ColouredApp[str]):
    """Ends with what was done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "sail('anchor')", "anchor"),
        Binding("b", "sail('buoy')", "buoy", id="help"),
    ]

    def compose(self) -> ComposeResult:
        yield KeyBar()

    def action_sail(self, where: str) -> None:
        self.exit(where)


async def test_a_click_presses_the_key_under_it() -> None:
    app = Sailing()
    async with app.run_test() as pilot:
        await pilot.click(KeyBar, offset=(len(" a anchor  b b"), 0))
    assert app.return_value == "buoy"

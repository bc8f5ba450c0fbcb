from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from textual.binding import Binding
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

import tui_reader.ui
from tests.ui.reading_group import reader_app, settle, shown, write_log
from tui_reader.adapters import language
from tui_reader.adapters.config import Settings, SettingsFile
from tui_reader.commands.main import VERBS
from tui_reader.ui.entry_list import EntryList
from tui_reader.ui.explanations import EXPLANATIONS, explanation_of
from tui_reader.ui.help_screen import HelpScreen, bindings_of, grouped_keys
from tui_reader.ui.log_screen import LogScreen
from tui_reader.ui.terminal_profile import TerminalProfile

ROOT = Path(__file__).parents[2]

SEA = Binding.Group("Sea")
SHORE = Binding.Group("Shore")


def test_keys_stand_in_their_group_and_those_of_one_action_together() -> None:
    keys = [
        Binding("j", "swim", tooltip="Swim", group=SEA),
        Binding("down", "swim", tooltip="Swim", group=SEA),
        Binding("w", "walk", tooltip="Walk", group=SHORE),
        Binding("z", "sleep"),
        Binding("b", "back", "back"),
    ]
    assert grouped_keys(keys) == [("Sea", [("j ↓", "Swim")]), ("Shore", [("w", "Walk")]), ("Here", [("b", "back")])]


def test_what_was_explained_in_one_group_is_not_explained_again() -> None:
    keys = [Binding("j", "swim", tooltip="Swim", group=SEA), Binding("j", "swim", tooltip="Swim", group=SHORE)]
    assert grouped_keys(keys) == [("Sea", [("j", "Swim")])]


def test_inherited_keys_are_explained_too() -> None:
    assert {"list.down", "entry.read"} <= {binding.id for binding in bindings_of([EntryList], {})}


def test_every_key_of_the_main_screen_has_an_id_and_an_explanation() -> None:
    own: list[type[Widget]] = [LogScreen, EntryList]
    for widget in own:
        for binding in Binding.make_bindings(widget.__dict__["BINDINGS"]):
            assert binding.id
            assert binding.tooltip


def screens() -> list[type[Screen[object]]]:
    """All screens that the program has."""
    modules = [import_module(f"tui_reader.ui.{module.name}") for module in iter_modules(tui_reader.ui.__path__)]
    return [
        node
        for module in modules
        for node in vars(module).values()
        if isinstance(node, type)
        and issubclass(node, Screen)
        and node.__module__ == module.__name__
        and node.__name__ not in ("Dialog", "QuietScreen")
    ]


def test_every_screen_explains_itself_and_questions_have_the_key_too() -> None:
    language.use("zh_CN")
    for screen in screens():
        explanation = explanation_of(screen)
        assert explanation is not None, screen
        assert language._(explanation.words) != explanation.words, screen
        if issubclass(screen, ModalScreen):
            keys = {binding.key for binding in bindings_of([screen], {}) if binding.id == "help"}
            assert "f1" in keys, screen


def test_where_there_is_more_to_read_it_is_there() -> None:
    for name, explanation in EXPLANATIONS.items():
        for place in explanation.more:
            if place.startswith("readtui "):
                assert place.split()[1] in {*VERBS, "--help"}, name
            else:
                assert (ROOT / place).exists(), name
                assert (ROOT / place.replace(".md", ".zh-CN.md")).exists(), name


async def test_help_is_of_what_is_on_the_screen_with_the_keys_as_they_are_bound(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    app.take_settings(
        SettingsFile(None, Settings(keys="emacs", bindings={"board.no_reading": "f9"})), TerminalProfile()
    )
    async with app.run_test(size=(100, 50)) as pilot:
        for keys, title, words in (
            ("w", "Week board", ("who is silent", "docs/stats.md", "F9 ")),
            ("apostrophe", "Saved searches", ("kept under a name", "Give it another name")),
            ("x", "A question", ("before you say yes", "y")),
            ("n", "The form", ("kept as a draft", "^S Alt+s", "^G Esc")),
            ("slash", "The search bar", ("pinyin", "Save the search")),
            ("alt+x", "Commands", ("by the key",)),
        ):
            await pilot.press(keys, "f1")
            await settle(pilot)
            assert isinstance(app.screen, HelpScreen), title
            assert shown(app).lstrip().startswith(title)
            for word in words:
                assert word in shown(app)
            await pilot.press("f1")
            await settle(pilot)
            await pilot.press("escape")
            await settle(pilot)
            assert app.log_screen.is_current, title
        await pilot.press("n", "question_mark")
        await pilot.pause()
        assert not isinstance(app.screen, HelpScreen), "in a field it is a sign like others"


async def test_a_long_help_is_gone_through_by_the_keys_of_every_text(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        page = app.screen.query_one("#page")
        await pilot.press("j", "j", "k")
        assert page.scroll_y == 1
        await pilot.press("ctrl+d")
        assert page.scroll_y == 1 + page.size.height // 2
        await pilot.press("G")
        await pilot.pause()
        assert page.scroll_y == page.max_scroll_y
        assert "More: docs/tour.md" in shown(app)
        await pilot.press("ctrl+b")
        assert page.scroll_y == page.max_scroll_y - page.size.height
        await pilot.press("g")
        assert page.scroll_y == 0

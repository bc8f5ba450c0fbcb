from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ui.reading_group import reader_app, write_log
from tui_reader.adapters.config import load_settings_file
from tui_reader.adapters.language import say
from tui_reader.ui.help_screen import HelpScreen, KeyTable
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.keymap import ARROWS, EMACS, SETS, clashes, is_key, key_rows, keymap_of, mistakes_of
from tui_reader.ui.terminal_profile import TerminalProfile


@pytest.fixture
def settings() -> Path:
    folder = Path(os.environ["READTUI_CONFIG_DIR"])
    folder.mkdir()
    return folder / "settings.yaml"


def mistakes(settings: Path, text: str) -> list[str]:
    settings.write_text(text, encoding="utf-8")
    return [say(mistake).removeprefix(str(settings)) for mistake in mistakes_of(load_settings_file())]


@pytest.mark.parametrize("name", SETS)
def test_no_set_clashes_and_each_names_bindings_and_keys_that_there_are(name: str, settings: Path) -> None:
    assert mistakes(settings, f"keys: {name}\n") == []
    known = {row[0] for row in key_rows({})} | {"search.clear", "form.back", "form.save"}
    assert set(SETS[name]) <= known
    assert all(is_key(key) for keys in SETS[name].values() for key in keys.split(","))


def test_without_letters_none_does_anything_on_the_main_screen(settings: Path) -> None:
    settings.write_text("keys: arrows\n", encoding="utf-8")
    keymap = keymap_of(load_settings_file().settings)
    on_main_screen = ("entry.", "list.", "log.", "pane.", "reading.", "section.")
    rows = [row for row in key_rows(keymap) if "." not in row[0] or row[0].startswith(on_main_screen)]
    assert [row for row in rows if any(len(key) == 1 and key != "-" for key in row[1].split())] == []
    assert {"f1"} <= {row[1] for row in rows}


def test_what_cannot_be_bound_is_said_with_its_line(settings: Path) -> None:
    assert mistakes(settings, "bindings:\n  entry.nwe: a\n") == [
        ':2: there is no binding "entry.nwe"; did you mean "entry.new"?'
    ]
    assert mistakes(settings, "bindings:\n  entry.new: [a, contrl+x]\n") == [
        ':2: there is no key "contrl+x"; write it as in ctrl+s, f5, pagedown or a'
    ]
    assert mistakes(settings, "bindings: {form.save: s}\n") == [
        ':1: "s" types a letter there; form.save wants Ctrl, Alt or a function key'
    ]
    assert mistakes(settings, "bindings: {entry.new: e}\n") == [
        ': the key "e" is bound to both entry.new and entry.edit; give one of them another'
    ]
    assert mistakes(settings, "bindings: {entry.new: e, entry.edit: n, entry.delete: '', find: '?', help: f1}\n") == []


def test_keys_that_share_a_screen_only_sometimes_do_not_clash() -> None:
    assert clashes({}) == []
    assert clashes(EMACS) == []
    assert clashes({**ARROWS, "entry.new": "f9"}) == [("f9", "entry.new", "sync")]


async def test_the_keys_of_the_settings_work_and_are_shown(tmp_path: Path, settings: Path) -> None:
    settings.write_text("bindings:\n  find: F\n  entry.new: [a, insert]\n  quit: ''\n", encoding="utf-8")
    app = reader_app(write_log(tmp_path))
    app.take_settings(load_settings_file(), TerminalProfile())
    async with app.run_test(size=(180, 30)) as pilot:
        await pilot.pause()
        bar = "".join(segment.text for segment in app.screen.query_one(KeyBar).render_line(0))
        assert " F find" in bar
        assert " a new" in bar
        assert "quit" not in bar
        await pilot.press("slash")
        assert app.log_screen.search_bar is None
        await pilot.press("F")
        assert app.log_screen.search_bar is not None
        await pilot.press("escape", "question_mark")
        assert isinstance(app.screen, HelpScreen)
        shown = [
            "".join(text for _part, text in line) for table in app.screen.query(KeyTable) for line in table._lines(60)
        ]
        assert any(line.startswith("a ") and "insert" in line.lower() for line in shown)
        assert any(line.startswith("F ") and "Find entries" in line for line in shown)


async def test_a_clash_is_said_when_the_app_opens(tmp_path: Path, settings: Path) -> None:
    settings.write_text("bindings: {entry.new: e}\n", encoding="utf-8")
    app = reader_app(write_log(tmp_path))
    app.take_settings(load_settings_file(), TerminalProfile())
    async with app.run_test() as pilot:
        await pilot.pause()
        assert 'the key "e" is bound to both' in app.log_screen.key_bar.notice

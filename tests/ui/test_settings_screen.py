from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.reading_group import lines, marked_line, reader_app, settle, shown, write_log
from tui_reader.adapters import language
from tui_reader.adapters.config import load_settings, load_settings_file
from tui_reader.ui.terminal_profile import TerminalProfile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    return tmp_path / "config" / "settings.yaml"


async def test_settings_are_changed_in_place_and_hold_at_once(tmp_path: Path, file: Path) -> None:
    file.write_text("# mine\nreader: Mira # always\n")
    app = reader_app(write_log(tmp_path))
    app.take_settings(load_settings_file(), TerminalProfile())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        assert marked_line(app).split() == ["your", "name", "Mira", "line", "2"]
        assert "your name in the logs" in shown(app)
        await pilot.press("enter", *"Tom", "enter")
        await pilot.pause()
        assert file.read_text() == "# mine\nreader: Tom # always\n"
        await pilot.press("j", "l", "l")
        await pilot.pause()
        assert load_settings().language == "zh_CN"
        assert language.language() == "zh_CN"
        await pilot.press("x")
        await pilot.pause()
        assert marked_line(app).split()[-3:] == ["language", "auto", "usual"]
        await pilot.press("j", "right")
        await pilot.pause()
        assert app.theme == load_settings().theme == "readtui-light"
        await pilot.press("j", "enter")
        await pilot.pause()
        await pilot.press("j", "enter")
        await pilot.pause()
        assert load_settings().keys == "emacs"
        await pilot.press("ctrl+n")
        assert "find by pinyin" in marked_line(app)
        await pilot.press("l")
        await pilot.pause()
        assert "next start" in lines(app)[-1]
        await pilot.press("j", "j", "enter", *"tom")
        await pilot.pause()
        assert 'contact cannot be "tom"' in shown(app)
        await pilot.press(*"@example.org", "enter")
        await pilot.pause()
        assert file.read_text() == (
            "# mine\nreader: Tom # always\ntheme: readtui-light\nkeys: emacs\npinyin: off\ncontact: tom@example.org\n"
        )


async def test_what_overrules_the_file_is_said(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READTUI_LANG", "en")
    app = reader_app(write_log(tmp_path))
    app.take_settings(load_settings_file(), TerminalProfile(clicks=False, motion=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", "j")
        await pilot.pause()
        assert marked_line(app).split()[-1] == "READTUI_LANG"
        assert "For now, READTUI_LANG says otherwise." in shown(app)
        assert any(line.split()[:3] == ["mouse", "on", "--no-mouse"] for line in lines(app))


async def test_a_theme_is_chosen_from_the_palette_and_kept(tmp_path: Path, file: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_change_theme()
        await pilot.pause()
        await pilot.press("3")
        await pilot.pause()
        assert app.theme == load_settings().theme == "readtui-colour-blind-dark"
        file.write_text("keys: [\n")
        app.action_change_theme()
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert app.theme == "readtui-light"
        assert "settings.yaml:2: this is not YAML" in shown(app).replace("\n ", "")
        assert file.read_text() == "keys: [\n"


async def test_a_file_with_a_mistake_or_without_rights_is_one_clear_line(tmp_path: Path, file: Path) -> None:
    file.write_text("reader: Mira\nkeyz: vim\n")
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma")
        await settle(pilot)
        assert 'settings.yaml:2: there is no setting "keyz"' in shown(app).replace("\n ", "")
        assert app.screen is app.log_screen
        file.write_text("reader: Mira\n")
        await pilot.press("comma")
        await pilot.pause()
        file.write_text("reader: [\n")
        await pilot.press("j", "l")
        await pilot.pause()
        assert "this is not YAML" in shown(app)
        assert file.read_text() == "reader: [\n"
        file.unlink()
        file.parent.rmdir()
        file.parent.touch()
        await pilot.press("l")
        await pilot.pause()
        assert "settings.yaml" in shown(app)
        assert load_settings().language == "auto"

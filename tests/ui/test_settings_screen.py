from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.reading_group import lines, marked_line, reader_app, settle, write_log
from tui_reader.adapters.config import load_settings
from tui_reader.ui.app import ReaderApp


def row(line: str) -> list[str]:
    return line.replace("▌", " ").split()


def shown(app: ReaderApp) -> str:
    return " ".join(" ".join(lines(app)).split())


async def test_settings_are_explained_changed_and_set_back(tmp_path: Path) -> None:
    file = tmp_path / "config" / "settings.yaml"
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        assert str(file) in "".join(line.strip() for line in lines(app)[:3])
        assert row(marked_line(app)) == ["language", "auto", "usual"]
        assert "the language of the program" in "\n".join(lines(app))
        assert "Takes effect when the program starts next." in "\n".join(lines(app))
        await pilot.press("j", "enter", *"Mira", "enter")
        await settle(pilot)
        assert row(marked_line(app)) == ["reader", "Mira", "line", "1"]
        assert "Saved: reader is Mira" in lines(app)[-1]
        assert file.read_text() == "reader: Mira\n"
        await pilot.press("j", "enter", "2")
        await settle(pilot)
        assert row(marked_line(app)) == ["keys", "emacs", "line", "2"]
        assert app.own_keys["list.down"] == "ctrl+n,down,j"
        await pilot.press("ctrl+n", "enter", *"wide", "enter")
        await settle(pilot)
        assert "figure-pixels wants a number above zero" in shown(app)
        assert load_settings().figure_pixels == ""
        await pilot.press("ctrl+n", "ctrl+n", "enter")
        await settle(pilot)
        assert row(marked_line(app)) == ["lookup", "off", "line", "3"]
        await pilot.press("x")
        await settle(pilot)
        assert row(marked_line(app)) == ["lookup", "on", "usual"]
        await pilot.press("j", "j", "enter", "3")
        await settle(pilot)
        assert app.theme == "readtui-colour-blind-dark" == load_settings().theme
        await pilot.press("G", "enter")
        assert "E opens it" in lines(app)[-1]
        await pilot.press("escape")
        assert app.screen is app.log_screen


async def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READTUI_LANG", "en")
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("comma")
        await settle(pilot)
        assert row(marked_line(app)) == ["language", "en", "READTUI_LANG"]
        assert "READTUI_LANG in the environment goes before the file." in "\n".join(lines(app))


async def test_a_file_with_a_mistake_is_named_and_left(tmp_path: Path) -> None:
    file = tmp_path / "config" / "settings.yaml"
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        await pilot.press("comma", "j")
        file.parent.mkdir(exist_ok=True)
        file.write_text("mouse: maybe\n")
        await pilot.press("enter", *"Mira", "enter")
        await settle(pilot)
        assert 'settings.yaml:1: mouse cannot be "maybe"' in shown(app)
        await pilot.press("escape", "comma")
        await settle(pilot)
        assert 'settings.yaml:1: mouse cannot be "maybe"' in shown(app)
        assert app.screen is app.log_screen
        assert file.read_text() == "mouse: maybe\n"

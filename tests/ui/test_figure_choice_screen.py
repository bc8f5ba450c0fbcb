"""A figure for the entry that is written: chosen from what arrived, by its path, by its address."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ui.drawings import drawing, gradient, png
from tests.ui.opened_form import LOG, new_entry
from tests.ui.reading_group import shown, type_ahead, write_log
from tui_reader.ui.choice_screen import ChoiceScreen
from tui_reader.ui.entry_form import EntryForm
from tui_reader.ui.figure_choice_screen import ArrivedList, FigureChoiceScreen, WhereInput, how_old
from tui_reader.ui.line_input import LineInput


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    (home / "Downloads").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    (home / "Downloads" / "new.png").write_bytes(png(drawing()))
    (home / "old.png").write_bytes(png(gradient()))
    os.utime(home / "old.png", (1, 1))
    club = tmp_path / "club"
    (club / "figures").mkdir(parents=True)
    (club / "figures" / "tides.png").write_bytes(png(drawing()))
    return write_log(club, text=LOG)


async def test_a_picture_that_arrived_is_copied_linked_and_taken_away_again(log: Path) -> None:
    figures = log.parent / "figures"
    async with new_entry(log) as opened:
        await opened.type("title", "KelpNet: Holding On")
        await opened.press("ctrl+g")
        assert isinstance(opened.app.screen, FigureChoiceScreen)
        await opened.until(lambda: opened.app.screen.query_one(ArrivedList).pictures)
        await opened.pilot.pause()
        assert "new.png" in shown(opened.app)
        assert "~/Downloads" in shown(opened.app)
        await opened.press("enter")
        await opened.until(lambda: isinstance(opened.app.screen, EntryForm))
        assert opened.content("figure") == "figures/KelpNet.png"
        assert opened.field("figure").remark == "found"
        assert (figures / "KelpNet.png").read_bytes() == png(drawing())
        # Another one in its place: the copy of the first is linked nowhere, and was made here.
        await opened.press("ctrl+g", "down")
        await opened.until(lambda: opened.app.screen.query_one(ArrivedList).pictures)
        await opened.press("down", "enter")
        await opened.until(lambda: isinstance(opened.app.screen, EntryForm))
        assert opened.content("figure") == "figures/KelpNet-2.png"
        assert sorted(os.listdir(figures)) == ["KelpNet-2.png", "tides.png"]
        # One that lies there already is linked as it lies, by a path with Tab, and never taken away.
        await opened.press("ctrl+g")
        opened.app.screen.query_one(WhereInput).content = str(figures / "ti")
        await opened.press("tab", "enter")
        await opened.until(lambda: isinstance(opened.app.screen, EntryForm))
        assert opened.content("figure") == "figures/tides.png"
        opened.field("figure").query_one(LineInput).content = ""
        await opened.press("escape")
        assert os.listdir(figures) == ["tides.png"]


async def test_what_is_no_picture_and_what_lies_on_the_web(log: Path) -> None:
    (Path.home() / "page.png").write_text("<html>", encoding="utf-8")
    async with new_entry(log) as opened:
        await opened.press("ctrl+g")
        type_ahead(opened.app, "page.png\n")
        await opened.until(lambda: "this is no picture" in shown(opened.app))
        await opened.press("ctrl+u")
        type_ahead(opened.app, "http://127.0.0.1:9/a.png\n")
        await opened.pilot.pause()
        assert isinstance(opened.app.screen, ChoiceScreen)
        await opened.press("2")
        await opened.until(lambda: "local network" in shown(opened.app))
        await opened.press("enter", "1")
        assert opened.content("figure") == "http://127.0.0.1:9/a.png"
        assert os.listdir(log.parent / "figures") == ["tides.png"]


def test_ages_are_said_in_words() -> None:
    assert [how_old(age) for age in (-1, 59, 60, 3600, 86400, 200_000)] == [
        "just now", "just now", "1 min ago", "1 h ago", "24 h ago", "2 days ago",
    ]  # fmt: skip

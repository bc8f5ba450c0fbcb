"""The screen of what was changed: it says what, and goes to any point."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from tests.ui.reading_group import LOG, lines, marked_line, reader_app, settle, shown, write_log
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.log_screen import LogScreen


@asynccontextmanager
async def with_deletions(path: Path, *keys: str) -> AsyncIterator[tuple[ReaderApp, Pilot[None]]]:
    """The app on the log after two entries were deleted, and then ``keys``."""
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in ("x", "y", "j", "x", "y", *keys):
            await pilot.press(key)
            await pilot.pause()
        yield app, pilot


def notice(app: ReaderApp) -> str:
    return app.screen.query_one(KeyBar).notice


def rows(app: ReaderApp) -> list[str]:
    return [line.strip(" ▌") for line in lines(app) if line.strip(" ▌").startswith(("●", "○", "·"))]


async def test_changes_are_listed_with_the_last_one_first(tmp_path: Path) -> None:
    async with with_deletions(write_log(tmp_path), "h") as (app, _pilot):
        listed = rows(app)
        assert "the deletion of “本周出海" in listed[0]
        assert listed[0].rstrip().endswith("now")
        assert "the deletion of “Barnacles" in listed[1]
        assert listed[2].strip("· ") == "as it was when the program began"
        assert "- > > [2024-05-19]-[Tom]-[本周出海，未精读]" in shown(app)


async def test_any_point_is_gone_to_in_one_step(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    async with with_deletions(path, "h", "G", "enter") as (app, pilot):
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == LOG
        assert notice(app) == "Took back 2 changes"
        assert [row[0] for row in rows(app)] == ["○", "○", "·"]
        await pilot.press("g", "enter")
        await settle(pilot)
        assert notice(app) == "Did 2 changes again"
        await pilot.press("escape")
        assert isinstance(app.screen, LogScreen)
        await settle(pilot)
        assert "3 entries" in lines(app)[0]


async def test_a_deleted_entry_alone_is_brought_back(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    async with with_deletions(path, "h", "j", "b") as (app, pilot):
        await settle(pilot)
        assert notice(app).startswith("Took back the deletion of “Barnacles")
        assert "taken back alone: the deletion of" in marked_line(app)
        await pilot.press("q")
        await settle(pilot)
        assert "Barnacles" in marked_line(app)
    text = path.read_text(encoding="utf-8")
    assert "Barnacles Remember" in text
    assert "本周出海" not in text


async def test_a_log_that_somebody_else_changed_in_the_same_lines_is_left_alone(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    async with with_deletions(path, "h") as (app, pilot):
        theirs = "Nothing is left.\n"
        path.write_text(theirs, encoding="utf-8")
        await pilot.press("G", "enter")
        await settle(pilot)
        assert "nothing was written" in notice(app)
        assert path.read_text(encoding="utf-8") == theirs


async def test_without_a_change_there_is_the_beginning(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("h")
        await pilot.pause()
        assert rows(app)[0].startswith("·")
        await pilot.press("enter", "b", "u", "h")
        assert isinstance(app.screen, LogScreen)

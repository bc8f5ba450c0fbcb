"""A large log is shown from its beginning on, and changed only when all of it is here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.ui.quiet_loop import HELD
from tests.ui.reading_group import TITLES, TODAY, lines, many_entries, marked_line, settle, shown, write_log
from tui_reader.adapters import library
from tui_reader.adapters.library import OpenLog
from tui_reader.ui import log_app as app_module
from tui_reader.ui import searching
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.log_messages import LogLoaded
from tui_reader.ui.log_screen import LogScreen

ENTRIES = 300


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Logs of more than some entries count as large, and a screen of them as a beginning."""
    monkeypatch.setattr(app_module, "QUICK", 2_000)
    monkeypatch.setattr(library, "BEGINNING", 2_000)


@contextmanager
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """All but the beginning of a log takes until what is given here is called."""
    go_on = threading.Event()

    def open_log(path: Path, pause: Callable[[], None] | None = None) -> OpenLog:
        if pause is not None:
            with HELD.until_told():
                while not go_on.wait(0.01):
                    pause()
        return library.open_log(path, pause)

    monkeypatch.setattr(app_module, "open_log", open_log)
    try:
        yield go_on.set
    finally:
        go_on.set()


def opening_app(*paths: Path) -> ReaderApp:
    """The app on these logs, as soon as it is there."""
    return ReaderApp(paths, today=lambda: TODAY)


def large_log(folder: Path) -> Path:
    return write_log(folder, text=many_entries(ENTRIES))


async def until_whole(pilot: Pilot[None], go_on: Callable[[], None]) -> None:
    go_on()
    await settle(pilot)
    await settle(pilot)


async def test_the_beginning_is_shown_before_all_is_read_and_the_cursor_stays_when_the_rest_arrives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opening_app(large_log(tmp_path))
    with held_up(monkeypatch) as go_on:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "Tide table number 0" in marked_line(app)
            assert "High and low." in shown(app)
            first = lines(app)[0]
            assert "so far, reading" in first
            assert "entries" not in first
            assert "saved" not in first
            await pilot.press("j", "j", "j", "enter")
            await until_whole(pilot, go_on)
            assert f"{ENTRIES} entries" in lines(app)[0]
            assert "saved" in lines(app)[0]
            assert "Tide table number 3" in marked_line(app)
            assert app.focused is app.log_screen.entry_view
            await pilot.press("escape", "G")
            assert f"Tide table number {ENTRIES - 1}" in marked_line(app)


async def test_the_filter_stays_and_finds_what_arrives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PREPARED", 10)
    app = opening_app(large_log(tmp_path))
    with held_up(monkeypatch) as go_on:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("slash", *"number 29")
            await settle_search(pilot)
            assert "so far, reading" in lines(app)[0]
            await until_whole(pilot, go_on)
            await settle_search(pilot)
            assert "13 of 300" in lines(app)[0]
            await pilot.press("enter", "G")
            await pilot.pause()
            assert "Tide table number 299" in marked_line(app)


async def settle_search(pilot: Pilot[None]) -> None:
    """Wait for a search that was begun in a thread, but not for a log that is read in one."""
    app = pilot.app
    assert isinstance(app, ReaderApp)
    while "Searching" in shown(app):
        await pilot.pause(0.01)
    await pilot.pause()


async def test_nothing_is_changed_until_all_is_read_and_then_what_is_deleted_is_all_that_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = large_log(tmp_path)
    before = path.read_text(encoding="utf-8")
    app = opening_app(path)
    with held_up(monkeypatch) as go_on:
        async with app.run_test(size=(80, 24)) as pilot:
            for key in ("e", "n", "x", "m", "M"):
                await pilot.press("g", "j")
                assert "still being read" not in lines(app)[-1]
                await pilot.press(key)
                assert isinstance(app.screen, LogScreen)
                assert "still being read" in lines(app)[-1], key
            await until_whole(pilot, go_on)
            for key in ("e", "n", "x"):
                await pilot.press(key)
                assert not isinstance(app.screen, LogScreen), key
                await pilot.press("escape")
            assert path.read_text(encoding="utf-8") == before
            await pilot.press("x", "y")
            await settle(pilot)
    entry = before[before.index("> > [2024-06-02]") : before.index("> > [2024-06-01]")]
    after = path.read_text(encoding="utf-8")
    assert len(after) == len(before) - len(entry)
    assert after == before.replace(entry, "")


async def test_large_and_small_logs_are_one_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = write_log(tmp_path, "a.md"), write_log(tmp_path, "b.md", many_entries(ENTRIES))
    app = opening_app(large, small)
    with held_up(monkeypatch) as go_on:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("G")
            await pilot.pause()
            assert TITLES[-1] in marked_line(app)
            await pilot.press("e")
            await pilot.pause()
            assert not isinstance(app.screen, LogScreen), "the small log can be changed all the time"
            await pilot.press("escape")
            await until_whole(pilot, go_on)
            assert TITLES[-1] in marked_line(app)
            assert f"{ENTRIES + 5} entries" in lines(app)[0]


async def test_a_large_log_without_an_entry_in_its_beginning_says_that_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opening_app(write_log(tmp_path, text="a note\n" * 1_000 + many_entries(3)))
    with held_up(monkeypatch) as go_on:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "Reading log.md" in shown(app)
            await until_whole(pilot, go_on)
            assert "3 entries" in lines(app)[0]
            assert "Tide table number 0" in marked_line(app)


async def test_a_large_log_that_goes_away_while_it_is_read_is_shown_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = large_log(tmp_path)
    app = opening_app(path)
    with held_up(monkeypatch) as go_on:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            path.unlink()
            await until_whole(pilot, go_on)
            assert "Tide table" not in shown(app)
            assert "log.md" in lines(app)[-1]


async def test_what_was_saved_while_a_log_is_read_again_stays_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opening_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        log = library.open_log(tmp_path / "log.md")
        before = app.library.log_at(log.path)
        await pilot.press("x", "y")
        await settle(pilot)
        app.post_message(LogLoaded(log, "", before))
        await pilot.pause()
        await settle(pilot)
        await settle(pilot)
        assert "4 entries" in lines(app)[0]
        assert "Barnacles" not in shown(app)


async def test_quitting_does_not_wait_for_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opening_app(large_log(tmp_path))
    with held_up(monkeypatch):
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("q")
        assert not app.is_running

"""Entries with which something is wrong are marked, though nobody waits for that to be found out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from tests.ui.reading_group import TODAY, lines, many_entries, reader_app, settle, write_log
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.entry_row import PROBLEM_SIGN

ENTRIES = 200


def log_with_days_to_come(folder: Path) -> Path:
    """A log in which every entry is of a day that has not come yet, which is an error."""
    return write_log(folder, text=many_entries(ENTRIES).replace("[2024-", "[2031-").replace("[2023-", "[2031-"))


def unmarked(app: ReaderApp) -> list[str]:
    """The rows of entries on the screen that have no mark."""
    rows = [line for line in lines(app) if "Tide table" in line and "Mira" in line]
    assert rows
    return [row for row in rows if not row.rstrip().endswith(PROBLEM_SIGN)]


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Let the app rest until it is so."""
    for _turn in range(200):
        if is_so():
            return
        await pilot.pause()
    raise AssertionError("it never was")


async def test_marks_are_there_wherever_one_goes_and_stay_while_a_log_is_read_again(tmp_path: Path) -> None:
    app = reader_app(log_with_days_to_come(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        assert not unmarked(app)
        for key in ("pagedown", "pagedown", "ctrl+d", "G", "pageup", "g"):
            await pilot.press(key)
            await until(pilot, lambda: not unmarked(app))
        drawn = app.log_screen.entry_list.render_line
        log = app.library.logs[0]
        app.replace_log(log._replace(document=log.document))
        rows = [drawn(y).text for y in range(app.log_screen.entry_list.size.height)]
        assert all(row.rstrip().endswith(PROBLEM_SIGN) for row in rows if "Mira" in row)


async def test_pages_that_are_near_are_asked_about_and_no_others(tmp_path: Path) -> None:
    app = reader_app(log_with_days_to_come(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:

        def asked() -> int:
            return sum(app.library.has_asked(index, TODAY) for index in range(ENTRIES))

        height = app.log_screen.entry_list.size.height
        await until(pilot, lambda: asked() > height)
        assert asked() <= 2 * height
        await pilot.press("G")
        await until(pilot, lambda: asked() > 3 * height)
        assert asked() <= 4 * height


async def test_what_nobody_can_tell_yet_is_not_asked_again_and_again(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path, text=many_entries(ENTRIES)))
    asked: list[int] = []

    def not_known(index: int) -> bool:
        asked.append(index)
        assert len(asked) < 50 * ENTRIES
        return False

    async with app.run_test(size=(80, 24)) as pilot:
        app.log_screen.entry_list.mark_problems(not_known, lambda _index: False)
        await settle(pilot)
        assert asked

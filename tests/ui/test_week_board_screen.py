"""The week board on the screen, and "did not read, because ..."."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ui.reading_group import LOG, lines, marked_line, reader_app, settle, shown, write_log
from tui_reader.adapters import drafts, memory
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.log_screen import LogScreen
from tui_reader.ui.no_reading_screen import NoReadingScreen
from tui_reader.ui.week_board_screen import WeekBoardScreen

NEW = "> > [2024-06-03]-[Mira]-[本周出海，未精读]"


def row_of(name: str, screen: list[str]) -> str:
    return next(line for line in screen if line.strip(" ▌").startswith(name)).rstrip()


async def test_the_board_shows_who_read_and_leads_to_the_entries(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    (tmp_path / ".readtui.yaml").write_text(
        "members: [Mira, {name: 听潮, aliases: [李听潮]}, Anna]\n", encoding="utf-8"
    )
    memory.remember(path, reader="李听潮")
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("w")
        await settle(pilot)
        screen = lines(app)
        assert "● read  ○ said why not  · silent  - not here yet, or left" in screen[0]
        assert row_of("Mira", screen).split()[-6:] == ["●", "·", "·", "2", "0", "9%"]
        assert row_of("Tom *", screen).split()[1:4] == ["*", "-", "-"]
        assert row_of("Anna", screen).split()[-5:] == ["·", "·", "0", "0", "0%"]
        # The cursor stands on oneself and on this week.
        assert row_of("听潮", screen).split()[-4:] == ["▌·", "1", "0", "4%"]
        assert "missing this week: Mira, 听潮, Anna" in shown(app)
        await pilot.press("enter")
        assert isinstance(app.screen, WeekBoardScreen)
        assert "Nothing is logged here" in shown(app)
        await pilot.press("left", "h")
        await settle(pilot)
        assert "听潮 · 2024-W21 · 05-20 – 05-26: 海星再生的机制研究" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, LogScreen)
        assert app.query_text == "by:李听潮 date:2024-W21"
        assert marked_line(app).startswith("05-24  李听潮")


async def test_the_list_has_the_weeks_of_the_group(tmp_path: Path) -> None:
    (tmp_path / ".readtui.yaml").write_text("week-ends: saturday\n", encoding="utf-8")
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "week 22 · 26 May – 1 June" in shown(app)
        await pilot.press("w")
        await settle(pilot)
        await pilot.press("g", "left", "enter")
        await settle(pilot)
        assert app.query_text == "by:Mira since:2024-05-26 until:2024-06-01"
        assert marked_line(app).startswith("05-26  Mira")


async def test_who_has_no_name_yet_does_not_stand_among_the_entries_that_name_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    app = reader_app(write_log(tmp_path, text=f"{NEW}\n\n> > [2024-06-01]-[Sand Moves]-[Arxiv](https://kelp.org/s)\n"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w")
        await settle(pilot)
        assert "(no reader)" in shown(app)
        assert row_of("Mira", lines(app)).split()[-4].startswith("▌")


async def test_a_whole_year_is_gone_through_by_weeks_and_pages(tmp_path: Path) -> None:
    entries = [
        f"> > [{year}-{month:02}-05]-[Mira]-[Tide {year} {month}]\n\n" for year in (2023, 2024) for month in (1, 5)
    ]
    app = reader_app(write_log(tmp_path, text="".join(entries)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("w", "home")
        await settle(pilot)
        assert lines(app)[1].split()[:2] == ["2023", "February"]
        assert lines(app)[2].split()[:2] == ["01", "02"]
        await pilot.press("pagedown")
        await settle(pilot)
        assert lines(app)[2].split()[0] > "01"
        await pilot.press("end")
        await settle(pilot)
        assert "2024-W23" in shown(app)
        assert max(map(len, lines(app))) <= 80
        # Where there is room for a few weeks alone, of the numbers there is only the last.
        assert lines(app)[2].split()[-3:] == ["read", "said", "rate"]
        await pilot.resize_terminal(40, 12)
        await settle(pilot)
        numbers = next(line for line in lines(app) if "rate" in line).split()
        assert numbers[-2:] == ["23", "rate"]
        assert len(numbers) > 8


async def test_a_choice_says_why_nothing_was_read_and_can_be_taken_back(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    memory.remember(path, reader="Mira")
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("N")
        await settle(pilot)
        assert NEW in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert NEW in path.read_text(encoding="utf-8")
        assert "本周出海" in marked_line(app)
        assert app.screen.query_one(KeyBar).notice == "Saved in line 5 of log.md; u takes it back"
        await pilot.press("u")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == LOG
        # On the board it is written for the week under the cursor; what is typed takes the place of what was offered.
        await pilot.press("w")
        await settle(pilot)
        await pilot.press("left", "left", "left", "N")
        await settle(pilot)
        await pilot.press(*"moving", "enter")
        await settle(pilot)
        assert "> > [2024-05-19]-[Mira]-[moving]" in path.read_text(encoding="utf-8")
        assert isinstance(app.screen, WeekBoardScreen)
        assert "Mira · 2024-W20" in shown(app)
        assert "moving" in shown(app)
        await pilot.press("u")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == LOG


async def test_a_reason_that_cannot_be_saved_or_is_left_is_kept_as_a_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    path = write_log(tmp_path)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("N")
        await settle(pilot)
        assert "your name in the log" in shown(app)
        before = path.read_bytes()
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert path.read_bytes() == before, "nobody is named yet"
        assert "Your name is missing" in app.screen.query_one(KeyBar).notice
        await pilot.press(*"Anna", "down", *" too", "enter")
        await settle(pilot)
        path.unlink()
        await pilot.press("N")
        await settle(pilot)
        await pilot.press(*"ill", "enter")
        await settle(pilot)
        assert isinstance(app.screen, NoReadingScreen)
        kept = drafts.kept(path)
        assert kept is not None
        assert (kept.draft.kind, kept.draft.reader, kept.draft.note) == ("no_reading", "Anna", "ill")
        await pilot.press("escape")
        await settle(pilot)
        assert "kept as a draft" in app.screen.query_one(KeyBar).notice

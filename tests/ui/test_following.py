"""The open log follows its file, and whoever reads or writes in it loses nothing by that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.ui.opened_form import CORAL, SNAILS, entry_of, new_entry
from tests.ui.opened_form import LOG as HARBOUR
from tests.ui.reading_group import (
    LOG,
    lines,
    many_entries,
    marked_line,
    reader_app,
    settle,
    shown,
    type_ahead,
    write_log,
)
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.log_screen import LogScreen

NEW = "> > [2024-05-30]-[Tom]-[Eels Come Home]\n> >\n> > Summary: They do.\n>\n"


pytestmark = pytest.mark.usefixtures("quick_looks")


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Wait until ``condition`` holds."""
    for _time in range(2000):
        if condition():
            return
        await pilot.pause(0.005)
    raise AssertionError("what was waited for did not come:\n" + shown(pilot.app))


def notice(app: ReaderApp) -> str:
    return app.screen.query_one(KeyBar).notice


def with_new_entry(text: str = LOG) -> str:
    return text.replace("> > [2024-05-26]", NEW + "> > [2024-05-26]")


async def test_what_others_write_is_shown_and_said(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        write_log(tmp_path, text=with_new_entry())
        await until(pilot, lambda: "Eels Come Home" in shown(app))
        assert "6 entries" in lines(app)[0]
        assert notice(app) == "log.md was changed outside: 1 new entry"
        write_log(tmp_path, text=LOG.replace("Barnacles Remember", "Barnacles Forget").replace("本周出海", "本周在家"))
        await until(pilot, lambda: "Barnacles Forget" in shown(app))
        assert notice(app) == "log.md was changed outside: 2 entries changed, 1 entry gone"


async def test_cursor_filter_and_place_stay(tmp_path: Path) -> None:
    text = many_entries(200)
    app = reader_app(write_log(tmp_path, text=text))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash")
        type_ahead(app, "table\n")
        await pilot.pause()
        app.log_screen.entry_list.move_to(60)
        await pilot.press("k", "k", "k")
        await pilot.pause()
        where = next(y for y, line in enumerate(lines(app)) if "▌" in line)
        assert "number 57" in marked_line(app)
        write_log(tmp_path, text=many_entries(1).replace("number 0", "number new") + "\n" + text)
        await until(pilot, lambda: "201 of 201" in lines(app)[0])
        assert "number 57" in marked_line(app)
        assert "▌" in lines(app)[where]


async def test_an_entry_that_is_changed_under_the_cursor_stays_there(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "j", "j")
        write_log(tmp_path, text=with_new_entry(LOG.replace("every", "each")))
        await until(pilot, lambda: "6 entries" in lines(app)[0])
        assert "A [bold]Limpet" in marked_line(app)
        assert "each" in shown(app)


async def test_the_reading_pane_keeps_the_focus_and_its_place(tmp_path: Path) -> None:
    long = "\n".join(f"> > line {number}\n> >" for number in range(80))
    text = LOG.replace("> > Summary: Barnacles keep a trace of the last tide.", f"> > Summary: so:\n> >\n{long}")
    app = reader_app(write_log(tmp_path, text=text))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "space", "space")
        await pilot.pause()
        seen = [line for line in lines(app) if "line " in line][:3]
        write_log(tmp_path, text=with_new_entry(text))
        await until(pilot, lambda: "6 entries" in lines(app)[0])
        assert [line for line in lines(app) if "line " in line][:3] == seen
        assert isinstance(app.screen, LogScreen)
        assert app.focused is app.screen.entry_view


async def test_a_filter_that_is_being_typed_goes_on(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"by:to")
        write_log(tmp_path, text=with_new_entry())
        await until(pilot, lambda: "3 of 6" in shown(app))
        await pilot.press("m")
        await pilot.pause()
        assert "by:tom" in lines(app)[0]


async def test_a_deleted_log_stays_on_the_screen_and_is_told_once(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        path.unlink()
        await until(pilot, lambda: "deleted or renamed" in shown(app))
        assert "Barnacles" in shown(app)
        assert lines(app)[0].rstrip().endswith("no file")
        await pilot.press("j")
        await pilot.pause(0.2)
        assert notice(app) == ""
        write_log(tmp_path)
        await until(pilot, lambda: notice(app) == "log.md is here again, as it was.")
        assert lines(app)[0].rstrip().endswith("saved")


async def test_an_unreadable_log_is_told_and_what_was_read_stays(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        path.write_bytes(b"\0" * 40)
        await until(pilot, lambda: "NUL" in notice(app))
        assert "last read" in notice(app)
        assert "Barnacles" in shown(app)
        write_log(tmp_path, text=with_new_entry())
        await until(pilot, lambda: "Eels" in shown(app))


async def test_a_log_that_comes_later_is_shown_beside_the_others(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path, "a.md"), tmp_path / "b.md")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        write_log(tmp_path, "b.md", NEW)
        await until(pilot, lambda: notice(app) == "b.md is here now.")
        assert "6 entries" in lines(app)[0]


async def test_ones_own_change_is_not_told_as_somebody_elses(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("x", "y")
        await pilot.pause(0.3)
        assert notice(app).startswith("Deleted from line")
        await pilot.press("u")
        await pilot.pause(0.3)
        assert notice(app).startswith("Took back")


async def test_two_programs_on_one_log_see_each_others_changes(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    one, other = reader_app(path), reader_app(path)
    async with one.run_test(size=(80, 24)) as pilot, other.run_test(size=(80, 24)) as other_pilot:
        await settle(pilot)
        await pilot.press("x", "y")
        await until(other_pilot, lambda: "4 entries" in lines(other)[0])
        await other_pilot.press("G", "x", "y")
        await until(pilot, lambda: "3 entries" in lines(one)[0])
        await pilot.press("u")
        await until(other_pilot, lambda: "4 entries" in lines(other)[0])
    assert path.read_text(encoding="utf-8").count("> > [20") == 4


async def test_a_form_keeps_what_was_typed_and_the_log_around_it_follows(tmp_path: Path) -> None:
    path = write_log(tmp_path, text=HARBOUR)
    async with new_entry(path) as opened:
        await opened.type("title", "Half a Title")
        path.write_text(HARBOUR.replace("Snails keep the time", "Snails know the time"))
        await opened.until(lambda: "was changed meanwhile" in opened.notice)
        assert opened.content("title") == "Half a Title"
        await opened.press("ctrl+s")
        assert not opened.is_open
    assert "Half a Title" in path.read_text()
    assert "Snails know the time" in path.read_text()


async def test_fields_that_were_not_touched_follow_the_log(tmp_path: Path) -> None:
    path = write_log(tmp_path, text=HARBOUR)
    async with entry_of(path, SNAILS) as opened:
        await opened.type("title", "!")
        path.write_text(HARBOUR.replace("MarineBio 2023", "MarineBio 2024"))
        await opened.until(lambda: opened.content("source") == "MarineBio 2024")
        assert opened.content("title").endswith("Snails!")
        await opened.press("ctrl+s")
        assert not opened.is_open
    assert path.read_text() == HARBOUR.replace("MarineBio 2023", "MarineBio 2024").replace("Snails]", "Snails!]")


async def test_an_entry_that_others_change_meanwhile_says_so(tmp_path: Path) -> None:
    path = write_log(tmp_path, text=HARBOUR)
    async with entry_of(path, CORAL) as opened:
        await opened.type("title", "!")
        path.write_text(HARBOUR.replace("珊瑚的昼夜节律研究", "珊瑚的节律"))
        await opened.until(lambda: "this entry too" in opened.notice)
        assert opened.content("title") == "珊瑚的昼夜节律研究!"

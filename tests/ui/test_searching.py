"""What the app finds where nothing matches as it is written, and what it finds beside the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.ui.reading_group import lines, many_entries, marked_line, reader_app, settle, shown, write_log
from tui_reader.adapters import library
from tui_reader.core import finder
from tui_reader.ui.app import ReaderApp


async def searched(pilot: Pilot[None], *keys: str) -> None:
    """Press ``keys`` and wait for what they find."""
    app = pilot.app
    assert isinstance(app, ReaderApp)
    await pilot.press(*keys)
    await pilot.pause()
    while app.searching.is_under_way:
        await pilot.pause(0.01)
    await pilot.pause()


async def test_what_the_filter_was_taken_for_is_marked_and_said(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(pilot, "slash", *"ltc")
        assert lines(app)[0].split() == ["/", "ltc", "1", "of", "5", "by", "sound"]
        assert "海星" in marked_line(app)
        assert '"ltc" stands nowhere; by sound: 李听潮' in shown(app)
        match = app.log_screen.entry_list.part_style("match", True)
        strip = app.log_screen.entry_list.render_line(app.log_screen.entry_list.cursor_y)
        assert [segment.text for segment in strip if segment.style and segment.style.bgcolor == match.bgcolor]
        # It belongs to what is typed: only another letter, or the end of typing, takes it away.
        await pilot.press("left")
        assert "stands nowhere" in lines(app)[-1]
        await searched(pilot, "enter")
        assert "? keys" in lines(app)[-1]
        assert lines(app)[0].split()[:6] == ["log.md", "1", "of", "5", "by", "sound"]
        await searched(pilot, "slash", "ctrl+u", *"barnacels")
        assert '"barnacels" stands nowhere; similar: barnacles' in shown(app)
        assert "Barnacles" in marked_line(app)
        await searched(pilot, "ctrl+u", *"海星再生的機制")
        assert lines(app)[0].split()[2:] == ["1", "of", "5"]
        await searched(pilot, "ctrl+u", *"xyzzy")
        assert "Nothing matches xyzzy" in shown(app)


async def test_without_pinyin_letters_are_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "settings.yaml").write_text("pinyin: off\n", encoding="utf-8")
    monkeypatch.setenv("READTUI_CONFIG_DIR", str(tmp_path / "settings"))
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await searched(pilot, "slash", *"ltc")
        assert "Nothing matches ltc" in shown(app)


async def test_of_a_large_log_what_takes_its_time_comes_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "QUICKLY", 10)
    monkeypatch.setattr(library, "ASKED_AT_ONCE", 10)
    text = (
        many_entries(30) + "\n> > [2024-01-02]-[Tom]-[Last tide]-[ICES 2024]()\n> >\n> > Summary: 提出无监督的模型。\n"
    )
    app = reader_app(write_log(tmp_path, text=text))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await searched(pilot, "slash", *"wjd")
        assert "Last tide" in marked_line(app)
        await searched(pilot, "ctrl+u", *"rule:link-empty")
        assert "1 of 31" in lines(app)[0]

"""The digest on the screen: week after week, copied, and written to a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.reading_group import lines, reader_app, settle, shown, write_log
from tui_reader.ui.digest_screen import DigestScreen
from tui_reader.ui.log_screen import LogScreen
from tui_reader.ui.path_screen import PathScreen


async def test_weeks_are_shown_one_after_the_other_and_written_as_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "tide pool"
    folder.mkdir()
    (folder / ".readtui.yaml").write_text("members: [Mira, Tom, 李听潮, Ana]\n", encoding="utf-8")
    app = reader_app(write_log(folder))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("D")
        await settle(pilot)
        assert "Nothing was logged this week yet" in shown(app)
        assert "Esc back" in lines(app)[-1]
        assert lines(app)[1].strip() == "Reading of week 21, 2024"
        assert "2024-05-20 – 2024-05-26 · 2 papers · 2 readers" in shown(app)
        assert "Silent\n" in "\n".join(line.strip() + "\n" for line in lines(app))
        assert "── Mira ──" in shown(app)
        assert "Barnacles keep a trace of the last tide." in shown(app)
        await pilot.press("left")
        assert "this week yet" not in shown(app)
        assert "Tom: 本周出海，未精读" in shown(app)
        assert "Limpets go home ␛[31mevery" in shown(app)
        await pilot.press("right", "right")
        assert "Nothing was logged in this week." in shown(app)
        await pilot.press("left", "w")
        assert isinstance(app.screen, PathScreen)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, DigestScreen)
        page = (tmp_path / "tide pool-reading-2024-W21.html").read_text(encoding="utf-8")
        assert "<h2>Mira</h2>" in page
        # What is there already is written over when that was said.
        await pilot.press("w", "enter")
        assert "is there already" in shown(app)
        await pilot.press("x", "enter")
        assert "Name it .html" in shown(app)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, LogScreen)


async def test_what_the_filter_leaves_comes_first(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.set_query("by:Tom")
        await pilot.press("D")
        await settle(pilot)
        assert lines(app)[1].strip() == "What was read: by:Tom"
        assert 'Kelp "Highways" for Otters' in shown(app)
        await pilot.press("left")
        assert lines(app)[1].strip() == "Reading of week 23, 2024"

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.reading_group import lines, marked_line, reader_app, settle, shown, write_log
from tui_reader.adapters.saved_searches import load_searches, save_search
from tui_reader.ui.app import ReaderApp


def dialog(app: ReaderApp) -> list[str]:
    """The lines of the dialog, without the keys."""
    rows = lines(app)
    return [" ".join(row.split()) for row in rows[max(n for n, row in enumerate(rows) if row[:9] == "─" * 9) + 1 : -1]]


async def test_a_search_is_saved_and_found_again_renamed_and_deleted(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("apostrophe")
        await settle(pilot)
        assert dialog(app) == ["Saved searches", "Nothing is saved yet: ^S in the search bar saves a search."]
        assert lines(app)[-1].split() == ["Esc", "back"]
        await pilot.press("escape", "slash", "ctrl+s")
        await pilot.pause()
        assert "There is nothing to save" in lines(app)[-1]
        await pilot.press(*"since:2024-05-24", "ctrl+s")
        await pilot.pause()
        assert dialog(app)[:2] == ["Save the search as", "since:2024-05-24"]
        await pilot.press(*"may", "enter")
        await pilot.pause()
        assert """Saved as "may"; ' lists what is saved.""" in lines(app)[-1]
        assert load_searches() == {"may": "since:2024-05-24"}
        save_search("kelp", "kelp is:paper")
        await pilot.press("escape", "apostrophe")
        await settle(pilot)
        assert dialog(app) == ["Saved searches", "▌ may since:2024-05-24 2", "kelp kelp is:paper 1"]
        await pilot.press("r", *"kelp")
        await pilot.pause()
        assert dialog(app) == ["Another name", "kelp", "takes the place of kelp is:paper"]
        await pilot.press("s", "enter")
        await pilot.pause()
        assert list(load_searches()) == ["kelps", "kelp"]
        await pilot.press("j", "x", "y")
        await settle(pilot)
        assert dialog(app) == ["Saved searches", "▌ kelps since:2024-05-24 2"]
        await pilot.press("enter")
        await pilot.pause()
        assert app.query_text == "since:2024-05-24"
        assert "2 of 5" in lines(app)[0]
        assert "Barnacles" in marked_line(app)


async def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "searches.yaml").write_text("- a\n")
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("apostrophe")
        await pilot.pause()
        assert "searches.yaml:1" in shown(app).replace("\n", "")
        await pilot.press("slash", *"kelp", "ctrl+s")
        await pilot.pause()
        assert "searches.yaml:1" in shown(app).replace("\n", "")

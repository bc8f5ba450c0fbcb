"""Renaming a reader, and going on with an entry, by keys of the main screen."""

from __future__ import annotations

from pathlib import Path

from tests.ui.reading_group import LOG, lines, reader_app, settle, shown, write_log
from tui_reader.ui.entry_form import EntryForm


async def test_a_reader_is_renamed_after_the_diff_was_shown_and_back_again(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("R")
        await settle(pilot)
        assert "Mira is to be called" in shown(app)
        await pilot.press(*"nda", "enter")
        await settle(pilot)
        assert "Rename Mira to Miranda in 2 entries?" in shown(app)
        assert any("+ > > [2024-05-26]-[Miranda]-[Barnacles" in line for line in lines(app))
        assert path.read_text("utf-8") == LOG
        await pilot.press("y")
        await settle(pilot)
        assert path.read_text("utf-8") == LOG.replace("[Mira]", "[Miranda]")
        assert "Mira is called Miranda now; u takes it back" in lines(app)[-1]
        await pilot.press("u")
        await settle(pilot)
        assert path.read_text("utf-8") == LOG
        await pilot.press("s", "end", "up", "up", "R")
        await settle(pilot)
        assert "李听潮 is to be called" in shown(app)


async def test_an_entry_is_gone_on_with_in_a_new_one(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("C")
        await settle(pilot)
        assert isinstance(app.screen, EntryForm)
        draft, _markdown = app.screen.typed()
        assert (draft.date, draft.title) == ("2024-06-03", "Barnacles Remember: Memory in Sessile Crustaceans")
        assert (draft.link, draft.summary) == (
            "https://example.org/barnacle",
            "Barnacles keep a trace of the last tide.",
        )
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert path.read_text("utf-8").count("Barnacles keep a trace of the last tide.") == 2
        assert "[2024-06-03]" in path.read_text("utf-8")

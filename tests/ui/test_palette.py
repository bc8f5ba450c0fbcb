from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from tests.ui.reading_group import lines, reader_app, settle, shown, type_ahead, write_log
from tui_reader.adapters import language
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.entry_form import EntryForm
from tui_reader.ui.palette import CommandList, Palette, entries_on

QUERIES = {
    "en": ("new entry", "wrtnew", "新条目", "xtm"),
    "zh_CN": ("新条目", "xintiaomu", "xtm", "new entry", "wrtnew"),
}


async def offered(pilot: Pilot[None], app: ReaderApp, query: str) -> list[str]:
    """What the palette lists for ``query``, the best first, each with its key."""
    await pilot.press("ctrl+u")
    type_ahead(app, query)
    await settle(pilot)
    palette = app.screen
    assert isinstance(palette, Palette)
    entries = palette.query_one(CommandList).entries
    if entries:
        first = next(row for row in lines(app) if "▌" in row and row.endswith(f" {entries[0].sign} "))
        assert entries[0].title in first
    return [f"{entry.title} {entry.sign}".strip() for entry in entries]


async def test_what_keys_do_is_found_by_words_of_both_languages_and_by_sound(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        entry = next(entry for entry in entries_on(app, app.screen) if entry.sign == "n")
        assert entry.words == "Write a new entry"
        for spoken, queries in QUERIES.items():
            language.use(spoken)
            await pilot.press("ctrl+p")
            assert len(await offered(pilot, app, "")) > 20
            for query in queries:
                assert f"{entry.title} n" in (await offered(pilot, app, query))[:3], query
            assert f"{entry.title} n" in await offered(pilot, app, "n")
            assert await offered(pilot, app, "qqqqqq") == []
            await pilot.press("enter")
            await settle(pilot)
            assert language._("Nothing matches.") in shown(app)
            await pilot.press("escape")
        await pilot.press("ctrl+p", *"new entry", "enter")
        await settle(pilot)
        assert isinstance(app.screen, EntryForm)

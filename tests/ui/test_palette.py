from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.ui.reading_group import lines, reader_app, settle, shown, write_log
from tui_reader.adapters import language
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.palette import CommandList, Palette, entries_on


async def offered(pilot: Pilot[None], app: ReaderApp, query: str) -> list[str]:
    """What the palette lists for ``query``, the best first, each with its key."""
    await pilot.press("ctrl+p", *query)
    await settle(pilot)
    palette = app.screen
    assert isinstance(palette, Palette)
    entries = palette.query_one(CommandList).entries
    if entries:
        first = next(row for row in lines(app) if "▌" in row and row.endswith(f" {entries[0].sign} "))
        assert entries[0].title in first
    await pilot.press("escape")
    await settle(pilot)
    return [f"{entry.title} {entry.sign}".strip() for entry in entries]


@pytest.mark.parametrize(
    ("spoken", "queries"),
    [
        ("en", ("new entry", "wrtnew", "新条目", "xtm")),
        ("zh_CN", ("新条目", "xintiaomu", "xtm", "new entry", "wrtnew")),
    ],
)
async def test_what_keys_do_is_found_by_words_of_both_languages_and_by_sound(
    tmp_path: Path, spoken: str, queries: tuple[str, ...]
) -> None:
    language.use(spoken)
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        entry = next(entry for entry in entries_on(app, app.screen) if entry.sign == "n")
        assert entry.words == "Write a new entry"
        assert len(await offered(pilot, app, "")) > 20
        for query in queries:
            assert f"{entry.title} n" in (await offered(pilot, app, query))[:3], query
        assert f"{entry.title} n" in await offered(pilot, app, "n")
        assert await offered(pilot, app, "qqqqqq") == []
        await pilot.press("ctrl+p", *"qqqqqq", "enter")
        await settle(pilot)
        assert language._("Nothing matches.") in shown(app)
        await pilot.press("escape")
        await pilot.press("ctrl+p", *queries[0])
        await settle(pilot)
        assert isinstance(app.screen, Palette)
        await pilot.press("enter")
        await settle(pilot)
        assert type(app.screen).__name__ == "EntryForm"

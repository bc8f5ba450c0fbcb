from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.ui.reading_group import TODAY, reader_app, write_log
from tui_reader.adapters.language import use
from tui_reader.ui.date_input import DateInput, how_far


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-04-07", "today"),
        ("2024-04-06", "Saturday, 1 day ago"),
        ("2024.4.1", "Monday, 6 days ago"),
        ("2024-04-08", "Monday, in 1 day"),
        ("2023-04-07", "366 days ago"),
        ("2024-04-31", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_a_day_is_seen_from_today(day: str, words: str) -> None:
    use("en")
    assert how_far(day, date(2024, 4, 7)) == words


async def test_a_day_in_words_is_saved_as_the_day_it_means(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    app = reader_app(path)
    async with app.run_test() as pilot:
        await pilot.press("n", "shift+tab", "shift+tab")
        field = app.screen.query_one(DateInput)
        assert field.has_focus
        field.content = "昨天"
        await pilot.press("tab", "tab")
        assert field.content == (TODAY - timedelta(1)).isoformat()
        await pilot.press("shift+tab", "shift+tab")
        field.content = "-3"
        assert field.meant == (TODAY - timedelta(3)).isoformat()

from __future__ import annotations

from datetime import date

import pytest

from tui_reader.adapters.language import use
from tui_reader.ui.date_input import how_far


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

from __future__ import annotations

from pathlib import Path

from rich.style import Style

from tests.ui.reading_group import TITLES, lines, marked_line, reader_app, settle, write_log
from tui_reader.core.completion import Candidate
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.completing import candidates_strip


def bottom(app: ReaderApp) -> str:
    """What stands on the line of the keys."""
    return lines(app)[-1]


async def test_the_query_is_completed_while_it_is_typed_and_the_screen_stays(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        first_row = lines(app).index(next(line for line in lines(app) if TITLES[0] in line))
        await pilot.press("slash", "b")
        await settle(pilot)
        assert bottom(app).split() == ["Tab", "▸by:"]
        await pilot.press("tab")
        await pilot.pause()
        assert bottom(app).split() == ["Tab", "▸Mira", "2", "Tom", "2", "李听潮", "1"]
        await pilot.press("up", "down", "down", "right")
        await pilot.pause()
        assert app.query_text == "by:Tom "
        assert "本周出海" in marked_line(app)
        await pilot.press("i", "s", "colon", "p", "tab")
        await pilot.pause()
        assert app.query_text == "by:Tom is:paper "
        assert "Kelp" in marked_line(app)
        assert "keep the filter" in bottom(app)
        # Without anything to offer, Tab goes on to the list.
        await pilot.press("tab")
        await pilot.pause()
        assert app.log_screen.search_bar is None
        assert app.query_text == "by:Tom is:paper "
        await pilot.press("escape", "slash", *"by:ltc")
        await settle(pilot)
        assert "▸李听潮 1" in bottom(app)
        await pilot.press("escape", "escape", "slash", *"autor:")
        await pilot.pause()
        await pilot.press("M")
        await pilot.pause()
        assert bottom(app).startswith(' There is no field "autor:"')
        await pilot.press(*["backspace"] * 7, *"date:2024-13")
        await pilot.pause()
        assert bottom(app).startswith(' "2024-13" is not a date; write 2024, 2024-03')
        assert len(app.log_screen.entry_list._hits) == len(TITLES)
        assert TITLES[0] in lines(app)[first_row]


def test_as_many_candidates_are_shown_as_fit_around_the_one_that_is_chosen() -> None:
    candidates = [Candidate(f"reader {number}", number, "", 0) for number in range(20)]
    for chosen in range(20):
        strip = candidates_strip(candidates, chosen, 60, lambda _part: Style())
        assert strip.cell_length == 60
        assert f"▸reader {chosen} {chosen} " in strip.text

"""Pictures of the log: the year, bars, and the way back to the entries that they stand for."""

from __future__ import annotations

from pathlib import Path

from tests.ui.reading_group import lines, reader_app, settle, shown, write_log
from tui_reader.core.statistics import Count
from tui_reader.core.trends import Bar
from tui_reader.ui.bar_list import sparkline
from tui_reader.ui.log_screen import LogScreen


async def test_a_year_of_days_leads_to_the_entries_of_a_day(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("T")
        await settle(pilot)
        assert "2024: 3 papers · 1 check-in" in shown(app)
        assert lines(app)[3].split() == [
            "Jan",
            "Feb",
            "Mar",
            "Apr",
            "May",
            "Jun",
            "Jul",
            "Aug",
            "Sep",
            "Oct",
            "Nov",
            "Dec",
        ]
        sunday, friday = lines(app)[10], lines(app)[8]
        assert (sunday.count("░"), sunday.count("○"), friday.count("░")) == (1, 1, 2)
        # Nothing is drawn of days to come.
        assert lines(app)[4].rstrip().endswith("·")
        assert "2024-05-26\n" in "\n".join(line.strip() + "\n" for line in lines(app))
        assert "Mira  Barnacles Remember" in shown(app)
        await pilot.press("h")
        assert "Tom  本周出海，未精读" in shown(app)
        # Where there is no room for a year, the weeks to come are those that are not shown.
        await pilot.resize_terminal(36, 24)
        await settle(pilot)
        months = next(line for line in lines(app) if "Feb" in line).split()
        assert months[-1] == "Jul"
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        await pilot.press("pageup")
        assert "2023: 1 paper · 0 check-ins" in shown(app)
        await pilot.press("enter")
        assert "Nothing is logged here." in shown(app)
        await pilot.press("pagedown", "enter")
        await settle(pilot)
        assert isinstance(app.screen, LogScreen)
        assert app.query_text == "date:2024-05-19"


async def test_bars_are_counted_of_what_the_filter_leaves(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.set_query("since:2024")
        await pilot.press("T", "3")
        await settle(pilot)
        assert lines(app)[1].startswith(" since:2024   3 papers · 1 check-in   █ read  ░ said why not")
        assert [line.split()[0] for line in lines(app)[3:6]] == ["Mira", "Tom", "李听潮"]
        assert lines(app)[3].count("█") > lines(app)[5].count("█") > 0
        assert lines(app)[4].count("░") == lines(app)[5].count("█")
        await pilot.press("2")
        assert [line.split()[0] for line in lines(app)[3:5]] == ["2024-W21", "2024-W20"]
        await pilot.press("tab", "j", "enter")
        await settle(pilot)
        assert app.query_text == "since:2024 by:Tom"


def test_a_sparkline_goes_from_the_oldest_to_the_newest() -> None:
    bars = [Bar("", Count(read), ()) for read in (8, 0, 1, 4)]
    assert sparkline(bars, 80) == "▅▂▁█"
    assert sparkline(bars, 2) == "▁█"

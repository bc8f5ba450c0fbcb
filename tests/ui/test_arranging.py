from __future__ import annotations

import re
from pathlib import Path

from textual.pilot import Pilot

from tests.ui.reading_group import lines, many_entries, marked_line, reader_app, settle, shown, write_log
from tui_reader.core.arrangement import Arrangement
from tui_reader.ui import arranging
from tui_reader.ui.app import ReaderApp

TORN = """\
> > [2024-05-26]-[Mira]-[Kelp]
> > Summary: a
>
> > [2024-05-12]-[Tom]-[Otters]
> > Summary: b
>
> > [2024-05-24]-[李听潮]-[Barnacles]
> > Summary: c
"""


def headings(app: ReaderApp) -> list[str]:
    """The headings of the list."""
    rows = [line.partition("│")[0].strip(" ─") for line in lines(app) if line.startswith(" ── ")]
    return [re.sub(" ─+ ", ": ", row) for row in rows]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_a_weeks_entries_stand_under_their_week(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path, text=TORN))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert headings(app) == ["week 21 · 20 – 26 May: 2", "week 19 · 6 – 12 May: 1"]
        await press(pilot, "j")
        assert "Barnacles" in marked_line(app)


async def test_the_list_is_sorted_and_grouped_on_a_key_and_the_cursor_stays_where_it_is(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path, text=TORN))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "j", "z", "j", "space")
        assert "● date  newest first" in shown(app)
        assert "○ file" not in shown(app)
        await press(pilot, "space")
        assert app.arranging.arrangement == Arrangement("date", False, "week")
        await press(pilot, "tab", "j", "j", "enter")
        assert headings(app) == ["Mira: 1", "Tom: 1", "李听潮: 1"]
        assert "2024-05-24  李听潮" in marked_line(app)
        assert "date ↑ · by reader" in lines(app)[0]
        await press(pilot, "g", "z", "G", "k", "k", "k", "enter")  # by title
        assert app.arranging.arrangement == Arrangement("title", False, "reader")
        await press(pilot, "z", "tab", "G", "enter")
        assert headings(app) == []
        assert "Kelp" in marked_line(app)
        await press(pilot, "slash", *"otters", "enter")
        assert "Otters" in marked_line(app)
        await press(pilot, "escape")
        assert "Kelp" in marked_line(app)
        assert [line.split()[-1] for line in lines(app) if "2024-05-" in line][:3] == ["Barnacles", "Kelp", "Otters"]
        await press(pilot, "z", "escape")
        assert app.arranging.arrangement == Arrangement("title", False, "")


async def test_entries_are_sorted_by_what_is_wrong_with_them(tmp_path: Path) -> None:
    text = TORN.replace("> > Summary: b\n", "").replace("[Otters]", "[Otters]-[]()")
    app = reader_app(write_log(tmp_path, text=text))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "z", "G", "space", "tab", "G", "enter")
        await settle(pilot)
        assert app.arranging.arrangement == Arrangement("problems", True, "")
        await press(pilot, "g")
        assert "Otters" in marked_line(app)


async def test_several_files_are_told_apart_and_may_be_groups(tmp_path: Path) -> None:
    (tmp_path / "2023").mkdir()
    (tmp_path / "2024").mkdir()
    old = write_log(tmp_path / "2023", text=many_entries(1).replace("2024-06-03", "2023-06-03"))
    app = reader_app(old, write_log(tmp_path / "2024", text=many_entries(3)), write_log(tmp_path, "more.md", TORN))
    async with app.run_test(size=(110, 30)) as pilot:
        await settle(pilot)
        assert "2024/log.md" in next(line for line in lines(app) if "number 0" in line)
        assert " · 2024/log.md" in shown(app)
        await press(pilot, "z", "tab", "G", "k", "enter")
        assert headings(app) == ["2023/log.md: 1", "2024/log.md: 3", "more.md: 3"]
        assert "number 0" in marked_line(app)
        assert lines(app)[0].split()[0] == "2024/log.md"


async def test_a_large_log_is_put_in_order_beside_the_screen(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path, text=many_entries(arranging.AT_ONCE + 10)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "G", "z", "j", "space", "space", "escape")
        await settle(pilot)
        assert f"number {arranging.AT_ONCE + 9}" in marked_line(app)
        await press(pilot, "j")
        assert f"number {arranging.AT_ONCE + 8}" in marked_line(app)

from __future__ import annotations

from pathlib import Path

import pytest
from textual._styles_cache import StylesCache

from tests.ui.reading_group import reader_app, write_log
from tui_reader.ui.finished_lines import FinishedLines


@pytest.mark.parametrize("theme", ["readtui-dark", "readtui-terminal"])
async def test_lines_are_those_that_textual_makes_of_a_widget(tmp_path: Path, theme: str) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        for key, size in (("j", (80, 24)), ("tab", (80, 24)), ("s", (80, 24)), ("n", (80, 24)), ("escape", (160, 36))):
            await pilot.resize_terminal(*size)
            await pilot.press(key)
            await pilot.pause()
            for widget in [app.screen, *app.screen.query("*")]:
                area = widget.region.size.region
                if isinstance(widget._styles_cache, FinishedLines) and area:
                    drawn = FinishedLines().render_widget(widget, area)
                    assert drawn == StylesCache().render_widget(widget, area), (key, widget)
                    part = area.shrink((1, 2, 0, 1))
                    assert FinishedLines().render_widget(widget, part) == [
                        line.crop(*part.column_span) for line in drawn[part.y : part.bottom]
                    ]


async def test_a_step_draws_two_rows_of_the_list_again(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        entry_list = app.log_screen.entry_list
        area = entry_list.size.region
        before = entry_list.render_lines(area)
        await pilot.press("j")
        after = entry_list.render_lines(area)
        drawn_again = [old is not new for old, new in zip(before, after, strict=True)]
        assert sum(drawn_again) == 2

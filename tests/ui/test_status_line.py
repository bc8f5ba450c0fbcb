from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import ComposeResult

from tests.ui.coloured_app import ColouredApp
from tests.ui.reading_group import lines
from tui_reader.adapters import language
from tui_reader.ui.status_line import StatusLine, count_words


class StatusApp(ColouredApp[None]):
    CSS = "StatusLine { height: 1; }"

    def compose(self) -> ComposeResult:
        line = StatusLine()
        line.file, line.shown, line.total = "一个名字很长的日志文件-2024.md", 12, 238
        line.query_text = "by:李听潮 since:2024-03 barnacle \x1b[31m"
        yield line


async def test_the_line_fits_and_shows_no_control_character_and_where_there_is_room_all_is_said() -> None:
    app = StatusApp()
    async with app.run_test(size=(20, 3)) as pilot:
        for width in (20, 40, 60, 80, 120):
            await pilot.resize_terminal(width, 3)
            await pilot.pause()
            line = lines(app)[0]
            assert cell_len(line) == width
            assert line.isprintable()
        for words in ("一个名字很长的日志文件-2024.md", "12 of 238", "by:李听潮 since:2024-03 barnacle ␛[31m"):
            assert words in line
        assert line.endswith("saved ")


@pytest.mark.parametrize(("spoken", "filtered", "one"), [("en", "1 of 5", "1 entry"), ("zh_CN", "1 / 5", "1 条")])
def test_how_many_entries_are_shown(spoken: str, filtered: str, one: str) -> None:
    language.use(spoken)
    assert count_words(1, 5, filtered=True) == filtered
    assert count_words(1, 1, filtered=False) == one

from __future__ import annotations

from textual.app import ComposeResult

from tests.ui.coloured_app import ColouredApp
from tui_reader.ui.form_preview import FormPreview, PreviewLine


class Shown(ColouredApp[None]):
    def compose(self) -> ComposeResult:
        yield FormPreview()

    def lines(self) -> list[str]:
        preview = self.query_one(FormPreview)
        return [preview.render_line(y).text.rstrip() for y in range(preview.size.height)]


async def test_long_lines_go_on_behind_the_quote_marks() -> None:
    app = Shown()
    async with app.run_test(size=(30, 6)) as pilot:
        app.query_one(FormPreview).show("under line 3", [PreviewLine("> > ", "words 海洋生物的节律 and then some")])
        await pilot.pause()
        assert app.lines()[0].startswith("── under line 3 ─────")
        assert app.lines()[1:4] == [" > > words 海洋生物的节律 and", "     then some", ""]


async def test_no_control_character_reaches_the_terminal() -> None:
    app = Shown()
    async with app.run_test(size=(30, 6)) as pilot:
        app.query_one(FormPreview).show("a\x1b", [PreviewLine("> ", "\x1b[2J\u202e[b]x[/b]")])
        await pilot.pause()
        assert app.lines()[1] == " > ␛[2J‹202E›[b]x[/b]"
        assert "␛" in app.lines()[0]


async def test_the_end_is_shown_on_demand_and_pages_scroll() -> None:
    app = Shown()
    async with app.run_test(size=(30, 4)) as pilot:
        preview = app.query_one(FormPreview)
        preview.show("x", [PreviewLine("", str(number)) for number in range(9)])
        await pilot.pause()
        assert app.lines()[1:] == [" 0", " 1", " 2"]
        preview.follow_end(True)
        assert app.lines()[1:] == [" 6", " 7", " 8"]
        preview.scroll_pages(-1)
        assert app.lines()[1:] == [" 4", " 5", " 6"]
        preview.follow_end(False)
        assert app.lines()[1:] == [" 0", " 1", " 2"]

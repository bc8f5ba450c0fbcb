from __future__ import annotations

from textual.app import ComposeResult

from tui_reader.ui.form_field import FormField
from tui_reader.ui.line_input import LineInput
from tui_reader.ui.quiet_app import QuietApp
from tui_reader.ui.text_box import TextBox

STYLES = """
FormField { width: 1fr; height: auto; }
FormField LineInput, FormField TextBox { margin-left: 11; padding: 0; }
FormField#summary { height: 1fr; }
"""


class Fields(QuietApp):
    """Two fields, of a line and of many."""

    CSS = STYLES

    def compose(self) -> ComposeResult:
        self.title_field = FormField("title", "Title", LineInput("Kelp Roads"))
        self.summary = FormField("summary", "Summary\n9 chars", TextBox("海藻的路"))
        yield self.title_field
        yield self.summary

    def lines(self) -> list[str]:
        """What is drawn, without the space behind it."""
        rows = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in row).rstrip() for row in rows]


async def test_what_is_said_of_a_field_has_room_beside_and_under_it_and_what_is_typed_has_the_rest() -> None:
    app = Fields()
    async with app.run_test(size=(40, 9)) as pilot:
        assert app.lines()[:3] == ["Title      Kelp Roads", "Summary    海藻的路", "9 chars"]
        app.title_field.remark = "found"
        await pilot.pause()
        assert app.lines()[0] == "Title      Kelp Roads              found"
        app.title_field.remark = ""
        app.title_field.hint = "logged before by somebody whose name is long"
        app.title_field.problem = "A title has no line breaks: put it on one line."
        app.summary.problem = "A summary is missing."
        await pilot.pause()
        assert app.lines() == [
            "Title      Kelp Roads",
            "           logged before by somebody wh…",
            "           A title has no line breaks:",
            "           put it on one line.",
            "Summary    海藻的路",
            "9 chars",
            "",
            "",
            "           A summary is missing.",
        ]
        assert app.summary.control.region.height == 4
        app.title_field.hint = app.title_field.problem = app.summary.problem = ""
        await pilot.pause()
        assert app.lines()[:3] == ["Title      Kelp Roads", "Summary    海藻的路", "9 chars"]


async def test_a_long_remark_is_broken_beside_one_line_to_type() -> None:
    app = Fields()
    async with app.run_test(size=(60, 9)) as pilot:
        app.title_field.remark = "Thursday, 3 days ago; ↑↓ to change"
        await pilot.pause()
        assert app.lines()[:3] == [
            "Title      Kelp Roads          Thursday, 3 days ago; ↑↓ to",
            "                               change",
            "Summary    海藻的路",
        ]

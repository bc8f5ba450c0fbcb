"""What is kept of a screen is the same as if it were looked up, asked and drawn again."""

from __future__ import annotations

from pathlib import Path

from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.widget import Widget

from tests.ui.reading_group import reader_app, settle, write_log
from tui_reader.adapters.config import Settings, SettingsFile
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.key_bar import shown_keys
from tui_reader.ui.quiet_screen import QuietScreen


def assert_as_if_new(app: ReaderApp) -> None:
    screen = app.screen
    assert isinstance(screen, QuietScreen)
    asked = [active.binding for active in screen.active_bindings.values() if active.enabled]
    assert shown_keys(screen.working_bindings()) == shown_keys(asked)
    plain = Stylesheet(variables=app.get_css_variables())
    plain.source = app.stylesheet.source
    plain.parse()
    for widget in screen.walk_children(Widget, with_self=True):
        kept = widget.styles.base.get_rules()
        plain.apply(widget)
        assert widget.styles.base.get_rules() == kept, widget
        if isinstance(widget, DrawnWidget) and widget.region:
            whole = Region(0, 0, *widget.region.size)
            drawn = [[*strip] for strip in widget.render_lines(whole)]
            widget.forget_looks()
            widget.refresh()
            assert [[*strip] for strip in widget.render_lines(whole)] == drawn, widget


async def test_a_screen_that_goes_back_and_forth_is_the_same_as_a_new_one(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in (
            "tab", "tab", "down", "tab", "slash t o m enter", "tab", "escape escape", "s", "escape", "n", "tab tab",
            "escape", "z", "right", "escape", "comma", "escape", "p", "escape",
        ):  # fmt: skip
            await pilot.press(*keys.split())
            await settle(pilot)
            assert_as_if_new(app)
        for size in ((130, 30), (60, 24), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("tab")
            await settle(pilot)
            assert_as_if_new(app)
        for theme in ("readtui-light", "readtui-terminal", "readtui-colour-blind-dark", "readtui-dark"):
            app.theme = theme
            await pilot.press("tab")
            await settle(pilot)
            assert_as_if_new(app)
        app.take_changed_setting(SettingsFile(None, Settings(bindings={"find": "f"})), "bindings")
        await settle(pilot)
        assert_as_if_new(app)
        assert ("f", "f", "find") in shown_keys(app.screen.working_bindings())  # type: ignore[attr-defined]
        app.stylesheet.set_variables(app.get_css_variables() | {"rule": "#123456", "accent": "#123456"})
        app.stylesheet.reparse()
        app.stylesheet.update(app.screen)
        assert app.log_screen.entry_view.styles.border_top == ("solid", Color.parse("#123456"))

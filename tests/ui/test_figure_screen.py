"""Figures on the screen: looked at one after the other, sent as the terminal takes them, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from textual.app import App

from tests.ui.drawings import drawing, kitty_commands, kitty_shows, png, sixel_shows
from tests.ui.reading_group import TODAY, settle, shown, write_log
from tui_reader.adapters.picture_pixels import fitted
from tui_reader.ui import log_app
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.figure_screen import FigureScreen
from tui_reader.ui.figure_view import FigureView
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.log_screen import LogScreen

LOG = """\
> > [2024-05-26]-[Mira]-[Barnacles Remember]-[MarineBio](https://example.org/barnacle)
> >
> > <img width="512" alt="image" src="Images/barnacle.png">
> >
> > ![cut off](Images/cut.png)
> >
> > ![elsewhere](http://127.0.0.1:9/x.png)
> >
> > Summary: Barnacles keep a trace of the last tide.

> > [2024-05-24]-[Tom]-[Kelp Holds On]
> >
> > Summary: It does.
"""


class HeardApp(ReaderApp):
    """The app, and what it sends the terminal beside what it draws."""

    CSS_PATH = str(Path(log_app.__file__).with_name("readtui.tcss"))

    heard = ""

    def write_to_terminal(self, sequence: str) -> None:
        self.heard += sequence


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HeardApp:
    for name in ("TERM_PROGRAM", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "STY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    (tmp_path / "Images").mkdir()
    content = png(drawing(300, 200))
    (tmp_path / "Images" / "barnacle.png").write_bytes(content)
    (tmp_path / "Images" / "cut.png").write_bytes(content[:200])
    return HeardApp([write_log(tmp_path, text=LOG)], today=lambda: TODAY)


def colours_on(app: App[None]) -> Image.Image:
    """The half cells on the screen as pixels."""
    view = app.screen.query_one(FigureView)
    rows = []
    for y in range(view.size.height):
        over, under = [], []
        for segment in view.render_line(y):
            if segment.text.startswith("▀") and segment.style:
                upper, lower = segment.style.color, segment.style.bgcolor
                assert upper is not None
                assert lower is not None
                over += [tuple(upper.triplet or ())] * len(segment.text)
                under += [tuple(lower.triplet or ())] * len(segment.text)
        rows += [over, under] if over else []
    picture = Image.new("RGB", (len(rows[0]), len(rows)))
    picture.putdata([pixel for row in rows for pixel in row])
    return picture


async def test_figures_are_looked_at_one_after_the_other(app: HeardApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        assert "barnacle.png · 1 of 3 · 300 × 200 · half cells" in shown(app)
        seen = colours_on(app)
        assert seen.tobytes() == fitted(drawing(300, 200), 80, 44).tobytes()
        await pilot.press("right")
        await settle(pilot)
        assert "this picture is broken" in shown(app)
        await pilot.press("right")
        await settle(pilot)
        assert "127.0.0.1 is on the local network" in shown(app)
        await pilot.press("right")
        await settle(pilot)
        assert "1 of 3" in shown(app)
        await pilot.press("escape", "down", "i")
        assert isinstance(app.screen, LogScreen)
        assert app.screen.query_one(KeyBar).notice == "This entry has no figure."
        assert app.heard == ""
        (tmp_path / "config").mkdir()
        (tmp_path / "config" / "settings.yaml").write_text("pictures: off\n", encoding="utf-8")
        await pilot.press("up", "i")
        assert isinstance(app.screen, LogScreen)
        assert "pictures: off" in app.screen.query_one(KeyBar).notice


async def test_kitty_shows_the_picture_in_placeholders_and_forgets_it(
    app: HeardApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-kitty")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        keys, picture = kitty_shows(app.heard)
        assert picture.tobytes() == drawing(300, 200).tobytes()
        assert (keys["c"], keys["r"]) == ("30", "10")
        assert shown(app).count("\U0010eeee") == 300
        app.heard = ""
        await pilot.press("g")
        await settle(pilot)
        assert "half cells" in shown(app)
        assert [keys["a"] for keys, _data in kitty_commands(app.heard)] == ["d"]
        await pilot.press("g")
        await settle(pilot)
        await pilot.press("escape")
        await pilot.pause()
        sent = [keys["a"] + keys["i"] for keys, _data in kitty_commands(app.heard) if "a" in keys]
        assert [command[0] for command in sent] == ["d", "T", "d"]
        assert sent[1][1:] == sent[2][1:]


async def test_sixels_are_laid_over_empty_cells_once_they_are_drawn(
    app: HeardApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "foot")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("i")
        await settle(pilot)
        await pilot.pause()
        # 30 cells in the middle of 80, 10 lines in the middle of 22 that begin under the heading.
        before = "\x1b7\x1b[8;26H"
        assert app.heard.count("\x1bP") == 1
        assert app.heard.startswith(before)
        assert app.heard.endswith("\x1b8")
        assert sixel_shows(app.heard[len(before) : -2]).size == (300, 200)
        assert isinstance(app.screen, FigureScreen)
        await pilot.press("g")
        await settle(pilot)
        assert app.heard.endswith("\x1b8\x1b[2J"), "it is gone before another picture comes"
        await pilot.press("g")
        await settle(pilot)
        await pilot.pause()
        assert app.heard.count("\x1bP") == 2

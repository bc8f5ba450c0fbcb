from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.ui.reading_group import reader_app, settle, shown, write_log
from tui_reader.adapters.config import load_settings_file
from tui_reader.adapters.language import say
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.entry_list import EntryList
from tui_reader.ui.entry_row import CURSOR_MARK
from tui_reader.ui.line_filters import filters_for
from tui_reader.ui.terminal_profile import EIGHT, NONE, SIXTEEN, TerminalProfile
from tui_reader.ui.themes import DARK, LIGHT, TERMINAL, TERMINAL_DARK, THEMES, preferred_theme, terminal_theme


def app_with(folder: Path, settings: str, profile: TerminalProfile = TerminalProfile()) -> ReaderApp:  # noqa: B008
    (folder / "config").mkdir(exist_ok=True)
    (folder / "config" / "settings.yaml").write_text(settings, encoding="utf-8")
    app = reader_app(write_log(folder))
    app.take_settings(load_settings_file(), profile)
    return app


async def test_the_screen_can_be_drawn_in_all_colours(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"kelp", "enter")
        for name in [*THEMES, "nord", "textual-light", "ansi-dark", "ansi-light"]:
            app.theme = name
            await pilot.pause()
            assert "Otters follow kelp" in shown(app)


def test_the_ground_of_the_terminal_chooses_the_theme() -> None:
    assert preferred_theme({"COLORFGBG": "0;15"}) is LIGHT
    assert preferred_theme({"COLORFGBG": "15;0"}) is DARK
    assert preferred_theme({}) is DARK
    assert terminal_theme({"COLORFGBG": "0;15"}) is TERMINAL
    assert terminal_theme({"COLORFGBG": "15;0"}) is TERMINAL_DARK
    assert terminal_theme({"COLORFGBG": "0;default"}) is TERMINAL
    assert terminal_theme({"TERM": "linux"}) is TERMINAL_DARK
    assert terminal_theme({"TERM": "xterm"}) is TERMINAL


def light_of(colour: str) -> float:
    """The relative luminance, as WCAG has it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in Color.parse(colour).normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05


def test_where_the_ground_is_not_known_all_can_be_read_on_black_and_on_white() -> None:
    xterm = {"ansi_red": "#cd0000", "ansi_magenta": "#cd00cd"}
    for name in {TERMINAL.accent, TERMINAL.success, TERMINAL.warning, TERMINAL.error} - {"ansi_default"}:
        light = light_of(xterm[name or ""])
        assert light / light_of("black") > 3.5
        assert light_of("white") / light > 3.5


async def test_the_theme_of_the_settings_goes_before_the_one_that_suits(tmp_path: Path) -> None:
    assert app_with(tmp_path, "").theme == DARK.name
    app = app_with(tmp_path, "theme: readtui-colour-blind-light\n")
    async with app.run_test(size=(80, 24)):
        assert app.theme == "readtui-colour-blind-light"
        assert app.screen.styles.background == Color.parse("#fcfcfa")
        assert app.has_class("-light-mode")


@pytest.mark.parametrize("profile", [TerminalProfile(is_slow=True), TerminalProfile(SIXTEEN), TerminalProfile(NONE)])
def test_few_colours_and_slow_lines_get_those_of_the_terminal(tmp_path: Path, profile: TerminalProfile) -> None:
    assert app_with(tmp_path, "", profile).theme == TERMINAL.name


@pytest.mark.parametrize(("profile", "settings", "is_bold"), [
    (TerminalProfile(SIXTEEN), "", False),
    (TerminalProfile(is_slow=True), "", False),
    (TerminalProfile(is_slow=True), "theme: readtui-dark\n", True),
])  # fmt: skip
async def test_where_bytes_are_spared_the_title_is_not_sent_twice_for_each_step(
    tmp_path: Path, profile: TerminalProfile, settings: str, is_bold: bool
) -> None:
    app = app_with(tmp_path, settings, profile)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        entries = app.screen.query_one(EntryList)
        assert entries.part_style("date", True).bold
        assert bool(entries.part_style("title", True).bold) == is_bold
        assert (entries.part_style("title", True) == entries.part_style("title")) != is_bold


def test_an_unknown_theme_is_one_line_with_the_near_names(tmp_path: Path) -> None:
    app = app_with(tmp_path, "reader: Mira\ntheme: readtui-lihgt\n")
    assert app.theme == DARK.name
    (mistake,) = app.setting_mistakes
    assert 'settings.yaml:2: there is no theme "readtui-lihgt"; there are, among others, readtui-light' in say(mistake)


async def test_colours_of_ones_own_are_a_theme(tmp_path: Path) -> None:
    app = app_with(tmp_path, 'colours:\n  ground: "#fff8e7"\n  accent: "#123456"\n  faint: "#666666"\n')
    async with app.run_test(size=(80, 24)):
        assert app.theme == "own"
        assert app.screen.styles.background == Color.parse("#fff8e7")
        assert not app.current_theme.dark
    own = app_with(tmp_path, "colours:\n  accent: bright-blue\n").current_theme
    assert (own.primary, own.background, own.ansi) == ("ansi_bright_blue", "ansi_default", True)
    (mistake,) = app_with(tmp_path, "colours:\n  error: reddish\n").setting_mistakes
    assert 'settings.yaml:2: "reddish" is no colour; write #rrggbb, or a name such as red' in say(mistake)


def drawn(profile: TerminalProfile, text: str, style: str, no_colour: bool = False) -> Segment:
    segments = [Segment(text, Style.parse(style))]
    for line_filter in filters_for(profile, [], no_colour, is_ansi=True):
        segments = line_filter.apply(segments, Color.parse("black"))
    return segments[0]


def test_terminals_get_what_they_can_show() -> None:
    assert drawn(TerminalProfile(EIGHT), "x", "bold bright_black on default").style == Style.parse("bold dim")
    assert drawn(TerminalProfile(EIGHT), "x", "bright_red on bright_blue").style == Style.parse("color(1) on color(4)")
    assert drawn(TerminalProfile(SIXTEEN), "x", "italic default on default").style == Style.parse("italic")
    assert drawn(TerminalProfile(NONE), "x", "bold red on blue", no_colour=True).style == Style.parse("bold")
    assert drawn(TerminalProfile(has_few_signs=True), "↵ read …", "bold").text == "┘ read ~"
    assert drawn(TerminalProfile(has_few_signs=True), "▁▂▃▄▅▆▇█ ◦ ▴", "bold").text == "__▄▄▄███ o ^"
    assert drawn(TerminalProfile(has_few_signs=True, is_plain=True), "▌ ● ▸ …", "bold").text == "  * > ~"


async def test_another_theme_of_the_same_ground_is_drawn_at_once(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        for theme, number in ((TERMINAL, 5), (TERMINAL_DARK, 6)):
            app.theme = theme.name
            await settle(pilot)
            parts = [part for strip in app.screen._compositor.render_strips() for part in strip]
            mark = next(part.style for part in parts if CURSOR_MARK in part.text)
            assert mark is not None
            assert mark.color is not None
            assert mark.color.number == number

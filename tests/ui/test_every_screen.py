"""A walk through every screen of the app, in both languages and in sizes of the terminal from 40x12 to 300x80."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from tests.ui.reading_group import TODAY, write_log
from tui_reader.adapters import language, saved_searches
from tui_reader.adapters.config import SettingsFile
from tui_reader.ui import log_app
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.focus_line import FocusLine
from tui_reader.ui.key_bar import KeyBar, fitting
from tui_reader.ui.line_filters import DRAWN
from tui_reader.ui.terminal_profile import TerminalProfile

FAMILY, FLAG, ACCENTS, HEBREW, KOREAN = "👩‍👩‍👧", "🇨🇳", "e\u0301a\u0308", "שלום עולם", "조수와 바다"

LOG = f"""\
# Tide pool club

## Shore

> > [2024-06-02]-[Mira]-[Barnacles Remember: Memory in Sessile Crustaceans, and What They Keep of the Last Tide]-[MarineBio](https://example.org/b)
> >
> > Summary: Barnacles keep a trace of the last tide.
>
> > 【2024-05-26】-[李听潮]-[海星再生的机制研究：从潮间带到深海的长期观察，兼论其对生态系统的影响]-[Arxiv](https://example.org/starfish)
> >
> > Summary: 提出一个简单的再生模型，结论可靠。{FAMILY}{FLAG}
>
> > [2024-05-24]-[韩梅梅]-[{FAMILY} {KOREAN} {HEBREW} {ACCENTS} {FLAG}]-[Nature](https://example.org/all)
> >
> > Summary: {KOREAN} {HEBREW} {ACCENTS} {FAMILY}.
>
> > [2024-05-19]-[Tom]-[本周出海，未精读]
>
<<<<<<< HEAD
> > [2024-05-17]-[Mira]-[A Limpet and its Home Scar]-[Limpets](https://example.org/limpet)
=======
> > [2024-05-17]-[Mira]-[A Limpet and its Home]-[Limpets](https://example.org/limpet)
>>>>>>> theirs
>
<<<<<<< HEAD
> > [2024-05-16]-[Mira]-[Crabs Go Sideways]-[Crabs](https://example.org/crabs)
=======
> > [2024-05-16]-[Mira]-[Crabs Go Backwards]-[Crabs](https://example.org/crabs)
>>>>>>> theirs
>
> > [2024-05-12]-[Tom]-[Kelp Highways for Otters]-[Nature](https://example.org/kelp)
> >
> > Summary: Otters follow kelp.
"""

PLACES: dict[str, Sequence[str]] = {
    "list": (),
    "reading pane": ("enter",),
    "sections": ("s",),
    "search bar": ("slash", "k"),
    "help": ("question_mark",),
    "problems": ("p",),
    "rule": ("p", "w"),
    "template": ("t",),
    "week board": ("w",),
    "digest": ("D",),
    "file to write": ("D", "w"),
    "trends": ("T",),
    "arrangement": ("z", "j"),
    "saved searches": ("apostrophe",),
    "new name": ("apostrophe", "r"),
    "did not read": ("N",),
    "what to copy": ("y",),
    "mending": ("M",),
    "deleting": ("x",),
    "settling": ("c",),
    "form": ("n",),
    "Markdown": ("e", "ctrl+t"),
    "history": ("h", "j"),
    "settings": ("comma", "j"),
    "palette": ("ctrl+p", "w"),
}
"""The keys that lead from the list to each place."""

CASES = [
    *(
        (spoken, size, False)
        for spoken in ("en", "zh_CN")
        for size in [(40, 12), (80, 24), (120, 36), (200, 50), (300, 80)]
    ),
    ("en", (80, 24), True),
    ("zh_CN", (120, 36), True),
]
"""Languages, sizes, and whether it is drawn for a screen reader."""

SHORT_WALK = {("zh_CN", (80, 24), False): True, ("en", (120, 36), False): False}
"""What is walked through in make test, and whether keys are pressed on the way. All of it takes minutes."""

AT_THE_END = {("mending", "space")}
"""Keys that have nowhere to go on to: what would be mended is all on the screen."""


NOT_FIRST, NOT_LAST = tuple("。，、；：？！）》”"), tuple("（《“")


class Walked(ReaderApp):
    """The app, which counts how often it was to be left, and stays."""

    CSS_PATH = str(Path(log_app.__file__).with_name("readtui.tcss"))

    departures = 0

    def exit(self, *_arguments: object, **_options: object) -> None:
        self.departures += 1

    def look(self) -> tuple[object, ...]:
        """All that there is to see, and what does not show."""
        strips = [list(strip) for strip in self.screen._compositor.render_strips()]
        return (self.screen, strips, self.focused, self.departures)


def shown_keys(screen: Screen[object]) -> list[tuple[str, str]]:
    """The keys that the key bar of ``screen`` shows, with what they do."""
    (bar,) = screen.query(KeyBar)
    return [(key, words) for key, _sign, words in fitting(bar._keys, bar.size.width)]


def faults(app: Walked) -> list[str]:
    """What is wrong with the picture: lines of another width than the screen's, widgets beyond it, text that is cut."""
    (width, height), screen = app.size, app.screen
    strips = screen._compositor.render_strips()
    found = [
        f"a line of {cell_len(strip.text)} cells: {strip.text!r}"
        for strip in strips
        if not cell_len(strip.text) == strip.cell_length == width
    ]
    for widget in screen.query("*"):
        scrolls = any(isinstance(node, Widget) and node.max_scroll_y for node in widget.ancestors)
        if widget.region.area and not scrolls and not screen.region.contains_region(widget.region):
            found.append(f"{widget!r} at {widget.region} is not on the screen")
        if widget.region.area and isinstance(widget, Static):
            needed = widget.get_content_height(screen.size, screen.size, widget.content_size.width)
            if needed > widget.content_size.height:
                found.append(f"{widget!r} is cut: {widget.content!r}")
    for widget in screen.query("TextPane, Words, TextArea, FormPreview"):
        if any(isinstance(node, Widget) and node.max_scroll_y for node in widget.ancestors):
            continue  # some of it is not to be seen now
        for y in range(widget.content_region.y, widget.content_region.bottom):
            text = strips[y].crop(widget.content_region.x, widget.content_region.right).text.strip()
            if text[:1] in NOT_FIRST or (len(text) > 1 and text[-1] in NOT_LAST):
                found.append(f"{widget!r} breaks Chinese: {text!r}")
    if app.profile.is_plain:
        found += [f"drawn: {strip.text!r}" for strip in strips if any(sign in DRAWN for sign in map(ord, strip.text))]
        found += [f"{screen!r} does not say what has the focus" for line in screen.query(FocusLine) if not line.words]
    if screen.max_scroll_y:
        found.append("the screen is longer than the terminal")
    (bar,) = screen.query(KeyBar)
    keys = fitting(bar._keys, bar.size.width)
    if bar.region.bottom != height:
        found.append("the key bar is not at the bottom")
    elif not bar.notice and (not keys or not strips[-1].text.rstrip().endswith(keys[-1][2])):
        found.append(f"the last key is cut: {strips[-1].text!r}")
    return found


async def press(pilot: Pilot[None], key: str) -> None:
    """Press ``key``, and wait until all that it began is on the screen; sooner than the pilot, which waits for more."""
    pilot.app.simulate_key(key)
    await settled(pilot)


async def settled(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def go_to(pilot: Pilot[None], app: Walked, place: str) -> None:
    """From wherever one is to the list, and from there to ``place``."""
    while app.screen is not app.log_screen:
        app.pop_screen()
        await pilot.pause()
    if app.log_screen.search_bar is not None:
        await app.action_close_search(False)
    app.set_query("")
    app.log_screen.go_to(app.log_screen.entry_list)
    app.log_screen.entry_list.move_to(0)
    for key in PLACES[place]:
        await press(pilot, key)


@pytest.mark.parametrize(("spoken", "size", "is_plain"), CASES)
async def test_every_screen_fits_and_every_key_that_it_shows_does_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoken: str, size: tuple[int, int], is_plain: bool
) -> None:
    is_short = not os.environ.get("READTUI_WALK")
    if is_short and (spoken, size, is_plain) not in SHORT_WALK:
        pytest.skip("make walk goes through all screens in all sizes and languages")
    is_typed = SHORT_WALK[spoken, size, is_plain] if is_short else True
    monkeypatch.setenv("HOME", str(tmp_path))
    language.use(spoken)
    saved_searches.save_search("kelp", "kelp")
    app = Walked([write_log(tmp_path, text=LOG)], today=lambda: TODAY)
    if is_plain:
        app.take_settings(SettingsFile(None), TerminalProfile(is_plain=True))
    wrong: list[str] = []
    pressed = set()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for place in PLACES:
            await go_to(pilot, app, place)
            screen, focused = app.screen, app.focused
            wrong += [f"{place}: {fault}" for fault in faults(app)]
            if not is_typed:
                continue
            for key, words in shown_keys(screen):
                if (type(screen), key, words) in pressed:
                    continue
                pressed.add((type(screen), key, words))
                while app.screen is not screen and screen in app.screen_stack:
                    app.pop_screen()
                    await pilot.pause()
                if (app.screen, app.focused) != (screen, focused) or (key, words) not in shown_keys(screen):
                    await go_to(pilot, app, place)
                    screen, focused = app.screen, app.focused
                if (key, words) not in shown_keys(screen):
                    continue
                before = app.look()
                await press(pilot, key)
                if app.look() == before and (place, key) not in AT_THE_END:
                    wrong.append(f"{place}, {key} {words}: nothing happened")
                wrong += [f"{place}, {key}: {fault}" for fault in faults(app)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "place", ["list", "search bar", "deleting", "form", "week board", "trends", "history", "Markdown"]
)
async def test_a_terminal_that_is_resized_again_and_again_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    if place not in ("search bar", "form") and not os.environ.get("READTUI_WALK"):
        pytest.skip("make walk resizes more of them")
    monkeypatch.setenv("HOME", str(tmp_path))
    app = Walked([write_log(tmp_path, text=LOG)], today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await go_to(pilot, app, place)
        app.log_screen.entry_list.move_to(2)
        if place in ("search bar", "form", "Markdown"):
            await press(pilot, "海")
        await settled(pilot)
        screen, focused, cursor, before = app.screen, app.focused, app.log_screen.entry_list.cursor, typed(app)
        for width, height in ((300, 80), (20, 5), (120, 36), (10, 3), (79, 24)):
            await pilot.resize_terminal(width, height)
        wrong = []
        for size in ((40, 12), (300, 80), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            wrong += [f"{size}: {fault}" for fault in faults(app)]
            assert (app.screen, app.focused) == (screen, focused)
            assert app.log_screen.entry_list.cursor == cursor
            assert typed(app) == before
            y = app.cursor_position.y
            if before:
                assert focused is not None
                assert focused.region.contains(*app.cursor_position), f"the cursor is in line {y} at {size}"
        assert not wrong, "\n".join(wrong)


def typed(app: Walked) -> list[str]:
    """What stands in what is typed into on the screen."""
    return [field.value for field in app.screen.query(Input)] + [box.text for box in app.screen.query(TextArea)]

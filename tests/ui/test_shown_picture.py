"""What is sent to the terminal: what differs from what it shows."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui_reader.adapters.config import Settings
from tui_reader.ui.shown_picture import ShownPicture
from tui_reader.ui.terminal_profile import profile_of

COLUMNS, LINES = 12, 3
STYLES = [
    None, Style(bold=True), Style(color="#102030"), Style(color="#102030", bgcolor="#c0c0c0", bold=True),
    Style(bgcolor="#c0c0c0", reverse=True), Style(color="red", underline=True, link="https://kelp.org"),
]  # fmt: skip
TEXTS = ["a", "kelp", " ", "a b", "a       b", " " * 8, "海藻", "é", "e\u0301", "–", "海a", "☀"]

pieces = st.tuples(st.sampled_from(TEXTS), st.sampled_from(STYLES))
lines = st.lists(pieces, max_size=6)
pictures = st.lists(lines, min_size=LINES, max_size=LINES)


def drawn(picture: list[list[tuple[str, Style | None]]]) -> LayoutUpdate:
    # pyte puts a mark that is joined to the sign in the last column into the next line: that column stays free.
    strips = [[_strip(line)] for line in picture]
    return LayoutUpdate(list(strips), Region(0, 0, COLUMNS, LINES))


def _strip(line: list[tuple[str, Style | None]]) -> Strip:
    return _kept_strip(tuple(line))


@lru_cache(1000)
def _kept_strip(line: tuple[tuple[str, Style | None], ...]) -> Strip:
    # One and the same for the same text, as widgets keep what they have drawn.
    return Strip([Segment(*piece) for piece in line]).adjust_cell_length(COLUMNS - 1).adjust_cell_length(COLUMNS)


def shown_by(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    return [[_seen(screen.buffer[y][x]) for x in range(COLUMNS)] for y in range(LINES)]


def _seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    """What is to be seen of a cell: of a blank neither its colour nor whether it is bold."""
    if cell.data == " " and not (cell.underscore or cell.reverse):
        return (" ", cell.bg)
    return tuple(cell)


@given(st.lists(pictures, min_size=1, max_size=5))
def test_a_terminal_shows_the_same_as_if_all_were_sent(
    changing: list[list[list[tuple[str, Style | None]]]],
) -> None:
    shown = ShownPicture()
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.Stream(screen)
    for picture in changing:
        update = drawn(picture)
        stream.feed(_without_links(shown.changes(update, ColorSystem.TRUECOLOR)))
        whole = pyte.Screen(COLUMNS, LINES)
        pyte.Stream(whole).feed(_without_links(ShownPicture().changes(update, ColorSystem.TRUECOLOR)))
        assert shown_by(screen) == shown_by(whole)
        text = [normalize("NFC", _strip(line).text) for line in picture]
        assert [line.rstrip() for line in whole.display] == [line.rstrip() for line in text]


def _without_links(sent: str) -> str:
    while (start := sent.find("\x1b]8;")) >= 0:
        sent = sent[:start] + sent[sent.index("\x07", start) + 1 :]
    return sent


def test_nothing_is_sent_of_what_is_shown() -> None:
    shown = ShownPicture()
    picture = [[("kelp", STYLES[3])], [("海藻", STYLES[5])], []]
    first = shown.changes(drawn(picture), ColorSystem.TRUECOLOR)
    assert "https://kelp.org" in first
    assert shown.changes(drawn(picture), ColorSystem.TRUECOLOR) == ""
    shown.forget()
    assert shown.changes(drawn(picture), ColorSystem.TRUECOLOR) == first


def test_a_line_is_whole_again_when_what_lay_over_it_is_gone() -> None:
    shown = ShownPicture()
    picture = drawn([[("kelp forest", None)], [("kelp forest", None)], []])
    shown.changes(picture, ColorSystem.STANDARD)
    over = ChopsUpdate([{}, {0: None, 5: Strip([Segment("under")])}, {}], [(1, 5, 10)], [[], [5, 10], []])
    assert shown.changes(over, ColorSystem.STANDARD) == "\x1b[2;6Hunder"
    assert shown.changes(over, ColorSystem.STANDARD) == ""
    assert shown.changes(picture, ColorSystem.STANDARD) == "\x1b[2;6Hfores"
    assert shown.changes(over, ColorSystem.STANDARD) == "\x1b[2;6Hunder"


def test_one_word_costs_one_word() -> None:
    shown = ShownPicture()
    shown.changes(drawn([[("kelp and", STYLES[2])], [], []]), ColorSystem.TRUECOLOR)
    sent = shown.changes(drawn([[("kelp end", STYLES[2])], [], []]), ColorSystem.TRUECOLOR)
    assert sent == "\x1b[1;6H\x1b[38;2;16;32;48me\x1b[m"


def test_a_slow_line_does_not_bear_where_links_lead() -> None:
    shown = ShownPicture()
    shown.sends_addresses = False
    sent = shown.changes(drawn([[("kelp", STYLES[5])], [], []]), ColorSystem.TRUECOLOR)
    assert "kelp" in sent
    assert "kelp.org" not in sent


def test_blanks_among_words_are_drawn_in_whatever_look() -> None:
    shown = ShownPicture()
    faint = Style(color="red")
    shown.changes(drawn([[("kelp kelp", faint)]] * 3), ColorSystem.STANDARD)
    sent = shown.changes(drawn([[("k  elp", faint)], [("        p", faint)], []]), ColorSystem.STANDARD)
    assert sent == "\x1b[1;2H  \x1b[31melp\x1b[K\x1b[2H\x1b[8X\x1b[B\x1b[K\x1b[m"


def test_blanks_are_drawn_where_a_terminal_leaves_halves_of_what_it_erases() -> None:
    assert not profile_of({"TERM": "mlterm-256color"}, Settings()).erases_cells
    shown = ShownPicture()
    shown.erases_cells = False
    shown.changes(drawn([[("海藻 海藻p", None)], [], []]), ColorSystem.STANDARD)
    assert shown.changes(drawn([[("         p", None)], [], []]), ColorSystem.STANDARD) == "\x1b[1H         "


def test_lines_that_are_erased_one_below_the_other_take_a_step_each() -> None:
    shown = ShownPicture()
    shown.changes(drawn([[("  kelp", None)]] * 3), ColorSystem.STANDARD)
    sent = shown.changes(drawn([[]] * 3), ColorSystem.STANDARD)
    assert sent == "\x1b[1;3H\x1b[K\x1b[B\x1b[K\x1b[B\x1b[K"


def test_blanks_are_erased() -> None:
    shown = ShownPicture()
    shown.changes(drawn([[("kelp and more", None)], [], []]), ColorSystem.TRUECOLOR)
    assert shown.changes(drawn([[("kelp", None)], [], []]), ColorSystem.TRUECOLOR) == "\x1b[1;6H\x1b[K"

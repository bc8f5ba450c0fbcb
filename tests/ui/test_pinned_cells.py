from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tui_reader.core.parser import parse
from tui_reader.core.visible import visible
from tui_reader.ui.entry_row import entry_row
from tui_reader.ui.entry_view import EntryView
from tui_reader.ui.pinned_cells import pinned
from tui_reader.ui.wrap import line_width

CHINESE = ("海星再生", "模型", "，", "。", "（", "）", "、", "《", "》", "：", "“", "”", "……", "——", "　")
OTHERS = (
    "のり",
    "ー",
    "ッ",
    "ｱ",
    "ﾊﾞ",
    "조수와",
    "각",
    "שלום",
    "עולם",
    "مرحبا",
    "क्षि",
    "தமிழ்",
    "ก็",
    "e\u0301",
    "a\u0308\u0323",
)
EMOJI = (
    "👩‍👩‍👧",
    "👩\u200d💻",
    "🇨🇳",
    "🇨🇳🇫🇷",
    "🇨",
    "👍🏽",
    "❤️",
    "☎\ufe0e",
    "1\ufe0f\u20e3",
    "🙂",
    "🏴\U000e0067\U000e007f",
)
INVISIBLE = ("\u200b", "\u200d", "\ufeff", "\u202e", "\xad", "\u2060")
LATIN = ("tide", "CVPR 2024", "a-b", "https://example.org/a", "!", " ", "x" * 40)
TEXTS = st.lists(st.sampled_from(CHINESE + OTHERS + EMOJI + INVISIBLE + LATIN), min_size=1, max_size=14).map("".join)
WIDTHS = st.integers(40, 160)


def cells_of(line: str, width: int, joins: bool = True) -> list[str]:
    """What a terminal shows in the cells of ``line``."""
    screen = pyte.Screen(width, 3)
    pyte.Stream(screen).feed("\x1b[?7l" + pinned(line, joins))
    assert not any(screen.buffer[y][x].data.strip() for y in (1, 2) for x in range(width))
    return [str(screen.buffer[0][x].data) for x in range(width)]


@given(TEXTS, TEXTS, TEXTS, WIDTHS)
def test_columns_of_the_list_stand_where_they_are_counted(reader: str, title: str, source: str, width: int) -> None:
    log = f"> > [2024-05-26]-[{visible(reader)}]-[Of {visible(title)}]-[{visible(source)}](https://example.org/b)\n"
    for entry in parse(log).entries:
        for is_current in (False, True):
            strip = entry_row(
                entry, width, lambda _part: Style(), words=(), has_problem=True, is_current=is_current, file="log.md"
            )
            assert strip.cell_length == cell_len(strip.text) == width
            date = strip.text.index("05-26")
            for joins in (True, False):
                cells = cells_of(strip.text, width, joins)
                assert cells[date : date + 5] == list("05-26")
                assert cells[width - 2] == "!"
                if width >= 90:
                    assert cells[width - 15 : width - 9] == list("log.md")


@given(TEXTS, TEXTS, st.integers(12, 100))
def test_lines_of_the_pane_are_as_wide_as_they_are_counted(title: str, summary: str, width: int) -> None:
    import tui_reader.ui.prose  # noqa: F401 - otherwise it is read when the pane was drawn

    view = EntryView()
    log = f"> > [2024-05-26]-[Mira]-[Of {visible(title)}]-[Tides](https://example.org/b)\n> >\n> > {visible(summary)}\n"
    for entry in parse(log).entries:
        view._entry = entry
        for line in view.lay_out(width):
            text = "".join(run.text for run in line)
            cells = line_width(line)
            assert cells == cell_len(text) <= width
            assert cells_of(f"{text}{' ' * (width - cells)}|", width + 1)[width] == "|"


def test_what_is_sent_besides_text_stays_as_it_is() -> None:
    link = "\x1b]8;;https://example.org/👍🏽\x1b\\"
    assert pinned(f"{link}tide\x1b[0m") == f"{link}tide\x1b[0m"
    assert pinned("海星再生 e\u0301 שלום") == "海星再生 e\u0301 שלום"
    assert pinned(f"{link}👍🏽\x1b[1;1H") == f"{link}\x1b7  \x1b8\x1b7👍🏽\x1b8\x1b[2C\x1b[1;1H"


def test_what_counts_cells_on_the_way_to_the_terminal_gets_nothing_joined() -> None:
    assert pinned("a 👩‍👩‍👧 b 👍🏽 c ❤️ d 1\ufe0f\u20e3 e", joins=False) == "a 👩 b 👍 c ❤  d 1  e"
    assert pinned("🇨🇳🇫🇷 🇨", joins=False) == "CNFR C"
    assert cells_of("क्षि 한 e\u0301 海", 9, joins=False) == ["क्", "ष", " ", "한", "", " ", "é", " ", "海"]
    assert (
        pinned("\x1b]8;;https://example.org/👍🏽\x1b\\👍🏽", joins=False) == "\x1b]8;;https://example.org/👍🏽\x1b\\👍"
    )

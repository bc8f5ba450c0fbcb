from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.style import Style
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip

from tests.ui.coloured_app import ColouredApp
from tests.ui.reading_group import reader_app, shown
from tui_reader.adapters import language
from tui_reader.adapters.config import SettingsFile
from tui_reader.core.document import Entry
from tui_reader.core.parser import parse
from tui_reader.ui.entry_view import EntryView, Problem
from tui_reader.ui.shown_picture import ShownPicture
from tui_reader.ui.terminal_profile import SIXTEEN, TerminalProfile

LOG = """\
# 论文阅读

> > [2024-05-06]-[李晓雯]-[Aligning [Everything] with $O(n^2)$ Work]-[NeurIPS 2024](https://openreview.net/forum?id=abc)[code](https://github.com/foo/bar)
> >
> > <img width="512" alt="image" src="https://example.org/Images/net%20v2.png">
> >
> > 论文简述：提出一种**对齐**方法，在两个数据集上优于基线。

> > [2024-05-07]-[Zoë]-[A Study of Small Models]-[arXiv](https://arxiv.org/abs/2405.00001)
> >
> > 论文简述：First paragraph of the summary.
> >
> > Second paragraph.

> > [2024-05-08]-[李晓雯]-本周写作业，未精读

> > [2024-05-09]-[Zoë]-[A Study of Large Models]-[file](file:///etc/passwd)
> >
> > 论文简述：\x1b[31mred \u202e and [bold]brackets[/bold].
"""
ENTRIES = parse(LOG).entries
LONG = parse(
    "> > [2024-05-10]-[Zoë]-[Long]\n> >\n> > 论文简述：" + "\n> > ".join(f"line {n}" for n in range(1, 61))
).entries[0]


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


class Pane(EntryView):
    """Remembers what it asked to be painted again, and whether to be laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[tuple[tuple[Region, ...], bool]] = []

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Pane:
        self.painted.append((regions, layout))
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self


class PaneApp(ColouredApp[None]):
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    EntryView { height: 1fr; }
    """

    def __init__(self, entry: Entry | None, problems: Sequence[Problem] = (), highlights: Sequence[str] = ()) -> None:
        super().__init__()
        self.pane = Pane()
        self.first = (entry, problems, highlights)

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.pane.show(*self.first)
        self.pane.focus()

    @property
    def strips(self) -> list[Strip]:
        return [self.pane.render_line(y) for y in range(self.pane.size.height)]

    @property
    def lines(self) -> list[str]:
        return [strip.text.rstrip() for strip in self.strips]

    def styled(self, text: str) -> Style:
        """The style of the segment that holds ``text``."""
        for strip in self.strips:
            for segment in strip:
                if text in segment.text:
                    assert segment.style is not None
                    return segment.style
        raise AssertionError(text)


async def test_a_paper_is_shown_with_title_facts_and_summary() -> None:
    app = PaneApp(ENTRIES[0])
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        assert app.lines == [
            " Aligning [Everything] with O(n²) Work",
            " 李晓雯 · 2024-05-06",
            " NeurIPS 2024 ↗ openreview.net/forum?id=abc",
            " code ↗ github.com/foo/bar · figure net v2.png",
            "",
            " 提出一种对齐方法，在两个数据集上优于基线。",
            *[""] * 4,
        ]
        assert app.styled("对齐").bold
        assert app.styled("openreview").link == "https://openreview.net/forum?id=abc"
        assert app.styled("net v2").link == "https://example.org/Images/net%20v2.png"


async def test_a_check_in_shows_what_was_said() -> None:
    app = PaneApp(ENTRIES[2])
    async with app.run_test(size=(60, 4)) as pilot:
        await pilot.pause()
        assert app.lines == [" 本周写作业，未精读", " 李晓雯 · 2024-05-08", "", ""]


async def test_problems_stand_above_the_summary() -> None:
    app = PaneApp(
        ENTRIES[1],
        [
            Problem("The date lies in the future: 2024-05-07", "error"),
            Problem("No figure", can_be_mended=True),
            Problem("No label", "info"),
        ],
    )
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert app.lines[2:8] == [
            " arXiv ↗ arxiv.org/abs/2405.00001",
            " ✗ The date lies in the future:",
            "   2024-05-07",
            " ! No figure  m mends it",
            " · No label",
            "",
        ]


async def test_facts_that_are_missing_are_named() -> None:
    entry = parse("> EVT: Pretraining of Video Models (CVPR 2022)\n> ![image](x.png)\n>> 描述: 扩展到视频\n").entries[0]
    app = PaneApp(entry)
    async with app.run_test(size=(60, 6)) as pilot:
        await pilot.pause()
        assert app.lines[1].startswith(" no reader · no date · ")


async def test_nothing_of_a_log_is_a_control_sequence_or_markup() -> None:
    app = PaneApp(ENTRIES[3])
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        assert " ␛[31mred ‹202E› and [bold]brackets[/bold]." in app.lines
        assert app.styled("etc/passwd").link is None


async def test_words_of_the_filter_are_marked_in_title_and_summary() -> None:
    app = PaneApp(ENTRIES[1], highlights=["study", "PARAGRAPH"])
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        for word in ("Study", "paragraph"):
            assert app.styled(word).bgcolor is not None
            assert app.styled(word).bgcolor != app.styled("First").bgcolor


async def test_no_entry_is_an_empty_pane() -> None:
    app = PaneApp(None)
    async with app.run_test(size=(60, 3)) as pilot:
        app.pane.show(ENTRIES[0])
        app.pane.show(None)
        await pilot.pause()
        assert app.lines == ["", "", ""]


async def test_only_lines_that_differ_are_painted_and_only_as_far_as_there_was_text() -> None:
    app = PaneApp(ENTRIES[1])
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        before = app.lines
        app.pane.painted.clear()
        app.pane.show(ENTRIES[2])
        after = app.lines
        ((regions, laid_out),) = app.pane.painted
        assert not laid_out
        changed = [y for y in range(10) if before[y] != after[y]]
        assert [region.y for region in regions] == changed
        assert all(region.x == 0 and region.right <= 60 for region in regions)


async def test_the_same_entry_again_paints_nothing() -> None:
    app = PaneApp(ENTRIES[1])
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        app.pane.painted.clear()
        app.pane.show(ENTRIES[1])
        assert app.pane.painted == []


async def test_a_long_text_says_how_much_is_hidden_and_scrolls_by_keys() -> None:
    app = PaneApp(LONG)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        # Title, facts, a blank line and 60 lines; nine of them are to be seen.
        assert app.lines[-2:] == [" line 6", " ▼ 54 more lines"]
        await pilot.press("j")
        assert app.lines[-2:] == [" line 7", " ▼ 53 more lines"]
        await pilot.press("k", "space")
        assert app.lines[0] == " line 6"
        await pilot.press("G")
        assert app.lines[-1] == " line 60"
        await pilot.press("up")
        assert app.lines[-1] == " ▼ 2 more lines"
        await pilot.press("g")
        assert app.lines[0] == " Long"


async def test_every_line_is_reached_page_by_page() -> None:
    app = PaneApp(LONG)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        seen = set(app.lines)
        for _page in range(10):
            await pilot.press("pagedown")
            seen |= set(app.lines)
        assert {f" line {number}" for number in range(1, 61)} <= seen


async def test_another_entry_begins_at_its_top_and_the_same_stays_where_it_was() -> None:
    app = PaneApp(LONG)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("G")
        app.pane.show(LONG, (), ["line"])
        assert app.lines[-1] == " line 60"
        app.pane.show(ENTRIES[1])
        assert app.lines[0] == " A Study of Small Models"


async def test_text_is_wrapped_anew_when_the_width_changes_and_is_never_wider_than_can_be_read() -> None:
    app = PaneApp(ENTRIES[0])
    async with app.run_test(size=(30, 20)) as pilot:
        await pilot.pause()
        assert " 提出一种对齐方法，在两个数据" in app.lines
        await pilot.resize_terminal(200, 20)
        await pilot.pause()
        assert " 提出一种对齐方法，在两个数据集上优于基线。" in app.lines
        words = parse("> > [2024-05-10]-[Zoë]-[T]\n> >\n> > 论文简述：" + "word " * 100).entries[0]
        app.pane.show(words)
        assert max(strip.cell_length for strip in app.strips) == 200
        assert max(map(len, app.lines)) <= 101


@pytest.mark.parametrize("size", [(1, 1), (5, 2), (3, 30), (20, 1)])
async def test_a_tiny_pane_draws_what_fits(size: tuple[int, int]) -> None:
    app = PaneApp(ENTRIES[0], [Problem("problem")])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert all(strip.cell_length == size[0] for strip in app.strips)


def test_the_first_picture_does_not_wait_for_markdown() -> None:
    program = "import sys, tui_reader.ui.entry_view; sys.exit('markdown_it' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("profile", "address"),
    [
        (TerminalProfile(), " arxiv.org/abs/1"),
        (TerminalProfile(is_slow=True), " https://arxiv.org/abs/1"),
        (TerminalProfile(SIXTEEN), " https://arxiv.org/abs/1"),
    ],
)
async def test_an_address_is_whole_where_the_terminal_is_not_told_it(
    tmp_path: Path, profile: TerminalProfile, address: str
) -> None:
    log = tmp_path / "log.md"
    log.write_text("> [2024-05-06]-[Li]-[Kelp]-[arXiv](https://arxiv.org/abs/1)\n", encoding="utf-8")
    app = reader_app(log)
    app.take_settings(SettingsFile(None), profile)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert address in shown(app)


async def test_links_reach_the_terminal() -> None:
    (entry,) = parse(
        "> > [2024-05-06]-[Li]-[T]-[arXiv](https://arxiv.org/abs/1)\n> >\n> > 论文简述：[s](https://e.org/\x1b)"
    ).entries
    app = PaneApp(entry)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        update = app.screen._compositor.render_full_update()
        sent = ShownPicture().changes(update, ColorSystem.TRUECOLOR)
        assert ";https://arxiv.org/abs/1\x07arxiv.org/abs/1\x1b" in sent
        # An escape in an address is shown, and encoded where it is sent.
        assert ";https://e.org/%E2%90%9B\x07s\x1b" in sent


async def test_what_a_step_or_a_page_may_show_is_laid_out_before(tmp_path: Path) -> None:
    from tui_reader.ui.prose import _prose, prose

    log = tmp_path / "log.md"
    header = "> > [2024-05-06]-[Mira]-[A Title]-[arXiv](https://arxiv.org/abs/2405.00001)\n> >\n"
    # The folder has another name each time, so nobody laid this out before.
    log.write_text("".join(f"{header}> > 论文简述：{tmp_path} {n}\n\n" for n in range(40)), encoding="utf-8")
    app = reader_app(log)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        page, laid_out = app.log_screen.entry_list.size.height - 1, _prose.cache_info().misses
        for index in (0, 2, 1 + page):
            prose(app.library.entries[index].summary or "", app.log_screen.entry_view.text_width)
        assert _prose.cache_info().misses == laid_out

from __future__ import annotations

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip

from tui_reader.ui.row_list import PlainRows, RowList


class Numbers(RowList):
    """Rows that say their number; remembers what it asked to be painted again."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.painted: list[tuple[Region, ...]] = []
        self.set_rows(PlainRows(count), count)

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        return Strip([Segment(f"{row} {position} {is_current}")]).adjust_cell_length(width)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Numbers:
        self.painted.append(regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class NumbersApp(App[None]):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.numbers = Numbers(count)

    def compose(self) -> ComposeResult:
        yield self.numbers


async def test_a_step_within_the_page_paints_two_rows() -> None:
    app = NumbersApp(100)
    async with app.run_test(size=(40, 10)):
        app.numbers.painted.clear()
        app.numbers.action_move("down")
        assert app.numbers.painted == [(Region(0, 0, 40, 1),), (Region(0, 1, 40, 1),)]


async def test_at_the_edge_the_list_jumps_by_half_a_page() -> None:
    app = NumbersApp(100)
    async with app.run_test(size=(40, 10)):
        tops = []
        for _step in range(20):
            app.numbers.action_move("down")
            tops.append(app.numbers.top)
        assert sorted(set(tops)) == [0, 5, 10, 15]
        for _step in range(20):
            app.numbers.action_move("up")
        assert app.numbers.top == 0


async def test_the_last_page_is_full() -> None:
    app = NumbersApp(23)
    async with app.run_test(size=(40, 10)):
        app.numbers.action_move("last")
        assert app.numbers.top == 13
        app.numbers.action_move("first")
        for _step in range(22):
            app.numbers.action_move("down")
        assert app.numbers.top == 13


async def test_pages_move_the_cursor_and_what_is_seen() -> None:
    app = NumbersApp(100)
    async with app.run_test(size=(40, 10)):
        numbers = app.numbers
        numbers.action_move("down")
        numbers.action_move("page_down")
        assert (numbers.top, numbers.position) == (9, 10)
        numbers.action_move("half_page_down")
        assert (numbers.top, numbers.position) == (13, 14)
        numbers.action_move("page_up")
        numbers.action_move("page_up")
        assert (numbers.top, numbers.position) == (0, 0)


async def test_where_nothing_is_listed_no_key_does_anything() -> None:
    app = NumbersApp(0)
    async with app.run_test(size=(40, 10)):
        for step in ("down", "up", "page_down", "first", "last", "half_page_up"):
            app.numbers.action_move(step)
        assert (app.numbers.top, app.numbers.position) == (0, 0)

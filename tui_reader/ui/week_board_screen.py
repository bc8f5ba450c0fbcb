"""The week board's screen: the board, what stands in the cell under the cursor, and who is missing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.adapters.board_words import missing_words, undated_words
from tui_reader.adapters.language import _
from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.core.week_board import SIGNS, Board, week_board
from tui_reader.core.weeks import SUNDAY
from tui_reader.ui.background import GivenUpError, turns
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.week_board_view import BOARD, BoardView, state_words
from tui_reader.ui.words import Words

if TYPE_CHECKING:
    from tui_reader.adapters.library import Library
    from tui_reader.ui.log_app import LogApp


class WeekBoardScreen(QuietScreen[None]):
    """Shows who read in which week, of all open logs."""

    CSS_PATH = "week_board.tcss"

    AUTO_FOCUS = "BoardView"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "open", N_("entries"), id="board.open", tooltip=N_("Show the entries of the cell"), group=BOARD
        ),
        Binding(
            "N",
            "no_reading",
            N_("did not read"),
            id="board.no_reading",
            tooltip=N_("Write for the week that you did not read, and why"),
            group=BOARD,
        ),
        Binding("u", "app.undo", N_("undo"), id="board.undo", group=BOARD),
        Binding("escape,q,w", "back", N_("back"), id="board.back", tooltip=N_("Back to the log"), group=BOARD),
    ]

    def __init__(self, app: LogApp) -> None:
        super().__init__()
        self._reader = app
        self._view = BoardView()
        self._title = Words(id="title")
        self._cell = Words(id="cell")
        self._missing = Words(id="missing")
        self._ends = SUNDAY

    def compose(self) -> ComposeResult:
        """Title, board, what the cell holds, who is missing, keys."""
        yield self._title
        yield self._view
        yield self._cell
        yield self._missing
        yield KeyBar()

    def on_mount(self) -> None:
        title = _("Week board")
        self._title.update(f"{title}   {legend()}")
        self._reader.library_changed.subscribe(self, self._work_out)
        self._work_out(self._reader.library)

    def _work_out(self, library: Library) -> None:
        """Make the board of ``library``, beside the screen: all headers are read for it."""
        today = self._reader.today()

        def work() -> None:
            from tui_reader.adapters.standards import group_of_all
            from tui_reader.ui.no_reading_screen import own_name

            with suppress(GivenUpError):
                pause = turns()
                for entry in library.entries:
                    _header = entry.header
                    pause()
                group = group_of_all(library.logs)
                board = week_board(library.entries, group, today)
                name = own_name(self._reader, library.logs[0]) if library.logs else ""
                self.app.call_later(self._show, library, board, group.week_ends, name)

        self.run_worker(work, thread=True, exclusive=True, group="board")

    def _show(self, library: Library, board: Board, ends: int, name: str) -> None:
        if library is self._reader.library:
            self._ends = ends
            self._view.show(board, name)
            self._show_words()

    def on_board_view_moved(self) -> None:
        """Say what stands in the cell."""
        self._show_words()

    def on_board_view_chosen(self) -> None:
        """A click on the cell under the cursor opens it."""
        self.action_open()

    def _show_words(self) -> None:
        board, row, week = self._view.board, self._view.row, self._view.week
        if board is None or row is None or week is None:
            return
        cell = row.cell(week)
        said = [
            visible(" ".join((entry.title or entry.note or "").split())) for entry in (*cell.papers, *cell.check_ins)
        ]
        name = visible(row.name) or _("(no reader)")
        days = f"{week.first:%m-%d} – {week.last:%m-%d}"
        words = " / ".join(filter(None, said)) or state_words()[row.state(week)]
        self._cell.update(_("{name}: {note}").format(name=f"{name} · {week.name} · {days}", note=words))
        self._missing.update(" · ".join(filter(None, (missing_words(board, board.current), undated_words(board)))))

    def action_open(self) -> None:
        """List the entries of the reader and the week under the cursor."""
        from tui_reader.core.query import with_term

        row, week = self._view.row, self._view.week
        if row is None or week is None:
            return
        cell = row.cell(week)
        if not (cell.read or cell.said):
            self._reader.notify(_("Nothing is logged here."))
            return
        query = ""
        for reader in dict.fromkeys(entry.reader or "" for entry in (*cell.papers, *cell.check_ins)):
            query = with_term(query, "by", reader)
        if self._ends == SUNDAY:
            query = with_term(query, "date", week.name)
        else:
            query = with_term(with_term(query, "since", week.first.isoformat()), "until", week.last.isoformat())
        self.dismiss()
        self._reader.set_query(query)

    def action_no_reading(self) -> None:
        """Write that oneself did not read in the week under the cursor."""
        from tui_reader.ui.no_reading_screen import write_no_reading

        week = self._view.week
        today = self._reader.today()
        write_no_reading(self._reader, today if week is None or week.first <= today <= week.last else week.last)

    def action_back(self) -> None:
        """Back to the log."""
        self.dismiss()


def legend() -> str:
    """The signs of the board, explained."""
    words = state_words()
    return "  ".join(f"{sign} {words[state]}" for state, sign in SIGNS.items())

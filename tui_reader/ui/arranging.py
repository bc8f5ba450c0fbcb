"""In which order and in which groups the list shows its entries: as chosen for this session, worked out beside it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from tui_reader.adapters.library import Library
from tui_reader.core.arrangement import Arrangement
from tui_reader.ui.background import GivenUpError, keep_for_good, turns

if TYPE_CHECKING:
    from tui_reader.core.order import Order
    from tui_reader.ui.log_app import LogApp

USUAL = Arrangement(group="week")

AT_ONCE = 1_000
"""Entries that are put in order while one waits; of more, the order of the file is shown until that is done."""

PROBLEMS_AT_ONCE = 20
"""Entries that are checked between two pauses."""


class Arranged(Message):
    """The entries of ``library`` were put in order."""

    def __init__(self, library: Library, order: Order) -> None:
        super().__init__()
        self.library = library
        self.order = order


class Arranging:
    """Knows the order that was chosen, and works it out for the library that is shown."""

    def __init__(self, app: LogApp) -> None:
        self._app = app
        self.arrangement = USUAL
        """As it was chosen last."""
        self._library: Library | None = None
        self._order: Order | None = None
        self._was_arranged = False
        """Whether anything was put in order yet: the first picture of a single log does not wait for it."""

    @cached_property
    def file_names(self) -> Mapping[Path, str]:
        """What each log is called, so that it can be told from the others."""
        from tui_reader.ui.file_names import file_names

        return dict(zip(self._app.paths, file_names(self._app.paths), strict=True))

    def file_of(self, index: int) -> str:
        """What the log of the entry at ``index`` is called; empty where there is but one."""
        return self.file_names[self._app.library.log_of(index).path] if len(self._app.paths) > 1 else ""

    def order_of(self, library: Library) -> Order | None:
        """The order of ``library``, if it is known or quickly worked out: else that of the file has to do."""
        if self._library is library:
            return self._order
        is_quick = len(library) <= AT_ONCE and self.arrangement.sort != "problems"
        may_wait = self._was_arranged or len(library.logs) > 1
        if not may_wait or not is_quick:
            return None
        self._library, self._order = library, self._work_out(library, lambda: None)
        return self._order

    def survey(self, library: Library, pause: Callable[[], None]) -> None:
        """Put ``library`` in order; called in a thread, when all of it was read. Tells the app by ``Arranged``."""
        if self._library is not library and self.arrangement.sort != "problems":
            self._app.post_message(Arranged(library, self._work_out(library, pause)))

    def looked_over(self) -> None:
        """It is known now what is wrong with each entry."""
        if self.arrangement.sort == "problems":
            self._work_out_in_thread()

    def choose(self, arrangement: Arrangement) -> None:
        """Show the entries in this order from now on, with the cursor on the entry that it stands on."""
        from tui_reader.ui.group_names import arrangement_words

        if arrangement == self.arrangement:
            return
        self.arrangement = arrangement
        self._app.selection = self._app.log_screen.entry_list.cursor
        library = self._app.library
        if len(library) <= AT_ONCE and arrangement.sort != "problems":
            self.take(Arranged(library, self._work_out(library, lambda: None)))
        elif arrangement.sort != "problems" or library.overview is not None:
            self._work_out_in_thread()
        self._app.log_screen.status_line.arrangement = arrangement_words(arrangement)

    def take(self, event: Arranged) -> None:
        """Show what was put in order, unless another log or another order is wanted by now."""
        keep_for_good()
        self._was_arranged = True
        if event.library is self._app.library and event.order.arrangement == self.arrangement:
            self._library, self._order = event.library, event.order
            self._app.show_hits()
            self._app.show_entry()

    def _work_out_in_thread(self) -> None:
        library = self._app.library

        def work() -> None:
            try:
                self._app.post_message(Arranged(library, self._work_out(library, turns())))
            except GivenUpError:
                gc.enable()

        # To look for garbage among so many new values would stop the screen; there is none.
        gc.disable()

        self._app.run_worker(work, thread=True, group="arrange", exclusive=True)

    def _work_out(self, library: Library, pause: Callable[[], None]) -> Order:
        from tui_reader.core.order import arrange

        arrangement, today = self.arrangement, self._app.today()
        problems = []
        for index in range(len(library)) if arrangement.sort == "problems" else ():
            if index % PROBLEMS_AT_ONCE == 0:
                pause()
            problems.append(len(library.problems(index, today)))
        files: list[str] = []
        if arrangement.group == "file":
            for log in library.logs:
                files += [self.file_names[log.path]] * len(log.document.entries)
        return arrange(
            library.entries, arrangement, files=files, problems=problems, week_ends=library.week_ends, pause=pause
        )

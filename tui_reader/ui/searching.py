"""What the filter finds: at once where that is possible, else by a thread that gives way while the list grows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from tui_reader.ui.background import GivenUpError, turns
from tui_reader.ui.log_messages import Prepared

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui_reader.adapters.library import Library
    from tui_reader.core.finder import Found
    from tui_reader.core.query import Query
    from tui_reader.ui.log_app import LogApp

PREPARING = ""
"""In the place of a query: what is under way is making ready."""

PREPARED = 10_000
"""Entries that are made ready to be searched before anybody asks; more than these, when somebody does."""

TELL_AFTER = 0.5
"""Seconds after which entries that were checked meanwhile are listed."""


class Searching:
    """Searches for the app, which is told by ``Prepared`` when there is more to show."""

    def __init__(self, app: LogApp) -> None:
        self._app = app
        self._under_way: tuple[Library, str] | None = None
        """What a thread is busy with: making ready, or a query."""
        self._digging: Worker[None] | None = None
        """The thread that looks for what a query means, once it was started."""
        self._completed: Library | None = None
        """The logs of which all is known that makes searches quick, or will be."""
        self._dug: tuple[Library, str, Found] | None = None
        """What a thread found that a key would have had to wait for."""

    def find(self, query: Query) -> Found | None:
        """What ``query`` means, as far as is known; None where nothing is known yet."""
        library, today = self._app.library, self._app.today()
        self._give_up_others(library, query)
        if query.needs_texts and len(library) > PREPARED and not library.is_prepared:
            self._start(library, PREPARING, library.prepare_search)
            return None
        if self._dug is not None and self._dug[:2] == (library, query.text):
            return self._dug[2]
        if query.needs_findings and not library.has_asked_all(today):
            self._start(library, query.text, lambda pause: self._check(library, pause))
        found = library.find(query, today, deep=False)
        if not found.is_whole:
            self._start(library, query.text, lambda pause: self._dig(library, query, pause))
        return found

    def prepare(self, library: Library, pause: Callable[[], None]) -> bool:
        """Make ``library`` ready to be searched if it is not too large for that unless asked for; gives whether."""
        if len(library) <= PREPARED:
            library.prepare_search(pause)
        return len(library) <= PREPARED

    @property
    def is_under_way(self) -> bool:
        """Whether more may come."""
        return self._under_way is not None

    def heard(self) -> None:
        """To be called when ``Prepared`` came: what is not needed at once is loaded now."""
        self._under_way = None
        library = self._app.library
        if self._completed is library or not library.is_prepared:
            return
        self._completed = library

        def complete() -> None:
            with suppress(GivenUpError):
                library.prepare_sounds(turns())

        self._app.run_worker(complete, thread=True, group="preparation", exclusive=True)

    def _give_up_others(self, library: Library, query: Query) -> None:
        """Look no longer for what another query means: the key that changed it would have to share the processor."""
        if self._under_way in (None, (library, PREPARING), (library, query.text)):
            return
        self._under_way = None
        if self._digging is not None:
            self._digging.cancel()

    def _start(self, library: Library, text: str, work: Callable[[Callable[[], None]], None]) -> None:
        if self._under_way == (library, text):
            return
        self._under_way = (library, text)

        def do() -> None:
            with suppress(GivenUpError):
                pause = turns()
                work(pause)
                self._app.post_message(Prepared(library))

        def run() -> None:
            if self._under_way != (library, text):
                return
            if text == PREPARING:
                self._app.run_worker(do, thread=True, group="preparation", exclusive=True)
            else:
                self._digging = self._app.run_worker(do, thread=True, group="search", exclusive=True)

        # The picture that the key asked for comes first.
        self._app.call_after_refresh(run)

    def _dig(self, library: Library, query: Query, pause: Callable[[], None]) -> None:
        self._dug = library, query.text, library.dig(query, self._app.today(), pause)

    def _check(self, library: Library, pause: Callable[[], None]) -> None:
        """Ask what is wrong with each entry, and have what came to light listed now and then."""
        today, told = self._app.today(), monotonic()
        for index in range(len(library)):
            library.ask(index, today)
            pause()
            if monotonic() > told + TELL_AFTER:
                told = monotonic()
                self._app.post_message(Prepared(library, is_all=False))

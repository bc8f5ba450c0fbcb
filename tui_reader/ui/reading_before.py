"""Says in the form who logged a paper before, while its title is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui_reader.adapters.language import _, ngettext
from tui_reader.adapters.reference_words import words_for_logged

if TYPE_CHECKING:
    from tui_reader.adapters.library import OpenLog
    from tui_reader.core.document import Entry
    from tui_reader.core.papers import Logged
    from tui_reader.core.read_before import ReadBefore

PAUSE = 0.15
"""Seconds without a key after which the logs are asked."""


class ReadingBefore:
    """Asks the logs for the paper of a form, beside the screen."""

    def __init__(self, logs: Sequence[OpenLog], entry: Entry | None, show: Callable[[str], None]) -> None:
        """``entry`` is the one that is changed; ``show`` is told what to say, empty for nothing."""
        self._logs = logs
        self._entry = entry
        self._show = show
        self._read_before: ReadBefore | None = None
        self.logged: Sequence[Logged] = ()
        """The entries of the paper that stands in the form."""

    async def ask(self, title: str, link: str, key: str) -> None:
        """Look for the paper, and say who logged it; ``key`` shows it."""
        await asyncio.sleep(PAUSE)
        self.logged = await asyncio.to_thread(self._find, title, link)
        self._show(_words(self.logged, key))

    def _find(self, title: str, link: str) -> Sequence[Logged]:
        from tui_reader.core.read_before import ReadBefore

        if self._read_before is None:
            self._read_before = ReadBefore([(log.path.name, log.document) for log in self._logs])
        return self._read_before.find(title, link, apart_from=self._entry)


def _words(logged: Sequence[Logged], key: str) -> str:
    if not logged:
        return ""
    words = _("logged before: {entry}").format(entry=words_for_logged(logged[0]))
    if more := len(logged) - 1:
        words += ngettext(" and {n} more", " and {n} more", more).format(n=more)
    return f"{key} {words}" if key else words

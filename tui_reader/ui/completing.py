"""What the search bar offers to go on with: candidates on the line of the keys, one of them chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from tui_reader.adapters.library import Library
from tui_reader.core.completion import Candidate, Vocabulary, complete, vocabulary
from tui_reader.core.visible import visible
from tui_reader.ui.background import GivenUpError, turns
from tui_reader.ui.wrap import fit

if TYPE_CHECKING:
    from tui_reader.ui.log_app import LogApp

AT_ONCE = 500
"""Entries whose names are gathered while one waits."""

LONGEST = 30
"""Cells of a candidate."""


class VocabularyKnown(Message):
    """It is known what the fields of the logs hold."""


class Completing:
    """Knows the candidates for what stands in the search bar."""

    def __init__(self, app: LogApp) -> None:
        self._app = app
        self._library: Library | None = None
        self._vocabulary = vocabulary(())
        self._asked: tuple[str, int] = ("", 0)
        self.candidates: Sequence[Candidate] = ()
        self.chosen = 0
        """Which of the candidates is taken when one is."""

    def ask(self, text: str, cursor: int) -> None:
        """Find the candidates for the query ``text`` with the cursor at ``cursor``."""
        self._learn()
        self._asked = text, cursor
        self.candidates, self.chosen = complete(text, cursor, self._vocabulary), 0

    def ask_again(self) -> None:
        """More is known now."""
        self.ask(*self._asked)

    def forget(self) -> None:
        """Offer nothing until somebody types on."""
        self.candidates = ()

    def step(self, steps: int) -> None:
        """Choose the candidate so many further on."""
        self.chosen = (self.chosen + steps) % len(self.candidates)

    def _learn(self) -> None:
        """Find out what the fields hold, of a large log in a thread, unless that is known."""
        library = self._app.library
        if self._library is library:
            return
        self._library = library

        def learn() -> None:
            with suppress(GivenUpError):
                self._vocabulary = _known(library, turns())
                self._app.log_screen.post_message(VocabularyKnown())

        # How Chinese sounds takes its time to load; names are there at once.
        if len(library) <= AT_ONCE:
            self._vocabulary = vocabulary(library.entries)
        self._app.run_worker(learn, thread=True, group="completion", exclusive=True)


def _known(library: Library, pause: Callable[[], None]) -> Vocabulary:
    import tui_reader.core.check  # noqa: F401 - makes the rules known
    from tui_reader.adapters.chinese import chinese
    from tui_reader.core.rule import RULES

    return vocabulary(library.entries, RULES, chinese().readings, pause)


def candidates_strip(
    candidates: Sequence[Candidate],
    chosen: int,
    width: int,
    style_of: Callable[[str], Style],
    key: str = "Tab",
) -> Strip:
    """The ``candidates`` on one line, as many as fit around the one that is ``chosen``.

    ``key`` stands before them and takes the chosen one. ``style_of`` gives the style of ``key``, ``words``, ``notice``.
    """
    head = f" {key} "
    pieces = [
        (fit(visible(one.shown), LONGEST), "" if one.entries is None else f" {one.entries}") for one in candidates
    ]
    widths = [cell_len(name) + cell_len(count) + 3 for name, count in pieces]
    room = width - len(head) - 2
    first = 0
    while first < chosen and sum(widths[first : chosen + 1]) > room:
        first += 1
    segments = [Segment(head, style_of("key"))]
    for number in range(first, len(pieces)):
        room -= widths[number]
        if room < 0 and number > chosen:
            segments.append(Segment("…", style_of("words")))
            break
        name, count = pieces[number]
        is_chosen = number == chosen
        segments += [
            Segment("▸" if is_chosen else " ", style_of("key")),
            Segment(name, style_of("notice" if is_chosen else "words")),
            Segment(f"{count}  ", style_of("words")),
        ]
    return Strip(segments).adjust_cell_length(width, style_of("words"))

"""The draft of one form on the disk, written beside the screen: the last word wins, and what was forgotten stays so."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import NamedTuple

from tui_reader.adapters import drafts
from tui_reader.core.draft import Draft


class Typed(NamedTuple):
    """What stands in a form at one moment, to be kept."""

    number: int
    """Of two moments, the later has the higher one."""
    draft: Draft
    markdown: str | None
    line: int | None
    original: str | None
    """As for ``drafts.keep``."""


class DraftKeeper:
    """Writes what is typed in one form, from whichever thread; one after the other, and nothing older over newer."""

    def __init__(self, log: Path, draft: drafts.KeptDraft | None) -> None:
        """``draft`` is on the disk already, and is gone on with."""
        self._log = log
        self._draft = draft
        self._forgotten: drafts.KeptDraft | None = None
        """What is typed after it takes its place, and not that of a draft of another form."""
        self._lock = Lock()
        self._given = 0
        """Number of the last moment."""
        self._done = 0
        """Number up to which nothing is to be written any more."""
        self._has_ended = False

    @property
    def draft(self) -> drafts.KeptDraft | None:
        """What is on the disk of this form."""
        return self._draft

    def moment(self, draft: Draft, markdown: str | None, line: int | None, original: str | None) -> Typed:
        """What is typed now, to be given to ``keep``, now or from a thread."""
        self._given += 1
        return Typed(self._given, draft, markdown, line, original)

    def keep(self, typed: Typed, is_open: bool = True) -> None:
        """Put ``typed`` on the disk; it is there on return, or something newer is. Raises ``DraftNotKeptError``.

        ``is_open``: its form is still open, so that no other program is to offer it.
        """
        with self._lock:
            if typed.number > self._done and not self._has_ended:
                place = self._draft or self._forgotten
                self._draft = drafts.keep(
                    self._log, typed.draft, typed.line, typed.markdown, typed.original, place, is_open
                )
                self._done = typed.number

    def empty_moment(self) -> int:
        """Nothing is typed now, to be given to ``forget`` from a thread."""
        self._given += 1
        return self._given

    def forget(self, number: int | None = None) -> None:
        """Take the draft off the disk, also one that is being written just now.

        ``number`` is that of an empty moment: what was kept after it stays.
        """
        with self._lock:
            number = self._given if number is None else number
            if number < self._done:
                return
            self._done = number
            if self._draft is not None:
                drafts.discard(self._draft)
                self._forgotten, self._draft = self._draft, None

    def end(self) -> None:
        """Leave the disk as it is from now on: the form is closed, whatever may still be under way."""
        with self._lock:
            self._has_ended = True

    def hand_over(self, other: DraftKeeper) -> None:
        """Let ``other`` go on with the draft."""
        with self._lock:
            self._done = self._given
            other._draft, self._draft = self._draft, None

    def offer(self, draft: drafts.KeptDraft) -> None:
        """Write ``draft`` from now on, if there is none yet."""
        self._draft = self._draft or draft

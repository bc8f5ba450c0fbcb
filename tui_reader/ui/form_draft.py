"""When what is typed in a form is put on the disk: soon after a key, when it is left, before another form goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from os import urandom
from pathlib import PurePath
from typing import TYPE_CHECKING

from tui_reader.adapters import drafts
from tui_reader.adapters.language import say
from tui_reader.ui.draft_keeper import DraftKeeper, Typed

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui_reader.ui.form_screen import FormScreen

KEEP_AFTER = 1.0
"""Seconds after a key until what is typed is on the disk as a draft."""


class FormDraft:
    """The draft of one form. What is typed is asked of the form; ``DraftKeeper`` writes it."""

    def __init__(self, form: FormScreen, restored: drafts.KeptDraft | None) -> None:
        """``restored`` is the draft that stands in the form at first."""
        self._form = form
        self.restored = restored
        self._keeper = DraftKeeper(form.open_log.path, restored)
        self._is_kept = False
        """Whether all that is typed is in it."""
        self._is_handed_over = False
        """Whether what is typed stands in another form over this one."""
        self._timer: Timer | None = None

    def edited(self) -> None:
        """Something was typed: soon it is on the disk."""
        self.outdated()
        if self._timer is None:
            self._timer = self._form.set_timer(KEEP_AFTER, self.keep_beside)

    def outdated(self) -> None:
        """What is typed, or the entry that it is typed for, is another than what was kept."""
        self._is_kept = False

    def keep_beside(self) -> None:
        """Keep what is typed in a thread: no key waits for the disk."""
        self._timer = None
        work: Callable[[], Awaitable[None]] = self._keep_beside
        self._form.run_worker(work, group="draft")

    async def _keep_beside(self) -> None:
        if self._is_handed_over or self._is_kept:
            return
        if not self._form.is_changed():
            await asyncio.to_thread(self._keeper.forget, self._keeper.empty_moment())
            return
        typed = self._moment()
        self._is_kept = True
        try:
            await asyncio.to_thread(self._keeper.keep, typed)
        except drafts.DraftNotKeptError as error:
            self._is_kept = False
            self._form.app.notify(say(error), severity="warning")

    def keep(self) -> bool:
        """Keep what is typed, for a form that may be left; forget what was kept, where nothing is typed any more.

        False: there was nothing to keep. Raises ``DraftNotKeptError``.
        """
        if self._is_handed_over:
            return False
        if not self._form.is_changed():
            self._keeper.forget()
            return False
        self._keeper.keep(self._moment(), is_open=False)
        self._is_kept = True
        return True

    def _moment(self) -> Typed:
        draft, markdown = self._form.typed()
        entry = self._form.entry
        if entry is None:
            return self._keeper.moment(draft, markdown, None, None)
        return self._keeper.moment(draft, markdown, entry.line, entry.markdown)

    def forget(self) -> None:
        """Take the draft off the disk: what is typed is in the log, or nothing is."""
        self._keeper.forget()

    def end(self) -> None:
        """Leave the disk as it is from now on: the form is closed."""
        self._keeper.end()

    def hand_over(self, other: FormDraft) -> None:
        """Let ``other`` go on with the draft; it shows what is typed here."""
        self._keeper.hand_over(other._keeper)
        self._is_handed_over = True

    def take_back(self) -> None:
        """Nothing came of the form that the draft was handed over to: go on here."""
        self._is_handed_over = self._is_kept = False

    def stand_aside(self, other: FormDraft) -> None:
        """See to it that ``other`` writes a draft of its own, also about the same entry, or where both are new."""
        if self._keeper.draft is not None:
            name = PurePath(self._keeper.draft.name)
            other._keeper.offer(replace(self._keeper.draft, name=f"{name.stem}-{urandom(4).hex()}{name.suffix}"))

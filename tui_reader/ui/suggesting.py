"""What the fields of a form are gone on with: what stands in the log, on the line of the keys while somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from textual.binding import Binding, BindingType
from textual.message import Message

from tui_reader.core.completion import Candidate
from tui_reader.core.message import N_
from tui_reader.core.wordings import NOTHING, Wordings, go_on, venues_of, wordings
from tui_reader.ui.background import GivenUpError, turns
from tui_reader.ui.key_bar import KeyBar, key_sign
from tui_reader.ui.line_input import LineInput

if TYPE_CHECKING:
    from tui_reader.adapters.library import Library
    from tui_reader.ui.pasting_form import PastingForm

SUGGESTING = Binding.Group(N_("While a field is typed"))

_KNOWN: WeakKeyDictionary[Library, Wordings] = WeakKeyDictionary()
"""What was learned of logs that are open; one that changed is another."""


class SuggestedInput(LineInput):
    """One line of text that may be gone on with. Right at its end takes what is offered; no other key does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "right",
            "cursor_right",
            id="suggest.take",
            tooltip=N_("Take what is offered to go on with"),
            show=False,
            group=SUGGESTING,
        ),
        *(
            Binding(
                key,
                f"step({step})",
                id=f"suggest.{key}",
                tooltip=N_("Choose among what is offered; in an empty field, what was written last"),
                show=False,
                group=SUGGESTING,
            )
            for key, step in (("down", 1), ("up", -1))
        ),
    ]

    suggesting: Suggesting | None = None
    """What is offered; None in a form that offers nothing."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Put ``text`` in the place of what stands from ``start`` to ``end``."""
        super().replace(text, start, end)
        if self.suggesting is not None:
            self.suggesting.ask(self)

    def action_step(self, steps: int) -> None:
        """Choose another of what is offered; with nothing typed, be offered what was written last."""
        if self.suggesting is not None:
            self.suggesting.step(self, steps)

    def action_cursor_right(self, select: bool = False) -> None:
        """At the end, take what is offered."""
        is_at_end = not select and self.cursor_position == len(self.value)
        if not (is_at_end and self.suggesting is not None and self.suggesting.take(self)):
            super().action_cursor_right(select)

    def action_cursor_left(self, select: bool = False) -> None:
        """Whoever goes back does not want to go on."""
        super().action_cursor_left(select)
        self.on_blur()

    def on_blur(self) -> None:
        """Offer nothing any more."""
        if self.suggesting is not None:
            self.suggesting.forget()


class WordingsKnown(Message):
    """It is known what the fields of the logs hold."""


class Suggesting:
    """Knows what the fields of a form may be gone on with."""

    def __init__(self, form: PastingForm) -> None:
        self._form = form
        self._asked: SuggestedInput | None = None
        self._candidates: Sequence[Candidate] = ()
        self._chosen = 0
        self._venues: tuple[str, Sequence[str]] | None = None
        """A year, and the venues of that year."""
        self._figures: Sequence[str] = ()
        """Addresses of the pictures where the log keeps its figures, the newest first."""

    # -- learning --------------------------------------------------------------------------------------------------

    @property
    def _known(self) -> Wordings:
        library = getattr(self._form.app, "library", None)
        return NOTHING if library is None else _KNOWN.get(library, NOTHING)

    def learn(self) -> None:
        """Find out what the fields of the logs hold, in a thread, unless that is known."""
        library: Library | None = getattr(self._form.app, "library", None)

        def work() -> None:
            from tui_reader.adapters.chinese import chinese
            from tui_reader.adapters.figures import newest_figures

            self._figures = newest_figures(self._form.open_log)
            if library is not None and library not in _KNOWN:
                with suppress(GivenUpError):
                    _KNOWN[library] = wordings(library.entries, chinese().readings, turns())
            self._form.post_message(WordingsKnown())

        self._form.run_worker(work, thread=True, group="wordings", exclusive=True)

    def ask_again(self) -> None:
        """More is known now."""
        if self._asked is not None and self._asked.has_focus:
            self.ask(self._asked)

    # -- offering --------------------------------------------------------------------------------------------------

    def ask(self, control: SuggestedInput) -> None:
        """Offer what ``control`` may be gone on with at its end, while something stands there."""
        self._asked = control
        self._offer(control, is_wanted=bool(control.value))

    def _offer(self, control: SuggestedInput, is_wanted: bool) -> None:
        self._candidates, self._chosen = (), 0
        if is_wanted and control.cursor_position == len(control.value):
            name = self._form.name_of(control)
            contents = self._form.contents()
            further: Sequence[str] = ()
            if name == "figure":
                further = self._figures
            elif name == "source" and control.value:
                further = self._venues_of(contents["date"][:4])
            self._candidates = go_on(name, control.content, self._known, contents["reader"], further)
        self._show()

    def _venues_of(self, year: str) -> Sequence[str]:
        from tui_reader.adapters.standards import group_of

        if self._venues is None or self._venues[0] != year:
            own = group_of(self._form.open_log).venues.values()
            self._venues = year, venues_of(year if year.isdigit() else "", own)
        return self._venues[1]

    def step(self, control: SuggestedInput, steps: int) -> None:
        """Choose another candidate; with nothing typed, offer what was written last."""
        if not self._is_shown:
            self._asked = control
            self._offer(control, is_wanted=not control.value)
        elif self._candidates:
            self._chosen = (self._chosen + steps) % len(self._candidates)
            self._show()

    def take(self, control: SuggestedInput) -> bool:
        """Put the candidate that is chosen in the place of what was typed; False where none is offered."""
        if not self._is_shown or self._asked is not control:
            return False
        taken = self._candidates[self._chosen]
        self.forget()
        control.content = taken.query
        return True

    def forget(self) -> None:
        """Offer nothing until somebody types on."""
        if self._candidates:
            self._candidates = ()
            self._show()

    @property
    def _bar(self) -> KeyBar:
        return self._form.query_one(KeyBar)

    @property
    def _is_shown(self) -> bool:
        """Whether candidates are offered, and seen: a word that was said meanwhile stands in their place."""
        return bool(self._candidates) and self._bar.shows_line

    def _show(self) -> None:
        from tui_reader.ui.completing import candidates_strip

        if not self._form.is_attached:
            return
        if not self._candidates:
            self._bar.show_line(None)
            return
        self._bar.show_line(partial(candidates_strip, self._candidates, self._chosen, key=key_sign("right")))

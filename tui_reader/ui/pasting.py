"""A paste into the form for an entry: what is recognised fills the fields; what somebody typed stays unless he says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from tui_reader.adapters.language import _, say
from tui_reader.adapters.reference_words import given_fields, words_for
from tui_reader.core.draft import Draft
from tui_reader.core.spelling import field_name

if TYPE_CHECKING:
    from textual.widget import Widget

    from tui_reader.core.citation import Reference
    from tui_reader.ui.line_input import LineInput
    from tui_reader.ui.pasting_form import PastingForm
    from tui_reader.ui.text_box import TextBox

MOST_OFFERED = 9
"""Papers of a paste that are offered to choose from: one for each digit."""

LONGEST_LINE = 20_000
"""Characters that are pasted into a line as they are."""
LONGEST_TEXT = 200_000
"""Characters that are pasted into the summary as they are."""


@runtime_checkable
class TakesPaste(Protocol):
    """A screen that looks at what is pasted into its fields."""

    def take_paste(self, control: Widget | None, text: str) -> bool:
        """Do with ``text``, pasted into ``control``, what is to be done; False: it is to stand there as it is."""


def paste_into(field: LineInput | TextBox, text: str) -> None:
    """Paste ``text``, unless the screen does something else with it."""
    screen = field.screen
    if not (isinstance(screen, TakesPaste) and screen.take_paste(field, text)):
        field.paste(text)


class _Moment(NamedTuple):
    """What the form held."""

    draft: Draft
    contents: Mapping[str, str]


class Pasting:
    """Takes pastes for a form, and takes the last one back."""

    def __init__(self, form: PastingForm) -> None:
        self._form = form
        self._before: _Moment | None = None
        self._after: Mapping[str, str] = {}

    # -- taking ----------------------------------------------------------------------------------------------------

    def take(self, text: str, into: str | None) -> bool:
        """Fill the fields from ``text``, pasted into the field ``into``, where it is a reference and meant as one."""
        from tui_reader.adapters.standards import group_of
        from tui_reader.core.citation import recognise

        references = recognise(text, group_of(self._form.open_log).venues)
        if not references or not _is_meant(references[0], into):
            return self._is_too_long(text, into)
        if len(references) > 1:
            self._ask_which(references, text, into)
        else:
            self._fill_from(references[0], text, into)
        return True

    def as_text(self, text: str, into: str | None) -> None:
        """Put ``text`` where the cursor is, as if it were no reference."""
        before = self._moment()
        self._form.paste_text(text, into or "title")
        self._remember(before)

    def _is_too_long(self, text: str, into: str | None) -> bool:
        if len(text) <= (LONGEST_TEXT if into == "summary" else LONGEST_LINE):
            return False
        words = _("{n} characters are too many to paste here, and no paper is recognised in them.")
        self._form.app.notify(words.format(n=len(text)), severity="warning")
        return True

    def _ask_which(self, references: Sequence[Reference], text: str, into: str | None) -> None:
        from tui_reader.ui.choice_screen import ChoiceScreen

        offered = references[:MOST_OFFERED]

        def chosen(number: int | None) -> None:
            if number is not None:
                self._fill_from(offered[number], text, into)

        question = _("{count} papers are pasted. Which is it?").format(count=len(references))
        choices = [(one.draft.title or one.draft.link, one.draft.source) for one in offered]
        self._form.app.push_screen(ChoiceScreen(question, choices), chosen)

    def _fill_from(self, reference: Reference, text: str, into: str | None) -> None:
        given = {name: getattr(reference.draft, name) for name in given_fields(reference.draft)}
        typed = self._form.typed_fields()
        clashing = [name for name, value in given.items() if typed.get(name, value) != value]
        if into == "link" and reference.shape == "address" and "link" not in clashing:
            # An address among addresses: what else it says is welcome where nothing stands.
            given = {name: value for name, value in given.items() if name not in clashing}
            clashing = []
        if not clashing:
            self._fill(reference, given)
            return
        free = {name: value for name, value in given.items() if name not in clashing}
        self._ask_how(reference, given, free, text, into)

    def _ask_how(
        self, reference: Reference, given: Mapping[str, str], free: Mapping[str, str], text: str, into: str | None
    ) -> None:
        from tui_reader.ui.choice_screen import ChoiceScreen

        clashing = [name for name in given if name not in free]
        ways: list[tuple[str, str, Callable[[], None]]] = [
            (_("Replace"), _names(clashing), partial(self._fill, reference, given)),
            (_("Paste as text"), say(field_name(into or "title")), partial(self.as_text, text, into)),
        ]
        if free:
            ways.insert(0, (_("Fill what is empty"), _names(free), partial(self._fill, reference, free)))

        def chosen(number: int | None) -> None:
            if number is not None:
                ways[number][2]()

        choices = [(name, detail) for name, detail, _way in ways]
        self._form.app.push_screen(ChoiceScreen(_("Something stands there already."), choices), chosen)

    def _fill(self, reference: Reference, fields: Mapping[str, str]) -> None:
        before = self._moment()
        rest = before.draft
        if "link" in fields:
            rest = replace(rest, more_links=reference.draft.more_links)
        if "figure" in fields:
            rest = replace(rest, more_figures=reference.draft.more_figures)
        self._form.put_in(rest, reference.draft.kind, fields)
        self._remember(before)
        left: dict[str, Any] = {name: "" for name in given_fields(reference.draft) if name not in fields}
        shown = reference._replace(draft=replace(reference.draft, **left)) if left else reference
        self._form.app.notify(words_for(shown))
        self._form.go_on()
        self._form.look_up_what_is_missing()

    # -- taking back -----------------------------------------------------------------------------------------------

    @property
    def can_be_undone(self) -> bool:
        """Whether the last thing that was done to the fields is a paste."""
        return self._before is not None and self._form.contents() == self._after

    def undo(self) -> None:
        """Make the fields what they were before the last paste."""
        if self._before is not None:
            before, self._before = self._before, None
            self._form.put_in(before.draft, before.draft.kind, before.contents)

    def _moment(self) -> _Moment:
        return _Moment(self._form.typed()[0], self._form.contents())

    def _remember(self, before: _Moment) -> None:
        self._before, self._after = before, self._form.contents()
        self._form.refresh_bindings()


def _is_meant(reference: Reference, into: str | None) -> bool:
    """Whether what is pasted into the field ``into`` is meant to fill others, too: an address in a summary is not."""
    if reference.shape in ("record", "entry"):
        return True
    if into in ("summary", "figure", "note"):
        return False
    if reference.shape == "page":
        return into in ("title", None)
    return reference.shape != "words" or into is None


def _names(names: Mapping[str, str] | Sequence[str]) -> str:
    return _(", ").join(say(field_name(name)) for name in names)

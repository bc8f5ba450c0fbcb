"""What a form does with pastes, and with papers that were logged before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType

from tui_reader.adapters.drafts import KeptDraft
from tui_reader.adapters.library import OpenLog
from tui_reader.core.document import Entry, Kind
from tui_reader.core.draft import Draft
from tui_reader.core.message import N_
from tui_reader.ui.date_input import DateInput
from tui_reader.ui.form_field import Control, FormField
from tui_reader.ui.form_screen import WRITING, FormScreen
from tui_reader.ui.key_bar import key_sign
from tui_reader.ui.line_input import LineInput
from tui_reader.ui.looking_up import LookingUp
from tui_reader.ui.pasting import Pasting
from tui_reader.ui.reading_before import ReadingBefore
from tui_reader.ui.suggesting import Suggesting
from tui_reader.ui.text_box import TextBox

if TYPE_CHECKING:
    from textual.widget import Widget


class PastingForm(FormScreen):
    """A form with fields, which a paste may fill."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+z",
            "undo_paste",
            N_("unpaste"),
            id="form.undo_paste",
            tooltip=N_("Take the last paste back"),
            group=WRITING,
            priority=True,
        ),
        Binding(
            "ctrl+l",
            "show_logged",
            N_("logged before"),
            id="form.logged",
            tooltip=N_("Show who logged the paper before"),
            group=WRITING,
        ),
        Binding(
            "ctrl+f",
            "look_up",
            N_("look up"),
            id="form.look_up",
            tooltip=N_("Look the paper up on the web, and fill what is empty"),
            group=WRITING,
            priority=True,
        ),
    ]

    _fields: dict[str, FormField]
    _kind: Kind
    _origin: Draft
    """What the fields hold where nothing was typed."""
    _rest: Draft
    """Where the fields are right that are not on the screen."""

    def __init__(
        self,
        log: OpenLog,
        entry: Entry | None,
        restored: KeptDraft | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(log, entry, restored, today)
        self._pasting = Pasting(self)
        self._paste_can_be_undone = False
        self._reading_before: ReadingBefore | None = None
        self._looking_up = LookingUp(self)
        self.suggesting = Suggesting(self)

    # -- for subclasses --------------------------------------------------------------------------------------------

    def action_set_kind(self, kind: Kind) -> None:
        """Go on with an entry of the other kind."""
        raise NotImplementedError

    def _remark(self, field: FormField) -> None:
        """Say beside the field what there is to say of its content."""
        raise NotImplementedError

    # -- fields ----------------------------------------------------------------------------------------------------

    def _content(self, name: str) -> str:
        control = cast("Control", self._fields[name].control)
        return control.meant if isinstance(control, DateInput) else control.content

    def _field_of(self, control: Widget) -> FormField | None:
        return next((field for field in self._fields.values() if field.control is control), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What a key cannot do now is not shown."""
        if action == "undo_paste":
            return self._pasting.can_be_undone
        if action == "show_logged":
            return self._reading_before is not None and bool(self._reading_before.logged)
        return super().check_action(action, parameters)

    def name_of(self, control: Widget) -> str:
        """The name of the field that is typed into ``control``."""
        field = self._field_of(control)
        return "" if field is None else field.field

    def on_wordings_known(self) -> None:
        """Offer what is known now."""
        self.suggesting.ask_again()

    # -- pasting ---------------------------------------------------------------------------------------------------

    def take_paste(self, control: Widget | None, text: str) -> bool:
        """Fill the fields from what is pasted into ``control``, if it is a paper; False: it is to stand there."""
        field = self._field_of(control) if control is not None else None
        return self._pasting.take(text, field.field if field is not None else None)

    def on_paste(self, event: events.Paste) -> None:
        """Something was pasted where nothing is typed."""
        event.stop()
        if not self.take_paste(self.focused, event.text) and self.focused is None:
            self._pasting.as_text(event.text, None)

    def paste_text(self, text: str, name: str) -> None:
        """Put ``text`` where the cursor of the field ``name`` is."""
        control = self._fields[name].control
        if isinstance(control, LineInput | TextBox):
            control.paste(text)

    def contents(self) -> dict[str, str]:
        """What stands in each field."""
        return {name: cast("Control", field.control).content for name, field in self._fields.items()}

    def typed_fields(self) -> dict[str, str]:
        """What somebody has put into the fields: of a new entry neither the date nor the reader that it begins with."""
        begun = {name: getattr(self._origin, name) for name in self._fields} if self.entry is None else {}
        return {name: text for name, text in self.contents().items() if text and text != begun.get(name)}

    def put_in(self, rest: Draft, kind: Kind, fields: Mapping[str, str]) -> None:
        """Put ``fields`` into the form for an entry of this kind; ``rest`` is what is not on the screen."""
        self._rest = rest
        if kind != self._kind:
            self.action_set_kind(kind)
        for name, text in fields.items():
            control = cast("Control", self._fields[name].control)
            if control.content != text:
                control.content = text
        for field in self._fields.values():
            self._remark(field)
        self.edited()

    def fill(self, fields: Mapping[str, str]) -> None:
        """Put ``fields`` into the form, and leave the rest as it is."""
        self.put_in(self._rest, self._kind, fields)

    def go_on(self) -> None:
        """Go on with the summary, which is what is left to write of a new paper once all else is known."""
        contents = self.contents()
        is_known = all(contents[name] for name in ("title", "source", "link")) and not contents["summary"]
        field = self._field_of(self.focused) if self.focused is not None else None
        is_there = field is None or field.field in ("title", "source", "link")
        if self.entry is None and self._kind == "paper" and is_known and is_there:
            self._fields["summary"].control.focus()

    def look_up_what_is_missing(self) -> None:
        """After a paste: ask the web for what it did not say."""
        contents = self.contents()
        if self._kind == "paper" and not (contents["title"] and contents["link"]):
            self._looking_up.start(is_asked=False)

    def action_look_up(self) -> None:
        """Look the paper up on the web."""
        self._looking_up.start(is_asked=True)

    def field_edited(self, name: str) -> None:
        """The field ``name`` holds something else now: a paste before that cannot be taken back."""
        if name in ("title", "link"):
            self._look_for_logged()
        if self._pasting.can_be_undone != self._paste_can_be_undone:
            self._paste_can_be_undone = self._pasting.can_be_undone
            self.refresh_bindings()

    def action_undo_paste(self) -> None:
        """Make the fields what they were before the last paste."""
        self._pasting.undo()
        self._fields["title" if self._kind == "paper" else "note"].control.focus()

    # -- papers logged before --------------------------------------------------------------------------------------

    def _look_for_logged(self) -> None:
        """Say under the title who logged the paper before."""
        if self._reading_before is None:
            logs = getattr(self.app, "library", None)
            known = logs.logs if logs is not None else [self.open_log]
            self._reading_before = ReadingBefore(known, self.entry, self._show_logged)
        key = next((key_sign(shown.key) for _keys, shown in self._bindings if shown.action == "show_logged"), "")
        work: Callable[[], Awaitable[None]] = partial(
            self._reading_before.ask, self._content("title"), self._content("link"), key
        )
        self.run_worker(work, group="logged", exclusive=True)

    def _show_logged(self, words: str) -> None:
        if self._fields["title"].hint != words:
            self._fields["title"].hint = words
            self.refresh_bindings()

    def action_show_logged(self) -> None:
        """Show the entries of the paper that were logged before."""
        from tui_reader.ui.read_before_screen import ReadBeforeScreen

        if self._reading_before is not None and self._reading_before.logged:
            self.app.push_screen(ReadBeforeScreen(self._reading_before.logged))

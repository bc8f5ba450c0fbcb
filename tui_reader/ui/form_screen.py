"""What all forms for an entry have in common: their keys, the preview, how one leaves them, a log that changes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import Reactive
from textual.widget import Widget

from tui_reader.adapters import drafts
from tui_reader.adapters.language import _, say
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.standards import template_of
from tui_reader.core.document import Entry
from tui_reader.core.draft import Draft
from tui_reader.core.message import N_
from tui_reader.core.spelling import DraftError
from tui_reader.core.template import Template
from tui_reader.core.visible import visible
from tui_reader.ui.form_draft import FormDraft
from tui_reader.ui.form_preview import FormPreview
from tui_reader.ui.form_result import FormResult
from tui_reader.ui.form_saving import FormSaving
from tui_reader.ui.form_words import when_kept
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.terminal_profile import is_plain
from tui_reader.ui.words import Words

if TYPE_CHECKING:
    from tui_reader.core.edit import Change

WRITING = Binding.Group(N_("Writing"))

SHORT_LOG = 300_000
"""Characters of a log for which the preview follows every key."""

FOLLOW_AFTER = 0.05
PAUSE = 0.4
"""Seconds without a key after which the preview follows: of a short log, of a longer one."""

LAYOUTS: list[tuple[int, str]] = [(0, "-narrow"), (80, "-medium"), (120, "-wide")]
"""Columns from which on a layout is used, and its class. Wide: the preview stands beside the fields."""

MakeChange = Callable[[Template], "Change"]
"""Works out what the form would do to its log. Raises DraftError."""


class FormScreen(QuietScreen["FormResult | None"], inherit_bindings=False):
    """Writes one entry. A subclass has the fields, and says what they mean for the log."""

    CSS_PATH = "form.tcss"

    AUTO_FOCUS = ""

    HORIZONTAL_BREAKPOINTS = LAYOUTS

    # Textual would send the whole screen again whenever the focus goes to another field.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("save"), id="form.save", tooltip=N_("Save the entry"), group=WRITING),
        Binding("escape", "back", N_("back"), id="form.back", tooltip=N_("Keep a draft and go back"), group=WRITING),
        Binding(
            "ctrl+n",
            "open_another",
            N_("another"),
            id="form.another",
            tooltip=N_("Leave this draft, write another entry"),
            group=WRITING,
        ),
        Binding(
            "ctrl+o",
            "open_as_saved",
            N_("as in the log"),
            id="form.as_saved",
            tooltip=N_("Leave this draft, edit the entry as it stands in the log"),
            group=WRITING,
        ),
        Binding(
            "f8",
            "throw_away",
            N_("throw away"),
            id="form.throw_away",
            tooltip=N_("Throw this draft away, after asking"),
            group=WRITING,
        ),
        Binding(
            "tab", "app.focus_next", N_("next field"), id="form.next", tooltip=N_("Go to the next field"), group=WRITING
        ),
        Binding(
            "shift+tab",
            "app.focus_previous",
            show=False,
            id="form.previous",
            tooltip=N_("Go to the field before"),
            group=WRITING,
        ),
        Binding("ctrl+c,super+c", "screen.copy_text", show=False, id="form.copy"),
        Binding(
            "pagedown",
            "scroll_preview(1)",
            show=False,
            id="form.page_down",
            tooltip=N_("Further in what will be written"),
            group=WRITING,
        ),
        Binding(
            "pageup",
            "scroll_preview(-1)",
            show=False,
            id="form.page_up",
            tooltip=N_("Back in what will be written"),
            group=WRITING,
        ),
    ]

    def __init__(
        self,
        log: OpenLog,
        entry: Entry | None,
        restored: drafts.KeptDraft | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """``entry`` is what is changed, None for a new one. ``restored`` is the draft that stands here already."""
        super().__init__()
        self.open_log = log
        self.entry = entry
        self.today = today
        self.preview = FormPreview(id="preview")
        self._heading = Words(id="heading")
        self._learned: tuple[OpenLog, Template] | None = None
        self.other_drafts: Sequence[drafts.KeptDraft] | None = None
        """Drafts that wait to be gone on with after this one; None where this one was not offered but asked for."""
        self.draft = FormDraft(self, restored)
        self._saving = FormSaving(self)
        self.is_saving = False
        self._previewing = Lock()
        self._left_field: Widget | None = None
        """Where one typed before one read the preview that has the screen for itself."""
        self._preview_number = 0

    # -- for subclasses --------------------------------------------------------------------------------------------

    def heading(self) -> str:
        """What the form is for, in words."""
        raise NotImplementedError

    def is_changed(self) -> bool:
        """Whether there is something to save, or to keep."""
        raise NotImplementedError

    def typed(self) -> tuple[Draft, str | None]:
        """What is typed, to be kept: the fields, or the Markdown of the entry."""
        raise NotImplementedError

    def make_change(self) -> MakeChange:
        """What is typed, to be saved. The function that is returned may run in a thread."""
        raise NotImplementedError

    def show_change(self, change: Change) -> None:
        """Show in the preview what ``change`` would make of the log."""
        raise NotImplementedError

    def show_problem(self, error: DraftError) -> None:
        """Say what keeps the form from being saved, and go there."""
        raise NotImplementedError

    def check(self) -> bool:
        """Say all that keeps the form from being saved. Whether there is nothing."""
        return True

    def follow(self, log: OpenLog) -> str:
        """Somebody else changed the log: go on with ``log`` as it is now, keep what is typed. What to say of that."""
        raise NotImplementedError

    # -- typing ----------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        self.show_heading()
        self.update_preview()
        if self.draft.restored is not None:
            if self.other_drafts:
                words = _("Draft of {when} restored; ^N goes on to an older one, F8 throws this one away.")
            elif self.other_drafts is not None:
                words = _("Draft of {when} restored; ^N begins another entry, F8 throws this one away.")
            else:
                words = _("Draft of {when} restored; ^O shows the entry as it stands in the log.")
            when = when_kept(self.draft.restored, self.today())
            self.app.notify(words.format(when=when))

    def show_heading(self) -> None:
        """Say anew what the form is for."""
        self._heading.update(visible(self.heading()))

    def edited(self) -> None:
        """Something was typed: the preview follows, and soon it is on the disk."""
        self.update_preview()
        self.draft.edited()

    def update_preview(self) -> None:
        """Work out the preview as soon as nobody types."""
        work: Callable[[], Awaitable[None]] = self._preview
        self.run_worker(work, group="preview", exclusive=True)

    async def _preview(self) -> None:
        self._preview_number += 1
        await asyncio.sleep(FOLLOW_AFTER if len(self.open_log.document.text) < SHORT_LOG else PAUSE)
        change = await asyncio.to_thread(self._try, self.make_change(), self.open_log, self._preview_number)
        if isinstance(change, DraftError):
            self.preview.show_problem(_("cannot be written yet"), say(change))
        elif change is not None:
            self.show_change(change)

    def _try(self, make_change: MakeChange, log: OpenLog, number: int) -> Change | DraftError | None:
        """What comes of ``make_change``; None where something else was typed meanwhile."""
        with self._previewing:
            if number != self._preview_number:
                return None
            try:
                return make_change(self.template_for(log))
            except DraftError as error:
                return error

    def template_for(self, log: OpenLog) -> Template:
        """How entries are spelled in ``log``. Learned once; may be asked in a thread."""
        if self._learned is None or self._learned[0] is not log:
            self._learned = (log, template_of(log))
        return self._learned[1]

    def action_scroll_preview(self, pages: int) -> None:
        """Scroll the preview; where somebody is read to, it has the screen for itself meanwhile."""
        if not is_plain(self.app) or self.has_class("-previewing"):
            if pages < 0 and self.has_class("-previewing") and self.preview.is_at_top:
                self.set_focus(self._left_field)
            self.preview.scroll_pages(pages)
        elif pages > 0:
            self._left_field = self.focused
            self.set_focus(None)
            self._show_preview_alone(True)

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Whoever goes to a field sees the fields."""
        if self.has_class("-previewing"):
            self._show_preview_alone(False)

    def _show_preview_alone(self, is_alone: bool) -> None:
        self.set_class(is_alone, "-previewing")
        self.preview.set_class(is_alone, "-alone")

    # -- leaving ---------------------------------------------------------------------------------------------------

    def keep_draft(self) -> bool:
        """Keep what is typed where it survives the program. False: there was nothing to keep, or no place for it."""
        try:
            return self.draft.keep()
        except drafts.DraftNotKeptError:
            return False

    async def action_back(self) -> None:
        """Go back without saving; what is typed is kept as a draft."""
        try:
            is_kept = self.draft.keep()
        except drafts.DraftNotKeptError as error:
            from tui_reader.ui.confirm_screen import ConfirmScreen

            await self.app.push_screen(
                ConfirmScreen(_("Leave, and lose what is typed?"), say(error)), self._left_for_good
            )
        else:
            self.close_with(FormResult(self.open_log, draft_kept=True) if is_kept else None)

    def _left_for_good(self, confirmed: bool | None) -> None:
        if confirmed:
            self.close_with(None)

    def close_with(self, result: FormResult | None) -> None:
        """Close with ``result``. What is on the disk by now stays as it is."""
        self.draft.end()
        self.dismiss(result)

    async def hand_over(self, form: FormScreen) -> None:
        """Go on in ``form``, which shows what is typed here. If nothing comes of that, go on here."""

        def closed(result: FormResult | None) -> None:
            self.draft.take_back()
            if result is not None:
                self.close_with(result)

        self.draft.hand_over(form.draft)
        await self.app.push_screen(form, closed)

    async def _open_beside(self, form: FormScreen) -> None:
        """Open a form for something else over this one. If something comes of that, this one closes with it."""

        def closed(result: FormResult | None) -> None:
            if result is not None:
                self.keep_draft()
                self.close_with(result)

        self.keep_draft()
        self.draft.stand_aside(form.draft)
        await self.app.push_screen(form, closed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What a key cannot do now is not shown."""
        if action == "open_another":
            return self.draft.restored is not None and self.other_drafts is not None
        if action == "open_as_saved":
            return self.draft.restored is not None and self.other_drafts is None and self.entry is not None
        if action == "throw_away":
            return self.draft.restored is not None
        return super().check_action(action, parameters)

    async def action_throw_away(self) -> None:
        """Take a draft that is not wanted any more off the disk, if one is sure, and close."""
        from tui_reader.ui.confirm_screen import ConfirmScreen

        await self.app.push_screen(
            ConfirmScreen(_("Throw this draft away?"), _("The log stays as it is.")), self._thrown_away
        )

    def _thrown_away(self, confirmed: bool | None) -> None:
        if confirmed:
            self.draft.forget()
            self.close_with(FormResult(self.open_log))
            self.app.notify(_("The draft is gone."))

    async def action_open_another(self) -> None:
        """Leave this draft for later: go on with an older one, or begin a new entry."""
        from tui_reader.ui.form_for import form_of

        await self._open_beside(form_of(self.open_log, self.other_drafts or (), self.today))

    async def action_open_as_saved(self) -> None:
        """Leave this draft for later: edit the entry as it stands in the log."""
        from tui_reader.ui.form_for import plain_form

        await self._open_beside(plain_form(self.open_log, self.entry, self.today))

    async def action_save(self) -> None:
        """Write the entry into the log, and close."""
        if not self.check():
            return
        if self.entry is not None and not self.is_changed():
            self.draft.forget()
            self.close_with(None)
            self.app.notify(_("Nothing was changed."))
            return
        await self._saving.save()

    # -- changes by others -----------------------------------------------------------------------------------------

    def clashes(self, base: str, theirs: str | None) -> None:
        """To be called in ``follow``: what is changed here became ``theirs`` of ``base``, or was taken out (None)."""
        self._saving.clashes(base, theirs)

    def take_up(self, log: OpenLog) -> str:
        """Somebody else changed the log: go on with it as it is now, with what is typed. What to say of that.

        Empty where ``log`` is not the one that is written here.
        """
        if log.path != self.open_log.path:
            return ""
        self.draft.keep_beside()
        words = self.follow(log)
        self._saving.followed()
        self.draft.outdated()
        self.show_heading()
        self.update_preview()
        return words

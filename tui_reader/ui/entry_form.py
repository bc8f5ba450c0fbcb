"""The form for an entry: its fields, and below or beside them what will stand in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, ScrollableContainer
from textual.widgets import Input, TextArea

from tui_reader.adapters.drafts import KeptDraft
from tui_reader.adapters.language import _, say
from tui_reader.adapters.library import OpenLog
from tui_reader.core.document import Entry, Kind
from tui_reader.core.draft import Draft
from tui_reader.core.edit import change_entry, insert_entry
from tui_reader.core.learning import latest
from tui_reader.core.lines import marks_of
from tui_reader.core.message import N_
from tui_reader.core.spelling import DraftError, check_draft, draft_of
from tui_reader.core.text_edit import NEWLINE
from tui_reader.ui.date_input import DateInput
from tui_reader.ui.form_field import Control, FormField
from tui_reader.ui.form_preview import PreviewLine
from tui_reader.ui.form_remarks import date_remark, figure_remark, link_remark, summary_label
from tui_reader.ui.form_screen import WRITING, MakeChange
from tui_reader.ui.form_words import words_for_change, words_for_clash, words_for_loss
from tui_reader.ui.found_again import find_again
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.line_input import LineInput
from tui_reader.ui.new_entry import new_draft
from tui_reader.ui.pasting_form import PastingForm
from tui_reader.ui.section_choice import SectionChoice, sections_for
from tui_reader.ui.suggesting import SuggestedInput
from tui_reader.ui.text_box import TextBox

if TYPE_CHECKING:
    from textual.widget import Widget

    from tui_reader.adapters.figures import TakenIn
    from tui_reader.core.edit import Change
    from tui_reader.ui.figure_choice_screen import Copies
    from tui_reader.ui.form_result import FormResult

FIELDS = ("date", "reader", "title", "source", "link", "figure", "note", "section", "summary")
"""The fields in the order in which they stand on the screen."""

OF_PAPERS = frozenset(("title", "source", "link", "figure", "summary"))
OF_CHECK_INS = frozenset(("note",))


class EntryForm(PastingForm):
    """Asks for the fields of an entry, and writes it or changes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+r",
            "set_kind('no_reading')",
            N_("did not read"),
            id="form.kind",
            tooltip=N_("Say that nothing was read"),
            group=WRITING,
        ),
        Binding(
            "ctrl+r",
            "set_kind('paper')",
            N_("did read"),
            id="form.kind",
            tooltip=N_("Say what was read"),
            group=WRITING,
        ),
        Binding(
            "ctrl+g",
            "choose_figure",
            N_("figure"),
            id="form.figure",
            tooltip=N_("Choose a figure, and copy it where the log keeps them"),
            group=WRITING,
        ),
        Binding(
            "ctrl+t",
            "edit_markdown",
            "Markdown",
            id="form.markdown",
            tooltip=N_("Edit the Markdown of the entry"),
            group=WRITING,
        ),
    ]

    def __init__(
        self,
        log: OpenLog,
        entry: Entry | None = None,
        typed: Draft | None = None,
        restored: KeptDraft | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """``entry`` is what is changed, None for a new one.

        ``typed`` is what stands in the fields at first, where it is not the entry itself; ``restored`` is the kept
        draft that it comes from.
        """
        super().__init__(log, entry, restored, today)
        self._origin = new_draft(log.path, today()) if entry is None else draft_of(entry)
        """What the fields hold where nothing was typed."""
        self._sections = sections_for(log.document, self._origin.reader)
        shown = typed or self._origin
        self._kind: Kind = shown.kind
        self._rest = shown if entry is None else self._origin
        """Where the fields are right that are not on the screen."""
        self._offered_note = ""
        self._copies: Copies | None = None
        """Pictures that were copied for this entry."""
        self._fields = {field.field: field for field in self._make_fields(shown)}
        for field in self._fields.values():
            self._remark(field)
            if isinstance(field.control, SuggestedInput):
                field.control.suggesting = self.suggesting
        self.set_class(self._kind == "no_reading", "-no-reading")

    def _make_fields(self, shown: Draft) -> Iterator[FormField]:
        today = self.today()
        yield FormField("date", _("Date"), DateInput(shown.date, today))
        yield FormField("reader", _("Reader"), SuggestedInput(shown.reader))
        yield FormField("title", _("Title"), SuggestedInput(shown.title))
        yield FormField("source", _("Source"), SuggestedInput(shown.source, "CVPR 2024"))
        yield FormField("link", _("Link"), LineInput(shown.link, "https://arxiv.org/abs/…"))
        yield FormField("figure", _("Figure"), SuggestedInput(shown.figure, _("a file beside the log, or an address")))
        yield FormField("note", _("Note"), SuggestedInput(shown.note))
        none = _("where the log takes its newest entry") if self.entry is None else ""
        if self.entry is not None and not self._origin.section:
            none = _("none")
        yield FormField("section", _("Section"), SectionChoice(self._sections, shown.section, none))
        yield FormField("summary", _("Summary"), TextBox(shown.summary))

    def compose(self) -> ComposeResult:
        """Heading, fields, preview, keys."""
        yield self._heading
        with Container(id="form"):
            with ScrollableContainer(id="fields", can_focus=False):
                for name in FIELDS:
                    if name == "source":
                        with Container(id="source-and-link"):
                            yield self._fields["source"]
                            yield self._fields["link"]
                    elif name != "link":
                        yield self._fields[name]
            yield self.preview
        yield KeyBar()

    def on_mount(self) -> None:
        summary = cast("TextBox", self._fields["summary"].control)
        summary.move_cursor(summary.document.end)
        self.suggesting.learn()
        if self.entry is None and self.draft.restored is None:
            from tui_reader.ui.first_use import say_first_use

            say_first_use(self)
        reader_missing = self.entry is None and not self._content("reader")
        # At once, so that the form is painted with the focus where it is to be.
        self.set_focus(self._fields["reader" if reader_missing else self._main_field].control)

    # -- fields ----------------------------------------------------------------------------------------------------

    @property
    def _main_field(self) -> str:
        return "title" if self._kind == "paper" else "note"

    def _go_to(self, name: str) -> None:
        self._fields[name].control.focus()

    def _is_asked(self, name: str) -> bool:
        """Whether an entry of this kind has the field."""
        return name not in (OF_CHECK_INS if self._kind == "paper" else OF_PAPERS)

    @property
    def _typed(self) -> Draft:
        """All that stands in the fields, those that are not asked for included."""
        contents: dict[str, Any] = {name: self._content(name) for name in FIELDS}
        return replace(self._rest, kind=self._kind, **contents)

    @property
    def _meant(self) -> Draft:
        """What is typed, for the log: the fields that are asked for."""
        hidden: dict[str, Any] = {name: "" for name in FIELDS if not self._is_asked(name)}
        if self._kind == "no_reading":
            hidden |= {"more_links": (), "more_figures": ()}
        return replace(self._typed, **hidden)

    def _changes(self) -> dict[str, str]:
        """The fields that are asked for and were changed, and what was typed there."""
        origin = self._origin
        return {
            name: self._content(name)
            for name in FIELDS
            if self._is_asked(name) and self._content(name) != getattr(origin, name)
        }

    def _errors(self) -> list[DraftError]:
        """What keeps the entry from being saved, in the order of the fields."""
        meant = self._meant
        errors = check_draft(meant, self._sections)
        if meant.kind == "no_reading" and not meant.note.strip():
            errors.append(DraftError("note", N_("A note is missing: say why nothing was read, or just that.")))
        if self.entry is not None and meant.kind == self._origin.kind:
            # What was wrong before has to be no better now.
            changed = self._changes()
            errors = [error for error in errors if error.field in changed]
        return sorted(errors, key=lambda error: FIELDS.index(error.field) if error.field in FIELDS else len(FIELDS))

    def _fill(self, draft: Draft) -> None:
        """Put ``draft`` into the fields."""
        for name, field in self._fields.items():
            control = cast("Control", field.control)
            if control.content != getattr(draft, name):
                control.content = getattr(draft, name)

    def _remark(self, field: FormField) -> None:
        """Say beside the field what there is to say of its content."""
        content = self._content(field.field)
        if field.field == "date":
            field.remark = date_remark(content, self.today(), field.control.has_focus)
        elif field.field == "link":
            field.remark = link_remark(len(self._rest.more_links))
        elif field.field == "figure":
            field.remark = figure_remark(content, self.open_log.path.parent)
        elif field.field == "summary":
            field.label = summary_label(content)

    # -- what happens ----------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Something was typed."""
        self._field_edited(event.input)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Something was typed."""
        self._field_edited(event.text_area)

    def on_section_choice_changed(self, event: SectionChoice.Changed) -> None:
        """A section was chosen."""
        self._field_edited(self._fields["section"].control)

    def _field_edited(self, control: Widget) -> None:
        field = self._field_of(control)
        if field is None:
            return
        self._remark(field)
        if field.problem:
            self._show_problem_of(field)
        self.field_edited(field.field)
        self.edited()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show what belongs to the field."""
        field = self._field_of(event.widget)
        if field is not None:
            self.preview.follow_end(field.field == "summary")
            self._remark(field)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The field was left: say what is wrong with it."""
        field = self._field_of(event.widget)
        if field is not None and self.is_attached:
            self._remark(field)
            self._show_problem_of(field)

    def _show_problem_of(self, field: FormField) -> None:
        field.problem = next((say(error) for error in self._errors() if error.field == field.field), "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What a key cannot do now is not shown."""
        if action == "set_kind":
            return parameters[0] != self._kind
        if action == "edit_markdown":
            return self.entry is not None
        if action == "choose_figure":
            return self._kind == "paper"
        return super().check_action(action, parameters)

    def action_set_kind(self, kind: Kind) -> None:
        """Go on with an entry of the other kind. What was typed for the one stays for when it is wanted again."""
        self._kind = kind
        self.set_class(kind == "no_reading", "-no-reading")
        note = cast("Control", self._fields["note"].control)
        if kind == "no_reading" and not note.content:
            from tui_reader.core.reasons import words_without_reason

            words = words_without_reason(latest(self.open_log.document)) or _("did not read this week")
            note.content = self._offered_note = words
        elif kind == "paper" and note.content == self._offered_note:
            note.content = ""
        self.refresh_bindings()
        self._go_to(self._main_field)
        self.edited()

    async def action_edit_markdown(self) -> None:
        """Go on with the Markdown of the entry, with the changes made so far."""
        from tui_reader.ui.markdown_form import MarkdownForm

        assert self.entry is not None
        try:
            change = self.make_change()(self.template_for(self.open_log))
        except DraftError as error:
            self.show_problem(error)
            return
        await self.hand_over(MarkdownForm(self.open_log, self.entry, change.preview, today=self.today))

    async def action_choose_figure(self) -> None:
        """Choose a figure, have it copied where the log keeps its figures, and link it."""
        from tui_reader.ui.figure_choice_screen import Copies, FigureChoiceScreen

        self._copies = self._copies or Copies()
        screen = FigureChoiceScreen(self.open_log, self._content("title"), self._copies.add)
        await self.app.push_screen(screen, self._take_figure)

    def _take_figure(self, answer: TakenIn | str | None) -> None:
        if answer is None:
            return
        figure = cast("LineInput", self._fields["figure"].control)
        figure.content = answer if isinstance(answer, str) else answer.address
        self._clear_up(self.open_log)
        figure.focus()

    def _clear_up(self, log: OpenLog) -> None:
        """Remove copies that were made here and that are linked neither here nor in ``log``."""
        if self._copies is not None:
            self._copies.clear_up(self._content("figure"), log.document.text)

    def close_with(self, result: FormResult | None) -> None:
        """Close with ``result``, without copies of pictures that no entry shows."""
        self._clear_up(self.open_log if result is None else result.log)
        super().close_with(result)

    # -- for the form ----------------------------------------------------------------------------------------------

    def heading(self) -> str:
        """What is written, and into which log."""
        file = self.open_log.path.name
        if self.entry is None:
            return _("New entry in {file}").format(file=file)
        return _("Entry in line {line} of {file}").format(line=self.entry.line, file=file)

    def is_changed(self) -> bool:
        """Whether anything was typed."""
        origin = self._origin
        return self._kind != origin.kind or any(self._content(name) != getattr(origin, name) for name in FIELDS)

    def typed(self) -> tuple[Draft, str | None]:
        """The fields."""
        return self._typed, None

    def make_change(self) -> MakeChange:
        """Write a new entry, or change what was changed."""
        meant, errors = self._meant, self._errors()
        if errors:
            return partial(_refuse, errors[0])
        if self.entry is None:
            return partial(insert_entry, self.open_log.document, meant)
        return partial(change_entry, self.open_log.document, self.entry, self._changes())

    def show_change(self, change: Change) -> None:
        """Show the Markdown, and where it goes."""
        if self.entry is not None:
            heading = _("will stand in line {line}").format(line=change.line)
        elif above := lines_above(self.open_log.document.text, change.edits[0].span.start):
            heading = _("will be written under line {line}").format(line=above)
        else:
            heading = _("will be written at the top")
        self.preview.show(heading, map(_marks_and_text, NEWLINE.split(change.preview.rstrip("\r\n"))))

    def show_problem(self, error: DraftError) -> None:
        """Say it under its field, and go there."""
        field = self._fields.get(error.field)
        if field is None or not self._is_asked(error.field):
            self.app.notify(say(error), severity="error")
            return
        field.problem = say(error)
        self._go_to(error.field)

    def check(self) -> bool:
        """Say under each field what is wrong with it, and go to the first."""
        errors = self._errors()
        for field in self._fields.values():
            self._show_problem_of(field)
        if errors:
            self.show_problem(errors[0])
        return not errors

    def follow(self, log: OpenLog) -> str:
        """Go on with ``log``: fields that were not changed here are as they are there now."""
        before, self.open_log = self.open_log, log
        self._sections = sections_for(log.document, self._origin.reader)
        cast("SectionChoice", self._fields["section"].control).offer(self._sections)
        if self.entry is None:
            return words_for_change(log)
        entry = find_again(self.entry, self.entry.line, log.document, before.document)
        if entry is None:
            self.clashes(self.entry.markdown, None)
            self.entry = None
            self._origin = Draft(date=self.today().isoformat())
            self.refresh_bindings()
            return words_for_loss(log)
        origin, now = self._origin, draft_of(entry)
        changed = [name for name in FIELDS if self._content(name) != getattr(origin, name)]
        base = self.entry.markdown
        self.entry, self._origin, self._rest = entry, now, now
        untouched: dict[str, Any] = {name: getattr(now, name) for name in FIELDS if name not in changed}
        self._fill(replace(self._typed, **untouched))
        clashing = [name for name in changed if getattr(now, name) not in (getattr(origin, name), self._content(name))]
        if clashing:
            self.clashes(base, entry.markdown)
        return words_for_clash(log, clashing) if clashing else words_for_change(log)


def lines_above(text: str, offset: int) -> int:
    """How many lines end before ``offset``."""
    return text.count("\n", 0, offset) + text.count("\r", 0, offset) - text.count("\r\n", 0, offset)


def _refuse(error: DraftError, *_arguments: object) -> Change:
    raise error


def _marks_and_text(line: str) -> PreviewLine:
    marks = marks_of(line)
    return PreviewLine(marks, line[len(marks) :])

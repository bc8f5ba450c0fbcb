"""An entry edited as its own Markdown, for what the form has no fields for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalGroup
from textual.widgets import TextArea

from tui_reader.adapters.drafts import KeptDraft
from tui_reader.adapters.language import _, ngettext, say
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.standards import standard_of
from tui_reader.core.document import Document, Entry
from tui_reader.core.draft import Draft
from tui_reader.core.edit import insert_entry, replace_markdown
from tui_reader.core.message import N_
from tui_reader.core.parser import parse
from tui_reader.core.spelling import DraftError, draft_of
from tui_reader.core.template import Template
from tui_reader.core.text_edit import NEWLINE
from tui_reader.core.visible import visible
from tui_reader.ui.form_preview import PreviewLine
from tui_reader.ui.form_screen import FormScreen, MakeChange
from tui_reader.ui.form_words import words_for_change, words_for_clash, words_for_loss
from tui_reader.ui.found_again import find_again
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.text_box import TextBox
from tui_reader.ui.words import Words

if TYPE_CHECKING:
    from tui_reader.core.edit import Change
    from tui_reader.core.rule import Standard


class MarkdownForm(FormScreen):
    """Shows the Markdown of an entry, and how it reads."""

    # There is one field: no key goes on from it.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "app.focus_next", show=False, id="form.next")]

    def __init__(
        self,
        log: OpenLog,
        entry: Entry,
        markdown: str | None = None,
        restored: KeptDraft | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """``markdown`` is what stands there at first, where it is not the entry as it is in the log."""
        super().__init__(log, entry, restored, today)
        self._origin = _to_edit(entry.markdown)
        self._box = TextBox(self._origin if markdown is None else _to_edit(markdown), id="markdown")
        self._problem = Words(classes="problem")
        self._held_to: tuple[OpenLog, Standard] | None = None

    def compose(self) -> ComposeResult:
        """Heading, Markdown, how it reads, keys."""
        yield self._heading
        with Container(id="form"):
            with VerticalGroup(id="editor"):
                yield self._box
                yield self._problem
            yield self.preview
        yield KeyBar()

    def on_mount(self) -> None:
        self._box.focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Something was typed."""
        self._say_problem("")
        self.edited()

    def _say_problem(self, words: str) -> None:
        self._problem.update(visible(words))
        self.set_class(bool(words), "-wrong")

    # -- for the form ----------------------------------------------------------------------------------------------

    def heading(self) -> str:
        """What is changed, and in which log."""
        file = self.open_log.path.name
        if self.entry is None:
            return _("New entry in {file}").format(file=file)
        return _("Markdown of the entry in line {line} of {file}").format(line=self.entry.line, file=file)

    def is_changed(self) -> bool:
        """Whether anything was typed."""
        return self._box.content != self._origin

    def typed(self) -> tuple[Draft, str | None]:
        """The Markdown, and what it says as far as it can be read."""
        written = parse(self._box.content).entries
        return draft_of(written[0]) if written else Draft(), self._box.content

    def make_change(self) -> MakeChange:
        """Put what is typed in the place of the entry; write it anew if that is gone."""
        if self.entry is None:
            return partial(_insert, self.open_log.document, self._box.content)
        return partial(_replace, self.open_log.document, self.entry, self._box.content)

    def show_change(self, change: Change) -> None:
        """Show how the entry reads."""
        entry = change.document.entry_at(change.line)
        if entry is not None:
            self._say_problem("")
            self.preview.show(_("reads as"), _reading(entry, change.document, self._standard()))

    def _standard(self) -> Standard:
        """What the log is held to that is open here."""
        if self._held_to is None or self._held_to[0] is not self.open_log:
            self._held_to = (self.open_log, standard_of(self.open_log, self.today()))
        return self._held_to[1]

    def show_problem(self, error: DraftError) -> None:
        """Say it under the Markdown."""
        self._say_problem(say(error))
        self._box.focus()

    def follow(self, log: OpenLog) -> str:
        """Go on with ``log``, and with the entry as it is there now."""
        before, self.open_log = self.open_log, log
        if self.entry is None:
            return words_for_change(log)
        is_changed, base = self.is_changed(), self.entry.markdown
        self.entry = find_again(self.entry, self.entry.line, log.document, before.document)
        if self.entry is None:
            self.clashes(base, None)
            self._origin = ""
            return words_for_loss(log)
        was, self._origin = self._origin, _to_edit(self.entry.markdown)
        if not is_changed:
            self._box.content = self._origin
        if not self.is_changed() or was == self._origin:
            return words_for_change(log)
        self.clashes(base, self.entry.markdown)
        return words_for_clash(log)


def _to_edit(markdown: str) -> str:
    """The Markdown of an entry as it is edited: lines ended by ``\\n``, the last by nothing."""
    return NEWLINE.sub("\n", markdown).rstrip("\n")


def _replace(document: Document, entry: Entry, markdown: str, _template: Template) -> Change:
    return replace_markdown(document, entry, markdown)


def _insert(document: Document, markdown: str, template: Template) -> Change:
    entries = parse(markdown).entries
    if len(entries) != 1:
        raise DraftError(
            "markdown",
            N_("This Markdown reads as {count} entries instead of one: copy it to where it belongs."),
            count=len(entries),
        )
    return insert_entry(document, draft_of(entries[0]), template)


def _reading(entry: Entry, document: Document, standard: Standard) -> list[PreviewLine]:
    """What the fields of ``entry`` are, and what is wrong with it."""
    from tui_reader.core.check import check_entry

    fields = [
        (_("Date"), entry.date),
        (_("Reader"), entry.reader),
        (_("Title"), entry.title) if entry.kind == "paper" else (_("Note"), entry.note),
        (_("Source"), entry.source),
        *((_("Link"), link.url) for link in entry.links),
        *((_("Figure"), figure) for figure in entry.figures),
    ]
    if entry.summary:
        count = len(entry.summary.replace("\n", ""))
        fields.append((_("Summary"), ngettext("{n} character", "{n} characters", count).format(n=count)))
    room = max(cell_len(label) for label, _content in fields) + 2
    lines = [PreviewLine(label + " " * (room - cell_len(label)), content or _("none")) for label, content in fields]
    problems = check_entry(document, entry, standard)
    return lines + [PreviewLine("! ", say(problem.message)) for problem in problems]

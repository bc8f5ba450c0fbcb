"""The settings of the person at the keyboard: what each is, where that comes from, and changing it in its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip

from tui_reader.adapters import language
from tui_reader.adapters.config import Settings, SettingsFile, load_settings_file, name_in_file
from tui_reader.adapters.language import _, say
from tui_reader.adapters.settings_edit import save_setting
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.core.visible import visible
from tui_reader.ui.choice_screen import ChoiceScreen
from tui_reader.ui.entry_row import CURSOR_MARK
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.line_screen import LineScreen
from tui_reader.ui.row_list import PlainRows, RowList
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import fit, fit_exactly

if TYPE_CHECKING:
    from tui_reader.ui.quiet_app import QuietApp

SETTINGS = Binding.Group(N_("Settings"))

NAME_CELLS, VALUE_CELLS = 15, 26
"""Widths of the first two columns; the third has the rest."""

AT_THE_NEXT_START = frozenset({"language", "profile", "mouse", "plain", "pinyin"})
"""Settings that are asked for once, when the program starts."""


class Row(NamedTuple):
    """A setting as it is listed."""

    name: str
    value: str
    origin: str
    what: str
    choices: Sequence[str]
    is_single: bool
    """Whether it is one value; names with values are written in the file."""


def rows_of(file: SettingsFile) -> list[Row]:
    """All settings of ``file`` as they are listed, those of one value first."""
    rows = []
    for setting in fields(Settings):
        name, value = name_in_file(setting.name), getattr(file.settings, setting.name)
        line = file.lines.get(name)
        origin = _("line {line}").format(line=line) if line else _("usual")
        if name == "language" and (spoken := language.own_choice()):
            value, origin = spoken, language.OWN_CHOICE
        is_single = isinstance(value, str)
        shown = value if is_single else ", ".join(value)
        what, choices = setting.metadata["what"], setting.metadata["choices"]
        rows.append(Row(name, shown, origin, _(what), choices, is_single))
    return sorted(rows, key=lambda row: not row.is_single)


class SettingList(RowList):
    """The settings to choose from."""

    STYLE_PREFIX = "setting-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"setting-list--{part}" for part in ("mark", "name", "value", "origin")}

    class Moved(Message):
        """The cursor went to another setting."""

    class Chosen(Message):
        """The setting under the cursor is to be changed."""

    def __init__(self) -> None:
        super().__init__()
        self._settings: Sequence[Row] = ()

    def show(self, settings: Sequence[Row]) -> None:
        """List ``settings``, with the cursor where it was."""
        self._settings = settings
        self.set_rows(PlainRows(len(settings)), len(settings), self.position)
        self.refresh()

    @property
    def current(self) -> Row:
        """The setting under the cursor."""
        return self._settings[self.position]

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """The row of a setting."""
        setting = self._settings[row]
        pieces = (
            (f" {CURSOR_MARK if is_current else ' '} ", "mark"),
            (fit_exactly(setting.name, NAME_CELLS), "name"),
            (fit_exactly(visible(setting.value or "–"), VALUE_CELLS), "value"),
            (fit(f"  {visible(setting.origin)}", max(0, width - 3 - NAME_CELLS - VALUE_CELLS)), "origin"),
        )
        segments = [Segment(text, self.part_style(part, is_current)) for text, part in pieces]
        return Strip(segments).adjust_cell_length(width, self.part_style("origin", is_current))

    def moved(self) -> None:
        self.post_message(self.Moved())

    def chosen(self) -> None:
        self.post_message(self.Chosen())


class SettingsScreen(Screen[None]):
    """Lists the settings, says what the one under the cursor is for, and changes it."""

    CSS_PATH = "settings.tcss"

    AUTO_FOCUS = "SettingList"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", N_("change"), id="setting.change", tooltip=N_("Change the setting"), group=SETTINGS),
        Binding(
            "x,delete", "reset", N_("as usual"), id="setting.reset", tooltip=N_("Back to the usual"), group=SETTINGS
        ),
        Binding(
            "E",
            "edit_file",
            N_("edit the file"),
            id="setting.file",
            tooltip=N_("Open the file in your editor"),
            group=SETTINGS,
        ),
        Binding("escape,q,comma", "close", N_("back"), id="setting.back"),
    ]

    def __init__(self, app: QuietApp, file: SettingsFile) -> None:
        """``file`` is what is set, for ``app``."""
        super().__init__()
        self._reader = app
        self._file = file
        self._list = SettingList()
        self._about = Words(id="about")

    def compose(self) -> ComposeResult:
        """The file, the settings, what is said of one, and the keys."""
        yield Words(id="title")
        yield self._list
        yield self._about
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        title = _("Your settings: {path}").format(path=self._file.path or _("no file"))
        self.query_one("#title", Words).update(visible(title))
        self._list.show(rows_of(self._file))
        self._explain()

    def _explain(self) -> None:
        """Say what the setting under the cursor is for."""
        setting = self._list.current
        lines = [setting.what]
        if not setting.is_single:
            lines.append(_("Written in the file, a name and a value a line: E opens it."))
        elif setting.origin == language.OWN_CHOICE:
            lines.append(_("{name} in the environment goes before the file.").format(name=language.OWN_CHOICE))
        elif setting.name in AT_THE_NEXT_START:
            lines.append(_("Takes effect when the program starts next."))
        self._about.update(visible("\n".join(lines), keep_newlines=True))

    def on_setting_list_moved(self) -> None:
        """Explain another one."""
        self._explain()

    def on_setting_list_chosen(self) -> None:
        """A second click changes."""
        self.action_change()

    def action_change(self) -> None:
        """Ask for another value."""
        setting = self._list.current
        if not setting.is_single:
            self.app.notify(_("Written in the file, a name and a value a line: E opens it."))
            return
        choices = self._choices(setting)
        if len(choices) == 2 and setting.value in choices:
            self._save(setting.name, choices[1 - choices.index(setting.value)])
        elif choices:

            def chosen(number: int | None) -> None:
                if number is not None:
                    self._save(setting.name, choices[number])

            said = [(choice, _("as it is") if choice == setting.value else "") for choice in choices]
            self.app.push_screen(ChoiceScreen(setting.name, said), chosen)
        else:

            def typed(value: str | None) -> None:
                if value is not None:
                    self._save(setting.name, value)

            self.app.push_screen(LineScreen(setting.what, setting.value, self._example(setting.name)), typed)

    def _choices(self, setting: Row) -> Sequence[str]:
        if setting.name == "theme":
            return list(self._reader.available_themes)
        return setting.choices

    @staticmethod
    def _example(name: str) -> str:
        metadata = next(one.metadata for one in fields(Settings) if name_in_file(one.name) == name)
        return str(metadata["example"])

    def action_reset(self) -> None:
        """Set nothing: the usual holds."""
        if self._list.current.is_single:
            self._save(self._list.current.name, "")

    def _save(self, name: str, value: str) -> None:
        try:
            self._file = save_setting(name, value)
        except ReadTuiError as error:
            self.app.notify(say(error), severity="error")
            return
        self._reader.take_changed_setting(self._file, name)
        self._show()
        self.app.notify(_("Saved: {name} is {value}").format(name=name, value=visible(self._list.current.value or "–")))

    def action_edit_file(self) -> None:
        """Open the file in the editor that VISUAL or EDITOR names, and read it again."""
        from textual.app import SuspendNotSupported

        from tui_reader.adapters.editor import EditorError, edit_file

        if self._file.path is None:
            self.app.notify(_("There is no folder for settings; set READTUI_CONFIG_DIR."), severity="warning")
            return
        try:
            with self.app.suspend():
                edit_file(self._file.path)
            changed = load_settings_file()
        except SuspendNotSupported:
            self.app.notify(_("This terminal cannot be lent to an editor."), severity="warning")
        except (EditorError, ReadTuiError) as error:
            self.app.notify(say(error), severity="error")
        else:
            before, self._file = self._file, changed
            for setting in fields(Settings):
                if getattr(before.settings, setting.name) != getattr(changed.settings, setting.name):
                    self._reader.take_changed_setting(changed, name_in_file(setting.name))
            self._show()

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss()


def open_settings(app: QuietApp) -> None:
    """List the settings; a file with a mistake in it is named instead, and left as it is."""
    try:
        file = load_settings_file()
    except ReadTuiError as error:
        app.notify(say(error), severity="error")
    else:
        app.push_screen(SettingsScreen(app, file))

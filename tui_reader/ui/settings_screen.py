"""The settings that people change: what each is, who said so, and what it may be; changed where they stand."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip

from tui_reader.adapters.config import SWITCH, SettingsFile, load_settings_file, settings_by_name
from tui_reader.adapters.language import _, say
from tui_reader.adapters.setting_origins import Shown, own_settings
from tui_reader.adapters.settings_edit import save_setting, valid
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.core.visible import visible
from tui_reader.ui.choice_screen import ChoiceScreen
from tui_reader.ui.entry_row import CURSOR_MARK
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.name_screen import NameScreen
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.row_list import PlainRows, RowList
from tui_reader.ui.setting_effects import AT_THE_START, asked_otherwise
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import fit_exactly

if TYPE_CHECKING:
    from tui_reader.ui.quiet_app import QuietApp

SETTINGS = Binding.Group(N_("Settings"))

CALLED = {
    "reader": N_("your name"),
    "language": N_("language"),
    "theme": N_("theme"),
    "keys": N_("keys"),
    "pinyin": N_("find by pinyin"),
    "lookup": N_("look papers up"),
    "contact": N_("mail address"),
    "pictures": N_("figures"),
    "figure-pixels": N_("width of figures"),
    "profile": N_("line to the terminal"),
    "mouse": N_("mouse"),
    "plain": N_("for screen readers"),
    "bindings": N_("keys of your own"),
    "colours": N_("colours of your own"),
    "servers": N_("servers"),
}
"""What settings are called here, in the order in which they are listed."""

NAME_CELLS, LEAST_VALUE = 22, 8


class SettingList(RowList):
    """Settings to choose from."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "value": "$accent",
        "origin": "$faint",
    }

    def __init__(self, moved: Callable[[], None]) -> None:
        """``moved`` is called when the cursor went to another setting."""
        super().__init__()
        self._tell = moved
        self._rows_shown: Sequence[tuple[str, str, str]] = ()

    def show(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """List ``rows``: what each is called, its value, and who said so."""
        self._rows_shown = rows
        self.set_rows(PlainRows(len(rows)), len(rows), self.position)

    def moved(self) -> None:
        """Explain the setting under the cursor."""
        self._tell()

    def chosen(self) -> None:
        """A second click changes it."""
        self.screen.call_later(self.screen.run_action, "change")

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """The row of a setting."""
        name, value, origin = self._rows_shown[row]
        room = max(LEAST_VALUE, width - 3 - NAME_CELLS - 2 - cell_len(origin) - 1)
        pieces = (
            (f" {CURSOR_MARK if is_current else ' '} ", "mark"),
            (fit_exactly(name, NAME_CELLS), "name"),
            (f"{fit_exactly(visible(value), room)}  ", "value"),
            (f"{origin} ", "origin"),
        )
        segments = [Segment(text, self.part_style(part, is_current)) for text, part in pieces]
        return Strip(segments).adjust_cell_length(width, self.part_style("value", is_current))


class SettingsScreen(QuietScreen[None]):
    """Shows the settings of ``file``, and changes them there."""

    CSS_PATH = "settings.tcss"

    AUTO_FOCUS = "SettingList"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", N_("change"), id="setting.change", tooltip=N_("Change the setting"), group=SETTINGS),
        Binding(
            "right,l,space",
            "step(1)",
            N_("next value"),
            id="setting.next",
            tooltip=N_("The next of its values"),
            group=SETTINGS,
        ),
        Binding(
            "left,h",
            "step(-1)",
            id="setting.previous",
            tooltip=N_("The value before"),
            show=False,
            group=SETTINGS,
        ),
        Binding(
            "x,delete",
            "clear",
            N_("as usual"),
            id="setting.reset",
            tooltip=N_("Set it no longer: then the usual value holds"),
            group=SETTINGS,
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
        super().__init__()
        self._reader = app
        self._file = file
        self._settings: Sequence[Shown] = ()
        self._title = Words(id="title")
        self._list = SettingList(self._explain)
        self._about = Words(id="about")

    def compose(self) -> ComposeResult:
        """The file, the settings, what the one under the cursor is for, the keys."""
        yield self._title
        yield self._list
        yield self._about
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        """Show the settings as they are."""
        path = self._file.path
        where = _("no folder for settings") if path is None else path
        home = os.path.expanduser("~")
        if path is not None and os.path.isabs(home) and path.startswith(home + os.sep):
            where = "~" + path[len(home) :]
        title = _("Settings")
        self._title.update(f"{title}  {visible(where)}")
        known = {shown.name: shown for shown in own_settings(self._file)}
        self._settings = [known[name] for name in CALLED]
        self._list.show([(_(CALLED[one.name]), self._value(one), self._origin(one)) for one in self._settings])
        self._explain()

    def _value(self, shown: Shown) -> str:
        if shown.name == "theme":
            return self._reader.theme
        return shown.value or "-"

    def _origin(self, shown: Shown) -> str:
        option = asked_otherwise(self._reader, shown.name, self._file.settings)
        if option:
            return option
        if shown.origin is None:
            return _("usual")
        line = shown.origin.removeprefix(f"{self._file.path}:")
        return _("line {line}").format(line=line) if line != shown.origin else shown.origin

    @property
    def _current(self) -> Shown:
        return self._settings[self._list.position]

    def _explain(self) -> None:
        """Say of the setting under the cursor what it is for, what it may be, and when that holds."""
        shown = self._current
        name, values = shown.name, self._values(shown.name)
        lines = [_(shown.what)]
        if _is_several(name):
            lines.append(_("Written in the file, a name and a value a line: E opens it."))
        else:
            may_be = ", ".join(values) if values and len(values) <= 6 else _("one of {count}; Enter lists them")
            kind = may_be.format(count=len(values)) if values else _("a number") if _is_number(name) else _("a text")
            lines.append(_("{name}: {values}").format(name=name, values=kind))
        if overruled := self._overruled(shown):
            lines.append(_("For now, {what} says otherwise.").format(what=overruled))
        elif name in AT_THE_START:
            lines.append(_("A change holds from the next start on."))
        self._about.update(visible("\n".join(lines), keep_newlines=True))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the file does not set cannot be taken out of it."""
        if action == "clear":
            return bool(self._settings) and self._current.name in self._file.lines
        return super().check_action(action, parameters)

    def _overruled(self, shown: Shown) -> str:
        """What overrules the file; empty where nothing does."""
        option = asked_otherwise(self._reader, shown.name, self._file.settings)
        is_file = shown.origin is None or shown.origin.startswith(f"{self._file.path}:")
        return option or ("" if is_file else shown.origin or "")

    def _values(self, name: str) -> list[str]:
        """What the setting ``name`` may be; empty for any text or number."""
        if name == "theme":
            return list(self._reader.available_themes)
        return [] if _is_several(name) else list(_metadata(name)["choices"])

    # -- changing --------------------------------------------------------------------------------------------------

    def _set(self, name: str, value: str) -> None:
        """Set ``name`` to ``value``; empty: no longer. What keeps one from it is said."""
        app = self._reader
        try:
            self._file = save_setting(name, value)
        except ReadTuiError as error:
            app.notify(say(error), severity="error")
            return
        app.take_changed_setting(self._file, name)
        self._show()
        if name in AT_THE_START:
            app.notify(_("Kept; it holds from the next start on."))

    def action_change(self) -> None:
        """Ask for another value."""
        shown = self._current
        name, values = shown.name, self._values(shown.name)
        question = _(CALLED[name])
        if _is_several(name):
            self.app.notify(_("Written in the file, a name and a value a line: E opens it."))
        elif tuple(values) == SWITCH:
            self.action_step(1)
        elif values:

            def choose(number: int | None) -> None:
                if number is not None:
                    self._set(name, values[number])

            now = self._value(shown)
            position = values.index(now) if now in values else 0
            self.app.push_screen(ChoiceScreen(question, [(value, "") for value in values], position), choose)
        else:

            def take(value: str | None) -> None:
                if value is not None:
                    self._set(name, value)

            self.app.push_screen(NameScreen(question, shown.value, partial(_mistake, name)), take)

    def action_step(self, step: int) -> None:
        """Take the next of its values, or with ``step`` -1 the one before; asks where any text will do."""
        shown = self._current
        values = self._values(shown.name)
        if not values:
            self.action_change()
            return
        now = self._value(shown)
        self._set(shown.name, values[(values.index(now) + step) % len(values)] if now in values else values[0])

    def action_clear(self) -> None:
        """Take the setting out of the file."""
        self._set(self._current.name, "")

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
            before, self._file = self._file, load_settings_file()
        except SuspendNotSupported:
            self.app.notify(_("This terminal cannot be lent to an editor."), severity="warning")
        except (EditorError, ReadTuiError) as error:
            self.app.notify(say(error), severity="error")
        else:
            for name, setting in settings_by_name().items():
                if getattr(before.settings, setting.name) != getattr(self._file.settings, setting.name):
                    self._reader.take_changed_setting(self._file, name)
            self._show()

    def action_close(self) -> None:
        """Back to the log."""
        self.dismiss()


def choose_theme(app: QuietApp) -> None:
    """Ask for a theme, and keep it in the settings; where they cannot be written, until the program ends."""
    names = list(app.available_themes)

    def choose(number: int | None) -> None:
        if number is None:
            return
        try:
            app.take_changed_setting(save_setting("theme", names[number]), "theme")
        except ReadTuiError as error:
            app.theme = names[number]
            app.notify(say(error), severity="warning")

    app.push_screen(ChoiceScreen(_(CALLED["theme"]), [(name, "") for name in names], names.index(app.theme)), choose)


def open_settings(app: QuietApp) -> None:
    """Show the settings; where the file has a mistake, say which: then nothing is changed in it."""
    try:
        file = load_settings_file()
    except ReadTuiError as error:
        app.notify(say(error), severity="error")
    else:
        app.push_screen(SettingsScreen(app, file))


def _metadata(name: str) -> Any:  # noqa: ANN401 - as dataclasses have it
    return settings_by_name()[name].metadata


def _is_several(name: str) -> bool:
    return isinstance(_metadata(name)["example"], dict)


def _is_number(name: str) -> bool:
    return bool(_metadata(name).get("number"))


def _mistake(name: str, value: str) -> str:
    """Why the setting ``name`` cannot be ``value``; empty where it can."""
    try:
        valid(name, value)
    except ReadTuiError as error:
        return say(error)
    return ""

"""Textual's App as this program wants it: nothing moves by itself, nothing typed is lost, no key comes too early."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App, ScreenError
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.notifications import SeverityLevel
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from tui_reader.adapters.language import _, say
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.ui.background import Answering
from tui_reader.ui.key_bar import KeyBar, key_sign
from tui_reader.ui.known_styles import KnownStyles
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.shown_picture import Changes, ShownPicture
from tui_reader.ui.terminal_profile import EIGHT, NONE, TerminalProfile
from tui_reader.ui.themes import (
    THEMES,
    ThemeError,
    css_variables,
    own_theme,
    preferred_theme,
    suitable_theme,
    unknown_theme,
)
from tui_reader.ui.tidying import Tidying

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tui_reader.adapters.config import SettingsFile
    from tui_reader.ui.keymap import Keymap

PATIENCE = 1.0
"""Seconds that a key waits for the letters before it."""

TURN = 0.0002
"""Seconds in which a picture is on its way to the terminal."""

ENDING = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
"""Signals that end the program."""

PROGRAM = Binding.Group(N_("Program"))


class QuietApp(App[None]):
    """Notices stand in the key bar, signals end the program in good order, the palette offers what the keys do."""

    TITLE = "readtui"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", tooltip=N_("Quit"), id="quit.now", show=False, priority=True, group=PROGRAM),
        Binding(
            "ctrl+p",
            "command_palette",
            tooltip=N_("Find a command"),
            id="palette",
            show=False,
            priority=True,
            group=PROGRAM,
        ),
        Binding(
            "question_mark,f1",
            "help",
            N_("keys"),
            id="help",
            tooltip=N_("What this screen is for, and its keys"),
            group=PROGRAM,
        ),
        Binding("comma", "settings", tooltip=N_("Settings"), id="settings", show=False, group=PROGRAM),
        Binding("ctrl+l", "redraw", tooltip=N_("Draw the screen anew"), id="redraw", show=False, group=PROGRAM),
    ]

    theme: Reactive[str] = Reactive(preferred_theme().name)

    def __init__(self) -> None:
        self._own_themes: dict[str, Theme] = {}
        self.profile = TerminalProfile()
        """What the terminal can."""
        self.shown = ShownPicture()
        """What the terminal shows."""
        self.answering = Answering()
        """Whether a key waits for its picture."""
        self._tidying = Tidying()
        super().__init__()
        self.stylesheet = KnownStyles(self.stylesheet)
        self._is_kept_after_all = False
        """Whether a mistake of the program ended it, and something typed was kept."""
        self.animation_level = "none"
        self.own_keys: Keymap = {}
        """The keys of bindings that have others than those they were declared with, by their ids."""
        self.setting_mistakes: list[ReadTuiError] = []
        """What could not be done of the settings."""

    def take_settings(self, file: SettingsFile, profile: TerminalProfile) -> None:
        """Do as ``file`` says, on ``profile``'s terminal, before the app runs; ``setting_mistakes`` tells the rest."""
        self.profile = profile
        self.no_color = self.no_color or profile.colours == NONE
        self.shown.sends_addresses = not profile.spares_bytes
        self.shown.is_read_out = profile.is_plain
        self.shown.erases_cells = profile.erases_cells
        if profile.is_plain:
            self.css_path = [*self.css_path, Path(__file__).with_name("plain.tcss")]
        if file.settings.keys != "vim" or file.settings.bindings:
            self._take_keys(file)
        self._take_theme(file)

    def take_changed_setting(self, file: SettingsFile, name: str) -> None:
        """Do as ``file`` says by now of the setting ``name``, as far as that can be done while the app runs."""
        self.setting_mistakes.clear()
        if name in ("keys", "bindings"):
            self._take_keys(file)
            self.refresh_bindings()
        elif name in ("theme", "colours"):
            self._take_theme(file)
        elif name == "language":
            from tui_reader.ui.setting_effects import speak

            speak(self, file.settings)
        for mistake in self.setting_mistakes[:1]:
            self.notify(say(mistake), severity="warning")

    def _take_keys(self, file: SettingsFile) -> None:
        from tui_reader.ui.keymap import keymap_of, mistakes_of

        self.own_keys = keymap_of(file.settings)
        self.set_keymap(dict(self.own_keys))
        self.setting_mistakes += mistakes_of(file)

    @property
    def keymap(self) -> object:
        """The keys that bindings have instead of those they were declared with: another value whenever they change."""
        return self._keymap

    def state_of(self, action: str, node: DOMNode) -> bool | None:
        """Whether ``action``, bound by ``node``, can be done now; None: not, and its key is shown all the same."""
        return self._check_action_state(action, node)

    # -- screens ---------------------------------------------------------------------------------------------------

    if not TYPE_CHECKING:  # its types are those of Textual's own

        def push_screen(self, screen: Screen[Any], *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            """Show ``screen`` over what is shown.

            Its styles are read before Textual misses them: it would read those of all screens anew.
            """
            if isinstance(screen, QuietScreen):
                screen.suit(self.size)
            for path in screen.css_path:
                if not self.stylesheet.has_source(str(path)):
                    self.stylesheet.read(path)
                    self.stylesheet.parse()
            return super().push_screen(screen, *arguments, **options)

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        """Look up the styles of ``node`` and of what is in it. Nothing moves by itself here."""
        super().update_styles(node, animate=False)

    # -- leaving ---------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Listen to the signals that end the program: Textual by itself would leave the terminal as it is."""
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for number in ENDING:
                loop.add_signal_handler(number, self.leave)

    def leave(self) -> None:
        """Keep what was typed as a draft, and end the program."""
        is_kept = self._keep_drafts()
        self.exit(message=_("What you typed is kept as a draft.") if is_kept else None)

    def terminal_closed(self) -> None:
        """The terminal is gone, and nobody reads any more."""
        self.leave()

    def _keep_drafts(self) -> bool:
        """Keep what stands in the forms that are open. Whether there was anything."""
        from tui_reader.ui.form_result import KeepsDraft

        is_kept = False
        for screen in self.screen_stack:
            if isinstance(screen, KeepsDraft):
                # After a mistake of the program a form may be in any state; the others are kept all the same.
                with suppress(Exception):
                    is_kept = screen.keep_draft() or is_kept
        return is_kept

    def _handle_exception(self, error: Exception) -> None:
        """A mistake of the program ends it: keep what was typed first."""
        self._is_kept_after_all = self._keep_drafts() or self._is_kept_after_all
        super()._handle_exception(error)

    def _print_error_renderables(self) -> None:
        """Say why the program ended, if there is still anybody to read it."""
        with suppress(OSError):
            super()._print_error_renderables()
            if self._is_kept_after_all:
                sys.stderr.write(_("What you typed is kept as a draft.") + "\n")

    def get_driver_class(self) -> type[Driver]:
        """What speaks with the terminal."""
        driver_class = super().get_driver_class()
        if driver_class.__name__ != "LinuxDriver":
            return driver_class
        from tui_reader.ui.terminal_driver import TerminalDriver

        return TerminalDriver

    async def action_quit(self) -> None:
        """End the program; what was typed is kept."""
        self.leave()

    def action_help_quit(self) -> None:
        """Say what quits: Ctrl+C copies where text is selected, and does nothing else."""
        self.notify(_("Ctrl+Q quits."))

    def sign_of(self, binding: str, usual: str) -> str:
        """How the key is shown that does what ``binding`` does, and ``usual`` where nobody changed that."""
        keys = self.own_keys.get(binding, usual).split(",")
        return key_sign(keys[0], self.profile.is_plain) or key_sign("ctrl+p", self.profile.is_plain)

    def offers(self, binding: Binding) -> bool:
        """Whether the key of ``binding`` is shown as one that does something now."""
        return True

    # -- talking ---------------------------------------------------------------------------------------------------

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say ``message`` in the key bar, until the next key: nothing that goes away by itself."""
        if not self.screen_stack:
            return  # what a thread found while the program ends
        for key_bar in self.screen.query(KeyBar):
            key_bar.show_notice(message, severity)
            return
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    async def on_event(self, event: events.Event) -> None:
        """Do what a key is bound to before the next key is looked at.

        Textual hands a key to the widget that has the focus and goes on. Of keys that come at once (typed ahead on a
        slow line) the second would go to the old widget, though the first moved the focus or opened a screen.
        """
        if isinstance(event, events.Resize):
            # Signals that come at once overtake each other: what the last one tells may be what was before.
            size = getattr(self._driver, "terminal_size", None)
            if size is not None and size != event.size:
                event = events.Resize(size, size)
            if self.screen_stack and not self.shown.is_unknown:
                # A terminal that shrinks loses what it showed, and may have its old size again before anybody asks.
                self.call_after_refresh(self.action_redraw)
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.answering.key_came()
            if not self.is_headless:
                self._tidying.key_came()
            if self.profile.is_plain:
                self.call_later(self._say_focus)
            for key_bar in self.screen.query(KeyBar):
                key_bar.key_pressed()
            if not await self._is_typed(event) and (
                await self._check_bindings(event.key, priority=True)
                or await self._check_bindings(event.key)
                or await self._is_of_other_keyboard(event.character or "")
            ):
                return
        await super().on_event(event)

    async def _is_of_other_keyboard(self, character: str) -> bool:
        """Do what ``character`` is bound to in Latin letters, if one can tell; say why nothing happens, if not."""
        if not character or character.isascii():
            return False
        from tui_reader.ui.other_keyboards import key_meant, why_nothing_happens

        key = key_meant(character)
        if key and await self._check_bindings(key):
            return True
        if words := why_nothing_happens(character):
            self.notify(words, severity="warning")
        return bool(words)

    def _say_focus(self) -> None:
        """Have it said what a key went to."""
        from tui_reader.ui.focus_line import FocusLine

        for line in self.screen.query(FocusLine):
            line.say_soon()

    async def _is_typed(self, event: events.Key) -> bool:
        """Whether the key is a letter for the widget with the focus. If not, the letters before it have arrived."""
        focused = self.focused
        if focused is None or not focused.check_consume_key("a", "a"):
            return False
        if focused.check_consume_key(event.key, event.character):
            return True
        arrived = asyncio.Event()
        focused.call_later(arrived.set)
        await asyncio.wait([asyncio.ensure_future(arrived.wait())], timeout=PATIENCE)
        return False

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor stands: at the next letter, as input methods and screen readers need it.

        Asked for whenever something is drawn: Textual keeps the place of the last key, and what is typed into may
        have been moved since.
        """
        with suppress(ScreenError):
            focused = self.focused
            # Of Input and TextArea; to name these here would load an editor before the first picture.
            place: Offset | None = getattr(focused, "cursor_screen_offset", None)
            if place is not None:
                return place
            if self.profile.is_plain:
                from tui_reader.ui.focus_line import spot_of

                return spot_of(focused)
        return self._last_cursor

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        self._last_cursor = position

    def _set_pointer_shape(self, shape: str) -> None:
        """Tell the terminal how its mouse pointer is to look, unless a screen reader would read that out."""
        if not self.profile.is_plain:
            super()._set_pointer_shape(shape)

    def write_to_terminal(self, sequence: str) -> None:
        """Send ``sequence``, which draws nothing, to the terminal."""
        if self._driver is not None:
            self.shown.forget()  # a picture may lie over the cells from now on
            self._driver.write(sequence)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send what the terminal does not show already."""
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            super()._display(screen, cast("Any", Changes(renderable, self.shown)))
            self.answering.picture_sent()
            if not self.is_headless:
                # As long as there is something to do here, the thread that writes waits for its turn.
                time.sleep(TURN)
        else:
            super()._display(screen, renderable)

    def action_redraw(self) -> None:
        """Draw the whole screen anew: something else may have written to the terminal."""
        self.shown.forget()
        self.screen.refresh()

    def action_help(self) -> None:
        """Say what the screen is for, and its keys."""
        from tui_reader.ui.help_screen import HelpScreen, help_on

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(help_on(self.screen, self.own_keys, self.profile.is_plain))

    def action_settings(self) -> None:
        """Show the settings, and change them."""
        from tui_reader.ui.settings_screen import SettingsScreen, open_settings

        if not isinstance(self.screen, SettingsScreen):
            open_settings(self)

    def action_command_palette(self) -> None:
        """Open the command palette."""
        from tui_reader.ui.palette import Palette, open_palette

        if not isinstance(self.screen, Palette):
            open_palette(self)

    # -- colours ---------------------------------------------------------------------------------------------------

    def _take_theme(self, file: SettingsFile) -> None:
        """Take the theme of the settings, or the one that suits the terminal."""
        try:
            own = own_theme(file)
        except ThemeError as error:
            own = None
            self.setting_mistakes.append(error)
        self._own_themes = {} if own is None else {own.name: own}
        wanted = file.settings.theme or (own.name if own else "")
        known = self.available_themes
        if file.settings.theme and wanted not in known:
            self.setting_mistakes.append(unknown_theme(file, known))
        name = wanted if wanted in known else suitable_theme(self.profile).name
        if self.is_running:
            self.theme = name
        elif name != self.theme:
            self.set_reactive(App.theme, name)
            self._refresh_truecolor_filter(self.ansi_theme)
            self.set_class(self.current_theme.dark, "-dark-mode", update=False)
            self.set_class(not self.current_theme.dark, "-light-mode", update=False)
            self.stylesheet.set_variables(self.get_css_variables())

    def action_change_theme(self) -> None:
        """Ask for a theme."""
        from tui_reader.ui.settings_screen import choose_theme

        choose_theme(self)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The program's own themes before those of Textual."""
        return {**self._own_themes, **THEMES, **super().available_themes}

    def get_theme(self, theme_name: str) -> Theme | None:
        """The theme of that name. Asked for with every line that is drawn, for which Textual would gather all."""
        return self._own_themes.get(theme_name) or THEMES.get(theme_name) or super().get_theme(theme_name)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to each line before it is sent."""
        profile = self.profile
        is_better = profile.colours > EIGHT and not (profile.has_few_signs or profile.is_plain)
        if is_better and not (self.no_color or self.native_ansi_color):
            return super().get_line_filters()
        from tui_reader.ui.line_filters import filters_for

        return filters_for(profile, super().get_line_filters(), self.no_color, self.native_ansi_color)

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme, and those that Textual's themes lack."""
        return css_variables(super().get_css_variables())

    def refresh_css(self, animate: bool = True) -> None:
        """Draw all in other colours, also what no rule of the stylesheets colours."""
        super().refresh_css(animate=animate)
        for screen in self.screen_stack:
            for widget in screen.walk_children():
                widget.refresh()

"""What is shown where there is no log to open: the few ways to come to one."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.adapters import recent, store
from tui_reader.adapters.language import _, language, say
from tui_reader.adapters.log_folder import LOG_ENDINGS, find_logs
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.core.template import NEW_LOGS
from tui_reader.core.visible import visible
from tui_reader.ui.choice_screen import ChoiceList, ChoiceScreen
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.line_screen import LineScreen
from tui_reader.ui.quiet_app import QuietApp
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.words import Words

if TYPE_CHECKING:
    from tui_reader.adapters.config import SettingsFile
    from tui_reader.ui.terminal_profile import TerminalProfile

RECENT = 5
"""Logs of before that are offered."""


class Way(NamedTuple):
    """A way to come to a log."""

    name: str
    detail: str
    go: Callable[[], None]


class WelcomeScreen(QuietScreen[None]):
    """Lists the ways."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "app.go", N_("go on"), id="welcome.go"),
        Binding("q,escape", "app.quit", N_("quit"), id="welcome.back"),
    ]

    def __init__(self, folder: Path, ways: Sequence[Way]) -> None:
        super().__init__()
        self._folder = folder
        self.ways = ways
        self.choices = ChoiceList([(way.name, way.detail) for way in ways])

    def compose(self) -> ComposeResult:
        """A greeting, the ways, the keys."""
        yield Words("readtui", id="title")
        greeting = _(
            "There is no log in {folder} yet. A log is one Markdown file in which a group keeps what it reads."
        )
        yield Words(visible(greeting.format(folder=self._folder)), id="greeting")
        yield self.choices
        yield KeyBar()

    def on_mount(self) -> None:
        self.choices.focus()

    def on_key(self, event: events.Key) -> None:
        """A digit goes its way at once."""
        if event.character and event.character in "123456789" and int(event.character) <= len(self.ways):
            event.stop()
            self.ways[int(event.character) - 1].go()


class WelcomeApp(QuietApp):
    """Asks which log there is to be. What was chosen is in ``logs`` afterwards."""

    CSS_PATH = ["readtui.tcss", "welcome.tcss"]  # noqa: RUF012 - as Textual declares it

    def __init__(self, folder: Path) -> None:
        """``folder`` has no log."""
        super().__init__()
        self._folder = folder
        self.logs: list[Path] = []

    def get_default_screen(self) -> WelcomeScreen:
        """The list of ways."""
        self._welcome = WelcomeScreen(self._folder, self._ways())
        return self._welcome

    def _ways(self) -> Sequence[Way]:
        latest = recent.logs()[:RECENT]
        return [
            *(Way(path.name, str(path.parent), partial(self._open, [path])) for path in latest),
            Way(_("Look at the sample"), _("a log of a made-up group, to try everything with"), self._open_sample),
            Way(_("Begin a log here"), _("with a template for entries"), self._ask_name),
            Way(_("Clone one by git"), _("the repository in which your group keeps it"), self._ask_address),
            Way(_("Look further"), _("for logs in another folder, and below it"), self._ask_folder),
        ]

    def action_go(self) -> None:
        """Go the way under the cursor."""
        position = self._welcome.choices.position
        if position is not None:
            self._welcome.ways[position].go()

    def _open(self, logs: Sequence[Path]) -> None:
        self.logs = list(logs)
        self.exit()

    def _fail(self, error: ReadTuiError) -> None:
        self.notify(say(error), severity="error")

    def _open_sample(self) -> None:
        from tui_reader.adapters.sample import sample_log

        try:
            self._open([sample_log()])
        except ReadTuiError as error:
            self._fail(error)

    def _ask_name(self) -> None:
        def named(name: str | None) -> None:
            if name is None:
                return
            path = self._folder / name
            if not name.lower().endswith(LOG_ENDINGS):
                path = self._folder / f"{name}.md"
            try:
                store.create(path, NEW_LOGS[language()])
            except ReadTuiError as error:
                self._fail(error)
            else:
                self._open([path])

        self.push_screen(LineScreen(_("What shall the file be called?"), "log.md"), named)

    def _ask_folder(self) -> None:
        def named(name: str | None) -> None:
            if name is not None:
                self._find(Path(os.path.expanduser(name)))

        self.push_screen(LineScreen(_("Look for logs in which folder?"), "~"), named)

    def _find(self, folder: Path) -> None:
        """Offer the logs in ``folder`` and below it; looked for in a thread, as there may be much to look through."""

        def look() -> None:
            try:
                found: Sequence[Path] | ReadTuiError = find_logs(folder)
            except ReadTuiError as error:
                found = error
            self.call_from_thread(self._offer, folder, found)

        self.notify(_("Looking in {folder} …").format(folder=folder))
        self.run_worker(look, thread=True, exclusive=True)

    def _offer(self, folder: Path, found: Sequence[Path] | ReadTuiError) -> None:
        if isinstance(found, ReadTuiError):
            self._fail(found)
        elif len(found) == 1:
            self._open(found)
        else:
            all_of_them = (_("All of them together"), str(folder))
            rows = [(path.name, os.path.relpath(path.parent, folder)) for path in found]

            def chosen(number: int | None) -> None:
                if number is not None:
                    self._open(found if number == len(found) else [found[number]])

            self.push_screen(ChoiceScreen(_("Open which log?"), [*rows, all_of_them]), chosen)

    def _ask_address(self) -> None:
        def named(address: str | None) -> None:
            if address is not None:
                self._clone(address)

        example = "git@github.com:group/reading.git"
        self.push_screen(LineScreen(_("Clone which repository?"), example=example), named)

    def _clone(self, address: str) -> None:
        from tui_reader.adapters.git import clone

        def work() -> None:
            try:
                found: Sequence[Path] | ReadTuiError = find_logs(clone(address, self._folder))
            except ReadTuiError as error:
                found = error
            self.call_from_thread(self._offer, self._folder, found)

        self.notify(_("Cloning {address} …").format(address=address))
        self.run_worker(work, thread=True, exclusive=True)


def ask(folder: Path, file: SettingsFile, profile: TerminalProfile) -> list[Path]:
    """Ask which logs there are to be opened instead of those that are not in ``folder``; none: nothing was chosen."""
    app = WelcomeApp(folder)
    app.take_settings(file, profile)
    app.run(mouse=profile.clicks)
    return app.logs

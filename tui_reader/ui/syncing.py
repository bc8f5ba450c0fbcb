"""Bringing a log and its remote repository together from within the app, in a thread, with each step said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.worker import get_current_worker

from tui_reader.adapters.language import _, ngettext, say
from tui_reader.adapters.library import OpenLog, open_log
from tui_reader.adapters.working_tree import folder_of, top_of
from tui_reader.core.message import Message, ReadTuiError
from tui_reader.ui.background import GivenUpError, turns
from tui_reader.ui.short_words import short_words

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui_reader.adapters.sync import Synced
    from tui_reader.core.log_changes import LogChanges
    from tui_reader.ui.log_app import LogApp


class Syncing:
    """Synchronises the logs of ``app``, one at a time, and shows what came of it."""

    def __init__(self, app: LogApp) -> None:
        self._app = app
        self._worker: Worker[Any] | None = None
        self._log: Path | None = None
        """The log that is being synchronised."""

    @property
    def is_under_way(self) -> bool:
        """Whether there is something to be called off."""
        return self._log is not None

    def start(self, log: OpenLog) -> None:
        """Synchronise ``log``, unless one is being synchronised already."""
        if self._log is not None:
            key = self._app.sign_of("back", "escape")
            words = _("{file} is being synchronised; {key} calls it off")
            self._app.notify(words.format(file=self._log.name, key=key), severity="warning")
            return
        self._log = log.path
        self._app.notify(_("Synchronising {file} …").format(file=log.path.name))
        self._worker = self._app.run_worker(lambda: self._work(log.path), thread=True, group="sync")
        self._app.log_screen.refresh_bindings()

    def call_off(self) -> None:
        """Let it be, as soon as nothing is half done."""
        if self._worker is not None:
            self._worker.cancel()

    # -- in the thread -------------------------------------------------------------------------------------------------

    def _work(self, path: Path) -> None:
        from tui_reader.adapters.git import CalledOffError
        from tui_reader.adapters.sync import sync
        from tui_reader.adapters.sync_words import commit_message

        worker, app = get_current_worker(), self._app

        def describe(changes: LogChanges) -> str:
            return commit_message(changes, path.name)

        def progress(step: Message) -> None:
            app.call_later(self._say, path, step)

        try:
            done = sync(path, describe, progress, is_called_off=lambda: worker.is_cancelled)
            before = app.library.log_at(path)
            app.call_later(self._done, done, before, open_log(path, turns()))
        except (CalledOffError, GivenUpError):
            app.call_later(
                self._ended, path, _("{file}: called off; S goes on where it stopped").format(file=path.name)
            )
        except ReadTuiError as error:
            app.call_later(self._ended, path, short_words(error), is_error=True)

    # -- on the screen -------------------------------------------------------------------------------------------------

    def _say(self, path: Path, step: Message) -> None:
        if self.is_under_way:
            words = _("{file}: {step} …  {key} calls it off")
            self._app.notify(words.format(file=path.name, step=say(step), key=self._app.sign_of("back", "escape")))

    def _ended(self, path: Path, words: str, is_error: bool = False) -> None:
        """It did not get to its end. What it committed before is committed."""
        self._log = self._worker = None
        self._app.log_screen.refresh_bindings()
        self._app.clones.look()
        self._app.notify(words, severity="error" if is_error else "information")

    def _done(self, done: Synced, before: OpenLog | None, log: OpenLog) -> None:
        """Show ``log``, as it was read after the synchronisation, in the place of ``before``."""
        path = log.path
        self._log = self._worker = None
        app = self._app
        app.log_screen.refresh_bindings()
        words = _words(path, done)
        shown = app.library.log_at(path)
        line = _first_conflict(log) if done.conflicts else None
        if shown is not before:
            app.read_again(path, words)  # something was saved since
        elif shown is None or shown.snapshot.text != log.snapshot.text:
            app.replace_log(log, line)
        elif line is not None:
            app.replace_log(shown, line)
        if line is not None and app.selection != app.log_screen.entry_list.cursor:
            app.set_query("")
            words += _("; the filter hid it and was cleared")
        top = top_of(folder_of(path))
        for other in app.library.logs:
            if other.path != path and other.path not in app.unread and top_of(folder_of(other.path)) == top:
                app.read_again(other.path)  # what is merged of one log may be moved from another
        app.clones.look()
        app.notify(words, severity="warning" if done.conflicts else "information")


def _first_conflict(log: OpenLog) -> int | None:
    from tui_reader.core.conflicts import marked_conflicts

    conflicts = marked_conflicts(log.snapshot.text)
    return conflicts[0].line if conflicts else None


def _words(path: Path, done: Synced) -> str:
    """What came of it, on a line."""
    from tui_reader.adapters.sync_words import counted

    if done.conflicts:
        return ngettext(
            "{file}: {count} entry was changed differently by others; c settles it, then S sends it",
            "{file}: {count} entries were changed differently by others; c settles them, then S sends them",
            done.conflicts,
        ).format(file=path.name, count=done.conflicts)
    parts = [
        f"{label}: {counted(changes)}"
        for label, changes in ((_("sent"), done.sent), (_("received"), done.received))
        if any(changes)
    ]
    return f"{path.name}: {' · '.join(parts)}" if parts else _("{file}: nothing new").format(file=path.name)

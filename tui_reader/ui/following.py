"""The open logs follow their files: what others change is shown, and said, without taking anything from anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.adapters.language import _, ngettext, say
from tui_reader.adapters.log_errors import LogNotFoundError
from tui_reader.adapters.snapshot import Snapshot
from tui_reader.core.document import Document
from tui_reader.core.message import ReadTuiError
from tui_reader.ui.form_result import FollowsLog
from tui_reader.ui.watch import LogWatch

if TYPE_CHECKING:
    from tui_reader.adapters.library import OpenLog
    from tui_reader.ui.log_app import LogApp


class Following:
    """Has the logs of ``app`` read again when others changed them, and tells the forms that are open."""

    def __init__(self, app: LogApp) -> None:
        self._app = app
        self._watch = LogWatch(
            self._snapshots,
            lambda path: app.call_later(self._changed, path),
            lambda path, error: app.call_later(self._failed, path, error),
        )
        self._reading: set[Path] = set()
        self.lost: set[Path] = set()
        """Logs that are shown as they were last read, because their files are gone or cannot be read."""

    def start(self) -> None:
        """Follow from now on."""
        self._watch.start()

    def stop(self) -> None:
        """Follow no more."""
        self._watch.stop()

    def _snapshots(self) -> Mapping[Path, Snapshot | None]:
        """What is shown of each log, those left out of which the beginning alone is."""
        shown = {log.path: log.snapshot for log in self._app.library.logs}
        return {path: shown.get(path) for path in self._app.paths if path not in self._app.unread}

    def _changed(self, path: Path) -> None:
        if path not in self._reading and path not in self._app.unread:
            self._reading.add(path)
            self._app.read_again(path, is_followed=True)

    @staticmethod
    def words_for(before: OpenLog | None, log: OpenLog) -> str:
        """What to say of ``log``, which others made of ``before``. May take its time."""
        return words_for_others(before, log)

    def loaded(self, before: OpenLog | None, log: OpenLog, words: str) -> None:
        """``log`` was read because it was found changed. Show it, and say it in ``words``.

        ``before`` is what was shown when that was begun.
        """
        self._reading.discard(log.path)
        app = self._app
        was_lost = log.path in self.lost
        self.lost.discard(log.path)
        if app.library.log_at(log.path) is not before or any(
            isinstance(screen, FollowsLog) and screen.is_saving for screen in app.screen_stack
        ):
            return  # something was saved meanwhile: the next look tells what there is to read
        if before is not None and before.snapshot.text == log.snapshot.text:
            app.show_state()
            if was_lost:
                app.notify(_("{file} is here again, as it was.").format(file=log.path.name))
            return
        app.replace_log(log, keeps_place=True)
        for screen in app.screen_stack:
            if isinstance(screen, FollowsLog):
                words = screen.take_up(log) or words
        app.notify(words)

    def reading_failed(self, path: Path) -> None:
        """The log at ``path`` was found changed, but could not be read then; the next look tells why."""
        self._reading.discard(path)

    def _failed(self, path: Path, error: ReadTuiError) -> None:
        if self._app.library.log_at(path) is None:
            return  # it was told when the log was opened
        self.lost.add(path)
        self._app.show_state()
        if isinstance(error, LogNotFoundError):
            words = _("{file} was deleted or renamed. What is shown is how it was last read.")
            self._app.notify(words.format(file=path.name), severity="error")
        else:
            shown = _("What is shown is how it was last read.")
            self._app.notify(f"{say(error)} · {shown}", severity="error")


def words_for_others(before: OpenLog | None, log: OpenLog) -> str:
    """What to say of a log that others changed: how many entries came, went, and are different."""
    if before is None:
        return _("{file} is here now.").format(file=log.path.name)
    old, new = _contents(before.document), _contents(log.document)
    gone, came = (old - new).total(), (new - old).total()
    changed = min(gone, came)
    parts = []
    if came > changed:
        parts.append(ngettext("{n} new entry", "{n} new entries", came - changed).format(n=came - changed))
    if changed:
        parts.append(ngettext("{n} entry changed", "{n} entries changed", changed).format(n=changed))
    if gone > changed:
        parts.append(ngettext("{n} entry gone", "{n} entries gone", gone - changed).format(n=gone - changed))
    if not parts:
        return _("{file} was changed outside; no entry is different.").format(file=log.path.name)
    return _("{file} was changed outside: {what}").format(file=log.path.name, what=_(", ").join(parts))


def _contents(document: Document) -> Counter[str]:
    return Counter(entry.markdown.rstrip("\r\n> ") for entry in document.entries)

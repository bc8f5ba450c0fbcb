"""Conflicts that are marked in the logs that are open: offering to settle them, and writing what was chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.adapters.language import _, ngettext, say
from tui_reader.adapters.library import OpenLog, save_change
from tui_reader.core.edit import Change
from tui_reader.core.message import N_, ReadTuiError, message
from tui_reader.ui.changing import refuse_change, take_change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui_reader.adapters.library import Library
    from tui_reader.core.conflicts import MarkedConflict, Settled, Side
    from tui_reader.core.text_edit import TextEdit
    from tui_reader.ui.log_app import LogApp

MARK = "<<<<<<<"


class Settling:
    """Knows which of the logs of ``app`` hold conflicts, and says it once of each."""

    def __init__(self, app: LogApp) -> None:
        self._app = app
        self._counts: dict[Path, int] = {}
        self._seen: dict[Path, OpenLog] = {}

    def start(self) -> None:
        """Look now, and whenever a log changes."""
        self.look(self._app.library)
        self._app.library_changed.subscribe(self._app.log_screen, self.look, immediate=True)

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to settle."""
        return any(self._counts.values())

    def look(self, library: Library) -> None:
        """Count the conflicts in the logs of ``library`` that are others than before."""
        was_needed = self.is_needed
        for log in library.logs:
            if self._seen.get(log.path) is log:
                continue
            self._seen[log.path] = log
            before = self._counts.get(log.path, 0)
            count = self._counts[log.path] = len(conflicts_in(log))
            if count and not before:
                words = ngettext(
                    "{file} holds {count} conflict; c settles it",
                    "{file} holds {count} conflicts; c settles them",
                    count,
                )
                self._app.notify(words.format(file=log.path.name, count=count), severity="warning")
        if was_needed != self.is_needed:
            self._app.log_screen.refresh_bindings()

    def open(self) -> None:
        """Show the conflicts of the log of the entry under the cursor; where it has none, of the first that has."""
        from tui_reader.ui.settling_screen import SettlingScreen

        logs = list(self._app.library.logs)
        if self._app.selected is not None:
            logs.insert(0, self._app.selected[0])
        log = next((log for log in logs if self._counts.get(log.path)), None)
        if log is None:
            self._app.notify(_("There is no conflict here."))
        elif self._app.is_whole(log):
            self._app.push_screen(SettlingScreen(self._app, log.path))


def conflicts_in(log: OpenLog) -> Sequence[MarkedConflict]:
    """The conflicts that are marked in ``log``."""
    if MARK not in log.snapshot.text:
        return ()
    from tui_reader.core.conflicts import marked_conflicts

    return marked_conflicts(log.snapshot.text)


def settle(app: LogApp, log: OpenLog, conflict: MarkedConflict, sides: Sequence[Side]) -> bool:
    """Settle ``conflict`` of ``log`` by a side for each of its pairs, and write that. Whether it was done."""
    from tui_reader.core.conflicts import UnsettledError, take, take_pairs

    try:
        if len(set(sides)) == 1:
            settled = take(log.document, conflict, sides[0])
        else:
            settled = take_pairs(log.document, conflict, sides)
    except UnsettledError as error:
        app.notify(say(error), severity="warning")
        return False
    return _save(app, log, settled, 1, conflict.line)


def settle_all(app: LogApp, log: OpenLog) -> None:
    """Take all entries of both sides of every conflict of ``log``, as far as that can be proved, and write that."""
    from tui_reader.core.conflicts import Settled, UnsettledError, marked_conflicts, take
    from tui_reader.core.text_edit import composed

    document = log.document
    edits: tuple[TextEdit, ...] = ()
    left: list[UnsettledError] = []
    count = 0
    while len(conflicts := marked_conflicts(document.text)) > len(left):
        try:
            settled = take(document, conflicts[len(left)], "both")
        except UnsettledError as error:
            left.append(error)
            continue
        document = settled.document
        edits = composed(edits, settled.edits)
        count += 1
    if count and not _save(app, log, Settled(edits, document.text, document), count, conflicts_in(log)[0].line):
        return
    if left:
        app.notify(say(left[0]), severity="warning")


def _save(app: LogApp, log: OpenLog, settled: Settled, count: int, line: int) -> bool:
    """Write ``settled``, in which ``count`` conflicts of ``log`` are settled, the first of them at ``line``."""
    try:
        saved = save_change(log, Change(settled.edits, settled.text, settled.document, 0, ""))
    except ReadTuiError as error:
        changed = _("{file} changed on disk meanwhile and was read again; nothing was settled in it.")
        refuse_change(app, log.path, error, changed)
        return False
    what = message(N_("the settling of conflicts in {file} ({count})"), file=log.path.name, count=count)
    take_change(app, what, log, saved, settled.edits, line)
    words = ngettext("Settled {count} conflict; u takes it back", "Settled {count} conflicts; u takes it back", count)
    app.notify(words.format(count=count))
    return True

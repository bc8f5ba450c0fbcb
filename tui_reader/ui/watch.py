"""What no key tells of, looked at again and again: whether the open logs were changed by others.

A thread of its own looks, because a network file system may take its time to answer. As long as everything is as it
was, nobody hears of it: nothing is drawn, and nothing is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, Thread

from tui_reader.adapters import store
from tui_reader.adapters.log_errors import LogNotFoundError
from tui_reader.adapters.snapshot import Snapshot
from tui_reader.core.message import ReadTuiError

EVERY = 0.8
"""Seconds between two looks: a change is noticed at the first, a file that is gone is believed to be at the second."""

SETTLING = 0.05
"""Seconds in which a file is to stay as it is, before it is read: some editors empty it first."""

MOST_LOOKS = 10
"""Looks at a file that does not settle."""


class LogWatch:
    """Tells of logs that were changed, deleted, or brought back."""

    def __init__(
        self,
        snapshots: Callable[[], Mapping[Path, Snapshot | None]],
        changed: Callable[[Path], object],
        failed: Callable[[Path, ReadTuiError], object],
    ) -> None:
        """``snapshots`` gives what is shown of each log; None where there is nothing that can be read.

        ``changed`` and ``failed`` are called in the thread: a log holds something else, or cannot be read any more.
        Of a log that stays unreadable for the same reason, that is told once.
        """
        self._snapshots = snapshots
        self._changed = changed
        self._failed = failed
        self._missing: set[Path] = set()
        """Files that were not there at the last look. An editor that saves may take the old one away first."""
        self._failures: dict[Path, str] = {}
        """Why logs cannot be read, as it was told."""
        self._ended = Event()

    def start(self) -> None:
        """Look from now on."""
        Thread(target=self._run, name="readtui-watch", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()

    def _run(self) -> None:
        while not self._ended.wait(EVERY):
            self.look()

    def look(self) -> None:
        """Look at each log once."""
        for path, snapshot in self._snapshots().items():
            if self._ended.is_set():
                return
            if snapshot is None or path in self._failures or store.changed(snapshot):
                self._look_closer(path, snapshot)
            else:
                self._missing.discard(path)

    def _look_closer(self, path: Path, snapshot: Snapshot | None) -> None:
        try:
            found = self._settled(path)
        except LogNotFoundError as error:
            if path in self._missing:
                self._tell_failure(path, error)
            self._missing.add(path)
        except ReadTuiError as error:
            self._tell_failure(path, error)
        else:
            self._missing.discard(path)
            is_back = self._failures.pop(path, None) is not None
            if is_back or snapshot is None or found.text != snapshot.text:
                self._changed(path)

    def _settled(self, path: Path) -> Snapshot:
        """The log at ``path``, as soon as nobody is in the midst of writing it."""
        found = store.load(path)
        for _look in range(MOST_LOOKS):
            if self._ended.wait(SETTLING) or not store.changed(found):
                break
            found = store.load(path)
        return found

    def _tell_failure(self, path: Path, error: ReadTuiError) -> None:
        reason = repr(error.message)
        if self._failures.get(path) != reason:
            self._failures[path] = reason
            self._failed(path, error)

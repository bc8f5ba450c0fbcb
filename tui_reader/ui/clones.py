"""What git says of the logs that are open, found out beside the screen: branch, what is not committed, who logged."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.worker import get_current_worker

from tui_reader.adapters.language import _
from tui_reader.ui.background import GivenUpError, turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui_reader.adapters.blame import Person
    from tui_reader.adapters.clone import CloneState, Committed
    from tui_reader.adapters.library import Library, OpenLog
    from tui_reader.core.group import Group
    from tui_reader.ui.log_app import LogApp


class Authors(NamedTuple):
    """Who wrote the lines of a log."""

    commit: str
    by_line: Mapping[str, Person]
    group: Group
    readers: Mapping[tuple[str, str], str]
    """Which reader a person is whose name in git tells nothing, by ``blame.identity``."""
    keepers: frozenset[tuple[str, str]]
    """Who brought the entries of most readers into git and is none of them."""


class Clones:
    """Shows in ``app`` what git says. Nobody waits for it, and without git nothing is said."""

    def __init__(self, app: LogApp) -> None:
        self._app = app
        self._states: dict[Path, CloneState | None] = {}
        self._uncommitted: dict[Path, frozenset[str]] = {}
        """The entries that are not committed, as they are written."""
        self._committed: dict[Path, Committed | None] = {}
        self._authors: dict[Path, Authors] = {}

    def start(self) -> None:
        """Ask now, and whenever a log changes."""
        self._app.log_screen.entry_list.mark_uncommitted(self._is_uncommitted)
        self._app.library_changed.subscribe(self._app.log_screen, self.look)
        self.look()

    def look(self, _library: Library | None = None) -> None:
        """Ask git again about all logs, in a thread."""
        logs = [log for log in self._app.library.logs if log.path not in self._app.unread]
        if logs:
            self._app.run_worker(lambda: self._work(logs), thread=True, group="clones", exclusive=True)

    # -- in the thread -------------------------------------------------------------------------------------------------

    def _work(self, logs: Sequence[OpenLog]) -> None:
        from tui_reader.adapters.working_tree import folder_of, top_of

        if not any(top_of(folder_of(log.path)) for log in logs):
            return
        from tui_reader.adapters import blame, clone
        from tui_reader.adapters.git import GitError
        from tui_reader.adapters.standards import group_of

        worker, pause = get_current_worker(), turns()
        found = [clone.cloned(log, lambda: worker.is_cancelled) for log in logs]
        commits: list[tuple[clone.ClonedLog, str]] = []
        try:
            for where in filter(None, found):
                path = where.log.path
                state, self._committed[path] = clone.state_of(where, self._committed.get(path), pause)
                self._app.call_later(self._take_state, where.log, state)
                if state is not None:
                    commits.append((where, state.commit))
            for where, commit in commits:
                path, known = where.log.path, self._authors.get(where.log.path)
                if len(where.log.snapshot.text) > blame.LARGEST:
                    continue
                is_known = known is not None and known.commit == commit
                lines = known.by_line if known and is_known else blame.authors(where.git, commit, where.name)
                group = group_of(where.log)
                for entry in where.log.document.entries:
                    _header = entry.header
                    pause()
                logged = blame.logged(lines, where.log.document.entries, group)
                readers, keepers = blame.learned_readers(logged), blame.keepers(logged)
                self._app.call_later(self._take_authors, path, Authors(commit, lines, group, readers, keepers))
        except (GitError, GivenUpError):
            return  # there is no git, or nobody is interested any more

    # -- on the screen -------------------------------------------------------------------------------------------------

    def _take_state(self, log: OpenLog, state: CloneState | None) -> None:
        if self._app.library.log_at(log.path) is not log:
            return  # it is asked about as it is now
        self._states[log.path] = state
        before = self._uncommitted.get(log.path, frozenset())
        entries = log.document.entries
        now = frozenset(entries[number].markdown for number in state.uncommitted) if state is not None else frozenset()
        self._uncommitted[log.path] = now
        other = before ^ now
        if other:
            library = self._app.library
            self._app.log_screen.entry_list.redraw(lambda index: library.entries[index].markdown in other)
        self.show()

    def _take_authors(self, path: Path, authors: Authors) -> None:
        self._authors[path] = authors
        self._app.show_entry()

    def show(self) -> None:
        """Say in the status line how the log of the entry under the cursor stands."""
        app = self._app
        log = app.selected[0] if app.selected else next(iter(app.library.logs), None)
        state = self._states.get(log.path) if log is not None else None
        app.log_screen.status_line.clone = "" if state is None else clone_words(state)

    def _is_uncommitted(self, index: int) -> bool:
        library = self._app.library
        texts = self._uncommitted.get(library.log_of(index).path)
        return bool(texts) and library.entries[index].markdown in (texts or ())

    def logged_by(self, index: int) -> str:
        """In words who logged the entry at ``index``, if that is somebody else than its reader, or it names none."""
        library = self._app.library
        authors = self._authors.get(library.log_of(index).path)
        if authors is None:
            return ""
        entry = library.entries[index]
        from tui_reader.adapters.blame import first_line, identity, is_reader, shown_name
        from tui_reader.core.group import folded_name

        person = authors.by_line.get(first_line(entry))
        if person is None:
            return ""
        learned = authors.readers.get(identity(person))
        name = learned or shown_name(person, authors.group)
        if not entry.reader:
            return _("logged by {name}").format(name=name)
        if learned is None and identity(person) in authors.keepers:
            return ""
        is_own = learned is not None and folded_name(learned) in folded_name(entry.reader)
        if is_own or is_reader(person, entry.reader, authors.group):
            return ""
        return _("logged by {name} for {reader}").format(name=name, reader=entry.reader)

    def reader_called(self, path: Path, name: str) -> str:
        """Who of the readers of the log at ``path`` goes by ``name`` in git, as far as is known; else ``name``."""
        from tui_reader.core.group import folded_name

        authors = self._authors.get(path)
        return name if authors is None else authors.readers.get((folded_name(name), ""), name)


def clone_words(state: CloneState) -> str:
    """Branch, commits ahead and behind, entries that are not committed: ``main ↑1 ↓2 +3``."""
    numbers = (("↑", state.ahead), ("↓", state.behind), ("+", len(state.uncommitted)))
    return " ".join([state.branch, *(f"{sign}{number}" for sign, number in numbers if number)])

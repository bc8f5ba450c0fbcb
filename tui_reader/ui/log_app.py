"""The app without its keys: owns the logs that are open, the query and the selection."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.signal import Signal

from tui_reader.adapters import recent
from tui_reader.adapters.language import _, say
from tui_reader.adapters.library import Library, OpenLog, open_beginning, open_log
from tui_reader.core.document import Entry
from tui_reader.core.message import ReadTuiError
from tui_reader.ui.arranging import Arranged, Arranging
from tui_reader.ui.background import GivenUpError, keep_for_good, turns
from tui_reader.ui.entry_list import EntryList
from tui_reader.ui.entry_view import Problem
from tui_reader.ui.log_messages import LogFailed, LogLoaded, LookedOver, MistakeFound, Prepared, Surveyed
from tui_reader.ui.log_screen import LogScreen
from tui_reader.ui.quiet_app import QuietApp
from tui_reader.ui.short_words import short_words

if TYPE_CHECKING:
    from textual.binding import Binding

    from tui_reader.adapters.history import History
    from tui_reader.core.finder import Found
    from tui_reader.core.query import Query
    from tui_reader.ui.clones import Clones
    from tui_reader.ui.following import Following
    from tui_reader.ui.searching import Searching
    from tui_reader.ui.section_list import SectionList
    from tui_reader.ui.settling import Settling
    from tui_reader.ui.surveying import Surveying
    from tui_reader.ui.syncing import Syncing

QUICK = 250_000
"""Bytes. A log up to this size is read before the first picture; a larger one beside it, but for its beginning."""


def _is_large(path: Path) -> bool:
    try:
        return os.path.getsize(path) > QUICK
    except OSError:
        return False  # reading it says what is the matter


class LogApp(QuietApp):
    """Widgets tell it what happened; it tells them what to show."""

    CSS_PATH = "readtui.tcss"

    def __init__(self, paths: Sequence[Path], today: Callable[[], date] = date.today) -> None:
        """``paths`` are the files to open, in their order. ``today`` gives the day that dates count from."""
        super().__init__()
        self.today = today
        self.paths = list(paths)
        self.library = Library()
        self.library_changed: Signal[Library] = Signal(self, "library_changed")
        """Tells the library that is shown from now on."""
        self.query_text = ""
        self.selection: int | None = None
        """Index of the entry that was last gone to. A filter may hide it for a while."""
        self.unread: set[Path] = set()
        """Logs whose beginning alone was read. Nothing can be changed in them until all of it was."""
        self.failures: list[ReadTuiError] = []
        """Why logs could not be read, while there is no screen to say it on."""
        self._found: Found | None = None
        """What the filter means; None where there is none, or nothing is known yet."""
        for path in self.paths:
            is_large = _is_large(path)
            try:
                self.library = self.library.with_log(open_beginning(path) if is_large else open_log(path))
            except ReadTuiError as error:
                self.failures.append(error)
            else:
                if is_large:
                    self.unread.add(path)

    # -- starting --------------------------------------------------------------------------------------------------

    def get_default_screen(self) -> LogScreen:
        """The main screen, laid out for the terminal as it is."""
        self.log_screen = LogScreen(self.today().year, self.size)
        self.log_screen.entry_list.follow = self._follow
        return self.log_screen

    def on_mount(self) -> None:
        """Show what was read."""
        self.show_hits()
        self.call_after_refresh(self._look_closer)

    def on_unmount(self) -> None:
        """Nobody is there any more to be told of changes."""
        self.following.stop()

    def _look_closer(self) -> None:
        """What the first picture does not wait for: the entry that is read, signs of problems, sections, other logs.

        And the garbage: ``start`` put its collection off. What is there then, modules above all, stays to the end.
        """
        self.show_entry()
        self._mark_problems()
        for path in self.unread:
            self.read_again(path)
            self.log_screen.status_line.state = ""
        self._all_was_read()
        self.settling.start()
        self.clones.start()
        for error in self.failures:
            self.notify(say(error), severity="error")
        for mistake in self.setting_mistakes:
            self.notify(say(mistake), severity="warning")
        self.following.start()
        self._clear_up()
        self.run_worker(partial(recent.note, self.paths), thread=True, group="recent")

    def _clear_up(self) -> None:
        """Remove what killed writes left of the logs, and offer to put right what they damaged."""
        from tui_reader.ui.damage import offer_repair

        self.run_worker(offer_repair(self), group="repair")

    # -- logs ------------------------------------------------------------------------------------------------------

    @cached_property
    def following(self) -> Following:
        """What notices that others changed a log."""
        from tui_reader.ui.following import Following

        return Following(self)

    def read_again(self, path: Path, notice: str = "", is_followed: bool = False) -> None:
        """Read the log at ``path`` in a thread and show it, with ``notice`` to be said then.

        ``is_followed`` where others changed it: then there is to be said what they did.
        """
        before = self.library.log_at(path)

        def read() -> None:
            try:
                log = open_log(path, turns())
                words = self.following.words_for(before, log) if is_followed else notice
                self.post_message(LogLoaded(log, words, before, is_followed))
            except ReadTuiError as error:
                self.post_message(LogFailed(path, error, is_followed))
            except GivenUpError:
                gc.enable()

        gc.disable()
        self.run_worker(read, thread=True)

    def on_log_loaded(self, event: LogLoaded) -> None:
        """Show the log that was read; but if something was saved to it meanwhile, read it again."""
        if event.is_followed:
            keep_for_good()
            self.following.loaded(event.before, event.log, event.notice)
            return
        if self.library.log_at(event.log.path) is not event.before:
            self.read_again(event.log.path, event.notice)
            return
        self.unread.discard(event.log.path)
        self.following.lost.discard(event.log.path)
        self.replace_log(event.log)
        if event.notice:
            self.notify(event.notice)

    def on_log_failed(self, event: LogFailed) -> None:
        """Say why it could not be read."""
        if event.is_followed:
            keep_for_good()
            self.following.reading_failed(event.path)
            return
        if event.path in self.unread:
            # Its beginning is all that there is of it, and would be taken for the whole.
            self.unread.discard(event.path)
            self.library = Library([log for log in self.library.logs if log.path != event.path])
            self.selection = None
        self.show_hits()
        self.show_entry()
        self._all_was_read()
        self.notify(say(event.error), severity="error")

    def replace_log(self, log: OpenLog, line: int | None = None, keeps_place: bool = False) -> None:
        """Show ``log`` as it is now, with the entry at ``line`` selected, or with the one that was.

        ``keeps_place``: the cursor stays where it is on the screen, as far as there are rows.
        """
        before = self.library
        cursor_y = self.log_screen.entry_list.cursor_y
        index = self.log_screen.entry_list.cursor if self.selection is None else self.selection
        logs = before.with_log(log).logs
        self.library = Library(sorted(logs, key=lambda other: self.paths.index(other.path)))
        self.library.take_standards_of(before)
        if line is not None:
            self.selection = self.library.index_at(log.path, line)
        elif index is not None:
            other = before.log_of(index)
            if other.path == log.path:
                self.selection = self._found_again(before, index, log)
            else:
                self.selection = self.library.index_of(other.path, before.entries[index])
        self.show_hits()
        if keeps_place:
            self.log_screen.entry_list.keep_cursor_at(cursor_y)
        self._mark_problems()
        self.show_entry()
        self._all_was_read()
        self.library_changed.publish(self.library)

    def _found_again(self, before: Library, index: int, log: OpenLog) -> int | None:
        """The index of what has become, in ``log``, of the entry that had ``index`` ``before``."""
        entry = before.entries[index]
        same = self.library.index_of(log.path, entry)
        if same is None or self.library.entries[same].markdown == entry.markdown:
            return same
        from tui_reader.ui.found_again import find_again

        changed = find_again(entry, entry.line, log.document, before.log_of(index).document)
        return same if changed is None else self.library.index_at(log.path, changed.line)

    def is_whole(self, log: OpenLog) -> bool:
        """Whether all of ``log`` was read; says so where it was not: then nothing can be changed in it yet."""
        if log.path in self.unread:
            reading = _("{file} is still being read; it can be changed when all of it is here.")
            self.notify(reading.format(file=log.path.name), severity="warning")
        return log.path not in self.unread

    def may_change(self, log: OpenLog) -> bool:
        """Whether ``log`` can be changed: all of it was read, and it may be written. Says so where not."""
        from tui_reader.ui.read_only import writable

        return self.is_whole(log) and bool(writable(self, [log]))

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be saved in any of the logs, as far as anybody has looked."""
        return "surveying" in self.__dict__ and self.surveying.is_read_only

    def offers(self, binding: Binding) -> bool:
        """Whether a key is shown as one that does something: what changes a log is none where nothing can be saved."""
        if not self.is_read_only:
            return True
        from tui_reader.ui.read_only import CHANGING

        return binding.id not in CHANGING or (binding.id == "entry.new" and self.surveying.has_draft)

    def _all_was_read(self) -> None:
        """Once all of every log is here, count what is in them: of the beginnings, any number would be wrong."""
        if not self.unread:
            keep_for_good()
            self.surveying.start()

    def on_prepared(self, event: Prepared) -> None:
        """Show what was waited for."""
        if event.is_all:
            self.searching.heard()
        if event.library is self.library:
            self.show_hits()
            self.show_entry()

    def on_surveyed(self, event: Surveyed) -> None:
        """Show sections, readers and years, and whether there is a draft."""
        self.surveying.take(event)

    def on_mistake_found(self, event: MistakeFound) -> None:
        """Say it: the log is shown all the same, as if there were no such settings."""
        self.surveying.complain(event.error)

    def show_state(self) -> None:
        """Say in the status line how what is shown is kept."""
        kept = _("draft kept") if self.surveying.has_draft else _("saved")
        kept = _("read-only") if self.is_read_only else kept
        self.log_screen.status_line.state = _("no file") if self.following.lost else kept

    def on_looked_over(self, event: LookedOver) -> None:
        """Mark what was found out, unless the log changed meanwhile."""
        if event.library is self.library:
            self.library.take_in(event.overview)
            query = self.filter_query
            if query is not None and query.needs_findings:
                self.show_hits()
            self.show_entry()
            self._mark_problems()
            self.arranging.looked_over()

    # -- filter and selection --------------------------------------------------------------------------------------

    @property
    def filter_query(self) -> Query | None:
        """What the filter asks for; None where there is none."""
        if not self.query_text.strip():
            return None
        from tui_reader.core.query import parse_query

        return parse_query(self.query_text, self.today())

    def set_query(self, query_text: str) -> None:
        """Filter by ``query_text``."""
        self.query_text = query_text
        self.show_hits()
        self.show_entry()

    def show_hits(self) -> None:
        """List the entries that the filter leaves, and say how many they are."""
        library, query = self.library, self.filter_query
        found = self._found = None if query is None else self.searching.find(query)
        hits: Sequence[int] = range(len(library)) if query is None else found.hits if found else ()
        is_whole = query is None or not self.searching.is_under_way
        self.log_screen.entry_list.show(
            library.entries,
            hits,
            order=self.arranging.order_of(library),
            is_ranked=found is not None and found.is_ranked,
            file_of=self.arranging.file_of,
            week_ends=library.week_ends,
            cursor=self.selection,
            words=found.words if found else (),
            empty_text=self._empty_text() if is_whole else [_("Searching …")],
        )
        self.log_screen.status_line.is_searched = is_whole
        self.log_screen.show_filter(
            self.query_text, query, len(hits), len(library), is_whole=not self.unread, found=found
        )

    def _mark_problems(self) -> None:
        """Mark the entries with which something is wrong; those that are visible at once, so that no mark flickers."""
        self.log_screen.entry_list.mark_problems(
            self._has_problem, lambda index: self.library.has_asked(index, self.today())
        )

    def _has_problem(self, index: int) -> bool:
        return any(problem.severity != "info" for problem in self.library.problems(index, self.today()))

    def _empty_text(self) -> list[str]:
        if self.query_text.strip() and self.library:
            return [
                _("Nothing matches {query}").format(query=self.query_text),
                _("{key} shows all entries again.").format(key=self.sign_of("back", "escape")),
            ]
        if self.unread:
            return [_("Reading {file} …").format(file=min(self.unread).name)]
        first = _("{key} writes the first one.").format(key=self.sign_of("entry.new", "n"))
        return [_("There is no entry in this log yet."), *([] if self.is_read_only else [first])]

    @property
    def selected(self) -> tuple[OpenLog, Entry] | None:
        """The log and the entry in it that the cursor stands on, or None."""
        index = self.log_screen.entry_list.cursor
        return None if index is None else (self.library.log_of(index), self.library.entries[index])

    def show_entry(self) -> None:
        """Show the entry under the cursor in the reading pane."""
        index = self.log_screen.entry_list.cursor
        words = self._found.words if self._found else ()
        problems = () if index is None else self.library.problems(index, self.today())
        may_mend = not self.is_read_only
        said = [Problem(short_words(one.message), one.severity, may_mend and one.fix is not None) for one in problems]
        entry = None if index is None else self.library.entries[index]
        path = next(iter(self.paths), None) if index is None else self.library.log_of(index).path
        logged_by = "" if index is None else self.clones.logged_by(index)
        file = "" if index is None else self.arranging.file_of(index)
        self.log_screen.entry_view.show(entry, said, words, logged_by, file)
        self.log_screen.status_line.file = file or (path.name if path else "")
        self.clones.show()

    def go_to(self, index: int) -> None:
        """Select the entry at ``index``; a filter that hides it is cleared, which is said."""
        self.selection = index
        self.show_hits()
        if self.log_screen.entry_list.cursor != index:
            self.set_query("")
            self.notify(_("The filter hid this entry and was cleared."))
        self.show_entry()

    def on_entry_list_moved(self, event: EntryList.Moved) -> None:
        """Show the entry that the cursor went to."""
        # Of several moves at once the last is shown.
        if event.index == self.log_screen.entry_list.cursor:
            self._follow(event.index)

    def _follow(self, index: int) -> None:
        self.selection = index
        self.show_entry()
        entries, entry_list = self.library.entries, self.log_screen.entry_list
        self.log_screen.entry_view.expect([entries[near] for near in entry_list.near_cursor()])

    def on_section_list_toggled(self, event: SectionList.Toggled) -> None:
        """Put the facet into the filter, or take it out."""
        from tui_reader.core.query import with_term, without_term

        field, value = event.facet.field, event.facet.value
        without = without_term(self.query_text, field, value)
        self.set_query(without if without != self.query_text else with_term(self.query_text, field, value))

    @cached_property
    def searching(self) -> Searching:
        """What the filter is asked of."""
        from tui_reader.ui.searching import Searching

        return Searching(self)

    @cached_property
    def arranging(self) -> Arranging:
        """What knows in which order entries are shown."""
        return Arranging(self)

    def on_arranged(self, event: Arranged) -> None:
        """Show the entries in their order."""
        self.arranging.take(event)

    # -- what watches beside the screen -----------------------------------------------------------------------------

    @cached_property
    def surveying(self) -> Surveying:
        """What counts and looks around once the logs are read."""
        from tui_reader.ui.surveying import Surveying

        return Surveying(self)

    @cached_property
    def clones(self) -> Clones:
        """What tells how the logs stand with git."""
        from tui_reader.ui.clones import Clones

        return Clones(self)

    @cached_property
    def settling(self) -> Settling:
        """What offers to settle conflicts."""
        from tui_reader.ui.settling import Settling

        return Settling(self)

    @cached_property
    def syncing(self) -> Syncing:
        """What brings logs and their remote repositories together."""
        from tui_reader.ui.syncing import Syncing

        return Syncing(self)

    @cached_property
    def history(self) -> History:
        """What was changed since the program began."""
        from tui_reader.adapters.history import History

        return History()

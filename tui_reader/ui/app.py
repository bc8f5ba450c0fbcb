"""The app: what the keys of the main screen ask for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.adapters.language import _
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.store import is_pipe
from tui_reader.core.document import Entry
from tui_reader.ui.log_app import LogApp

if TYPE_CHECKING:
    from tui_reader.adapters.config import SettingsFile
    from tui_reader.ui.form_result import FormResult
    from tui_reader.ui.terminal_profile import TerminalProfile

OF_AN_ENTRY = frozenset(
    ("continue_entry", "edit_entry", "edit_outside", "delete_entry", "mend_entry", "open_link", "figures", "copy_entry")
)
"""Actions that do something with the entry under the cursor."""


def run(paths: Sequence[Path], file: SettingsFile, profile: TerminalProfile) -> int:
    """Open the app on the logs at ``paths``, which are files, as ``file`` says, and give the exit code.

    Raises what ``store.load`` raised of the first where none can be read: there is nothing to show.
    """
    app = ReaderApp(paths)
    app.take_settings(file, profile)
    if app.failures and not app.library.logs:
        raise app.failures[0]
    app.run(mouse=profile.clicks)
    return app.return_code or 0


class ReaderApp(LogApp):
    """Reads and edits logs."""

    # -- logs and filter -------------------------------------------------------------------------------------------

    def action_reload(self) -> None:
        """Read the logs from disk again; what came through a pipe is not there a second time."""
        for path in self.paths:
            if path not in self.unread and not is_pipe(path):
                self.read_again(path, _("Read {file} again").format(file=path.name))

    def action_clear_filter(self) -> None:
        """Show all entries again."""
        if self.query_text:
            self.set_query("")

    async def action_close_search(self, keep: bool) -> None:
        """Close the search bar; the filter stands if ``keep``, and is cleared if not."""
        query_text = await self.log_screen.close_search_bar()
        self.set_query(query_text if keep else "")

    def action_save_search(self) -> None:
        """Keep what stands in the search bar under a name."""
        from tui_reader.ui.saving_search import ask_and_save

        ask_and_save(self)

    def action_searches(self) -> None:
        """List the saved searches."""
        from tui_reader.ui.saved_searches_screen import open_searches

        open_searches(self)

    def action_arrange(self) -> None:
        """Choose how the list is sorted and grouped."""
        from tui_reader.ui.arrangement_screen import ArrangementScreen

        self.push_screen(ArrangementScreen(self.arranging, len(self.paths) > 1))

    # -- doing something with an entry -----------------------------------------------------------------------------

    async def action_new_entry(self) -> None:
        """Write a new entry, into the log of the entry under the cursor."""
        if selected := self.selected:
            await self._open_form(selected[0], None)
        elif self.library.logs:
            await self._open_form(self.library.logs[0], None)

    async def action_continue_entry(self) -> None:
        """Write a new entry that begins as a copy of the one under the cursor."""
        from tui_reader.ui.form_for import form_like

        if (selected := self.selected) and self.may_change(selected[0]):
            await self.push_screen(form_like(*selected, self.today), self.form_closed)

    def action_rename_reader(self) -> None:
        """Give the reader under the cursor another name."""
        from tui_reader.ui.renaming import ask_and_rename

        ask_and_rename(self)

    def action_no_reading(self) -> None:
        """Write for oneself that nothing was read, and why."""
        from tui_reader.ui.no_reading_screen import write_no_reading

        write_no_reading(self, self.today())

    def action_week_board(self) -> None:
        """Show who read in which week."""
        from tui_reader.ui.week_board_screen import WeekBoardScreen

        self.push_screen(WeekBoardScreen(self))

    async def action_edit_entry(self) -> None:
        """Edit the entry under the cursor."""
        if selected := self.selected:
            await self._open_form(*selected)

    async def _open_form(self, log: OpenLog, entry: Entry | None) -> None:
        from tui_reader.adapters import drafts
        from tui_reader.ui.form_for import form_for

        # What was typed can be seen again, whether or not it can be saved now.
        is_typed = entry is None and bool(drafts.all_kept(log.path))
        if not (self.is_whole(log) if is_typed else self.may_change(log)):
            return
        await self.push_screen(form_for(log, entry, self.today), self.form_closed)

    def form_closed(self, result: FormResult | None) -> None:
        """Show what came of a form."""
        if result is None:
            return
        if result.change is not None:
            self.history.record(*result.change)
        self.replace_log(result.log, result.line)
        if result.draft_kept:
            words = _("What you typed is kept as a draft; {key} brings it back.")
            self.notify(words.format(key=self.sign_of("entry.new", "n")))
        elif result.line is not None:
            is_hidden = self.selection != self.log_screen.entry_list.cursor
            saved = (
                _("Saved in line {line} of {file}; the filter hides it")
                if is_hidden
                else _("Saved in line {line} of {file}")
            )
            self.notify(saved.format(line=result.line, file=result.log.path.name))

    async def action_edit_outside(self) -> None:
        """Edit the entry under the cursor in the editor that VISUAL or EDITOR names."""
        from tui_reader.ui.outer_editor import edit_outside

        if (selected := self.selected) and self.may_change(selected[0]):
            await edit_outside(self, *selected)

    def action_delete_entry(self) -> None:
        """Delete the entry under the cursor, after asking."""
        from tui_reader.ui.deletion import ask_and_delete

        if (selected := self.selected) and self.may_change(selected[0]):
            ask_and_delete(self, *selected)

    # -- mending, and taking back ----------------------------------------------------------------------------------

    def action_problems(self) -> None:
        """List all that is wrong."""
        from tui_reader.ui.problems_screen import ProblemsScreen

        self.push_screen(ProblemsScreen(self))

    def action_mend_entry(self) -> None:
        """Mend what can be mended of the entry under the cursor, after showing it."""
        from tui_reader.ui.mending import mend_entry

        if self.selected is not None:
            mend_entry(self, self.log_screen.entry_list.cursor or 0)

    def action_mend_log(self) -> None:
        """Mend all that can safely be mended in the log of the entry under the cursor, after showing it."""
        from tui_reader.ui.mending import mend_logs

        if selected := self.selected:
            mend_logs(self, [selected[0]])

    def action_undo(self) -> None:
        """Take back the last change that was made here."""
        from tui_reader.ui.undoing import undo

        undo(self)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        from tui_reader.ui.undoing import redo

        redo(self)

    def action_history(self) -> None:
        """List what was changed here."""
        from tui_reader.ui.history_screen import HistoryScreen

        self.push_screen(HistoryScreen(self))

    def action_template(self) -> None:
        """Show what was learned of the log's template."""
        from tui_reader.ui.template_screen import show_template

        log = self.selected[0] if self.selected else next(iter(self.library.logs), None)
        if log is not None:
            show_template(self, log)

    # -- looking at it together ------------------------------------------------------------------------------------

    def action_digest(self) -> None:
        """Show a week for the group meeting."""
        from tui_reader.ui.digest_screen import DigestScreen

        if all(map(self.is_whole, self.library.logs)):
            self.push_screen(DigestScreen(self))

    def action_trends(self) -> None:
        """Show pictures of the log."""
        from tui_reader.ui.trends_screen import TrendsScreen

        if all(map(self.is_whole, self.library.logs)):
            self.push_screen(TrendsScreen(self))

    # -- git -------------------------------------------------------------------------------------------------------

    def action_sync(self) -> None:
        """Synchronise the log of the entry under the cursor with its remote repository."""
        log = self.selected[0] if self.selected else next(iter(self.library.logs), None)
        if log is not None and self.is_whole(log):
            self.syncing.start(log)

    def action_call_off_sync(self) -> None:
        """Call the synchronisation off."""
        self.syncing.call_off()

    def action_conflicts(self) -> None:
        """Settle the conflicts that are marked in a log."""
        self.settling.open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What does not run cannot be called off, what is no conflict is not settled, and no entry is not edited."""
        if action in OF_AN_ENTRY:
            return self.log_screen.has_entries
        if action == "conflicts":
            return "settling" in self.__dict__ and self.settling.is_needed
        if action == "call_off_sync":
            return "syncing" in self.__dict__ and self.syncing.is_under_way
        return super().check_action(action, parameters)

    # -- handing out -----------------------------------------------------------------------------------------------

    def action_open_link(self) -> None:
        """Open a link of the entry under the cursor."""
        from tui_reader.ui.open_and_copy import open_link_of

        if selected := self.selected:
            open_link_of(self, selected[1])

    def action_figures(self) -> None:
        """Show the figures of the entry under the cursor."""
        from tui_reader.ui.figure_screen import show_figures

        if selected := self.selected:
            show_figures(self, selected[0].path, selected[1])

    def action_copy_entry(self) -> None:
        """Copy the entry under the cursor, or a part of it."""
        from tui_reader.ui.open_and_copy import copy_part_of

        if selected := self.selected:
            copy_part_of(self, selected[1])

"""All that is wrong in the logs that are open, to go to, to have explained, and to mend one by one or all at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from tui_reader.adapters.findings import Found, findings_of
from tui_reader.adapters.language import _
from tui_reader.adapters.library import Library, OpenLog
from tui_reader.core.diagnostic import SEVERITIES, Diagnostic
from tui_reader.core.message import N_
from tui_reader.core.rule import RULES
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.problem_detail import ProblemDetail
from tui_reader.ui.problem_list import PROBLEMS, ProblemList, sorted_by_rule
from tui_reader.ui.problems_heading import ProblemsHeading
from tui_reader.ui.quiet_app import PROGRAM
from tui_reader.ui.quiet_screen import QuietScreen

if TYPE_CHECKING:
    from tui_reader.ui.log_app import LogApp

LEAST_ROWS = 14
"""Rows of the terminal below which all of them are the list's."""

LEVELS = (SEVERITIES, SEVERITIES[:2], SEVERITIES[:1])
"""The severities that are listed, one after the other on a key."""


class ProblemsScreen(QuietScreen[None]):
    """Lists findings, checks again after each mend, and takes the app to the entry that is chosen."""

    CSS_PATH = "problems.tcss"

    AUTO_FOCUS = "ProblemList"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mend", N_("mend"), id="problem.mend", tooltip=N_("Mend the problem"), group=PROBLEMS),
        Binding(
            "M",
            "mend_all",
            N_("mend all"),
            id="problem.mend_all",
            tooltip=N_("Mend all that are listed, after showing how"),
            group=PROBLEMS,
        ),
        Binding("w", "explain", N_("why"), id="problem.why", tooltip=N_("Explain the rule"), group=PROBLEMS),
        Binding(
            "b", "group", N_("by rule"), id="problem.group", tooltip=N_("List by entry or by rule"), group=PROBLEMS
        ),
        Binding(
            "v", "level", N_("severity"), id="problem.level", tooltip=N_("All, without hints, errors"), group=PROBLEMS
        ),
        Binding(
            "f",
            "this_rule",
            N_("this rule"),
            id="problem.rule",
            tooltip=N_("Of this rule alone, or all"),
            group=PROBLEMS,
        ),
        Binding(
            "a",
            "all_entries",
            N_("all entries"),
            id="problem.all",
            tooltip=N_("Of all entries, or of those that the filter leaves"),
            group=PROBLEMS,
        ),
        Binding(
            "c",
            "app.conflicts",
            N_("conflicts"),
            id="problem.conflicts",
            tooltip=N_("Settle conflicts"),
            group=PROBLEMS,
        ),
        Binding("u", "undo", N_("undo"), id="problem.undo", tooltip=N_("Take the last change back"), group=PROBLEMS),
        Binding(
            "U,ctrl+r",
            "redo",
            id="problem.redo",
            tooltip=N_("Do again what was taken back"),
            show=False,
            group=PROBLEMS,
        ),
        Binding("escape,q,p", "back", N_("back"), id="problem.back", tooltip=N_("Back to the log"), group=PROGRAM),
    ]

    class Checked(Message):
        """Everything in ``library`` was checked."""

        def __init__(self, library: Library, found: Sequence[Found]) -> None:
            super().__init__()
            self.library = library
            self.found = found

    class Checking(Message):
        """So many entries were checked so far."""

        def __init__(self, entries: int) -> None:
            super().__init__()
            self.entries = entries

    def __init__(self, app: LogApp) -> None:
        super().__init__()
        self._reader = app
        self._heading = ProblemsHeading()
        self._list = ProblemList()
        self._detail = ProblemDetail()
        self._library: Library | None = None
        """What the findings are of; None while they are looked for."""
        self._found: Sequence[Found] = ()
        self._listed: Sequence[Found] = ()
        self._hits: Collection[int] | None = None
        """Indices of the entries that the app's filter leaves; None where there is none, or it is set aside."""
        self._by_rule = False
        self._level = 0
        self._rule: str | None = None
        self._ignores_filter = False
        self._index_to_show: int | None = None
        """The entry that the cursor is to go to when the check has ended, if something is wrong with it."""

    def compose(self) -> ComposeResult:
        """Counts, list, what there is to say of one, keys."""
        yield self._heading
        yield self._list
        yield self._detail
        yield KeyBar()

    def on_mount(self) -> None:
        self._reader.library_changed.subscribe(self, self._check)
        self._check()

    def on_resize(self) -> None:
        self._detail.display = self.size.height >= LEAST_ROWS

    # -- finding ---------------------------------------------------------------------------------------------------

    def _check(self, _library: Library | None = None) -> None:
        """Look for everything in the app's logs as they are now, in a thread."""
        library, today = self._reader.library, self._reader.today()
        self._library = None
        query = None if self._ignores_filter else self._reader.filter_query
        self._hits = None if query is None else frozenset(library.search(query, today))

        def check() -> None:
            worker = get_current_worker()

            def tell(entries: int) -> None:
                if worker.is_cancelled:
                    raise InterruptedError
                if entries:
                    self.post_message(self.Checking(entries))

            try:
                found = list(findings_of(library, today, tell))
            except InterruptedError:
                return
            self.post_message(self.Checked(library, found))

        self.run_worker(check, thread=True, group="check", exclusive=True)

    def on_problems_screen_checking(self, event: Checking) -> None:
        """Say how far it is."""
        if self._library is None:
            words = _("checked {count} of {total} …").format(count=event.entries, total=len(self._reader.library))
            self._heading.show_progress(words)

    def on_problems_screen_checked(self, event: Checked) -> None:
        """List what was found, unless the logs are others by now."""
        if event.library is self._reader.library:
            self._library, self._found = event.library, event.found
            self._show()

    def _show(self) -> None:
        """List what the filters leave, with the cursor on the finding where it was, or on what came in its place."""
        severities = LEVELS[self._level]
        listed = [
            one
            for one in self._found
            if one.diagnostic.severity in severities
            and (self._rule is None or one.diagnostic.rule == self._rule)
            and (self._hits is None or one.number in self._hits)
        ]
        current, position = self._list.current, self._list.position
        if self._by_rule:
            listed = sorted_by_rule(listed)
        if current is not None:
            key = _key(current)
            position = next((number for number, one in enumerate(listed) if _key(one) == key), position)
        if self._index_to_show is not None:
            index, self._index_to_show = self._index_to_show, None
            position = next((number for number, one in enumerate(listed) if one.number == index), position)
        self._listed = listed
        had_none = self._list.has_none
        self._list.show(listed, by_rule=self._by_rule, position=position, empty_text=self._empty_text())
        self._heading.show((one.diagnostic for one in listed), self._filter_words())
        self._detail.show(self._list.current)
        if self._list.has_none != had_none:
            self.refresh_bindings()

    def _filter_words(self) -> str:
        words = []
        if self._hits is not None:
            words.append(self._reader.query_text.strip())
        if self._rule is not None:
            words.append(f"rule:{self._rule}")
        if self._level:
            words.append((_("without hints"), _("errors only"))[self._level - 1])
        return " · ".join(words)

    def _empty_text(self) -> list[str]:
        if not self._found:
            return [_("Nothing is wrong here: everything reads as it should.")]
        return [
            _("Nothing of this kind."),
            _("{key} lists everything again.").format(key=self._reader.sign_of("problem.back", "escape")),
        ]

    # -- keys ------------------------------------------------------------------------------------------------------

    def on_problem_list_moved(self) -> None:
        """Explain the finding under the cursor."""
        self._detail.show(self._list.current)

    def on_problem_list_chosen(self) -> None:
        """Go back to the log, to the entry that the finding is about, or to the one next to it."""
        found = self._list.current
        if found is None or self._library is None:
            return
        index = found.number
        if index is None:
            index = self._library.index_at(found.log.path, found.diagnostic.line)
        self.dismiss()
        if index is not None:
            self.app.call_later(self._reader.go_to, index)

    def action_mend(self) -> None:
        """Mend the finding under the cursor."""
        from tui_reader.ui.mending import mend_finding

        found = self._list.current
        if found is not None and self._library is not None:
            mend_finding(self._reader, found.log, found.diagnostic)

    def action_mend_all(self) -> None:
        """Mend what is listed, after showing it."""
        from tui_reader.ui.mending import mend_logs

        if self._library is None or not self._listed:
            return
        logs = [log for log in self._library.logs if any(one.log is log for one in self._listed)]
        mend_logs(self._reader, logs, self._wanted(self._library))

    def _wanted(self, library: Library) -> Callable[[OpenLog, Diagnostic], bool]:
        """What tells whether a finding would be listed: also of those that come to light while others are mended."""
        severities, rule, hits = LEVELS[self._level], self._rule, self._hits
        starts = {log.path: library.start_of(log.path) for log in library.logs}

        def wanted(log: OpenLog, diagnostic: Diagnostic) -> bool:
            index = None if diagnostic.entry is None else starts[log.path] + diagnostic.entry
            return (
                diagnostic.severity in severities
                and (rule is None or diagnostic.rule == rule)
                and (hits is None or index in hits)
            )

        return wanted

    def action_explain(self) -> None:
        """Explain the rule of the finding under the cursor."""
        from tui_reader.ui.rule_screen import RuleScreen

        found = self._list.current
        if found is not None:
            self.app.push_screen(RuleScreen(RULES[found.diagnostic.rule]))

    def action_group(self) -> None:
        """List by rule, or by entry."""
        self._by_rule = not self._by_rule
        self._show()

    def action_level(self) -> None:
        """List all, or leave out hints, or warnings as well."""
        self._level = (self._level + 1) % len(LEVELS)
        self._show()

    def action_this_rule(self) -> None:
        """List what the rule of the finding under the cursor found, or all rules again."""
        found = self._list.current
        self._rule = None if self._rule is not None or found is None else found.diagnostic.rule
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a filter in the log there is none to set aside, and where nothing is listed nothing is mended."""
        if action in ("mend", "mend_all", "explain", "group") and self._list.has_none:
            return False
        return action != "all_entries" or bool(self._reader.query_text.strip())

    def action_all_entries(self) -> None:
        """List what was found in all entries, or in those that the filter leaves."""
        self._ignores_filter = not self._ignores_filter
        self._check()

    def action_undo(self) -> None:
        """Take the last change back."""
        from tui_reader.ui.undoing import undo

        undo(self._reader)
        self._follow_selection()

    def action_redo(self) -> None:
        """Do again what was taken back."""
        from tui_reader.ui.undoing import redo

        redo(self._reader)
        self._follow_selection()

    def _follow_selection(self) -> None:
        """Where something was written, go to the entry that it was about."""
        if self._library is not self._reader.library:
            self._index_to_show = self._reader.selection

    def action_back(self) -> None:
        """List everything again, or go back to the log."""
        if self._rule is not None or self._level:
            self._rule, self._level = None, 0
            self._show()
        else:
            self.dismiss()


def _key(found: Found) -> tuple[int | None, str, int]:
    """What tells a finding from the others, in a log that may have changed."""
    return found.number, found.diagnostic.rule, found.diagnostic.column

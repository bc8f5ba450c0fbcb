"""Mending what ``check`` found: showing what would become of the log, asking, writing, and saying what was done.

Fixes are looked for in a thread, because a log may be large. What is safe is done at once; what is not certain is
asked about one by one.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.adapters.language import _, ngettext, say
from tui_reader.adapters.library import OpenLog, save_change
from tui_reader.core.check import Checker
from tui_reader.core.diagnostic import Diagnostic
from tui_reader.core.edit import Change
from tui_reader.core.hunks import Hunk, hunks
from tui_reader.core.mend import Mended, mend, mend_one
from tui_reader.core.message import N_, Message, ReadTuiError, message
from tui_reader.core.rule import RULES
from tui_reader.ui.changing import refuse_change, take_change
from tui_reader.ui.diff_screen import DiffScreen
from tui_reader.ui.entry_name import name_of
from tui_reader.ui.read_only import writable

if TYPE_CHECKING:
    from tui_reader.ui.log_app import LogApp

MOST_REASONS = 5
"""Lines that say what is mended; the diff says the rest."""

CONFLICT = "conflict-marker"
"""The rule whose findings are settled by a person, on a screen of its own."""

Next = Callable[[], None]
"""What to go on with."""


def _no_more() -> None:
    """Go on with nothing."""


class Plan(NamedTuple):
    """What would become of a log."""

    log: OpenLog
    mended: Mended
    what: Message
    """What it is called once it is done."""
    shown: Sequence[Hunk]
    """What becomes of the lines."""


def _plan(log: OpenLog, mended: Mended, what: Message) -> Plan:
    return Plan(log, mended, what, hunks(log.document.text, mended.edits))


def mend_entry(app: LogApp, index: int) -> None:
    """Mend the entry at ``index`` of the app's library: first what is safe, then, one by one, what is not certain."""
    log = app.library.log_of(index)
    if not app.may_change(log):
        return
    position = index - app.library.start_of(log.path)
    entry = log.document.entries[position]

    def make() -> list[Plan]:
        standard = app.library.standard(log, app.today())
        mended = mend(
            log.document, standard, find=lambda document, standard: Checker(document, standard).of_entry(position)
        )
        return [_plan(log, mended, message(N_("the mending of {entry}"), entry=name_of(entry)))]

    def ask_on() -> None:
        _ask_about_uncertain(app, log.path, position)

    def show(plans: list[Plan]) -> None:
        if plans[0].mended.mended:
            _propose(app, plans, _("Mend this entry?"), _reasons(plans), then=ask_on)
        elif any(diagnostic.fix is not None for diagnostic in app.library.problems(index, app.today())):
            ask_on()
        elif app.library.problems(index, app.today()):
            app.notify(_("Nothing of this can be mended by itself; e edits the entry."))
        else:
            app.notify(_("Nothing is wrong with this entry."))

    _work(app, make, show)


def mend_finding(app: LogApp, log: OpenLog, diagnostic: Diagnostic) -> None:
    """Mend the one ``diagnostic`` that was found in ``log``; where that is not certain, after showing it."""
    if diagnostic.rule == CONFLICT and app.settling.is_needed:
        app.settling.open()
        return
    if diagnostic.fix is None:
        app.notify(_("This cannot be mended by itself; Enter goes there, and e edits the entry."))
        return
    if not app.may_change(log):
        return

    def show(plans: list[Plan]) -> None:
        if not plans:
            app.notify(_("This could not be mended so that all else stays as it is; nothing was written."))
        elif diagnostic.fix is not None and diagnostic.fix.safe:
            _save(app, plans)
        else:
            _propose(app, plans, _("This is not certain. Mend it like this?"), [say(diagnostic.message)])

    _work(app, lambda: _plan_for_one(log, diagnostic), show)


def mend_logs(
    app: LogApp,
    logs: Sequence[OpenLog],
    wanted: Callable[[OpenLog, Diagnostic], bool] = lambda _log, _diagnostic: True,
) -> None:
    """Mend all that is safe of what is ``wanted`` in ``logs``, after showing it."""
    if not all(map(app.is_whole, logs)) or not (logs := writable(app, logs)):
        return
    library, today = app.library, app.today()

    def make() -> list[Plan]:
        plans = []
        for log in logs:
            standard = library.standard(log, today)
            mended = mend(log.document, standard, lambda diagnostic, log=log: wanted(log, diagnostic))  # type: ignore[misc]
            if mended.mended:
                count = len(mended.mended)
                what = message(N_("the mending of {file} ({count})"), file=log.path.name, count=count)
                plans.append(_plan(log, mended, what))
        return plans

    def show(plans: list[Plan]) -> None:
        app.notify("")
        if not plans:
            app.notify(_("There is nothing that can safely be mended by itself."))
            return
        count = sum(len(plan.mended.mended) for plan in plans)
        question = ngettext("Mend {count} problem in {file}?", "Mend {count} problems in {file}?", count)
        files = _(", ").join(plan.log.path.name for plan in plans)
        _propose(app, plans, question.format(count=count, file=files), _reasons(plans))

    app.notify(_("Looking for what can be mended …"))
    _work(app, make, show)


def _ask_about_uncertain(
    app: LogApp, path: Path, position: int, asked: frozenset[tuple[str, Message]] = frozenset()
) -> None:
    """Show the mends of the entry at ``position`` of the log at ``path`` that are not certain, one by one.

    Those in ``asked`` were shown already.
    """
    library, today = app.library, app.today()
    log = next(log for log in library.logs if log.path == path)
    shown: set[tuple[str, Message]] = set(asked)
    about: list[str] = []

    def make() -> list[Plan]:
        if position >= len(log.document.entries):
            return []
        for diagnostic in Checker(log.document, library.standard(log, today)).of_entry(position):
            key = (diagnostic.rule, diagnostic.message)
            if diagnostic.fix is None or diagnostic.fix.safe or key in shown:
                continue
            shown.add(key)
            if plans := _plan_for_one(log, diagnostic):
                about.append(say(diagnostic.message))
                return plans
        return []

    def ask(plans: list[Plan]) -> None:
        def ask_on() -> None:
            _ask_about_uncertain(app, path, position, frozenset(shown))

        if plans:
            question = _("This is not certain. Mend it like this?")
            _propose(app, plans, question, about, then=ask_on, or_else=ask_on)

    _work(app, make, ask)


def _plan_for_one(log: OpenLog, diagnostic: Diagnostic) -> list[Plan]:
    mended = mend_one(log.document, diagnostic)
    if mended is None:
        return []
    entry = None if diagnostic.entry is None else log.document.entries[diagnostic.entry]
    name = name_of(entry) if entry is not None else log.path.name
    return [_plan(log, mended, message(N_("the mending of {entry}"), entry=name))]


def _work(app: LogApp, make: Callable[[], list[Plan]], show: Callable[[list[Plan]], None]) -> None:
    """Work plans out in a thread and show them; of several that are asked for, the last."""

    async def work() -> None:
        show(await asyncio.to_thread(make))

    app.run_worker(work(), group="mending", exclusive=True)


def _propose(
    app: LogApp,
    plans: Sequence[Plan],
    question: str,
    reasons: Sequence[str],
    then: Next = _no_more,
    or_else: Next = _no_more,
) -> None:
    """Show what ``plans`` do, and do it if the answer is yes.

    Goes on with ``then`` once that is written, with ``or_else`` if the answer is no.
    """

    def answered(is_sure: bool | None) -> None:
        if is_sure:
            _save(app, plans, then)
        else:
            or_else()

    files = [(plan.log.path.name, plan.shown) for plan in plans]
    app.push_screen(DiffScreen(question, reasons, files), answered)


def _reasons(plans: Sequence[Plan]) -> list[str]:
    """What is mended, as few lines as that can be said in."""
    mended = [diagnostic for plan in plans for diagnostic in plan.mended.mended]
    if len(mended) <= MOST_REASONS:
        return [say(diagnostic.message) for diagnostic in mended]
    counted = Counter(diagnostic.rule for diagnostic in mended).most_common()
    lines = [f"{count} × {_(RULES[rule].what)}" for rule, count in counted]
    if len(lines) <= MOST_REASONS:
        return lines
    more = sum(count for _rule, count in counted[MOST_REASONS - 1 :])
    return [*lines[: MOST_REASONS - 1], ngettext("{count} more", "{count} more", more).format(count=more)]


def _save(app: LogApp, plans: Sequence[Plan], then: Next = _no_more) -> None:
    """Write what was planned, and say so. A log that changed meanwhile is read again, and nothing is written to it."""
    mended = 0
    for plan in plans:
        log, after = plan.log, plan.mended.document
        try:
            saved = save_change(log, Change(plan.mended.edits, after.text, after, 0, ""))
        except ReadTuiError as error:
            changed = _("{file} changed on disk meanwhile and was read again; nothing was mended in it.")
            refuse_change(app, log.path, error, changed)
            return
        take_change(app, plan.what, log, saved, plan.mended.edits, _line_to_stay_at(app, log, saved))
        mended += len(plan.mended.mended)
    words = ngettext("Mended {count} problem; u takes it back", "Mended {count} problems; u takes it back", mended)
    app.notify(words.format(count=mended))
    then()


def _line_to_stay_at(app: LogApp, before: OpenLog, after: OpenLog) -> int | None:
    """Where the entry under the cursor stands in the log ``after`` mending, if it is in this one: they stay as many."""
    index = app.selection
    if index is None:
        index = app.log_screen.entry_list.cursor
    if index is None or app.library.log_of(index).path != before.path:
        return None
    position = index - app.library.start_of(before.path)
    entries = after.document.entries
    return entries[position].line if position < len(entries) else None

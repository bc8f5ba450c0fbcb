"""What was changed in the logs since the program began, step by step, and how to take it back and do it again.

A step knows the edits that it made and those that undo it, never a whole text: a log may have 60 MB. Where somebody
else changed the log meanwhile, the steps are carried over to the log as it is now. Those that no longer fit, because
the same lines were changed, are given up; nothing that somebody else wrote is ever written over.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tui_reader.adapters.library import OpenLog, save_change
from tui_reader.adapters.log_errors import ExternallyChangedError
from tui_reader.core.document import Document
from tui_reader.core.edit import Change
from tui_reader.core.message import N_, Message, ReadTuiError, message
from tui_reader.core.parser import parse
from tui_reader.core.rebase import carried, difference, leaves_others
from tui_reader.core.text_edit import TextEdit, apply, invert

MOST_STEPS = 1000
"""Steps that are remembered; of more, the oldest are forgotten."""

ATTEMPTS = 3
"""How often a step is tried in a log that changes again and again."""


class Step(NamedTuple):
    """One change that was made to a log."""

    what: Message
    """What it was, as the end of a sentence: ``deletion of "A Title"``."""
    path: Path
    edits: tuple[TextEdit, ...]
    """What it does, in the log as it was before."""
    inverse: tuple[TextEdit, ...]
    """What takes it back, in the log as it was afterwards."""
    fits: bool = True
    """Whether it can still be taken back or done again: nobody else changed the same lines."""
    when: float = 0.0
    """When it was made, in seconds since 1970."""

    @property
    def replaced(self) -> list[tuple[str, str]]:
        """What stood there before and what stands there since, place by place in the order of the log."""
        inverse = sorted(self.inverse, key=lambda edit: edit.span)
        return [
            (old.new_text, new.new_text)
            for old, new in zip(inverse, sorted(self.edits, key=lambda edit: edit.span), strict=True)
        ]


class Stepped(NamedTuple):
    """A step was taken back, or done again."""

    step: Step
    log: OpenLog
    """The log as it is now."""
    line: int | None
    """Where the entry stands that the step is about, counted from 1; None where there is no entry."""


class Gone(NamedTuple):
    """How far a way through the steps led."""

    stepped: Mapping[Path, Stepped]
    """Of each log that was written the last step in it."""
    error: ReadTuiError | None
    """Why it ended before the end, or None."""
    path: Path | None
    """The log that the error is about."""


class NoLongerFitsError(ReadTuiError):
    """Somebody else changed the lines that a step is about; nothing was written, and the step is given up."""

    def __init__(self, step: Step) -> None:
        super().__init__(
            N_("{file} was changed since in the same lines; nothing was written, and this stays as it is: {what}"),
            file=step.path.name,
            what=step.what,
        )


class History:
    """The steps that were made and those that were taken back, of all logs in the order of time."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        """The last one stands last."""
        self.undone: list[Step] = []
        """The next one to be done again stands last."""
        self._known: dict[Path, str] = {}
        """The text of each log that the steps speak of: as it is with all that was done."""
        self._carried_over: set[Path] = set()
        """The logs in which steps were made for another text than the one they are in now."""

    def record(self, what: Message, before: OpenLog, after: OpenLog, edits: Sequence[TextEdit]) -> None:
        """Take in that ``edits``, which are called ``what``, made ``after`` of ``before``.

        Others may have had a part in ``after``: what was merged is not taken back. What was taken back before can
        then no longer be done again.
        """
        text = before.snapshot.text
        self._take_up(before.path, text)
        if not edits:
            return
        own = apply(text, edits)
        self.done.append(Step(what, before.path, tuple(edits), tuple(invert(text, edits)), when=time.time()))
        del self.done[:-MOST_STEPS]
        self.undone.clear()
        self._known[before.path] = own
        # What was merged with it is somebody else's.
        self._take_up(before.path, after.snapshot.text)

    def undo(self, log: OpenLog) -> Stepped:
        """Take back the last step, which was made in the log ``log`` is of, and write that log.

        ``log`` may be out of date. Raises ``NoLongerFitsError`` and what ``store.save`` raises, with nothing written.
        """
        return self._step(log, is_undo=True)

    def redo(self, log: OpenLog) -> Stepped:
        """Do again what was taken back last, likewise."""
        return self._step(log, is_undo=False)

    def go_to(self, count: int, log_at: Callable[[Path], OpenLog]) -> Gone:
        """Take steps back or do them again, one after the other, until ``count`` are done or one cannot be.

        ``log_at`` gives the logs as they were last read.
        """
        stepped: dict[Path, Stepped] = {}
        while len(self.done) != count:
            is_undo = len(self.done) > count
            source = self.done if is_undo else self.undone
            if not source:
                break
            path = source[-1].path
            try:
                stepped[path] = self._step(stepped[path].log if path in stepped else log_at(path), is_undo)
            except ReadTuiError as error:
                return Gone(stepped, error, path)
        return Gone(stepped, None, None)

    def take_back_alone(self, number: int, log: OpenLog) -> Stepped:
        """Take back the step ``number`` of ``done`` and none of those after it, as a change of its own.

        Raises what ``undo`` raises; the steps stay then as they are.
        """

        def alone(log: OpenLog) -> tuple[Step, tuple[TextEdit, ...], Document]:
            step = self.done[number]
            change = self._alone(number, log)
            if change is None:
                raise NoLongerFitsError(step)
            return step, *change

        step, edits, before, saved = self._written(log, alone)
        self.record(message(N_("taken back alone: {what}"), what=step.what), before, saved, edits)
        return Stepped(step, saved, _line_of(saved.document, self.done[-1].inverse))

    def _written(
        self, log: OpenLog, work_out: Callable[[OpenLog], tuple[Step, tuple[TextEdit, ...], Document]]
    ) -> tuple[Step, tuple[TextEdit, ...], OpenLog, OpenLog]:
        """Write what is worked out for ``log``, anew where somebody was faster: a step, its edits, the log with them.

        Gives the step, its edits, and the log before and after.
        """
        for attempt in range(ATTEMPTS):
            self._take_up(log.path, log.snapshot.text)
            step, edits, after = work_out(log)
            try:
                return step, edits, log, save_change(log, Change(edits, after.text, after, 0, ""))
            except ExternallyChangedError as error:
                if attempt == ATTEMPTS - 1:
                    raise
                log = OpenLog(error.current, parse(error.current.text))
        raise AssertionError("the last attempt returns or raises")

    def _alone(self, number: int, log: OpenLog) -> tuple[tuple[TextEdit, ...], Document] | None:
        """What takes back the step ``number`` alone in ``log``; None where later ones changed the same lines."""
        step = self.done[number]
        later = [one for one in self.done[number + 1 :] if one.path == step.path]
        if not all(one.fits for one in (step, *later)):
            return None
        ways: list[tuple[tuple[TextEdit, ...], Document]] = []
        # Where two entries stood one behind the other and both were taken out, the place alone does not tell which of
        # them stood first.
        for goes_first in (False, True):
            edits: tuple[TextEdit, ...] | None = step.inverse
            for one in later:
                edits = carried(edits, one.edits, goes_first) if edits is not None else None
            if edits is not None and all(edits != other for other, _after in ways):
                after = parse(apply(log.snapshot.text, edits))
                if leaves_others(log.document, edits, after):
                    ways.append((edits, after))
        if len(ways) < 2:
            return ways[0] if ways else None
        text = log.snapshot.text
        for one in reversed(self.done):
            if one.path == step.path:
                if not one.fits:
                    break
                text = apply(text, one.inverse)
        order = {entry.markdown: number for number, entry in enumerate(parse(text).entries)}
        for way in ways:
            numbers = [order[entry.markdown] for entry in way[1].entries if entry.markdown in order]
            if numbers == sorted(numbers):
                return way
        return ways[0]

    def _step(self, log: OpenLog, is_undo: bool) -> Stepped:
        source, target = (self.done, self.undone) if is_undo else (self.undone, self.done)

        def last(log: OpenLog) -> tuple[Step, tuple[TextEdit, ...], Document]:
            step = source[-1]
            edits = step.inverse if is_undo else step.edits
            after = parse(apply(log.snapshot.text, edits)) if step.fits else None
            is_foreign = log.path in self._carried_over
            if after is None or (is_foreign and not leaves_others(log.document, edits, after)):
                source[:] = [other for other in source if other.path != step.path]
                raise NoLongerFitsError(step)
            return step, edits, after

        step, _edits, before, saved = self._written(log, last)
        target.append(source.pop())
        self._known[before.path] = saved.snapshot.text
        # The ranges of the edits that lead back are those in the log as it is now.
        return Stepped(step, saved, _line_of(saved.document, step.edits if is_undo else step.inverse))

    def _take_up(self, path: Path, text: str) -> None:
        """Carry the steps in the log at ``path`` over to its ``text``, if somebody else changed it."""
        foreign = difference(self._known.get(path, text), text)
        self._known[path] = text
        if foreign is None:
            return
        self._carried_over.add(path)
        self._carry(self.done, path, foreign, is_undo=True)
        self._carry(self.undone, path, foreign, is_undo=False)

    @staticmethod
    def _carry(steps: list[Step], path: Path, foreign: TextEdit, is_undo: bool) -> None:
        """Carry ``steps``, from the last back, over the edit ``foreign``, made in the log as it is with all done."""
        over: tuple[TextEdit, ...] | None = (foreign,)
        for number in range(len(steps) - 1, -1, -1):
            step = steps[number]
            if step.path != path:
                continue
            near, far = (step.inverse, step.edits) if is_undo else (step.edits, step.inverse)
            beyond = None
            if step.fits and over is not None:
                # The same edit by somebody else, as it would have been on the other side of the step.
                near_carried, beyond = carried(near, over), carried(over, near, goes_first=True)
                far_carried = carried(far, beyond) if beyond is not None else None
                if near_carried is None or far_carried is None:
                    beyond = None
                else:
                    near, far = near_carried, far_carried
            edits, inverse = (far, near) if is_undo else (near, far)
            steps[number] = step._replace(edits=edits, inverse=inverse, fits=beyond is not None)
            over = beyond


def _line_of(document: Document, edits: Sequence[TextEdit]) -> int | None:
    """The line of the entry that ``edits``, which made ``document``, are about: the first that they touch."""
    first = min(edit.span.start for edit in edits)
    entries = document.entries
    return next((entry.line for entry in entries if entry.end > first), entries[-1].line if entries else None)

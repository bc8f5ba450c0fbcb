"""What is saved while something fails, and what has to hold afterwards."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import gcd
from pathlib import Path

from tests.torture.faults import KILLED, Call, Run, calls_of, run_with
from tests.torture.programs import TYPED
from tui_reader.adapters import drafts, state_files, store
from tui_reader.adapters.log_errors import LogError
from tui_reader.core.document import Span
from tui_reader.core.text_edit import TextEdit

PROJECT = Path(__file__).parents[2]

LOG = """\
# Tide pool club

> > [2024-03-20]-[Mira]-[Barnacles Remember]-[MarineBio 2023](https://example.org/b)
> >
> > Summary: They keep a trace of the last tide.
>
> > [2024-03-17]-[李听潮]-[海星再生的机制研究]
> >
> > Summary: 提出一个简单的再生模型。
"""

THEIRS = LOG.replace("the last tide", "every tide")
"""What somebody else made of the log meanwhile."""

ADD = ("--date", TYPED.date, "--reader", TYPED.reader, "--title", TYPED.title, "--summary", TYPED.summary)


class Scenario:
    """A log in a folder of its own, and a program that writes it."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder
        """All that matters lies below it."""
        self.log = folder / "log" / "log.md"
        self.state = folder / "state"
        self.trace = folder.with_name(f"{folder.name}.trace")
        self.new = b""
        """The log as it is after a run in which nothing fails."""

    @property
    def environment(self) -> dict[str, str]:
        """What the program runs with: nobody's settings, and always the same number of calls."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder.with_name("home")),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(PROJECT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONHASHSEED": "0",
            "READTUI_STATE_DIR": str(self.state),
            "READTUI_CONFIG_DIR": str(self.folder.with_name("config")),
            "XDG_RUNTIME_DIR": str(self.folder / "runtime"),
            "TMPDIR": str(self.folder / "temporary"),
        }

    @property
    def command(self) -> list[str]:
        """The program that writes the log."""
        log = str(self.log)
        python = [sys.executable, "-m"]
        if self.name == "form":
            return [*python, "tests.torture.programs", "form", log, f"{self.folder}.base"]
        if self.name == "put right":
            return [*python, "tests.torture.programs", "mend", log]
        if self.name == "link":
            log = str(self.folder / "log" / "first.md")
        return [*python, "tui_reader", "add", log, *ADD]

    @property
    def old(self) -> bytes:
        """The log as it is before."""
        if self.name == "put right":
            return b"# Tide pool cl"
        return (THEIRS if self.name == "form" else LOG).encode()

    def prepare(self) -> None:
        """Make everything as it is before."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in ("log", "state", "runtime", "temporary"):
            (self.folder / name).mkdir(parents=True, mode=0o700)
        self.log.write_bytes(self.old)
        if self.name == "form":
            Path(f"{self.folder}.base").write_bytes(LOG.encode())
        if self.name in ("in place", "put right"):
            (self.folder / "log" / "other.md").hardlink_to(self.log)
        if self.name == "put right":
            with self.at_home():
                key = state_files.key(self.log)
                state_files.write(f"unfinished/{key}.before.md", LOG.encode())
                state_files.write(f"unfinished/{key}.after.md", THEIRS.encode())
        if self.name == "link":
            (self.folder / "log" / "first.md").symlink_to("second.md")
            (self.folder / "log" / "second.md").symlink_to(self.log)

    @contextmanager
    def at_home(self) -> Iterator[None]:
        """In this process, keep drafts and copies where the program does."""
        before = dict(os.environ)
        os.environ.update({name: value for name, value in self.environment.items() if name.endswith("DIR")})
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)

    def calls(self) -> list[Call]:
        """The system calls of a run in which nothing fails."""
        self.prepare()
        calls = calls_of(self.command, self.environment, self.folder, self.trace)
        self.new = self.log.read_bytes()
        assert self.new != self.old
        assert self.name == "put right" or TYPED.title.encode() in self.new
        return calls

    def run(self, fault: str, call: Call) -> tuple[str, Sequence[str]]:
        """Run with ``fault`` at ``call``; what became of the log, and what is not as it has to be."""
        self.prepare()
        run = run_with(fault, call, self.command, self.environment, self.folder, self.trace)
        if not run.is_hit:
            return "missed", ()
        wrong: list[str] = []
        at_once = self._state_of_log()
        wrong += self._is_said(fault, run, at_once)
        with self.at_home():
            afterwards = self._start_again(wrong)
            if self.name != "put right" and TYPED.title.encode() not in self.log.read_bytes():
                wrong += self._is_typed_text_lost(run)
            self._is_clean(wrong)
        if at_once != afterwards:
            return f"{afterwards}, after the next start", wrong
        return at_once, wrong

    def _state_of_log(self) -> str:
        data = self.log.read_bytes()
        return "new" if data == self.new else "old" if data == self.old else "torn"

    @staticmethod
    def _is_said(fault: str, run: Run, at_once: str) -> Iterator[str]:
        if fault == KILLED:
            return
        if run.code == 0 and at_once != "new":
            yield f"all was well, it said, and the log is {at_once}"
        if "Traceback" in run.errors or "an error of readtui itself" in run.errors:
            yield f"no words for people: {run.errors.strip().splitlines()[-1]}"
        if run.code != 0 and (not run.errors.strip() or (at_once == "new" and "was written" not in run.errors)):
            yield f"exit code {run.code}, the log is {at_once}, and it said: {run.errors.strip() or 'nothing'}"

    def _start_again(self, wrong: list[str]) -> str:
        """What the next start does: clear up, and put right what is damaged."""
        copies = store.clear_up(self.log)
        if copies is not None:
            store.put_back(self.log, copies)
        state = self._state_of_log()
        if state == "torn" or (self.name == "put right" and state != "new"):
            wrong.append(f"the log is {state} after the next start")
        snapshot = store.load(self.log)
        end = len(snapshot.text)
        try:
            store.save(self.log, [TextEdit(Span(end, end), "\nMore.\n")], snapshot.fingerprint)
        except LogError as error:
            wrong.append(f"the next save fails: {error}")
        return state

    def _is_typed_text_lost(self, run: Run) -> Iterator[str]:
        if self.name == "form":
            kept = [draft.draft for draft in drafts.all_kept(self.log)]
            acknowledged = run.output.count("kept")
            if acknowledged and (not kept or kept[0].title != TYPED.title):
                yield "what was typed is neither in the log nor in a draft"
            elif acknowledged == 2 and kept[0] != TYPED:
                yield "what was typed last is neither in the log nor in a draft"
            elif not acknowledged and run.code >= 0:
                yield "no draft could be kept, and the log was not written either"
        elif run.code == 0:
            yield "what was typed is not in the log"

    def _is_clean(self, wrong: list[str]) -> None:
        for file in self.folder.rglob("*"):
            os.utime(file, (0, 0), follow_symlinks=False)
        drafts.all_kept(self.log)
        allowed = {self.log, *(self.log.with_name(name) for name in ("other.md", "first.md", "second.md"))}
        for file in self.folder.rglob("*"):
            is_kept = file.parent.name == "damaged" or (self.name == "form" and file.suffix == ".json")
            if file.is_file() and file not in allowed and not is_kept:
                wrong.append(f"{file.relative_to(self.folder)} was left behind")


NAMES = ("add", "link", "in place", "form", "put right")
"""The scenarios: the usual way; through symbolic links; a file with several names; a draft, and a merge; mending."""


@dataclass
class Tally:
    """What came of all runs of a scenario."""

    calls: int = 0
    runs: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def torture(scenario: Scenario, faults: Sequence[str], every: int = 1) -> Tally:
    """Run ``scenario`` with each of ``faults`` at each call in turn; or with one of about ``every`` pairs of them."""
    calls = scenario.calls()
    tally = Tally(len(calls))
    while every > 1 and gcd(every, len(faults)) > 1:
        every += 1
    pairs = [(call, fault) for call in calls for fault in faults]
    for call, fault in pairs[::every]:
        outcome, wrong = scenario.run(fault, call)
        if outcome == "missed":  # a call more or less than the first time
            outcome, wrong = scenario.run(fault, call)
        tally.runs += 1
        tally.outcomes[outcome] += 1
        tally.wrong += [f"{scenario.name}: {fault} at {call.name} {call.number}: {one} | {call.line}" for one in wrong]
    return tally

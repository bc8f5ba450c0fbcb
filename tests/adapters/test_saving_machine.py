"""Whatever is done to a log in whatever order, it holds what a simple model of it holds, and every other byte stays."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tui_reader.adapters import state_files, store
from tui_reader.adapters.history import History, NoLongerFitsError
from tui_reader.adapters.library import OpenLog, open_log
from tui_reader.adapters.saving import ClashError, save_merged
from tui_reader.core.draft import Draft
from tui_reader.core.edit import Change, change_entry, delete_entry, insert_entry
from tui_reader.core.learning import learn
from tui_reader.core.message import message
from tui_reader.core.parser import parse
from tui_reader.core.text_edit import apply

NUMBER = re.compile(r"No\. (\d+)")
"""Tells the entries apart, whatever else of them is changed."""

HEADS = (
    b"\xef\xbb\xbf# Tide pool club\n\n",
    b"# Tide pool club\xff\xfe  \n\nEvery Monday.\n\n",
    "# 潮池\u2028俱乐部\n\n".encode(),
)

VALUES = st.sampled_from(["Kelp", "Eels", "海星"])
FIELDS = ("title", "summary", "all", "new")


def entry(number: int, title: str = "Otters", summary: str = "They float.") -> str:
    """An entry of which the date rises with its number."""
    date = f"20{number // 28 + 10}-05-{number % 28 + 1:02}"
    header = f"[{date}]-[Mira]-[{title} {number}]-[MarineBio](https://example.org/{number})"
    return f"> > {header}\n> >\n> > Summary: No. {number}\n> > {summary}\n>\n"


@dataclass(frozen=True)
class Deed:
    """What was done to one entry, and what it was before; None where it was not there."""

    number: int
    before: str | None
    after: str | None


class Logs(RuleBasedStateMachine):
    """One log, a program that has it open, and others who write in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "log.md"
        self.entries: dict[int, str] = {}
        """The model: each entry's Markdown by its number, with the log's line ends."""
        self.newline = "\n"
        self.next_number = 0
        self.pending: tuple[Change, Deed] | None = None
        self.deeds: dict[str, Deed] = {}
        self.is_foreign = False
        """Whether others wrote since the log was read."""

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    # -- the model -----------------------------------------------------------------------------------------------------

    @initialize(head=st.sampled_from(HEADS), count=st.integers(2, 4), crlf=st.booleans(), in_place=st.booleans())
    def begin(self, head: bytes, count: int, crlf: bool, in_place: bool) -> None:
        self.newline = "\r\n" if crlf else "\n"
        self.head = head.replace(b"\n", self.newline.encode())
        self.entries = {number: self.spelled(entry(number)) for number in range(count)}
        self.next_number = count
        texts = [self.entries[number] for number in sorted(self.entries, reverse=True)]
        self.path.write_bytes(self.head + "".join(texts).encode())
        if in_place:
            (self.folder / "other.md").hardlink_to(self.path)
        self.reopen()

    def spelled(self, markdown: str) -> str:
        return markdown.replace("\n", self.newline)

    @contextmanager
    def state(self) -> Iterator[None]:
        """The state folder of this machine alone."""
        before = os.environ.get("READTUI_STATE_DIR")
        os.environ["READTUI_STATE_DIR"] = str(self.folder / "state")
        try:
            yield
        finally:
            if before is None:
                del os.environ["READTUI_STATE_DIR"]
            else:
                os.environ["READTUI_STATE_DIR"] = before

    @staticmethod
    def number_of(markdown: str) -> int:
        found = NUMBER.search(markdown)
        assert found is not None, markdown
        return int(found[1])

    def index_of(self, log: OpenLog, number: int) -> int:
        return next(i for i, one in enumerate(log.document.entries) if self.number_of(one.markdown) == number)

    @invariant()
    def the_log_holds_what_the_model_holds(self) -> None:
        if not self.path.exists():
            return
        data = self.path.read_bytes()
        assert data.startswith(self.head)
        log = open_log(self.path)
        found = {self.number_of(one.markdown): one.markdown.rstrip("\r\n") for one in log.document.entries}
        assert len(found) == len(log.document.entries)
        assert found == {number: content(markdown) for number, markdown in self.entries.items()}
        outside = data.removeprefix(self.head).decode()
        for markdown in found.values():
            outside = outside.replace(markdown, "", 1)
        assert outside.strip(">\r\n") == ""
        assert outside.count("\n") == outside.count(self.newline)
        assert [file for file in os.listdir(self.folder) if ".readtui-" in file] == []

    # -- what the program does -----------------------------------------------------------------------------------------

    @precondition(lambda self: len(self.history.done) > 2)
    @rule()
    def start_anew(self) -> None:
        self.reopen()

    def reopen(self) -> None:
        """The program is started: it knows of nothing that was done before."""
        with self.state():
            assert store.clear_up(self.path) is None
        self.log = open_log(self.path)
        self.history = History()
        self.pending = None
        self.is_foreign = False

    @precondition(lambda self: self.pending is None)
    @rule(
        data=st.data(),
        what=st.sampled_from(["title", "summary", "new", "deleted"]),
        value=VALUES,
        meanwhile=st.booleans(),
    )
    def change(self, data: st.DataObject, what: str, value: str, meanwhile: bool) -> None:
        """All of it at once: a change, maybe others who write meanwhile, a save."""
        if what == "new":
            self.add()
        elif what == "deleted" and len(self.log.document.entries) > 2:
            self.delete(data)
        else:
            self.edit(data, "title" if what == "title" else "summary", value)
        if meanwhile:
            self.others_write(data, data.draw(st.sampled_from(FIELDS)))
        if self.pending is not None:
            self.save()

    @precondition(lambda self: self.pending is None and self.log.document.entries)
    @rule(data=st.data(), field=st.sampled_from(["title", "summary"]), value=VALUES)
    def edit(self, data: st.DataObject, field: str, value: str) -> None:
        entries = self.log.document.entries
        chosen = entries[data.draw(st.integers(0, len(entries) - 1))]
        number = self.number_of(chosen.markdown)
        new = f"No. {number}\n{value}" if field == "summary" else f"{value} {number}"
        change = change_entry(self.log.document, chosen, {field: new}, learn(self.log.document))
        if change.edits:
            self.pending = change, Deed(number, chosen.markdown, self.written(change, number))

    @precondition(lambda self: self.pending is None)
    @rule()
    def add(self) -> None:
        number, self.next_number = self.next_number, self.next_number + 1
        date = f"20{number // 28 + 10}-05-{number % 28 + 1:02}"
        draft = Draft(date=date, reader="Tom", title=f"Barnacles {number}", summary=f"No. {number}")
        draft = replace(draft, source="MarineBio", link=f"https://example.org/{number}")
        change = insert_entry(self.log.document, draft, learn(self.log.document))
        self.pending = change, Deed(number, None, self.written(change, number))

    @precondition(lambda self: self.pending is None and len(self.log.document.entries) > 2)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        entries = self.log.document.entries
        chosen = entries[data.draw(st.integers(0, len(entries) - 1))]
        number = self.number_of(chosen.markdown)
        self.pending = delete_entry(self.log.document, chosen), Deed(number, chosen.markdown, None)

    def written(self, change: Change, number: int) -> str:
        entries = change.document.entries
        return next(one.markdown for one in entries if self.number_of(one.markdown) == number)

    @precondition(lambda self: self.pending is not None)
    @rule()
    def save(self) -> None:
        """Also where others wrote meanwhile; of the same entry, their version stands."""
        assert self.pending is not None
        (change, deed), self.pending = self.pending, None
        before = self.path.read_bytes()
        log = self.log
        with self.state():
            try:
                saved = save_merged(log, change)
            except ClashError as error:
                assert self.path.read_bytes() == before
                assert self.is_foreign
                (clash,) = error.clashes
                assert content(clash.theirs) == content(self.entries.get(deed.number, ""))
                assert content(clash.ours) == content(deed.after or "")
                self.log = OpenLog(error.current, parse(error.current.text))
                self.history = History()
                self.is_foreign = False
                return
        assert saved.is_merged <= self.is_foreign
        self.is_foreign = False
        self.do(deed.number, merged(deed, self.entries.get(deed.number)))
        name = f"deed {len(self.deeds)}"
        self.deeds[name] = deed
        self.history.record(message(name), log, saved.log, change.edits)
        self.log = saved.log

    def do(self, number: int, markdown: str | None) -> None:
        if markdown is None:
            self.entries.pop(number, None)
        else:
            self.entries[number] = markdown

    @precondition(lambda self: self.pending is None and self.history.done)
    @rule(
        data=st.data(), back=st.integers(1, 3), forth=st.integers(0, 3), meanwhile=st.sampled_from(["", "", "u", "r"])
    )
    def undo_and_redo(self, data: st.DataObject, back: int, forth: int, meanwhile: str) -> None:
        """Changes are taken back, and some of them done again; others may write before or between."""
        if meanwhile == "u":
            self.others_write(data, data.draw(st.sampled_from(FIELDS)))
        for _ in range(back):
            if self.history.done:
                self.step(self.history.done[-1].what.pattern, self.history.undo, is_undo=True)
        if meanwhile == "r":
            self.others_write(data, data.draw(st.sampled_from(FIELDS)))
        for _ in range(forth):
            if self.history.undone:
                self.step(self.history.undone[-1].what.pattern, self.history.redo, is_undo=False)

    def step(self, name: str, make: Callable[[OpenLog], object], is_undo: bool) -> None:
        before = self.path.read_bytes()
        deed = self.deeds[name]
        with self.state():
            try:
                make(self.log)
            except NoLongerFitsError:
                assert self.path.read_bytes() == before
                return
        self.log = open_log(self.path)
        self.is_foreign = False
        now = self.entries.get(deed.number)
        back = Deed(deed.number, deed.after, deed.before) if is_undo else deed
        self.do(deed.number, merged(back, now))

    # -- what others do ------------------------------------------------------------------------------------------------

    @rule(data=st.data(), field=st.sampled_from(FIELDS))
    def others_write(self, data: st.DataObject, field: str) -> None:
        """An editor writes without asking anybody."""
        text = self.path.read_bytes().decode("utf-8", "surrogateescape")
        if field == "new" or not self.entries:
            number, self.next_number = self.next_number, self.next_number + 1
            markdown = self.spelled(entry(number, "Limpets"))
            place = len(self.head.decode("utf-8", "surrogateescape"))
            text = text[:place] + markdown + text[place:]
            self.entries[number] = markdown
        else:
            number = data.draw(st.sampled_from(sorted(self.entries)))
            old = content(self.entries[number])
            new = old
            if field in ("title", "all"):
                new = re.sub(r"-\[[^]]*\]-\[MarineBio", f"-[Crabs {number}]-[MarineBio", new, count=1)
            if field in ("summary", "all"):
                new = re.sub(r"(No\. \d+)\r?\n?.*\Z", lambda found: f"{found[1]}{self.newline}> > They pinch.", new)
            assert text.count(old) == 1
            text = text.replace(old, new)
            self.entries[number] = new
        self.path.write_bytes(text.encode("utf-8", "surrogateescape"))
        self.is_foreign = True

    # -- what goes wrong -----------------------------------------------------------------------------------------------

    @precondition(lambda self: self.pending is not None)
    @rule(data=st.data(), finish=st.booleans())
    def crash(self, data: st.DataObject, finish: bool) -> None:
        """The program is killed in the middle of a save; the disk holds a part of what it was writing."""
        assert self.pending is not None
        change, deed = self.pending
        before = self.path.read_bytes()
        if self.is_foreign:
            self.reopen()
            return
        after = apply(self.log.snapshot.text, change.edits).encode("utf-8", "surrogateescape")
        cut = data.draw(st.integers(0, len(after)))
        if self.path.stat().st_nlink == 1:
            self.path.with_name(".log.md.readtui-0a1b2c3d").write_bytes(after[:cut])
            self.reopen()
            return
        torn = after[:cut] + before[cut:]
        with self.state():
            key = state_files.key(self.path)
            for name, text in (("before", before), ("after", after)):
                state_files.write(f"unfinished/{key}.{name}.md", text)
            self.path.write_bytes(torn)
            copies = store.clear_up(self.path)
            assert (copies is None) == (torn in (before, after))
            if copies is not None:
                store.put_back(self.path, copies, finish)
            assert self.path.read_bytes() == (torn if copies is None else after if finish else before)
        if self.path.read_bytes() == after:
            self.do(deed.number, deed.after)
        self.reopen()


def content(markdown: str) -> str:
    """An entry without the separator lines below it."""
    return markdown.rstrip(">\r\n")


def merged(deed: Deed, now: str | None) -> str | None:
    """What ``deed`` makes of an entry that others may have changed meanwhile: line by line, each side's change."""
    if deed.after is None or deed.before is None or now is None or content(now) == content(deed.before):
        return deed.after
    parts: list[Mapping[str, str]] = [_parts(markdown) for markdown in (deed.before, deed.after, now)]
    before, after, other = parts
    chosen = {name: after[name] if after[name] != before[name] else other[name] for name in before}
    return "".join(chosen.values())


def _parts(markdown: str) -> dict[str, str]:
    """An entry in its header and the rest."""
    lines = content(markdown).splitlines(keepends=True)
    return {"header": lines[0], "rest": "".join(lines[1:])}


Logs.TestCase.settings = settings(
    max_examples=settings().max_examples // 2,
    derandomize=True,
    phases=[Phase.generate],  # to shrink what it found takes minutes
    stateful_step_count=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestLogs = Logs.TestCase

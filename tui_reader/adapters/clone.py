"""What git knows of a log, without changing anything: branch, how far it is from its remote, what is not committed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from tui_reader.adapters.git import Git
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.working_tree import folder_of, top_of
from tui_reader.core.document import Entry
from tui_reader.core.parser import parse

NO_LOCKS = {"GIT_OPTIONAL_LOCKS": "0"}
"""Whoever only looks must not be in the way of a git that somebody else runs."""

ANSWERED = ("# branch.oid ", "# branch.head ", "# branch.ab ")


class CloneState(NamedTuple):
    """The working tree that a log belongs to, and what of the log is not committed in it."""

    commit: str
    """Its HEAD."""
    branch: str
    """Its branch; the commit where none is checked out."""
    ahead: int
    """Commits that the upstream branch has not got, as far as is known here."""
    behind: int
    """Commits that it has and this branch has not."""
    uncommitted: frozenset[int]
    """Which entries of the log, from 0, are not in HEAD as they are."""


class Committed(NamedTuple):
    """The entries of a log as a commit has them."""

    blob: str
    entries: Counter[str]


class ClonedLog(NamedTuple):
    """A log, and the git that is to be asked about it."""

    log: OpenLog
    git: Git
    name: str
    """The log's name as git knows it."""


def cloned(log: OpenLog, is_called_off: Callable[[], bool]) -> ClonedLog | None:
    """``log`` in its working tree; None where it is in none. Git is ended once it ``is_called_off``."""
    folder = folder_of(log.path)
    top = top_of(folder)
    if top is None:
        return None
    name = os.path.relpath(os.path.join(folder, os.path.basename(os.path.realpath(log.path))), top)
    return ClonedLog(log, Git(top, is_called_off=is_called_off), name.replace(os.sep, "/"))


def state_of(
    where: ClonedLog, known: Committed | None, pause: Callable[[], None]
) -> tuple[CloneState | None, Committed | None]:
    """The state of a log, and what was learned of its commit, to be ``known`` the next time.

    None where git has nothing to say. ``pause`` is called again and again. Raises ``GitError``.
    """
    log, git, name = where
    answer = git.run(
        *("status", "--porcelain=v2", "--branch", "--untracked-files=normal", "--", name),
        variables=NO_LOCKS,
        may_be_ended=True,
    )
    if answer.code:
        return None, known
    said = dict.fromkeys(ANSWERED, "")
    is_clean = True
    for line in answer.text.splitlines():
        key = next((key for key in ANSWERED if line.startswith(key)), None)
        if key is not None:
            said[key] = line.removeprefix(key)
        elif not line.startswith("#"):
            is_clean = False
    commit, head, ahead_behind = said.values()
    branch = commit[:7] if head == "(detached)" else head
    ahead, behind = (abs(int(number)) for number in (ahead_behind or "+0 -0").split())
    state = CloneState(commit, branch, ahead, behind, frozenset())
    if is_clean:
        return state, known
    blob = git.says("rev-parse", "--verify", "--quiet", f"HEAD:{name}") or ""
    if known is None or known.blob != blob:
        known = Committed(blob, _entries(git, blob, pause))
    left = known.entries.copy()
    uncommitted = set()
    for number, markdown in enumerate(_texts(log.document.entries)):
        if left[markdown]:
            left[markdown] -= 1
        else:
            uncommitted.add(number)
    return state._replace(uncommitted=frozenset(uncommitted)), known


def _entries(git: Git, blob: str, pause: Callable[[], None]) -> Counter[str]:
    if not blob:
        return Counter()
    text = git.output("cat-file", "blob", blob).decode("utf-8", "surrogateescape")
    return Counter(_texts(parse(text, pause=pause).entries))


def _texts(entries: Iterable[Entry]) -> Iterator[str]:
    """``entries`` as they are compared: git may give the working tree line ends of its own."""
    for entry in entries:
        yield entry.markdown.replace("\r\n", "\n").rstrip("\n")

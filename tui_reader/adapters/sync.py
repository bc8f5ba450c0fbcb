"""A log and its remote made the same: commit, fetch, merge by entries, push, and again if others were faster.

What is merged is made of git's objects alone, pushed, and only then put into the working tree, by a fast-forward: it
does not touch files that somebody changed or staged, and does all or nothing. Nothing that is committed is rewritten.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from secrets import SystemRandom
from time import sleep
from typing import NamedTuple

from tui_reader.adapters import store
from tui_reader.adapters.git import CalledOffError, Git, GitError, GitRefusedError, clone_of
from tui_reader.adapters.git_merge import File, UnmergedFilesError, file_in, merged_commit, text_of
from tui_reader.adapters.language import _
from tui_reader.adapters.log_errors import ExternallyChangedError
from tui_reader.core.document import Span
from tui_reader.core.lines import is_conflict_marker, scannable
from tui_reader.core.log_changes import LogChanges, log_changes
from tui_reader.core.message import N_, Message, message
from tui_reader.core.text_edit import TextEdit
from tui_reader.core.text_form import form_of

ATTEMPTS = 30
"""How often others may be faster before it is given up."""

ATTEMPTS_WHILE_BUSY = 10
"""How often another git may be at work in this clone before its lock is taken for a forgotten one."""

LONGEST_PAUSE = 2.0
"""Seconds to wait, at most, before the next attempt; a random part of it, so that two do not meet again and again."""

CONFLICT_REF = "refs/worktree/readtui/conflict"
"""A commit whose parents are the two that could not be merged, while the log holds the marks of the conflict."""

UNDER_WAY = {
    "MERGE_HEAD": N_("a merge"),
    "rebase-merge": N_("a rebase"),
    "rebase-apply": N_("a rebase"),
    "CHERRY_PICK_HEAD": N_("a cherry-pick"),
    "REVERT_HEAD": N_("a revert"),
}
"""What git leaves in its folder while something is under way."""

NO_NETWORK = (
    "could not resolve host",
    "could not resolve hostname",
    "name or service not known",
    "temporary failure in name resolution",
    "connection refused",
    "connection timed out",
    "connection reset",
    "operation timed out",
    "network is unreachable",
    "no route to host",
    "failed to connect",
    "couldn't connect",
    "operation too slow",
)
REFUSED = (
    "authentication failed",
    "permission denied",
    "could not read username",
    "could not read password",
    "terminal prompts disabled",
    "host key verification failed",
    "returned error: 401",
    "returned error: 403",
    "access denied",
    "invalid username or password",
)
NOT_THERE = ("does not appear to be a git repository", "repository not found", "not found", "does not exist")
BUSY = ("index.lock", "head.lock", "cannot lock ref", "unable to lock", "another git process")
FASTER = ("fetch first", "non-fast-forward", "stale info", "failed to update ref", "cannot lock ref", "incorrect old")


class SyncError(GitError):
    """The log cannot be synchronised; what there was is as it was."""


class Synced(NamedTuple):
    """What came of it."""

    sent: LogChanges = LogChanges()
    """What was committed."""
    received: LogChanges = LogChanges()
    """What others wrote."""
    conflicts: int = 0
    """How many entries were changed differently here and there: the log holds marks around them, nothing was pushed."""


Progress = Callable[[Message], None]


def sync(
    path: Path,
    describe: Callable[[LogChanges], str],
    progress: Progress,
    may_ask: bool = False,
    is_called_off: Callable[[], bool] | None = None,
) -> Synced:
    """Make the log at ``path`` and its remote repository the same.

    ``describe`` makes the message of a commit; ``progress`` hears of each step. With ``is_called_off``, which is asked
    before each step and while the remote is waited for, git stays away from the terminal; if it says yes,
    ``CalledOffError`` is raised, with nothing half done. Raises ``SyncError``, ``GitError``, and what ``store.load``
    and ``save`` raise.
    """

    def next_step(step: Message) -> None:
        if is_called_off is not None and is_called_off():
            raise CalledOffError
        progress(step)

    store.load(path)
    return _Sync(path, describe, next_step, clone_of(path, may_ask, is_called_off)).run()


class _FasterError(Exception):
    """Somebody else was faster: begin again with what there is now."""


class _BusyError(_FasterError):
    """Another git is at work in this clone, or left its lock."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class _Sync:
    def __init__(self, path: Path, describe: Callable[[LogChanges], str], progress: Progress, git: Git) -> None:
        self.path = path
        self.describe = describe
        self.progress = progress
        self.git = git
        self.name = os.path.relpath(os.path.realpath(path), git.folder).replace(os.sep, "/")
        """The log's name as git knows it."""
        self._texts: dict[str, str] = {}
        """The log in commits, by their hashes: it is the same however often it is asked for."""
        self.branch, self.remote, self.upstream = self._checked()

    def run(self) -> Synced:
        """Try until nobody was faster."""
        before = self._head_text()
        for attempt in range(ATTEMPTS):
            try:
                return self._attempt(before)
            except _FasterError as error:
                if isinstance(error, _BusyError) and attempt >= ATTEMPTS_WHILE_BUSY:
                    raise GitRefusedError("sync", error.said) from error
                sleep(SystemRandom().uniform(0, min(LONGEST_PAUSE, 0.05 * 2**attempt)))
        raise SyncError(
            N_("{path}: others were faster {count} times; what you wrote is committed here, sync again later"),
            path=self.path,
            count=ATTEMPTS,
        )

    # -- before anything is done ---------------------------------------------------------------------------------------

    def _checked(self) -> tuple[str, str, str]:
        """The branch, its remote repository and its branch there. Raises ``SyncError`` where something is missing."""
        git = self.git
        places = git.ask("rev-parse", *(word for name in UNDER_WAY for word in ("--git-path", name))).split("\n")
        for place, deed in zip(places, UNDER_WAY.values(), strict=True):
            if os.path.exists(os.path.join(git.folder, place)):
                raise SyncError(
                    N_("{path}: {deed} is under way in this repository; finish or abort it first"),
                    path=self.path,
                    deed=message(deed),
                )
        if git.says("ls-files", "--unmerged", "--", self.name):
            raise SyncError(N_("{path}: git has conflicts in it; choose, and git add it"), path=self.path)
        head = git.says("symbolic-ref", "--quiet", "HEAD")
        if head is None:
            raise SyncError(N_("{path}: no branch is checked out (detached HEAD); git switch BRANCH"), path=self.path)
        branch = head.removeprefix("refs/heads/")
        remotes = git.says("remote")
        if remotes is None:
            raise SyncError(
                N_(
                    "{path}: this repository has no remote; git remote add origin URL, then git push -u origin {branch}"
                ),
                path=self.path,
                branch=branch,
            )
        remote = git.says("config", f"branch.{branch}.remote")
        upstream = git.says("config", f"branch.{branch}.merge")
        if remote is None or upstream is None:
            raise SyncError(
                N_("{path}: the branch {branch} has no upstream; git push -u {remote} {branch}"),
                path=self.path,
                branch=branch,
                remote=remotes.splitlines()[0],
            )
        if not git.says("ls-files", "--", self.name) and git.agrees("check-ignore", "--quiet", "--", self.name):
            raise SyncError(N_("{path}: git ignores this file; take it out of .gitignore"), path=self.path)
        return branch, remote, upstream

    # -- one attempt ---------------------------------------------------------------------------------------------------

    def _attempt(self, before: str) -> Synced:
        git = self.git
        left = self._marks_left()
        if left:
            return Synced(conflicts=left)
        self._conclude()
        head = self._committed()
        sent = log_changes(before, self._text_in(head))
        self._fetch()
        theirs = self._theirs()
        new = head
        if theirs is not None and not git.agrees("merge-base", "--is-ancestor", theirs, head):
            new = theirs
            if not git.agrees("merge-base", "--is-ancestor", head, theirs):
                self.progress(message(N_("merging what others wrote")))
                merged = self._merged(head, theirs)
                if isinstance(merged, int):
                    return Synced(sent, conflicts=merged)
                new = merged
        if new != theirs:
            self._push(new)
        if new != git.says("rev-parse", "HEAD"):
            self._forward(new)
        return Synced(sent, log_changes(self._text_in(head), self._text_in(new)))

    def _committed(self) -> str:
        """HEAD, what stands in the working tree's log committed before if it is new."""
        git = self.git
        tracked = git.says("ls-files", "--", self.name) is not None
        head = git.says("rev-parse", "--verify", "--quiet", "HEAD")
        if head is not None and tracked and git.agrees("diff", "--quiet", "HEAD", "--", self.name):
            return head
        changes = log_changes(self._head_text(), store.load(self.path).text)
        self.progress(message(N_("committing")))
        if not tracked:
            git.ask("add", "--intent-to-add", "--", self.name)
        said = self.describe(changes).encode("utf-8", "replace")
        answer = git.run("commit", "--quiet", "--only", "--file=-", "--", self.name, given=said)
        if answer.code:
            self._may_be_busy(answer.errors)
            if "tell me who you are" in answer.errors.lower() or "ident name" in answer.errors:
                raise SyncError(
                    N_("{path}: git does not know who you are; git config --global user.name NAME, and user.email"),
                    path=self.path,
                )
            if "nothing to commit" not in answer.text and "no changes" not in answer.text:
                raise GitRefusedError("commit", answer.errors or answer.text)
        return git.ask("rev-parse", "HEAD")

    def _fetch(self) -> None:
        self.progress(message(N_("fetching from {remote}"), remote=self.remote))
        answer = self.git.run("fetch", "--quiet", self.remote, may_be_ended=True)
        if answer.code:
            self._may_be_busy(answer.errors)
            raise self._unreachable("fetch", answer.errors)

    def _push(self, new: str) -> None:
        self.progress(message(N_("pushing to {remote}"), remote=self.remote))
        answer = self.git.run("push", "--porcelain", self.remote, f"{new}:{self.upstream}", may_be_ended=True)
        if answer.code:
            said = answer.text + "\n" + answer.errors
            if any(sign in said for sign in FASTER):
                raise _FasterError
            self._may_be_busy(answer.errors)
            rejected = next((line for line in said.splitlines() if "rejected]" in line), None)
            if rejected is not None:
                raise SyncError(
                    N_("{path}: {remote} does not take it ({reason}); what you wrote is committed here"),
                    path=self.path,
                    remote=self.remote,
                    reason=rejected.split("\t")[-1],
                )
            raise self._unreachable("push", answer.errors)

    def _forward(self, new: str) -> None:
        """Put ``new``, which comes after HEAD, into the working tree; nobody saves the log meanwhile."""
        with store.held(self.path):
            answer = self.git.run("-c", "merge.autoStash=false", "merge", "--quiet", "--ff-only", new)
        if not answer.code:
            return
        files = [line.strip() for line in answer.errors.splitlines() if line.startswith("\t")]
        if self.name in files or "fast-forward" in answer.errors.lower():
            raise _FasterError  # the log was saved, or HEAD moved
        if files:
            raise SyncError(
                N_("{path}: others changed {file}, and so did you, uncommitted; commit or stash it, then sync again"),
                path=self.path,
                file=files[0],
            )
        self._may_be_busy(answer.errors)
        raise GitRefusedError("merge", answer.errors)

    # -- conflicts -----------------------------------------------------------------------------------------------------

    def _merged(self, head: str, theirs: str) -> str | int:
        """The commit that ``head`` and ``theirs`` are merged in, or how many conflicts were marked in the log."""
        try:
            return merged_commit(self.git, head, theirs, self._merge_message())
        except UnmergedFilesError as error:
            log = error.logs.get(self.name)
            others = [name for name in (*error.logs, *error.others) if name != self.name]
            if log is None or others:
                raise SyncError(
                    N_("{path}: {file} was changed differently here and by others; git pull, and merge it by hand"),
                    path=self.path,
                    file=others[0],
                ) from error
            self._mark(log.text, head, theirs)
            return log.conflicts

    def _merge_message(self) -> str:
        return _("Merge what others wrote") + "\n"

    def _mark(self, text: str, head: str, theirs: str) -> None:
        """Put ``text``, with its marks, into the working tree, and remember which commits it comes from."""
        snapshot = store.load(self.path)
        if not self.git.agrees("diff", "--quiet", head, "--", self.name):
            raise _FasterError
        tree = self.git.ask("rev-parse", f"{theirs}^{{tree}}")
        remembered = self.git.ask("commit-tree", tree, "-p", head, "-p", theirs, "-m", "readtui: conflict")
        self.git.ask("update-ref", CONFLICT_REF, remembered)
        line_end = form_of(snapshot.text).line_end
        if line_end not in (None, "", "\n") and form_of(text).line_end == "\n":
            text = text.replace("\n", line_end)  # git gave the working tree line ends of its own
        try:
            store.save(self.path, [TextEdit(Span(0, len(snapshot.text)), text)], snapshot.fingerprint)
        except ExternallyChangedError as error:
            raise _FasterError from error

    def _marks_left(self) -> int:
        """How many conflicts are marked in the log that are not in HEAD's."""

        def count(text: str) -> int:
            lines = scannable(text).split("\n")
            return sum(line.startswith("<<<<<<<") and is_conflict_marker(line) for line in lines)

        return max(0, count(store.load(self.path).text) - count(self._head_text()))

    def _conclude(self) -> None:
        """Make the merge that a conflict was in the way of, with the log as it was settled in the working tree.

        Where the log is again what it was before, nothing was settled, and the merge begins anew.
        """
        git = self.git
        if git.says("rev-parse", "--verify", "--quiet", CONFLICT_REF) is None:
            return
        head, before = git.ask("rev-parse", "HEAD"), git.ask("rev-parse", f"{CONFLICT_REF}^1")
        theirs = git.ask("rev-parse", f"{CONFLICT_REF}^2")
        is_merged = git.agrees("merge-base", "--is-ancestor", theirs, head)
        is_as_before = head == before and git.agrees("diff", "--quiet", "HEAD", "--", self.name)
        if not is_merged and not is_as_before:
            self.progress(message(N_("committing")))
            git.ask("add", "--", self.name)
            mode, blob, _ = git.ask("ls-files", "--stage", "--", self.name).partition("\t")[0].split(" ")
            try:
                new = merged_commit(git, head, theirs, self._merge_message(), {self.name: File(mode, blob)})
            except UnmergedFilesError as error:
                raise SyncError(
                    N_("{path}: {file} was changed differently here and by others; git pull, and merge it by hand"),
                    path=self.path,
                    file=str(error),
                ) from error
            self._forward(new)
        git.run("update-ref", "-d", CONFLICT_REF)

    # -- what git says -------------------------------------------------------------------------------------------------

    def _theirs(self) -> str | None:
        """The commit that was fetched; None where the remote repository has no such branch yet."""
        known = self.git.says("remote") or ""
        tracking = self.git.says("rev-parse", "--symbolic-full-name", f"{self.branch}@{{upstream}}")
        if tracking is None and self.remote in known.splitlines():
            return None
        return self.git.says("rev-parse", "--verify", "--quiet", f"{tracking or 'FETCH_HEAD'}^{{commit}}")

    def _head_text(self) -> str:
        return self._text_in(self.git.says("rev-parse", "--verify", "--quiet", "HEAD"))

    def _text_in(self, commit: str | None) -> str:
        if commit is None:
            return ""
        if commit not in self._texts:
            self._texts[commit] = text_of(self.git, file_in(self.git, commit, self.name))
        return self._texts[commit]

    def _may_be_busy(self, said: str) -> None:
        """Another git is at work in this clone: it is somebody who was faster."""
        if any(sign in said.lower() for sign in BUSY):
            raise _BusyError(said)

    def _unreachable(self, command: str, said: str) -> GitError:
        """The error for a remote repository that does not answer."""
        lower = said.lower()
        remote = {"path": self.path, "remote": self.remote}
        if any(sign in lower for sign in NO_NETWORK):
            return SyncError(
                N_("{path}: no connection to {remote}; what you wrote is committed here, sync again later"), **remote
            )
        if any(sign in lower for sign in REFUSED):
            return SyncError(
                N_("{path}: {remote} refused your credentials; git fetch in a terminal asks for them"), **remote
            )
        if any(sign in lower for sign in NOT_THERE):
            return SyncError(N_("{path}: there is no repository at {remote}; see git remote -v"), **remote)
        return GitRefusedError(command, said)

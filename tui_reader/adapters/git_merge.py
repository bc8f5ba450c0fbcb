"""Two commits merged into a third without a working tree: logs by entries, all other files only where it is plain."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from typing import NamedTuple

from tui_reader.adapters.git import Git
from tui_reader.adapters.log_folder import LOG_ENDINGS
from tui_reader.core.merge import Merged, merge_files


class File(NamedTuple):
    """A file as a commit has it."""

    mode: str
    blob: str


class UnmergedFilesError(Exception):
    """Files that both commits changed differently."""

    def __init__(self, logs: Mapping[str, Merged], others: list[str]) -> None:
        super().__init__(", ".join([*logs, *others]))
        self.logs = logs
        """By name, with the conflicts marked."""
        self.others = others


def merged_commit(
    git: Git, head: str, theirs: str, message: str, settled: Mapping[str, File | None] | None = None
) -> str:
    """A commit of which ``head`` and ``theirs`` are the parents, with the changes of both.

    ``settled`` says of some files, by name, what they are in it; None: not there. Raises ``UnmergedFilesError``.
    """
    settled = settled or {}
    base = git.says("merge-base", head, theirs)
    ours_changed, theirs_changed = changed_files(git, base, head), changed_files(git, base, theirs)
    names = [name for name in sorted(ours_changed.keys() | theirs_changed.keys()) if name not in settled]
    logs = [name for name in names if name.lower().endswith(LOG_ENDINGS)]
    both = [
        name
        for name in names
        if name in ours_changed and name in theirs_changed and ours_changed[name] != theirs_changed[name]
    ]
    result: dict[str, File | None] = {name: ours_changed[name] for name in ours_changed if name not in both}
    others = [name for name in both if name not in logs]
    if any(name in logs for name in both):
        merged = _merged_logs(git, (base, head, theirs), logs)
        conflicts = {name: one for name, (one, _) in merged.items() if one.conflicts}
        if conflicts or others:
            raise UnmergedFilesError(conflicts, others)
        result |= {name: file for name, (_, file) in merged.items()}
    elif others:
        raise UnmergedFilesError({}, others)
    tree = _tree(git, theirs, result | dict(settled))
    return git.ask("commit-tree", tree, "-p", head, "-p", theirs, "-F", "-", given=message.encode())


def changed_files(git: Git, base: str | None, commit: str) -> dict[str, File | None]:
    """The files that ``commit`` changed since ``base`` (None: since there was nothing), by name; None: deleted."""
    since = base or git.ask("hash-object", "-t", "tree", "--stdin")
    listed = git.output("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", since, commit)
    fields = listed.decode("utf-8", "surrogateescape").split("\0")
    files: dict[str, File | None] = {}
    for line, name in zip(fields[::2], fields[1::2], strict=False):
        _, mode, _, blob, status = line.split(" ")
        files[name] = None if status.startswith("D") else File(mode, blob)
    return files


def file_in(git: Git, commit: str | None, name: str) -> File | None:
    """The file ``name`` in ``commit``; None where it is not there."""
    if commit is None:
        return None
    line = git.ask("ls-tree", "-z", commit, "--", name).rstrip("\0")
    if not line:
        return None
    mode, _, blob = line.partition("\t")[0].split(" ")
    return File(mode, blob)


def text_of(git: Git, file: File | None) -> str:
    """The text of ``file``; empty where there is none."""
    return "" if file is None else git.output("cat-file", "blob", file.blob).decode("utf-8", "surrogateescape")


def _merged_logs(
    git: Git, commits: tuple[str | None, str, str], names: list[str]
) -> dict[str, tuple[Merged, File | None]]:
    """The logs ``names`` merged, as texts and as files."""
    files = {name: [file_in(git, commit, name) for commit in commits] for name in names}
    texts = [tuple(text_of(git, file) for file in files[name]) for name in names]
    merged = merge_files([(base, ours, theirs) for base, ours, theirs in texts])
    found: dict[str, tuple[Merged, File | None]] = {}
    for name, versions, one in zip(names, texts, merged, strict=True):
        base, ours, theirs = files[name]
        same = next((file for file, text in ((theirs, versions[2]), (ours, versions[1])) if text == one.text), None)
        if one.text in versions[1:] and (same is not None or not one.text):
            found[name] = (one, same)
            continue
        blob = git.ask("hash-object", "-w", "--stdin", given=one.text.encode("utf-8", "surrogateescape"))
        kept = next(file for file in (theirs, ours, base) if file is not None)
        found[name] = (one, File(kept.mode, blob))
    return found


def _tree(git: Git, commit: str, changes: Mapping[str, File | None]) -> str:
    """The tree of ``commit`` with ``changes``; made in an index of its own."""
    lines = [
        f"{file.mode} {file.blob}\t{name}" if file is not None else f"0 {'0' * 40}\t{name}"
        for name, file in changes.items()
    ]
    with tempfile.TemporaryDirectory(prefix="readtui-") as folder:
        variables = {"GIT_INDEX_FILE": os.path.join(folder, "index")}
        git.ask("read-tree", commit, variables=variables)
        listed = "".join(line + "\0" for line in lines).encode("utf-8", "surrogateescape")
        git.ask("update-index", "-z", "--index-info", given=listed, variables=variables)
        return git.ask("write-tree", variables=variables)

"""What the program keeps for one person between sessions, and where: small files that nobody else may read.

The state folder comes first. Where it cannot be written (no home, a full disk) the person's runtime folder and then a
folder among the temporary files take its place: they live until the machine is restarted, and a lost line is survived.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from tui_reader.adapters import disk
from tui_reader.adapters.user_folders import PROGRAM, state_folder

UNFINISHED = "unfinished"
"""The kind of state files that a write in place (``rewrite``) leaves until it has ended."""

BEING_WRITTEN = 60.0
"""Seconds that writing one of these small files may take."""


def key(log: Path) -> str:
    """What stands for ``log`` in the names of files: the same for every path that leads to it."""
    from hashlib import sha256

    return sha256(os.fsencode(real_path(log))).hexdigest()[:20]


def real_path(log: Path) -> str:
    """The name of the log's file itself; the one it was given where the folder that it counts from is gone."""
    try:
        return os.path.realpath(log)
    except OSError:
        return os.fspath(log)


def write(name: str, data: bytes) -> Path:
    """Make ``name`` (``drafts/...``) a file of ``data``, and return where. OSError where no folder takes it."""
    refused: OSError | None = None
    for folder, is_own in _folders():
        target = os.path.join(folder, name)
        try:
            os.makedirs(folder, mode=0o700, exist_ok=True)
            if not is_own and not _is_private(folder):
                continue
            os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
            disk.write_whole(target, data)
        except OSError as error:
            refused = refused or error
        else:
            return Path(target)
    raise refused or FileNotFoundError("no folder to keep anything in")


def find(name: str) -> Path | None:
    """Where the file ``name`` was written, if it is there."""
    kind, _, file_name = name.rpartition("/")
    return next((file for file in files(kind, file_name) if file.name == file_name), None)


def files(kind: str, prefix: str, for_certain: bool = False) -> Iterator[Path]:
    """The files of a ``kind`` (``drafts``) whose names begin with ``prefix``, wherever they were written.

    A folder that cannot be read has none; OSError where that would not do (``for_certain``).
    """
    for folder, is_own in _folders():
        if not is_own and not _is_private(folder):
            continue
        try:
            names = os.listdir(os.path.join(folder, kind))
        except OSError as error:
            if for_certain and not isinstance(error, FileNotFoundError | NotADirectoryError):
                raise
            continue
        yield from (Path(folder, kind, name) for name in sorted(names) if name.startswith(prefix))


def is_unfinished(target: str) -> bool:
    """Whether a write in place left anything of the file ``target``: copies, one of them, or the beginning of one."""
    # Hardly ever is there any, and to know that is sooner done than to work out the names of this file's.
    if not any(files(UNFINISHED, "")):
        return False
    name = key(Path(target))
    return any(True for prefix in ("", ".") for _ in files(UNFINISHED, f"{prefix}{name}."))


def remove(name: str) -> None:
    """Remove the file ``name``, and what killed processes left beside it, wherever it was written."""
    for folder in _existing_folders():
        target = os.path.join(folder, name)
        disk.remove(target)
        disk.remove_leftovers(target)


def clear_up(kind: str) -> None:
    """Remove what killed processes left of the files of a ``kind``, but nothing of one that is being written."""
    for file in files(kind, "."):
        if disk.TEMPORARY_MARK in file.name and disk.is_abandoned(str(file), BEING_WRITTEN):
            disk.remove(str(file))


def _folders() -> Iterator[tuple[str, bool]]:
    """The folders to write to, the best first, and whether each is the person's own by the place it is in."""
    own = state_folder()
    if own is not None:
        yield own, True
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if os.path.isabs(runtime):
        yield os.path.join(runtime, PROGRAM), False
    if sys.platform != "win32":
        temporary = os.environ.get("TMPDIR", "")
        if not os.path.isabs(temporary):
            temporary = "/tmp"  # noqa: S108 - what is written there is in a private folder
        yield os.path.join(temporary, f"{PROGRAM}-{os.geteuid()}"), False


def _existing_folders() -> Iterator[str]:
    for folder, is_own in _folders():
        if os.path.isdir(folder) and (is_own or _is_private(folder)):
            yield folder


def _is_private(folder: str) -> bool:
    """Whether ``folder`` is the person's alone. Among temporary files, anybody may have put one of its name before."""
    if sys.platform == "win32":
        return True
    try:
        status = os.lstat(folder)
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and not stat.S_IMODE(status.st_mode) & 0o077

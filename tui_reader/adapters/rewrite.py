"""A file, open and locked, becomes another one: by a new file in its place, or in place where that is not to be."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tui_reader.adapters import disk, state_files
from tui_reader.adapters.state_files import UNFINISHED

IN_PLACE_INSTEAD = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV})
"""What the system answers where a file may be written, but no other be put in its place."""


class BrokenOffError(Exception):
    """A write in place broke off, now or the last time: the file is neither what it was nor what it was to become."""

    def __init__(self, copies: Copies) -> None:
        super().__init__(copies)
        self.copies = copies


class Copies(NamedTuple):
    """Copies of a file that is being written in place."""

    before: Path
    """Of the file as it was."""
    after: Path
    """Of what it is to become."""


def rewrite(
    target: str,
    descriptor: int,
    status: os.stat_result,
    before: bytes,
    after: bytes,
    look_again: Callable[[], None],
) -> os.stat_result:
    """Make ``after`` of the file ``target``, and return how it looks then.

    It is open as ``descriptor``, locked, and held ``before`` when it looked like ``status``. ``look_again`` is called
    when all is ready; an exception of its own ends the write. OSError where the file cannot be written and is as it
    was; ``BrokenOffError`` where it is damaged.
    """
    if status.st_nlink <= 1:
        written = _replace(target, status, after, look_again)
        if written is not None:
            return written
    _write_in_place(target, descriptor, before, after, look_again)
    try:
        return os.fstat(descriptor)
    except OSError:
        return status  # it is written all the same; that it looks different will be noticed


def copies_of_damaged(target: str, data: bytes) -> Copies | None:
    """The copies, if the file, which is locked and holds ``data``, is neither of them; else they have served and go.

    OSError where one cannot tell.
    """
    if not any(state_files.files(UNFINISHED, "", for_certain=True)):
        return None
    names = [name.rpartition("/")[2] for name in _names(target)]
    kept = {file.name: file for file in state_files.files(UNFINISHED, state_files.key(Path(target)), for_certain=True)}
    if all(name in kept for name in names):
        copies = Copies(*(kept[name] for name in names))
        if data not in (copies.before.read_bytes(), copies.after.read_bytes()):
            return copies
    # One copy alone: the write had not begun, or it had ended.
    forget_copies(target)
    return None


def keep_damaged(target: str, data: bytes) -> Path:
    """Keep ``data``, what a write that broke off made of the file ``target``, for a person to look at."""
    return state_files.write(f"damaged/{state_files.key(Path(target))}-{os.urandom(4).hex()}.md", data)


def put_back(target: str, descriptor: int, damaged: bytes, whole: bytes) -> None:
    """Make ``whole`` of the file ``target``, which is open as ``descriptor``, locked, and holds ``damaged``.

    OSError where that failed and it holds ``damaged`` again; ``disk.TornFileError`` where it holds anything else.
    """
    disk.overwrite(descriptor, damaged, whole)
    forget_copies(target)


def _replace(
    target: str, status: os.stat_result, after: bytes, look_again: Callable[[], None]
) -> os.stat_result | None:
    """The usual way. None where it is not open to this user, or would shut somebody out."""
    temporary = None
    try:
        temporary = disk.write_beside(target, after, status)
        written = os.stat(temporary)
        look_again()
        try:
            os.replace(temporary, target)
        except OSError:
            # A network file system may have done it, and lost the answer.
            if not _is_in_place(target, written):
                raise
    except BaseException as error:
        if temporary is not None:
            disk.remove(temporary)
        if isinstance(error, disk.RightsWouldChangeError):
            return None
        if isinstance(error, OSError) and error.errno in IN_PLACE_INSTEAD:
            return None
        raise
    return written


def _is_in_place(target: str, written: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.stat(target), written)
    except OSError:
        return False


def _write_in_place(target: str, descriptor: int, before: bytes, after: bytes, look_again: Callable[[], None]) -> None:
    """The way without a net, so one is put up first: copies of both texts among the state files, until it has ended."""
    name_before, name_after = _names(target)
    try:
        copies = Copies(state_files.write(name_before, before), state_files.write(name_after, after))
        look_again()
        disk.overwrite(descriptor, before, after)
    except disk.TornFileError as error:
        raise BrokenOffError(copies) from error
    except BaseException:
        forget_copies(target)
        raise
    forget_copies(target)


def _names(target: str) -> tuple[str, str]:
    """The names of the state files that are the copies before and after."""
    key = state_files.key(Path(target))
    return f"{UNFINISHED}/{key}.before.md", f"{UNFINISHED}/{key}.after.md"


def forget_copies(target: str) -> None:
    """Remove the copies of the file ``target``: its write in place has ended, or they are not wanted."""
    before, after = _names(target)
    # With the first of them gone, the other means nothing.
    state_files.remove(after)
    state_files.remove(before)

"""Bytes onto a disk so that a file is whole at every moment: what it was, or what it shall be."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from typing import Literal

from tui_reader.core.message import N_, Message, message

O_BINARY: int = getattr(os, "O_BINARY", 0)
"""Makes Windows leave line ends alone."""

TEMPORARY_MARK = ".readtui-"
"""Stands in the name of every temporary file: ``.log.md.readtui-0a1b2c3d``."""

ACCESS_LIST = "system.posix_acl_access"
"""The attribute that holds a file's access control list."""

LONGEST_STEM = 200
"""Bytes of a file's name that its temporary file repeats; file systems take names of 255."""

POLL_SECONDS = 0.01
"""How long to sleep before asking for a lock again."""

WITHOUT_SYNC = frozenset({errno.EINVAL, errno.EBADF, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EISDIR, errno.EACCES})
"""What file systems answer that cannot sync a folder; they do without."""

WITHOUT_ATTRIBUTES = frozenset({errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""What file systems answer that know no extended attributes."""

Lock = Literal["held", "busy", "none"]
"""What became of asking for a lock."""

ABANDONED = 3600.0
"""Seconds after which nobody is still writing a temporary file."""


class RightsWouldChangeError(Exception):
    """A new file in the place of the old could not be given to the same people: it has to be written in place."""


class TornFileError(Exception):
    """A write in place broke off, and the old bytes could not be put back either."""


def reason(error: OSError) -> Message | str:
    """Why the system refused, in words for people."""
    known = {
        errno.EACCES: N_("permission denied"),
        errno.EPERM: N_("permission denied"),
        errno.EROFS: N_("the disk is mounted read-only"),
        errno.ENOSPC: N_("the disk is full"),
        errno.EDQUOT: N_("your disk quota is used up"),
        errno.EIO: N_("the disk reports an error"),
        errno.ELOOP: N_("its symbolic links lead in a circle"),
        errno.ENAMETOOLONG: N_("the name is too long"),
    }
    pattern = known.get(error.errno or 0)
    return message(pattern) if pattern else error.strerror or str(error)


def lock(descriptor: int, patience: float = 0) -> Lock:
    """Lock an open file against all others who lock it, until ``descriptor`` is closed or the process ends.

    ``busy`` where somebody else held it for ``patience`` seconds. ``none`` where there are no locks (Windows, some
    network file systems): nobody is kept out, and whoever writes has to look again whether the file is as it was.
    """
    if sys.platform == "win32":
        return "none"
    import fcntl
    from time import monotonic, sleep

    give_up = monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() >= give_up:
                return "busy"
            sleep(POLL_SECONDS)
        except OSError:
            return "none"
        else:
            return "held"


def read_all(descriptor: int) -> bytes:
    """All bytes of an open file, from its beginning."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    with open(descriptor, "rb", buffering=0, closefd=False) as file:
        return file.readall()


def write_all(descriptor: int, data: bytes) -> None:
    """Write ``data`` where the open file stands: a system may take it in pieces."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def write_beside(target: str, data: bytes, like: os.stat_result | None = None, mode: int = 0o600) -> str:
    """Write ``data`` into a new file in the folder of ``target``, down to the disk, and return its name.

    With ``like``, what is known of ``target``, the new file gets its owner, group, mode, access list and extended
    attributes as far as the user may; ``RightsWouldChangeError`` where somebody would lose or gain access by that.
    Without, it has ``mode``: it is for the user alone, unless that says otherwise. Nothing is left behind on an error.
    """
    folder, name = os.path.split(target)
    descriptor, temporary = _new_file(os.path.join(folder, _temporary_stem(name)), mode)
    try:
        try:
            write_all(descriptor, data)
            if like is not None:
                _copy_rights(target, descriptor, like)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        remove(temporary)
        raise
    return temporary


def write_whole(target: str, data: bytes, like: os.stat_result | None = None, mode: int = 0o600) -> None:
    """Make ``target`` a file of ``data`` in one step, with the rights of ``write_beside``. On an error it stays."""
    temporary = write_beside(target, data, like, mode)
    try:
        os.replace(temporary, target)
    except BaseException:
        remove(temporary)
        raise
    sync_folder(os.path.dirname(target))


def overwrite(descriptor: int, old: bytes, new: bytes) -> None:
    """Write ``new`` over ``old``, the bytes of an open file, down to the disk.

    On an error ``old`` is put back; ``TornFileError`` where that fails too.
    """
    try:
        _reserve(descriptor, len(old), len(new))
        _write_over(descriptor, new)
    except BaseException as error:
        try:
            _write_over(descriptor, old)
        except (OSError, KeyboardInterrupt):  # whoever pressed Ctrl+C once may do it twice
            raise TornFileError from error
        raise


def sync_folder(folder: str) -> None:
    """Bring the names in ``folder`` down to the disk. OSError where the disk says that it could not."""
    try:
        descriptor = os.open(folder or ".", os.O_RDONLY)
    except PermissionError:
        return  # Windows opens no folders, and a folder may be one to write into but not to read
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in WITHOUT_SYNC:
            raise
    finally:
        close(descriptor)


def close(descriptor: int) -> None:
    """Close a file of which all that matters is on the disk already."""
    with suppress(OSError):
        os.close(descriptor)


def remove(path: str) -> None:
    """Remove a file if it is there and may be removed."""
    with suppress(OSError):
        os.unlink(path)


def leftovers(target: str) -> list[str]:
    """The temporary files beside ``target``: those that killed processes left, and those that are being written."""
    folder, name = os.path.split(target)
    stem = _temporary_stem(name)
    try:
        with os.scandir(folder or ".") as files:
            return [file.path for file in files if file.name.startswith(stem)]
    except OSError:
        return []


def remove_leftovers(target: str, lock: Lock = "held") -> None:
    """Remove the temporary files that killed processes left beside ``target``.

    Who holds its lock knows that nobody is writing any of them; without locks, their age has to say so.
    """
    for path in leftovers(target) if lock != "busy" else ():
        if lock == "held" or is_abandoned(path, ABANDONED):
            remove(path)


def is_abandoned(path: str, after: float) -> bool:
    """Whether the file at ``path`` is there and nobody wrote in it for ``after`` seconds."""
    from time import time

    try:
        return time() - os.stat(path).st_mtime > after
    except OSError:
        return False


def _temporary_stem(name: str) -> str:
    """What the names of all temporary files of the file ``name`` begin with."""
    short = os.fsencode(name)[:LONGEST_STEM].decode("utf-8", "ignore")
    return f".{short}{TEMPORARY_MARK}"


def _new_file(stem: str, mode: int) -> tuple[int, str]:
    """A new file, open for writing, and its name, which begins with ``stem``; the user's mask takes off ``mode``."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | O_BINARY
    while True:
        name = stem + os.urandom(4).hex()
        with suppress(FileExistsError):
            return os.open(name, flags, mode), name


def _copy_rights(target: str, descriptor: int, like: os.stat_result) -> None:
    if sys.platform == "win32":
        return
    has_access_list = _copy_attributes(target, descriptor)
    mine = os.fstat(descriptor)
    if (mine.st_uid, mine.st_gid) != (like.st_uid, like.st_gid):
        _give_to(descriptor, mine, like, has_access_list)
    mode = stat.S_IMODE(like.st_mode)
    try:
        os.fchmod(descriptor, mode)
    except OSError as error:
        if stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
            raise RightsWouldChangeError from error


def _copy_attributes(target: str, descriptor: int) -> bool:
    """Copy the extended attributes of ``target``; whether an access list is among them."""
    if sys.platform != "linux":
        return False
    try:
        names = os.listxattr(target)
        if ACCESS_LIST not in names and ACCESS_LIST in os.listxattr(descriptor):
            os.removexattr(descriptor, ACCESS_LIST)  # the folder gives one to every new file
    except OSError as error:
        if error.errno in WITHOUT_ATTRIBUTES:
            return False
        raise RightsWouldChangeError from error
    for name in names:
        try:
            os.setxattr(descriptor, name, os.getxattr(target, name))
        except OSError as error:
            if name == ACCESS_LIST:
                raise RightsWouldChangeError from error
    return ACCESS_LIST in names


def _give_to(descriptor: int, mine: os.stat_result, like: os.stat_result, has_access_list: bool) -> None:
    """Give a new file to the owner and the group of the old one."""
    if sys.platform == "win32":
        return
    try:
        os.fchown(descriptor, like.st_uid, like.st_gid)
    except OSError:
        pass
    else:
        return
    # Only root gives files away. As long as the group is the same and may do what the owner may, nobody is shut out.
    if mine.st_gid != like.st_gid:
        try:
            os.fchown(descriptor, -1, like.st_gid)
        except OSError as error:
            raise RightsWouldChangeError from error
    owner_alone_may = (like.st_mode & stat.S_IRWXU) >> 3 & ~like.st_mode & stat.S_IRWXG
    if mine.st_uid != like.st_uid and (owner_alone_may or has_access_list):
        raise RightsWouldChangeError


def _reserve(descriptor: int, old_size: int, new_size: int) -> None:
    """Make a file as long as it will be, so that a full disk is known of before a byte of it changes."""
    if sys.platform != "linux" or new_size <= old_size:
        return
    try:
        os.posix_fallocate(descriptor, old_size, new_size - old_size)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP):
            raise


def _write_over(descriptor: int, data: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    write_all(descriptor, data)
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)

"""A log on disk: bytes to text and back, so that every byte that was not edited stays, and no save undoes another.

A save reads the file again under a lock, makes its edits in what it finds unchanged, and puts a new file in the place
of the old one in a single step. Nothing relies on the lock alone: editors take none, some network file systems have
none.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.adapters import disk
from tui_reader.adapters.log_errors import (
    ExternallyChangedError,
    HalfWrittenError,
    LogBusyError,
    LogError,
    LogExistsError,
    LogNotWritableError,
    LogUnreadableError,
    NotConfirmedError,
    no_file,
    read_only,
    reading_failed,
    writing_failed,
)
from tui_reader.adapters.snapshot import (
    Snapshot,
    digest,
    encoded,
    encoded_to_write,
    refuse_other_than_text,
    signature,
    snapshot_of,
    snapshot_read,
    text_of,
)
from tui_reader.core.message import N_

if TYPE_CHECKING:
    from io import FileIO

    from tui_reader.adapters.rewrite import Copies
    from tui_reader.core.text_edit import TextEdit

PATIENCE = 10.0
"""Seconds to wait for somebody else who is saving the same log."""

LEADS_NOWHERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})
"""What the system answers where a name leads to no file; anything else may be over in a moment."""

Locked = tuple[int, str, disk.Lock]
"""A log's file, open for writing and locked; its real name; whether locks are there."""


# -- reading ----------------------------------------------------------------------------------------------------------


def load(path: Path) -> Snapshot:
    """Read the log at ``path``, every byte of it.

    Raises ``LogNotFoundError``, ``IsAFolderError``, ``LogUnreadableError``, ``NotTextError``.
    """
    with _opened_to_read(path) as (file, status):
        return snapshot_read(path, file, status)


def load_bytes(path: Path) -> bytes:
    """The bytes of the log at ``path``, which are those of a text. Raises what ``load`` raises."""
    with _opened_to_read(path) as (file, _status):
        data = file.readall()
    refuse_other_than_text(path, data)
    return data


@contextmanager
def _opened_to_read(path: Path) -> Iterator[tuple[FileIO, os.stat_result]]:
    """The log at ``path`` and how it looks; what goes wrong while it is read becomes what ``load`` raises."""
    try:
        with open(path, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            if stat.S_ISCHR(status.st_mode) or stat.S_ISBLK(status.st_mode):
                raise LogUnreadableError(N_("{path}: this is a device, not a log; name a Markdown file"), path)
            yield file, status
    except OSError as error:
        raise reading_failed(path, error) from error


def load_beginning(path: Path, size: int) -> str:
    """The first lines of the log at ``path``, about ``size`` bytes. Raises what ``load`` raises."""
    try:
        with open(path, "rb", buffering=0) as file:
            data = file.read(size)
    except OSError as error:
        raise reading_failed(path, error) from error
    return text_of(path, data[: data.rfind(b"\n") + 1])


def changed(snapshot: Snapshot) -> bool:
    """Whether the file holds other bytes than ``snapshot``, or cannot be read any more.

    Looks at its time and size; reads it only where these leave a doubt. Cheap enough to be asked every second.
    """
    look = snapshot.look
    if is_pipe(snapshot.path):
        return False  # what came through it is read, and is not there a second time
    try:
        # Opening makes a network file system ask its server; looking alone may show what it remembers.
        with open(snapshot.path, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            if look is not None and look.still_right(status):
                return False
            data = file.readall()
    except OSError:
        return True
    if data != encoded(snapshot.path, snapshot.text):
        return True
    if look is not None:
        look.take(status)
    return False


# -- writing ----------------------------------------------------------------------------------------------------------


def save(path: Path, edits: Sequence[TextEdit], expected: str) -> Snapshot:
    """Make ``edits`` in the log at ``path`` and give the log as it is then.

    ``expected`` is the fingerprint of the snapshot that the edits were made for. Afterwards the file is wholly the new
    one; on any error it is wholly the old one. Raises ``ExternallyChangedError``, ``LogNotWritableError``,
    ``UnwritableTextError`` and what ``load`` raises, with nothing written; ``NotConfirmedError`` and
    ``HalfWrittenError`` for disks that fail at the worst moment. ValueError where edits overlap.
    """
    with _locked(path) as locked:
        return _save(path, edits, expected, locked)


class Planned(NamedTuple):
    """What is to be saved together with something else: what ``save`` is told."""

    path: Path
    edits: Sequence[TextEdit]
    expected: str


def save_all(planned: Sequence[Planned]) -> list[Snapshot]:
    """Save several logs, one after the other, all of them locked until all are written; gives them as they are then.

    On an error all are as they were; of a process that is killed meanwhile, the first ones are written. Raises what
    ``save`` raises.
    """
    written: list[tuple[Snapshot, Snapshot, Locked]] = []
    with ExitStack() as locks:
        # Whoever else takes the same logs takes them in the same order.
        locked = {
            target: locks.enter_context(_locked(path))
            for target, path in sorted({_real_path(one.path): one.path for one in planned}.items())
        }
        before = [load(one.path) for one in planned]
        for one, current in zip(planned, before, strict=True):
            if current.fingerprint != one.expected:
                raise ExternallyChangedError(current)
        try:
            for one, was in zip(planned, before, strict=True):
                held = locked[_real_path(one.path)]
                try:
                    written.append((was, _save(*one, held), held))
                except NotConfirmedError as error:
                    written.append((was, error.written, held))
                    raise
        except BaseException:
            for was, is_now, held in reversed(written):
                _take_back(was, is_now, held)
            raise
    return [is_now for _was, is_now, _held in written]


def _take_back(before: Snapshot, written: Snapshot, locked: Locked) -> None:
    """Make the log ``written`` what it was ``before``; where that fails, or somebody wrote in it since, it stays."""
    from tui_reader.core.document import Span
    from tui_reader.core.text_edit import TextEdit

    edits = [TextEdit(Span(0, len(written.text)), before.text)]
    descriptor, target, _lock = locked
    with suppress(LogError):
        if _is_at(descriptor, target):
            _save(written.path, edits, written.fingerprint, locked)
        else:  # another file took the place of the one that is locked
            save(written.path, edits, written.fingerprint)


def _save(path: Path, edits: Sequence[TextEdit], expected: str, locked: Locked) -> Snapshot:
    """``save``, with the log locked already."""
    from tui_reader.adapters.rewrite import BrokenOffError, rewrite

    descriptor, target, lock = locked
    try:
        status = os.fstat(descriptor)
        before = disk.read_all(descriptor)
    except OSError as error:
        raise reading_failed(path, error) from error
    current = snapshot_of(path, before, status)
    if digest(before) != expected:
        raise ExternallyChangedError(current)
    after = _edited(current, edits, before)
    if after == before:
        return current
    copies = _copies_if_damaged(path, target, before)
    if copies is not None:
        raise HalfWrittenError(path, copies)
    disk.remove_leftovers(target, lock)

    def look_again() -> None:
        # Somebody who takes no lock may have been faster. A file that was put in the place of this one is another
        # one even if it says the same: what is written here would not be in it.
        if not _looks_like(target, status):
            found = load(path)
            if found.text != current.text or not _is_at(descriptor, target):
                raise ExternallyChangedError(found)

    try:
        written = snapshot_of(path, after, rewrite(target, descriptor, status, before, after, look_again))
    except BrokenOffError as error:
        raise HalfWrittenError(path, error.copies) from error
    except OSError as error:
        raise writing_failed(path, error) from error
    try:
        disk.sync_folder(os.path.dirname(target))
    except OSError as error:
        raise NotConfirmedError(written, error) from error
    return written


def create(path: Path, text: str) -> Snapshot:
    """Create a log of ``text`` at ``path``, with the folder's usual rights.

    Raises ``LogExistsError``, ``LogNotWritableError``, ``UnwritableTextError``; then nothing was created.
    """
    data = encoded_to_write(path, text)
    target = _real_path(path)  # a link that leads nowhere stays a link
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | disk.O_BINARY, 0o666)
    except FileExistsError as error:
        raise LogExistsError(path) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        pattern = N_("{path}: there is no folder {folder}; create it first, or choose another place")
        raise LogNotWritableError(pattern, path, folder=os.path.dirname(target)) from error
    except OSError as error:
        raise writing_failed(path, error) from error
    try:
        try:
            disk.write_all(descriptor, data)
            os.fsync(descriptor)
            status = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        disk.sync_folder(os.path.dirname(target))
    except BaseException as error:
        disk.remove(target)
        if isinstance(error, OSError):
            raise writing_failed(path, error) from error
        raise
    return snapshot_of(path, data, status)


def clear_up(path: Path) -> Copies | None:
    """Remove what killed saves left of the log at ``path``; gives the copies if one of them damaged the log.

    To be asked when a log is opened. It waits for nobody, and touches nothing that another process is using. Raises
    nothing: where the log cannot be opened to be written, nothing was left that this user could remove.
    """
    from tui_reader.adapters.state_files import is_unfinished

    try:
        target = _real_path(path)
        if not (is_unfinished(target) or disk.leftovers(target)):
            return None
        descriptor = _opened(path, target)
    except LogError:
        return None
    try:
        lock = disk.lock(descriptor)
        # Who is saving now clears up himself. Without locks, he may be in the middle of it.
        if lock == "busy" or not _is_at(descriptor, target):
            return None
        disk.remove_leftovers(target, lock)
        return _copies_if_damaged(path, target, disk.read_all(descriptor))
    except (LogError, OSError):
        return None
    finally:
        disk.close(descriptor)


def put_back(path: Path, copies: Copies, finish: bool = True) -> Snapshot:
    """Make of a log that a write in place damaged what it was to become, or else (not ``finish``) what it was before.

    The damaged bytes are kept among the state files: somebody may have gone on writing in them. Raises what ``save``
    raises, and ``HalfWrittenError`` where this write breaks off as well; the copies are there then as they were.
    """
    from tui_reader.adapters.rewrite import keep_damaged, put_back

    with _locked(path) as (descriptor, target, _lock):
        try:
            status = os.fstat(descriptor)
            damaged = disk.read_all(descriptor)
            whole = (copies.after if finish else copies.before).read_bytes()
            keep_damaged(target, damaged)
            put_back(target, descriptor, damaged, whole)
            # How it looks now, nobody knows yet: it will be read again, and found the same.
            return snapshot_of(path, whole, status)
        except disk.TornFileError as error:
            raise HalfWrittenError(path, copies) from error
        except OSError as error:
            raise writing_failed(path, error) from error


def leave_as_it_is(path: Path) -> None:
    """Take a log that a write in place damaged for right as it is by now; its copies go. Raises what ``save`` does."""
    from tui_reader.adapters.rewrite import forget_copies

    with _locked(path) as (_descriptor, target, _lock):
        forget_copies(target)


def _copies_if_damaged(path: Path, target: str, data: bytes) -> Copies | None:
    """The copies, if a write in place damaged the log, which is locked and holds ``data``."""
    from tui_reader.adapters.rewrite import copies_of_damaged

    try:
        return copies_of_damaged(target, data)
    except OSError as error:
        raise writing_failed(path, error) from error


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep everybody who saves as this program does from writing the log at ``path``, while git puts a new one there.

    Raises ``LogBusyError`` and what else ``save`` raises before it writes.
    """
    with _locked(path):
        yield


@contextmanager
def _locked(path: Path) -> Iterator[Locked]:
    """The log's file, open for writing and locked, its real name, symbolic links followed, and whether locks are there.

    It is the log itself that is locked: a lock file would be seen by git, and would be another one for every name of a
    file with several. A save puts another file in its place, so whoever waited has to look which one he waited for.
    """
    while True:
        target = _real_path(path)
        descriptor = _opened(path, target)
        try:
            lock = disk.lock(descriptor, PATIENCE)
            if lock == "busy":
                raise LogBusyError(path)
            if _is_at(descriptor, target):
                yield descriptor, target, lock
                return
        finally:
            disk.close(descriptor)


def _real_path(path: Path) -> str:
    """The name of the file itself, symbolic links followed."""
    try:
        try:
            # A link that cannot be looked at is not to be taken for the file: the file would be put in its place.
            return os.path.realpath(path, strict=True)
        except OSError as error:
            if error.errno not in LEADS_NOWHERE:
                raise
            return os.path.realpath(path)
    except OSError as error:
        raise reading_failed(path, error) from error


def is_pipe(path: Path) -> bool:
    """Whether ``path`` is a pipe: ``<(git show HEAD~9:log.md)`` of a shell. It can be read once, and not be written."""
    try:
        return stat.S_ISFIFO(os.stat(path).st_mode)
    except OSError:
        return False


def is_read_only(path: Path) -> bool:
    """Whether the log at ``path`` is there and may not be written."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or not _may_be_written(mode) or not os.access(path, os.W_OK)


def _may_be_written(mode: int) -> bool:
    """Whether anybody may write a file of ``mode``: if not, root does not either, since somebody wanted it so."""
    return bool(stat.S_IMODE(mode) & 0o222)


def _opened(path: Path, target: str) -> int:
    """The descriptor of the log's file, open for reading and writing."""
    try:
        mode = os.stat(target).st_mode
        is_file = stat.S_ISREG(mode) or stat.S_ISDIR(mode)
        if is_file and _may_be_written(mode):
            return os.open(target, os.O_RDWR | disk.O_BINARY)
    except PermissionError as error:
        raise read_only(path) from error
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise reading_failed(path, error) from error
    except OSError as error:
        raise writing_failed(path, error) from error
    if is_file:
        raise read_only(path)
    raise no_file(path)


def _is_at(descriptor: int, target: str) -> bool:
    """Whether the open file is the one that stands at ``target``."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(target))
    except OSError:
        return False


def _looks_like(target: str, status: os.stat_result) -> bool:
    """Whether the file at ``target`` looks as it did when it was read."""
    try:
        return signature(os.stat(target)) == signature(status)
    except OSError:
        return False


def _edited(snapshot: Snapshot, edits: Sequence[TextEdit], before: bytes) -> bytes:
    """The bytes of the log with ``edits`` made, compared with ``before`` outside them."""
    from tui_reader.core.text_edit import apply

    text = snapshot.text
    after = encoded_to_write(snapshot.path, apply(text, edits))
    old = new = position = 0
    same = True
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        kept = len(encoded(snapshot.path, text[position : edit.span.start]))
        same = same and before[old : old + kept] == after[new : new + kept]
        old += kept + len(encoded(snapshot.path, edit.span.of(text)))
        new += kept + len(encoded(snapshot.path, edit.new_text))
        position = edit.span.end
    if not same or before[old:] != after[new:]:
        raise RuntimeError(f"an edit of {snapshot.path} would change bytes outside of it")
    return after

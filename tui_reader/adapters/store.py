"""A log on disk: bytes to text and back, so that every byte that was not edited stays, and no save undoes another.

A save reads the file again under a lock, makes its edits in what it finds unchanged, and puts a new file in the place
of the old one in a single step. Nothing relies on the lock alone: editors take none, some network file systems have
none.
"""

from __future__ import annotations

import codecs
import errno
import os
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.adapters import disk
from tui_reader.core.message import N_, ReadTuiError

if TYPE_CHECKING:
    from tui_reader.adapters.rewrite import Copies
    from tui_reader.core.text_edit import TextEdit

PATIENCE = 10.0
"""Seconds to wait for somebody else who is saving the same log."""

SETTLED = 2_000_000_000
"""Nanoseconds after which a second write shows in a file's time on every file system."""

BINARY_WITHIN = 8_000
"""Bytes at the beginning in which a NUL makes a file binary, as for git. Further on it is a control character."""

LOG_ENDINGS = (".md", ".markdown")
"""How the names of logs end."""

UNLIKELY_FOLDERS = frozenset({"node_modules", "venv", "env", "virtualenv", "site-packages", "__pycache__"})
"""Folders of files that are not the group's own."""

DEEPEST = 4
"""Folders below the given one that are searched for logs."""

MOST_FOLDERS = 2_000
"""A search for logs ends after so many; somebody may start it in a home folder."""

LEADS_NOWHERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})
"""What the system answers where a name leads to no file; anything else may be over in a moment."""

AT_ONCE = 1_000_000
"""Bytes that are decoded in one go."""

Locked = tuple[int, str, disk.Lock]
"""A log's file, open for writing and locked; its real name; whether locks are there."""

PROBE = 256 * 1024
"""Bytes of a file that are read to see whether it is a log."""


# -- what can be the matter -------------------------------------------------------------------------------------------


class LogError(ReadTuiError):
    """Something is the matter with a log or a folder of logs."""

    def __init__(self, pattern: str, path: Path, **arguments: object) -> None:
        super().__init__(pattern, path=path, **arguments)
        self.path = path


class LogNotFoundError(LogError):
    """There is no file of this name."""

    def __init__(self, path: Path) -> None:
        super().__init__(N_('{path}: there is no such file; "readtui {path}" in a terminal creates it'), path)


class IsAFolderError(LogError):
    """A folder stands where a log is meant."""

    def __init__(self, path: Path) -> None:
        super().__init__(N_("{path}: this is a folder, not a log; name a Markdown file in it"), path)


class NoLogInFolderError(LogError):
    """There is no log in this folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(N_("{path}: there is no log in this folder; name a Markdown file that is one"), path)


class LogUnreadableError(LogError):
    """The log, or the folder of logs, cannot be read."""


class NotTextError(LogError):
    """The file is not a text that a log could be."""


class LogNotWritableError(LogError):
    """The log cannot be written. It is as it was."""


class LogBusyError(LogNotWritableError):
    """Somebody else has been writing the log all the time."""

    def __init__(self, path: Path) -> None:
        pattern = N_("{path}: another program keeps this log locked; nothing was written, save again when it is done")
        super().__init__(pattern, path)


class LogExistsError(LogError):
    """A log was to be created where there is one."""

    def __init__(self, path: Path) -> None:
        super().__init__(N_("{path}: there is a file of this name already; open it, or choose another name"), path)


class UnwritableTextError(LogError):
    """The text holds what no file can hold, or what would make it unreadable as a log. Nothing was written."""


class ExternallyChangedError(LogError):
    """The log was changed since it was read. Nothing was written."""

    def __init__(self, current: Snapshot) -> None:
        super().__init__(N_("{path}: changed on disk since it was read; nothing was written, save again"), current.path)
        self.current = current
        """The log as it is now."""


class NotConfirmedError(LogError):
    """The log was written, but the disk did not say that it will still be there after a power failure."""

    def __init__(self, written: Snapshot, error: OSError) -> None:
        pattern = N_("{path}: was written, but may not last ({reason}); make a copy of it on another disk")
        super().__init__(pattern, written.path, reason=disk.reason(error))
        self.written = written
        """The log as it is now."""


class HalfWrittenError(LogError):
    """A write of the log, which had to be done in place, broke off and damaged it. There are copies of both."""

    def __init__(self, path: Path, copies: Copies) -> None:
        pattern = N_(
            "{path}: a write broke off and damaged it; copy {copy} over it, or, if it is right by now, delete that copy"
        )
        super().__init__(pattern, path, copy=copies.after)
        self.copies = copies


# -- reading ----------------------------------------------------------------------------------------------------------


class Snapshot:
    """A log as it was read from disk: a path and a text, whenever they were read. Does not change."""

    __slots__ = ("look", "path", "text")

    def __init__(self, path: Path, text: str, look: _Look | None = None) -> None:
        self.path = path
        """The file, as it was named."""
        self.text = text
        """All of it: line ends as they are, a byte order mark as its first character, other bytes as surrogates."""
        self.look = look

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Snapshot) and (self.path, self.text) == (other.path, other.text)

    def __hash__(self) -> int:
        return hash((self.path, self.text))

    @property
    def fingerprint(self) -> str:
        """The digest of the file's bytes. Worked out when it is asked for: who only reads does not need it."""
        return _digest(_encoded(self.path, self.text))


class _Look:
    """How a file looked when its bytes were last compared with a text. It is what saves reading it again."""

    __slots__ = ("signature", "sure")

    def __init__(self, status: os.stat_result) -> None:
        self.take(status)

    def take(self, status: os.stat_result) -> None:
        """Note how the file looks now."""
        self.signature = _signature(status)
        # A second write so soon after the first may leave the same time and, by chance, the same size.
        self.sure = time.time_ns() - status.st_mtime_ns > SETTLED

    def still_right(self, status: os.stat_result) -> bool:
        """Whether the bytes of a file that looks like this are certain to be the same."""
        return self.sure and self.signature == _signature(status)


def load(path: Path) -> Snapshot:
    """Read the log at ``path``, every byte of it.

    Raises ``LogNotFoundError``, ``IsAFolderError``, ``LogUnreadableError``, ``NotTextError``.
    """
    return _snapshot(path, *_read(path))


def load_bytes(path: Path) -> bytes:
    """The bytes of the log at ``path``, which are those of a text. Raises what ``load`` raises."""
    data, _status = _read(path)
    _refuse_other_than_text(path, data)
    return data


def _read(path: Path) -> tuple[bytes, os.stat_result]:
    try:
        with open(path, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            data = None if stat.S_ISCHR(status.st_mode) or stat.S_ISBLK(status.st_mode) else file.readall()
    except OSError as error:
        raise _reading_failed(path, error) from error
    if data is None:
        raise LogUnreadableError(N_("{path}: this is a device, not a log; name a Markdown file"), path)
    return data, status


def load_beginning(path: Path, size: int) -> str:
    """The first lines of the log at ``path``, about ``size`` bytes. Raises what ``load`` raises."""
    try:
        with open(path, "rb", buffering=0) as file:
            data = file.read(size)
    except OSError as error:
        raise _reading_failed(path, error) from error
    return _text(path, data[: data.rfind(b"\n") + 1])


def changed(snapshot: Snapshot) -> bool:
    """Whether the file holds other bytes than ``snapshot``, or cannot be read any more.

    Looks at its time and size; reads it only where these leave a doubt. Cheap enough to be asked every second.
    """
    look = snapshot.look
    try:
        # Opening makes a network file system ask its server; looking alone may show what it remembers.
        with open(snapshot.path, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            if look is not None and look.still_right(status):
                return False
            data = file.readall()
    except OSError:
        return True
    if data != _encoded(snapshot.path, snapshot.text):
        return True
    if look is not None:
        look.take(status)
    return False


def _snapshot(path: Path, data: bytes, status: os.stat_result) -> Snapshot:
    """What ``data``, the bytes of a file that looks like ``status``, say."""
    return Snapshot(path, _text(path, data), _Look(status))


def _text(path: Path, data: bytes) -> str:
    _refuse_other_than_text(path, data)
    return decoded(data)


def _refuse_other_than_text(path: Path, data: bytes) -> None:
    start = data[:BINARY_WITHIN]
    encoding = _encoding_with_nuls(start)
    if encoding is not None:
        pattern = N_("{path}: is written in {encoding}; convert it to UTF-8 first, with iconv -f {encoding} -t UTF-8")
        raise NotTextError(pattern, path, encoding=encoding)
    if b"\0" in start:
        pattern = N_("{path}: is not a text (byte {place} is a NUL); name a Markdown file")
        raise NotTextError(pattern, path, place=start.index(b"\0") + 1)


def decoded(data: bytes, start: int = 0, end: int | None = None) -> str:
    """The text that the bytes from ``start`` to ``end`` are, whole lines; what is no UTF-8 becomes surrogates."""
    end = len(data) if end is None else end
    # No byte of a character is a line feed. So many at a time that other threads need not wait for their turn.
    pieces: list[str] = []
    view = memoryview(data)
    while start < end:
        behind = data.find(b"\n", start + AT_ONCE, end) + 1 or end
        pieces.append(str(view[start:behind], "utf-8", "surrogateescape"))
        start = behind
    return "".join(pieces)


def _encoding_with_nuls(start: bytes) -> str | None:
    """The encoding of two or four bytes a character in which a file begins with ``start``; None for any other."""
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    # Every second byte of Latin text and of line ends is a NUL, and hardly one of those between them.
    for encoding, zeros, others in (("UTF-16LE", start[1::2], start[::2]), ("UTF-16BE", start[::2], start[1::2])):
        if zeros.count(0) * 10 > len(zeros) and others.count(0) * 100 < len(others):
            return encoding
    return None


def _encoded(path: Path, text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        pattern = N_("{path}: half a character (U+{code}) would stand in line {line}; nothing was written, take it out")
        line, code = text.count("\n", 0, error.start) + 1, f"{ord(text[error.start]):04X}"
        raise UnwritableTextError(pattern, path, line=line, code=code) from error


def _encoded_to_write(path: Path, text: str) -> bytes:
    """The bytes of ``text``, which will be a log that can be read again."""
    data = _encoded(path, text)
    try:
        _text(path, data)
    except NotTextError as error:
        pattern = N_("{path}: it could not be read again with a NUL in it; nothing was written, take it out")
        raise UnwritableTextError(pattern, path) from error
    return data


def _digest(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


def _signature(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _reading_failed(path: Path, error: OSError) -> LogError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return LogNotFoundError(path)
    if isinstance(error, IsADirectoryError):
        return IsAFolderError(path)
    pattern = N_("{path}: cannot be read ({reason}); mend that, or name another file")
    return LogUnreadableError(pattern, path, reason=disk.reason(error))


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
        raise _reading_failed(path, error) from error
    current = _snapshot(path, before, status)
    if _digest(before) != expected:
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
        written = _snapshot(path, after, rewrite(target, descriptor, status, before, after, look_again))
    except BrokenOffError as error:
        raise HalfWrittenError(path, error.copies) from error
    except OSError as error:
        raise _writing_failed(path, error) from error
    try:
        disk.sync_folder(os.path.dirname(target))
    except OSError as error:
        raise NotConfirmedError(written, error) from error
    return written


def create(path: Path, text: str) -> Snapshot:
    """Create a log of ``text`` at ``path``, with the folder's usual rights.

    Raises ``LogExistsError``, ``LogNotWritableError``, ``UnwritableTextError``; then nothing was created.
    """
    data = _encoded_to_write(path, text)
    target = _real_path(path)  # a link that leads nowhere stays a link
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | disk.O_BINARY, 0o666)
    except FileExistsError as error:
        raise LogExistsError(path) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        pattern = N_("{path}: there is no folder {folder}; create it first, or choose another place")
        raise LogNotWritableError(pattern, path, folder=os.path.dirname(target)) from error
    except OSError as error:
        raise _writing_failed(path, error) from error
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
            raise _writing_failed(path, error) from error
        raise
    return _snapshot(path, data, status)


def clear_up(path: Path) -> Copies | None:
    """Remove what killed saves left of the log at ``path``; gives the copies if one of them damaged the log.

    To be asked when a log is opened. It waits for nobody, and touches nothing that another process is using. Raises
    nothing: where the log cannot be opened to be written, nothing was left that this user could remove.
    """
    from tui_reader.adapters.rewrite import is_unfinished

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
            return _snapshot(path, whole, status)
        except disk.TornFileError as error:
            raise HalfWrittenError(path, copies) from error
        except OSError as error:
            raise _writing_failed(path, error) from error


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
        raise _writing_failed(path, error) from error


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
        raise _reading_failed(path, error) from error


def _opened(path: Path, target: str) -> int:
    """The descriptor of the log's file, open for reading and writing."""
    try:
        mode = os.stat(target).st_mode
        is_file = stat.S_ISREG(mode) or stat.S_ISDIR(mode)
        # What nobody may write is not written for root either: somebody wanted it so.
        if is_file and stat.S_IMODE(mode) & 0o222:
            return os.open(target, os.O_RDWR | disk.O_BINARY)
    except PermissionError as error:
        raise _read_only(path) from error
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise _reading_failed(path, error) from error
    except OSError as error:
        raise _writing_failed(path, error) from error
    if is_file:
        raise _read_only(path)
    raise LogNotWritableError(N_("{path}: this is not a file that can be written; name a Markdown file"), path)


def _read_only(path: Path) -> LogNotWritableError:
    pattern = N_("{path}: is read-only; nothing was written, make it writable (chmod u+w) or ask its owner")
    return LogNotWritableError(pattern, path)


def _is_at(descriptor: int, target: str) -> bool:
    """Whether the open file is the one that stands at ``target``."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(target))
    except OSError:
        return False


def _looks_like(target: str, status: os.stat_result) -> bool:
    """Whether the file at ``target`` looks as it did when it was read."""
    try:
        return _signature(os.stat(target)) == _signature(status)
    except OSError:
        return False


def _edited(snapshot: Snapshot, edits: Sequence[TextEdit], before: bytes) -> bytes:
    """The bytes of the log with ``edits`` made, compared with ``before`` outside them."""
    from tui_reader.core.text_edit import apply

    text = snapshot.text
    after = _encoded_to_write(snapshot.path, apply(text, edits))
    old = new = position = 0
    same = True
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        kept = len(_encoded(snapshot.path, text[position : edit.span.start]))
        same = same and before[old : old + kept] == after[new : new + kept]
        old += kept + len(_encoded(snapshot.path, edit.span.of(text)))
        new += kept + len(_encoded(snapshot.path, edit.new_text))
        position = edit.span.end
    if not same or before[old:] != after[new:]:
        raise RuntimeError(f"an edit of {snapshot.path} would change bytes outside of it")
    return after


def _writing_failed(path: Path, error: OSError) -> LogNotWritableError:
    pattern = N_("{path}: cannot be written ({reason}) and is as it was; mend that and save again")
    return LogNotWritableError(pattern, path, reason=disk.reason(error))


# -- folders of logs --------------------------------------------------------------------------------------------------


def find_logs(folder: Path) -> list[Path]:
    """The logs in ``folder`` and the folders below it, in the order of their names.

    A Markdown file is one if something in it is dated as entries are, or if it has a template, an insertion line, or
    several entries without a date: elsewhere than in fenced code, where documents show what logs look like. Hidden
    folders and those of installed packages are passed over, links to folders are not followed. Raises
    ``NoLogInFolderError``, and what ``load`` raises where ``folder`` cannot be read.
    """
    logs = sorted(Path(path) for path in _markdown_files(folder) if _looks_like_log(path))
    if not logs:
        raise NoLogInFolderError(folder)
    return logs


def _markdown_files(folder: Path) -> Iterator[str]:
    """The Markdown files below ``folder``, those nearest to it first."""
    level = [os.fspath(folder)]
    folders_left = MOST_FOLDERS
    for _ in range(DEEPEST + 1):
        below: list[str] = []
        for path in level[:folders_left]:
            try:
                with os.scandir(path) as entries:
                    visible = [entry for entry in entries if not entry.name.startswith(".")]
                below += [entry.path for entry in visible if entry.is_dir(follow_symlinks=False)]
                yield from (entry.path for entry in visible if _is_markdown_file(entry))
            except OSError as error:
                if path == os.fspath(folder):
                    raise _reading_failed(folder, error) from error
        folders_left = max(0, folders_left - len(level))
        level = [path for path in sorted(below) if not _is_unlikely(path)]


def _is_markdown_file(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(LOG_ENDINGS) and entry.is_file()


def _is_unlikely(folder: str) -> bool:
    return os.path.basename(folder) in UNLIKELY_FOLDERS or os.path.exists(os.path.join(folder, "pyvenv.cfg"))


def _looks_like_log(path: str) -> bool:
    from tui_reader.core.code_blocks import code_blocks
    from tui_reader.core.document import Trivia
    from tui_reader.core.parser import parse

    try:
        with open(path, "rb", buffering=0) as file:
            document = parse(_text(Path(path), file.read(PROBE)))
    except (OSError, NotTextError):
        return False
    code = code_blocks(document.text)

    def is_shown(start: int) -> bool:
        return any(block.start <= start < block.end for block in code)

    entries = [entry for entry in document.entries if not is_shown(entry.start)]
    return (
        len(entries) > 1
        or any(entry.dated for entry in entries)
        or any(
            isinstance(block, Trivia) and block.kind in ("template", "insertion") and not is_shown(block.span.start)
            for block in document.blocks
        )
    )

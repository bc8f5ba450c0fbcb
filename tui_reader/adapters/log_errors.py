"""What can be the matter with a log or a folder of logs, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.adapters import disk
from tui_reader.core.message import N_, ReadTuiError

if TYPE_CHECKING:
    from tui_reader.adapters.rewrite import Copies
    from tui_reader.adapters.snapshot import Snapshot


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


class OtherEncodingError(LogError):
    """The log is of another encoding: what is more than ASCII would be of a second one in it."""

    def __init__(self, path: Path, encoding: str) -> None:
        pattern = N_(
            "{path}: looks like {encoding}, not UTF-8; to write in it, convert it first: iconv -f {encoding} -t UTF-8"
        )
        super().__init__(pattern, path, encoding=encoding)


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


def reading_failed(path: Path, error: OSError) -> LogError:
    """The error that says why the log, or the folder, at ``path`` could not be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return LogNotFoundError(path)
    if isinstance(error, IsADirectoryError):
        return IsAFolderError(path)
    pattern = N_("{path}: cannot be read ({reason}); mend that, or name another file")
    return LogUnreadableError(pattern, path, reason=disk.reason(error))


def writing_failed(path: Path, error: OSError) -> LogNotWritableError:
    """The error that says why the log at ``path`` could not be written."""
    pattern = N_("{path}: cannot be written ({reason}) and is as it was; mend that and save again")
    return LogNotWritableError(pattern, path, reason=disk.reason(error))


def read_only(path: Path) -> LogNotWritableError:
    """The error that says that nobody may write the log at ``path``."""
    pattern = N_("{path}: is read-only; nothing was written, make it writable (chmod u+w) or ask its owner")
    return LogNotWritableError(pattern, path)


def no_file(path: Path) -> LogNotWritableError:
    """The error that says that what stands at ``path``, a pipe or a device, is nothing that a log could be saved to."""
    return LogNotWritableError(N_("{path}: this is not a file that can be written; name a Markdown file"), path)

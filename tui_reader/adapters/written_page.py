"""What is made of logs, written to a file that somebody named: whole or not at all, and never over a log."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from tui_reader.adapters import disk
from tui_reader.adapters.log_errors import LogError
from tui_reader.adapters.log_folder import LOG_ENDINGS
from tui_reader.adapters.store import load
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.core.parser import parse

USUAL_MODE = 0o666
"""Of a new file, less what the user's mask takes."""


class PageNotWrittenError(ReadTuiError):
    """A page could not be written."""


def write_page(path: Path, text: str, logs: Iterable[Path]) -> None:
    """Write ``text`` to the file ``path``. ``PageNotWrittenError`` where that cannot be done, or where a log is there.

    ``logs`` are those that the text was made of; any other Markdown file with entries in it is one, too.
    """
    target = os.path.realpath(path)
    data = text.encode("utf-8", "backslashreplace")
    try:
        status = os.stat(target) if os.path.exists(target) else None
        if status is not None and any(path.samefile(log) for log in logs):
            raise PageNotWrittenError(N_("{path}: this is the log itself; give the file another name"), path=path)
        if status is not None and _is_log(path):
            raise PageNotWrittenError(N_("{path}: this is a log; give the file another name, or remove it"), path=path)
        if status is None or (stat.S_ISREG(status.st_mode) and status.st_nlink == 1):
            try:
                disk.write_whole(target, data, status, USUAL_MODE)
            except disk.RightsWouldChangeError:
                path.write_bytes(data)
        else:
            path.write_bytes(data)
    except OSError as error:
        pattern = N_("{path}: cannot be written ({reason}); choose another place")
        raise PageNotWrittenError(pattern, path=path, reason=disk.reason(error)) from error


def _is_log(path: Path) -> bool:
    """Whether there is a dated entry in the Markdown file ``path``."""
    if not path.name.lower().endswith(LOG_ENDINGS):
        return False
    try:
        return any(entry.dated for entry in parse(load(path).text).entries)
    except LogError:
        return False

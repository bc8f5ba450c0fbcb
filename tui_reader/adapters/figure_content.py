"""The bytes of a figure, wherever it lies: in the log's repository, or on the web, from where it is fetched once."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from tui_reader.adapters import disk
from tui_reader.adapters.figure_files import LFS_POINTER, FigureFiles
from tui_reader.adapters.figures import LARGEST, FigureError
from tui_reader.adapters.user_folders import cache_folder
from tui_reader.adapters.web import fetch
from tui_reader.core.figure_name import kind_of
from tui_reader.core.message import N_, message

FOLDER = "figures"
"""Of what was fetched, in the cache."""

MOST_KEPT = 200 * 1024 * 1024
"""Bytes of pictures that are kept; the one that was looked at longest ago goes first."""

MOST_SAID = 120
"""Characters of an address that are said."""

PATIENCE = 120.0
"""Seconds after which a picture that is still on its way is given up."""


def content_of(
    address: str,
    log: Path,
    is_given_up: Callable[[], bool] = bool,
    progress: Callable[[int, int | None], None] | None = None,
    is_trusted: bool = False,
) -> bytes:
    """The picture at ``address``, as ``log`` names it. Raises ``FigureError`` or ``WebError``.

    The rest is handed to ``web.fetch``, if the figure is none of the log's repository and was not fetched before.
    """
    found = FigureFiles(log).find(address)
    if found.path is not None:
        return _read(found.path)
    if found.address is None:
        why = found.problem or message(N_("this address leads nowhere"))
        raise FigureError(N_("{address}: {why}"), address=address[:MOST_SAID], why=why)
    kept = _kept(found.address)
    if kept is not None:
        try:
            with open(kept, "rb") as file:
                content = file.read()
            os.utime(kept)
        except OSError:
            pass  # it is fetched again
        else:
            return content
    answer = fetch(
        found.address,
        LARGEST,
        is_trusted=is_trusted,
        is_given_up=is_given_up,
        progress=progress,
        patience=PATIENCE,
    )
    if kind_of(answer.body) is None:
        kind = answer.kind[:MOST_SAID] or message(N_("something else"))
        pattern = N_("{address} is no picture: the server sends {kind}")
        raise FigureError(pattern, address=found.address[:MOST_SAID], kind=kind)
    if kept is not None:
        _keep(kept, answer.body)
    return answer.body


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise FigureError(N_("{path} is no file"), path=path)
        if status.st_size > LARGEST:
            pattern = N_("{path} has more than {size} MB; that is not shown")
            raise FigureError(pattern, path=path, size=LARGEST // 2**20)
        content = path.read_bytes()
    except OSError as error:
        pattern = N_("{path}: the picture cannot be read ({reason})")
        raise FigureError(pattern, path=path, reason=disk.reason(error)) from error
    if content.startswith(LFS_POINTER):
        raise FigureError(N_("{path} is kept by Git LFS and not fetched yet: git lfs pull"), path=path)
    return content


def _kept(address: str) -> str | None:
    """Where what is fetched from ``address`` is kept; None where nothing can be."""
    folder = cache_folder()
    return None if folder is None else os.path.join(folder, FOLDER, sha256(address.encode()).hexdigest())


def _keep(path: str, content: bytes) -> None:
    """Keep ``content``, if that can be: the next look is quicker then, and that is all."""
    import tempfile

    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, exist_ok=True)
        descriptor, unfinished = tempfile.mkstemp(dir=folder)
        try:
            with open(descriptor, "wb") as file:
                file.write(content)
            os.replace(unfinished, path)
        except OSError:
            disk.remove(unfinished)
            raise
        _make_room(folder)
    except OSError:
        return


def _make_room(folder: str) -> None:
    with os.scandir(folder) as entries:
        files = sorted(((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in entries), reverse=True)
    size = 0
    for _time, its_size, path in files:
        size += its_size
        if size > MOST_KEPT:
            disk.remove(path)

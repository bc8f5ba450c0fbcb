"""The figures of a log that lie in its repository, to be put into a page: found, looked at, and as ``data:`` addresses.

Nobody reads outside the repository, and nothing is fetched: a figure elsewhere stays an address. One that the log links
to on the site of its own repository (``https://github.com/mira/log/blob/main/a.png``) is the file that lies here.
"""

from __future__ import annotations

import re
import stat
from base64 import b64encode
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tui_reader.adapters.pictures import LocalPictures
from tui_reader.core.address import file_address, file_in_repository, openable, repository_of
from tui_reader.core.message import N_, Message, ReadTuiError, message

MOST_BYTES = 8 * 1024 * 1024
"""Of one figure."""
MOST_BYTES_OF_ALL = 64 * 1024 * 1024
"""Of all figures of a page: a browser takes a page of twice that, mail and chat programs take less."""

HEAD = 1024
"""Bytes by which the kind of a picture is told."""

KINDS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "image/avif"),
    (re.compile(rb"BM.{4}\x00{4}", re.DOTALL), "image/bmp"),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg\b", re.DOTALL),
        "image/svg+xml",
    ),
)
"""How the pictures begin that browsers show."""

LFS_POINTER = b"version https://git-lfs"


class FoundFigure(NamedTuple):
    """Where a figure is."""

    path: Path | None = None
    """The file in the repository."""
    address: str | None = None
    """Where it lies elsewhere, to be opened; None too where that must not be opened."""
    problem: Message | None = None
    """Why it is nowhere."""


class FigureFiles:
    """Finds the figures of one log, and counts the bytes of those that it read."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._pictures = LocalPictures(log)
        self.bytes_read = 0

    def find(self, address: str) -> FoundFigure:
        """Where the figure at ``address``, as the log has it, is."""
        path = self._pictures.path_of(address)
        if path is not None:
            return FoundFigure(path)
        if self._pictures.is_there(address) is False:
            return FoundFigure(problem=message(N_("there is no such file")))
        on_site = file_in_repository(address)
        if on_site is not None and on_site[0] in self._repositories:
            path = self._pictures.path_of(f"/{on_site[1]}")
        if path is not None:
            return FoundFigure(path)
        target = openable(file_address(address.strip()) or address)
        return FoundFigure(address=target, problem=None if target else message(N_("this address leads nowhere")))

    def data_address(self, path: Path) -> str | Message:
        """The picture in the file ``path``, which ``find`` gave, as a ``data:`` address; or why there is none."""
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                return message(N_("this is no file"))
            if status.st_size > MOST_BYTES:
                return message(
                    N_("{size} MB are too much for a page; {most} are the most"),
                    size=-(-status.st_size // 2**20),
                    most=MOST_BYTES // 2**20,
                )
            if self.bytes_read + status.st_size > MOST_BYTES_OF_ALL:
                return message(
                    N_("the page is full: {most} MB of figures stand in it"), most=MOST_BYTES_OF_ALL // 2**20
                )
            content = path.read_bytes()
        except OSError as error:
            return message(N_("it cannot be read ({reason})"), reason=error.strerror or str(error))
        kind = next((kind for begins, kind in KINDS if begins.match(content[:HEAD])), None)
        if kind is None:
            if content.startswith(LFS_POINTER):
                return message(N_("it is kept by Git LFS and not fetched yet: git lfs pull"))
            return message(N_("this is no picture that a browser shows"))
        self.bytes_read += len(content)
        return f"data:{kind};base64,{b64encode(content).decode('ascii')}"

    @cached_property
    def _repositories(self) -> frozenset[str]:
        """What git fetches from and pushes to here, as ``repository_of`` names it."""
        from tui_reader.adapters.git import clone_of

        try:
            said = clone_of(self._log).says("config", "--get-regexp", r"^remote\..*\.url$") or ""
        except ReadTuiError:
            return frozenset()
        remotes = (line.partition(" ")[2] for line in said.splitlines())
        return frozenset(filter(None, map(repository_of, remotes)))

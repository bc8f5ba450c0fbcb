"""What was read of a log: bytes to text and back, every byte, and how its file looked then."""

from __future__ import annotations

import codecs
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.adapters.log_errors import NotTextError, UnwritableTextError
from tui_reader.core.message import N_

if TYPE_CHECKING:
    from io import FileIO

SETTLED = 2_000_000_000
"""Nanoseconds after which a second write shows in a file's time on every file system."""

BINARY_WITHIN = 8_000
"""Bytes at the beginning in which a NUL makes a file binary, as for git. Further on it is a control character."""

AT_ONCE = 1_000_000
"""Bytes that are decoded in one go."""


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
        return digest(encoded(self.path, self.text))


class _Look:
    """How a file looked when its bytes were last compared with a text. It is what saves reading it again."""

    __slots__ = ("signature", "sure")

    def __init__(self, status: os.stat_result) -> None:
        self.take(status)

    def take(self, status: os.stat_result) -> None:
        """Note how the file looks now."""
        self.signature = signature(status)
        # A second write so soon after the first may leave the same time and, by chance, the same size.
        self.sure = time.time_ns() - status.st_mtime_ns > SETTLED

    def still_right(self, status: os.stat_result) -> bool:
        """Whether the bytes of a file that looks like this are certain to be the same."""
        return self.sure and self.signature == signature(status)


def snapshot_read(path: Path, file: FileIO, status: os.stat_result) -> Snapshot:
    """What ``file``, opened at ``path``, says, and that it looks like ``status``. Raises ``NotTextError``, OSError."""
    return Snapshot(path, read_text(path, file), _Look(status))


def snapshot_of(path: Path, data: bytes, status: os.stat_result) -> Snapshot:
    """What ``data``, the bytes of a file that looks like ``status``, say."""
    return Snapshot(path, text_of(path, data), _Look(status))


def text_of(path: Path, data: bytes) -> str:
    """The text that ``data``, the bytes of the file at ``path``, are. Raises ``NotTextError``."""
    refuse_other_than_text(path, data)
    return decoded(data)


def refuse_other_than_text(path: Path, data: bytes) -> None:
    """Raise ``NotTextError`` where ``data`` are no text, or one of another encoding."""
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


def read_text(path: Path, file: FileIO) -> str:
    """All of the text in ``file``, opened at ``path``. Raises ``NotTextError``, and OSError.

    It is decoded as it is read: the bytes of a large log beside its text would be a third of all memory in use.
    """
    pieces: list[str] = []
    data = b""
    while more := file.read(AT_ONCE):
        data += more
        behind = data.rfind(b"\n") + 1
        if behind and len(data) >= AT_ONCE:
            if not pieces:
                refuse_other_than_text(path, data)
            pieces.append(decoded(data, 0, behind))
            data = data[behind:]
    if not pieces:
        refuse_other_than_text(path, data)
    pieces.append(decoded(data))
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


def encoded(path: Path, text: str) -> bytes:
    """The bytes of ``text``, of the log at ``path``. Raises ``UnwritableTextError`` for half a character."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        pattern = N_("{path}: half a character (U+{code}) would stand in line {line}; nothing was written, take it out")
        line, code = text.count("\n", 0, error.start) + 1, f"{ord(text[error.start]):04X}"
        raise UnwritableTextError(pattern, path, line=line, code=code) from error


def encoded_to_write(path: Path, text: str) -> bytes:
    """The bytes of ``text``, which will be a log that can be read again. Raises ``UnwritableTextError``."""
    data = encoded(path, text)
    try:
        text_of(path, data)
    except NotTextError as error:
        pattern = N_("{path}: it could not be read again with a NUL in it; nothing was written, take it out")
        raise UnwritableTextError(pattern, path) from error
    return data


def digest(data: bytes) -> str:
    """What tells the bytes of two logs apart."""
    from hashlib import sha256

    return sha256(data).hexdigest()


def signature(status: os.stat_result) -> tuple[int, int, int, int]:
    """What changes where a file is written or another one is put in its place: device, number, bytes, nanoseconds."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns

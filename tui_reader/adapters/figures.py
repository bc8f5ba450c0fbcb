"""The figures of a log as files: taking one in where the log keeps them, and those that nobody links."""

from __future__ import annotations

import os
import posixpath
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tui_reader.adapters import disk
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.pictures import ENDINGS, LocalPictures
from tui_reader.adapters.working_tree import folder_of
from tui_reader.core.figure_name import kind_of, name_for
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.core.spelling import encoded

LARGEST = 20 * 1024 * 1024
"""Bytes of a figure: a repository keeps it for ever."""

USUAL = ("figures", "Figures", "images", "Images", "figs", "assets", "img", "pictures")
"""Folders beside a log in which figures may lie, where no entry says so."""

LATEST = 200
"""Entries by which the folder is learned."""

DROPPED_IN = (
    "~/Downloads",
    "~/Desktop",
    "~/Pictures",
    "~/Pictures/Screenshots",
    "~/下载",
    "~/桌面",
    "~/图片",
    "~",
    ".",
)
"""Where pictures arrive: by a browser, a screenshot, ``scp``."""

MOST_FILES = 3_000
"""Names that are looked at in one such folder."""


class FigureError(ReadTuiError):
    """The picture cannot be taken in."""


class Place(NamedTuple):
    """Where a log keeps its figures."""

    folder: str
    """On the disk."""
    prefix: str
    """How addresses in it begin: ``Images/``."""


class TakenIn(NamedTuple):
    """A picture that now lies where the log keeps its figures."""

    path: Path
    address: str
    """As the log links it."""


class Arrived(NamedTuple):
    """A picture that could be taken in."""

    path: Path
    size: int
    """Bytes."""
    age: float
    """Seconds since it was written."""


def place_of(log: OpenLog) -> Place:
    """Where ``log`` keeps its figures: where most of its latest entries have theirs, else in a folder beside it."""
    pictures = LocalPictures(log.path)
    prefixes: Counter[str] = Counter()
    for entry in log.document.entries[:LATEST] + log.document.entries[-LATEST:]:
        for address in entry.figures:
            if pictures.is_there(address) is not None:
                prefixes[address[: address.rfind("/") + 1]] += 1
    for prefix, _count in prefixes.most_common():
        folder = pictures.place(f"{prefix}x")
        if folder is not None:
            return Place(os.path.dirname(folder), prefix)
    home = folder_of(log.path)
    name = next((name for name in USUAL if os.path.isdir(os.path.join(home, name))), USUAL[0])
    return Place(os.path.join(home, name), f"{name}/")


def take_in(content: bytes, title: str, log: OpenLog, pixels: int = 0) -> TakenIn:
    """Put the picture ``content`` where ``log`` keeps its figures, under a name from ``title``, over no other file.

    ``pixels``: make it narrower if it is wider than that; 0 leaves it. Raises ``FigureError``.
    """
    ending = kind_of(content)
    if ending is None:
        raise FigureError(N_("this is no picture (PNG, JPEG, GIF, WebP, SVG or BMP)"))
    if len(content) > LARGEST:
        raise FigureError(N_("this picture has more than {size} MB; make it smaller first"), size=LARGEST // 2**20)
    if pixels and ending != ".svg":
        content = _narrowed(content, pixels)
    place = place_of(log)
    try:
        os.makedirs(place.folder, exist_ok=True)
        while True:
            name = name_for(title, ending, os.listdir(place.folder), _in_latin)
            path = os.path.join(place.folder, name)
            try:
                descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | disk.O_BINARY, 0o666)
            except FileExistsError:
                continue  # somebody was faster
            try:
                disk.write_all(descriptor, content)
                os.fsync(descriptor)
            except OSError:
                disk.remove(path)
                raise
            finally:
                os.close(descriptor)
            break
    except OSError as error:
        pattern = N_("{path}: the figure cannot be written here ({reason})")
        raise FigureError(pattern, path=place.folder, reason=disk.reason(error)) from error
    return TakenIn(Path(path), place.prefix + encoded(name))


def take_in_file(path: Path, title: str, log: OpenLog, pixels: int = 0) -> TakenIn:
    """The same of the file at ``path``; one that the log can link as it lies is left there. Raises ``FigureError``."""
    linked = address_of(path, log)
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        pattern = N_("{path}: the picture cannot be read ({reason})")
        raise FigureError(pattern, path=path, reason=disk.reason(error)) from error
    if linked is not None and kind_of(content) is not None:
        return TakenIn(path, linked)
    return take_in(content, title or path.stem, log, pixels)


def address_of(path: Path, log: OpenLog) -> str | None:
    """How ``log`` links the file at ``path`` if it lies where the log keeps its figures; None where it does not."""
    place = place_of(log)
    real = os.path.realpath(path)
    if os.path.dirname(real) != os.path.realpath(place.folder):
        return None
    return place.prefix + encoded(os.path.basename(real))


def arrived(limit: int = 50, folders: Sequence[str] = DROPPED_IN) -> list[Arrived]:
    """The newest pictures where pictures arrive, the newest first, at most ``limit``."""
    now = time.time()
    found: dict[str, Arrived] = {}
    for folder in folders:
        try:
            with os.scandir(os.path.expanduser(folder)) as entries:
                for number, entry in enumerate(entries):
                    if number == MOST_FILES:
                        break
                    if entry.name.lower().endswith(ENDINGS) and entry.is_file():
                        status = entry.stat()
                        found[os.path.realpath(entry.path)] = Arrived(
                            Path(entry.path), status.st_size, now - status.st_mtime
                        )
        except OSError:
            continue
    return sorted(found.values(), key=lambda picture: picture.age)[:limit]


def newest_figures(log: OpenLog, limit: int = 200) -> list[str]:
    """How ``log`` would link the pictures where it keeps its figures, the newest first, at most ``limit``."""
    place = place_of(log)
    return [place.prefix + encoded(picture.path.name) for picture in arrived(limit, (place.folder,))]


def unlinked(logs: Sequence[OpenLog]) -> list[Path]:
    """The pictures that lie where ``logs`` keep their figures and that none of them names."""
    texts = [log.document.text for log in logs]
    linked = {path for log in logs for path in _linked(log)}
    folders = dict.fromkeys(place_of(log).folder for log in logs)
    left = []
    for folder in folders:
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            continue
        for name in names:
            path = os.path.join(folder, name)
            is_picture = name.lower().endswith(ENDINGS) and not name.startswith(".")
            if is_picture and os.path.realpath(path) not in linked and not any(name in text for text in texts):
                left.append(Path(path))
    return left


def _linked(log: OpenLog) -> Iterable[str]:
    pictures = LocalPictures(log.path)
    for entry in log.document.entries:
        for address in entry.figures:
            if (path := pictures.place(address)) is not None:
                yield os.path.realpath(path)


def _in_latin(text: str) -> str:
    """Chinese by its sound."""
    if text.isascii():
        return text
    from pypinyin import lazy_pinyin

    return posixpath.sep.join(lazy_pinyin(text)).replace(posixpath.sep, " ")


def _narrowed(content: bytes, pixels: int) -> bytes:
    """The picture with at most so many ``pixels`` in its width. Raises ``FigureError``, also without Pillow."""
    from io import BytesIO

    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError as error:
        raise FigureError(N_("figure-pixels needs Pillow: pip install 'readtui[pictures]'")) from error
    try:
        with Image.open(BytesIO(content)) as picture:
            if picture.width <= pixels or getattr(picture, "is_animated", False):
                return content
            height = max(1, round(picture.height * pixels / picture.width))
            written = BytesIO()
            picture.resize((pixels, height)).save(written, format=picture.format)
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise FigureError(N_("this picture cannot be made smaller ({reason})"), reason=error) from error
    smaller = written.getvalue()
    return smaller if len(smaller) < len(content) else content

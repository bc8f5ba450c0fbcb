"""The pictures beside a log: whether one that the log links to is there, and which one a wrong address may mean.

An address is resolved as GitHub does it: relative to the log's folder, with ``/`` in front relative to the top of the
git working tree, upper and lower case told apart on every system. Nobody looks outside that tree, or, without git,
outside the log's folder.
"""

from __future__ import annotations

import os
import posixpath
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from tui_reader.adapters.working_tree import folder_of, is_inside, top_of
from tui_reader.core.fields import ESCAPE
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.rule import Similar
from tui_reader.core.spelling import encoded

MOST_NAMES = 5_000
"""Names that are read of one folder, and pictures that are looked through for a similar one."""
MOST_FOLDERS = 1_000
"""Folders that are looked through for a similar picture."""

ENDINGS = tuple(".png .jpg .jpeg .gif .webp .svg .bmp .tif .tiff .avif .heic .jfif".split())
# One letter and a colon are a drive of Windows, not a scheme.
SCHEME = lazy_pattern(r"[A-Za-z][A-Za-z0-9+.-]+:")
DRIVE = lazy_pattern(r"[A-Za-z]:")
NUMBER = lazy_pattern(r"0*(\d+)")
# Names that programs give to any picture: two of the same name may well be two pictures.
ANY_PICTURE = lazy_pattern(
    r"(?:image|img|figure|fig|picture|pic|photo|screenshot|untitled|overview|framework|method|model"
    r"|截图|屏幕截图|图|图片|图像|框架|框架图|模型图)?[\s_.()（）-]*\d{0,7}[\s_.()（）-]*",
    re.IGNORECASE,
)
LIKE = 0.8
"""How much of two names has to be the same, from 0 to 1, for one to be taken for a slip of the other."""


class _Listing(NamedTuple):
    """The names in a folder."""

    files: frozenset[str] = frozenset()
    folders: tuple[str, ...] = ()
    linked_folders: frozenset[str] = frozenset()
    """Symbolic links to folders of the tree."""
    is_whole: bool = True
    """Whether no name is left out."""


class _Picture(NamedTuple):
    """A picture of the tree."""

    folder: str
    """Relative to the top, with slashes; empty for the top itself."""
    name: str

    @property
    def path(self) -> str:
        return posixpath.join(self.folder, self.name)


class _Index:
    """Pictures by what names may have in common."""

    def __init__(self, pictures: Iterable[_Picture]) -> None:
        self.by_path: dict[str, list[_Picture]] = {}
        self.by_name: dict[str, list[_Picture]] = {}
        self.by_key: dict[str, list[_Picture]] = {}
        self.by_stem: dict[str, list[_Picture]] = {}
        for picture in pictures:
            self.by_path.setdefault(_folded(picture.path), []).append(picture)
            self.by_name.setdefault(picture.name, []).append(picture)
            self.by_key.setdefault(_folded(picture.name), []).append(picture)
            self.by_stem.setdefault(_folded_stem(picture.name), []).append(picture)


class LocalPictures:
    """What ``core.rule.Pictures`` asks for, of the files around one log. A folder is listed once and not again."""

    def __init__(self, log: Path) -> None:
        folder = folder_of(log)
        top = top_of(folder)
        self._has_top = top is not None
        self._top = top or folder
        self._home = "" if folder == self._top else os.path.relpath(folder, self._top).replace(os.sep, "/")
        """The log's folder, relative to the top."""
        self._listings: dict[str, _Listing] = {}
        self._similar: dict[str, Similar | None] = {}
        self._saw_all = False

    def is_there(self, address: str) -> bool | None:
        """Whether there is a file at ``address``.

        None where it is no address of a local file, or leads out of the tree. What only Windows would read as a path,
        ``images\\a.png`` or ``C:\\a.png``, is not there.
        """
        written = address.strip()
        if not self._is_local(written):
            return None
        inside = self._readings(written)
        if inside[0] is None and not DRIVE.match(written):
            return None
        return any(path is not None and self._is_file(path) for path in inside)

    def path_of(self, address: str) -> Path | None:
        """The file at ``address``; None wherever ``is_there`` does not say yes."""
        written = address.strip()
        inside = self._readings(written) if self._is_local(written) else []
        return next((Path(self._on_disk(path)) for path in inside if path is not None and self._is_file(path)), None)

    def place(self, address: str) -> str | None:
        """The file on the disk that ``address`` names, be it there or not; None where it can be none of the tree."""
        written = address.strip()
        if not self._is_local(written):
            return None
        path = self._readings(written)[0]
        return None if path is None else self._on_disk(path)

    def similar(self, address: str) -> Similar | None:
        """The picture of the tree that ``address`` most likely means; None where none has a name like it."""
        written = address.strip()
        if written not in self._similar:
            self._similar[written] = self._most_similar(list(_spellings(written)))
        return self._similar[written]

    # -- looking ---------------------------------------------------------------------------------------------------

    def _is_local(self, written: str) -> bool:
        """Whether ``written`` can be the address of a file here."""
        if not written or written[0] in "#?" or written.startswith("//") or SCHEME.match(written):
            return False
        return self._has_top or not written.startswith("/")

    def _readings(self, written: str) -> list[str | None]:
        """The paths, relative to the top, that an address of a file may stand for; None for one that leads outside."""
        path = re.split(r"[?#]", written, maxsplit=1)[0]
        return [self._inside(_decoded(reading)) for reading in (path, _without_escapes(path))]

    def _inside(self, path: str) -> str | None:
        """``path``, relative to the log or with a slash to the top, as a path relative to the top; None outside."""
        base = "" if path.startswith("/") else self._home
        resolved = posixpath.normpath(posixpath.join(base, path.lstrip("/") or "."))
        return None if resolved == ".." or resolved.startswith(("../", "/")) else resolved

    def _is_file(self, path: str) -> bool:
        folder, name = posixpath.split(path)
        at = ""
        for part in folder.split("/") if folder else ():
            listing = self._listing(at)
            if part not in listing.folders and part not in listing.linked_folders:
                return False
            at = posixpath.join(at, part)
        listing = self._listing(at)
        return _composed(name) in listing.files or (not listing.is_whole and os.path.isfile(self._on_disk(path)))

    def _on_disk(self, path: str) -> str:
        return os.path.join(self._top, *path.split("/")) if path else self._top

    def _listing(self, folder: str) -> _Listing:
        listing = self._listings.get(folder)
        if listing is None:
            listing = self._listings[folder] = self._listed(self._on_disk(folder))
        return listing

    def _listed(self, folder: str) -> _Listing:
        files: list[str] = []
        folders: list[str] = []
        linked: list[str] = []
        try:
            with os.scandir(folder) as entries:
                for entry in islice(entries, MOST_NAMES):
                    name = _composed(entry.name)
                    if entry.is_symlink():
                        if not is_inside(entry.path, self._top):
                            continue
                        if os.path.isdir(entry.path):
                            linked.append(name)
                        elif os.path.isfile(entry.path):
                            files.append(name)
                    elif entry.is_dir():
                        folders.append(name)
                    else:
                        files.append(name)
                is_whole = next(entries, None) is None
        except OSError:
            return _Listing()
        return _Listing(frozenset(files), tuple(sorted(folders)), frozenset(linked), is_whole)

    @cached_property
    def _pictures(self) -> list[_Picture]:
        """The pictures of the tree, those in the log's folder and under it first. Hidden folders are left out."""
        pictures: list[_Picture] = []
        for number, folder in enumerate(self._folders()):
            if number == MOST_FOLDERS or len(pictures) > MOST_NAMES:
                break
            pictures += [_Picture(folder, name) for name in sorted(self._listing(folder).files) if _is_picture(name)]
        else:
            self._saw_all = True
        return pictures[:MOST_NAMES]

    def _folders(self) -> Iterator[str]:
        """The folders of the tree, the nearer to the log's the sooner."""
        seen: set[str] = set()
        for start in (self._home, ""):
            waiting = [] if start in seen else [start]
            for folder in waiting:
                seen.add(folder)
                yield folder
                below = (posixpath.join(folder, name) for name in self._listing(folder).folders if name[0] != ".")
                waiting += [path for path in below if path not in seen]

    # -- comparing -------------------------------------------------------------------------------------------------

    @cached_property
    def _index(self) -> _Index:
        return _Index(self._pictures)

    def _most_similar(self, spellings: list[str]) -> Similar | None:
        """The picture that one of ``spellings`` of a path means."""
        index = self._index
        paths = dict.fromkeys(_folded(path) for spelling in spellings if (path := self._inside(spelling)) is not None)
        same = [picture for path in paths for picture in index.by_path.get(path, ())]
        if same:
            return self._found(same[0], is_certain=len(same) == 1)
        names = list(dict.fromkeys(posixpath.basename(spelling) for spelling in spellings))
        folder = posixpath.dirname(self._inside(spellings[-1]) or "")

        def nearest(pictures: list[_Picture]) -> _Picture:
            return min(pictures, key=lambda picture: picture.folder != folder)

        elsewhere = [picture for name in names for picture in index.by_name.get(name, ())]
        if elsewhere:
            is_only_one = len(elsewhere) == 1 and self._saw_all
            return self._found(nearest(elsewhere), is_only_one and not ANY_PICTURE.fullmatch(_stem(elsewhere[0].name)))
        for key, pictures_by_key in ((_folded, index.by_key), (_folded_stem, index.by_stem)):
            alike = [picture for name in names for picture in pictures_by_key.get(key(name), ())]
            if alike:
                return self._found(nearest(alike), is_certain=False)
        stem = _most_like(dict.fromkeys(map(_folded_stem, names)), index.by_stem)
        return None if stem is None else self._found(nearest(index.by_stem[stem]), is_certain=False)

    def _found(self, picture: _Picture, is_certain: bool) -> Similar:
        address = posixpath.relpath("/" + picture.path, "/" + self._home)
        for sign in "%#?\\":
            address = address.replace(sign, f"%{ord(sign):02X}")
        address = encoded(address)
        return Similar("./" + address if SCHEME.match(address) or DRIVE.match(address) else address, is_certain)


def _is_picture(name: str) -> bool:
    return name.lower().endswith(ENDINGS) and not name.startswith(".") and name.isprintable()


def _decoded(path: str) -> str:
    if "%" not in path:
        return path
    from urllib.parse import unquote

    return unquote(path, errors="surrogateescape")


def _without_escapes(path: str) -> str:
    """``path`` with Markdown's escapes and HTML's entities resolved."""
    path = ESCAPE.sub(r"\1", path)
    if "&" in path:
        from html import unescape

        path = unescape(path)
    return path


def _spellings(written: str) -> Iterator[str]:
    """What ``written`` may stand for as a path, the last reading being the furthest from it."""
    for whole in dict.fromkeys((written, re.split(r"[?#]", written, maxsplit=1)[0])):
        for plain in dict.fromkeys((whole, _without_escapes(whole))):
            for path in dict.fromkeys((plain, _decoded(plain), _decoded(_decoded(plain)))):
                yield path
                yield path.replace("\\", "/")


def _composed(name: str) -> str:
    """``name`` as git records it: on a Mac a file system may give it in another Unicode form."""
    return normalize("NFC", name) if sys.platform == "darwin" else name


def _folded(name: str) -> str:
    """``name`` without what only case, width and Unicode form make different."""
    return normalize("NFKC", normalize("NFKC", name).casefold())


def _stem(name: str) -> str:
    return posixpath.splitext(name)[0]


def _folded_stem(name: str) -> str:
    return _folded(_stem(name))


def _most_like(names: Iterable[str], others: Iterable[str]) -> str | None:
    """The first of ``others`` that is most like one of ``names``; None where none is very like it.

    Not one that differs in its numbers alone: that is another picture of the same series.
    """
    from difflib import SequenceMatcher

    best, most = None, LIKE
    for name in names:
        words, numbers = NUMBER.sub("0", name), NUMBER.findall(name)
        matcher = SequenceMatcher(None, b=name, autojunk=False)
        for other in others:
            if 2 * min(len(name), len(other)) < most * (len(name) + len(other)):
                continue
            if NUMBER.sub("0", other) == words and NUMBER.findall(other) != numbers:
                continue
            matcher.set_seq1(other)
            if matcher.quick_ratio() < most:
                continue
            likeness = matcher.ratio()
            if likeness > most or (likeness == most and best is None):
                best, most = other, likeness
    return best

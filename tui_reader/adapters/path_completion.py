"""What a path that somebody types or drops may mean, and how it may go on."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from tui_reader.adapters.pictures import ENDINGS

MOST_NAMES = 5_000
"""Names of a folder that are looked at."""


class Completion(NamedTuple):
    """How a path goes on."""

    text: str
    """What is typed, as far as it is certain."""
    names: tuple[str, ...]
    """What it may go on with, where there are several; folders end with a slash."""


def path_from(typed: str) -> Path:
    """The path that was typed, or dropped on the terminal: ``~``, quotes, escapes and ``file:`` understood."""
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.lower().startswith("file://"):
        return Path(unquote(urlsplit(text).path))
    path = Path(os.path.expanduser(text))
    return path if "\\" not in text or path.exists() else Path(os.path.expanduser(text.replace("\\", "")))


def completed(typed: str) -> Completion:
    """``typed``, the beginning of a path of a picture, with what follows from the folders and pictures there are."""
    folder, _slash, beginning = typed.rpartition("/")
    base = folder + "/" if _slash else ""
    names: list[str] = []
    try:
        with os.scandir(os.path.expanduser(base) or ".") as entries:
            for entry in islice(entries, MOST_NAMES):
                is_meant = entry.name.startswith(beginning) and (beginning or not entry.name.startswith("."))
                if is_meant and entry.name.isprintable():
                    if entry.is_dir():
                        names.append(entry.name + "/")
                    elif entry.name.lower().endswith(ENDINGS):
                        names.append(entry.name)
    except (OSError, ValueError):
        pass
    if not names:
        return Completion(typed, ())
    names.sort()
    first, last = names[0], names[-1]  # what these two have in common, all between them have
    length = next((place for place, sign in enumerate(first) if last[place : place + 1] != sign), len(first))
    return Completion(base + first[:length], tuple(names) if len(names) > 1 else ())

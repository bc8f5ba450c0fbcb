"""The folders around a log: where it truly lies, and the git working tree that it belongs to."""

from __future__ import annotations

import os
from pathlib import Path


def folder_of(log: Path) -> str:
    """The folder that the file ``log`` lies in, with all symbolic links followed."""
    return os.path.dirname(_real(os.fspath(log)))


def top_of(folder: str) -> str | None:
    """The top of the git working tree that ``folder`` belongs to: the folder that holds ``.git``. None without git."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def is_inside(path: str, folder: str) -> bool:
    """Whether ``path``, with all symbolic links followed, is ``folder`` or lies in it."""
    real = _real(path)
    return real == folder or real.startswith(os.path.join(folder, ""))


def _real(path: str) -> str:
    try:
        return os.path.realpath(path)
    except OSError:  # links that lead in a circle, where Python minds them
        return os.path.abspath(path)

"""Folders of logs: which of their Markdown files are logs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tui_reader.adapters.log_errors import NoLogInFolderError, NotTextError, reading_failed
from tui_reader.adapters.snapshot import text_of

LOG_ENDINGS = (".md", ".markdown")
"""How the names of logs end."""

UNLIKELY_FOLDERS = frozenset({"node_modules", "venv", "env", "virtualenv", "site-packages", "__pycache__"})
"""Folders of files that are not the group's own."""

DEEPEST = 4
"""Folders below the given one that are searched for logs."""

MOST_FOLDERS = 2_000
"""A search for logs ends after so many; somebody may start it in a home folder."""

PROBE = 256 * 1024
"""Bytes of a file that are read to see whether it is a log."""


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
                    raise reading_failed(folder, error) from error
        folders_left = max(0, folders_left - len(level))
        level = [path for path in sorted(below) if not _is_unlikely(path)]


def _is_markdown_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.name.lower().endswith(LOG_ENDINGS) and entry.is_file()
    except OSError:  # a link that leads in a circle, or into a folder that is closed
        return False


def _is_unlikely(folder: str) -> bool:
    return os.path.basename(folder) in UNLIKELY_FOLDERS or os.path.exists(os.path.join(folder, "pyvenv.cfg"))


def _looks_like_log(path: str) -> bool:
    from tui_reader.core.code_blocks import code_blocks
    from tui_reader.core.document import Trivia
    from tui_reader.core.parser import parse

    try:
        with open(path, "rb", buffering=0) as file:
            document = parse(text_of(Path(path), file.read(PROBE)))
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

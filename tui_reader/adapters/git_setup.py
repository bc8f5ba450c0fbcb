"""The merge driver in a clone: the line in ``.gitattributes`` for each log, and the driver in the clone's settings."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tui_reader.adapters import disk
from tui_reader.adapters.git import Git, GitError, clone_of
from tui_reader.core.message import N_

DRIVER = "readtui"
"""The driver's name in git's settings and attributes."""

ATTRIBUTES = ".gitattributes"

PLACES = "merge %O %A %B --path %P --marker-size %L"
"""How git is to call the program: base, ours, theirs, the log's name, the size of marks."""

MEANT_LITERALLY = "\\*?["
"""Signs that stand for others in git's patterns."""


class Setup(NamedTuple):
    """What is to be done to a clone."""

    git: Git
    attributes: Path
    before: str
    """The text of ``.gitattributes`` as it is; empty where there is none."""
    after: str
    settings: tuple[tuple[str, str | None, str | None], ...]
    """Of each of git's settings that change: its name, its value, and what it shall be; None: not there."""

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to do."""
        return self.before == self.after and not self.settings


def planned(logs: Sequence[Path], undo: bool) -> Setup:
    """What is to be done so that git merges ``logs``, which lie in one clone, by entries; or no more.

    Undone is it for all logs of the clone. Raises ``GitError`` where there is no clone.
    """
    git = clone_of(logs[0])
    names = [os.path.relpath(os.path.realpath(log), git.folder).replace(os.sep, "/") for log in logs]
    outside = next((log for log, name in zip(logs, names, strict=True) if name.startswith("../")), None)
    if outside is not None:
        raise GitError(
            N_("{path}: lies in another repository than {other}; set it up by itself"), path=outside, other=logs[0]
        )
    attributes = Path(git.folder, ATTRIBUTES)
    before = _read(attributes)
    wanted = {} if undo else {"name": "readtui: entries of a reading log", "driver": f"{_program()} {PLACES}"}
    settings: list[tuple[str, str | None, str | None]] = []
    for key in ("name", "driver"):
        name = f"merge.{DRIVER}.{key}"
        now = git.says("config", "--local", name)
        if now != wanted.get(key):
            settings.append((name, now, wanted.get(key)))
    after = _without_lines(before) if undo else _with_lines(before, names)
    return Setup(git, attributes, before, after, tuple(settings))


def carry_out(setup: Setup) -> None:
    """Do what is planned. Raises ``GitError``; then it may be done in part, and can be done again."""
    for name, _, value in setup.settings:
        if value is None:
            setup.git.ask("config", "--local", "--unset-all", name)
        else:
            setup.git.ask("config", "--local", "--replace-all", name, value)
    if any(value is None for _, _, value in setup.settings):
        setup.git.run("config", "--local", "--remove-section", f"merge.{DRIVER}")
    if setup.after == setup.before:
        return
    try:
        if setup.after:
            data = setup.after.encode("utf-8", "surrogateescape")
            mode = os.stat(setup.attributes) if setup.attributes.exists() else None
            temporary = disk.write_beside(os.fspath(setup.attributes), data, mode)
            if mode is None:
                os.chmod(temporary, 0o644)
            os.replace(temporary, setup.attributes)
        else:
            os.unlink(setup.attributes)
    except OSError as error:
        raise GitError(
            N_("{path}: cannot be written ({reason})"), path=setup.attributes, reason=disk.reason(error)
        ) from error


def _program() -> str:
    """This program as git's shell is to call it: found whatever the PATH is where git runs."""
    script = Path(sys.executable).with_name("readtui")
    # In git's settings a "%" would begin a placeholder; a doubled one is itself.
    words = [os.fspath(script)] if script.exists() else [sys.executable, "-m", "tui_reader"]
    return shlex.join(words).replace("%", "%%")


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise GitError(N_("{path}: cannot be read ({reason})"), path=path, reason=disk.reason(error)) from error


def _line(name: str) -> str:
    """The line of ``.gitattributes`` for the file ``name``."""
    pattern = "/" + "".join("\\" + sign if sign in MEANT_LITERALLY else sign for sign in name)
    if any(sign.isspace() or sign in '"' for sign in name):
        pattern = '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{pattern} merge={DRIVER}"


def _with_lines(text: str, names: Sequence[str]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    known = {line.strip() for line in text.splitlines()}
    new = [line for name in names if (line := _line(name)) not in known]
    if not new:
        return text
    if text and not text.endswith("\n"):
        text += newline
    return text + "".join(line + newline for line in new)


def _without_lines(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.strip().endswith(f" merge={DRIVER}"))

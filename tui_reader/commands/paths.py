"""Which arguments name logs, and which ask for entries."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tui_reader.adapters.log_errors import LogNotFoundError, reading_failed
from tui_reader.adapters.log_folder import LOG_ENDINGS, find_logs
from tui_reader.commands.arguments import Arguments, UsageError
from tui_reader.core.message import N_, ReadTuiError

PATH_BEGINNINGS = ("/", "./", "../", "~/")


class NoSuchPathError(ReadTuiError):
    """There is neither a file nor a folder of this name."""

    def __init__(self, path: str) -> None:
        super().__init__(N_("{path}: there is no such file or folder; name a log, or a folder of logs"), path=path)


def not_found(path: str) -> ReadTuiError:
    """The error for a path that leads to nothing: what to do depends on whether it could be the name of a log.

    And on whether there is nothing: a link may lead in a circle, a folder may be closed.
    """
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        return reading_failed(Path(path), error)
    if path.lower().endswith(LOG_ENDINGS):
        return LogNotFoundError(Path(path))
    return NoSuchPathError(path)


def split_query(verb: str, arguments: Arguments) -> tuple[list[str], str]:
    """The paths among the arguments of ``verb``, and its query: what is no path, ``-q``, and what stands behind ``--``.

    Raises the error of ``not_found`` for what can only be meant as a path; ``UsageError`` where there is no path.
    """
    paths: list[str] = []
    terms: list[str] = []
    for argument in arguments.positional:
        (paths if os.path.exists(argument) else terms).append(argument)
    for term in terms:
        if looks_like_path(term) or (not paths and term == terms[0] and is_one_word(term)):
            raise not_found(term)
    if not paths:
        raise UsageError(N_("{verb} wants a log: readtui {verb} PATH... [QUERY]"), verb=verb)
    return paths, " ".join([*terms, *arguments.values.get("--query", ()), *arguments.trailing])


def looks_like_path(argument: str) -> bool:
    """Whether an argument that names nothing can only be meant as a path."""
    return argument.lower().endswith(LOG_ENDINGS) or argument.startswith(PATH_BEGINNINGS)


def is_one_word(argument: str) -> bool:
    """Whether an argument is neither several words nor a term such as ``by:NAME`` or an address."""
    return not any(character.isspace() or character in ':"' for character in argument)


def logs_at(paths: Sequence[str]) -> list[Path]:
    """The logs that ``paths`` name, each once: files themselves, and of a folder the logs in it.

    Raises ``LogNotFoundError`` or ``NoSuchPathError`` where a path names nothing, and what ``find_logs`` raises.
    """
    logs: dict[str, Path] = {}
    for path in paths:
        if not os.path.exists(path):
            raise not_found(path)
        for log in find_logs(Path(path)) if os.path.isdir(path) else [Path(path)]:
            logs.setdefault(os.path.realpath(log), log)
    return list(logs.values())

"""The text of a YAML file, which is changed as text: the rest of it stays as it is, comments and all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tui_reader.adapters import disk
from tui_reader.adapters.yaml_file import Value
from tui_reader.core.message import N_, ReadTuiError

if TYPE_CHECKING:
    from yaml import Node


def text_of(path: str) -> str:
    """The text of the file at ``path``, a byte order mark included; empty where there is none. Raises OSError."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def pairs_of(root: Value | None) -> list[tuple[Node, Node]]:
    """The names and values of a file as they stand in it."""
    from yaml import MappingNode

    return root.node.value if root is not None and isinstance(root.node, MappingNode) else []


def write(path: str, text: str) -> None:
    """Put ``text`` into the file at ``path``, which keeps its rights, and need not be there yet. Raises OSError."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    target = os.path.realpath(path)  # somebody may keep it elsewhere, behind a link
    try:
        status = os.stat(target)
    except FileNotFoundError:
        status = None
    disk.write_whole(target, text.encode(), like=status)


@contextmanager
def said_as(kind: type[ReadTuiError], path: str) -> Iterator[None]:
    """An ``OSError`` of the file at ``path`` becomes an error of ``kind`` that says what to do."""
    try:
        yield
    except OSError as error:
        raise kind(
            N_("{path}: cannot be written ({reason}); mend its rights, or set READTUI_CONFIG_DIR"),
            path=path,
            reason=disk.reason(error),
        ) from error

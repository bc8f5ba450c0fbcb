"""Changing single values in a YAML file of names and values, while the rest of it stays as it is, comments and all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui_reader.adapters import disk
from tui_reader.adapters.yaml_file import LARGEST_FILE, SettingsError, Value, composed

if TYPE_CHECKING:
    from yaml import Node


def text_of(path: str) -> str:
    """The text of the file at ``path``, a byte order mark included; empty where there is none. Raises OSError."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def value_of(path: str, text: str, example: str) -> Value | None:
    """What ``text``, which is for the file at ``path``, holds; None for nothing and for what is no YAML."""
    try:
        root = composed(path, text.encode(), example)
    except SettingsError:
        return None
    return None if root is None else Value(path, "", root)


def pairs_of(root: Value | None) -> list[tuple[Node, Node]]:
    """The names and values of a file as they stand in it."""
    from yaml import MappingNode

    return root.node.value if root is not None and isinstance(root.node, MappingNode) else []


def as_lines(values: Mapping[str, str]) -> str:
    """``values`` as YAML, a line each."""
    import yaml

    dumped: str = yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=LARGEST_FILE)
    return dumped if values else ""


def spliced(
    text: str,
    root: Value | None,
    values: Mapping[str, str | None],
    names: Mapping[str, str] | None = None,
) -> str:
    """``text``, of which ``root`` was read, with those lines changed that ``values`` are about, None for no longer.

    Those in ``names`` stand under another name from then on. The end of a line is the text's own;
    whoever asks has to look whether the text still means what it should.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    for key, node in reversed(pairs_of(root)):
        name = str(key.value)
        if name not in values:
            continue
        value = values[name]
        start, end = key.start_mark.index, max(key.end_mark.index, node.end_mark.index)
        if value is None:
            end = text.find("\n", end) + 1 or len(text)
            text = text[:start] + text[end:]
        else:
            text = text[:start] + as_lines({(names or {}).get(name, name): value}).rstrip("\n") + text[end:]
    known = {str(key.value) for key, _node in pairs_of(root)}
    new = {name: value for name, value in values.items() if value is not None and name not in known}
    if text and not text.endswith("\n") and new:
        text += newline
    return text + (as_lines(new).replace("\n", newline) if new else "")


def write(path: str, text: str) -> None:
    """Put ``text`` into the file at ``path``, which keeps its rights, and need not be there yet. Raises OSError."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    target = os.path.realpath(path)  # somebody may keep it elsewhere, behind a link
    try:
        status = os.stat(target)
    except FileNotFoundError:
        status = None
    disk.write_whole(target, text.encode(), like=status)

"""Settings in YAML, of a person or of a group. A mistake in them is named with its file, its line and the way out.

Nothing in such a file is ever built or run: values are read off the parsed text. A file may come from anybody whose
repository was cloned, so that it is neither long nor deep, and one part of it cannot stand for many.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.adapters import disk
from tui_reader.core.message import N_, Message, ReadTuiError

if TYPE_CHECKING:
    from yaml import Node

LARGEST_FILE = 64 * 1024
"""Bytes."""

LONGEST_WORD = 60
"""Characters of a word that is none of the known ones, as far as it is repeated to people."""

TAG = "tag:yaml.org,2002:"
TEXT = TAG + "str"
NUMBER = TAG + "int"
YES_OR_NO = TAG + "bool"
DAY = TAG + "timestamp"
NOTHING = TAG + "null"
LIST = TAG + "seq"
NAMES = TAG + "map"

CLOSE_SETTING = N_('{path}:{line}: there is no setting "{word}"; did you mean "{close}"?')
FAR_SETTING = N_('{path}:{line}: there is no setting "{word}"; there are {known}')
CLOSE_WORD = N_('{path}:{line}: {name} cannot be "{word}"; did you mean "{close}"?')
FAR_WORD = N_('{path}:{line}: {name} cannot be "{word}"; write one of {known}')


class SettingsError(ReadTuiError):
    """The settings cannot be read, or hold something that they may not."""


class _NoFileError(Exception):
    """What stands there is a folder, a pipe, a device."""


class Value(NamedTuple):
    """What something is set to, not yet read as anything."""

    path: str
    """Of the file."""
    name: str
    """What it is called, for people: ``check.order``; empty for the whole of the file."""
    node: Node

    @property
    def line(self) -> int:
        """Where it begins, counted from 1."""
        return self.node.start_mark.line + 1

    @property
    def first_line(self) -> int:
        """Where its first line of text stands, counted from 1: behind a ``|`` on the next line."""
        return self.line + (getattr(self.node, "style", None) in ("|", ">"))

    @property
    def keeps_lines(self) -> bool:
        """Whether its lines of text are those of the file: YAML puts them into one, but for those behind a ``|``."""
        style = getattr(self.node, "style", None)
        return style == "|" or (style != ">" and self.node.start_mark.line == self.node.end_mark.line)

    @property
    def is_nothing(self) -> bool:
        """Whether it is set to nothing."""
        return self.node.tag == NOTHING

    @property
    def written(self) -> str | None:
        """The words that stand there, where it is one value, whatever YAML would take them for; None for several."""
        from yaml import ScalarNode

        is_one = isinstance(self.node, ScalarNode) and self.node.tag in (TEXT, NUMBER, YES_OR_NO, DAY)
        return " ".join(self.node.value.split()) if is_one else None

    @property
    def brief(self) -> str:
        """It in one line, for people: of a list its items, of names their values."""
        return _brief(self.node)

    def error(self, pattern: str, **arguments: object) -> SettingsError:
        """A mistake in it: ``pattern`` begins with ``{path}:{line}:`` and may hold ``{name}`` and ``arguments``."""
        return SettingsError(pattern, path=self.path, line=self.line, name=self.name, **arguments)

    def text(self) -> str:
        """It, as a text with white space folded; empty for nothing. Raises ``SettingsError``."""
        return " ".join(self.lines().split())

    def lines(self) -> str:
        """It, as a text of several lines; empty for nothing. Raises ``SettingsError``."""
        if self.is_nothing:
            return ""
        if self.node.tag != TEXT:
            raise self.error(N_("{path}:{line}: {name} wants a text; put it in quotes"))
        return str(self.node.value)

    def number(self) -> int:
        """It, as a whole number above zero. Raises ``SettingsError``."""
        written = self.written or ""
        if not is_number(written):
            raise self.error(N_("{path}:{line}: {name} wants a number above zero, as in {name}: 400"))
        return int(written)

    def one_of(self, known: Collection[str]) -> str:
        """It, as one of the words ``known``. Raises ``SettingsError``."""
        written = self.written
        if written is None:
            raise self.error(N_("{path}:{line}: {name} wants one of {known}"), known=", ".join(known))
        if self.node.tag == YES_OR_NO and "off" in known and written.lower() in ("off", "no", "false"):
            return "off"  # to YAML these three are the same
        if written not in known:
            raise self.unknown(written, known, CLOSE_WORD, FAR_WORD)
        return written

    def items(self) -> list[Value]:
        """It, as a list; empty for nothing. Raises ``SettingsError``."""
        if self.is_nothing:
            return []
        if self.node.tag != LIST:
            raise self.error(N_("{path}:{line}: {name} wants a list; write one a line, each behind a dash"))
        return [Value(self.path, self.name, node) for node in self.node.value]

    def settings(self, known: Collection[str], close: str = CLOSE_SETTING, far: str = FAR_SETTING) -> dict[str, Value]:
        """It, as values by their names, which are ``known`` and set once each; empty for nothing.

        ``close`` and ``far`` say that there is no such name, where one is like it and where none is. Raises
        ``SettingsError``.
        """
        from yaml import ScalarNode

        if self.is_nothing:
            return {}
        if self.node.tag != NAMES:
            pattern = N_("{path}:{line}: settings have names; write one a line, as in {example}: ...")
            raise self.error(pattern, example=next(iter(known)))
        values: dict[str, Value] = {}
        for key, node in self.node.value:
            name = str(key.value) if isinstance(key, ScalarNode) else ""
            at_key = Value(self.path, name, key)
            if name not in known:
                raise at_key.unknown(name, known, close, far)
            if name in values:
                raise at_key.error(N_("{path}:{line}: {name} is set a second time; keep one"))
            values[name] = Value(self.path, f"{self.name}: {name}" if self.name else name, node)
        return values

    def pairs(self) -> dict[str, Value]:
        """It, as values by names of any kind, set once each; empty for nothing. Raises ``SettingsError``."""
        from yaml import ScalarNode

        if self.is_nothing:
            return {}
        if self.node.tag != NAMES:
            raise self.error(N_("{path}:{line}: {name} wants names with values; write one a line, as in name: value"))
        names = [str(key.value) for key, _ in self.node.value if isinstance(key, ScalarNode)]
        return self.settings(names)

    def unknown(self, word: str, known: Iterable[str], close: str, far: str) -> SettingsError:
        """The mistake that ``word`` is none of ``known``: ``close`` says it where one is like it, else ``far``."""
        from difflib import get_close_matches

        known, word = list(known), word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] + "…"
        like = get_close_matches(word, known, 1)
        if like:
            return self.error(close, word=word, close=like[0])
        return self.error(far, word=word, known=", ".join(known))


def is_number(written: str) -> bool:
    """Whether ``written`` is a whole number above zero, and none without end."""
    return written.isascii() and written.isdigit() and len(written) < 10 and int(written) > 0


def _brief(node: Node) -> str:
    from yaml import MappingNode, SequenceNode

    if isinstance(node, SequenceNode):
        return ", ".join(map(_brief, node.value))
    if isinstance(node, MappingNode):
        return ", ".join(f"{_brief(key)}: {_brief(value)}" for key, value in node.value)
    return " ".join(str(node.value).split())


def read_yaml(path: str, what_to_do: Message, example: str) -> Value | None:
    """What the file at ``path`` holds; None where there is no such file, and where it says nothing.

    ``what_to_do`` helps where it cannot be read, and ``example`` is a setting. Raises ``SettingsError``.
    """
    try:
        data = _bytes_of(path)
    except _NoFileError as error:
        pattern = N_("{path}: the settings cannot be read (it is no file); {what_to_do}")
        raise SettingsError(pattern, path=path, what_to_do=what_to_do) from error
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        pattern = N_("{path}: the settings cannot be read ({reason}); {what_to_do}")
        raise SettingsError(pattern, path=path, reason=disk.reason(error), what_to_do=what_to_do) from error
    if len(data) > LARGEST_FILE:
        pattern = N_("{path}: settings may have {size} KB at most; is this the right file?")
        raise SettingsError(pattern, path=path, size=LARGEST_FILE // 1024)
    value = value_of(path, data, example)
    return None if value is None or value.is_nothing else value


def _bytes_of(path: str) -> bytes:
    """The bytes of the file, as far as they are wanted. A pipe is not waited for."""
    descriptor = os.open(path, os.O_RDONLY | disk.O_BINARY | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _NoFileError
        return file.read(LARGEST_FILE + 1)


def value_of(path: str, data: bytes, example: str) -> Value | None:
    """What the YAML of ``data`` holds, of which nothing is built; None where it holds nothing at all.

    ``path`` is the file that it is from or for, ``example`` a setting. Raises ``SettingsError``.
    """
    root = _composed(path, data, example)
    return None if root is None else Value(path, "", root)


def _composed(path: str, data: bytes, example: str) -> Node | None:
    """The nodes of ``data``, of which none stands for another."""
    import yaml

    class Loader(yaml.SafeLoader):
        def compose_node(self, parent: Node | None, index: int) -> Node | None:
            if self.check_event(yaml.AliasEvent):
                mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
                raise yaml.composer.ComposerError(None, None, "aliases are not read here", mark)
            return super().compose_node(parent, index)

    try:
        return yaml.compose(data, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        pattern = N_("{path}:{line}: this is not YAML ({problem}); write one setting a line, as in {example}")
        line = mark.line + 1 if mark else 1
        raise SettingsError(pattern, path=path, line=line, problem=error.problem, example=example) from error
    except (yaml.YAMLError, RecursionError) as error:
        pattern = N_("{path}: this is not YAML in UTF-8; write one setting a line, as in {example}")
        raise SettingsError(pattern, path=path, example=example) from error

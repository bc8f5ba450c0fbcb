"""Sentences for people that core makes without speaking their language: an English pattern and its arguments.

The edge (``adapters.language.say``) translates the pattern and fills it in; core itself knows no language.
"""

from __future__ import annotations

from typing import NamedTuple


def N_(pattern: str) -> str:  # noqa: N802 - the name that gettext's extractors look for
    """Mark ``pattern`` for translation and return it unchanged."""
    return pattern


class Message(NamedTuple):
    """One sentence: ``pattern`` with ``{name}`` fields, and what to put into them."""

    pattern: str
    arguments: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.pattern.format(**dict(self.arguments))


def message(pattern: str, **arguments: object) -> Message:
    """A ``Message`` of ``pattern`` (English, marked with ``N_``) and its named arguments."""
    return Message(pattern, tuple(arguments.items()))


class ReadTuiError(Exception):
    """Something that a person has to hear of and can do something about: what, where, and what to do."""

    def __init__(self, pattern: str, **arguments: object) -> None:
        self.message = message(pattern, **arguments)
        super().__init__(str(self.message))

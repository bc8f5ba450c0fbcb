"""What a reading group has agreed upon: who is a member, how its log is spelled, and how strict ``check`` is.

It stands in ``.readtui.yaml`` beside the log; ``adapters.group_file`` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from tui_reader.core.diagnostic import Severity
from tui_reader.core.weeks import SUNDAY

Level = Literal["error", "warning", "info", "off"]
"""A severity, or that a rule is not asked."""

SUMMARY_LIMIT = 800
"""Characters that a summary may have where neither the group nor the template says."""


class Member(NamedTuple):
    """Somebody who writes into the log."""

    name: str
    """As it is to stand in the log."""
    aliases: tuple[str, ...] = ()
    """Other spellings of the name that mean the same person."""
    joined: str | None = None
    """ISO 8601; None: from the beginning."""
    left: str | None = None
    """The last day, ISO 8601; None: still there."""


class Group(NamedTuple):
    """What is agreed upon. Empty: nothing is, and the log itself decides."""

    members: tuple[Member, ...] = ()
    levels: Mapping[str, Level] = MappingProxyType({})
    """The severities of rules, by their codes, where they are to be others than the usual ones."""
    summary_limit: int | None = None
    """Characters that a summary may have."""
    template: str | None = None
    """The Markdown of a template, as it would stand in a log between two fences."""
    week_ends: int = SUNDAY
    """The last day of a week, from Monday as 1."""
    venues: Mapping[str, str] = MappingProxyType({})
    """Short names of conferences and journals by full ones, where they are to be others than the usual ones."""

    def severity(self, code: str, usual: Severity) -> Severity | None:
        """How bad a finding of the rule ``code`` is; None where the rule is switched off."""
        level = self.levels.get(code, usual)
        return None if level == "off" else level

    def member(self, name: str) -> Member | None:
        """The member who goes by ``name``, however it is spaced and whatever its case; None for a stranger."""
        wanted = folded_name(name)
        for member in self.members:
            if any(folded_name(known) == wanted for known in (member.name, *member.aliases)):
                return member
        return None


NO_GROUP = Group()
"""Nothing is agreed upon."""


def folded_name(name: str) -> str:
    """``name`` without spaces and case: what is the same in it means the same person."""
    return "".join(name.split()).casefold()

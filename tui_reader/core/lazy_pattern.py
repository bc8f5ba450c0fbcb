"""Patterns that are compiled when they are first used: few of them are needed to read a log of the usual kind."""

from __future__ import annotations

import re
from typing import cast


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives for the same, sooner: ``pattern`` is compiled when it is first used."""
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))


class _LazyPattern:
    """Stands for a compiled pattern, and takes its methods over one by one as they are asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> object:
        # Asked only for what is not there yet: from the second time on it is as quick as the pattern itself, and ``re``
        # keeps what it compiled.
        value = self.__dict__[name] = getattr(re.compile(*self._source), name)
        return value

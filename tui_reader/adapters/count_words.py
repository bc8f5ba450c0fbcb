"""How many, in words."""

from __future__ import annotations

from tui_reader.adapters.language import ngettext


def entries_counted(count: int) -> str:
    """So many entries."""
    return ngettext("{n} entry", "{n} entries", count).format(n=count)


def papers_counted(count: int) -> str:
    """So many papers."""
    return ngettext("{n} paper", "{n} papers", count).format(n=count)


def check_ins_counted(count: int) -> str:
    """So many times that somebody said why they read nothing."""
    return ngettext("{n} check-in", "{n} check-ins", count).format(n=count)

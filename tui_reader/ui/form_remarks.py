"""What a form says beside its fields of what stands in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tui_reader.adapters.language import _, ngettext
from tui_reader.ui.date_input import how_far


def date_remark(day: str, today: date, is_typed: bool) -> str:
    """How far ``day`` is from ``today``, and how to change it for whoever is there."""
    words = how_far(day, today)
    hint = _("↑↓ to change")
    return f"{words}; {hint}" if words and is_typed else words


def link_remark(more: int) -> str:
    """How many links the entry has beside the one that is shown."""
    return ngettext("and {n} more", "and {n} more", more).format(n=more) if more else ""


def figure_remark(address: str, folder: Path) -> str:
    """Whether there is a picture at ``address``; of one in the network nothing is known."""
    from urllib.parse import unquote

    address = address.strip()
    if not address:
        return ""
    if "://" in address or address.startswith("//"):
        return _("remote")
    try:
        is_there = any((folder / path).is_file() for path in (address, unquote(address)))
    except (OSError, ValueError):
        is_there = False
    return _("found") if is_there else _("not found")


def summary_label(summary: str) -> str:
    """The name of the field, and how much is written."""
    count = len(summary.replace("\n", ""))
    return "\n".join((_("Summary"), ngettext("{n} char", "{n} chars", count).format(n=count)))

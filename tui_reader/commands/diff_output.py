"""What would change in a log, as a diff on standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.commands.output import is_terminal, write, write_bytes

if TYPE_CHECKING:
    from tui_reader.adapters.library import OpenLog


def print_diff(log: OpenLog, text: str) -> None:
    """Print what changes where ``log`` becomes ``text``: byte for byte, but with controls visible on a terminal."""
    from tui_reader.core.diff import unified_diff
    from tui_reader.core.visible import visible

    diff = "".join(unified_diff(log.document.text, text, str(log.path)))
    if is_terminal():
        write(visible(diff, keep_newlines=True))
    else:
        write_bytes(diff.encode("utf-8", "surrogateescape"))

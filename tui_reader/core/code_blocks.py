"""Where a Markdown document shows text as an example: code between two fences."""

from __future__ import annotations

import re

from tui_reader.core.document import Span

FENCE = re.compile(r"^ {0,3}(?P<signs>`{3,}|~{3,})(?P<words>[^\r\n]*)", re.MULTILINE)


def code_blocks(text: str) -> list[Span]:
    """The fenced code in ``text``, fences included, in order. A fence that nothing closes fences nothing."""
    blocks: list[Span] = []
    opening: re.Match[str] | None = None
    for fence in FENCE.finditer(text):
        if opening is None:
            opening = fence
        elif fence["signs"].startswith(opening["signs"]) and not fence["words"].strip():
            blocks.append(Span(opening.start(), fence.end()))
            opening = None
    return blocks

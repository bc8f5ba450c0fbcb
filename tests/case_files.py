"""Cases as Markdown that a person can read: a title, what stands in the log, and what is to come of it.

A file of ``tests/cases`` has a heading of the second level for each case, and under it two blocks fenced by ``~~~~~~``:
before and after; for a merge four: base, ours, theirs and the result. A line ``wrong as yet: REASON`` above them marks
a case that the program does not pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

FOLDER = Path(__file__).parent / "cases"
FENCE = "~~~~~~"
HEADING = "## "
WRONG = "wrong as yet: "


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file."""

    title: str
    before: str
    after: str
    sides: tuple[str, ...] = ()
    """What stands between them: the two sides of a merge."""


def cases(name: str, count: int = 2) -> list[ParameterSet]:
    """The cases of ``tests/cases/NAME.md``, of ``count`` blocks each, as parameters of a test."""
    found: list[ParameterSet] = []
    title = reason = ""
    blocks: list[str] = []
    block: list[str] | None = None
    for line in (FOLDER / f"{name}.md").read_text(encoding="utf-8").split("\n"):
        if line == FENCE:
            if block is not None:
                blocks.append("".join(block))
            block = [] if block is None else None
            if block is None and len(blocks) == count:
                marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
                found.append(
                    pytest.param(Case(title, blocks[0], blocks[-1], tuple(blocks[1:-1])), id=title, marks=marks)
                )
                title, reason, blocks = "", "", []
        elif block is not None:
            block.append(line + "\n")
        elif line.startswith(HEADING):
            assert not title, f"{name}.md: a case without all of its blocks: {title}"
            title = line[len(HEADING) :]
        elif line.startswith(WRONG):
            reason = line[len(WRONG) :]
    assert found, f"{name}.md holds no case"
    assert not title, f"{name}.md: a case without all of its blocks: {title}"
    return found

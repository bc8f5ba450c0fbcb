"""The commands that the documentation tells its reader to type."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "README.zh-CN.md", "docs/tour.md", "docs/tour.zh-CN.md")

MAY_FIND_SOMETHING = ("check", "figures")
"""Verbs that end with 1 where they found something."""

NOT_HERE = ("--saved",)
"""What stands for something of the reader's own."""


def commands_on_the_sample(page: str) -> list[list[str]]:
    """The arguments of each ``readtui`` of ``page`` that is about the sample log alone."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in re.sub(r"\\\n\s*", " ", block).split("\n") if line.strip()]
    typed = [words for line in lines if "sample_log.md" in (words := shlex.split(line, comments=True))]
    return [words[1:] for words in typed if words[0] == "readtui" and not set(NOT_HERE) & set(words)]


def may_end_with(arguments: list[str]) -> tuple[int, ...]:
    """The exit codes of a command that worked."""
    return (0, 1) if arguments[0] in MAY_FIND_SOMETHING or "--missing" in arguments else (0,)

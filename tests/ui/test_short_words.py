from __future__ import annotations

from pathlib import Path

from tui_reader.adapters.log_errors import read_only
from tui_reader.core.message import N_, message
from tui_reader.ui.short_words import short_words


def test_of_a_path_the_last_part_is_said() -> None:
    assert short_words(read_only(Path("/data/group/log.md"))).startswith("log.md: is read-only; ")
    before = message(N_("in line {line} of {log}"), line=3, log="/data/group/2023.md")
    assert short_words(before) == "in line 3 of 2023.md"

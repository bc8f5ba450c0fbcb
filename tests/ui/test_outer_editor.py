"""The editor is a real one, in a real terminal: Textual lends the terminal to nothing else."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.reading_group import LOG, write_log
from tests.ui.real_terminal import Terminal

Lend = Iterator[Terminal]


@pytest.fixture
def terminal(tmp_path: Path) -> Lend:
    """The program on a log, with an editor that does what stands in ``script``."""
    program = tmp_path / "editor"
    program.write_text(f'#!/bin/sh\n. "{tmp_path}/script"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    terminal = Terminal(write_log(tmp_path), EDITOR=str(program), VISUAL="")
    terminal.wait_for("new")
    yield terminal
    terminal.program.close(force=True)


def test_what_the_editor_saves_is_in_the_log_and_what_cannot_be_is_in_a_form(
    terminal: Terminal, tmp_path: Path
) -> None:
    script, log = tmp_path / "script", tmp_path / "log.md"

    script.write_text("true", encoding="utf-8")
    terminal.type("E")
    terminal.wait_for("Nothing was changed.")

    title = next(line for line in LOG.split("\n") if "]-[" in line).split("]-[")[2].split("]")[0]
    script.write_text(f"sed -i 's/{title}/Eelgrass at Night/' \"$1\"", encoding="utf-8")
    terminal.type("E")
    terminal.wait_for("Saved in line")
    assert log.read_bytes() == LOG.replace(title, "Eelgrass at Night").encode()

    terminal.type("u")
    terminal.wait_for("Took back")
    assert log.read_bytes() == LOG.encode()

    script.write_text('echo "no header at all" > "$1"', encoding="utf-8")
    terminal.type("E")
    terminal.wait_for("no header at all")
    assert log.read_bytes() == LOG.encode()
    assert any("reads as 0 entries" in line for line in terminal.screen.display)

    terminal.type("\x1b")
    terminal.wait_for("draft")

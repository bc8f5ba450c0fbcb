from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Readtui, in_terminal
from tui_reader import __version__


def test_what_a_report_needs_is_there_and_good(readtui: Readtui) -> None:
    result = readtui("doctor", "--format", "json")
    assert (result.code, result.errors) == (0, "")
    found = json.loads(result.stdout)
    assert found["program"]["readtui"] == {"value": __version__, "good": True}
    assert found["git"]["version"]["value"][0].isdigit()
    assert "textual" in readtui("doctor").output


def test_what_is_wrong_is_marked_and_counts(readtui: Readtui, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "settings.yaml").write_text("keys: arrows\nbindings: {help: e}\nreader: [Mira]\n", encoding="utf-8")
    monkeypatch.setenv("READTUI_CONFIG_DIR", str(folder))
    result = readtui("doctor")
    assert result.code == 3  # not even the language can be chosen
    (folder / "settings.yaml").write_text("bindings: {entry.new: e}\n", encoding="utf-8")
    result = readtui("doctor")
    assert result.code == 1
    assert "!  keys" in result.output
    monkeypatch.setenv("PATH", str(folder))
    assert "!  git" in readtui("doctor").output


def test_in_a_terminal_its_size_is_said_and_no_answer_to_widths_is_waited_for_long(
    folder: Path, environment: dict[str, str]
) -> None:
    program = in_terminal(["doctor"], folder, environment)
    program.expect("80x24")
    program.expect("does not tell")
    program.expect("Settings")
    program.close()

"""Who a new entry is by, when nobody says so."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tui_reader.adapters import memory
from tui_reader.adapters.config import FILE_NAME
from tui_reader.adapters.usual_reader import usual_reader
from tui_reader.adapters.yaml_file import SettingsError


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("READTUI_CONFIG_DIR", "READTUI_STATE_DIR", "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "readtui_config_dir").mkdir()
    log = tmp_path / "group" / "log.md"
    log.parent.mkdir()
    log.write_text("# Log\n")
    return log


def test_nobody_is_known_at_first(log: Path) -> None:
    assert usual_reader(log) == ""


def test_git_is_asked_last_the_settings_first(log: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", log.parent], check=True)
    subprocess.run(["git", "-C", log.parent, "config", "user.name", "Mira of git"], check=True)
    assert usual_reader(log) == "Mira of git"
    memory.remember(log, reader="Mira as last time")
    assert usual_reader(log) == "Mira as last time"
    settings = tmp_path / "readtui_config_dir" / FILE_NAME
    settings.write_text("reader: Mira as set\n")
    assert usual_reader(log) == "Mira as set"


def test_settings_that_cannot_be_read_are_said(log: Path, tmp_path: Path) -> None:
    (tmp_path / "readtui_config_dir" / FILE_NAME).write_text("raeder: Mira\n")
    with pytest.raises(SettingsError, match='did you mean "reader"'):
        usual_reader(log)

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs
import pytest

from tui_reader.adapters.user_folders import settings_folder, state_folder


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("READTUI_CONFIG_DIR", "READTUI_STATE_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_the_programs_own_variables_decide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/mira")
    monkeypatch.setenv("READTUI_CONFIG_DIR", "here")
    monkeypatch.setenv("READTUI_STATE_DIR", "~/there")
    assert settings_folder() == str(tmp_path / "here")
    assert state_folder() == "/home/mira/there"


@pytest.mark.parametrize("folder", [None, "", "/else where", "relative"])
def test_the_folders_are_where_platformdirs_has_them(monkeypatch: pytest.MonkeyPatch, folder: str | None) -> None:
    monkeypatch.setenv("HOME", "/home/mira")
    if folder is not None:
        monkeypatch.setenv("XDG_CONFIG_HOME", folder)
        monkeypatch.setenv("XDG_STATE_HOME", folder)
    assert settings_folder() == platformdirs.user_config_dir("readtui", appauthor=False)
    assert state_folder() == platformdirs.user_state_dir("readtui", appauthor=False)


@pytest.mark.skipif(sys.platform == "win32", reason="a home is something else there")
def test_without_a_home_there_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "relative")
    assert settings_folder() is None
    assert state_folder() is None


@pytest.mark.skipif(os.name != "posix", reason="there are no user names here")
def test_without_the_variable_the_home_is_that_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    assert settings_folder() == os.path.expanduser("~/.config/readtui")

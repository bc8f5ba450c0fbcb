from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tui_reader.adapters import git
from tui_reader.adapters.git import user_name


@pytest.fixture(autouse=True)
def nobodys_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A git that knows nobody."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "home").mkdir()


def run_git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    clone = tmp_path / "clone"
    (clone / "notes").mkdir(parents=True)
    run_git(clone, "init")
    return clone


def test_the_name_of_the_clone_comes_first(clone: Path) -> None:
    run_git(clone, "config", "--global", "user.name", "Mira Okafor")
    assert user_name(clone) == "Mira Okafor"
    run_git(clone, "config", "user.name", " 李听潮 ")
    assert user_name(clone / "notes") == "李听潮"


def test_without_a_name_there_is_none(clone: Path) -> None:
    assert user_name(clone) is None
    run_git(clone, "config", "user.name", "")
    assert user_name(clone) is None


def test_outside_of_a_clone_the_persons_own_name_holds(tmp_path: Path) -> None:
    assert user_name(tmp_path) is None
    run_git(tmp_path, "config", "--global", "user.name", "Mira Okafor")
    assert user_name(tmp_path) == "Mira Okafor"


def test_a_folder_that_is_not_there_has_no_name(tmp_path: Path) -> None:
    assert user_name(tmp_path / "none") is None


def test_a_broken_configuration_has_no_name(clone: Path) -> None:
    (clone / ".git" / "config").write_text("[user\nname = x")
    assert user_name(clone) is None


def test_without_git_there_is_no_name(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_git(clone, "config", "user.name", "Mira")
    monkeypatch.setenv("PATH", str(clone))
    assert user_name(clone) is None


def test_a_git_that_does_not_answer_is_not_waited_for(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = clone / "git"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{clone}:{os.environ['PATH']}")
    monkeypatch.setattr(git, "PATIENCE", 0.05)
    assert user_name(clone) is None

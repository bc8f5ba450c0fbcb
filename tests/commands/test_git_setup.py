from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clones import LOG, NAME, Clone, clones, git_environment
from tests.commands.conftest import PROJECT, Result, in_this_process
from tui_reader.core.parser import parse

Run = Callable[..., Result]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    home = tmp_path / "home"
    home.mkdir()
    environment = git_environment(home) | {"PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}
    return clones(tmp_path, environment, "mira")[0]


def setup(clone: Clone, *arguments: str) -> Result:
    return in_this_process(["git-setup", *arguments], clone.folder, clone.environment)


def test_git_merges_by_entries_once_it_is_set_up(clone: Clone) -> None:
    assert setup(clone).code == 0
    assert (clone.folder / ".gitattributes").read_text(encoding="utf-8") == f'"/{NAME}" merge=readtui\n'
    clone.git("add", ".")
    clone.git("commit", "-m", "attributes")
    clone.git("checkout", "--quiet", "-b", "other")
    clone.add("2024-03-08", "Tom", "Squid")
    clone.git("commit", "-am", "squid")
    clone.git("checkout", "--quiet", "main")
    clone.add("2024-03-07", "Mira", "Seals")
    clone.git("commit", "-am", "seals")
    clone.git("merge", "other")
    assert [entry.title for entry in parse(clone.text).entries] == ["Squid", "Seals", "Kelp", "Otters"]


def test_a_conflict_is_one_for_git_too(clone: Clone) -> None:
    setup(clone)
    clone.git("checkout", "--quiet", "-b", "other")
    clone.write("[Mira]-[Kelp]", "[Mira]-[Kelp Forests]")
    clone.git("commit", "-am", "other")
    clone.git("checkout", "--quiet", "main")
    clone.write("[Mira]-[Kelp]", "[Mira]-[Kelp Gardens]")
    clone.git("commit", "-am", "main")
    assert "CONFLICT" in clone.git("merge", "other", check=False)
    assert f"UU {NAME}" in clone.git("-c", "core.quotePath=false", "status", "--short").replace('"', "")
    assert clone.text.count("<<<<<<<") == 1


def test_a_second_time_there_is_nothing_to_do(clone: Clone) -> None:
    shown = setup(clone).output
    assert f'+"/{NAME}" merge=readtui' in shown
    assert "+git config merge.readtui.driver " in shown
    before = (clone.folder / ".git" / "config").read_bytes()
    assert setup(clone).output == "nothing to do\n"
    assert (clone.folder / ".git" / "config").read_bytes() == before


def test_a_dry_run_does_nothing(clone: Clone) -> None:
    before = (clone.folder / ".git" / "config").read_bytes()
    assert setup(clone, "--dry-run").output == setup(clone, "--dry-run").output
    assert (clone.folder / ".git" / "config").read_bytes() == before
    assert not (clone.folder / ".gitattributes").exists()


def test_undone_all_is_as_it_was(clone: Clone) -> None:
    config = clone.folder / ".git" / "config"
    before = config.read_bytes()
    assert setup(clone).code == 0
    assert setup(clone, "--undo").code == 0
    assert config.read_bytes() == before
    assert not (clone.folder / ".gitattributes").exists()
    assert setup(clone, "--undo").output == "nothing to do\n"


def test_other_attributes_stay(clone: Clone) -> None:
    attributes = clone.folder / ".gitattributes"
    attributes.write_bytes(b"*.png binary")
    setup(clone)
    assert attributes.read_bytes() == f'*.png binary\n"/{NAME}" merge=readtui\n'.encode()
    setup(clone, "--undo")
    assert attributes.read_bytes() == b"*.png binary\n"


@pytest.mark.parametrize(
    "name", ["log.md", "a b.md", "[2024] 阅读?.md", "#log!.md", 'q"q.md', "文献/总 结.md", "!x.md"]
)
def test_git_finds_a_log_of_any_name(clone: Clone, name: str) -> None:
    log = clone.folder / name
    log.parent.mkdir(exist_ok=True)
    log.write_text(LOG, encoding="utf-8")
    assert setup(clone, f"./{name}").code == 0
    assert clone.git("check-attr", "-z", "merge", "--", name).split("\0")[2] == "readtui"
    assert clone.git("check-attr", "merge", "--", "other.md").endswith("unspecified\n")


def test_outside_of_a_repository_it_says_so(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(LOG, encoding="utf-8")
    done = setup(clone, str(tmp_path / NAME))
    assert done.code == 3
    assert "lies in no git repository" in done.errors

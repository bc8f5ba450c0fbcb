from __future__ import annotations

from pathlib import Path

import pytest

from tests.clones import Clone, clones, git_environment
from tui_reader.adapters import language
from tui_reader.adapters.git import GitRefusedError
from tui_reader.adapters.sync import Synced, sync
from tui_reader.core.log_changes import LogChanges
from tui_reader.core.message import Message


class CalledOffError(Exception):
    pass


@pytest.fixture
def mira_and_tom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Clone, Clone]:
    home = tmp_path / "home"
    home.mkdir()
    environment = git_environment(home)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    language.use("en")
    mira, tom = clones(tmp_path, environment, "mira", "tom")
    return mira, tom


def synced(clone: Clone, steps: list[str] | None = None, last: str = "") -> Synced:
    """Synchronise, note the steps, and call it off at the step that begins with ``last``."""

    def progress(step: Message) -> None:
        if steps is not None:
            steps.append(str(step))
        if last and str(step).startswith(last):
            raise CalledOffError

    def describe(changes: LogChanges) -> str:
        return f"log: {len(changes.added)} new"

    return sync(clone.log, describe, progress)


def test_each_step_is_told(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    mira.add("2024-03-07", "Mira", "Seals")
    tom.add("2024-03-08", "Tom", "Squid")
    steps: list[str] = []
    synced(mira, steps)
    assert steps == ["committing", "fetching from origin", "pushing to origin"]
    steps.clear()
    synced(tom, steps)
    assert steps == ["committing", "fetching from origin", "merging what others wrote", "pushing to origin"]
    assert tom.git("log", "--format=%s", "-3").splitlines()[0] == "Merge what others wrote"


def test_called_off_at_any_step_nothing_is_half_done(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    mira.add("2024-03-07", "Mira", "Seals")
    synced(mira)
    tom.add("2024-03-08", "Tom", "Squid")
    before = tom.text
    for step in ("committing", "fetching", "merging", "pushing"):
        with pytest.raises(CalledOffError):
            synced(tom, last=step)
        assert tom.text == before, step
        assert tom.git("ls-remote", "origin", "main").split()[0] == mira.git("rev-parse", "HEAD").strip(), step
    done = synced(tom)
    assert [entry.title for entry in done.received.added] == ["Seals"]
    assert synced(mira).received.added


def test_a_log_saved_while_it_is_synchronised_is_in_the_next_commit(mira_and_tom: tuple[Clone, Clone]) -> None:
    mira, tom = mira_and_tom
    mira.add("2024-03-07", "Mira", "Seals")
    synced(mira)
    tom.add("2024-03-08", "Tom", "Squid")
    late: list[str] = []

    def progress(step: Message) -> None:
        if str(step).startswith("pushing") and not late:
            late.append("Crabs")
            tom.add("2024-03-09", "Tom", "Crabs")

    sync(tom.log, str, progress)
    synced(mira)
    assert mira.text == tom.text
    assert all(mira.text.count(f"[{title}]") == 1 for title in ("Seals", "Squid", "Crabs"))


def test_a_forgotten_lock_is_named(mira_and_tom: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch) -> None:
    mira, _ = mira_and_tom
    monkeypatch.setattr("tui_reader.adapters.sync.LONGEST_PAUSE", 0.001)
    mira.add("2024-03-07", "Mira", "Seals")
    (mira.folder / ".git" / "index.lock").touch()
    with pytest.raises(GitRefusedError, match=r"index\.lock"):
        synced(mira)


def test_an_empty_remote_gets_the_first_commit(mira_and_tom: tuple[Clone, Clone], tmp_path: Path) -> None:
    mira, _ = mira_and_tom
    mira.git("init", "--quiet", "--bare", "--initial-branch=main", str(tmp_path / "new.git"))
    mira.git("remote", "add", "new", str(tmp_path / "new.git"))
    mira.git("config", "branch.main.remote", "new")
    mira.add("2024-03-07", "Mira", "Seals")
    synced(mira)
    assert mira.git("ls-remote", "new", "main").split()[0] == mira.git("rev-parse", "HEAD").strip()


def test_a_log_behind_a_link_is_the_file_that_it_leads_to(mira_and_tom: tuple[Clone, Clone], tmp_path: Path) -> None:
    mira, tom = mira_and_tom
    mira.add("2024-03-07", "Mira", "Seals")
    mira.log = tmp_path / "link.md"
    mira.log.symlink_to(mira.folder / tom.log.name)
    synced(mira)
    synced(tom)
    assert "Seals" in tom.text

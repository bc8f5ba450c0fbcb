"""Changes from outside are told once each, and what stays as it is is not told at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.ui.reading_group import LOG, write_log
from tui_reader.adapters import store
from tui_reader.adapters.snapshot import Snapshot
from tui_reader.core.message import ReadTuiError
from tui_reader.ui.watch import LogWatch


class Watched:
    """One log, what is shown of it, and what was told."""

    def __init__(self, path: Path, snapshot: Snapshot | None) -> None:
        self.path = path
        self.snapshot = snapshot
        self.told: list[str] = []
        self.watch = LogWatch(self.snapshots, self.changed, self.failed)

    def snapshots(self) -> Mapping[Path, Snapshot | None]:
        return {self.path: self.snapshot}

    def changed(self, path: Path) -> None:
        assert path == self.path
        self.told.append("changed")

    def failed(self, _path: Path, error: ReadTuiError) -> None:
        self.told.append(type(error).__name__)

    def look(self, times: int = 1) -> list[str]:
        """Look, and give all that was told so far."""
        for _time in range(times):
            self.watch.look()
        return self.told


def watched(folder: Path) -> Watched:
    path = write_log(folder)
    return Watched(path, store.load(path))


def test_nothing_is_told_of_a_log_that_stays_as_it_is(tmp_path: Path) -> None:
    one = watched(tmp_path)
    assert one.look(3) == []
    one.path.touch()
    assert one.look(3) == []
    write_log(tmp_path)
    assert one.look(3) == []


def test_a_changed_log_is_told_at_the_first_look(tmp_path: Path) -> None:
    one = watched(tmp_path)
    write_log(tmp_path, text=LOG + "\nA line.\n")
    assert one.look() == ["changed"]
    one.snapshot = store.load(one.path)
    assert one.look() == ["changed"]


def test_a_log_with_another_file_in_its_place_is_looked_at(tmp_path: Path) -> None:
    one = watched(tmp_path)
    write_log(tmp_path, "new.md", LOG.replace("Barnacles", "Barnacle!")).replace(one.path)
    assert one.look() == ["changed"]


def test_a_deleted_log_is_told_once_and_when_it_is_back(tmp_path: Path) -> None:
    one = watched(tmp_path)
    one.path.unlink()
    assert one.look() == [], "an editor that saves may take the old file away first"
    assert one.look(3) == ["LogNotFoundError"]
    write_log(tmp_path)
    assert one.look(3) == ["LogNotFoundError", "changed"]


def test_a_log_that_is_away_for_one_look_is_told_as_a_change(tmp_path: Path) -> None:
    one = watched(tmp_path)
    one.path.unlink()
    one.look()
    write_log(tmp_path, text=LOG + "\nA line.\n")
    assert one.look() == ["changed"]
    one.snapshot = store.load(one.path)
    one.path.unlink()
    assert one.look() == ["changed"]


def test_what_makes_a_log_unreadable_is_told_once_each(tmp_path: Path) -> None:
    one = watched(tmp_path)
    one.path.write_bytes(b"\0" * 40)
    assert one.look(2) == ["NotTextError"]
    one.path.unlink()
    one.path.mkdir()
    assert one.look(2) == ["NotTextError", "IsAFolderError"]


def test_a_log_that_could_not_be_read_at_first_is_told_when_it_is_there(tmp_path: Path) -> None:
    one = Watched(tmp_path / "log.md", None)
    one.look(2)
    told = len(one.told)
    write_log(tmp_path)
    assert one.look()[told:] == ["changed"]

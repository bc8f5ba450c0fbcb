from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tui_reader.adapters.state_files import files, find, key, remove, write


def test_a_file_is_found_where_it_was_written(tmp_path: Path) -> None:
    assert find("kind/name.json") is None
    path = write("kind/name.json", b"text")
    assert path == tmp_path / "state" / "kind" / "name.json"
    assert path.read_bytes() == b"text"
    assert find("kind/name.json") == path
    assert find("kind/name") is None
    assert find("other/name.json") is None
    remove("kind/name.json")
    assert find("kind/name.json") is None
    remove("kind/name.json")


def test_files_of_a_kind_are_listed_by_how_their_names_begin() -> None:
    for name in ("b-1", "a-2", "a-1"):
        write(f"kind/{name}", b"")
    assert [path.name for path in files("kind", "a-")] == ["a-1", "a-2"]


def test_what_a_killed_process_left_goes_with_the_file() -> None:
    path = write("kind/name", b"")
    (path.parent / ".name.readtui-01234567").touch()
    assert [path.name for path in files("kind", "")] == [".name.readtui-01234567", "name"]
    remove("kind/name")
    assert list(path.parent.iterdir()) == []


def test_the_second_folder_takes_what_the_first_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("READTUI_STATE_DIR", str(tmp_path / "file" / "state"))
    path = write("kind/name", b"text")
    assert path == tmp_path / "runtime" / "readtui" / "kind" / "name"
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
    assert find("kind/name") == path
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert find("kind/name") is None
    assert write("kind/name", b"text").is_relative_to(tmp_path / "temporary")


def test_a_folder_that_others_may_read_is_not_a_second_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("READTUI_STATE_DIR", str(tmp_path / "file" / "state"))
    (tmp_path / "runtime" / "readtui").mkdir(mode=0o755)
    (tmp_path / "runtime" / "readtui" / "kind").mkdir()
    (tmp_path / "runtime" / "readtui" / "kind" / "planted").touch()
    assert write("kind/name", b"text").is_relative_to(tmp_path / "temporary")
    assert [path.name for path in files("kind", "")] == ["name"]
    remove("kind/planted")
    assert (tmp_path / "runtime" / "readtui" / "kind" / "planted").exists()


def test_all_paths_to_a_log_have_one_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    log = tmp_path / "folder" / "日志.md"
    monkeypatch.chdir(tmp_path)
    assert key(log) == key(tmp_path / "link" / "日志.md") == key(Path("folder/../link/日志.md"))
    assert key(log) != key(tmp_path / "日志.md")
    assert key(log).isalnum()

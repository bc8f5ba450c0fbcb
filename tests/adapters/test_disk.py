from __future__ import annotations

import errno
import os
import resource
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui_reader.adapters.disk import (
    TornFileError,
    lock,
    overwrite,
    reason,
    remove_leftovers,
    sync_folder,
    write_beside,
    write_whole,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "folder" / "file"
    file.parent.mkdir()
    file.write_bytes(b"old" * 1000)
    return file


@pytest.fixture
def descriptor(file: Path) -> Iterator[int]:
    descriptor = os.open(file, os.O_RDWR)
    yield descriptor
    os.close(descriptor)


@pytest.mark.parametrize("new", [b"", b"new", b"new" * 1000, b"new" * 2000])
def test_a_file_becomes_another_in_place(file: Path, descriptor: int, new: bytes) -> None:
    overwrite(descriptor, b"old" * 1000, new)
    assert file.read_bytes() == new


@pytest.mark.parametrize("new", [b"", b"new" * 1000, b"new" * 2000])
def test_what_was_written_is_taken_back_when_the_disk_fails(
    file: Path, descriptor: int, new: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def fail_once(descriptor: int) -> None:
        monkeypatch.setattr(os, "fsync", sync)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail_once)
    with pytest.raises(OSError, match="Input/output error"):
        overwrite(descriptor, b"old" * 1000, new)
    assert file.read_bytes() == b"old" * 1000


def test_a_file_that_cannot_be_put_back_is_torn(file: Path, descriptor: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1500, hard))
    try:
        with pytest.raises(TornFileError):
            overwrite(descriptor, b"old" * 1000, b"new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_of_ones_own_is_for_nobody_else(file: Path) -> None:
    mask = os.umask(0)
    try:
        write_whole(str(file), b"new")
        other = write_beside(str(file), b"other")
    finally:
        os.umask(mask)
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(os.stat(other).st_mode) == 0o600


def test_leftovers_of_one_file_are_told_from_those_of_others(file: Path) -> None:
    names = (".file.readtui-00", ".file", "file.readtui-00", ".file2.readtui-00", ".other.readtui-00")
    for name in names:
        (file.parent / name).touch()
    assert Path(write_beside(str(file), b"new")).name.startswith(".file.readtui-")
    remove_leftovers(str(file))
    assert {path.name for path in file.parent.iterdir()} == {"file", *names[1:]}


def test_leftovers_are_removed_only_where_nobody_can_be_writing_them(file: Path) -> None:
    new, old = (Path(write_beside(str(file), b"new")) for _ in range(2))
    os.utime(old, (0, 0))
    remove_leftovers(str(file), "busy")
    assert new.exists()
    assert old.exists()
    remove_leftovers(str(file), "none")
    assert new.exists()
    assert not old.exists()
    remove_leftovers(str(file), "held")
    assert not new.exists()


def test_a_lock_keeps_others_out_until_the_file_is_closed(file: Path, descriptor: int) -> None:
    with file.open("rb") as other:
        assert lock(other.fileno()) == "held"
        assert lock(descriptor) == lock(descriptor, 0.05) == "busy"
    assert lock(descriptor) == "held"


def test_what_cannot_be_locked_is_not_waited_for() -> None:
    reading, writing = os.pipe()
    os.close(writing)
    os.close(reading)
    assert lock(reading) == "none"


def test_a_folder_without_a_name_is_the_current_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    sync_folder("")
    write_whole("file", b"new")
    remove_leftovers("file")
    assert [path.name for path in file.parent.iterdir()] == ["file"]


def test_the_reason_is_said_in_words_where_there_are_any() -> None:
    assert str(reason(OSError(errno.ENOSPC, "No space left on device"))) == "the disk is full"
    assert reason(OSError(errno.EFBIG, "File too large")) == "File too large"
    assert reason(OSError("odd")) == "odd"

from __future__ import annotations

import errno
import fcntl
import os
import resource
import shutil
import stat
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adapters.conftest import NOBODY, Somebody
from tui_reader.adapters import store
from tui_reader.adapters.log_errors import (
    ExternallyChangedError,
    HalfWrittenError,
    IsAFolderError,
    LogBusyError,
    LogExistsError,
    LogNotFoundError,
    LogNotWritableError,
    LogUnreadableError,
    NotConfirmedError,
    NotTextError,
    UnwritableTextError,
)
from tui_reader.adapters.snapshot import Snapshot
from tui_reader.adapters.store import changed, clear_up, create, leave_as_it_is, load, put_back, save
from tui_reader.core.document import Span
from tui_reader.core.text_edit import TextEdit

PACKAGE_FOLDER = Path(store.__file__).parents[2]

TEXT = "# Tide pool club\n\n> [2024-03-17]-[Mira]-[Barnacles Remember]\n> > Summary: they do\n"

ODD_BYTES = {
    "byte order mark": b"\xef\xbb\xbf# log\n",
    "CRLF": b"# log\r\n\r\n> a\r\n",
    "lone CR": b"# log\r> a\r",
    "mixed line ends": b"# log\r\n> a\r> b\n\r\n",
    "no final newline": b"# log\n> a",
    "U+2028 and U+2029": "# log\u2028> a\u2029b\n".encode(),
    "NEL": "# log\x85> a\n".encode(),
    "form feed and the like": b"# log\x0c> a\x0b\x1c\x1d\x1e\n",
    "not UTF-8": b"# log\xff\xfe \xe4\xb8 \xc0\x80 \xed\xa0\x80\n",
    "GB18030": "# 日志\n".encode("gb18030"),
    "trailing spaces": b"# log  \n> \t \n   ",
    "empty": b"",
    "escape sequences": b"\x1b[31m# log\x1b]0;x\x07\n",
    "a NUL far from the beginning": b"# log\n" * 2000 + b"\0\n",
}


@pytest.fixture
def log(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    log = folder / "log.md"
    log.write_bytes(TEXT.encode())
    return log


def insertion(text: str, at: int = 0) -> list[TextEdit]:
    return [TextEdit(Span(at, at), text)]


def append(path: Path, text: str) -> Snapshot:
    """Write ``text`` behind what stands in the log at ``path``."""
    snapshot = load(path)
    return save(path, insertion(text, len(snapshot.text)), snapshot.fingerprint)


def files_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@contextmanager
def files_limited_to(size: int) -> Iterator[None]:
    """No file may grow beyond ``size`` bytes: the disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# -- bytes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", ODD_BYTES.values(), ids=ODD_BYTES)
def test_bytes_around_an_edit_stay(log: Path, data: bytes) -> None:
    log.write_bytes(data)
    text = load(log).text
    for place in {0, len(text) // 2, len(text)}:
        log.write_bytes(data)
        before, after = (part.encode("utf-8", "surrogateescape") for part in (text[:place], text[place:]))
        written = save(log, insertion("新的\r\n", place), load(log).fingerprint)
        assert log.read_bytes() == before + "新的\r\n".encode() + after
        assert written == load(log)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_bytes_around_any_edit_stay(log: Path, data: st.DataObject) -> None:
    piece = st.sampled_from([*ODD_BYTES.values(), b"\r", b"\n", b"\xe4", b"\xb8\xad"]) | st.binary(max_size=8)
    original = b"".join(data.draw(st.lists(piece, max_size=8))).replace(b"\0", b"")
    if original.startswith((b"\xff\xfe", b"\xfe\xff")):
        original = b"#" + original
    log.write_bytes(original)
    snapshot = load(log)
    assert snapshot.text.encode("utf-8", "surrogateescape") == original
    places = sorted(data.draw(st.lists(st.integers(0, len(snapshot.text)), min_size=2, max_size=2)))
    new_text = data.draw(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8))
    above, below = snapshot.text[: places[0]], snapshot.text[places[1] :]
    expected = b"".join(part.encode("utf-8", "surrogateescape") for part in (above, new_text, below))
    edits = [TextEdit(Span(*places), new_text)]
    if expected.startswith((b"\xff\xfe", b"\xfe\xff")):
        with pytest.raises(UnwritableTextError):
            save(log, edits, snapshot.fingerprint)
        assert log.read_bytes() == original
    else:
        written = save(log, edits, snapshot.fingerprint)
        assert log.read_bytes() == expected
        assert written == load(log)


def test_the_fingerprint_tells_bytes_apart_that_look_alike(log: Path) -> None:
    fingerprints = set()
    for data in (b"a\n", b"a\r\n", b"a\r", b"a", b"\xef\xbb\xbfa", "a\u2028".encode(), b"a\xff", "a\ufffd".encode()):
        log.write_bytes(data)
        fingerprints.add(load(log).fingerprint)
    assert len(fingerprints) == 8


def test_several_edits_are_made_at_once(log: Path) -> None:
    log.write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\nthree")
    edits = [TextEdit(Span(11, 16), "3"), TextEdit(Span(1, 4), "1")]
    assert save(log, edits, load(log).fingerprint).text == "\ufeff1\r\ntwo\r\n3"
    assert log.read_bytes() == b"\xef\xbb\xbf1\r\ntwo\r\n3"


def test_edits_that_change_nothing_write_nothing(log: Path) -> None:
    before = log.stat()
    assert save(log, insertion(""), load(log).fingerprint) == load(log)
    assert (log.stat().st_ino, log.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_overlapping_edits_are_refused(log: Path) -> None:
    with pytest.raises(ValueError, match="overlap"):
        save(log, [TextEdit(Span(0, 5), ""), TextEdit(Span(4, 6), "")], load(log).fingerprint)
    assert log.read_bytes() == TEXT.encode()


def test_a_text_that_no_file_can_hold_is_refused(log: Path) -> None:
    with pytest.raises(UnwritableTextError, match=r"U\+D83D.*line 2"):
        save(log, insertion("one\ntwo \ud83d\n"), load(log).fingerprint)
    assert log.read_bytes() == TEXT.encode()
    with pytest.raises(UnwritableTextError, match="NUL"):
        save(log, insertion("a\0b"), load(log).fingerprint)
    assert log.read_bytes() == TEXT.encode()
    assert files_in(log.parent) == ["log.md"]


# -- what cannot be read ----------------------------------------------------------------------------------------------


def test_a_log_that_is_not_there(tmp_path: Path, log: Path) -> None:
    for path in (tmp_path / "none.md", log / "none.md"):
        with pytest.raises(LogNotFoundError, match=r"none\.md: there is no such file"):
            load(path)
        with pytest.raises(LogNotFoundError):
            save(path, insertion("x"), "")


def test_a_log_in_a_folder_that_was_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    for action in (load, lambda path: save(path, insertion("x"), ""), lambda path: create(path, "x")):
        with pytest.raises(LogNotFoundError):
            action(Path("log.md"))


def test_a_folder_is_not_a_log(tmp_path: Path) -> None:
    with pytest.raises(IsAFolderError, match="this is a folder"):
        load(tmp_path)
    with pytest.raises(IsAFolderError):
        save(tmp_path, insertion("x"), "")


def test_a_log_that_may_not_be_read(somebody: Somebody) -> None:
    log = somebody.home / "log.md"
    log.write_text(TEXT)
    somebody.owns(log)
    log.chmod(0)
    with somebody.at_work(), pytest.raises(LogUnreadableError, match=r"log\.md: cannot be read \(permission denied\)"):
        load(log)


def test_a_link_that_cannot_be_looked_at_is_not_replaced(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = log.parent / "link.md"
    link.symlink_to(log)
    fingerprint = load(link).fingerprint
    look = os.lstat

    def fail_at_link(path: str | Path, **options: int) -> os.stat_result:
        if os.fspath(path) == str(link):
            raise OSError(errno.EIO, "Input/output error")
        return look(path, **options)

    monkeypatch.setattr(os, "lstat", fail_at_link)
    with pytest.raises(LogUnreadableError, match="the disk reports an error"):
        save(link, insertion("x"), fingerprint)
    monkeypatch.undo()
    assert link.is_symlink()
    assert log.read_bytes() == TEXT.encode()


def test_links_in_a_circle(log: Path) -> None:
    (log.parent / "a.md").symlink_to("b.md")
    (log.parent / "b.md").symlink_to("a.md")
    with pytest.raises(LogUnreadableError, match="circle"):
        load(log.parent / "a.md")
    with pytest.raises(LogNotWritableError, match="circle"):
        save(log.parent / "a.md", insertion("x"), "")


def test_a_device_is_not_a_log() -> None:
    with pytest.raises(LogUnreadableError, match="device"):
        load(Path("/dev/zero"))
    with pytest.raises(LogNotWritableError):
        save(Path("/dev/zero"), insertion("x"), "")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text"),
        (TEXT.encode() + b"\0", "not a text"),
        (b"\xff\xfe#\0 \0", "UTF-16"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-32"), "UTF-32"),
        (TEXT.encode("utf-16-le"), "UTF-16LE"),
        (TEXT.encode("utf-16-be"), "UTF-16BE"),
        ("## 日志\n\n> [2024-03-17]-[何]-[论文论文论文]\n".encode("utf-16-le"), "UTF-16LE"),
    ],
)
def test_what_is_not_text_is_refused(log: Path, data: bytes, said: str) -> None:
    log.write_bytes(data)
    with pytest.raises(NotTextError, match=f"log.md: is .*{said}"):
        load(log)


def test_a_pipe_can_be_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(TEXT.encode(),))
    writer.start()
    snapshot = load(pipe)
    assert snapshot.text == TEXT
    writer.join()
    # Nobody waits for a second writer.
    assert not changed(snapshot)
    assert store.is_read_only(pipe)
    with pytest.raises(LogNotWritableError, match="not a file that can be written"):
        save(pipe, insertion("x"), "")


# -- changes from outside ---------------------------------------------------------------------------------------------


def test_a_save_does_not_undo_a_change_from_outside(log: Path) -> None:
    fingerprint = load(log).fingerprint
    log.write_bytes(b"theirs\r\n")
    with pytest.raises(ExternallyChangedError, match=r"log\.md: changed on disk") as raised:
        save(log, insertion("ours"), fingerprint)
    assert raised.value.current == load(log)
    assert log.read_bytes() == b"theirs\r\n"
    assert files_in(log.parent) == ["log.md"]


def test_a_change_that_was_undone_is_none(log: Path) -> None:
    fingerprint = load(log).fingerprint
    log.write_bytes(b"theirs")
    log.write_bytes(TEXT.encode())
    assert save(log, insertion("ours "), fingerprint).text == "ours " + TEXT


def test_a_save_can_follow_a_save(log: Path) -> None:
    snapshot = load(log)
    for number in range(3):
        snapshot = save(log, insertion(f"{number}\n", len(snapshot.text)), snapshot.fingerprint)
    assert log.read_bytes() == TEXT.encode() + b"0\n1\n2\n"


def test_a_log_that_was_removed_is_not_brought_back_by_itself(log: Path) -> None:
    fingerprint = load(log).fingerprint
    log.unlink()
    with pytest.raises(LogNotFoundError):
        save(log, insertion("x"), fingerprint)
    assert files_in(log.parent) == []


@pytest.mark.parametrize("age", [0, 3600])
def test_changed_sees_every_change_and_nothing_else(log: Path, age: int) -> None:
    """Also one that leaves size and time as they were."""

    def write(data: bytes) -> None:
        log.write_bytes(data)
        times = log.stat()
        os.utime(log, ns=(times.st_atime_ns, times.st_mtime_ns - age * 10**9))

    write(b"one")
    snapshot = load(log)
    assert not changed(snapshot)
    log.touch()
    assert not changed(snapshot)
    assert not changed(snapshot)
    write(b"one more")
    assert changed(snapshot)
    write(b"one")
    assert not changed(snapshot)
    log.unlink()
    assert changed(snapshot)


def test_changed_sees_another_text_of_the_same_size_and_time(log: Path) -> None:
    snapshot = load(log)
    times = log.stat()
    log.write_bytes(TEXT.replace("Mira", "Mara").encode())
    os.utime(log, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert changed(snapshot)


def test_changed_says_no_after_a_save(log: Path) -> None:
    written = append(log, "more\n")
    assert not changed(written)
    append(log, "yet more\n")
    assert changed(written)


# -- what stays of the file -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o666, 0o755, 0o200 | 0o400])
def test_the_mode_is_kept(log: Path, mode: int) -> None:
    log.chmod(mode)
    mask = os.umask(0o077)
    try:
        append(log, "x")
    finally:
        os.umask(mask)
    assert stat.S_IMODE(log.stat().st_mode) == mode


def test_a_new_file_takes_the_place_of_the_old(log: Path) -> None:
    with log.open("rb") as reader:
        append(log, "x")
        assert reader.read() == TEXT.encode()
    assert files_in(log.parent) == ["log.md"]


def test_a_chain_of_links_stays_one(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "second.md").symlink_to("../folder/log.md")
    (tmp_path / "first.md").symlink_to(other / "second.md")
    monkeypatch.chdir(tmp_path)
    written = append(Path("first.md"), "x")
    assert written.path == Path("first.md")
    assert (tmp_path / "first.md").is_symlink()
    assert (other / "second.md").readlink() == Path("../folder/log.md")
    assert log.read_bytes() == TEXT.encode() + b"x"
    assert not log.is_symlink()
    assert files_in(other) == ["second.md"]


def test_a_link_to_a_folder_is_followed(log: Path, tmp_path: Path) -> None:
    (tmp_path / "shortcut").symlink_to("folder")
    append(tmp_path / "shortcut" / "log.md", "x")
    assert log.read_bytes() == TEXT.encode() + b"x"


def test_all_names_of_a_file_stay_names_of_it(log: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.hardlink_to(log)
    append(log, "longer")
    append(other, "and longer")
    snapshot = load(log)
    save(log, [TextEdit(Span(0, len(TEXT)), "")], snapshot.fingerprint)
    assert os.path.samefile(log, other)
    assert log.read_bytes() == b"longerand longer"
    assert files_in(log.parent) == ["log.md"]
    assert list((tmp_path / "state").rglob("*.md")) == []


def test_a_long_name_is_no_hindrance(log: Path) -> None:
    long = log.with_name("日" * 83 + ".md")
    log.rename(long)
    append(long, "x")
    assert long.read_bytes() == TEXT.encode() + b"x"
    assert files_in(log.parent) == [long.name]


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system has no extended attributes")
def test_extended_attributes_and_access_lists_are_kept(log: Path) -> None:
    entries = ((1, 6, 2**32 - 1), (2, 4, 1234), (4, 4, 2**32 - 1), (16, 6, 2**32 - 1), (32, 0, 2**32 - 1))
    access_list = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    attributes = {"user.note": b"kept", "system.posix_acl_access": access_list}
    try:
        for name, value in attributes.items():
            os.setxattr(log, name, value)
    except OSError as error:
        pytest.skip(f"this file system has none: {error}")
    mode = log.stat().st_mode
    append(log, "x")
    assert {name: os.getxattr(log, name) for name in os.listxattr(log)} == attributes
    assert log.stat().st_mode == mode


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system has no extended attributes")
def test_a_folders_access_list_for_new_files_is_not_put_on_the_log(log: Path) -> None:
    entries = ((1, 7, 2**32 - 1), (2, 7, 1234), (4, 5, 2**32 - 1), (16, 7, 2**32 - 1), (32, 5, 2**32 - 1))
    access_list = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    try:
        os.setxattr(log.parent, "system.posix_acl_default", access_list)
    except OSError as error:
        pytest.skip(f"this file system has none: {error}")
    log.chmod(0o640)
    append(log, "x")
    assert os.listxattr(log) == []
    assert stat.S_IMODE(log.stat().st_mode) == 0o640


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of several users")


@needs_root
def test_root_gives_the_log_back_to_its_owner(log: Path) -> None:
    os.chown(log, 1234, 4321)
    append(log, "x")
    assert (log.stat().st_uid, log.stat().st_gid) == (1234, 4321)


@needs_root
@pytest.mark.parametrize(
    ("owner", "group", "mode", "replaced"),
    [
        (NOBODY, NOBODY, 0o644, True),
        (1234, NOBODY, 0o664, True),
        (1234, NOBODY, 0o460, True),
        (1234, NOBODY, 0o764, False),
        (1234, 4321, 0o666, False),
        (1234, 4321, 0o646, False),
        (NOBODY, 4321, 0o664, False),
    ],
)
def test_a_save_shuts_nobody_out(somebody: Somebody, owner: int, group: int, mode: int, replaced: bool) -> None:
    log = somebody.home / "log.md"
    log.write_text(TEXT)
    os.chown(log, owner, group)
    log.chmod(mode)
    before = log.stat()
    with somebody.at_work():
        append(log, "x")
    after = log.stat()
    assert log.read_text() == TEXT + "x"
    assert (after.st_ino != before.st_ino) == replaced
    assert (after.st_gid, after.st_mode) == (before.st_gid, before.st_mode)
    assert after.st_uid == (NOBODY if replaced else owner)
    assert files_in(somebody.home) == (["log.md"] if replaced else ["log.md", "state"])
    assert list((somebody.home / "state").rglob("*.md")) == []


# -- what cannot be written -------------------------------------------------------------------------------------------


def test_a_read_only_log_is_not_replaced(log: Path) -> None:
    snapshot = load(log)
    log.chmod(0o444)
    with pytest.raises(LogNotWritableError, match=r"log\.md: is read-only"):
        save(log, insertion("x"), snapshot.fingerprint)
    assert log.read_bytes() == TEXT.encode()
    assert files_in(log.parent) == ["log.md"]


@needs_root
def test_a_log_of_somebody_else_is_not_replaced(somebody: Somebody) -> None:
    log = somebody.home / "log.md"
    log.write_text(TEXT)
    log.chmod(0o644)
    with somebody.at_work(), pytest.raises(LogNotWritableError, match="read-only"):
        append(log, "x")
    assert log.read_text() == TEXT


def in_read_only_folder(somebody: Somebody) -> Path:
    """A log of theirs to which they may write, in a folder to which they may not."""
    folder = somebody.home / "folder"
    folder.mkdir()
    log = folder / "log.md"
    log.write_text(TEXT)
    somebody.owns(folder, log)
    folder.chmod(0o555)
    return log


def test_in_a_read_only_folder_the_log_is_written_in_place(somebody: Somebody) -> None:
    log = in_read_only_folder(somebody)
    inode = log.stat().st_ino
    with somebody.at_work():
        append(log, "more")
        snapshot = load(log)
        save(log, [TextEdit(Span(0, 10), "")], snapshot.fingerprint)
    assert log.read_text() == (TEXT + "more")[10:]
    assert log.stat().st_ino == inode
    assert list((somebody.home / "state").rglob("*.md")) == []


def test_nothing_is_written_in_place_without_a_copy(somebody: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    log = in_read_only_folder(somebody)
    for name in ("READTUI_STATE_DIR", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(log / "not a folder"))
    monkeypatch.setenv("TMPDIR", str(log / "not a folder"))
    with somebody.at_work(), pytest.raises(LogNotWritableError, match="cannot be written"):
        append(log, "x")
    assert log.read_text() == TEXT


@pytest.mark.parametrize("in_place", [False, True])
def test_a_full_disk_leaves_the_log_as_it_was(log: Path, tmp_path: Path, in_place: bool) -> None:
    log.write_bytes(b"x" * 5000)
    if in_place:
        (tmp_path / "other.md").hardlink_to(log)
    snapshot = load(log)
    with files_limited_to(6000), pytest.raises(LogNotWritableError, match=r"log\.md: cannot be written \("):
        save(log, insertion("y" * 5000), snapshot.fingerprint)
    assert log.read_bytes() == b"x" * 5000
    assert files_in(log.parent) == ["log.md"]
    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_ino != log.stat().st_ino] == []


def test_a_disk_that_does_not_confirm_is_told_of(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = os.fsync

    def sync_files_alone(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        sync(descriptor)

    snapshot = load(log)
    monkeypatch.setattr(os, "fsync", sync_files_alone)
    with pytest.raises(NotConfirmedError, match="may not last") as raised:
        save(log, insertion("x"), snapshot.fingerprint)
    assert log.read_bytes() == b"x" + TEXT.encode()
    assert raised.value.written == load(log)


# -- several at once --------------------------------------------------------------------------------------------------


@contextmanager
def locked_by_another(path: Path) -> Iterator[None]:
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def test_a_log_that_stays_locked_is_not_written(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.05)
    with locked_by_another(log), pytest.raises(LogBusyError, match="locked"):
        append(log, "x")
    append(log, "y")
    assert log.read_bytes() == TEXT.encode() + b"y"


def test_a_save_waits_for_another(log: Path) -> None:
    with locked_by_another(log):
        waiting = threading.Thread(target=append, args=(log, "x"))
        waiting.start()
        assert log.read_bytes() == TEXT.encode()
    waiting.join()
    assert log.read_bytes() == TEXT.encode() + b"x"


@contextmanager
def at_first_sync(action: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have ``action`` done while a save brings what it wrote to the disk."""
    sync = os.fsync

    def act_and_sync(descriptor: int) -> None:
        monkeypatch.setattr(os, "fsync", sync)
        action()
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", act_and_sync)
    yield
    assert os.fsync is sync


@pytest.mark.parametrize("in_place", [False, True])
def test_who_takes_no_lock_is_seen_all_the_same(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_place: bool
) -> None:
    if in_place:
        (tmp_path / "other.md").hardlink_to(log)
    fingerprint = load(log).fingerprint
    with (
        at_first_sync(lambda: log.write_bytes(b"theirs"), monkeypatch),
        pytest.raises(ExternallyChangedError) as raised,
    ):
        save(log, insertion("x"), fingerprint)
    assert raised.value.current.text == "theirs"
    assert log.read_bytes() == b"theirs"
    with at_first_sync(log.touch, monkeypatch):
        save(log, insertion("ours and "), load(log).fingerprint)
    assert log.read_bytes() == b"ours and theirs"

    def put_another_in_its_place() -> None:
        shutil.copyfile(log, log.with_name("copy"))
        log.with_name("copy").replace(log)

    with at_first_sync(put_another_in_its_place, monkeypatch), pytest.raises(ExternallyChangedError):
        save(log, insertion("x"), load(log).fingerprint)
    assert log.read_bytes() == b"ours and theirs"
    fingerprint = load(log).fingerprint
    with at_first_sync(log.unlink, monkeypatch), pytest.raises(LogNotFoundError):
        save(log, insertion("x"), fingerprint)
    assert files_in(log.parent) == []
    assert list((tmp_path / "state").rglob("*.md")) == []


WRITER = """
import sys
from pathlib import Path
from tui_reader.adapters.log_errors import ExternallyChangedError
from tui_reader.adapters.store import load, save
from tui_reader.core.document import Span
from tui_reader.core.text_edit import TextEdit
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    snapshot = load(path)
    while True:
        end = len(snapshot.text)
        try:
            save(path, [TextEdit(Span(end, end), f"{name}{number}\\n")], snapshot.fingerprint)
            break
        except ExternallyChangedError as error:
            snapshot = error.current
"""


def started(program: str, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE_FOLDER)},
    )


@pytest.mark.parametrize("in_place", [False, True])
def test_what_several_programs_write_at_once_is_all_there_once(log: Path, tmp_path: Path, in_place: bool) -> None:
    names = dict.fromkeys("abcd", log)
    if in_place:
        other = tmp_path / "other.md"
        other.hardlink_to(log)
        names |= {"c": other, "d": other}
    writers = [started(WRITER, path, name, "15") for name, path in names.items()]
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    lines = log.read_text().removeprefix(TEXT).splitlines()
    assert sorted(lines) == sorted(f"{name}{number}" for name in names for number in range(15))
    for name in names:
        own = [line for line in lines if line.startswith(name)]
        assert own == [f"{name}{number}" for number in range(15)]
    assert files_in(log.parent) == ["log.md"]


# -- killed -----------------------------------------------------------------------------------------------------------

KILLED_AT = """
import os, signal, sys
from pathlib import Path
from tui_reader.adapters.store import load, save
from tui_reader.core.document import Span
from tui_reader.core.text_edit import TextEdit
path, call = Path(sys.argv[1]), sys.argv[2]
snapshot = load(path)
setattr(os, call, lambda *arguments: os.kill(os.getpid(), signal.SIGKILL))
save(path, [TextEdit(Span(0, 3 if call != "ftruncate" else 30), "new text\\n")], snapshot.fingerprint)
"""


def kill_a_save(log: Path, call: str) -> None:
    """Have a program killed while it saves, at its first call of ``os.call``."""
    killed = started(KILLED_AT, log, call)
    killed.communicate()
    assert killed.returncode < 0


def test_a_save_that_is_killed_leaves_the_old_log(log: Path) -> None:
    kill_a_save(log, "replace")
    assert log.read_bytes() == TEXT.encode()
    assert len(files_in(log.parent)) == 2


def test_the_next_save_removes_what_a_killed_one_left(log: Path) -> None:
    kill_a_save(log, "fsync")
    (log.parent / ".other.md.readtui-01234567").touch()
    append(log, "x")
    assert log.read_bytes() == TEXT.encode() + b"x"
    assert files_in(log.parent) == [".other.md.readtui-01234567", "log.md"]


def test_a_write_in_place_that_is_killed_can_be_mended(log: Path, tmp_path: Path) -> None:
    (tmp_path / "other.md").hardlink_to(log)
    kill_a_save(log, "ftruncate")
    damaged = log.read_bytes()
    whole = b"new text\n" + TEXT.encode()[30:]
    assert damaged not in (TEXT.encode(), whole)
    copies = clear_up(log)
    assert copies is not None
    assert copies.before.read_bytes() == TEXT.encode()
    assert copies.after.read_bytes() == whole
    with pytest.raises(HalfWrittenError, match=str(copies.after)):
        append(log, "x")
    assert log.read_bytes() == damaged
    shutil.copyfile(copies.after, log)
    assert clear_up(log) is None
    append(log, "x")
    assert log.read_bytes() == whole + b"x"
    assert list((tmp_path / "state").rglob("*.md")) == []


@pytest.fixture
def damaged(log: Path, tmp_path: Path) -> Path:
    """A log that a write in place damaged."""
    (tmp_path / "other.md").hardlink_to(log)
    kill_a_save(log, "ftruncate")
    return log


@pytest.mark.parametrize("finish", [True, False])
def test_a_damaged_log_is_put_right_and_what_stood_there_is_kept(damaged: Path, tmp_path: Path, finish: bool) -> None:
    found = damaged.read_bytes()
    inode = damaged.stat().st_ino
    copies = clear_up(damaged)
    assert copies is not None
    snapshot = put_back(damaged, copies, finish)
    whole = b"new text\n" + TEXT.encode()[30:] if finish else TEXT.encode()
    assert damaged.read_bytes() == (tmp_path / "other.md").read_bytes() == whole
    assert snapshot == load(damaged)
    assert damaged.stat().st_ino == inode
    assert [file.read_bytes() for file in (tmp_path / "state").rglob("*.md")] == [found]
    assert clear_up(damaged) is None
    append(damaged, "x")


def test_a_log_that_cannot_be_put_right_can_be_later(damaged: Path) -> None:
    found = damaged.read_bytes()
    copies = clear_up(damaged)
    assert copies is not None
    with files_limited_to(20), pytest.raises(LogNotWritableError):
        put_back(damaged, copies)
    assert damaged.read_bytes() == found
    assert clear_up(damaged) == copies


def test_a_damaged_log_is_written_to_neither_way(damaged: Path, tmp_path: Path) -> None:
    (tmp_path / "other.md").unlink()
    found = damaged.read_bytes()
    with pytest.raises(HalfWrittenError):
        append(damaged, "x")
    assert damaged.read_bytes() == found


def test_a_damaged_log_can_be_taken_for_right(damaged: Path, tmp_path: Path) -> None:
    found = damaged.read_bytes()
    leave_as_it_is(damaged)
    assert clear_up(damaged) is None
    append(damaged, "x")
    assert damaged.read_bytes() == found + b"x"
    assert list((tmp_path / "state").rglob("*.md")) == []


def test_opening_a_log_clears_up_what_a_killed_save_left(log: Path, tmp_path: Path) -> None:
    kill_a_save(log, "fsync")
    assert len(files_in(log.parent)) == 2
    assert clear_up(log) is None
    assert files_in(log.parent) == ["log.md"]
    (tmp_path / "other.md").hardlink_to(log)
    kill_a_save(log, "replace")
    assert any((tmp_path / "state").rglob("*.*"))
    assert clear_up(log) is None
    assert [path for path in (tmp_path / "state").rglob("*.*") if path.is_file()] == []


def test_opening_a_log_leaves_alone_what_somebody_is_saving(log: Path) -> None:
    kill_a_save(log, "fsync")
    with locked_by_another(log):
        assert clear_up(log) is None
        assert len(files_in(log.parent)) == 2
    assert clear_up(log.parent / "none.md") is None


def test_a_rename_that_was_done_though_the_answer_was_lost_is_no_failure(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a network file system: the second request finds the first one done."""
    rename = os.replace

    def done_and_denied(source: str, target: str) -> None:
        rename(source, target)
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(os, "replace", done_and_denied)
    append(log, "x")
    assert log.read_bytes() == TEXT.encode() + b"x"
    assert files_in(log.parent) == ["log.md"]


@pytest.mark.parametrize("call", ["posix_fallocate", "fsync"])
def test_a_write_in_place_that_did_not_begin_leaves_nothing_to_mend(log: Path, tmp_path: Path, call: str) -> None:
    (tmp_path / "other.md").hardlink_to(log)
    kill_a_save(log, call)
    assert log.read_bytes() == TEXT.encode()
    assert clear_up(log) is None
    append(log, "x")
    assert log.read_bytes() == TEXT.encode() + b"x"


# -- creating ---------------------------------------------------------------------------------------------------------


def test_a_log_is_created_with_the_usual_rights(tmp_path: Path) -> None:
    log = tmp_path / "new 日志.md"
    mask = os.umask(0o027)
    try:
        snapshot = create(log, "\ufeff# 日志\r\n")
    finally:
        os.umask(mask)
    assert log.read_bytes() == b"\xef\xbb\xbf# " + "日志".encode() + b"\r\n"
    assert stat.S_IMODE(log.stat().st_mode) == 0o640
    assert snapshot == load(log)
    assert not changed(snapshot)


def test_a_log_that_is_there_is_not_created_again(log: Path) -> None:
    with pytest.raises(LogExistsError, match=r"log\.md"):
        create(log, "other")
    assert log.read_bytes() == TEXT.encode()


def test_a_link_that_leads_nowhere_becomes_a_log_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to("target.md")
    create(tmp_path / "link.md", "# log\n")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "target.md").read_bytes() == b"# log\n"


def test_a_log_is_not_created_without_its_folder(log: Path) -> None:
    for path in (log.parent / "no folder" / "log.md", log / "log.md"):
        with pytest.raises(LogNotWritableError, match="there is no folder"):
            create(path, "x")


def test_a_log_that_cannot_be_created_whole_is_not_created(tmp_path: Path) -> None:
    with files_limited_to(100), pytest.raises(LogNotWritableError):
        create(tmp_path / "log.md", "x" * 1000)
    with pytest.raises(UnwritableTextError):
        create(tmp_path / "log.md", "\ud800")
    with pytest.raises(UnwritableTextError):
        create(tmp_path / "log.md", "\0")
    assert not (tmp_path / "log.md").exists()


# -- imports ----------------------------------------------------------------------------------------------------------


def test_reading_loads_nothing_that_only_writing_needs(log: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tui_reader.adapters import store; store.load(Path(sys.argv[1]))"
    )
    program += "; print(sorted({'hashlib', 'tempfile', 'platformdirs', 'json', 'fcntl', 'shutil'} & set(sys.modules)))"
    assert started(program, log).communicate()[0] == "[]\n"

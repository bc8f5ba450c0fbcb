from __future__ import annotations

from pathlib import Path

import pytest

from tui_reader.adapters.memory import recall, remember


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "日志.md"


def test_what_was_remembered_is_recalled(log: Path, tmp_path: Path) -> None:
    assert recall(log) == {}
    assert remember(log, reader="李听潮")
    assert recall(log) == {"reader": "李听潮"}
    assert recall(tmp_path / "other.md") == {}


def test_facts_are_added_and_replaced(log: Path) -> None:
    remember(log, reader="Mira", section="Daily Reading")
    remember(log, reader="M\udcffra")
    assert recall(log) == {"reader": "M\udcffra", "section": "Daily Reading"}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"{}", b'{"facts": 3}', b"\xff", b"[" * 100_000])
def test_a_damaged_memory_is_forgotten(log: Path, tmp_path: Path, damage: bytes) -> None:
    remember(log, reader="Mira")
    (file,) = (tmp_path / "state").rglob("*.json")
    file.write_bytes(damage)
    assert recall(log) == {}
    assert remember(log, reader="Tom")
    assert recall(log) == {"reader": "Tom"}


def test_what_is_not_a_text_is_left_out(log: Path, tmp_path: Path) -> None:
    remember(log, reader="Mira")
    (file,) = (tmp_path / "state").rglob("*.json")
    file.write_text('{"facts": {"reader": "Mira", "width": 3}}')
    assert recall(log) == {"reader": "Mira"}


def test_where_nothing_can_be_written_nothing_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv("READTUI_STATE_DIR", str(file / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(file / "runtime"))
    monkeypatch.setenv("TMPDIR", str(file / "temporary"))
    assert not remember(tmp_path / "log.md", reader="Mira")
    assert recall(tmp_path / "log.md") == {}

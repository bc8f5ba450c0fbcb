from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tui_reader.adapters.editor import EditorError, command, edit


def editor(folder: Path, script: str) -> str:
    """A program that edits the file it is given by ``script``, in which it is called ``$1``."""
    path = folder / "my editor"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return f"'{path}' --wait"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READTUI_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.delenv("VISUAL", raising=False)
    return tmp_path / "state"


def test_visual_comes_before_editor_and_both_may_have_arguments() -> None:
    assert command({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert command({"VISUAL": " ", "EDITOR": "'my editor' -x"}) == ["my editor", "-x"]
    with pytest.raises(EditorError, match="quotes"):
        command({"EDITOR": "vi '"})


def test_what_was_saved_comes_back_and_no_file_stays(
    tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, 'cp "$2" copy-of-it; printf "海星\\r\\n" >> "$2"'))
    monkeypatch.chdir(tmp_path)
    edited = edit("> [2024-03-05]\udc80\n", "log.md")
    assert edited == ("> [2024-03-05]\udc80\n海星\r\n", True)
    assert (tmp_path / "copy-of-it").read_bytes() == b"> [2024-03-05]\x80\n"
    assert list(state.rglob("*.md")) == []


def test_an_editor_that_fails_is_not_believed_but_what_it_left_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, 'echo half > "$2"; exit 1'))
    assert edit("whole\n", "log.md") == ("half\n", False)


def test_an_editor_that_is_not_there_is_an_error_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", str(tmp_path / "nowhere"))
    with pytest.raises(EditorError, match="cannot be opened"):
        edit("x", "log.md")

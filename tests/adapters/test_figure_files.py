"""Figures for a page: what is in the repository is found and read, and nothing else is."""

from __future__ import annotations

import subprocess
from base64 import b64decode
from pathlib import Path

import pytest

from tui_reader.adapters import figure_files
from tui_reader.adapters.figure_files import FigureFiles
from tui_reader.core.message import Message

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The top of a clone with a log and a picture."""
    top = tmp_path / "club"
    (top / "Images").mkdir(parents=True)
    (top / "Images" / "kelp.png").write_bytes(PNG)
    (top / "log.md").touch()
    subprocess.run(["git", "init", "-q", "."], cwd=top, check=True)
    subprocess.run(["git", "remote", "add", "origin", "git@github.com:Tide/log.git"], cwd=top, check=True)
    return top


def files(clone: Path) -> FigureFiles:
    return FigureFiles(clone / "log.md")


@pytest.mark.parametrize(
    "address",
    [
        "Images/kelp.png",
        "https://github.com/tide/log/blob/main/Images/kelp.png",
        "https://github.com/Tide/log/raw/main/Images/kelp.png?raw=true",
        "https://raw.githubusercontent.com/Tide/log/refs/heads/main/Images/kelp.png",
    ],
)
def test_a_figure_of_the_repository_is_read_whichever_way_it_is_linked_to(clone: Path, address: str) -> None:
    finder = files(clone)
    path = finder.find(address).path
    assert path == clone / "Images" / "kelp.png"
    data = finder.data_address(path)
    assert isinstance(data, str)
    assert data.startswith("data:image/png;base64,")
    assert b64decode(data.partition(",")[2]) == PNG


@pytest.mark.parametrize(
    ("address", "target"),
    [
        (
            "https://github.com/other/log/blob/main/Images/kelp.png",
            "https://github.com/other/log/raw/main/Images/kelp.png",
        ),
        ("https://github.com/user-attachments/assets/12", "https://github.com/user-attachments/assets/12"),
    ],
)
def test_a_figure_of_another_site_stays_there(clone: Path, address: str, target: str) -> None:
    found = files(clone).find(address)
    assert (found.path, found.address, found.problem) == (None, target, None)


@pytest.mark.parametrize("address", ["Images/gone.png", "javascript:alert(1)", "../outside.png", "out.png"])
def test_a_figure_that_is_nowhere_or_outside_has_a_reason(clone: Path, address: str) -> None:
    (clone.parent / "outside.png").write_bytes(PNG)
    (clone / "out.png").symlink_to("../outside.png")
    found = files(clone).find(address)
    assert (found.path, found.address) == (None, None)
    assert found.problem is not None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7", "no picture that a browser shows"),
        (b"version https://git-lfs.github.com/spec/v1\n", "git lfs pull"),
        (PNG + b"\x00" * 100, "too much for a page"),
    ],
)
def test_a_file_that_cannot_be_shown_has_a_reason(
    clone: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, why: str
) -> None:
    monkeypatch.setattr(figure_files, "MOST_BYTES", 100)
    (clone / "a.png").write_bytes(content)
    said = files(clone).data_address(clone / "a.png")
    assert isinstance(said, Message)
    assert why in str(said)


def test_a_page_takes_so_much_and_no_more(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure_files, "MOST_BYTES_OF_ALL", len(PNG))
    finder = files(clone)
    assert isinstance(finder.data_address(clone / "Images" / "kelp.png"), str)
    assert isinstance(finder.data_address(clone / "Images" / "kelp.png"), Message)

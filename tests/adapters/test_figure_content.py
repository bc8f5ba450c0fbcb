from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_services import Reply, Services, running_services
from tui_reader.adapters.figure_content import content_of
from tui_reader.core.message import ReadTuiError

PNG = b"\x89PNG\r\n\x1a\n kelp"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setenv("READTUI_CACHE_DIR", str(tmp_path / "cache"))
    with running_services() as server:
        yield server


@pytest.fixture
def log(tmp_path: Path) -> Path:
    folder = tmp_path / "club"
    (folder / "Images").mkdir(parents=True)
    (folder / "Images" / "kelp one.png").write_bytes(PNG)
    (folder / "Images" / "stored.png").write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    (tmp_path / "secret.png").write_bytes(PNG)
    return folder / "log.md"


def test_a_figure_beside_the_log_is_read(log: Path) -> None:
    assert content_of("Images/kelp%20one.png", log) == PNG


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("Images/whelk.png", "no such file"),
        ("../secret.png", "leads nowhere"),
        ("Images/stored.png", "git lfs pull"),
        ("", "leads nowhere"),
        ("file:///etc/passwd", "leads nowhere|no address of the web"),
        ("http://127.0.0.1:9/a.png", "local network"),
    ],
)
def test_a_figure_that_is_not_to_be_had_is_said(log: Path, address: str, words: str) -> None:
    with pytest.raises(ReadTuiError, match=words):
        content_of(address, log)


def test_a_figure_of_the_web_is_fetched_once(server: Services, log: Path, tmp_path: Path) -> None:
    server.replies["/a.png"] = Reply(PNG, kind="image/png")
    for _time in range(2):
        assert content_of(f"{server.address}/a.png", log, is_trusted=True) == PNG
    assert len(server.asked) == 1
    (kept,) = (tmp_path / "cache" / "figures").iterdir()
    kept.unlink()
    (tmp_path / "cache" / "figures").rmdir()
    (tmp_path / "cache" / "figures").touch()
    assert content_of(f"{server.address}/a.png", log, is_trusted=True) == PNG


def test_what_is_no_picture_is_not_kept(server: Services, log: Path, tmp_path: Path) -> None:
    server.replies["/a.png"] = Reply(b"<html>Sign in</html>", kind="text/html")
    with pytest.raises(ReadTuiError, match="the server sends text/html"):
        content_of(f"{server.address}/a.png", log, is_trusted=True)
    assert not (tmp_path / "cache").exists()


def test_a_picture_that_is_promised_too_large_is_not_fetched(server: Services, log: Path) -> None:
    server.replies["/a.png"] = Reply(PNG, kind="image/png", length=2_000_000_000)
    with pytest.raises(ReadTuiError, match="more than 20480 KB"):
        content_of(f"{server.address}/a.png", log, is_trusted=True)

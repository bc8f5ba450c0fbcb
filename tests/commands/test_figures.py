from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.commands.conftest import Readtui


def png(width: int = 4) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, 3), "teal").save(written, format="PNG")
    return written.getvalue()


@pytest.fixture
def figures(folder: Path, log: Path) -> Path:
    """The folder of the figures of ``log``, with the one that it links."""
    figures = folder / "figures"
    figures.mkdir()
    (figures / "barnacle.png").write_bytes(png())
    return figures


def test_what_nobody_links_and_what_leads_nowhere_is_listed(readtui: Readtui, log: Path, figures: Path) -> None:
    result = readtui("figures", str(log))
    assert (result.code, result.output) == (0, "")
    (figures / "barnacle.png").rename(figures / "Barnacle.png")
    (figures / "left over.png").write_bytes(png())
    result = readtui("figures", str(log), "--format", "json")
    assert result.code == 1
    found = json.loads(result.stdout)
    assert [one["rule"] for one in found["addresses"]] == ["figure-not-there"]
    assert sorted(Path(path).name for path in found["unlinked"]) == ["Barnacle.png", "left over.png"]
    assert "no log links this picture" in readtui("figures", str(log)).output

    result = readtui("figures", str(log), "--fix")
    assert b'src="figures/Barnacle.png"' in log.read_bytes()
    assert result.output.count("\n") == 1


def test_a_picture_is_taken_in_under_a_name_of_its_paper_and_over_no_other(
    readtui: Readtui, folder: Path, log: Path, figures: Path
) -> None:
    source = folder / "Screenshot 12.png"
    source.write_bytes(png(7))
    before = log.read_bytes()
    for name in ("KelpNet.png", "KelpNet-2.png"):
        result = readtui("figures", str(log), "--take", str(source), "--title", "KelpNet: Holding On")
        assert (result.code, result.output) == (0, f"figures/{name}\n")
        assert (figures / name).read_bytes() == png(7)
    assert readtui("figures", str(log), "--take", str(figures / "KelpNet.png")).output == "figures/KelpNet.png\n"
    assert log.read_bytes() == before
    assert len(list(figures.iterdir())) == 3


def test_a_picture_may_come_by_a_pipe_and_be_made_smaller(
    folder: Path, log: Path, figures: Path, environment: dict[str, str]
) -> None:
    (folder / "settings.yaml").write_text("figure-pixels: 10\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tui_reader", "figures", "log.md", "--take", "-", "--title", "海星的再生"],
        cwd=folder,
        env=environment | {"READTUI_CONFIG_DIR": str(folder)},
        input=png(400),
        capture_output=True,
        check=True,
    )
    assert done.stdout == b"figures/hai-xing-de-zai-sheng.png\n"
    with Image.open(figures / "hai-xing-de-zai-sheng.png") as picture:
        assert picture.size == (10, 1)


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"", b"<html>"])
def test_what_is_no_picture_is_refused_and_nothing_is_written(
    readtui: Readtui, folder: Path, log: Path, figures: Path, content: bytes
) -> None:
    (folder / "paper.png").write_bytes(content)
    result = readtui("figures", str(log), "--take", str(folder / "paper.png"), "--title", "x")
    assert (result.code, result.output) == (3, "")
    assert "no picture" in result.errors
    assert readtui("figures", str(log), "--take", str(folder / "nowhere.png")).code == 3
    assert [path.name for path in figures.iterdir()] == ["barnacle.png"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("file:///etc/hostname", "leads nowhere"),
        ("http://127.0.0.1:9/a.png", "on the local network"),
        ("http://[::1]/a.png", "on the local network"),
        ("http://169.254.169.254/latest/meta-data", "on the local network"),
        ("ftp://example.org/a.png", "leads nowhere"),
        ("http://", "no address of the web"),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused_and_nothing_is_written(
    readtui: Readtui, log: Path, figures: Path, address: str, said: str
) -> None:
    before = log.read_bytes()
    result = readtui("figures", str(log), "--take", address)
    assert (result.code, result.output) == (3, "")
    assert said in result.errors
    assert result.errors.count("\n") == 1
    assert log.read_bytes() == before
    assert [path.name for path in figures.iterdir()] == ["barnacle.png"]


def test_where_no_entry_says_so_figures_go_into_a_folder_beside_the_log(
    readtui: Readtui, folder: Path, log: Path
) -> None:
    log.write_text(log.read_text(encoding="utf-8").replace("figures/barnacle.png", "https://example.org/b.png"))
    (folder / "a.png").write_bytes(png())
    (folder / "Images").mkdir()
    result = readtui("figures", str(log), "--take", str(folder / "a.png"), "--title", "Whelks")
    assert result.output == "Images/Whelks.png\n"
    assert (folder / "Images" / "Whelks.png").is_file()

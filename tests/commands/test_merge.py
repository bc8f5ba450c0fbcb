from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import LOG, Readtui

NEW = "> > [{}]-[{}]-[{}]-[Arxiv](https://example.org/{})\n>\n"
FIRST = "> > [2024-03-20]-[Mira Okafor]"


@pytest.fixture
def versions(folder: Path) -> tuple[Path, Path, Path]:
    """Three files of the same log."""
    paths = folder / "base.md", folder / "ours 我.md", folder / "theirs.md"
    for path in paths:
        path.write_bytes(LOG.encode())
    return paths


def write(path: Path, old: str, new: str) -> str:
    text = LOG.replace(old, new)
    path.write_bytes(text.encode())
    return text


def test_the_result_goes_to_ours(readtui: Readtui, versions: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = versions
    one, other = NEW.format("2024-03-22", "Mira Okafor", "Crabs", 1), NEW.format("2024-03-21", "Tom", "Clams", 2)
    write(ours, FIRST, one + FIRST)
    write(theirs, FIRST, other + FIRST)
    before = theirs.read_bytes()
    result = readtui("merge", "base.md", "ours 我.md", "theirs.md", "--path", "log.md", "--marker-size", "7")
    assert (result.code, result.output, result.errors) == (0, "", "")
    assert ours.read_bytes().decode() == LOG.replace(FIRST, one + other + FIRST)
    assert (base.read_bytes(), theirs.read_bytes()) == (LOG.encode(), before)


def test_conflicts_are_counted_and_marked(readtui: Readtui, versions: tuple[Path, Path, Path]) -> None:
    _, ours, theirs = versions
    write(ours, 'Kelp "Highways"', "Kelp Roads")
    write(theirs, 'Kelp "Highways"', "Kelp Streets")
    result = readtui("merge", "base.md", "ours 我.md", "theirs.md", "--path", "the log.md", "--marker-size", "9")
    assert result.code == 1
    assert result.errors == "readtui: the log.md: 1 conflict is left; look for <<<<<<<<< and choose\n"
    assert ours.read_text(encoding="utf-8").count("<<<<<<<<< ours\n") == 1


def test_bytes_that_are_no_text_stay(readtui: Readtui, versions: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = versions
    for path in versions:
        path.write_bytes(LOG.encode().replace(b"otters", b"otters").replace(b"\n", b"\r\n") + b"\xff\xfe tail")
    ours.write_bytes(ours.read_bytes().replace(b"Starfish", b"Sea stars").replace(b"Otters follow", b"They follow"))
    theirs.write_bytes(theirs.read_bytes().replace(b"last tide", b"first tide"))
    assert readtui("merge", "base.md", "ours 我.md", "theirs.md").code == 0
    wanted = base.read_bytes().replace(b"Otters follow", b"They follow").replace(b"last tide", b"first tide")
    assert ours.read_bytes() == wanted


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("base.md", "theirs.md"), 2, "merge wants three versions"),
        (("base.md", "theirs.md", "theirs.md", "x"), 2, "merge wants three versions"),
        (("base.md", "theirs.md", "none.md"), 3, "none.md: there is no such file"),
        (("base.md", "theirs.md", "base.md", "--marker-size", "x"), 2, "--marker-size x: write a number"),
    ],
)
def test_what_cannot_be_done_is_said(
    readtui: Readtui, versions: tuple[Path, Path, Path], arguments: tuple[str, ...], code: int, said: str
) -> None:
    result = readtui("merge", *arguments)
    assert result.code == code
    assert said in result.errors
    assert versions[0].read_bytes() == LOG.encode()

"""``readtui delete``: one entry goes, and everything else stays as it is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.commands.conftest import Readtui


@pytest.mark.parametrize(("line", "index"), [("17", 0), ("21", 0), ("24", 1), ("27", 2), ("31", 3)])
def test_any_line_of_an_entry_means_it(readtui: Readtui, log: Path, line: str, index: int) -> None:
    before = readtui("list", "log.md", "--format", "json").entries
    result = readtui("delete", "log.md", "--line", line)
    assert (result.code, result.errors) == (0, "")
    assert result.output == f"log.md:{before[index]['line']}: deleted\n"
    after = readtui("list", "log.md", "--format", "json").entries
    assert [entry["title"] for entry in after] == [entry["title"] for entry in before if entry != before[index]]


def test_an_entry_that_was_added_can_be_taken_out_without_a_trace(readtui: Readtui, log: Path) -> None:
    before = log.read_bytes()
    place = readtui("add", "log.md", "--title", "Eels", "--reader", "Ana", "--summary", "Long.").output
    assert readtui("delete", "log.md", "--line", place.split(":")[1], "--expect-title", "Eels").code == 0
    assert log.read_bytes() == before


def test_a_dry_run_shows_what_would_go(readtui: Readtui, log: Path, folder: Path) -> None:
    before = log.read_bytes()
    diff = readtui("delete", "log.md", "--line", "31", "--dry-run").stdout
    assert b'\n-> > [2023-12-31]-[Tom Ferreira]-[Kelp "Highways" for Otters]' in diff
    assert log.read_bytes() == before
    subprocess.run(["patch", "-s", "-p0", "--binary", "log.md"], cwd=folder, input=diff, check=True)
    assert len(readtui("list", "log.md", "--format", "json").entries) == 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["log.md"], 2, "--line N is missing"),
        (["log.md", "--line", "1"], 2, "log.md:1: no entry stands here; nearest: 17"),
        (["log.md", "--line", "17", "--expect-title", "Kelp"], 2, "log.md:17: the entry here is"),
        (["empty.md", "--line", "1"], 2, "empty.md: there is no entry in this log"),
    ],
)
def test_a_mistake_is_one_line_and_nothing_is_written(
    readtui: Readtui, folder: Path, log: Path, arguments: list[str], code: int, said: str
) -> None:
    (folder / "empty.md").write_bytes(b"")
    before = log.read_bytes()
    result = readtui("delete", *arguments)
    assert (result.code, result.output) == (code, "")
    assert said in result.errors
    assert result.errors.count("\n") == 1
    assert log.read_bytes() == before

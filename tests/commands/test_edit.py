"""``readtui edit``: the fields that are named change, and nothing else does."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.commands.conftest import Readtui


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "2024-03-19"),
        ("reader", "Ana Lund"),
        ("title", "Barnacles [Forget] - A | Story"),
        ("source", "Tides 2025"),
        ("link", "https://example.org/new"),
        ("figure", "figures/other.png"),
        ("summary", "One line.\n\nAnother paragraph."),
        ("section", "Deep sea"),
    ],
)
def test_a_field_reads_back_and_the_others_stay(readtui: Readtui, log: Path, field: str, value: str) -> None:
    before = readtui("list", "log.md", "--format", "json").entries
    result = readtui("edit", "log.md", "--line", "19", "--set", f"{field}={value}")
    assert (result.code, result.errors) == (0, "")
    after = readtui("list", "log.md", "--format", "json").entries
    (entry,) = [entry for entry in after if entry["date"] in ("2024-03-20", "2024-03-19")]
    assert result.output == f"log.md:{entry['line']}: changed\n"
    read = {
        "link": next(link["url"] for link in entry["links"]),
        "figure": entry["figures"][0],
    }
    assert read.get(field, entry.get(field)) == value
    said = {"line", "end_line", "links", "figures", "diagnostics", field}
    unchanged = {name: content for name, content in before[0].items() if name not in said}
    assert {name: entry[name] for name in unchanged} == unchanged
    placed = {"line", "end_line", "diagnostics"}
    others = [
        {name: content for name, content in other.items() if name not in placed} for other in after if other != entry
    ]
    assert others == [{name: content for name, content in other.items() if name not in placed} for other in before[1:]]


def test_only_what_changes_is_written(readtui: Readtui, log: Path) -> None:
    before = log.read_bytes()
    assert readtui("edit", "log.md", "--line", "17", "--set", "reader=Ana", "--set", "source=Tides").code == 0
    assert log.read_bytes() == before.replace(b"Mira Okafor", b"Ana").replace(b"MarineBio 2023", b"Tides")


def test_an_empty_value_clears_a_field(readtui: Readtui, log: Path) -> None:
    assert readtui("edit", "log.md", "--line", "17", "--set", "figure=", "--set", "link=").code == 0
    (entry,) = readtui("list", "log.md", "barnacles", "--format", "json").entries
    assert (entry["figures"], [link["url"] for link in entry["links"] if link["url"]]) == ([], [])
    assert log.read_text().split("\n")[17:20] == ["> >", "> > Summary: Barnacles keep a trace of the last tide.", ">"]


def test_a_pipe_is_refused_before_anybody_waits_for_it(readtui: Readtui, folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    result = readtui("edit", "pipe.md", "--line", "1", "--set", "reader=Ana")
    assert (result.code, result.output) == (3, "")
    assert "pipe.md: this is not a file that can be written" in result.errors


def test_what_is_so_already_is_said(readtui: Readtui, log: Path) -> None:
    before = log.read_bytes()
    result = readtui("edit", "log.md", "--line", "17", "--set", "reader=Mira Okafor")
    assert (result.code, result.output) == (0, "log.md:17: nothing to change\n")
    assert log.read_bytes() == before


def test_a_note_makes_a_check_in_of_a_paper_and_a_title_a_paper_of_a_check_in(readtui: Readtui, log: Path) -> None:
    assert readtui("edit", "log.md", "--line", "27", "--set", "title=Whales").code == 0
    (entry,) = readtui("list", "log.md", "whales", "--format", "json").entries
    assert (entry["kind"], entry["title"], entry["note"]) == ("paper", "Whales", None)
    assert readtui("edit", "log.md", "--line", "27", "--set", "note=at sea, not read").code == 0
    (entry,) = readtui("list", "log.md", "date:2024-03-11", "--format", "json").entries
    assert (entry["kind"], entry["title"], entry["note"]) == ("no_reading", None, "at sea, not read")


def test_a_dry_run_writes_nothing_and_patch_makes_of_it_what_edit_writes(
    readtui: Readtui, log: Path, folder: Path
) -> None:
    log.write_bytes(log.read_bytes().rstrip())
    before = log.read_bytes()
    arguments = ["edit", "log.md", "--line", "31", "--set", "summary=Kelp follows\nthe otters."]
    diff = readtui(*arguments, "--dry-run").stdout
    assert log.read_bytes() == before
    assert b"\\ No newline at end of file\n" in diff
    assert readtui(*arguments).code == 0
    written = log.read_bytes()
    assert written != before
    log.write_bytes(before)
    subprocess.run(["patch", "-s", "-p0", "--binary", "log.md"], cwd=folder, input=diff, check=True)
    assert log.read_bytes() == written


def test_the_title_that_is_expected_guards_against_a_wrong_line(readtui: Readtui, log: Path) -> None:
    arguments = ["edit", "log.md", "--line", "17", "--set", "reader=Ana", "--expect-title"]
    result = readtui(*arguments, "Kelp")
    assert (result.code, result.output) == (2, "")
    assert 'log.md:17: the entry here is "Barnacles Remember' in result.errors
    assert readtui(*arguments, "Barnacles Remember:  Memory in Sessile Crustaceans").code == 0
    at_sea = ["edit", "log.md", "--line", "27", "--expect-title"]
    assert readtui(*at_sea, "本周在家", "--set", "reader=Ana").code == 2
    assert readtui(*at_sea, "本周出海，未精读", "--set", "reader=Ana").code == 0
    assert readtui(*at_sea, "", "--set", "date=yesterday").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["log.md", "--line", "17"], 2, "--set FIELD=VALUE is missing"),
        (["log.md", "--set", "reader=Ana"], 2, "--line N is missing"),
        (
            ["log.md", "--line", "0", "--set", "reader=Ana"],
            2,
            "log.md:0: no entry stands here; nearest: 17",
        ),
        (["log.md", "--line", "22", "--set", "reader=Ana"], 2, "nearest: 17, 23"),
        (["log.md", "--line", "999", "--set", "reader=Ana"], 2, "nearest: 31"),
        (["log.md", "--line", "x", "--set", "reader=Ana"], 2, "--line x: write the number of a line"),
        (["log.md", "--line", "-1", "--set", "reader=Ana"], 2, "--line -1: write the number of a line"),
        (["log.md", "--line", "17", "--set", "author=Ana"], 2, "with one of date, reader, title"),
        (["log.md", "--line", "17", "--set", "reader"], 2, "--set reader: write FIELD=VALUE"),
        (["log.md", "--line", "17", "--set", "reader=a", "--set", "reader=b"], 2, "--set reader= is given twice"),
        (["log.md", "--line", "17", "--set", "date=soon"], 2, "soon"),
        (["log.md", "--line", "17", "--set", "title=a", "--set", "note=b"], 2, "exclude each other"),
        (["log.md", "--line", "17", "--set", "note=ill", "--set", "summary=b"], 2, "--set summary=: a check-in"),
        (["log.md", "--line", "27", "--set", "source=Tides"], 2, "--set source=: a check-in"),
        (["log.md", "--line", "17", "--set", "title=a\nb"], 2, "line break"),
        (["log.md", "--line", "17", "--set", "title="], 2, "title"),
        (["log.md", "--line", "17", "--set", "section=Shallows"], 2, "Daily Reading, Deep sea"),
        (["nosuch.md", "--line", "17", "--set", "reader=Ana"], 3, "nosuch.md: there is no such file"),
        (["--line", "17", "--set", "reader=Ana"], 2, "edit wants a log"),
    ],
)
def test_a_mistake_is_one_line_and_nothing_is_written(
    readtui: Readtui, log: Path, arguments: list[str], code: int, said: str
) -> None:
    before = log.read_bytes()
    result = readtui("edit", *arguments)
    assert (result.code, result.output) == (code, "")
    assert result.errors.startswith("readtui: ")
    assert said in result.errors
    assert result.errors.count("\n") == 1
    assert log.read_bytes() == before

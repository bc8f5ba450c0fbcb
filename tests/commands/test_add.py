"""``readtui add``: what it writes, and that it writes nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.commands.conftest import Readtui
from tests.fake_services import Reply, feed, running_services

EVERY_FIELD = {
    "date": "2024-03-21",
    "reader": "Ana Lund",
    "title": "Seagrass Listens: Sound in [Shallow] Water - A *Survey*",
    "source": "Oceans 2024",
    "link": "https://example.org/seagrass?a=1&b=(2)",
    "figure": "figures/seagrass meadow.png",
    "summary": "Grass hums.\n\nSo do *fish* `a_b` $x_1$.",
}


def options(fields: dict[str, str]) -> list[str]:
    return [argument for name, value in fields.items() for argument in (f"--{name}", value)]


def added_lines(before: bytes, after: bytes) -> list[bytes]:
    """The lines of ``after`` that are not in ``before``; all of ``before`` must still be there, in order."""
    old = before.split(b"\n")
    new = after.split(b"\n")
    added = []
    for line in new:
        if old and line == old[0]:
            old.pop(0)
        else:
            added.append(line)
    assert old == []
    return added


def test_every_field_reads_back_as_it_was_given(process: Readtui, log: Path) -> None:
    before = log.read_bytes()
    result = process("add", "log.md", *options(EVERY_FIELD))
    assert (result.code, result.errors) == (0, "")
    assert added_lines(before, log.read_bytes()) != []
    entries = process("list", "log.md", "--format", "json").entries
    assert len(entries) == 5
    (entry,) = [entry for entry in entries if entry["reader"] == "Ana Lund"]
    assert result.output == f"log.md:{entry['line']}: added\n"
    assert {name: entry[name] for name in ("date", "reader", "title", "source", "summary")} == {
        name: EVERY_FIELD[name] for name in ("date", "reader", "title", "source", "summary")
    }
    assert [link["url"] for link in entry["links"]] == [EVERY_FIELD["link"]]
    assert entry["figures"] == ["figures/seagrass%20meadow.png"]
    assert entry["section"] == "Daily Reading"


def test_a_title_is_enough(readtui: Readtui, log: Path) -> None:
    today = date.today().isoformat()
    assert readtui("add", "log.md", "--title", "Eels at Night").code == 0
    (entry,) = readtui("list", "log.md", "eels", "--format", "json").entries
    assert entry["date"] in {today, date.today().isoformat()}
    assert (entry["title"], entry["source"], entry["summary"]) == ("Eels at Night", None, None)


@pytest.mark.parametrize("value", ["- a dash first", "--title", "=", "a=b", "-q", "-"])
def test_a_value_may_look_like_an_option(readtui: Readtui, log: Path, value: str) -> None:
    assert readtui("add", "log.md", f"--title={value} eels", "--reader", "Ana").code == 0
    (entry,) = readtui("list", "log.md", "eels", "--format", "json").entries
    assert entry["title"] == f"{value} eels"


def test_an_empty_date_leaves_it_open(readtui: Readtui, log: Path) -> None:
    assert readtui("add", "log.md", "--title", "Eels at Night", "--reader", "Ana", "--date", "").code == 0
    (entry,) = readtui("list", "log.md", "eels", "--format", "json").entries
    assert entry["date"] is None


def test_not_having_read_is_an_entry(readtui: Readtui, log: Path) -> None:
    assert readtui("add", "log.md", "--reader", "Ana", "--no-reading", "at sea, nothing read").code == 0
    (entry,) = readtui("list", "log.md", "by:ana", "--format", "json").entries
    assert (entry["kind"], entry["note"], entry["title"]) == ("no_reading", "at sea, nothing read", None)


def test_without_a_reason_the_words_of_the_log_are_written_and_no_reason_of_others(readtui: Readtui, log: Path) -> None:
    assert readtui("add", "--reader", "Ana", "--no-reading", "log.md").code == 0
    (entry,) = readtui("list", "log.md", "by:ana", "--format", "json").entries
    assert (entry["kind"], entry["title"], entry["note"]) == ("no_reading", None, "未精读")


def test_the_first_who_did_not_read_says_so(readtui: Readtui, log: Path) -> None:
    log.write_text("# Log\n")
    assert readtui("add", "log.md", "--no-reading", "--reader", "Ana").code == 0
    (entry,) = readtui("list", "log.md", "--format", "json").entries
    assert (entry["kind"], entry["note"]) == ("no_reading", "did not read this week")


def test_a_section_is_written_under_its_heading(readtui: Readtui, log: Path) -> None:
    assert readtui("add", "log.md", "--title", "Vents", "--reader", "Ana", "--section", "Deep sea").code == 0
    (entry,) = readtui("list", "log.md", "vents", "--format", "json").entries
    assert entry["section"] == "Deep sea"


def test_an_older_entry_goes_to_its_place_unless_the_top_is_asked_for(readtui: Readtui, log: Path) -> None:
    older = ["--date", "2024-03-12", "--reader", "Ana", "--section", "Daily Reading"]
    assert readtui("add", "log.md", "--title", "In its place", *older).code == 0
    assert readtui("add", "log.md", "--title", "At the top", *older, "--at", "top").code == 0
    entries = readtui("list", "log.md", "--format", "json").entries
    assert [entry["title"] for entry in entries if entry["reader"] == "Ana"] == ["At the top", "In its place"]
    assert entries[0]["title"] == "At the top"
    assert entries[3]["title"] == "In its place"


def test_a_dry_run_writes_nothing_and_patch_makes_of_it_what_add_writes(
    readtui: Readtui, log: Path, folder: Path
) -> None:
    log.write_bytes(log.read_bytes().replace(b"\n", b"\r\n").rstrip() + b" \xff")
    before = log.read_bytes()
    arguments = ["add", "log.md", *options(EVERY_FIELD)]
    diff = readtui(*arguments, "--dry-run").stdout
    assert log.read_bytes() == before
    assert readtui(*arguments).code == 0
    written = log.read_bytes()
    log.write_bytes(before)
    subprocess.run(["patch", "-s", "-p0", "--binary", "log.md"], cwd=folder, input=diff, check=True)
    assert log.read_bytes() == written


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["log.md"], 2, "nothing to write: give --title TEXT, or --no-reading"),
        (["--title", "Eels"], 2, "add wants a log"),
        (["nosuch.md", "--title", "Eels"], 3, 'nosuch.md: there is no such file; "readtui nosuch.md" in a terminal'),
        (["log.md", "--title", "Eels", "at", "Night"], 2, '"at" is a second argument; put quotes around'),
        (["log.md", "--title", "Eels", "--date", "soon"], 2, "soon"),
        (["log.md", "--title", "Eels", "--date", "2024-02-30"], 2, "2024-02-30"),
        (["log.md", "--title", "Eels\nat night"], 2, "line break"),
        (["log.md", "--title", ""], 2, "title is missing"),
        (["log.md", "--title", "Eels\x1b[31m"], 2, "control character"),
        (["log.md", "--title", "Eels", "--link", "not an address"], 2, "not an address"),
        (["log.md", "--title", "Eels", "--section", "Shallows"], 2, "Daily Reading, Deep sea"),
        (["log.md", "--title", "Eels", "--no-reading"], 2, "--no-reading and --title exclude each other"),
        (["log.md", "--title", "Eels", "--at", "bottom"], 2, "choose one of top"),
        (["log.md", "--titel", "Eels"], 2, "did you mean --title?"),
        (["log.md", "--title"], 2, "--title wants a value"),
        (["log.md", "--title", "--reader", "Ana"], 2, "--title wants a value"),
        (["log.md", "--dry-run=yes", "--title", "Eels"], 2, "--dry-run takes no value"),
        (["folder", "--title", "Eels"], 3, "folder"),
    ],
)
def test_a_mistake_is_one_line_and_nothing_is_written(
    readtui: Readtui, folder: Path, log: Path, arguments: list[str], code: int, said: str
) -> None:
    (folder / "folder").mkdir()
    before = log.read_bytes()
    result = readtui("add", *arguments)
    assert (result.code, result.output) == (code, "")
    assert result.errors.startswith("readtui: ")
    assert said in result.errors
    assert result.errors.count("\n") == 1
    assert log.read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["folder", "log.md"]


def test_what_two_add_at_once_is_there_once(log: Path, folder: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tui_reader", "add", "log.md", "--reader", "Ana", "--title"]
    writers = [subprocess.Popen([*command, f"Eel number {n}"], cwd=folder, env=environment) for n in range(2)]
    assert [writer.wait() for writer in writers] == [0] * 2
    text = log.read_text()
    assert [text.count(f"Eel number {number}") for number in range(2)] == [1] * 2


def test_a_date_may_be_said_in_words(readtui: Readtui, log: Path) -> None:
    result = readtui("add", str(log), "--title", "Eelgrass", "--reader", "Mira", "--date", "yesterday", "--dry-run")
    assert f"[{date.today() - timedelta(1)}]-[Mira]" in result.output
    assert readtui("add", str(log), "--title", "Eelgrass", "--reader", "Mira", "--date", "soon").code == 2


def test_a_pasted_number_is_looked_up_unless_that_is_switched_off(
    readtui: Readtui, log: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READTUI_CONFIG_DIR", str(folder))
    monkeypatch.setenv("READTUI_CACHE_DIR", str(folder / "cache"))
    (folder / "pasted").write_text("arXiv:2403.04294", encoding="utf-8")
    add = ("add", str(log), "--reader", "Mira", "--paste", "pasted", "--dry-run")
    with running_services() as services:
        services.replies["/api/query"] = Reply(feed("2403.04294", "How Kelp Holds On"), kind="application/atom+xml")
        settings = f"servers: {json.dumps(services.settings)}\n"
        (folder / "settings.yaml").write_text(f"{settings}lookup: off\n", encoding="utf-8")
        assert readtui(*add).code == 2
        assert services.asked == []
        (folder / "settings.yaml").write_text(settings, encoding="utf-8")
        result = readtui(*add)
        assert result.code == 0
        assert "arXiv: title" in result.errors
        assert "[How Kelp Holds On]-[arXiv](https://arxiv.org/abs/2403.04294)" in result.output


def test_an_entry_is_gone_on_with(readtui: Readtui, log: Path) -> None:
    """Title, source, link and figure are those of the other; day and reader are not."""
    result = readtui("add", "log.md", "--like", "19", "--reader", "Ana", "--summary", "Its third part.")
    assert (result.code, "logged before" in result.errors) == (0, True)
    added, other = readtui("list", "log.md", "barnacles", "--format", "json").entries
    for field in ("title", "source", "links", "figures", "section"):
        assert added[field] == other[field]
    assert (added["reader"], added["summary"]) == ("Ana", "Its third part.")
    assert added["date"] > other["date"]
    assert readtui("add", "log.md", "--like", "2").code == 2
    assert readtui("add", "log.md", "--like", "19", "--no-reading").code == 2

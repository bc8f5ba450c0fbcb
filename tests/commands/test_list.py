"""``readtui list``: what it prints, and how it exits."""

from __future__ import annotations

import csv
import io
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Readtui
from tests.sizes import size

NAMES = [
    "path",
    "line",
    "end_line",
    "section",
    "kind",
    "date",
    "reader",
    "title",
    "source",
    "links",
    "figures",
    "summary",
    "note",
    "diagnostics",
]


def titles(readtui: Readtui, *arguments: str) -> list[str]:
    """What is listed: titles, and notes of check-ins."""
    result = readtui("list", *arguments, "--format", "json")
    assert result.errors == ""
    assert result.code == (0 if result.entries else 1)
    return [entry["title"] or entry["note"] for entry in result.entries]


BARNACLES, STARFISH, AT_SEA, KELP = (
    "Barnacles Remember: Memory in Sessile Crustaceans",
    "海星再生的机制研究",
    "本周出海，未精读",
    'Kelp "Highways" for Otters',
)


def test_json_holds_what_scripts_rely_on(process: Readtui, log: Path, folder: Path) -> None:
    (folder / "figures").mkdir()
    (folder / "figures" / "barnacle.png").touch()
    result = process("list", "log.md", "--format", "json")
    assert (result.code, result.errors) == (0, "")
    assert [list(entry) for entry in result.entries] == [NAMES] * 4
    first, _, check_in, _ = result.entries
    assert first == {
        "path": "log.md",
        "line": 17,
        "end_line": 21,
        "section": "Daily Reading",
        "kind": "paper",
        "date": "2024-03-20",
        "reader": "Mira Okafor",
        "title": BARNACLES,
        "source": "MarineBio 2023",
        "links": [{"label": "MarineBio 2023", "url": "https://example.org/b"}],
        "figures": ["figures/barnacle.png"],
        "summary": "Barnacles keep a trace of the last tide.",
        "note": None,
        "diagnostics": [],
    }
    assert (check_in["kind"], check_in["title"], check_in["note"]) == ("no_reading", None, AT_SEA)


def test_json_says_what_is_wrong_in_english(process: Readtui, log: Path) -> None:
    log.write_text("> [2024-03-20]-[Mira]-[Barnacles]()\n> > Summary: They stay.\n")
    (entry,) = process("list", "log.md", "--format", "json", LANG="zh_CN.UTF-8").entries
    assert entry["diagnostics"] == [
        {"rule": "link-empty", "line": 1, "message": "A link has no address; put one between its parentheses"}
    ]


def test_the_table_shows_line_date_reader_and_title(readtui: Readtui, log: Path) -> None:
    result = readtui("list", "log.md")
    assert (result.code, result.errors) == (0, "")
    assert result.output == (
        f"17  2024-03-20  Mira Okafor  {BARNACLES}\n"
        f"23  2024-03-17  李听潮       {STARFISH}\n"
        f"27  2024-03-11  李听潮       {AT_SEA}\n"
        f"31  2023-12-31  Tom Ferreira  {KELP}\n".replace("Okafor  ", "Okafor   ").replace("李听潮 ", "李听潮  ")
    )


def test_csv_has_a_line_of_names_and_reads_back(readtui: Readtui, log: Path) -> None:
    result = readtui("list", "log.md", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert list(rows[0]) == NAMES[:-1]
    assert [row["title"] or row["note"] for row in rows] == [BARNACLES, STARFISH, AT_SEA, KELP]
    assert (rows[0]["links"], rows[0]["figures"]) == ("https://example.org/b", "figures/barnacle.png")


def test_markdown_is_what_the_log_says(readtui: Readtui, log: Path) -> None:
    result = readtui("list", "log.md", "by:李听潮", "--format", "markdown")
    lines = log.read_text().splitlines(keepends=True)
    assert result.output == "".join([*lines[22:25], "\n", lines[26]])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["barnacles"], [BARNACLES]),
        (["otters", "kelp"], [KELP]),
        (["by:李听潮", "is:paper"], [STARFISH]),
        (["by:Mira Okafor"], [BARNACLES]),
        (["-q", 'by:"Mira Okafor"'], [BARNACLES]),
        (["-q", "since:2024-03-17", "-q", "机制"], [STARFISH]),
        (["--query=since:2024", "机制"], [STARFISH]),
        (["--", "-is:paper"], [AT_SEA]),
        (["section:deep"], [KELP]),
        (["https://example.org/b"], []),
        (["sea/kelp", "or"], []),
        (["nothing of the kind"], []),
    ],
)
def test_what_is_no_path_is_the_query(readtui: Readtui, log: Path, query: list[str], found: list[str]) -> None:
    if query[0] == "--":
        result = readtui("list", "--format", "json", "log.md", *query)
        assert [entry["title"] or entry["note"] for entry in result.entries] == found
    else:
        assert titles(readtui, "log.md", *query) == found


def test_options_may_stand_anywhere(readtui: Readtui, log: Path) -> None:
    assert titles(readtui, "barnacles", "log.md") == [BARNACLES]


def test_several_logs_and_folders_are_listed_each_once(readtui: Readtui, folder: Path, log: Path) -> None:
    archive = folder / "archive"
    archive.mkdir()
    (archive / "2023.md").write_text("> [2023-01-02]-[Tom]-[Eels](https://example.org/e)\n> > Summary: long.\n")
    result = readtui("list", "archive", "log.md", "archive/2023.md", "--format", "json")
    assert [entry["path"] for entry in result.entries] == ["archive/2023.md"] + ["log.md"] * 4
    table = readtui("list", "log.md", "archive", "is:paper").output
    assert [line.split()[0] for line in table.splitlines()] == [
        "log.md:17",
        "log.md:23",
        "log.md:31",
        "archive/2023.md:1",
    ]


def test_a_log_without_entries_is_an_empty_list(readtui: Readtui, folder: Path) -> None:
    (folder / "empty.md").write_bytes(b"")
    result = readtui("list", "empty.md", "--format", "json")
    assert (result.code, result.entries, result.errors) == (1, [], "")
    result = readtui("list", "empty.md")
    assert (result.code, result.output, result.errors) == (1, "", "")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nosuch.md"], 3, "nosuch.md: there is no such file"),
        (["log.md", "other.md"], 3, "other.md: there is no such file"),
        (["no/such"], 3, "no/such: there is no such file"),
        (["nosuch"], 3, "nosuch: there is no such file"),
        ([], 2, "list wants a log"),
        (["by:mira"], 2, "list wants a log"),
        (["-q", "mira"], 2, "list wants a log"),
        (["log.md", "foo:bar"], 2, 'no field "foo:"'),
        (["log.md", "since:soon"], 2, '"soon" is not a date'),
        (["log.md", "rule:link-emty"], 2, 'there is no rule "link-emty"; did you mean "link-empty"?'),
        (["log.md", "--format", "xml"], 2, "choose one of table, json, csv, markdown"),
        (["log.md", "--format"], 2, "--format wants a value"),
        (["log.md", "--fromat", "json"], 2, "did you mean --format?"),
        (["log.md", "-word"], 2, "there is no option -word; to leave out what matches it, write it behind --"),
        (["log.md", "--format", "csv", "--format", "json"], 2, "--format is given twice"),
        (["folder"], 3, "folder"),
        (["log.md", "folder"], 3, "folder"),
    ],
)
def test_a_mistake_is_one_line_and_nothing_else(
    readtui: Readtui, folder: Path, log: Path, arguments: list[str], code: int, said: str
) -> None:
    (folder / "folder").mkdir()
    result = readtui("list", *arguments)
    assert (result.code, result.output) == (code, "")
    assert result.errors.startswith("readtui: ")
    assert said in result.errors
    assert result.errors.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_log_that_may_not_be_read_is_said(readtui: Readtui, log: Path) -> None:
    log.chmod(0)
    result = readtui("list", "log.md")
    assert (result.code, result.output, result.errors.count("\n")) == (3, "", 1)


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_output_is_utf8_whatever_the_locale(process: Readtui, log: Path, form: str) -> None:
    ascii_alone = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert STARFISH in process("list", "log.md", "--format", form, **ascii_alone).output


@pytest.mark.parametrize("locale", ["C", "zh_CN"])
def test_output_is_utf8_where_the_locale_is_another(process: Readtui, log: Path, locale: str) -> None:
    assert STARFISH in process("list", "log.md", LANG=locale).output


def test_help_speaks_the_users_language(readtui: Readtui) -> None:
    english = readtui("list", "--help")
    assert (english.code, english.errors) == (0, "")
    assert english.output.startswith("usage: readtui list PATH... [QUERY]\n")
    assert "--format table|json|csv|markdown" in english.output


@pytest.mark.parametrize("form", ["table", "json"])
def test_control_characters_of_a_log_are_not_sent_as_they_are(readtui: Readtui, log: Path, form: str) -> None:
    log.write_bytes(b"> [2024-03-20]-[Mi\x1b[31mra]-[Bar\xc2\x9bna\xe2\x80\xaecles \xff](https://example.org/b)\n")
    output = readtui("list", "log.md", "--format", form).output
    assert [sign for sign in "\x1b\x9b\u202e" if sign in output] == []


def test_bytes_that_are_no_utf8_come_back_from_json(readtui: Readtui, log: Path) -> None:
    log.write_bytes(b"> [2024-03-20]-[Mira]-[Bar\xffnacles](https://example.org/b)\n> > Summary: \x9b.\n")
    (entry,) = readtui("list", "log.md", "--format", "json").entries
    assert entry["title"].encode("utf-8", "surrogateescape") == b"Bar\xffnacles"


@pytest.mark.thorough
def test_a_reader_that_stops_early_is_no_error(folder: Path, environment: dict[str, str]) -> None:
    entry = "> [2024-03-20]-[Mira]-[Barnacles](https://example.org/b)\n\n"
    (folder / "long.md").write_text(entry * size(1000, thorough=20_000))
    command = f"{shlex.quote(sys.executable)} -m tui_reader list long.md --format json | head -n 1"
    run = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, check=True)
    assert run.stderr == b""
    assert run.stdout.startswith(b"[\n") or run.stdout.startswith(b"[")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said(folder: Path, log: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tui_reader", "list", "log.md"]
    with open("/dev/full", "wb") as full:
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=folder, env=environment, check=False)
    assert run.returncode == 3
    assert run.stderr.decode().startswith("readtui: cannot write to standard output: No space left on device")
    assert run.stderr.count(b"\n") == 1


def test_a_disk_that_takes_a_part_is_full(folder: Path, environment: dict[str, str]) -> None:
    (folder / "long.md").write_text("> [2024-03-20]-[Mira]-[Barnacles](https://example.org/b)\n\n" * 1000)
    command = f"ulimit -f 8; {shlex.quote(sys.executable)} -m tui_reader export long.md --to html > page.html"
    for unbuffered in ("", "1"):
        settings = {**environment, "PYTHONUNBUFFERED": unbuffered}
        run = subprocess.run(command, shell=True, cwd=folder, env=settings, stderr=subprocess.PIPE, check=False)
        assert (run.returncode, run.stderr.count(b"\n")) == (3, 1), unbuffered


def test_listing_needs_no_screen(folder: Path, log: Path, environment: dict[str, str]) -> None:
    script = (
        "import sys; from tui_reader.commands.main import main; code = main(['list', 'log.md']);"
        "print(sorted(name for name in ('textual', 'rich', 'yaml', 'json', 'argparse') if name in sys.modules));"
        "sys.exit(code)"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, check=True)
    assert run.stdout.decode().splitlines()[-1] == "[]"


# -- order and groups --------------------------------------------------------------------------------------------------


def test_entries_are_sorted_by_a_field(readtui: Readtui, log: Path) -> None:
    assert titles(readtui, "log.md", "--sort", "date") == [KELP, AT_SEA, STARFISH, BARNACLES]
    assert titles(readtui, "log.md", "--sort", "title,desc") == [STARFISH, KELP, BARNACLES, AT_SEA]
    assert titles(readtui, "log.md", "--sort", "reader", "is:paper") == [BARNACLES, KELP, STARFISH]
    # The first has a figure that is not there, the check-in nothing to complain of.
    assert titles(readtui, "log.md", "--sort", "problems,desc")[0] == BARNACLES


def test_groups_are_named_and_counted(readtui: Readtui, log: Path) -> None:
    assert readtui("list", "log.md", "--group", "reader").output == (
        "Mira Okafor (1)\n"
        f"17  2024-03-20  Mira Okafor   {BARNACLES}\n"
        "\nTom Ferreira (1)\n"
        f"31  2023-12-31  Tom Ferreira  {KELP}\n"
        "\n李听潮 (2)\n"
        f"23  2024-03-17  李听潮        {STARFISH}\n"
        f"27  2024-03-11  李听潮        {AT_SEA}\n"
    )
    found = readtui("list", "log.md", "--group", "week", "--sort", "date", "--format", "json", "since:2024").entries
    assert [(entry["group"], entry["title"]) for entry in found] == [
        ("2024-W11", None),
        ("2024-W11", STARFISH),
        ("2024-W12", BARNACLES),
    ]
    markdown = readtui("list", "log.md", "--group", "source", "--format", "markdown").output
    assert [line for line in markdown.split("\n") if line.startswith("#")] == [
        "## Arxiv (1)",
        "## MarineBio (1)",
        "## MarineBio 2023 (1)",
        "## – (1)",
    ]
    nothing = readtui("list", "log.md", "--group", "week", "by:nobody")
    assert (nothing.code, nothing.output) == (1, "")


def test_several_logs_are_sorted_as_one(readtui: Readtui, log: Path, folder: Path) -> None:
    (folder / "2022.md").write_text("> [2022-01-01]-[Tom]-[Old Kelp]-[Nature]\n> Summary: a\n")
    assert titles(readtui, ".", "--sort", "date")[:2] == ["Old Kelp", KELP]
    grouped = readtui("list", "log.md", "2022.md", "--group", "file", "kelp").output
    assert grouped == (
        f"log.md (1)\nlog.md:31  2023-12-31  Tom Ferreira  {KELP}\n"
        "\n2022.md (1)\n2022.md:1  2022-01-01  Tom           Old Kelp\n"
    )


def test_an_order_that_there_is_not_is_said(readtui: Readtui, log: Path) -> None:
    for wrong in ("size", "date,down", "date,", ""):
        result = readtui("list", "log.md", f"--sort={wrong}")
        assert (result.code, result.output) == (2, "")
        assert "write one of date, reader, title, source, section, problems" in result.errors
    assert "choose one of week, month" in readtui("list", "log.md", "--group", "size").errors


def test_the_groups_that_are_offered_are_those_that_there_are() -> None:
    from tui_reader.commands.list import VERB
    from tui_reader.core.arrangement import GROUPS

    assert next(option.choices for option in VERB.options if option.name == "--group") == GROUPS


def test_a_saved_search_is_looked_for_by_its_name(
    readtui: Readtui, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READTUI_CONFIG_DIR", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "searches.yaml").write_text("spring: since:2024-03\n")
    assert titles(readtui, "log.md", "--saved", "spring") == [BARNACLES, STARFISH, AT_SEA]
    assert titles(readtui, "log.md", "--saved", "spring", "by:mira") == [BARNACLES]
    unknown = readtui("list", "log.md", "--saved", "sprint")
    assert (unknown.code, unknown.output) == (2, "")
    assert 'there is no saved search "sprint"; did you mean "spring"?' in unknown.errors

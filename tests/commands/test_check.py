"""``readtui check``: what it prints in which form, what it mends, and how it exits."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest
from rich.cells import cell_len

from tests.commands.conftest import Readtui, in_terminal
from tests.sizes import size
from tui_reader.core.document import Span
from tui_reader.core.text_edit import TextEdit, apply

GOOD = "> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n> >\n> > Summary: It grows.\n"
WRONG_DAY = (
    "> > [2024-02-31]-[李雷]-[海带如何抓住岩石的表面]-[Nature](https://example.org/o)\n> >\n> > Summary: 它长得快。\n"
)
LINK_WITH_SPACE = (
    "> > [2024-03-04]-[Tom]-[What Otters Carry]-[Nature](https://example.org/an otter)\n> >\n> > Summary: Stones.\n"
)
NO_DAY_AND_SPACE = f"{GOOD}>\n{LINK_WITH_SPACE}>\n{WRONG_DAY}"
LINES_OF_TEXT = """\
log.md:5:53: warning link-space [*]  {link}
    5 | > > [2024-03-04]-[Tom]-[What Otters Carry]-[Nature](https://example.org/an otter)
      |                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
log.md:9:6: error date-unreadable  "2024-02-31" is no day of the calendar; write year-month-day, as in 2024-03-05
    9 | > > [2024-02-31]-[李雷]-[海带如何抓住岩石的表面]-[Nature](https://example.org/o)
      |      ^^^^^^^^^^
"""


def found(readtui: Readtui, *arguments: str) -> list[dict[str, Any]]:
    """What is found, as JSON."""
    result = readtui("check", *arguments, "--format", "json")
    assert result.errors == ""
    assert result.code == (1 if result.entries else 0)
    return result.entries


def rules(readtui: Readtui, *arguments: str) -> list[str]:
    return [finding["rule"] for finding in found(readtui, *arguments)]


@pytest.fixture
def wrong(folder: Path) -> Path:
    """A log with a link that can be mended and a date that cannot."""
    log = folder / "log.md"
    log.write_bytes(NO_DAY_AND_SPACE.encode())
    return log


# -- what is found ----------------------------------------------------------------------------------------------------


def test_a_log_without_problems_is_done(process: Readtui, folder: Path) -> None:
    (folder / "log.md").write_text(GOOD, encoding="utf-8")
    result = process("check", "log.md")
    assert (result.code, result.output, result.errors) == (0, "", "No problem in 1 log.\n")


def test_text_shows_the_place_with_carets_below_it(process: Readtui, wrong: Path) -> None:
    (message,) = [finding["message"] for finding in found(process, "log.md") if finding["rule"] == "link-space"]
    result = process("check", "log.md")
    assert result.code == 1
    assert result.output == LINES_OF_TEXT.format(link=message)
    assert result.errors == "2 problems (1 error, 1 warning) in 1 log. --fix mends 1 of them ([*]).\n"


def test_json_holds_what_scripts_rely_on(process: Readtui, wrong: Path) -> None:
    result = process("check", "log.md", "--format", "json", LANG="zh_CN.UTF-8")
    assert (result.code, result.errors) == (1, "")
    link, day = json.loads(result.stdout)
    assert day == {
        "path": "log.md",
        "line": 9,
        "column": 6,
        "end_line": 9,
        "end_column": 16,
        "rule": "date-unreadable",
        "severity": "error",
        "message": '"2024-02-31" is no day of the calendar; write year-month-day, as in 2024-03-05',
        "entry_line": 9,
        "fix": None,
    }
    assert (link["line"], link["column"], link["fix"]["safe"]) == (5, 53, True)
    assert [list(edit) for edit in link["fix"]["edits"]] == [["line", "column", "end_line", "end_column", "new_text"]]


def test_text_speaks_the_persons_language_and_json_english(
    readtui: Readtui, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READTUI_LANG", "zh_CN")
    (folder / "log.md").write_text(GOOD.replace("https://example.org/kelp", ""), encoding="utf-8")
    arguments = ("check", "log.md", "--select", "link-empty")
    chinese = readtui(*arguments).output
    assert "A link has no address" not in chinese
    assert "link-empty" in chinese
    for form in ("json", "github", "sarif"):
        assert "A link has no address" in readtui(*arguments, "--format", form).output


def test_annotations_are_escaped_as_github_reads_them(readtui: Readtui, folder: Path) -> None:
    log = folder / "100%, all: of it.md"
    log.write_text(GOOD.replace("> > Summary", "> > ![kelp](a%20b.png)\n> >\n> > Summary"), encoding="utf-8")
    result = readtui("check", log.name, "--format", "github", "--select", "figure-not-there")
    assert result.code == 1
    properties = "file=100%25%2C all%3A of it.md,line=3,endLine=3,col=13,endColumn=22,title=readtui figure-not-there"
    assert result.output == (
        f"::warning {properties}::There is no picture at a%2520b.png; add it, or correct the address\n"
    )


def test_annotations_name_files_as_seen_from_the_working_directory(readtui: Readtui, wrong: Path) -> None:
    output = readtui("check", str(wrong), "--format", "github").output
    assert [line.split(",")[0] for line in output.splitlines()] == ["::warning file=log.md", "::error file=log.md"]
    outside = wrong.parent.parent / "outside.md"
    outside.write_bytes(wrong.read_bytes())
    output = readtui("check", "../outside.md", "--format", "github").output
    assert output.startswith(f"::warning file={outside},")


def test_annotations_over_several_lines_have_no_columns(readtui: Readtui, folder: Path) -> None:
    (folder / "log.md").write_text(f"{GOOD}>\n{GOOD.replace('> >', '>>>').replace('05', '04')}", encoding="utf-8")
    annotations = readtui("check", "log.md", "--format", "github", "--select", "prefix").output.splitlines()
    assert annotations
    assert [line for line in annotations if "col=" in line] == []


def test_several_logs_are_one_library(readtui: Readtui, folder: Path) -> None:
    (folder / "2023.md").write_text(GOOD.replace("2024", "2023"), encoding="utf-8")
    (folder / "log.md").write_text(GOOD, encoding="utf-8")
    assert rules(readtui, "log.md") == rules(readtui, "2023.md") == []
    for arguments in (["."], ["log.md", "2023.md"], ["2023.md", "log.md", "./log.md"]):
        assert [(finding["path"].strip("./"), finding["rule"]) for finding in found(readtui, *arguments)] == [
            ("log.md", "logged-twice")
        ]
    assert readtui("check", ".").errors == "1 problem (1 warning) in 1 of 2 logs.\n"


def test_markdown_that_is_no_log_is_passed_over_in_silence(readtui: Readtui, folder: Path) -> None:
    (folder / "README.md").write_text("# Otters\n\n> They \x07 carry stones.\n\n<<<<<<< HEAD\n", encoding="utf-8")
    (folder / "empty.md").write_bytes(b"")
    result = readtui("check", "README.md", "empty.md")
    assert (result.code, result.output, result.errors) == (0, "", "")
    assert found(readtui, "README.md") == []
    assert json.loads(readtui("check", "empty.md", "--format", "sarif").stdout)["runs"][0]["results"] == []


def test_a_byte_order_mark_has_no_column(readtui: Readtui, folder: Path) -> None:
    (folder / "log.md").write_bytes(b"\xef\xbb\xbf" + WRONG_DAY.encode())
    (finding,) = found(readtui, "log.md")
    assert (finding["line"], finding["column"], finding["end_column"]) == (1, 6, 16)
    assert "    1 | > > [2024-02-31]-" in readtui("check", "log.md").output


def test_lines_end_with_cr_lf_too(readtui: Readtui, wrong: Path) -> None:
    before = found(readtui, "log.md")
    wrong.write_bytes(NO_DAY_AND_SPACE.replace("\n", "\r\n").encode())
    assert found(readtui, "log.md") == before
    assert "\r" not in readtui("check", "log.md").output


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_control_characters_and_odd_bytes_are_not_sent_as_they_are(readtui: Readtui, folder: Path, form: str) -> None:
    (folder / "log.md").write_bytes(
        b"> > [2024-02-31]-[Mi\x1b[31mra]-[Bar\xc2\x9bna\xe2\x80\xaecles \xff](https://example.org/a b)\n"
    )
    result = readtui("check", "log.md", "--format", form)
    assert result.code == 1
    assert [sign for sign in "\x1b\x9b\u202e" if sign in result.output] == []


# -- what is asked for ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--select", "link-space"], ["link-space"]),
        (["--select", "link-space,date-unreadable"], ["link-space", "date-unreadable"]),
        (["--select", "link-space", "--select", "date-unreadable"], ["link-space", "date-unreadable"]),
        (["--select=link, date"], ["link-space", "date-unreadable"]),
        (["--select", "date"], ["date-unreadable"]),
        (["--select", "header"], ["link-space", "date-unreadable"]),
        (["--select", "body"], []),
        (["--ignore", "date"], ["link-space"]),
        (["--ignore", "header"], []),
        (["--select", "header", "--ignore", "link-space"], ["date-unreadable"]),
        (["--level", "error"], ["date-unreadable"]),
        (["--level", "warning"], ["link-space", "date-unreadable"]),
        (["--level", "info"], ["link-space", "date-unreadable"]),
    ],
)
def test_what_is_looked_for_can_be_chosen(
    readtui: Readtui, wrong: Path, arguments: list[str], expected: list[str]
) -> None:
    assert rules(readtui, "log.md", *arguments) == expected


def test_a_comment_silences_a_rule(readtui: Readtui, wrong: Path) -> None:
    wrong.write_text(
        NO_DAY_AND_SPACE.replace(LINK_WITH_SPACE, f"<!-- readtui: ignore link-space -->\n{LINK_WITH_SPACE}")
    )
    assert rules(readtui, "log.md") == ["date-unreadable"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "check wants a log: readtui check PATH..."),
        (["--fix"], 2, "check wants a log"),
        (["nosuch.md"], 3, "nosuch.md: there is no such file"),
        (["log.md", "nosuch"], 3, "nosuch: there is no such file or folder"),
        (["folder"], 3, "folder: there is no log in this folder"),
        (["log.md", "--select", "date-mising"], 2, 'there is no rule "date-mising"; did you mean "date-missing"?'),
        (["log.md", "--ignore", "headr"], 2, 'there is no rule "headr"; did you mean "header"?'),
        (["log.md", "--ignore", "xyzzy"], 2, 'there is no rule "xyzzy"; readtui check --rule lists those there are'),
        (["log.md", "--select", ","], 2, "--select wants a rule; readtui check --rule lists them"),
        (["log.md", "--level", "hint"], 2, "choose one of error, warning, info"),
        (["log.md", "--format", "xml"], 2, "choose one of text, json, github, sarif"),
        (["log.md", "--unsafe"], 2, "--unsafe says how much to mend; add --fix or --diff"),
        (["log.md", "--diff", "--format", "json"], 2, "--diff and --format exclude each other; leave one out"),
        (["--rule", "date-mising"], 2, 'did you mean "date-missing"?'),
    ],
)
def test_a_mistake_is_one_line_and_nothing_else(
    readtui: Readtui, folder: Path, wrong: Path, arguments: list[str], code: int, said: str
) -> None:
    (folder / "folder").mkdir()
    result = readtui("check", *arguments)
    assert (result.code, result.output) == (code, "")
    assert result.errors.startswith("readtui: ")
    assert said in result.errors
    assert result.errors.count("\n") == 1
    assert wrong.read_bytes() == NO_DAY_AND_SPACE.encode()


def test_what_cannot_be_read_keeps_nobody_from_hearing_of_the_rest(readtui: Readtui, folder: Path, wrong: Path) -> None:
    (folder / "wide.md").write_bytes(GOOD.encode("utf-16"))
    result = readtui("check", "wide.md", "log.md", "--select", "link-space")
    assert result.code == 3
    assert result.output.startswith("log.md:5:53: warning link-space")
    assert result.errors.startswith("readtui: wide.md: is written in UTF-16; ")
    alone = readtui("check", "wide.md", "--format", "json")
    assert (alone.code, alone.output, alone.errors.count("\n")) == (3, "", 1)


# -- mending ----------------------------------------------------------------------------------------------------------

MENDED = NO_DAY_AND_SPACE.replace("an otter", "an%20otter")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_fix_changes_what_is_wrong_and_no_other_byte(readtui: Readtui, wrong: Path, line_end: str) -> None:
    odd = b"\xef\xbb\xbf" + b"A byte: \xff, a tab:\t.  \n\n"
    wrong.write_bytes(odd + NO_DAY_AND_SPACE.replace("\n", line_end).encode())
    result = readtui("check", "log.md", "--fix")
    assert wrong.read_bytes() == odd + MENDED.replace("\n", line_end).encode()
    assert result.code == 1
    assert [line.split()[2] for line in result.output.splitlines() if line.startswith("log.md")] == ["date-unreadable"]
    assert result.errors == "log.md: 1 problem mended (link-space 1)\n1 problem (1 error) in 1 log.\n"


def test_a_second_run_changes_nothing(readtui: Readtui, wrong: Path) -> None:
    readtui("check", "log.md", "--fix")
    status = wrong.stat()
    result = readtui("check", "log.md", "--fix")
    assert (wrong.stat().st_ino, wrong.stat().st_mtime_ns) == (status.st_ino, status.st_mtime_ns)
    assert (result.code, result.errors) == (1, "1 problem (1 error) in 1 log.\n")


def test_nothing_left_is_done(readtui: Readtui, wrong: Path) -> None:
    result = readtui("check", "log.md", "--fix", "--select", "link-space")
    assert (result.code, result.output) == (0, "")
    assert result.errors == "log.md: 1 problem mended (link-space 1)\nNo problem in 1 log.\n"
    assert wrong.read_bytes() == MENDED.encode()


@pytest.mark.parametrize("choice", [["--ignore", "link-space"], ["--level", "error"], ["--select", "body"]])
def test_what_is_not_asked_for_is_not_mended(readtui: Readtui, wrong: Path, choice: list[str]) -> None:
    readtui("check", "log.md", "--fix", *choice)
    assert wrong.read_bytes() == NO_DAY_AND_SPACE.encode()


def test_what_needs_asking_is_mended_with_unsafe_alone(readtui: Readtui, folder: Path) -> None:
    log = folder / "log.md"
    log.write_text(GOOD.replace("grows", "gr\x07ows"), encoding="utf-8")
    (finding,) = found(readtui, "log.md")
    assert (finding["rule"], finding["fix"]["safe"]) == ("control-character", False)
    result = readtui("check", "log.md", "--fix")
    assert result.errors == "1 problem (1 error) in 1 log. --fix --unsafe mends 1 more ([?]).\n"
    assert "\x07" in log.read_text(encoding="utf-8")
    assert readtui("check", "log.md", "--fix", "--unsafe").code == 0
    assert log.read_text(encoding="utf-8") == GOOD


def test_a_diff_shows_what_a_fix_would_do_and_does_it_not(readtui: Readtui, folder: Path, wrong: Path) -> None:
    (folder / "good.md").write_text(GOOD.replace("Kelp Holds", "Seals Hold").replace("kelp", "seals"), encoding="utf-8")
    result = readtui("check", "--diff", "log.md", "good.md")
    assert result.code == 1
    assert [line for line in result.output.splitlines() if line[0] in "+-"] == [
        "--- log.md",
        "+++ log.md",
        "-> > [2024-03-04]-[Tom]-[What Otters Carry]-[Nature](https://example.org/an otter)",
        "+> > [2024-03-04]-[Tom]-[What Otters Carry]-[Nature](https://example.org/an%20otter)",
    ]
    assert result.errors == "--fix would mend 1 problem in 1 of 2 logs.\n"
    assert readtui("check", "--diff", "--fix", "log.md", "good.md").output == result.output
    assert wrong.read_bytes() == NO_DAY_AND_SPACE.encode()
    nothing = readtui("check", "--diff", "good.md")
    assert (nothing.code, nothing.output, nothing.errors) == (0, "", "--fix would change nothing in 1 log.\n")


def test_the_edits_of_json_are_those_of_a_fix(readtui: Readtui, wrong: Path) -> None:
    lines = NO_DAY_AND_SPACE.split("\n")

    def offset(line: int, column: int) -> int:
        return sum(len(text) + 1 for text in lines[: line - 1]) + column - 1

    edits = [
        TextEdit(
            Span(offset(edit["line"], edit["column"]), offset(edit["end_line"], edit["end_column"])), edit["new_text"]
        )
        for finding in found(readtui, "log.md")
        if finding["fix"] is not None
        for edit in finding["fix"]["edits"]
    ]
    assert apply(NO_DAY_AND_SPACE, edits) == MENDED


def test_a_log_that_may_not_be_written_keeps_no_other_from_being_mended(
    readtui: Readtui, folder: Path, wrong: Path
) -> None:
    locked = folder / "locked.md"
    locked.write_bytes(LINK_WITH_SPACE.encode())
    locked.chmod(0o444)
    result = readtui("check", "locked.md", "log.md", "--fix")
    assert result.code == 3
    assert result.errors.startswith("readtui: locked.md: is read-only; ")
    assert locked.read_bytes() == LINK_WITH_SPACE.encode()
    assert wrong.read_bytes() == MENDED.encode()


def test_a_read_only_log_with_nothing_to_mend_is_no_failure(readtui: Readtui, folder: Path) -> None:
    log = folder / "log.md"
    log.write_text(GOOD, encoding="utf-8")
    log.chmod(0o444)
    assert readtui("check", "log.md", "--fix").code == 0


# -- rules ------------------------------------------------------------------------------------------------------------


def test_a_rule_is_explained_without_a_log(readtui: Readtui) -> None:
    result = readtui("check", "--rule", "link-space")
    assert (result.code, result.errors) == (0, "")
    assert result.output.startswith("# link-space\n\n")
    assert "<!-- readtui: ignore link-space -->" in result.output
    several = readtui("check", "--rule", "link-space,date-missing").output
    assert [line for line in several.splitlines() if line.startswith("# ")] == ["# date-missing", "# link-space"]


def test_all_rules_are_listed(readtui: Readtui) -> None:
    result = readtui("check", "--rule")
    assert (result.code, result.errors) == (0, "")
    assert " error  date-unreadable " in result.output
    assert "[*]" in result.output


# -- terminals --------------------------------------------------------------------------------------------------------


def test_a_terminal_gets_colours_and_lines_that_fit(wrong: Path, environment: dict[str, str]) -> None:
    terminal = in_terminal(["check", "log.md", "--select", "link-space"], wrong.parent, environment, columns=50)
    terminal.expect(pexpect.EOF)
    assert "\x1b[33mwarning\x1b[0m" in terminal.before
    without = in_terminal(
        ["check", "log.md", "--select", "link-space"], wrong.parent, environment | {"NO_COLOR": "1"}, columns=50
    )
    without.expect(pexpect.EOF)
    assert "\x1b" not in without.before
    _sentence, line, carets, *_ = without.before.replace("\r\n", "\n").split("\n")
    assert cell_len(line) == 50
    assert line[carets.index("^") : carets.rindex("^") + 1].startswith("https://example.org")


def test_checking_needs_no_screen(folder: Path, wrong: Path, environment: dict[str, str]) -> None:
    script = (
        "import sys; from tui_reader.commands.main import main; code = main(['check', 'log.md']);"
        "print(sorted(name for name in ('textual', 'rich', 'yaml', 'json', 'argparse', 'hashlib')"
        " if name in sys.modules)); sys.exit(0)"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, check=True)
    assert run.stdout.decode().splitlines()[-1] == "[]"


@pytest.mark.thorough
@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_a_reader_that_stops_early_is_no_error(folder: Path, environment: dict[str, str]) -> None:
    (folder / "long.md").write_text(f"{WRONG_DAY}\n" * size(1000, thorough=3000), encoding="utf-8")
    command = f"{shlex.quote(sys.executable)} -m tui_reader check long.md --level error | head -n 1"
    run = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, check=True)
    assert run.stdout.startswith(b"long.md:1:6: error date-unreadable")
    assert run.stderr == b""

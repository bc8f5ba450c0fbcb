"""The command line as a whole: verbs, help, what is done without a verb, and how the program ends."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from rich.cells import cell_len

from tests.commands.conftest import Readtui, in_terminal
from tui_reader import __version__
from tui_reader.commands.main import VERBS
from tui_reader.core.template import NEW_LOGS


def test_without_a_verb_and_without_a_terminal_the_entries_are_listed(readtui: Readtui, log: Path) -> None:
    result = readtui("log.md")
    assert (result.code, result.errors) == (0, "")
    assert result.output == readtui("list", "log.md").output != ""
    assert readtui(".").output == readtui().output == result.output


def test_a_dumb_terminal_gets_the_list(readtui: Readtui, log: Path, environment: dict[str, str]) -> None:
    terminal = in_terminal(["log.md"], log.parent, environment, kind="dumb")
    terminal.expect(pexpect.EOF)
    assert "\x1b" not in terminal.before
    assert readtui("list", "log.md").output.split()[:3] == terminal.before.split()[:3]


def test_the_app_has_the_terminal_whatever_its_other_streams_are(log: Path, environment: dict[str, str]) -> None:
    for shape in ("echo jj | {}", "{} < /dev/null 2> /dev/null", "{} <&- 2>&-"):
        command = shape.format(f"{shlex.quote(sys.executable)} -m tui_reader log.md")
        terminal = pexpect.spawn("sh", ["-c", command], cwd=str(log.parent), env=environment | {"TERM": "xterm"})
        terminal.expect_exact("Barnacles")
        terminal.send("q")
        terminal.expect(pexpect.EOF)
        terminal.close()
        assert terminal.exitstatus == 0, shape


def test_an_empty_log_without_a_verb_is_no_failure(readtui: Readtui, folder: Path) -> None:
    (folder / "empty.md").write_bytes(b"")
    result = readtui("empty.md")
    assert (result.code, result.output, result.errors) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["lst", "log.md"], 2, '"lst" is neither a verb nor a file; did you mean "readtui list"?'),
        (["frobnicate"], 2, "see readtui --help"),
        (["nosuch.md"], 3, 'nosuch.md: there is no such file; "readtui nosuch.md" in a terminal creates it'),
        (["circle.md"], 3, "circle.md: cannot be read (its symbolic links lead in a circle)"),
        (["list", "circle.md", "by:Mira"], 3, "circle.md: cannot be read (its symbolic links lead in a circle)"),
        (["no/such"], 3, "no/such: there is no such file or folder"),
        (["log.md", "nosuch.md"], 3, "nosuch.md: there is no such file"),
        (["--frobnicate"], 2, "there is no option --frobnicate; readtui --help shows those there are"),
        (["--verison"], 2, "did you mean --version?"),
        (["empty"], 3, "empty: there is no log in this folder"),
    ],
)
def test_a_mistake_is_one_line(
    readtui: Readtui, folder: Path, log: Path, arguments: list[str], code: int, said: str
) -> None:
    (folder / "empty").mkdir()
    (folder / "circle.md").symlink_to("circle.md")
    result = readtui(*arguments)
    assert (result.code, result.output) == (code, "")
    assert result.errors.startswith("readtui: ")
    assert said in result.errors
    assert result.errors.count("\n") == 1


def test_help_names_every_verb_and_each_verb_has_its_own(readtui: Readtui) -> None:
    result = readtui("--help")
    assert (result.code, result.errors) == (0, "")
    for verb in VERBS:
        assert f"\n  {verb}" in result.output
        own = readtui(verb, "-h")
        assert (own.code, own.errors) == (0, "")
        assert own.output.startswith(f"usage: readtui {verb} ")


@pytest.mark.parametrize("language_name", ["en", "zh_CN"])
def test_help_fits_a_terminal_of_eighty_columns(
    readtui: Readtui, monkeypatch: pytest.MonkeyPatch, language_name: str
) -> None:
    monkeypatch.setenv("READTUI_LANG", language_name)
    for arguments in (["--help"], *([verb, "--help"] for verb in VERBS)):
        page = readtui(*arguments).output
        assert page.startswith("usage: " if language_name == "en" else "用法: ")
        assert max(map(cell_len, page.split("\n"))) <= 80, arguments


def test_the_version_is_said(readtui: Readtui) -> None:
    assert readtui("--version").output == f"readtui {__version__}\n"


def test_names_of_files_reach_the_terminal_without_control_characters(readtui: Readtui) -> None:
    assert readtui("list", "\x1b[31mred.md").errors.startswith("readtui: ␛[31mred.md: there is no such file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
def test_an_interrupt_ends_the_program_quietly(folder: Path, environment: dict[str, str]) -> None:
    os.mkfifo(folder / "pipe.md")
    # A shell has what it starts in the background ignore interrupts, and so would the program that is started here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    command = [sys.executable, "-m", "tui_reader", "list", "pipe.md"]
    process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE)
    # Opening the other end waits until the program reads.
    with open(folder / "pipe.md", "wb"):
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    assert (process.returncode, errors) == (130, b"")


def test_an_interrupt_while_modules_load_is_quiet(folder: Path, environment: dict[str, str]) -> None:
    script = (
        "import sys; from tui_reader.__main__ import run\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'tui_reader.commands': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted()); sys.exit(run())"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (130, b"", b"")


def test_a_closed_standard_output_is_said(log: Path, environment: dict[str, str]) -> None:
    command = f"{shlex.quote(sys.executable)} -m tui_reader list log.md >&-"
    run = subprocess.run(command, shell=True, cwd=log.parent, env=environment, stderr=subprocess.PIPE, check=False)
    assert (run.returncode, run.stderr.count(b"\n")) == (3, 1)
    assert b"standard output is closed" in run.stderr


def test_a_table_fits_the_terminal(log: Path, environment: dict[str, str]) -> None:
    terminal = in_terminal(["list", "log.md"], log.parent, environment, columns=44)
    terminal.expect(pexpect.EOF)
    lines = terminal.before.replace("\r\n", "\n").rstrip("\n").split("\n")
    assert len(lines) == 4
    assert max(map(cell_len, lines)) == 44


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_terminal_gets_no_control_characters_of_a_log(log: Path, environment: dict[str, str], form: str) -> None:
    log.write_bytes(b"> [2024-03-20]-[Mi\x1b[31mra]-[Bar\xc2\x9bna\xe2\x80\xaecles \xff\a](https://example.org/b)\n")
    terminal = in_terminal(["list", "log.md", "--format", form], log.parent, environment)
    terminal.expect(pexpect.EOF)
    assert [sign for sign in "\x1b\x9b\u202e\x07" if sign in terminal.before] == []


def test_a_log_that_does_not_exist_is_created_after_asking(folder: Path, environment: dict[str, str]) -> None:
    terminal = in_terminal(["new.md"], folder, environment)
    terminal.expect_exact("new.md does not exist. Create it, with a template for a reading log? [y/N] ")
    assert not (folder / "new.md").exists()
    terminal.sendline("y")
    terminal.expect("\x1b")  # the app paints
    assert (folder / "new.md").read_text(encoding="utf-8") == NEW_LOGS["en"]
    terminal.close(force=True)


@pytest.mark.parametrize("answer", ["n", "", "no"])
def test_a_log_is_not_created_against_the_answer(folder: Path, environment: dict[str, str], answer: str) -> None:
    terminal = in_terminal(["new.md"], folder, environment)
    terminal.expect_exact("[y/N] ")
    terminal.sendline(answer)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 1
    assert list(folder.iterdir()) == []

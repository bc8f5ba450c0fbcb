"""Asks the shells themselves, where they are there, what they offer."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pexpect
import pytest

from tests.commands.conftest import Readtui
from tui_reader.commands.completion import SHELLS, all_verbs
from tui_reader.commands.main import VERBS

ASKED = ("", "li", "list --f", "list --format ", "list lo", "list by", "edit log.md --set ti", "check --fo", "merge --")


def script(readtui: Readtui, shell: str) -> str:
    result = readtui("completion", shell)
    assert (result.code, result.errors) == (0, "")
    return result.output


def asked(program: list[str], folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(program, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def need(shell: str) -> str:
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"there is no {shell} here")
    return path


def offered_by_bash(text: str, line: str, folder: Path, environment: dict[str, str]) -> set[str]:
    words = " ".join(f"'{word}'" for word in ["readtui", *line.split(" ")])
    ask = (
        f"\nCOMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _readtui"
        "; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    return set(asked([need("bash"), "-c", text + ask], folder, environment).split("\n")) - {""}


def offered_by_fish(text: str, line: str, folder: Path, environment: dict[str, str]) -> set[str]:
    told = asked([need("fish"), "-N", "-c", f"{text}\ncomplete -C 'readtui {line}'"], folder, environment)
    return {row.split("\t")[0] for row in told.split("\n")} - {""}


@pytest.mark.parametrize(("shell", "ask"), [("bash", offered_by_bash), ("fish", offered_by_fish)])
def test_a_shell_completes_verbs_options_values_and_logs(
    shell: str, ask: object, readtui: Readtui, folder: Path, log: Path, environment: dict[str, str]
) -> None:
    text = script(readtui, shell)
    (folder / "with space.md").touch()
    (folder / "sub").mkdir()
    assert callable(ask)
    first, verb, option, value, path, term, field, form, merge = (
        ask(text, line, folder, environment) for line in ASKED
    )
    assert first >= VERBS.keys()
    assert "list" in verb
    assert option == {"--format"}
    assert {"table", "json", "csv", "markdown"} <= value
    assert "log.md" in path
    assert "by:" in term
    assert "title=" in field
    assert "--format" in form
    assert {"--path", "--marker-size"} <= merge


def test_bash_offers_logs_and_folders_alone(
    readtui: Readtui, folder: Path, log: Path, environment: dict[str, str]
) -> None:
    text = script(readtui, "bash")
    (folder / "with space.md").touch()
    (folder / "paper.pdf").touch()
    (folder / "sub").mkdir()
    assert offered_by_bash(text, "delete ", folder, environment) == {"log.md", "with space.md", "sub"}


def test_zsh_completes_in_a_terminal(readtui: Readtui, folder: Path, log: Path, environment: dict[str, str]) -> None:
    zsh = need("zsh")
    (folder / "completion.zsh").write_text(script(readtui, "zsh"), encoding="utf-8")
    shell = pexpect.spawn(
        zsh,
        ["-f", "-i"],
        cwd=str(folder),
        env=environment | {"TERM": "dumb", "PS1": "$ "},
        encoding="utf-8",
        timeout=30,
    )
    shell.sendline("show() { print -r -- \"<$BUFFER>\" }; zle -N show; bindkey '^T' show")
    shell.sendline("autoload -Uz compinit; compinit -D; source ./completion.zsh; echo rea''dy")
    shell.expect("ready\r")
    for typed, completed in (
        ("readtui git-s\t", "git-setup"),
        ("readtui list --forma\t", "--format"),
        ("readtui list --format js\t", "json"),
        ("readtui list sin\t", "since:"),
        ("readtui delete lo\t", "log.md"),
        ("readtui edit log.md --set summ\t", "summary="),
    ):
        shell.send(f"{typed}\x14")
        shell.expect(rf"<readtui [^>]*{completed} ?>")
        shell.sendcontrol("u")
    shell.sendline("exit")
    shell.expect(pexpect.EOF)


def test_every_option_of_every_verb_is_in_every_script(readtui: Readtui) -> None:
    for shell in SHELLS:
        text = script(readtui, shell)
        for name, verb in all_verbs().items():
            assert name in text
            for option in verb.options:
                assert (f"-l {option.name[2:]}" if shell == "fish" else option.name) in text


def test_a_shell_that_there_is_no_script_for_is_an_error(readtui: Readtui) -> None:
    result = readtui("completion", "tcsh")
    assert (result.code, result.output) == (2, "")
    assert "bash|zsh|fish" in result.errors
    assert readtui("completion").code == 2


def test_the_manual_pages_are_good_troff_and_hold_all_options(readtui: Readtui, tmp_path: Path) -> None:
    for name, verb in [("", None), *all_verbs().items()]:
        page = readtui("man", *([name] if name else []))
        assert page.code == 0
        assert page.output.startswith('.TH "READTUI')
        for option in verb.options if verb else ():
            assert option.name.replace("-", "\\-") in page.output
        if mandoc := shutil.which("mandoc"):
            done = subprocess.run(
                [mandoc, "-T", "utf8", "-W", "warning"],
                input=page.stdout,
                env={"PATH": os.environ["PATH"]},
                capture_output=True,
                check=False,
            )
            assert b"ERROR" not in done.stderr
            assert b"readtui" in done.stdout
    assert readtui("man", "nosuch").code == 2

"""Runs the program in a folder of its own, with nobody's settings: in this process, or as a user does in its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tui_reader.adapters import language
from tui_reader.commands.main import main

PROJECT = Path(__file__).parents[2]

LOG = """\
# Tide pool club

######### template #########

> > [date]-[reader]-[title]-[source](link)
> >
> > figure (512 wide)
> >
> > Summary: (a sentence or two)

######### template #########

### <font color=Green> Daily Reading</font>

> ==> newest first: insert new entries here <==

> > [2024-03-20]-[Mira Okafor]-[Barnacles Remember: Memory in Sessile Crustaceans]-[MarineBio 2023](https://example.org/b)
> >
> > <img width="512" alt="image" src="figures/barnacle.png">
> >
> > Summary: Barnacles keep a trace of the last tide.
>
> > [2024-03-17]-[李听潮]-[海星再生的机制研究]-[Arxiv](https://example.org/starfish)
> >
> > Summary: 提出一个简单的再生模型，结论可靠。
>
> > [2024-03-11]-[李听潮]-[本周出海，未精读]

## Deep sea

> > [2023-12-31]-[Tom Ferreira]-[Kelp "Highways" for Otters]-[MarineBio](https://example.org/k)
> >
> > Summary: Otters follow kelp.
"""


@dataclass
class Result:
    """What a run of the program left behind."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def output(self) -> str:
        """What it printed."""
        return self.stdout.decode()

    @property
    def errors(self) -> str:
        """What it complained of."""
        return self.stderr.decode()

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The entries of a run that printed JSON."""
        entries: list[dict[str, Any]] = json.loads(self.stdout)
        return entries


Readtui = Callable[..., Result]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing is set up."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return kept | {"HOME": str(home), "LANG": "C.UTF-8", "PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that the program runs in."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


@pytest.fixture
def log(folder: Path) -> Path:
    """A log of four entries in that folder."""
    log = folder / "log.md"
    log.write_bytes(LOG.encode())
    return log


@pytest.fixture
def readtui(
    folder: Path,
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Iterator[Readtui]:
    """Run the program's ``main`` with these arguments."""
    for name in os.environ:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(folder)
    language.use(None)

    def run(*arguments: str) -> Result:
        code = main(arguments)
        stdout, stderr = capfdbinary.readouterr()
        return Result(code, stdout, stderr)

    yield run
    language.use(None)


def in_this_process(arguments: Sequence[str], folder: Path, environment: dict[str, str]) -> Result:
    """Run the program's ``main`` in ``folder`` and ``environment``, as it would run in a process of its own."""
    stdout, stderr = (TextIOWrapper(BytesIO(), encoding="utf-8") for _stream in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(stdout), redirect_stderr(stderr):
        for name in os.environ:
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.chdir(folder)
        language.use(None)
        code = main(arguments)
    language.use(None)
    for stream in (stdout, stderr):
        stream.flush()
    return Result(code, stdout.buffer.getvalue(), stderr.buffer.getvalue())


@pytest.fixture
def process(folder: Path, environment: dict[str, str]) -> Readtui:
    """Run the program as a process with these arguments, and further variables in its environment."""

    def run(*arguments: str, **variables: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "tui_reader", *arguments],
            cwd=folder,
            env=environment | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    return run


def in_terminal(
    arguments: list[str], folder: Path, environment: dict[str, str], columns: int = 80, kind: str = "xterm-256color"
) -> pexpect.spawn:
    """The program in a terminal of so many columns; ``kind`` is its TERM."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "tui_reader", *arguments],
        cwd=str(folder),
        env=environment | {"TERM": kind},
        dimensions=(24, columns),
        encoding="utf-8",
        timeout=30,
    )

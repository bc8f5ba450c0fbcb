"""readtui beside other programs that show lists of papers, or text: first paint, and what a step of the cursor costs.

    python -m bench.beside_others [--entries 1000] [--runs 5] [--keys 8] [--size 80x24] [--only readtui,vim]

Each program gets the same papers in the form that it reads, and a home of its own; what is not on PATH is left out.
First paint is from exec to the arrival of the output after which a paper is on the screen; runs are interleaved, and
medians are given. A step is a press of "down" once all is shown. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.search_keys import picture_after
from bench.terminal import Terminal

WORD = "Barnacle"
"""Stands in each title and nowhere else."""
IDLE = 3.0
"""Seconds for which nothing is done."""
PREPARING = 120.0
"""Seconds after which a program that reads its papers for the first time is given up."""


class Program(NamedTuple):
    """A program to be measured."""

    name: str
    command: list[str]
    text: str = WORD
    down: str = "j"
    version: tuple[str, ...] = ("--version",)
    """What asks it for its version."""


class Paper(NamedTuple):
    """One of the papers that all programs show."""

    number: int

    @property
    def title(self) -> str:
        """Its title."""
        return f"{WORD} {self.number:05} and the Memory of Tides"

    @property
    def bibtex(self) -> str:
        """It as BibTeX."""
        return (
            f"@article{{mira{self.number},\n  title = {{{self.title}}},\n  author = {{Brook, Mira}},\n"
            f"  journal = {{Journal of Tidal Studies}},\n  year = {{2024}}\n}}\n"
        )

    @property
    def cobib(self) -> str:
        """It as cobib writes it into its database."""
        return (
            f"---\nmira{self.number}:\n  ENTRYTYPE: article\n  author:\n  - first: Mira\n    last: Brook\n"
            f"  journal: Journal of Tidal Studies\n  title: {self.title}\n  year: 2024\n...\n"
        )

    @property
    def entry(self) -> str:
        """It as an entry of a log."""
        day = f"2024-{12 - self.number % 12:02}-{28 - self.number % 28:02}"
        return (
            f"> [{day}]-[Mira]-[{self.title}]-[JTS](https://example.org/{self.number})\n"
            f"> Summary: barnacles keep a trace of tide {self.number}.\n\n"
        )


def write_text(home: Path, papers: list[Paper]) -> None:
    """The papers as a log, as BibTeX and as CSV."""
    (home / "log.md").write_text("# Log\n\n" + "".join(paper.entry for paper in papers), encoding="utf-8")
    (home / "papers.bib").write_text("\n".join(paper.bibtex for paper in papers), encoding="utf-8")
    with (home / "papers.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("day", "reader", "title"), *(("2024-03-05", "Mira", p.title) for p in papers)])


def write_papis(home: Path, papers: list[Paper]) -> None:
    """The papers as papis keeps them: a folder each."""
    for paper in papers:
        folder = home / "papis" / f"mira{paper.number}"
        folder.mkdir(parents=True)
        (folder / "info.yaml").write_text(
            f"title: {paper.title}\nauthor: Mira Brook\nyear: 2024\nref: mira{paper.number}\n", encoding="utf-8"
        )
    settings = home / ".config" / "papis"
    settings.mkdir(parents=True)
    (settings / "config").write_text(
        f"[settings]\ndefault-library = papers\n\n[papers]\ndir = {home / 'papis'}\n", encoding="utf-8"
    )


def write_cobib(home: Path, papers: list[Paper]) -> None:
    """The papers as cobib keeps them: one database, which it reads once, and from then on what it made of that.

    The first time it also says what is new in it.
    """
    folder = home / ".local" / "share" / "cobib"
    folder.mkdir(parents=True)
    (folder / "literature.yaml").write_text("".join(paper.cobib for paper in papers), encoding="utf-8")
    subprocess.run(
        ["cobib", "list"], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PREPARING
    )


def write_bibtui(home: Path, _papers: list[Paper]) -> None:
    """Settings of bibtui, which without them asks for some, and looks for its newest version."""
    settings = home / ".config" / "bibtui"
    settings.mkdir(parents=True)
    (settings / "config.toml").write_text("[updates]\ncheck_for_updates = false\n", encoding="utf-8")


def programs(home: Path) -> Iterator[tuple[Program, Callable[[Path, list[Paper]], None] | None]]:
    """All programs, each with what prepares its papers."""
    log = str(home / "log.md")
    yield Program("readtui", [sys.executable, "-m", "tui_reader", log]), None
    smallest = [sys.executable, str(Path(__file__).with_name("smallest_app.py"))]
    yield Program("smallest Textual app", smallest, text="smallest", down=""), None
    yield Program("vim", ["vim", "-u", "NONE", log]), None
    yield Program("visidata", ["vd", str(home / "papers.csv")]), None
    yield Program("papis", ["papis", "open", WORD], down="\x1b[B"), write_papis
    yield Program("cobib", ["cobib"]), write_cobib
    yield Program("frogmouth", ["frogmouth", log]), None
    yield Program("bibtui", ["bibtui", str(home / "papers.bib")], down="\x1b[B"), write_bibtui


class Figures(NamedTuple):
    """What a step costs, and what is sent while nothing is done."""

    sent: float
    """Bytes."""
    seconds: float
    idle: int
    memory: float
    """MB."""


def steps(program: Program, keys: int, columns: int, lines: int) -> Figures:
    """What ``keys`` steps cost: the medians."""
    with Terminal(program.command, columns, lines) as terminal:
        terminal.shown_at(program.text)
        terminal.wait(2.0)
        received = terminal.received
        terminal.wait(IDLE)
        idle = terminal.received - received
        sent, times = [], []
        for _key in range(keys if program.down else 0):
            received = terminal.received
            times.append(picture_after(terminal, program.down, 0.15))
            sent.append(terminal.received - received)
        if not sent:
            return Figures(0, 0, idle, terminal.peak_memory)
        return Figures(statistics.median(sent), statistics.median(times), idle, terminal.peak_memory)


def first_paint(program: Program, columns: int, lines: int) -> float:
    """Seconds from exec to a paper on the screen."""
    with Terminal(program.command, columns, lines) as terminal:
        return terminal.shown_at(program.text) - terminal.started


def version_of(program: Program) -> str:
    """What the program says of its version, in a word."""
    asked = [*(program.command[:3] if program.name == "readtui" else program.command[:1]), *program.version]
    if program.name.startswith("smallest"):
        asked = [sys.executable, "-c", "import importlib.metadata as m; print('Textual', m.version('textual'))"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=60).stdout
    return next((word.strip("v,") for word in said.split() if any(sign.isdigit() for sign in word)), "?")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keys", type=int, default=8)
    parser.add_argument("--size", default="80x24", help="columns x lines")
    parser.add_argument("--only", default="", help="names of programs, with commas between them")
    arguments = parser.parse_args()
    columns, lines = map(int, arguments.size.split("x"))
    papers = [Paper(number) for number in range(arguments.entries)]
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ |= {"HOME": name, "XDG_CONFIG_HOME": f"{name}/.config", "XDG_DATA_HOME": f"{name}/.local/share"}
        os.environ |= {f"READTUI_{kind}_DIR": f"{name}/readtui" for kind in ("CONFIG", "STATE", "CACHE")}
        write_text(home, papers)
        there: list[Program] = []
        for program, prepare in programs(home):
            if arguments.only and program.name not in arguments.only.split(","):
                continue
            if shutil.which(program.command[0]) is None:
                print(f"{program.name} is not here, and left out", file=sys.stderr)
                continue
            try:
                if prepare is not None:
                    prepare(home, papers)
            except subprocess.TimeoutExpired:
                print(f"{program.name} was not ready after {PREPARING:.0f} s, and is left out", file=sys.stderr)
                continue
            there.append(program)
        paints: dict[str, list[float]] = {program.name: [] for program in there}
        figures: dict[str, Figures] = {}
        for program in [*there]:
            try:
                figures[program.name] = steps(program, arguments.keys, columns, lines)
            except SystemExit as error:
                print(f"{program.name} showed no paper, and is left out: {str(error).strip()[:600]}", file=sys.stderr)
                there.remove(program)
        for _run in range(arguments.runs):
            for program in there:
                paints[program.name].append(first_paint(program, columns, lines))
        print(f"{arguments.entries:,} papers at {arguments.size}, medians of {arguments.runs} runs:\n")
        print(f"| program | version | first paint | a step: bytes | a step: ms | idle {IDLE:.0f} s: bytes | memory |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for program in there:
            sent, seconds, idle, memory = figures[program.name]
            paint = f"{statistics.median(paints[program.name]) * 1000:,.0f} ms"
            step = f"{sent:,.0f} | {seconds * 1000:.0f}" if program.down else "– | –"
            print(f"| {program.name} | {version_of(program)} | {paint} | {step} | {idle:,} | {memory:,.0f} MB |")
    return 0


if __name__ == "__main__":
    sys.exit(main())

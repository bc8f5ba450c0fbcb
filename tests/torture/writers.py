"""Several programs that write one log at once, some of them killed: what was acknowledged is there once."""

from __future__ import annotations

import fcntl
import random
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.torture.scenarios import LOG, Scenario
from tui_reader.adapters import store
from tui_reader.core.parser import parse

ACKNOWLEDGED = "acknowledged: "


@dataclass(frozen=True)
class Written:
    """What came of several writers."""

    acknowledged: int
    """Entries that their writers were told are in the log."""
    unacknowledged: int
    """Entries of writers that were killed before they were told, though they are in the log."""
    killed: int
    """Writers that were killed."""
    wrong: tuple[str, ...]


def write_at_once(folder: Path, writers: int, count: int, killed: int, seed: int) -> Written:
    """Let ``writers`` programs write ``count`` entries each, and kill ``killed`` of them at a random moment."""
    chance = random.Random(seed)
    scenario = Scenario("add", folder)
    scenario.prepare()
    plans = [(f"Writer{number}", chance.randrange(count) if number < killed else None) for number in range(writers)]
    pauses = [chance.uniform(0, 0.03) for _ in plans]
    with ThreadPoolExecutor(writers) as pool:
        said = pool.map(lambda plan, pause: _let_write(scenario, plan[0], count, plan[1], pause), plans, pauses)
        results = list(said)
    wrong = [f"{plans[number][0]}: {errors}" for number, (_titles, errors) in enumerate(results) if errors]
    titles = [title for titles, _errors in results for title in titles]
    wrong += [
        f"{name}: {len(told)} acknowledged"
        for (name, until), (told, _errors) in zip(plans, results, strict=True)
        if until is None and len(told) != count
    ]
    text = scenario.log.read_bytes().decode()
    found = Counter(entry.title for entry in parse(text).entries)
    wrong += [f"{title}: {found[title]} times in the log" for title in titles if found[title] != 1]
    before = [entry.markdown for entry in parse(LOG).entries]
    wrong += [f"torn: {markdown}" for markdown in before if text.count(markdown.rstrip()) != 1]
    others = [title for title in found if title is not None and title.startswith("Writer") and title not in titles]
    wrong += [
        f"{title}: {found[title]} times in the log, though not acknowledged" for title in others if found[title] > 1
    ]
    with scenario.log.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            wrong.append("the log is still locked")
    with scenario.at_home():
        store.clear_up(scenario.log)
    wrong += [f"{file.name} was left behind" for file in scenario.log.parent.iterdir() if file != scenario.log]
    return Written(len(titles), len(others), killed, tuple(wrong))


def _let_write(scenario: Scenario, name: str, count: int, until: int | None, pause: float) -> tuple[list[str], str]:
    """Run a writer; kill it ``pause`` seconds after entry ``until``. What it acknowledged, and its errors."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.torture.programs", "write", str(scenario.log), name, str(count)],
        env=scenario.environment,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout
    titles: list[str] = []
    for line in writer.stdout:
        if line.startswith(ACKNOWLEDGED):
            titles.append(line.removeprefix(ACKNOWLEDGED).rstrip("\n"))
        if until is not None and len(titles) > until:
            try:
                writer.wait(pause)
            except subprocess.TimeoutExpired:
                writer.kill()
            break
    rest, errors = writer.communicate()
    titles += [line.removeprefix(ACKNOWLEDGED) for line in rest.splitlines() if line.startswith(ACKNOWLEDGED)]
    return titles, errors

"""A save on a disk that is full: a small file system in memory, filled to the last block."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.torture.scenarios import Scenario
from tui_reader.adapters import drafts

SIZE = 256 * 1024


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A file system of its own at ``folder``. Raises ``PermissionError`` where this user may mount none."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        raise PermissionError(mounted.stderr.decode().strip() or "mount refuses")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _run(scenario: Scenario, check: bool) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        scenario.command,
        env=scenario.environment,
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=check,
    )


def save_on_full_disk(folder: Path, name: str, rooms: Iterable[int]) -> list[tuple[str, list[str]]]:
    """Run the scenario ``name`` with so many bytes left, for each of ``rooms``.

    What became of the log each time, and what is not as it has to be.
    """
    scenario = Scenario(name, folder / "disk")
    with small_disk(folder):
        scenario.prepare()
        _run(scenario, check=True)
        scenario.new = scenario.log.read_bytes()
    return [_save_with(room, scenario, folder) for room in rooms]


def _save_with(room: int, scenario: Scenario, folder: Path) -> tuple[str, list[str]]:
    """What became of the log where ``room`` bytes were left, and what is not as it has to be."""
    name = scenario.name
    with small_disk(folder):
        scenario.prepare()
        with (folder / "filler").open("wb", buffering=0) as filler:
            with suppress(OSError):
                while True:
                    filler.write(b"x" * 4096)
            filler.truncate(max(0, filler.tell() - room))
        done = _run(scenario, check=False)
        data = scenario.log.read_bytes()
        state = "new" if data == scenario.new else "old" if data == scenario.old else "torn"
        wrong = []
        if state == "torn" or (done.returncode == 0) != (state == "new"):
            wrong.append(f"exit code {done.returncode}, and the log is {state}")
        if done.returncode != 0 and b"full" not in done.stderr:
            wrong.append(f"it did not say that the disk is full: {done.stderr.decode()}")
        (folder / "filler").unlink()
        with scenario.at_home():
            if name == "form" and state == "old" and b"kept" in done.stdout and not drafts.all_kept(scenario.log):
                wrong.append("the draft is lost")
        left = [file for file in os.listdir(scenario.log.parent) if ".readtui-" in file]
        wrong += [f"{file} was left behind" for file in left]
    return state, wrong

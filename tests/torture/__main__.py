"""What a save survives, at length: every system call failing in turn, a full disk, eight writers; in a table.

python -m tests.torture [--scenario NAME] [--every N] [--entries N] [--rounds N]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic

from tests.torture.faults import FAULTS, why_not
from tests.torture.full_disk import save_on_full_disk
from tests.torture.scenarios import NAMES, Scenario, torture
from tests.torture.writers import write_at_once

ROOMS = (0, 4096, 8192, 12288, 16384, 32768)
"""Bytes that are left on a disk that is nearly full."""


def main() -> int:
    """Torture, print, and give 1 where anything was not as it has to be, 2 where nothing can be made to fail."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenario", choices=NAMES, action="append", help="only this one; may be given several times")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one of N pairs of a call and a fault")
    parser.add_argument("--entries", type=int, default=40, metavar="N", help="that each of eight writers adds")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="of eight writers")
    arguments = parser.parse_args()
    reason = why_not()
    if reason is not None:
        print(f"torture: {reason}", file=sys.stderr)
        return 2
    wrong: list[str] = []
    runs = 0
    with tempfile.TemporaryDirectory(prefix="readtui-torture-") as folder:
        for name in arguments.scenario or NAMES:
            start = monotonic()
            tally = torture(Scenario(name, Path(folder, name.replace(" ", "-"))), FAULTS, arguments.every)
            outcomes = ", ".join(f"{count} {outcome}" for outcome, count in sorted(tally.outcomes.items()))
            seconds = monotonic() - start
            print(
                f"{name:<10} {tally.calls:>4} calls {tally.runs:>5} runs {seconds:>5.0f} s  the log: {outcomes}",
                flush=True,
            )
            wrong += tally.wrong
            runs += tally.runs
        print(f"{runs} runs with a fault")
        wrong += _fill_disk(Path(folder))
        wrong += _write_at_once(Path(folder), arguments.entries, arguments.rounds)
    for line in wrong:
        print(line)
    print(f"{len(wrong)} findings")
    return 1 if wrong else 0


def _fill_disk(folder: Path) -> list[str]:
    wrong: list[str] = []
    outcomes: Counter[str] = Counter()
    for name in ("add", "in place", "form"):
        try:
            states = save_on_full_disk(folder / "small", name, ROOMS)
        except PermissionError as error:
            print(f"full disk  skipped: no small disk can be mounted here ({error})")
            return wrong
        for room, (state, found) in zip(ROOMS, states, strict=True):
            outcomes[state] += 1
            wrong += [f"{name}, {room} bytes left: {one}" for one in found]
    said = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    print(f"full disk  {sum(outcomes.values())} runs, the log: {said}", flush=True)
    return wrong


def _write_at_once(folder: Path, entries: int, rounds: int) -> list[str]:
    wrong: list[str] = []
    for seed in range(rounds):
        written = write_at_once(folder / f"writers-{seed}", writers=8, count=entries, killed=3, seed=seed)
        print(
            f"8 writers  {written.acknowledged} entries acknowledged, {written.killed} writers killed,"
            f" {written.unacknowledged} more entries in the log",
            flush=True,
        )
        wrong += written.wrong
    return wrong


if __name__ == "__main__":
    sys.exit(main())

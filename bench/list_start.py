"""How long ``readtui list`` takes for a small log, against a Python that does nothing.

    python -m bench.list_start LOG [--runs 15] [--limit 5]

Processor time, which others on the machine disturb least; runs of both are interleaved, medians compared. Prints
one line; the exit code is 1 where the ratio is above the limit.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path


def processor_time(command: list[str]) -> float:
    """Seconds of processor time that ``command`` takes."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} failed")
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Measure, print, and compare with the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--limit", type=float, default=5, help="highest ratio that is accepted")
    arguments = parser.parse_args()
    # Without compiled modules most of the time is spent on compiling them.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    nothing, lists = [], []
    for _run in range(1 + arguments.runs):
        nothing.append(processor_time([sys.executable, "-c", "pass"]))
        lists.append(processor_time([sys.executable, "-m", "tui_reader", "list", str(arguments.log)]))
    least, taken = statistics.median(nothing[1:]), statistics.median(lists[1:])
    print(
        f"list {arguments.log.name}, median of {arguments.runs}: {taken * 1000:.0f} ms, Python alone"
        f" {least * 1000:.0f} ms, ratio {taken / least:.2f} (limit {arguments.limit})"
    )
    return 0 if taken <= arguments.limit * least else 1


if __name__ == "__main__":
    sys.exit(main())

"""How long ``readtui list`` takes for a large log, against what markdown-it-py needs for its blocks alone.

    python -m bench.list_time [--entries 100000] [--runs 3] [--limit 0.25] [--memory 600]

Runs of both are interleaved, each in a fresh process, and medians are compared. Memory is the most that all processes
of a run had at any moment, in MB. Prints one line; the exit code is 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.make_log import write_log

BLOCKS = """
import sys
from markdown_it import MarkdownIt
with open(sys.argv[1], encoding="utf-8") as log:
    MarkdownIt("commonmark").disable("inline").parse(log.read())
"""
LOOK_EVERY = 0.02
"""Seconds between two looks at the memory."""
PAGE = resource.getpagesize()


def run(command: Sequence[str]) -> tuple[float, float]:
    """Seconds that ``command`` takes, and the most memory that it and its children had together, in MB."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        memory = 0.0
        while process.poll() is None:
            memory = max(memory, _memory(process.pid))
            time.sleep(LOOK_EVERY)
        if process.returncode != 0:
            raise SystemExit(f"{command[:4]} failed")
    return time.perf_counter() - started, memory


def _memory(process: int) -> float:
    """MB that ``process`` and its children have now; what they share counts for each of them."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0  # it has just ended, or this is no Linux
    return pages * PAGE / 1e6 + sum(_memory(int(child)) for child in children)


def main() -> int:
    """Measure, print, and compare with the limits."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=0.25, help="highest ratio that is accepted")
    parser.add_argument("--memory", type=float, default=600, help="most MB that are accepted")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "large.md")
        write_log(log, arguments.entries)
        size = os.path.getsize(log) / 1e6
        lists, blocks = [], []
        for _run in range(arguments.runs):
            lists.append(run([sys.executable, "-m", "tui_reader", "list", str(log)]))
            blocks.append(run([sys.executable, "-c", BLOCKS, str(log)]))
    seconds, of_blocks = (statistics.median(time for time, _ in runs) for runs in (lists, blocks))
    memory, ratio = max(memory for _, memory in lists), seconds / of_blocks
    print(
        f"list of {arguments.entries:,} entries ({size:.0f} MB), median of {arguments.runs}: readtui {seconds:.2f} s"
        f" and {memory:.0f} MB, blocks alone by markdown-it-py {of_blocks:.2f} s and"
        f" {max(memory for _, memory in blocks):.0f} MB, ratio {ratio:.2f} (limit {arguments.limit})"
    )
    return 0 if ratio <= arguments.limit and memory <= arguments.memory else 1


if __name__ == "__main__":
    sys.exit(main())

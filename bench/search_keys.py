"""How long one more letter in the search bar takes in a large log, against the quickest of Textual's own lists.

    python -m bench.search_keys [--entries 100000] [--runs 2] [--limit 50] [--ratio 3]

From a key to the last output of the picture that it asks for, the median over the letters of several words: Latin,
Chinese, and names by their sound, once all is loaded that searches need; and for comparison while it is. Prints one
line each; the exit code is 1 where a median once loaded is above the limit, or the other list is not so many times
slower with the same letters.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.first_paint import first_words
from bench.make_log import write_log
from bench.terminal import Terminal

WRITTEN = ("kelp", "transformer", "海藻在浅水")
BY_SOUND = ("hanmeimei", "hmm", "ouyangyuanfan", "oyyf", "zhaotingchao")
COMPLETE = 0.12
"""Seconds of silence after which a picture is complete."""
CLEAR = "\x15"
"""Ctrl+U empties the field."""


def picture_after(terminal: Terminal, key: str, quiet: float = COMPLETE) -> float:
    """Seconds from ``key`` to the last output before ``quiet`` seconds of silence."""
    terminal.settle()
    pressed = time.perf_counter()
    terminal.write(key)
    last = terminal.read(60.0)
    while (later := terminal.read(quiet)) is not None:
        last = later
    return (last or pressed) - pressed


def typed(terminal: Terminal, words: tuple[str, ...], quiet: float = COMPLETE) -> list[float]:
    """Seconds that each letter of ``words`` took."""
    times: list[float] = []
    for word in words:
        terminal.write(CLEAR)
        terminal.settle(max(0.5, 3 * quiet))
        times += [picture_after(terminal, letter, quiet) for letter in word]
    return times


def main() -> int:
    """Measure, print, and compare with the limits."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--limit", type=float, default=50, help="most milliseconds of the median that are accepted")
    parser.add_argument("--ratio", type=float, default=3, help="how many times slower the other list has to be")
    arguments = parser.parse_args()
    written: list[float] = []
    by_sound: list[float] = []
    meanwhile: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "large.md")
        write_log(log, arguments.entries)
        for _run in range(arguments.runs):
            with Terminal([sys.executable, "-m", "tui_reader", str(log)]) as terminal:
                terminal.shown_at(first_words(log))
                while not terminal.shows(f"{arguments.entries} "):
                    terminal.wait(0.2)
                terminal.write("/kelp")
                terminal.shown_at(f" of {arguments.entries}", patience=300)
                # What is known of Chinese is loaded behind that.
                terminal.write(CLEAR + "hmm")
                terminal.shown_at("韩梅梅", patience=300)
                meanwhile += typed(terminal, WRITTEN[:2])
                terminal.rest()
                written += typed(terminal, WRITTEN)
                by_sound += typed(terminal, BY_SOUND)
                memory = terminal.peak_memory
        size = os.path.getsize(log) / 1_000_000
        with Terminal([sys.executable, "-m", "bench.option_list_app", str(log)]) as terminal:
            terminal.shown_at(f" of {arguments.entries}", patience=300)
            others = typed(terminal, WRITTEN[:1], quiet=1.0)
    medians = {
        "as written": statistics.median(written) * 1000,
        "by sound": statistics.median(by_sound) * 1000,
        "both": statistics.median(written + by_sound) * 1000,
    }
    ratio = statistics.median(others) / statistics.median(written)
    print(
        f"one more letter in the search bar, {arguments.entries:,} entries, median: "
        + ", ".join(f"{name} {median:.0f} ms" for name, median in medians.items())
        + f" (limit {arguments.limit:.0f}); the slowest {max(written + by_sound) * 1000:.0f} ms; while the rest is"
        f" loaded, as written {statistics.median(meanwhile) * 1000:.0f} ms"
    )
    print(
        f"the same over a Textual OptionList: {statistics.median(others) * 1000:.0f} ms, {ratio:.0f} times as long"
        f" (at least {arguments.ratio:.0f}); memory {memory:.0f} MB for {size:.0f} MB of log"
    )
    return 0 if max(medians.values()) <= arguments.limit and ratio >= arguments.ratio else 1


if __name__ == "__main__":
    sys.exit(main())

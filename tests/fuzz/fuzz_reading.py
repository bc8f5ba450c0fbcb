"""Reads what libFuzzer makes of the cases in ``tests/cases``: ``make fuzz`` runs it for a minute.

An input is read twice, as the bytes of a log and as characters of two bytes each, halves of pairs among them. Besides
what holds of any text, an input that takes more time a character than all before it must not take more than its share
when it is repeated: that is how an expression that takes quadratic time is found in an input of some hundred bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tui_reader.core"]):
    from tests.case_files import FOLDER, cases
    from tests.core.any_text import assert_reads, time_to_read
    from tests.core.logs import PIECES

LONGEST = 4096
"""Bytes of an input."""
SHORTEST_TIMED = 100
"""Characters below which nothing is said about the time."""
STRETCHES = (4, 32)
"""How often an input that takes long is repeated, as one line and as lines, to see how the time grows."""
ALLOWED = 4.0
"""How many times its share the longer of the two may take."""
SURELY = 0.1
"""Seconds that the longer of the two has to take for its time to count."""


class SlowReadingError(Exception):
    """A text takes more than linear time to read."""


class Fuzzer:
    """Reads inputs, and remembers which took the most time a character."""

    def __init__(self) -> None:
        self.slowest = 0.0

    def read(self, data: bytes) -> None:
        """Read one input in both ways."""
        log = data.decode("utf-8", "surrogateescape")
        assert log.encode("utf-8", "surrogateescape") == data
        for text in (log, data[: len(data) // 2 * 2].decode("utf-16-le", "surrogatepass")):
            assert_reads(text)
            if len(text) >= SHORTEST_TIMED:
                self.time(text)

    def time(self, text: str) -> None:
        """See how the time grows, if it is the longest so far."""
        seconds = time_to_read(text, runs=1)
        if seconds <= self.slowest * len(text):
            return
        seconds = time_to_read(text)
        if seconds <= self.slowest * len(text):
            return
        self.slowest = seconds / len(text)
        for end in ("", "\n"):
            short, long = (time_to_read((text + end) * count) for count in STRETCHES)
            if long > SURELY and long > ALLOWED * short * STRETCHES[1] / STRETCHES[0]:
                message = f"{long:.2f} s for {STRETCHES[1]} times the text, {short:.4f} s for {STRETCHES[0]} times"
                raise SlowReadingError(message)


def write_seeds(folder: Path) -> None:
    """Write the logs of all cases into ``folder``, and the pieces of logs as libFuzzer's dictionary beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(FOLDER.glob("*.md")):
        for index, parameters in enumerate(cases(file.stem)):
            case = parameters.values[0]
            before = getattr(case, "before", "")
            (folder / f"{file.stem}-{index:03}").write_bytes(before.encode("utf-8", "surrogatepass"))
    words = dict.fromkeys(piece.encode("utf-8", "surrogatepass") for piece in PIECES)
    lines = ['"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in words if word]
    dictionary_of(folder).write_text("".join(lines), encoding="ascii")


def dictionary_of(folder: Path) -> Path:
    """Where the dictionary of the seeds in ``folder`` stands."""
    return folder.with_suffix(".dict")


def main() -> None:
    """Fuzz for some seconds, or read again what was found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="where seeds and findings are kept")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--again", type=Path, help="a finding to read again, and nothing else")
    arguments = parser.parse_args()
    seeds = arguments.folder / "seeds"
    write_seeds(seeds)
    options = (
        [str(arguments.again)]
        if arguments.again
        else [
            str(seeds),
            f"-max_total_time={arguments.seconds}",
            f"-max_len={LONGEST}",
            f"-dict={dictionary_of(seeds)}",
            f"-artifact_prefix={arguments.folder}/",
            "-timeout=30",
            "-rss_limit_mb=4096",
            "-print_final_stats=1",
        ]
    )
    atheris.Setup([sys.argv[0], *options], Fuzzer().read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

"""How many keys, and how long, a new entry takes: from ``n`` until it is in the log, by the real program.

    python -m bench.entry_keys [--runs 3] [--pasted 6] [--number 16]

A paste counts as one key, as it is one for whoever pastes. By pasted BibTeX; and by an arXiv number that is typed and
looked up, at a server on loopback that answers at once. The program is sent each key when it has drawn what came of
the one before. Prints one line each; the exit code is 1 where there are more keys than ``--pasted`` and ``--number``
allow, or where what was written has a problem that ``readtui check`` knows.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.terminal import Terminal
from tests.fake_services import Reply, feed, running_services
from tui_reader.core.check import by_entry, check
from tui_reader.core.parser import parse
from tui_reader.core.rule import Standard

BIBTEX = (
    "@inproceedings{kelp,\n  title={How Kelp Holds On},\n  author={Okafor, Mira},\n"
    "  booktitle={Advances in Neural Information Processing Systems},\n  year={2023},\n  url={https://example.org/kelp}\n}"
)
PASTE = f"\x1b[200~{BIBTEX}\x1b[201~"
NUMBER = "2403.04294"
LOOK_UP, SAVE = "\x06", "\x13"
LOG = """\
> > [2024-03-05]-[Mira]-[Barnacles Remember]-[MarineBio 2023](https://example.org/b)
> >
> > Summary: Barnacles keep a trace of the last tide.
"""
STORIES: dict[str, Sequence[tuple[str, str]]] = {
    "pasted BibTeX": (("n", "New entry"), (PASTE, "NeurIPS 2023"), ("A", "1 char"), (SAVE, "")),
    "an arXiv number": (
        ("n", "New entry"), *((sign, "") for sign in NUMBER), (LOOK_UP, "Tides and"), ("A", "1 char"), (SAVE, "")
    ),
}  # fmt: skip
"""The keys, and what is on the screen before the next one; nothing: whatever is. A summary of one letter is one."""


def entry_in(log: Path, story: str) -> float:
    """Seconds from the first key of ``story`` until the entry is in the log."""
    log.write_text(LOG, encoding="utf-8")
    with Terminal([sys.executable, "-m", "tui_reader", str(log)]) as terminal:
        terminal.shown_at("Barnacles keep")
        terminal.settle()
        begun = time.perf_counter()
        for key, shown in STORIES[story]:
            terminal.write(key)
            if shown:
                terminal.shown_at(shown)
        while log.read_text(encoding="utf-8") == LOG:
            terminal.read(0.01)
        return time.perf_counter() - begun


def main() -> int:
    """Measure, print, and compare with the limits."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pasted", type=int, default=6, help="most keys by pasted BibTeX")
    parser.add_argument("--number", type=int, default=16, help="most keys by an arXiv number")
    arguments = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as folder, running_services() as services:
        services.replies["/api/query"] = Reply(feed(NUMBER, "Tides and Moons"), kind="application/atom+xml")
        for name in ("CONFIG", "STATE", "CACHE"):
            os.environ[f"READTUI_{name}_DIR"] = str(Path(folder, name))
        os.environ["READTUI_LANG"] = "en"
        Path(folder, "CONFIG").mkdir()
        settings = f"reader: Mira\nservers: {json.dumps(services.settings)}\n"
        Path(folder, "CONFIG", "settings.yaml").write_text(settings, encoding="utf-8")
        log = Path(folder, "log.md")
        for story, limit in zip(STORIES, (arguments.pasted, arguments.number), strict=True):
            times = [entry_in(log, story) for _run in range(arguments.runs)]
            document = parse(log.read_text(encoding="utf-8"))
            today = date.today()
            new = [index for index, entry in enumerate(document.entries) if entry.date == today.isoformat()]
            problems = by_entry(document, check(document, Standard.of(document, today)))
            found = [problem.rule for index in new for problem in problems[index]]
            keys = len(STORIES[story])
            failed = failed or keys > limit or not new or bool(found)
            said = f"{keys} keys (at most {limit}), {statistics.median(times):.2f} s"
            print(f"{story}: {said}, problems: {' '.join(found) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

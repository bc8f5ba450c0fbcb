"""What is tortured beside ``readtui add``: the form without its screen, putting a damaged log right, and writers.

    python -m tests.torture.programs form LOG BASE
    python -m tests.torture.programs mend LOG
    python -m tests.torture.programs write LOG NAME COUNT

``form`` keeps a draft twice, as typing does, then saves: the log was read as BASE is, and others wrote in it since.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from tui_reader.adapters import drafts, store
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.log_errors import NotConfirmedError
from tui_reader.adapters.saving import save_merged
from tui_reader.adapters.snapshot import Snapshot
from tui_reader.core.draft import Draft
from tui_reader.core.edit import insert_entry
from tui_reader.core.learning import learn
from tui_reader.core.message import ReadTuiError
from tui_reader.core.parser import parse

TYPED = Draft(date="2024-03-21", reader="Ana", title="Eels at Night", summary="They glow.")


def form(path: Path, base: Path) -> int:
    """Type, save, forget the draft."""
    text = base.read_bytes().decode()
    log = OpenLog(Snapshot(path, text), parse(text))
    kept: drafts.KeptDraft | None = None
    code = 0
    for draft in (replace(TYPED, summary=""), TYPED):
        try:
            kept = drafts.keep(path, draft)
        except drafts.DraftNotKeptError as error:
            print(error, file=sys.stderr)
        else:
            print("kept", flush=True)
    try:
        save_merged(log, insert_entry(log.document, TYPED, learn(log.document)))
    except NotConfirmedError as error:
        print(error, file=sys.stderr)
    except ReadTuiError as error:
        print(error, file=sys.stderr)
        return 3
    if kept is not None:
        drafts.discard(kept)
    return code


def mend(path: Path) -> int:
    """Put a damaged log right, as a person who was asked wants it."""
    copies = store.clear_up(path)
    if copies is None:
        print("nothing to put right was seen", file=sys.stderr)
        return 3
    try:
        store.put_back(path, copies)
    except ReadTuiError as error:
        print(error, file=sys.stderr)
        return 3
    return 0


def write(path: Path, name: str, count: int) -> int:
    """Have ``readtui add`` write so many entries, one after the other; the title of each is printed once it is in."""
    from tui_reader.commands.main import main

    for number in range(count):
        title = f"{name} {number}"
        if main(["add", str(path), "--title", title, "--reader", "Ana", "--date", "2024-03-21"]) != 0:
            return 3
        print(f"acknowledged: {title}", flush=True)
    return 0


if __name__ == "__main__":
    if sys.argv[1] == "form":
        sys.exit(form(Path(sys.argv[2]), Path(sys.argv[3])))
    if sys.argv[1] == "mend":
        sys.exit(mend(Path(sys.argv[2])))
    sys.exit(write(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])))

"""How many keys a new entry takes, in the real program; a paste is one. How long: ``bench/entry_keys.py``."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.fake_services import Reply, feed, running_services
from tests.ui.reading_group import write_log
from tests.ui.real_terminal import Terminal
from tests.ui.test_pasting import BIBTEX, OF_CRABS
from tui_reader.core.check import by_entry, check
from tui_reader.core.parser import parse
from tui_reader.core.rule import Standard

PASTE = f"\x1b[200~{BIBTEX}\x1b[201~"
PASTED = [
    ("n", "New entry"),
    (PASTE, "Pasted: BibTeX → title, source, link"),
    ("海", "1 char"),
    ("\x13", "Saved in line"),
]
LOOKED_UP = [
    ("n", "New entry"),
    *((sign, "") for sign in "2403.04294"),
    ("\x06", "arXiv: title, source, link"),
    ("A", "1 char"),
    ("\x13", "Saved in line"),
]
LOG = """\
> > [2024-03-05]-[Mira]-[Barnacles Remember]-[MarineBio 2023](https://example.org/b)
> >
> > Summary: Barnacles keep a trace of the last tide.
"""


def press(terminal: Terminal, keys: Sequence[tuple[str, str]]) -> int:
    """Press ``keys``, each when what is to be seen after the one before is there; gives how many they are."""
    for key, shown in keys:
        terminal.program.send(key)
        if shown:
            terminal.wait_for(shown)
    return len(keys)


def test_a_paste_takes_six_keys_at_most_and_an_arxiv_number_sixteen(tmp_path: Path, terminals: list[Terminal]) -> None:
    log = write_log(tmp_path, text=LOG)
    folder = Path(os.environ["READTUI_CONFIG_DIR"])
    folder.mkdir()
    with running_services() as server:
        server.replies["/api/query"] = Reply(feed("2403.04294", "How Kelp\n Holds On"), kind="application/atom+xml")
        settings = f"reader: Mira\nservers: {json.dumps(server.settings)}\n"
        (folder / "settings.yaml").write_text(settings, encoding="utf-8")
        terminals.append(Terminal(log, READTUI_CACHE_DIR=str(tmp_path / "cache")))
        terminals[0].wait_for("Barnacles keep")
        assert press(terminals[0], PASTED) <= 6
        assert press(terminals[0], LOOKED_UP) <= 16
    document = parse(log.read_text(encoding="utf-8"))
    kelp, crabs, _barnacles = document.entries
    assert [kelp.title, kelp.source, kelp.links[0].url] == [
        "How Kelp Holds On",
        "arXiv",
        "https://arxiv.org/abs/2403.04294",
    ]
    assert [crabs.title, crabs.source, crabs.links[0].url] == OF_CRABS
    assert [crabs.reader, crabs.summary] == ["Mira", "海"]
    assert not any(by_entry(document, check(document, Standard.of(document, date.today())))[:2])

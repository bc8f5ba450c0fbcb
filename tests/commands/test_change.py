"""A change is made in the log as it is when it is written, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui_reader.adapters.library import OpenLog, open_log
from tui_reader.commands.arguments import read_arguments
from tui_reader.commands.change import OtherEntryError, carry_out, entry_changer
from tui_reader.commands.delete import VERB
from tui_reader.core.draft import Draft
from tui_reader.core.edit import Change, delete_entry, insert_entry
from tui_reader.core.learning import learn


def test_a_change_is_worked_out_anew_where_somebody_was_faster(log: Path, capfdbinary: object) -> None:
    attempts: list[str] = []

    def make(opened: OpenLog) -> Change:
        attempts.append(opened.document.text)
        if len(attempts) == 1:
            log.write_text(log.read_text().replace("Barnacles keep", "Barnacles always keep"))
        draft = Draft(title="Eels at Night", date="2024-03-21", reader="Ana")
        return insert_entry(opened.document, draft, learn(opened.document))

    assert carry_out(log, make, read_arguments(VERB, ["log.md"]), "added") == 0
    assert len(attempts) == 2
    text = log.read_text()
    assert (text.count("Barnacles always keep"), text.count("Eels at Night")) == (1, 1)


def test_a_line_that_holds_another_entry_meanwhile_is_left_alone(log: Path) -> None:
    change = entry_changer(
        read_arguments(VERB, ["log.md", "--line", "17"]), lambda opened, entry: delete_entry(opened.document, entry)
    )
    change(open_log(log))
    log.write_text("\n\n\n\n\n\n" + log.read_text())
    before = log.read_bytes()
    with pytest.raises(OtherEntryError, match=r"log\.md:17: the log was changed meanwhile"):
        change(open_log(log))
    assert log.read_bytes() == before

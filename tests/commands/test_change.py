"""A change is made in the log as it is when it is written, or not at all; what broke off before is dealt with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Readtui
from tui_reader.adapters import state_files
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.saving import ClashError
from tui_reader.commands.arguments import read_arguments
from tui_reader.commands.change import carry_out
from tui_reader.commands.delete import VERB
from tui_reader.core.draft import Draft
from tui_reader.core.edit import Change, change_entry, insert_entry
from tui_reader.core.learning import learn


def test_a_change_is_worked_out_anew_where_somebody_was_faster(log: Path, capfdbinary: object) -> None:
    attempts: list[str] = []

    def make(opened: OpenLog) -> Change:
        attempts.append(opened.document.text)
        if len(attempts) == 1:
            log.write_text(log.read_text().replace("Barnacles keep", "Barnacles always keep"))
        draft = Draft(title="Eels at Night", date="2024-03-21", reader="Ana")
        return insert_entry(opened.document, draft, learn(opened.document))

    assert carry_out(log, make, read_arguments(VERB, ["log.md"]), "added", is_new=True) == 0
    assert len(attempts) == 2
    text = log.read_text()
    assert (text.count("Barnacles always keep"), text.count("Eels at Night")) == (1, 1)


def meanwhile(log: Path, change: Callable[[str], str]) -> Callable[[OpenLog], Change]:
    """Retitles the second entry; while that is worked out, somebody makes ``change`` in the log."""

    def make(opened: OpenLog) -> Change:
        log.write_text(change(log.read_text()))
        return change_entry(opened.document, opened.document.entries[1], {"title": "海星"}, learn(opened.document))

    return make


def test_a_change_and_what_others_wrote_meanwhile_are_both_in_the_log(
    log: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    make = meanwhile(log, lambda text: text.replace("# Tide pool club\n", "# Tide pool club\n\nOn Mondays.\n"))
    assert carry_out(log, make, read_arguments(VERB, [str(log)]), "changed") == 0
    said, talk = capfd.readouterr()
    assert said == f"{log}:25: changed\n"
    assert "others wrote in it meanwhile; both are in it now" in talk
    assert "On Mondays." in log.read_text()
    assert "[海星]" in log.read_text()


def test_an_entry_that_somebody_else_changed_is_left_as_it_is(log: Path) -> None:
    make = meanwhile(log, lambda text: text.replace("海星再生的机制研究", "海星研究"))
    with pytest.raises(ClashError, match=r"log\.md:23: somebody else changed the same entry"):
        carry_out(log, make, read_arguments(VERB, [str(log)]), "changed")
    assert "[海星研究]" in log.read_text()
    assert "[海星]" not in log.read_text()


def test_what_a_killed_write_left_is_cleared_up_or_told_of(readtui: Readtui, log: Path, folder: Path) -> None:
    left = folder / ".log.md.readtui-0a1b2c3d"
    left.touch()
    assert readtui("list", "log.md").code == 0
    assert not left.exists()
    before, after = (
        state_files.write(f"unfinished/{state_files.key(log)}.{name}.md", text)
        for name, text in (("before", b"old"), ("after", b"new"))
    )
    for arguments in (["list", "log.md"], ["check", "log.md"], ["delete", "log.md", "--line", "23"]):
        result = readtui(*arguments)
        assert f"log.md: a write broke off and damaged it; copy {after} over it" in result.errors
        assert result.errors.count("\n") <= 2
    assert result.code == 3
    assert "海星" in log.read_text()
    log.write_bytes(b"old")
    assert readtui("list", "log.md").errors == ""
    assert not before.exists()
    assert not after.exists()

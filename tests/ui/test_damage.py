"""A log that a killed write damaged is offered to be put right when it is opened."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.reading_group import LOG, TODAY, lines, settle, shown, write_log
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.choice_screen import ChoiceScreen
from tui_reader.ui.log_screen import LogScreen

PROJECT = Path(__file__).parents[2]

KILLED_IN_PLACE = """
import os, signal, sys
from pathlib import Path
from tui_reader.adapters.store import load, save
from tui_reader.core.document import Span
from tui_reader.core.text_edit import TextEdit
path = Path(sys.argv[1])
snapshot = load(path)
os.ftruncate = lambda *arguments: os.kill(os.getpid(), signal.SIGKILL)
save(path, [TextEdit(Span(0, 15), "# Club")], snapshot.fingerprint)
"""

BEFORE, AFTER = LOG, "# Club" + LOG[15:]


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A log with a second name, whose write in place was killed."""
    path = write_log(tmp_path)
    (tmp_path / "other.md").hardlink_to(path)
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    subprocess.run([sys.executable, "-c", KILLED_IN_PLACE, str(path)], env=environment, check=False)
    assert path.read_text(encoding="utf-8") not in (BEFORE, AFTER)
    return path


@pytest.mark.parametrize(("key", "text"), [("1", AFTER), ("2", BEFORE)])
async def test_a_damaged_log_is_put_right_as_one_chooses(damaged: Path, key: str, text: str) -> None:
    app = ReaderApp([damaged], today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        while not isinstance(app.screen, ChoiceScreen):
            await pilot.pause(0.01)
        await pilot.pause()
        assert "broke off and damaged it" in shown(app)
        await pilot.press(key)
        await settle(pilot)
        await settle(pilot)
        assert damaged.read_text(encoding="utf-8") == text
        assert "log.md is whole again." in lines(app)[-1]


async def test_nothing_is_done_to_a_damaged_log_unless_one_chooses(damaged: Path) -> None:
    before = damaged.read_bytes()
    app = ReaderApp([damaged], today=lambda: TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        while not isinstance(app.screen, ChoiceScreen):
            await pilot.pause(0.01)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, LogScreen)
        assert "cannot be changed until that is decided" in lines(app)[-1]
    assert damaged.read_bytes() == before

"""An entry that two people change at once: both versions are shown, and nothing is written until one is chosen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.ui.opened_form import CORAL, LOG, REEF, OpenedForm, entry_of
from tests.ui.reading_group import lines, shown
from tui_reader.adapters import drafts
from tui_reader.ui import watch
from tui_reader.ui.conflict_screen import ConflictScreen
from tui_reader.ui.entry_form import EntryForm
from tui_reader.ui.log_screen import LogScreen
from tui_reader.ui.text_box import TextBox

TITLE = "珊瑚的昼夜节律研究"
THEIRS = LOG.replace(TITLE, "珊瑚的节律")
MINE = LOG.replace(TITLE, TITLE + "!")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of five entries."""
    path = tmp_path / "log.md"
    path.write_text(LOG)
    return path


@asynccontextmanager
async def conflict(log: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[OpenedForm]:
    """The app after an entry was changed here and by somebody else, and was to be saved."""
    async with entry_of(log, CORAL, size) as opened:
        await opened.type("title", "!")
        log.write_text(THEIRS)
        await opened.press("ctrl+s")
        await opened.until(lambda: isinstance(opened.app.screen, ConflictScreen))
        await opened.pilot.pause()
        yield opened


async def back_in_the_log(opened: OpenedForm) -> None:
    await opened.until(lambda: isinstance(opened.app.screen, LogScreen))


async def test_both_versions_are_shown_and_mine_is_written_only_if_one_says_so(log: Path) -> None:
    async with conflict(log) as opened:
        screen = shown(opened.app)
        assert screen.index("Mine, not saved yet") < screen.index(TITLE + "!")
        assert screen.index(TITLE + "!") < screen.index("Theirs, as the log has it now") < screen.index("珊瑚的节律]")
        assert log.read_text() == THEIRS
        await opened.until(lambda: drafts.kept(log))
        kept = drafts.kept(log)
        assert kept is not None
        assert kept.draft.title == TITLE + "!"

        # In a wide terminal they stand side by side.
        await opened.pilot.resize_terminal(120, 36)
        await opened.pilot.pause()
        line = next(line for line in lines(opened.app) if TITLE in line)
        assert line.index(TITLE + "!") < line.index("│") < line.index("珊瑚的节律]")

        # Who goes back is asked again.
        await opened.press("escape")
        assert isinstance(opened.app.screen, EntryForm)
        await opened.press("ctrl+s")
        await opened.until(lambda: isinstance(opened.app.screen, ConflictScreen))
        assert log.read_text() == THEIRS

        await opened.press("m")
        await back_in_the_log(opened)
        assert drafts.all_kept(log) == []
        assert log.read_text() == MINE
        await opened.press("u")
    assert log.read_text() == THEIRS


async def test_theirs_stands_if_one_says_so_and_mine_is_a_draft(log: Path) -> None:
    async with conflict(log) as opened:
        await opened.press("t")
        await back_in_the_log(opened)
        assert log.read_text() == THEIRS
        assert "n brings it back" in opened.notice
        await opened.press("n")
        assert opened.content("title") == TITLE + "!"


async def test_mine_can_be_edited_first(log: Path) -> None:
    async with conflict(log) as opened:
        await opened.press("e")
        assert log.read_text() == THEIRS
        await opened.type("title", "?")
        await opened.press("ctrl+s")
        await back_in_the_log(opened)
    assert log.read_text() == LOG.replace(TITLE, TITLE + "!?")


async def test_what_changes_while_one_is_asked_is_asked_again(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "EVERY", 0.02)
    async with conflict(log) as opened:
        once_more = THEIRS.replace("珊瑚的节律", "珊瑚")
        log.write_text(once_more)
        await opened.until(lambda: opened.app.library.logs[0].snapshot.text == once_more)
        await opened.press("m")
        await opened.until(lambda: "[珊瑚]" in shown(opened.app))
        assert log.read_text() == once_more
        await opened.press("m")
        await back_in_the_log(opened)
    assert log.read_text() == MINE


async def test_other_fields_that_others_changed_are_kept_with_mine(log: Path) -> None:
    async with entry_of(log, CORAL) as opened:
        await opened.type("title", "!")
        log.write_text(THEIRS.replace("提出一个简单的模型", "提出一个模型"))
        await opened.press("ctrl+s")
        await opened.until(lambda: isinstance(opened.app.screen, ConflictScreen))
        await opened.press("m")
        await back_in_the_log(opened)
    assert log.read_text() == MINE.replace("提出一个简单的模型", "提出一个模型")


async def test_the_same_change_on_both_sides_is_no_conflict(log: Path) -> None:
    async with entry_of(log, CORAL) as opened:
        await opened.type("title", "!")
        log.write_text(MINE)
        await opened.press("ctrl+s")
        await back_in_the_log(opened)
    assert log.read_text() == MINE


async def test_an_entry_that_was_taken_out_is_written_anew_only_if_one_says_so(log: Path) -> None:
    without = LOG[: LOG.index("> > [2024-03-24]")] + LOG[LOG.index("> > [2024-03-17]") :]
    async with entry_of(log, CORAL) as opened:
        await opened.type("title", "!")
        log.write_text(without)
        await opened.press("ctrl+s")
        await opened.until(lambda: isinstance(opened.app.screen, ConflictScreen))
        await opened.pilot.pause()
        assert "This entry was taken out." in shown(opened.app)
        assert log.read_text() == without
        await opened.press("m")
        await back_in_the_log(opened)
    assert f"[{TITLE}!]" in log.read_text()


async def test_markdown_is_asked_about_as_well(log: Path) -> None:
    async with entry_of(log, REEF) as opened:
        box = opened.markdown_form.query_one(TextBox)
        box.content = box.content.replace("same reef", "very same reef")
        await opened.pilot.pause()
        theirs = LOG.replace("same reef", "one reef")
        log.write_text(theirs)
        await opened.press("ctrl+s")
        await opened.until(lambda: isinstance(opened.app.screen, ConflictScreen))
        assert log.read_text() == theirs

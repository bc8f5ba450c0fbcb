"""What is typed in a form and not saved: kept, offered again, and never in the way of anything else."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest

from tests.ui.opened_form import CORAL, KELP, LOG, REEF, SNAILS, entry_of, new_entry, opened_app
from tui_reader.adapters import drafts
from tui_reader.core.draft import Draft
from tui_reader.core.parser import parse
from tui_reader.ui.confirm_screen import ConfirmScreen
from tui_reader.ui.form_words import when_kept
from tui_reader.ui.log_screen import LogScreen


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of five entries."""
    path = tmp_path / "log.md"
    path.write_bytes(LOG.encode())
    return path


async def test_esc_keeps_a_draft_without_asking_and_n_brings_it_back(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.type("title", "Half a Title")
        await opened.type("summary", "Half a\nsummary")
        await opened.press("escape")
        assert not opened.is_open
        assert "draft" in opened.notice
    assert log.read_bytes() == LOG.encode()

    # It is offered at the start, until the next key.
    async with opened_app(log) as opened:
        await opened.until(lambda: opened.notice)
        assert re.fullmatch("A draft of [-0-9 :]+ is kept; n brings it back.", opened.notice)
        await opened.press("j")
        assert opened.notice == ""
        await opened.press("n")
        assert opened.content("title") == "Half a Title"
        assert opened.content("summary") == "Half a\nsummary"
        await opened.until(lambda: opened.notice)
        assert opened.notice.startswith("Draft of ")
        await opened.press("ctrl+s")
    assert parse(log.read_text()).entries[0].title == "Half a Title"
    assert drafts.all_kept(log) == []


async def test_what_is_saved_while_its_draft_is_written_leaves_no_draft(log: Path) -> None:
    async with opened_app(log) as opened:
        for _time in range(5):
            await opened.press("n")
            await opened.type("title", "x")
            opened.form.draft.keep_beside()
            opened.form.draft.keep_beside()
            await opened.press("ctrl+s")
            assert not opened.is_open
            assert drafts.all_kept(log) == []


async def test_a_mistake_of_the_program_keeps_a_draft(log: Path) -> None:
    async def make_a_mistake() -> None:
        async with new_entry(log) as opened:
            await opened.type("title", "Half a Title")
            opened.app.call_later(lambda: 1 / 0)
            await opened.until(lambda: not opened.app.is_running)

    with pytest.raises(ZeroDivisionError):
        await make_a_mistake()
    kept = drafts.kept(log)
    assert kept is not None
    assert kept.draft.title == "Half a Title"


async def test_a_draft_is_there_soon_after_a_key_as_long_as_anything_is_typed(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.press("escape")
        assert not opened.is_open
        assert opened.notice == ""
        assert drafts.all_kept(log) == []

        await opened.press("n")
        await opened.type("title", "x")
        await opened.until(lambda: drafts.kept(log))
        kept = drafts.kept(log)
        assert kept is not None
        assert kept.draft.title == "x"
        assert opened.form.keep_draft()
        await opened.press("backspace", "escape")
        assert drafts.all_kept(log) == []

        # Who leaves the program leaves it, too.
        await opened.press("n")
        await opened.type("title", "Half a Title")
        opened.app.leave()
    kept = drafts.kept(log)
    assert kept is not None
    assert kept.draft.title == "Half a Title"


async def test_another_entry_is_written_while_a_draft_waits_and_both_are_kept(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.type("title", "First")
        await opened.press("escape", "n")
        assert opened.content("title") == "First"

        # Who leaves another entry at once is back at the draft.
        await opened.press("ctrl+n", "escape")
        assert opened.is_open
        assert opened.content("title") == "First"

        await opened.press("ctrl+n")
        assert opened.content("title") == ""
        await opened.type("title", "Second")
        await opened.press("escape")
        assert not opened.is_open
    assert {kept.draft.title for kept in drafts.all_kept(log)} == {"First", "Second"}

    async with new_entry(log) as opened:
        first_offered = opened.content("title")
        await opened.press("ctrl+n")
        assert {first_offered, opened.content("title")} == {"First", "Second"}
        await opened.press("ctrl+n")
        assert opened.content("title") == ""

        # One that is saved leaves the others waiting.
        await opened.type("title", "Third")
        await opened.press("ctrl+s")
        assert not opened.is_open
        await opened.press("n")
        still_offered = opened.content("title")
        await opened.press("ctrl+n")
        assert {still_offered, opened.content("title")} == {"First", "Second"}

        # One that is not wanted any more is thrown away, after asking.
        await opened.press("f8", "n")
        assert len(drafts.all_kept(log)) == 2
        thrown_away = opened.content("title")
        await opened.press("f8", "y")
        assert not opened.is_open
        assert {kept.draft.title for kept in drafts.all_kept(log)} == {"First", "Second"} - {thrown_away}
    assert parse(log.read_text()).entries[0].title == "Third"


async def test_a_change_is_kept_whatever_is_written_meanwhile_and_e_brings_it_back(log: Path) -> None:
    async with entry_of(log, CORAL) as opened:
        await opened.type("title", "（改）")
        await opened.press("escape")
        assert log.read_bytes() == LOG.encode()

        # It is offered to who wants to write a new entry.
        await opened.press("n")
        assert opened.form.heading() == "Entry in line 23 of log.md"
        assert opened.content("title") == "珊瑚的昼夜节律研究（改）"
        await opened.press("ctrl+n")
        assert opened.form.heading() == "New entry in log.md"
        assert opened.content("title") == ""
        await opened.press("escape", "escape")

        # Another entry is edited while it waits.
        await opened.press("g", "e")
        assert opened.content("title") == "Tides as Clocks: Timing in Intertidal Snails"
        await opened.type("title", "!")
        await opened.press("escape")
        assert len(drafts.all_kept(log)) == 2

        # The entry as it stands in the log can be edited instead.
        await opened.press("e")
        assert opened.content("title").endswith("!")
        await opened.press("ctrl+o")
        assert not opened.content("title").endswith("!")
        await opened.type("title", "?")
        await opened.press("ctrl+s")
        assert not opened.is_open
    text = LOG.replace("Intertidal Snails", "Intertidal Snails?")
    assert log.read_text() == text

    async with entry_of(log, CORAL) as opened:
        assert opened.content("title") == "珊瑚的昼夜节律研究（改）"
        await opened.press("ctrl+s")
        assert not opened.is_open
    assert log.read_text() == text.replace("珊瑚的昼夜节律研究", "珊瑚的昼夜节律研究（改）")


async def test_a_kept_change_leaves_alone_what_others_changed_meanwhile(log: Path) -> None:
    async with entry_of(log, SNAILS) as opened:
        await opened.type("title", "!")
        await opened.press("escape")
        log.write_text(LOG.replace("MarineBio 2023", "MarineBio 2024"))
        await opened.press("r", "n")
        assert opened.content("title").endswith("!")
        assert opened.content("source") == "MarineBio 2024"


async def test_a_kept_change_of_an_entry_that_is_gone_becomes_a_new_entry(log: Path) -> None:
    async with entry_of(log, KELP) as opened:
        await opened.type("title", "!")
        await opened.press("escape")
        log.write_text(LOG[: LOG.index("> > [2023-12-31]")])
        await opened.press("r", "n")
        assert opened.form.heading() == "New entry in log.md"
        assert opened.content("title") == "Kelp Roads for Otters!"


async def test_a_draft_of_markdown_is_restored_as_markdown(log: Path) -> None:
    async with entry_of(log, REEF) as opened:
        await opened.press(*"abc", "escape")
        assert not opened.is_open
        await opened.press("e")
        assert (opened.markdown_form.typed()[1] or "").startswith("abc> > [2024-03-10]")
    async with new_entry(log) as opened:
        assert (opened.markdown_form.typed()[1] or "").startswith("abc> > [2024-03-10]")


async def test_where_no_draft_can_be_kept_leaving_asks(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("READTUI_STATE_DIR", str(tmp_path / "file"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "file"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "file"))
    async with new_entry(log) as opened:
        await opened.type("title", "x")
        await opened.press("escape")
        assert isinstance(opened.app.screen, ConfirmScreen)
        await opened.press("n")
        assert opened.content("title") == "x"
        await opened.press("escape", "y")
        assert isinstance(opened.app.screen, LogScreen)


@pytest.mark.parametrize(
    ("saved", "words"),
    [
        ("2024-04-07T08:30:00.500000+00:00", "08:30"),
        ("2024-04-06T08:30:00+00:00", "2024-04-06 08:30"),
        ("then", "then"),
    ],
)
def test_a_draft_is_dated_as_shortly_as_can_be(saved: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    kept = drafts.KeptDraft(Path("log.md"), Draft(), None, None, None, saved, "x")
    assert when_kept(kept, date(2024, 4, 7)) == words

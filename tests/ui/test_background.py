"""Work behind the screen stands still while a key is answered."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest

from tests.ui.reading_group import reader_app, write_log
from tui_reader.ui import background
from tui_reader.ui.background import Answering

FOR_EVER = 3600.0


def test_a_thread_waits_until_the_picture_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "LONGEST", FOR_EVER)
    answering, waited = Answering(), Event()
    answering.wait()
    answering.key_came()

    def work() -> None:
        answering.wait()
        waited.set()

    Thread(target=work, daemon=True).start()
    assert answering.is_under_way
    assert not waited.is_set()
    answering.picture_sent()
    assert waited.wait(60)


def test_a_key_that_changes_nothing_is_waited_for_a_moment_alone() -> None:
    answering = Answering()
    answering.key_came()
    answering.wait()
    assert not answering.is_under_way


async def test_what_a_key_changed_is_its_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "LONGEST", FOR_EVER)
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.answering.key_came()
        await pilot.pause()
        assert app.answering.is_under_way
        await pilot.press("j")
        await pilot.pause()
        assert not app.answering.is_under_way

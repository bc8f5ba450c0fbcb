"""Looking up in the form, at a server on loopback that answers as the real ones do."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_services import NO_SUCH_ID, Reply, Services, feed, running_services
from tests.ui.opened_form import LOG, OpenedForm, new_entry
from tests.ui.test_pasting import contents, paste
from tui_reader.adapters import memory
from tui_reader.core.parser import parse
from tui_reader.ui.choice_screen import ChoiceScreen


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_bytes(LOG.encode())
    memory.remember(path, reader="Noor Aziz")
    return path


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setenv("READTUI_CACHE_DIR", str(tmp_path / "cache"))
    folder = Path(os.environ["READTUI_CONFIG_DIR"])
    folder.mkdir(exist_ok=True)
    with running_services() as server:
        (folder / "settings.yaml").write_text(f"servers: {json.dumps(server.settings)}\n", encoding="utf-8")
        yield server


async def looked_up(opened: OpenedForm) -> None:
    """As soon as no service is asked any more."""
    await opened.app.workers.wait_for_complete()
    await opened.pilot.pause()


async def test_a_number_typed_in_place_of_the_title_is_an_entry_in_fourteen_keys(log: Path, services: Services) -> None:
    services.replies["/api/query"] = Reply(feed("2403.04294", "How Kelp\n Holds On"), kind="application/atom+xml")
    keys = [*"2403.04294", "ctrl+f", "ctrl+s"]
    async with new_entry(log) as opened:
        await opened.press(*keys[:-1])
        await looked_up(opened)
        assert contents(opened) == ["How Kelp Holds On", "arXiv", "https://arxiv.org/abs/2403.04294"]
        assert opened.notice == "arXiv: title, source, link"
        await opened.press(keys[-1])
        assert not opened.is_open
    assert parse(log.read_text(encoding="utf-8")).entries[0].title == "How Kelp Holds On"
    assert len(keys) + 1 <= 16  # with the n that opens the form


async def test_what_a_paste_does_not_say_is_looked_up_and_what_was_typed_stays(log: Path, services: Services) -> None:
    services.replies["/api/query"] = Reply(feed("2403.04294", "How Kelp Holds On"), kind="application/atom+xml")
    async with new_entry(log) as opened:
        await opened.type("source", "Ocean 2024")
        await paste(opened, "https://arxiv.org/abs/2403.04294")
        if isinstance(opened.app.screen, ChoiceScreen):
            await opened.press("1")
        await looked_up(opened)
        assert contents(opened)[:2] == ["How Kelp Holds On", "Ocean 2024"]


async def test_a_service_that_knows_nothing_is_said_and_nothing_is_filled(log: Path, services: Services) -> None:
    services.replies["/api/query"] = Reply(NO_SUCH_ID.format(number="x").encode(), kind="application/atom+xml")
    async with new_entry(log) as opened:
        await opened.press(*"2403.99999", "ctrl+f")
        await looked_up(opened)
        assert opened.notice.startswith("Nobody knows this paper")
        assert contents(opened) == ["2403.99999", "", ""]


async def test_saving_does_not_wait_for_a_slow_service(log: Path, services: Services) -> None:
    services.replies["/api/query"] = Reply(feed("2403.04294", "Late"), stall=20)
    async with new_entry(log) as opened:
        await opened.type("title", "How Kelp Holds On 2403.04294")
        await opened.press("ctrl+f", "ctrl+s")
        assert not opened.is_open
        services.ended.set()
    assert "How Kelp Holds On" in log.read_text(encoding="utf-8")


async def test_switched_off_nobody_is_asked(log: Path, services: Services) -> None:
    settings = Path(os.environ["READTUI_CONFIG_DIR"], "settings.yaml")
    settings.write_text(settings.read_text(encoding="utf-8") + "lookup: off\n", encoding="utf-8")
    async with new_entry(log) as opened:
        await opened.press(*"2403.04294", "ctrl+f")
        await looked_up(opened)
        assert "switched off" in opened.notice
        await paste(opened, "https://arxiv.org/abs/2403.04294")
        await looked_up(opened)
    assert services.asked == []

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


async def test_what_a_paste_does_not_say_is_looked_up_what_was_typed_stays_and_saving_does_not_wait(
    log: Path, services: Services
) -> None:
    services.replies["/api/query"] = Reply(NO_SUCH_ID.format(number="x").encode(), kind="application/atom+xml")
    async with new_entry(log) as opened:
        await opened.type("title", "2403.99999")
        await opened.press("ctrl+f")
        await looked_up(opened)
        assert opened.notice.startswith("Nobody knows this paper")
        assert contents(opened) == ["2403.99999", "", ""]

        services.replies["/api/query"] = Reply(feed("2403.04294", "How Kelp Holds On"), kind="application/atom+xml")
        opened.empty("title")
        await opened.type("source", "Ocean 2024")
        await paste(opened, "https://arxiv.org/abs/2403.04294")
        if isinstance(opened.app.screen, ChoiceScreen):
            await opened.press("1")
        await looked_up(opened)
        assert contents(opened)[:2] == ["How Kelp Holds On", "Ocean 2024"]

        services.replies["/api/query"] = Reply(feed("2403.04295", "Late"), stall=20)
        opened.empty("title", "link")
        await opened.type("title", "How Eels Hold On 2403.04295")
        await opened.press("ctrl+f")
        await opened.until(lambda: "2403.04295" in services.asked[-1][0])
        await opened.press("ctrl+s")
        assert not opened.is_open
        services.ended.set()
    assert "How Eels Hold On" in log.read_text(encoding="utf-8")


async def test_switched_off_nobody_is_asked(log: Path, services: Services) -> None:
    settings = Path(os.environ["READTUI_CONFIG_DIR"], "settings.yaml")
    settings.write_text(settings.read_text(encoding="utf-8") + "lookup: off\n", encoding="utf-8")
    async with new_entry(log) as opened:
        await opened.type("title", "2403.04294")
        await opened.press("ctrl+f")
        await looked_up(opened)
        assert "switched off" in opened.notice
        await paste(opened, "https://arxiv.org/abs/2403.04294")
        await looked_up(opened)
    assert services.asked == []

"""The group's settings in the app: a stated template holds in the form, a mistake is told and keeps nobody out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ui.opened_form import LOG, REEF, entry_of, new_entry, opened_app
from tests.ui.reading_group import settle, shown

STATED = """\
template: |
  > [date]-[reader]-[title]-[source](link)
  > > 简述：
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of five entries."""
    path = tmp_path / "log.md"
    path.write_bytes(LOG.encode())
    return path


async def test_a_mistake_is_told_once_and_the_log_is_shown_all_the_same(log: Path, tmp_path: Path) -> None:
    (tmp_path / ".readtui.yaml").write_text("member: [Mira]\n")
    async with opened_app(log) as opened:
        await settle(opened.pilot)
        assert opened.notice == '.readtui.yaml:1: there is no setting "member"; did you mean "members"?'
        assert opened.notice in shown(opened.app)
        assert "Tides as Clocks" in shown(opened.app)
        await opened.press("j")
        opened.app.action_reload()
        await settle(opened.pilot)
        assert opened.notice == "Read log.md again"


async def test_an_entry_is_written_as_the_group_has_stated(log: Path, tmp_path: Path) -> None:
    (tmp_path / ".readtui.yaml").write_text(STATED, encoding="utf-8")
    async with new_entry(log) as opened:
        await opened.type("title", "Otters")
        await opened.type("summary", "Good.")
        await opened.until(lambda: "> > 简述：Good." in opened.preview)
        await opened.press("ctrl+s")
        assert not opened.is_open
    written = log.read_text(encoding="utf-8")
    assert re.search(r"^> \[2024-04-07\](?:-\[.*\])?-\[Otters\].*\n> > 简述：Good\.\n", written, re.MULTILINE)


async def test_the_group_decides_what_is_wrong_with_an_entry(log: Path, tmp_path: Path) -> None:
    async with entry_of(log, REEF) as opened:
        await opened.until(lambda: "figures/one.png; add it" in opened.preview)
        (tmp_path / ".readtui.yaml").write_text("check:\n  figure-not-there: off\n")
        await opened.press("escape", "r", "e")
        await opened.until(lambda: "Source   Reefs" in opened.preview)
        assert "add it" not in opened.preview

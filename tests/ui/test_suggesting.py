"""What a form offers while one types, on the real app."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.opened_form import LOG, OpenedForm, new_entry
from tests.ui.reading_group import lines, settle


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_text(LOG.replace("[MarineBio](", "[MarineBio 2022]("), encoding="utf-8")
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "tides.png").write_bytes(b"x")
    return path


def bottom(opened: OpenedForm) -> list[str]:
    """What stands on the line of the keys, without what is further behind."""
    return lines(opened.app)[-1].split()[:4]


async def test_what_others_wrote_is_offered_and_no_key_that_types_is_taken(log: Path) -> None:
    async with new_entry(log) as opened:
        await settle(opened.pilot)
        opened.go_to("reader")
        opened.field("reader").control.content = ""  # type: ignore[attr-defined]
        await opened.pilot.pause()
        # As an input method hands it over: a word at once, and by its sound.
        await opened.type("reader", "罗")
        assert bottom(opened) == ["→", "▸罗听雨", "2"]
        await opened.press("backspace", "l", "t", "y", "right")
        assert opened.content("reader") == "罗听雨"
        assert bottom(opened)[0] == "^S"
        await opened.press("backspace", "backspace", "backspace", "d", "right")
        assert opened.content("reader") == "Ines Duarte"

        opened.go_to("source")
        await opened.pilot.pause()
        assert bottom(opened)[0] == "^S"
        await opened.press("down")
        assert bottom(opened)[:3] == ["→", "▸MarineBio", "2023"]
        await opened.press("down", "right")
        assert opened.content("source") == "Reefs"
        await opened.press("ctrl+u", *"cvp")
        assert bottom(opened)[:3] == ["→", "▸CVPR", "2024"]
        # Tab goes on as ever, and what was typed stays.
        await opened.press("tab")
        assert opened.content("source") == "cvp"
        assert bottom(opened)[0] == "^S"

        await opened.type("title", "Two more pic")
        assert bottom(opened)[:2] == ["→", "▸Pictures"]
        await opened.press("left", "right", "right")
        assert opened.content("title") == "Two more pic"
        await opened.press("t", "right", "space")
        assert opened.content("title") == "Two more Pictures "

        await opened.type("figure", "t")
        assert bottom(opened) == ["→", "▸figures/tides.png"]
        # What is said meanwhile is seen, and then nothing is taken that is not.
        opened.app.notify("High tide.")
        await opened.pilot.pause()
        assert bottom(opened) == ["High", "tide."]
        await opened.press("right")
        assert opened.content("figure") == "t"

        # A paste fills the fields, and offers nothing.
        await opened.paste("title", "https://arxiv.org/abs/2403.01234")
        assert "→" not in bottom(opened)[0]

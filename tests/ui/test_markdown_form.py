"""An entry that the form has no fields for, edited as its own Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.opened_form import LOG, REEF, SNAILS, OpenedForm, entry_of
from tui_reader.adapters import drafts
from tui_reader.core.parser import parse
from tui_reader.ui.log_screen import LogScreen
from tui_reader.ui.text_box import TextBox


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of five entries."""
    path = tmp_path / "log.md"
    path.write_bytes(LOG.encode())
    return path


def box_of(opened: OpenedForm) -> TextBox:
    return opened.markdown_form.query_one(TextBox)


async def replace_text(opened: OpenedForm, old: str, new: str) -> None:
    """Edit the Markdown."""
    box = box_of(opened)
    assert old in box.text
    row, column = next((row, line.index(old)) for row, line in enumerate(box.text.split("\n")) if old in line)
    box.replace(new, (row, column), (row, column + len(old)))
    await opened.pilot.pause()


async def test_an_entry_that_the_form_cannot_hold_is_edited_as_markdown_that_has_to_read_as_one(log: Path) -> None:
    header = "[2024-03-10]-[Ines Duarte]-["
    async with entry_of(log, REEF) as opened:
        assert opened.markdown_form.heading() == "Markdown of the entry in line 29 of log.md"
        await opened.until(lambda: opened.preview)
        assert opened.markdown_form.preview.heading == "reads as"
        assert opened.preview.split("\n")[:4] == [
            "Date     2024-03-10",
            "Reader   Ines Duarte",
            "Title    Two Pictures of One Reef",
            "Source   Reefs",
        ]
        assert "figures/two.png" in opened.preview

        await replace_text(opened, header, "")
        await opened.press("ctrl+s")
        assert opened.is_open
        assert "reads as 0 entries" in str(opened.markdown_form.query_one(".problem").render())
        assert "Two Pictures of One Reef]" in box_of(opened).content
        assert log.read_text() == LOG

        await replace_text(opened, "Two Pictures of One Reef]", f"{header}Two Pictures of One Reef]")
        await replace_text(opened, "two.png", "second.png")
        await opened.until(lambda: "second.png" in opened.preview)
        await opened.press("ctrl+s")
        assert not opened.is_open
    assert log.read_text() == LOG.replace("two.png", "second.png")


async def test_characters_that_the_box_cannot_hold_and_line_ends_survive(log: Path) -> None:
    text = LOG.replace("Both pictures show", "Both\x0cpictures\u2028show \x1b[31mred\x85 \udcff")
    written = text.replace("\n", "\r\n").encode("utf-8", "surrogateescape")
    log.write_bytes(written)
    async with entry_of(log, REEF) as opened:
        assert not set("\x0c\u2028\x1b\x85\udcff") & set(box_of(opened).text)
        await replace_text(opened, "the same reef", "one reef")
        await opened.press("ctrl+s")
        assert not opened.is_open
    assert log.read_bytes() == written.replace(b"the same reef", b"one reef")


async def test_the_form_hands_its_changes_over_to_the_markdown_and_esc_in_it_untouched_is_back(log: Path) -> None:
    async with entry_of(log, SNAILS) as opened:
        await opened.press("ctrl+t", "escape")
        assert opened.content("title") == "Tides as Clocks: Timing in Intertidal Snails"
        await opened.type("title", "!")
        assert opened.form.keep_draft()
        await opened.press("ctrl+t")
        await replace_text(opened, "Snails keep", "Snails always keep")
        await opened.press("ctrl+s")
        assert not opened.is_open
    assert log.read_text() == LOG.replace("Intertidal Snails]", "Intertidal Snails!]").replace(
        "Snails keep", "Snails always keep"
    )
    assert drafts.all_kept(log) == []


async def test_esc_in_the_handed_over_markdown_and_leaving_the_program_keep_one_draft(log: Path) -> None:
    async with entry_of(log, SNAILS) as opened:
        await opened.type("title", "!")
        assert opened.form.keep_draft()
        await opened.press("ctrl+t")
        await replace_text(opened, "Snails keep", "Snails always keep")
        await opened.press("escape")
        assert not opened.is_open
        (kept,) = drafts.all_kept(log)
        assert kept.markdown is not None
        assert "Intertidal Snails!]" in kept.markdown
        assert "Snails always keep" in kept.markdown

        await opened.press("e")
        await replace_text(opened, "always keep", "nearly always keep")
        opened.app.leave()
    (kept,) = drafts.all_kept(log)
    assert kept.markdown is not None
    assert "Intertidal Snails!]" in kept.markdown
    assert "nearly always keep" in kept.markdown


async def test_others_changed_the_log_meanwhile_around_the_entry_or_took_it_out(log: Path) -> None:
    async with entry_of(log, REEF) as opened:
        await replace_text(opened, "same reef", "one reef")
        log.write_text("\n\n" + LOG)
        await opened.press("ctrl+s")
        await opened.until(lambda: not opened.is_open)
        text = log.read_text()
        assert text == "\n\n" + LOG.replace("same reef", "one reef")

        await opened.press("e")
        await replace_text(opened, "one reef", "one old reef")
        log.write_text(text[: text.index("> > [2024-03-10]")] + text[text.index("## Deep sea") :])
        await opened.press("ctrl+s", "m")
        await opened.until(lambda: isinstance(opened.app.screen, LogScreen))
    reef = next(entry for entry in parse(log.read_text()).entries if entry.title == "Two Pictures of One Reef")
    assert reef.figures == ("figures/one.png", "figures/two.png")
    assert reef.summary == "Both pictures show the one old reef."

"""Pasting into the form: what is recognised fills the fields, what was typed stays, and a key takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from tests.core.test_citation import IDENTIFIERS
from tests.core.test_round_trip import AWKWARD
from tests.ui.opened_form import LOG, SNAILS, OpenedForm, new_entry
from tui_reader.adapters import memory
from tui_reader.core.parser import parse
from tui_reader.ui.choice_screen import ChoiceScreen
from tui_reader.ui.line_input import LineInput
from tui_reader.ui.read_before_screen import ReadBeforeScreen

BIBTEX = """\
@inproceedings{crabs,
  title = {How {Crabs} Count Waves},
  booktitle = {Advances in Neural Information Processing Systems},
  year = {2023},
  url = {https://example.org/crabs}
}
"""
OF_CRABS = ["How Crabs Count Waves", "NeurIPS 2023", "https://example.org/crabs"]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of five entries, into which somebody has written before."""
    path = tmp_path / "log.md"
    path.write_bytes(LOG.encode())
    memory.remember(path, reader="Noor Aziz")
    return path


def contents(opened: OpenedForm, *names: str) -> list[str]:
    return [opened.content(name) for name in names or ("title", "source", "link")]


async def paste(opened: OpenedForm, text: str) -> None:
    """Paste as the terminal does: to what has the focus, or to the screen."""
    (opened.app.focused or opened.app.screen).post_message(events.Paste(text))
    await opened.pilot.pause()


async def test_a_paste_is_taken_back(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.type("summary", "Mine.")
        await paste(opened, BIBTEX)
        assert contents(opened) == OF_CRABS
        assert opened.content("summary") == "Mine."
        await opened.press("ctrl+z")
        assert contents(opened, "title", "source", "link", "summary") == ["", "", "", "Mine."]
        opened.app.set_focus(None)
        await paste(opened, BIBTEX)
        await opened.type("title", "!")
        await opened.press("ctrl+z")
        assert contents(opened)[1:] == OF_CRABS[1:]
        opened.form.fill(dict.fromkeys(("title", "source", "link"), ""))
        await paste(opened, "Title: Kelp Roads\nPaper: https://example.org/kelp\nCode: https://example.org/code")
        assert opened.field("link").remark == "and 1 more"
        await opened.press("ctrl+z")
        assert opened.field("link").remark == ""


async def test_of_several_papers_one_is_chosen_and_what_was_typed_stays_unless_it_is_to_be_replaced(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.paste("summary", BIBTEX.replace("Crabs", "Eels") + BIBTEX)
        assert isinstance(opened.app.screen, ChoiceScreen)
        await opened.press("2")
        assert contents(opened) == OF_CRABS
        await opened.press("ctrl+z")
        await opened.type("title", "Crabs")
        for answer, after in (
            ("escape", ["Crabs", "", ""]),
            ("1", ["Crabs", *OF_CRABS[1:]]),
            ("2", OF_CRABS),
        ):
            await paste(opened, BIBTEX)
            assert isinstance(opened.app.screen, ChoiceScreen)
            await opened.press(answer)
            assert contents(opened) == after
            if answer != "2":
                await opened.press("ctrl+z")
        await opened.press("ctrl+z")
        assert contents(opened) == ["Crabs", "", ""]
        await paste(opened, "https://example.org/crabs Other Crabs")
        await paste(opened, "Other Crabs https://example.org/crabs")
        await opened.press("3")
        assert "Other Crabs https://example.org/crabs" in opened.content("title")


async def test_text_stays_text(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.paste("title", "How Crabs:\nCount")
        await opened.paste("summary", "See https://arxiv.org/abs/2403.01234\nand (Okafor et al., 2024).")
        await opened.paste("figure", "https://example.org/a.png")
        assert contents(opened) == ["How Crabs: Count", "", ""]
        assert opened.content("summary") == "See https://arxiv.org/abs/2403.01234\nand (Okafor et al., 2024)."
        assert opened.content("figure") == "https://example.org/a.png"
        await opened.paste("link", "https://arxiv.org/abs/2403.01234")
        assert contents(opened) == ["How Crabs: Count", "arXiv", "https://arxiv.org/abs/2403.01234"]
        # A title is the same typed and pasted.
        title = opened.field("title").control
        assert isinstance(title, LineInput)
        for text in (text for text in AWKWARD if text not in IDENTIFIERS):
            folded = " ".join(text.split())
            title.content = ""
            title.insert_text_at_cursor(folded)
            assert title.content == folded
            title.content = ""
            assert not opened.form.take_paste(title, text)
            title.paste(text)
            assert " ".join(title.content.split()) == folded


async def test_a_megabyte_is_refused_or_read_and_keys_go_on(log: Path) -> None:
    async with new_entry(log) as opened:
        await paste(opened, "lorem ipsum " * 90_000)
        assert opened.content("title") == ""
        assert "too many" in opened.notice
        await opened.paste("summary", "lorem ipsum\n" * 90_000)
        assert opened.content("summary") == ""
        await paste(opened, BIBTEX + "% nothing\n" * 100_000)
        assert contents(opened) == OF_CRABS


async def test_an_entry_of_another_log_brings_all_it_says(log: Path) -> None:
    entry = "> [2024-03-05]-[韩梅]-[海带]-[Arxiv](https://example.org/k)\n>\n"
    entry += "> ![](a.png)\n> ![](b.png)\n>\n> 论文简述：好。\n"
    async with new_entry(log) as opened:
        await paste(opened, entry)
        names = ("date", "reader", "title", "source", "link", "figure", "summary")
        assert contents(opened, *names) == [
            "2024-03-05", "韩梅", "海带", "Arxiv", "https://example.org/k", "a.png", "好。",
        ]  # fmt: skip
        await opened.press("ctrl+z")
        assert contents(opened, "date", "reader", "title") == ["2024-04-07", "Noor Aziz", ""]
        await paste(opened, entry)
        await opened.press("ctrl+s")
    assert ("a.png", "b.png") in [one.figures for one in parse(log.read_text()).entries]


async def test_who_logged_a_paper_before_is_said_and_shown(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.paste("title", "tides as clocks - timing in inter")
        title = opened.field("title")
        await opened.until(lambda: title.hint)
        assert title.hint == (
            "^L logged before: 2024-03-31 · Ines Duarte · Tides as Clocks: Timing in Intertidal Snails"
        )
        await opened.press("ctrl+l")
        assert isinstance(opened.app.screen, ReadBeforeScreen)
        await opened.press("escape")
        await opened.type("title", "xyz")
        await opened.until(lambda: not title.hint)
        # Not of the entry itself.
        await opened.press("escape", "g", *["j"] * SNAILS, "e")
        await opened.type("title", " ")
        await opened.pilot.pause(0.3)
        assert opened.field("title").hint == ""

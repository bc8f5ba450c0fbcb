from __future__ import annotations

from textual.app import ComposeResult

from tests.ui.coloured_app import ColouredApp
from tui_reader.core.parser import parse
from tui_reader.ui.section_choice import SectionChoice, sections_for


class Choosing(ColouredApp[None]):
    def __init__(self, choice: SectionChoice) -> None:
        super().__init__()
        self.choice = choice
        self.changes = 0

    def compose(self) -> ComposeResult:
        yield self.choice

    def on_section_choice_changed(self) -> None:
        self.changes += 1


async def test_up_and_down_go_round() -> None:
    app = Choosing(SectionChoice(["One", "Two"], "", "none"))
    async with app.run_test() as pilot:
        await pilot.press("down", "down")
        assert app.choice.content == "Two"
        await pilot.press("down")
        assert app.choice.content == ""
        await pilot.press("up")
        assert app.choice.content == "Two"
        assert app.changes == 4


async def test_a_letter_goes_to_what_it_begins() -> None:
    app = Choosing(SectionChoice(["Old", "New", "Other"], "", "none"))
    async with app.run_test() as pilot:
        await pilot.press("o")
        assert app.choice.content == "Old"
        await pilot.press("o")
        assert app.choice.content == "Other"
        await pilot.press("x")
        assert app.choice.content == "Other"


async def test_a_section_that_the_log_does_not_have_stays() -> None:
    app = Choosing(SectionChoice(["One"], "Gone", "none"))
    async with app.run_test() as pilot:
        assert app.choice.content == "Gone"
        await pilot.press("down", "up")
        assert app.choice.content == "Gone"


async def test_without_sections_there_is_nothing_to_choose() -> None:
    app = Choosing(SectionChoice([], "", ""))
    async with app.run_test() as pilot:
        await pilot.press("down", "x")
        assert app.choice.content == ""


def test_the_sections_of_a_readers_last_entries_come_first() -> None:
    log = "# Log\n\n## Shore\n\n## Kelp\n\n> > [2024-03-05]-[Mira]-[Deep Kelp Holds On]-[Nature](https://k.org/1)\n"
    log += "\n## Reef\n\n> > [2024-03-06]-[Mira]-[Corals Hold On](https://k.org/2)\n"
    log += "\n## Ice\n\n> > [2024-03-07]-[Tom]-[Bears Hold On](https://k.org/3)\n"
    assert sections_for(parse(log), "Mira") == ["Reef", "Kelp", "Log", "Shore", "Ice"]
    assert sections_for(parse(log), "") == ["Log", "Shore", "Kelp", "Reef", "Ice"]

"""A log of the tests' own, the real app open on it, and what a person does in its forms."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from textual import events
from textual.pilot import Pilot

from tests.ui.reading_group import OpenedApp, type_ahead
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.entry_form import EntryForm
from tui_reader.ui.form_field import FormField
from tui_reader.ui.form_screen import FormScreen
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.line_input import LineInput
from tui_reader.ui.markdown_form import MarkdownForm
from tui_reader.ui.section_choice import SectionChoice
from tui_reader.ui.text_box import TextBox

TODAY = date(2024, 4, 7)

LOG = """\
# Harbour seminar

######### template #########

> > [date]-[reader]-[title]-[source](link)
> >
> > figure (512 wide)
> >
> > Summary: (a sentence or two)

######### template #########

> ==> newest first: insert new entries here <==

## Weekly

> > [2024-03-31]-[Ines Duarte]-[Tides as Clocks: Timing in Intertidal Snails]-[MarineBio 2023](https://example.org/tides)
> >
> > <img width="512" alt="image" src="figures/tides.png">
> >
> > Summary: Snails keep the time of the last tide.
>
> > [2024-03-24]-[罗听雨]-[珊瑚的昼夜节律研究]-[Arxiv](https://example.org/coral)
> >
> > Summary: 提出一个简单的模型。
>
> > [2024-03-17]-[罗听雨]-[本周出海，未精读]
>
> > [2024-03-10]-[Ines Duarte]-[Two Pictures of One Reef]-[Reefs](https://example.org/reef)
> >
> > <img width="512" alt="image" src="figures/one.png">
> > <img width="512" alt="image" src="figures/two.png">
> >
> > Summary: Both pictures show the same reef.

## Deep sea

> > [2023-12-31]-[Tom Ferreira]-[Kelp Roads for Otters]-[MarineBio](https://example.org/kelp)
> >
> > Summary: Otters follow kelp.
"""

SNAILS, CORAL, AT_SEA, REEF, KELP = range(5)
"""The entries of ``LOG``."""

ScreenType = TypeVar("ScreenType", bound=FormScreen)


class OpenedForm:
    """The app with a form open, and hands to type with."""

    def __init__(self, app: ReaderApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def form(self) -> EntryForm:
        """The form for the fields of an entry."""
        assert isinstance(self.app.screen, EntryForm)
        return self.app.screen

    @property
    def markdown_form(self) -> MarkdownForm:
        """The form for the Markdown of an entry."""
        assert isinstance(self.app.screen, MarkdownForm)
        return self.app.screen

    @property
    def is_open(self) -> bool:
        """Whether a form is open."""
        return isinstance(self.app.screen, FormScreen)

    @property
    def notice(self) -> str:
        """What is said at the bottom."""
        return self.app.screen.query_one(KeyBar).notice

    @property
    def preview(self) -> str:
        """What the preview shows under its heading."""
        assert isinstance(self.app.screen, FormScreen)
        return self.app.screen.preview.text

    def field(self, name: str) -> FormField:
        """The field of that name."""
        return self.form.query_one(f"FormField#{name}", FormField)

    def content(self, name: str) -> str:
        """What stands in a field."""
        control = self.field(name).control
        assert isinstance(control, LineInput | TextBox | SectionChoice)
        return control.content

    def go_to(self, name: str) -> None:
        """Give a field the focus."""
        self.field(name).control.focus()

    def empty(self, *names: str) -> None:
        """Take out what stands in fields."""
        for name in names:
            control = self.field(name).control
            assert isinstance(control, LineInput | TextBox)
            control.content = ""

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, name: str, text: str) -> None:
        """Go to a field and type ``text`` behind what stands there."""
        self.go_to(name)
        await self.pilot.pause()
        type_ahead(self.app, text)
        await self.pilot.pause()

    async def paste(self, name: str, text: str) -> None:
        """Paste ``text`` into a field."""
        self.go_to(name)
        await self.pilot.pause()
        self.field(name).control.post_message(events.Paste(text))
        await self.pilot.pause()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until ``condition`` holds, and what came with it is on the screen."""
        for _ in range(2000):
            if condition():
                await self.pilot.pause()
                return
            await self.pilot.pause(0.005)
        raise AssertionError("what was waited for did not come")


@asynccontextmanager
async def opened_app(log: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[OpenedForm]:
    """The app on ``log``, on a day of the tests' choice."""
    app = OpenedApp([log], today=lambda: TODAY)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield OpenedForm(app, pilot)


@asynccontextmanager
async def new_entry(log: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[OpenedForm]:
    """The app on ``log`` with the form for a new entry."""
    async with opened_app(log, size) as opened:
        await opened.press("n")
        yield opened


@asynccontextmanager
async def entry_of(log: Path, index: int, size: tuple[int, int] = (80, 24)) -> AsyncIterator[OpenedForm]:
    """The app on ``log`` with the form for one of its entries."""
    async with opened_app(log, size) as opened:
        await opened.press("g", *["j"] * index, "e")
        yield opened

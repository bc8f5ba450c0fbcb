"""A reading group's log for the tests of the screen, and a look at what the app shows of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

import tui_reader.ui
from tui_reader.ui.app import ReaderApp

TODAY = date(2024, 6, 3)

LOG = """\
# Tide pool club

## Shore

> > [2024-05-26]-[Mira]-[Barnacles Remember: Memory in Sessile Crustaceans]-[MarineBio 2023](https://example.org/barnacle)
> >
> > Summary: Barnacles keep a trace of the last tide.
>
> > [2024-05-24]-[李听潮]-[海星再生的机制研究]-[Arxiv](https://example.org/starfish)[code](https://example.org/code)
> >
> > Summary: 提出一个简单的再生模型，结论可靠。
>
> > [2024-05-19]-[Tom]-[本周出海，未精读]
>
> > [2024-05-17]-[Mira]-[A [bold]Limpet[/bold] and its Home Scar]
> >
> > Summary: Limpets go home \x1b[31mevery\x1b[0m morning.

## Deep sea

> > [2023-12-31]-[Tom]-[Kelp "Highways" for Otters]-[script](javascript:alert(1))
> >
> > Summary: Otters follow kelp, and kelp follows the light.
"""

TITLES = ("Barnacles", "海星", "本周出海", "A [bold]Limpet", "Kelp")
"""What the rows of the log's entries begin with, in their order."""


def write_log(folder: Path, name: str = "log.md", text: str = LOG) -> Path:
    """A log of this text on disk."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def many_entries(count: int) -> str:
    """A log of so many entries, the newest first, one each day."""
    days = (date.fromordinal(TODAY.toordinal() - number) for number in range(count))
    return "\n".join(
        f"> > [{day}]-[Mira]-[Tide table number {number}]\n> >\n> > Summary: High and low.\n"
        for number, day in enumerate(days)
    )


class OpenedApp(ReaderApp):
    """The app, which its tests get when the logs are read: a key before that would find no entry."""

    CSS_PATH = str(Path(tui_reader.ui.__file__).with_name("readtui.tcss"))

    @asynccontextmanager
    async def run_test(self, **arguments: Any) -> AsyncGenerator[Pilot[None], None]:  # noqa: ANN401
        """As Textual's, with everything that was begun on the screen."""
        async with super().run_test(**arguments) as pilot:
            await settle(pilot)
            yield pilot


def reader_app(*paths: Path) -> ReaderApp:
    """The app on these logs, on a day in June."""
    return OpenedApp(paths, today=lambda: TODAY)


def lines(app: App[None]) -> list[str]:
    """What stands on the screen, line by line."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def shown(app: App[None]) -> str:
    """What stands on the screen."""
    return "\n".join(lines(app))


def marked_line(app: App[None]) -> str:
    """The line of the list that the cursor stands on, without what stands beside it."""
    return next((line.partition("▌")[2].partition("│")[0].strip() for line in lines(app) if "▌" in line), "")


def type_ahead(app: App[None], text: str) -> None:
    """Type ``text`` all at once, as over a slow line or with an input method; ``pilot.press`` waits for each key."""
    for letter in text:
        key = events.Key("enter", None) if letter == "\n" else events.Key(_character_to_key(letter), letter)
        app.post_message(key)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until everything that was begun in threads, and not called off meanwhile, is on the screen."""
    is_waiting = True
    while is_waiting:
        try:
            await pilot.app.workers.wait_for_complete()
            is_waiting = False
        except WorkerCancelled:
            await pilot.pause()
    await pilot.pause()

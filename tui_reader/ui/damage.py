"""A log that an earlier write damaged: what it was and what it was to become are both there, and a person chooses."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.adapters import store
from tui_reader.adapters.language import _, say
from tui_reader.core.message import ReadTuiError
from tui_reader.ui.choice_screen import ChoiceScreen

if TYPE_CHECKING:
    from tui_reader.adapters.rewrite import Copies
    from tui_reader.ui.log_app import LogApp


async def offer_repair(app: LogApp) -> None:
    """Remove what killed writes left of the logs of ``app``, and ask about each log that one of them damaged."""
    for path in app.paths:
        copies = await asyncio.to_thread(store.clear_up, path)
        if copies is not None:
            await _ask(app, path, copies)


async def _ask(app: LogApp, path: Path, copies: Copies) -> None:
    question = _("An earlier write of {file} broke off and damaged it. What is it to be?").format(file=path.name)
    choices = [
        (_("Finish that write"), _("with what was saved last")),
        (_("As it was before"), _("without what was saved last")),
        (_("Leave it as it is by now"), _("it was put right already")),
    ]
    choice = await app.push_screen_wait(ChoiceScreen(question, choices))
    if choice is None:
        app.notify(_("{file} cannot be changed until that is decided.").format(file=path.name), severity="warning")
        return
    try:
        if choice == len(choices) - 1:
            await asyncio.to_thread(store.leave_as_it_is, path)
        else:
            await asyncio.to_thread(store.put_back, path, copies, choice == 0)
    except ReadTuiError as error:
        app.notify(say(error), severity="error")
    else:
        app.read_again(path, _("{file} is whole again.").format(file=path.name))

"""The figures of an entry, one at a time and as large as the screen."""

from __future__ import annotations

import os
import time
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.adapters.language import _, say
from tui_reader.core.address import picture_name
from tui_reader.core.document import Entry
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.core.visible import visible
from tui_reader.ui.background import apart
from tui_reader.ui.drawn_picture import draw
from tui_reader.ui.figure_view import FigureView
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.picture_way import Way, Ways, cell_size, ways
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.text_pane import READING
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from tui_reader.ui.log_app import LogApp


SAY_EVERY = 0.25
"""Seconds between two words on how much of a picture has come."""

WAY_NAMES: dict[Way, str] = {"cells": N_("half cells"), "kitty": "kitty", "sixel": "sixel"}


def show_figures(app: LogApp, log: Path, entry: Entry) -> None:
    """Show the figures of ``entry`` of the ``log``, or say why there is none to see."""
    from tui_reader.adapters.config import load_settings

    figures = [(picture_name(figure.alt, figure.url), figure.url) for figure in entry.body.figures]
    try:
        setting = load_settings().pictures
    except ReadTuiError as error:
        app.notify(say(error), severity="error")
        return
    if not figures:
        app.notify(_("This entry has no figure."))
    elif setting == "off":
        app.notify(_("Figures are not shown: readtui config says pictures: off"))
    elif app.profile.is_plain:
        app.notify(_("No picture is drawn with --plain; it is at {address}").format(address=figures[0][1]))
    else:
        app.push_screen(FigureScreen(app, log, figures, setting))


class FigureScreen(QuietScreen[None]):
    """Shows the figures of one entry."""

    CSS_PATH = "figure.tcss"

    AUTO_FOCUS = ""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left,h", "step(-1)", N_("previous"), id="figure.previous", tooltip=N_("The figure before"), group=READING
        ),
        Binding("right,l", "step(1)", N_("next one"), id="figure.next", tooltip=N_("The next figure"), group=READING),
        Binding(
            "g",
            "other_way",
            N_("finer/coarser"),
            id="figure.way",
            tooltip=N_("As graphics of the terminal, or in half cells"),
            group=READING,
        ),
        Binding("o", "open", N_("open"), id="figure.open", tooltip=N_("Open the figure's address"), group=READING),
        Binding("escape,q,i", "close", N_("back"), id="figure.back"),
    ]

    def __init__(self, app: LogApp, log: Path, figures: Sequence[tuple[str, str]], setting: str) -> None:
        """``figures`` are names and addresses, as the ``log`` has them; ``setting`` is how to show them."""
        super().__init__()
        self._reader = app
        self._log = log
        self._figures = figures
        self._setting = setting
        self._index = 0
        self._pictures: dict[int, Image] = {}
        self._way: Ways | None = None
        self._is_other_way = False
        self._left = Event()
        """Set when nobody waits any more for the picture that is fetched."""
        self._number = 0
        self._title = Words(id="title")
        self._view = FigureView()

    def compose(self) -> ComposeResult:
        """Which figure, the figure, and the keys."""
        yield self._title
        yield self._view
        yield KeyBar()

    def on_resize(self, event: events.Resize) -> None:
        """Begin, or draw it anew for another size, once everything has its place."""
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        self._left.set()

    # -- the picture -----------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._left.set()
        self._left = Event()
        self._say_which()
        self.run_worker(self._show(self._index, self._left), group="figure", exclusive=True)

    async def _show(self, index: int, left: Event) -> None:
        self._view.show(None)
        try:
            picture = self._pictures.get(index)
            if picture is None:
                picture = self._pictures[index] = await apart(lambda: self._picture(index, left))
            await self._draw(picture)
        except ReadTuiError as error:
            self._view.show(None, say(error))

    def _picture(self, index: int, left: Event) -> Image:
        """The pixels of a figure. In a thread: it may have to be fetched."""
        from tui_reader.adapters.figure_content import content_of
        from tui_reader.adapters.picture_pixels import pixels_of, require_pillow

        require_pillow()
        said = 0.0

        def progress(length: int, size: int | None) -> None:
            nonlocal said
            if time.monotonic() - said >= SAY_EVERY and not left.is_set():
                said = time.monotonic()
                self.call_later(self._say_progress, length, size, left)

        return pixels_of(content_of(self._figures[index][1], self._log, left.is_set, progress))

    def _say_progress(self, length: int, size: int | None, left: Event) -> None:
        if left is not self._left:
            return
        name = self._figures[self._index][0]
        if size:
            words = _("Fetching {name}: {part} of {size} KB · Esc calls it off")
            self._view.show(None, words.format(name=name, part=length // 1024, size=-(-size // 1024)))
        else:
            words = _("Fetching {name}: {part} KB · Esc calls it off")
            self._view.show(None, words.format(name=name, part=length // 1024))

    async def _draw(self, picture: Image) -> None:
        if self._way is None:
            has_all_colours = self.app.console.color_system == "truecolor" and not self.app.no_color
            self._way = await apart(lambda: ways(self._setting, has_all_colours))
            self.refresh_bindings()
        found, way = self._way, self._current_way
        if way == "cells" and self.app.no_color:
            self._view.show(None, _("Half cells are made of colours, and NO_COLOR turns them off."))
            return
        place, cell, in_tmux = self._view.size, cell_size(), found.in_tmux
        if not place.width or not place.height:
            return
        # Another one each time: what is still on its way to the terminal is not mistaken for it.
        self._number = (self._number or os.getpid() * 7919) % 0xFFFFFE + 1
        number = self._number
        drawn = await apart(lambda: draw(picture, way, place, cell, number, in_tmux))
        self._view.show(drawn)
        self._say_which(_("{way}, {size} KB").format(way=_(WAY_NAMES[way]), size=-(-drawn.size // 1024)), picture)

    @property
    def _current_way(self) -> Way:
        assert self._way is not None
        return self._way.other if self._is_other_way and self._way.other else self._way.usual

    def _say_which(self, how: str = "", picture: Image | None = None) -> None:
        name = self._figures[self._index][0]
        parts = []
        if len(self._figures) > 1:
            parts.append(_("{number} of {count}").format(number=self._index + 1, count=len(self._figures)))
        if picture is not None:
            parts.append(f"{picture.width} × {picture.height}")
        parts += [how] if how else []
        rest = "".join(f" · {part}" for part in parts)
        room = self.size.width - 2 - cell_len(rest)
        self._title.update(fit(visible(name), max(1, room)) + rest)

    # -- keys ------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """With one figure there is no other, and with one way of showing it neither."""
        if action == "step":
            return len(self._figures) > 1
        return action != "other_way" or (self._way is not None and self._way.other is not None)

    def action_step(self, step: int) -> None:
        """Show the figure before (-1) or after (1), round about."""
        self._index = (self._index + step) % len(self._figures)
        self._begin()

    def action_other_way(self) -> None:
        """Show it as graphics instead of in half cells, or the other way round."""
        self._is_other_way = not self._is_other_way
        self._begin()

    def action_open(self) -> None:
        """Open the address of the figure, or copy it."""
        from tui_reader.ui.open_and_copy import open_address

        open_address(self._reader, self._figures[self._index][1])

    def action_close(self) -> None:
        """Back to the log; a picture on its way is called off."""
        self.dismiss()

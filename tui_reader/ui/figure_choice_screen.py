"""Choosing the figure of an entry: from the newest pictures, by its path, or by its address."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import Input

from tui_reader.adapters.figures import Arrived, TakenIn, arrived, take_in, take_in_file
from tui_reader.adapters.language import _, say
from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.path_completion import completed, path_from
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.core.visible import visible
from tui_reader.ui.background import apart
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.line_input import LineInput
from tui_reader.ui.row_list import PlainRows, RowList
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import fit, fit_exactly

if TYPE_CHECKING:
    from tui_reader.ui.choice_screen import ChoiceScreen

SAY_EVERY = 0.25
"""Seconds between two words on how much of a picture has come."""

NAME_SHARE = 0.5
"""Of a row, for the picture's name."""

MOST_LISTED = 8
"""Pictures that are seen at once; more are scrolled to."""


class Copies:
    """The copies that a form had made in the log's figure folder; those that nothing links go with it."""

    def __init__(self) -> None:
        self._made: dict[str, Path] = {}

    def add(self, taken: TakenIn) -> None:
        """A copy was made."""
        self._made[taken.address] = taken.path

    def clear_up(self, *linking: str) -> None:
        """Remove the copies whose address stands in none of the texts ``linking``."""
        for address, path in list(self._made.items()):
            if not any(address in text for text in linking):
                del self._made[address]
                path.unlink(missing_ok=True)


class ArrivedList(RowList):
    """The newest pictures."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "detail": "$faint",
        "cursor": "on $cursor",
    }

    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self.pictures: Sequence[Arrived] = ()

    def show(self, pictures: Sequence[Arrived]) -> None:
        """List ``pictures``."""
        self.pictures = pictures
        self.styles.height = max(1, min(MOST_LISTED, len(pictures)))
        self.set_rows(PlainRows(len(pictures)), len(pictures))

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """Name, size, age and folder of a picture."""
        picture = self.pictures[row]
        name = fit_exactly(visible(picture.path.name), int(NAME_SHARE * width))
        size = fit_exactly(f"{max(1, picture.size // 1024)} KB", 8)
        age = fit_exactly(how_old(picture.age), 13)
        sign = "▌" if is_current else " "
        rest = max(0, width - cell_len(sign + name + size + age) - 2)
        folder = fit(visible(_shortened(picture.path.parent)), rest)
        detail = self.part_style("detail", is_current)
        return Strip(
            [Segment(f"{sign}{name} ", self.part_style("name", is_current)), Segment(f"{size}{age}{folder}", detail)]
        ).adjust_cell_length(width, detail)

    def chosen(self) -> None:
        """A click takes it."""
        self.call_later(self.screen.run_action, "take")


class WhereInput(LineInput):
    """A path or an address."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.take", N_("take"), id="figures.take"),
        Binding("tab", "screen.complete", N_("complete"), id="figures.complete"),
        Binding("up", "screen.move('up')", show=False),
        Binding("down", "screen.move('down')", show=False),
    ]


class FigureChoiceScreen(Dialog["TakenIn | str | None"]):
    """Asks for a figure. The answer is a picture that was taken in, an address as it was typed, or None."""

    CSS_PATH = "figure_choice.tcss"

    AUTO_FOCUS = "WhereInput"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", N_("back"), id="form.cancel")]

    def __init__(self, log: OpenLog, title: str, copied: Callable[[TakenIn], None]) -> None:
        """``title`` is the paper's, for the name of the file; ``copied`` is told of a copy that was made."""
        super().__init__()
        self._log = log
        self._paper = title
        self._copied = copied
        self._input = WhereInput("", _("a path or an address; empty: the picture above"))
        self._list = ArrivedList()
        self._detail = Words(id="detail")
        self._left = Event()
        self._is_busy = False

    def compose(self) -> ComposeResult:
        """The newest pictures over the line for another, and the keys."""
        yield Words(_("Which figure?"), id="question")
        yield self._list
        yield self._input
        yield self._detail
        yield KeyBar()

    def on_mount(self) -> None:
        self._detail.display = False
        self.run_worker(self._look(), group="arrived")

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        self._left.set()

    async def _look(self) -> None:
        pictures = await apart(arrived)
        self._list.show(pictures)
        if not pictures:
            self._say(_("No picture lies in your home or downloads folder, or here; type where it is."))

    def _say(self, words: str) -> None:
        self._detail.update(visible(words))
        self._detail.display = bool(words)

    # -- keys ------------------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Something else is typed."""
        self._say("")

    def action_move(self, step: str) -> None:
        """Go to another picture of the list."""
        self._list.action_move(step)

    def action_complete(self) -> None:
        """Go on with the path as far as it is certain, and say what it may go on with."""
        found = completed(self._input.content.lstrip())
        if found.text != self._input.content:
            self._input.content = found.text
        # Behind what is said of the change: nothing.
        self.call_after_refresh(self._say, "  ".join(found.names[:40]))

    def action_take(self) -> None:
        """Take the picture that is typed, or the one of the list."""
        typed = self._input.content.strip()
        if self._is_busy:
            return
        if typed.lower().startswith(("http://", "https://")):
            self.app.push_screen(_how_to_link(typed), lambda number: self._take_address(typed, number))
        elif typed:
            self._begin(lambda: self._from_file(path_from(typed)))
        elif self._list.pictures:
            path = self._list.pictures[self._list.position].path
            self._begin(lambda: self._from_file(path))

    def _take_address(self, address: str, number: int | None) -> None:
        if number == 0:
            self.dismiss(address)
        elif number == 1:
            self._begin(lambda: self._from_web(address))

    def _begin(self, work: Callable[[], TakenIn]) -> None:
        self._is_busy = True
        self.run_worker(self._take(work), group="take")

    async def _take(self, work: Callable[[], TakenIn]) -> None:
        try:
            taken = await apart(work)
        except ReadTuiError as error:
            self._say(say(error))
        else:
            self.dismiss(taken)
        finally:
            self._is_busy = False

    # -- in a thread -----------------------------------------------------------------------------------------------

    def _from_file(self, path: Path) -> TakenIn:
        taken = take_in_file(path, self._paper, self._log, _pixels())
        if not os.path.samefile(taken.path, path):
            self._copied(taken)
        return taken

    def _from_web(self, address: str) -> TakenIn:
        from tui_reader.adapters.figure_content import content_of

        said = 0.0

        def progress(length: int, _size: int | None) -> None:
            nonlocal said
            if time.monotonic() - said >= SAY_EVERY and not self._left.is_set():
                said = time.monotonic()
                self.call_later(self._say, _("Fetching: {part} KB · Esc calls it off").format(part=length // 1024))

        content = content_of(address, self._log.path, self._left.is_set, progress)
        taken = take_in(content, self._paper, self._log, _pixels())
        self._copied(taken)
        return taken

    def action_cancel(self) -> None:
        """Close without a figure; one that is on its way is called off."""
        self._left.set()
        self.dismiss(None)


def _how_to_link(address: str) -> ChoiceScreen:
    from tui_reader.ui.choice_screen import ChoiceScreen

    ways = [(_("Link it as it is"), address), (_("Fetch it, and keep it with the log"), "")]
    return ChoiceScreen(_("An address of the web:"), ways)


def _pixels() -> int:
    from tui_reader.adapters.config import load_settings

    return int(load_settings().figure_pixels or 0)


def _shortened(folder: Path) -> str:
    home, path = str(Path.home()), str(folder.absolute())
    return "~" + path[len(home) :] if path == home or path.startswith(home + os.sep) else path


def how_old(seconds: float) -> str:
    """An age in words."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("{n} min ago").format(n=minutes)
    if minutes < 48 * 60:
        return _("{n} h ago").format(n=minutes // 60)
    return _("{n} days ago").format(n=minutes // 1440)

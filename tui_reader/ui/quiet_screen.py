"""What all screens have in common: they are styled once when they are opened, and no size of the terminal is lost."""

from __future__ import annotations

from textual import events, on
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType

from tui_reader.ui.finished_lines import FinishedLines


class QuietScreen(Screen[ScreenResultType]):
    """A screen that has its layout from the beginning, and looks its styles up once."""

    _was_shown = False

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._styles_cache = FinishedLines()

    def suit(self, size: Size) -> None:
        """Take the layout for a terminal of ``size``, before anything is styled; Textual does when all is drawn."""
        for cells, breakpoints in (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        ):
            fitting = [layout for layout in breakpoints or () if layout[0] <= cells]
            if fitting:
                self.add_class(max(fitting)[1], update=False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Look up no styles when the screen is opened: its widgets have just looked up theirs."""
        if not self._was_shown:
            self._was_shown = True
            event.refresh_styles = False

    @on(events.Resize)
    def take_size_of_terminal(self, event: events.Resize) -> None:
        """Take the size that the terminal has by now.

        A screen tells itself of each size that it was laid out for. Of two sizes that wait, Textual keeps the one that
        was told last, and that may be this one, though the terminal has another since.
        """
        if event.size != self.app.size:
            self.post_message(events.Resize(self.app.size, self.app.size))

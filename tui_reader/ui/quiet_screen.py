"""What all screens have in common: they are styled once when they are opened, and not three times."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType


class QuietScreen(Screen[ScreenResultType]):
    """A screen that has its layout from the beginning, and looks its styles up once."""

    _was_shown = False

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

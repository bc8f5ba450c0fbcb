"""What all questions over a screen have in common: they, too, explain themselves."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, ScreenResultType

from tui_reader.ui.quiet_screen import QuietScreen


class Dialog(ModalScreen[ScreenResultType], QuietScreen[ScreenResultType]):
    """A question over the screen that asks it. The keys of the app do not reach it, but for those of every screen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "app.help", id="help", show=False)]

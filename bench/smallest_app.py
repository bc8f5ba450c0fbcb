"""The floor: the smallest Textual app that shows something. ``first_paint.py`` measures readtui against it."""

from __future__ import annotations

import os

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

from textual.app import App, ComposeResult
from textual.widgets import Static


class SmallestApp(App[None]):
    """One word on the screen."""

    def compose(self) -> ComposeResult:
        """The word."""
        yield Static("smallest")


if __name__ == "__main__":
    SmallestApp().run()

"""What becomes of a changed setting in the app that runs, and what overrules one for this start."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tui_reader.adapters import language
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.terminal_profile import profile_of

if TYPE_CHECKING:
    from tui_reader.adapters.config import Settings
    from tui_reader.ui.quiet_app import QuietApp

AT_THE_START = frozenset({"pinyin", "profile", "mouse", "plain"})
"""Settings that are looked at when the program starts, and not again."""


def speak(app: QuietApp, settings: Settings) -> None:
    """Say all that is on the screens in the language of ``settings``, unless the environment wants another."""
    from tui_reader.ui.log_app import LogApp

    if language.own_choice():
        return
    language.use(None if settings.language == "auto" else settings.language)
    if isinstance(app, LogApp):
        app.show_hits()
        app.show_entry()
        app.show_state()
    for screen in app.screen_stack:
        for bar in screen.query(KeyBar):
            bar.bindings_updated(screen)
        for widget in screen.walk_children():
            widget.refresh()


def asked_otherwise(app: QuietApp, name: str, settings: Settings) -> str:
    """The option of the command line that overrules the setting ``name``; empty where none does."""
    usual = profile_of(os.environ, settings)
    overruled = {
        "profile": ("--profile", app.profile.is_slow != usual.is_slow),
        "mouse": ("--no-mouse", app.profile.clicks != usual.clicks),
        "plain": ("--plain", app.profile.is_plain != usual.is_plain),
    }
    option, differs = overruled.get(name, ("", False))
    return option if differs else ""

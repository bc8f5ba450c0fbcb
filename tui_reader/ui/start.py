"""Opening the app: the few things to see to before Textual is imported."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.ui.late_modules import imported_late

if TYPE_CHECKING:
    from tui_reader.adapters.config import SettingsFile
    from tui_reader.ui.terminal_profile import TerminalProfile

GARBAGE = (10_000, 20, 1000)
"""After how many new values Python looks for garbage among them, after how many times among older ones, and among all.

More than usual: in a program that draws, most values are short-lived, and it looks by itself when nobody waits.
"""


def run(paths: Sequence[Path], file: SettingsFile, profile: TerminalProfile) -> int:
    """What ``app.run`` does, sooner.

    Collecting garbage while modules are imported finds none, and would take a fifth of the time to the first picture.
    The app collects again as soon as that is on the screen.
    """
    gc.disable()
    gc.set_threshold(*GARBAGE)
    try:
        with imported_late():
            from tui_reader.ui.app import run as run_app
        return run_app(paths, file, profile)
    finally:
        gc.enable()

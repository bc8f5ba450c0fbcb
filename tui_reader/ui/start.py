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


def run(paths: Sequence[Path], file: SettingsFile, profile: TerminalProfile) -> int:
    """What ``app.run`` does, sooner.

    Collecting garbage while modules are imported finds none, and would take a fifth of the time to the first picture.
    The app collects again as soon as that is on the screen.
    """
    gc.disable()
    try:
        with imported_late():
            from tui_reader.ui.app import run as run_app
        return run_app(paths, file, profile)
    finally:
        gc.enable()

"""Opening the app: the few things to see to before Textual is imported."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path


def run(paths: Sequence[Path]) -> int:
    """What ``app.run`` does, sooner.

    Collecting garbage while modules are imported finds none, and would take a fifth of the time to the first picture.
    The app collects again as soon as that is on the screen.
    """
    gc.disable()
    try:
        from tui_reader.ui.app import run as run_app

        return run_app(paths)
    finally:
        gc.enable()

"""What holds for all tests: how many run at once, and how many examples a property is shown."""

from __future__ import annotations

import gc
import os

from hypothesis import settings

PROFILE = "READTUI_EXAMPLES"
"""The variable that says how many examples there are: ``quick`` or ``thorough``."""

# Each may take as long as it needs on a machine that does other things as well.
settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get(PROFILE, "quick"))

# Until all tests are there, next to nothing is garbage.
gc.disable()


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what stays until the end: modules, and thousands of tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()

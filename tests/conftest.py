"""What holds for all tests: how many run at once, and how many examples a property is shown."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

PROFILE = "READTUI_EXAMPLES"
"""The variable that says how many examples there are: ``quick`` or ``thorough``."""

# Each may take as long as it needs on a machine that does other things as well.
settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get(PROFILE, "quick"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two for each core: a test of the screen waits as long as it works."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 2 * cores

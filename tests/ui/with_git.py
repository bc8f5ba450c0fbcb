"""Clones for the tests of the screen, and waiting for what git says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.clones import Clone, clones, git_environment
from tests.ui.reading_group import shown


def people(folder: Path, monkeypatch: pytest.MonkeyPatch, *names: str) -> list[Clone]:
    """A clone for each of ``names``; this process has the identity and the settings of git that they have."""
    home = folder / "home"
    home.mkdir()
    environment = git_environment(home)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return clones(folder, environment, *names)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Go on with the app until ``holds`` does."""
    for _attempt in range(1000):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"it never came:\n{shown(pilot.app)}")

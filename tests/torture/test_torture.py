"""A short round of what ``make torture`` does at length."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture import faults
from tests.torture.full_disk import save_on_full_disk
from tests.torture.scenarios import NAMES, Scenario, torture
from tests.torture.writers import write_at_once

EVERY = 80
"""One of so many pairs of a system call and a fault."""


@pytest.mark.parametrize("name", NAMES)
def test_whatever_fails_the_log_is_the_old_or_the_new_one_and_what_was_typed_is_kept(tmp_path: Path, name: str) -> None:
    reason = faults.why_not()
    if reason is not None:
        pytest.skip(reason)
    tally = torture(Scenario(name, tmp_path / "folder"), faults.FAULTS, EVERY)
    assert tally.wrong == []
    assert tally.runs
    assert tally.outcomes["missed"] == 0


@pytest.mark.parametrize("name", ["add", "in place", "form"])
@pytest.mark.parametrize("room", [0, 4096, 12288])
def test_a_full_disk_leaves_the_log_whole(tmp_path: Path, name: str, room: int) -> None:
    try:
        _state, wrong = save_on_full_disk(tmp_path / "small", name, room)
    except PermissionError as error:
        pytest.skip(f"no small disk can be mounted here: {error}")
    assert wrong == []


def test_what_eight_writers_add_at_once_is_there_once_though_some_are_killed(tmp_path: Path) -> None:
    written = write_at_once(tmp_path / "folder", writers=8, count=5, killed=3, seed=1)
    assert written.wrong == ()
    assert written.acknowledged >= 25

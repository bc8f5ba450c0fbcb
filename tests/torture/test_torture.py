"""A short round of what ``make torture`` does at length."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture import faults
from tests.torture.full_disk import save_on_full_disk
from tests.torture.scenarios import NAMES, Scenario, torture
from tests.torture.writers import write_at_once

EVERY = 160
"""One of so many pairs of a system call and a fault."""

ROOMS = {"add": (0, 4096), "in place": (4096,), "form": (0, 4096, 12288)}
"""Bytes that are left on a disk, by what is saved: some for which the log stays as it was, some that are enough."""


@pytest.mark.parametrize("name", NAMES)
def test_whatever_fails_the_log_is_the_old_or_the_new_one_and_what_was_typed_is_kept(tmp_path: Path, name: str) -> None:
    reason = faults.why_not()
    if reason is not None:
        pytest.skip(reason)
    tally = torture(Scenario(name, tmp_path / "folder"), faults.FAULTS, EVERY)
    assert tally.wrong == []
    assert tally.runs
    assert tally.outcomes["missed"] == 0


@pytest.mark.parametrize("name", ROOMS)
def test_a_full_disk_leaves_the_log_whole(tmp_path: Path, name: str) -> None:
    try:
        outcomes = save_on_full_disk(tmp_path / "small", name, ROOMS[name])
    except PermissionError as error:
        pytest.skip(f"no small disk can be mounted here: {error}")
    assert [fault for _state, wrong in outcomes for fault in wrong] == []


def test_what_several_writers_add_at_once_is_there_once_though_some_are_killed(tmp_path: Path) -> None:
    written = write_at_once(tmp_path / "folder", writers=5, count=4, killed=2, seed=1)
    assert written.wrong == ()
    assert written.acknowledged >= 12

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tui_reader.adapters.running import is_running, this_process


def test_this_process_is_running() -> None:
    assert is_running(this_process())


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="nobody tells when a process was started")
def test_a_process_of_the_same_number_started_later_is_another_one() -> None:
    machine_and_number = this_process().rpartition("/")[0]
    assert not is_running(f"{machine_and_number}/1")


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="nobody tells that a process has ended")
def test_a_killed_process_that_nobody_waited_for_runs_no_more() -> None:
    code = "from tui_reader.adapters.running import this_process; print(this_process(), flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        name = process.stdout.readline().decode().strip()
        assert is_running(name)
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert not is_running(name)
    assert not is_running(name)


@pytest.mark.parametrize("name", ["", "x", "elsewhere//1/2", "a/b/c/d/e", f"x/{10**30}/1"])
def test_other_machines_processes_are_taken_to_have_ended(name: str) -> None:
    assert not is_running(name)

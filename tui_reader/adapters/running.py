"""Processes by names that are never given twice, and whether they are still there."""

from __future__ import annotations

import os
from functools import cache

MACHINE_STARTED = "/proc/sys/kernel/random/boot_id"


@cache
def this_process() -> str:
    """What names this process: its machine, since when that is running, its number, and when it was started."""
    return "/".join((_machine(), str(os.getpid()), _started(os.getpid()) or ""))


def is_running(name: str) -> bool:
    """Whether the process of that ``name`` is running on this machine. Of other machines' it is said that it is not."""
    machine, _, rest = name.rpartition("/")
    machine, _, number = machine.rpartition("/")
    if machine != _machine() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except PermissionError:
        pass
    except (OSError, OverflowError):
        return False
    started = _started(int(number))
    return started is None or started == rest


def process_number(name: str) -> str:
    """The number of the process of that ``name``, as ``kill`` takes it."""
    return name.rpartition("/")[0].rpartition("/")[2]


@cache
def _machine() -> str:
    from socket import gethostname

    try:
        with open(MACHINE_STARTED, encoding="ascii") as file:
            return f"{gethostname()}/{file.read().strip()}"
    except OSError:
        return gethostname()


def _started(number: int) -> str | None:
    """When the process was started, in the machine's own count; empty: it has ended. None where nobody tells."""
    try:
        with open(f"/proc/{number}/stat", encoding="utf-8", errors="replace") as file:
            # The name of the program comes second, in parentheses, and may hold anything.
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return None
    return "" if fields[0] in ("Z", "X") else fields[19]

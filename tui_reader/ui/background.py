"""Work in a thread beside the screen, in such small steps that no key waits for it."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable

from textual.worker import get_current_worker

GIVE_WAY = 0.0002
"""Seconds that a thread sleeps between two steps: whoever waits for a key is sure to have his turn."""

SWITCH = 0.0005
"""Seconds after which Python takes the turn from a thread in the midst of a step. As it comes, it takes 0.005."""


class GivenUpError(Exception):
    """Nobody waits for the work any more: the program ends."""


def turns() -> Callable[[], None]:
    """To be asked for in the thread of a worker: what its work calls between two steps.

    That raises ``GivenUpError`` once the worker was cancelled.
    """
    sys.setswitchinterval(SWITCH)
    worker = get_current_worker()

    def give_way() -> None:
        if worker.is_cancelled:
            raise GivenUpError
        time.sleep(GIVE_WAY)

    return give_way


def keep_for_good() -> None:
    """Collect garbage again if that was put off, and spare what there is now: a log is too much to look at."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()

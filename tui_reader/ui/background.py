"""Work in a thread beside the screen, in such small steps that no key waits for it."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

if TYPE_CHECKING:
    from tui_reader.adapters.library import Library

GIVE_WAY = 0.0002
"""Seconds that a thread sleeps between two steps: whoever waits for a key is sure to have his turn."""

SWITCH = 0.0005
"""Seconds after which Python takes the turn from a thread in the midst of a step. As it comes, it takes 0.005."""


HEADERS_AT_ONCE = 20
"""Headers that are read between two steps."""


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


def read_headers(library: Library) -> None:
    """Read all headers of ``library``, in the thread of a worker: most of the work before anything can be counted."""
    pause = turns()
    for number, entry in enumerate(library.entries):
        _ = entry.header
        if number % HEADERS_AT_ONCE == 0:
            pause()


def keep_for_good() -> None:
    """Collect garbage again if that was put off, and spare what there is now: a log is too much to look at."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()

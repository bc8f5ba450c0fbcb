"""Work in a thread beside the screen, in such small steps that no key waits for it."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, TypeVar, cast

from textual.worker import get_current_worker

if TYPE_CHECKING:
    from tui_reader.adapters.library import Library
    from tui_reader.ui.quiet_app import QuietApp

GIVE_WAY = 0.0002
"""Seconds that a thread sleeps between two steps: whoever waits for a key is sure to have his turn."""

SWITCH = 0.0005
"""Seconds after which Python takes the turn from a thread in the midst of a step. As it comes, it takes 0.005."""


Result = TypeVar("Result")

HEADERS_AT_ONCE = 20
"""Headers that are read between two steps."""


LOOK_AGAIN = 0.001
"""Seconds after which a thread looks again whether a key has got its picture."""

LONGEST = 0.15
"""Seconds that a thread stands still for a key at most: not every key changes the picture."""


class GivenUpError(Exception):
    """Nobody waits for the work any more: the program ends."""


class Answering:
    """Whether a key waits for its picture. Threads stand still meanwhile: beside them it would take twice as long."""

    def __init__(self) -> None:
        self._until = 0.0
        """Until when it is waited for, by the clock of ``time.monotonic``."""

    def key_came(self) -> None:
        """A key is answered from now on."""
        self._until = time.monotonic() + LONGEST

    def picture_sent(self) -> None:
        """It is answered."""
        self._until = 0.0

    @property
    def is_under_way(self) -> bool:
        """Whether a key is answered."""
        return time.monotonic() < self._until

    def wait(self) -> None:
        """Wait until none is. For threads beside the screen."""
        while self.is_under_way:
            time.sleep(LOOK_AGAIN)


def turns() -> Callable[[], None]:
    """To be asked for in the thread of a worker: what its work calls between two steps.

    That stands still while a key is answered, and raises ``GivenUpError`` once the worker was cancelled.
    """
    sys.setswitchinterval(SWITCH)
    worker = get_current_worker()
    answering = cast("QuietApp", worker.node.app).answering

    def give_way() -> None:
        if worker.is_cancelled:
            raise GivenUpError
        time.sleep(GIVE_WAY)
        answering.wait()

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


async def apart(work: Callable[[], Result]) -> Result:
    """What ``work`` gives or raises, done in a thread of its own, for which the end of the program does not wait.

    It may wait for a server; Textual's and asyncio's own threads would keep the program until that has answered.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Result] = loop.create_future()

    def tell(done: Callable[[], None]) -> None:
        if not future.done():
            done()

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised where the work was asked for
            done = partial(future.set_exception, error)
        else:
            done = partial(future.set_result, result)
        with suppress(RuntimeError):  # the program has ended
            loop.call_soon_threadsafe(tell, done)

    Thread(target=run, name="readtui-apart", daemon=True).start()
    return await future

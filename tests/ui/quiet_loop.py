"""An event loop that says when it has nothing left to do, so that a test waits for just that and for no time to pass.

Textual's pilot takes a program for idle that used no processor for a fiftieth of a second: that costs two or three of
them for each key, and on a busy machine a program that is not given the processor looks idle too.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from time import process_time
from typing import Any, TypeVar

import textual.app
import textual.pilot

SOON = 1 / 25
"""Seconds. What a timer does that soon is waited for: the screen is painted at each second sixtieth at the latest."""

NAPS = 3
"""How often that is waited for in a row: a timer may go on without end."""

BREATH = 1 / 50
"""Seconds after which it is looked whether the threads that are at work do anything."""

IDLE = 15
"""How often in a row they do not, where they wait for something that does not come: a server, or the test itself."""

Result = TypeVar("Result")


class QuietSelector(selectors.DefaultSelector):
    """Tells ``listeners`` when the loop is about to sleep."""

    def __init__(self) -> None:
        super().__init__()
        self.listeners: list[asyncio.Future[None]] = []
        self.naps = 0
        """How often the loop slept since somebody listens."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """As usual; but a loop that would sleep goes on with those who wait for that."""
        if self.listeners and (timeout is None or timeout > 0):
            self.naps += 1
            if timeout is None or timeout > SOON or self.naps > NAPS:
                for listener in self.listeners:
                    if not listener.done():
                        listener.set_result(None)
                self.listeners.clear()
                timeout = 0
        return super().select(timeout)


class QuietLoop(asyncio.SelectorEventLoop):
    """An event loop that one can wait for."""

    def __init__(self) -> None:
        self._quiet_selector = QuietSelector()
        self.at_work = 0
        """Calls that threads are at."""
        self._thread_done = asyncio.Event()
        super().__init__(self._quiet_selector)

    def run_in_executor(  # type: ignore[override]
        self,
        executor: Executor | None,
        func: Callable[..., Result],
        *arguments: Any,  # noqa: ANN401
    ) -> asyncio.Future[Result]:
        """As usual, and counted until the thread is done: longer than anybody waits for a call that was called off."""

        def counted() -> Result:
            try:
                return func(*arguments)
            finally:
                with suppress(RuntimeError):  # the loop has ended
                    self.call_soon_threadsafe(self._done)

        self.at_work += 1
        return super().run_in_executor(executor, counted)

    def _done(self) -> None:
        self.at_work -= 1
        self._thread_done.set()

    async def thread_done(self, patience: float) -> None:
        """Wait until a thread is done, or ``patience`` is over."""
        self._thread_done.clear()
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._thread_done.wait(), patience)

    async def quiet(self, patience: float) -> None:
        """Wait until nothing is left to do but to wait for timers, threads and the world, or ``patience`` is over."""
        listener = self.create_future()
        self._quiet_selector.listeners.append(listener)
        self._quiet_selector.naps = 0
        await asyncio.wait([listener], timeout=patience)


async def wait_until_quiet(_min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until the loop is quiet and its threads are done or wait for something themselves; at most ``max_sleep``."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, QuietLoop)
    end = loop.time() + max_sleep
    idle = 0
    while True:
        used = process_time()
        await loop.quiet(end - loop.time())
        if not loop.at_work or idle >= IDLE or loop.time() >= end:
            return
        await loop.thread_done(BREATH)
        idle = idle + 1 if loop.at_work and process_time() - used < BREATH / 20 else 0


def teach_the_pilot() -> None:
    """Have Textual's pilot wait for a quiet loop."""
    for module in (textual.app, textual.pilot):
        module.wait_for_idle = wait_until_quiet  # type: ignore[attr-defined]

"""An event loop that says when it has nothing left to do, so that a test waits for just that and for no time to pass.

Textual's pilot takes a program for idle that used no processor for a fiftieth of a second: that costs two or three of
them for each key, and on a busy machine a program that is not given the processor looks idle too. Nor is a timer waited
for that is soon over: the clock of the loop is put forward.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, get_native_id
from time import monotonic, process_time
from typing import Any, TypeVar

SOON = 1 / 25
"""Seconds. A timer that is over so soon belongs to what was begun: the screen is laid out within two sixtieths."""

NAPS = 3
"""How often that is so in a row: a timer may go on without end."""

BREATH = 1 / 50
"""Seconds after which it is looked whether the threads that are at work do anything."""

PATIENCE = 5
"""Seconds after which nothing more is waited for: on a busy machine a log may take one or two to be written."""

IDLE = 15
"""How often in a row they do not, where they wait for something that does not come: a server, or the test itself."""

Result = TypeVar("Result")


class Clock:
    """The time of the loop and of Textual's timers, in seconds."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def time(self) -> float:
        """What the clock says."""
        return monotonic() + self._ahead

    def put_forward(self, seconds: float) -> None:
        """Let ``seconds`` be over."""
        self._ahead += seconds


CLOCK = Clock()


class Held:
    """Threads that wait for the test to go on."""

    def __init__(self) -> None:
        self.count = 0
        self._lock = Lock()

    @contextmanager
    def until_told(self) -> Iterator[None]:
        """The thread that does this waits for the test: the test does not wait for it."""
        with self._lock:
            self.count += 1
        try:
            yield
        finally:
            with self._lock:
                self.count -= 1


HELD = Held()


class QuietSelector(selectors.DefaultSelector):
    """Tells ``listeners`` when the loop is about to sleep."""

    def __init__(self) -> None:
        super().__init__()
        self.listeners: list[asyncio.Future[None]] = []
        self.naps = 0
        """How often the loop was to sleep since somebody listens."""
        self.is_hurried = True
        """Whether nobody is at work whom the time is to be left to."""

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
            elif self.is_hurried:
                CLOCK.put_forward(timeout)
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
        self._threads = ThreadPoolExecutor(thread_name_prefix="asyncio")
        self.set_default_executor(self._threads)

    def time(self) -> float:
        """The time by which timers go."""
        return CLOCK.time()

    def run_in_executor(  # type: ignore[override]
        self,
        executor: Executor | None,
        func: Callable[..., Result],
        *arguments: Any,  # noqa: ANN401
    ) -> asyncio.Future[Result]:
        """As usual, and counted until the thread is done: longer than anybody waits for a call that was called off."""
        self.at_work += 1
        self._quiet_selector.is_hurried = False
        call = (executor or self._threads).submit(func, *arguments)
        result = asyncio.wrap_future(call, loop=self)
        call.add_done_callback(self._is_done)  # which is told after the result
        return result

    def _is_done(self, _call: object) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self.call_soon_threadsafe(self._done)

    def _done(self) -> None:
        self.at_work -= 1
        self._quiet_selector.is_hurried = not self.at_work
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


async def wait_until_quiet(_min_sleep: float = 0, max_sleep: float = PATIENCE) -> None:
    """Wait until the loop is quiet and its threads are done or wait for something themselves; at most ``max_sleep``."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, QuietLoop)
    end = loop.time() + max_sleep
    idle = 0
    while True:
        used = process_time()
        await loop.quiet(end - loop.time())
        if loop.at_work <= HELD.count or idle >= IDLE or loop.time() >= end:
            return
        await loop.thread_done(BREATH)
        is_idle = loop.at_work and process_time() - used < BREATH / 20 and threads_wait()
        idle = idle + 1 if is_idle else 0


def threads_wait() -> bool:
    """Whether the other threads want neither the processor, which they may not be given, nor the disk."""
    own = str(get_native_id())
    try:
        states = [
            (task / "stat").read_text().rpartition(")")[2].split()[0]
            for task in Path("/proc/self/task").iterdir()
            if task.name != own
        ]
    except OSError:  # no Linux; or one has just ended
        return True
    return not {"R", "D"} & set(states)

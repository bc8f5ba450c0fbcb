"""Garbage is collected when keys pause."""

from __future__ import annotations

import asyncio
import gc
import weakref

from tui_reader.ui.tidying import Tidying


class Knot:
    def __init__(self) -> None:
        self.itself = self


async def test_garbage_is_collected_when_keys_pause_unless_that_was_put_off() -> None:
    collected, tidying = asyncio.Event(), Tidying()
    gc.disable()
    try:
        knot = Knot()
        weakref.finalize(knot, collected.set)
        del knot
        rests = asyncio.Event()
        tidying.key_came()
        asyncio.get_running_loop().call_later(0.3, rests.set)
        await rests.wait()
        assert not collected.is_set()
    finally:
        gc.enable()
    tidying.key_came()
    tidying.key_came()
    await asyncio.wait_for(collected.wait(), 60)

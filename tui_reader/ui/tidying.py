"""Garbage is collected while nobody waits, so that Python need not do it in the midst of a picture."""

from __future__ import annotations

import asyncio
import gc
from time import monotonic

REST = 0.1
"""Seconds without a key after which nobody waits."""

OFTEN = 100
"""How many times only newer values are looked at before it is the turn of all."""


class Tidying:
    """Collects garbage when keys pause. There has to be a loop that runs."""

    def __init__(self) -> None:
        self._key_came_at = 0.0
        """By the clock of ``time.monotonic``."""
        self._is_planned = False

    def key_came(self) -> None:
        """Wait until no more come."""
        self._key_came_at = monotonic()
        if not self._is_planned:
            self._is_planned = True
            asyncio.get_running_loop().call_later(REST, self._tidy)

    def _tidy(self) -> None:
        left = self._key_came_at + REST - monotonic()
        if left > 0:
            asyncio.get_running_loop().call_later(left, self._tidy)
            return
        self._is_planned = False
        # Whoever put it off loads more values than can be looked at while somebody may type.
        if gc.isenabled():
            gc.collect(1 if gc.get_count()[2] < OFTEN else 2)

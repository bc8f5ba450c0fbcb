"""What is worked out before it is asked for, while nobody waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget


class SpareTime:
    """Does work for a widget in steps: keys and pictures that wait come before the next one."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._steps: Iterator[None] | None = None
        """What is left of the work; None where all of it is done."""

    def work(self, steps: Iterator[None]) -> None:
        """Take ``steps`` one after the other, in place of what is left of those before."""
        is_under_way = self._steps is not None
        self._steps = steps
        if not is_under_way:
            self._widget.call_after_refresh(self._step)

    def _step(self) -> None:
        for _taken in self._steps or ():
            self._widget.call_after_refresh(self._step)
            return
        self._steps = None

"""A large log in portions, each read by itself as it is in the whole: whoever reads one need not decode the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tui_reader.adapters import store
from tui_reader.adapters.snapshot import decoded
from tui_reader.core.lines import scannable
from tui_reader.core.parser import next_opening

WINDOW = 8_000
"""Bytes that are decoded at a time to look for a place to cut at."""


class Portion(NamedTuple):
    """Lines of a log, from byte ``start`` to ``end`` of it."""

    data: bytes
    """The whole log."""
    start: int
    end: int

    @property
    def text(self) -> str:
        """The lines, as ``store.load`` gives them."""
        return decoded(self.data, self.start, self.end)

    @property
    def lines_above(self) -> int:
        """How many lines of the log stand above it."""
        count = self.data.count(b"\n", 0, self.start)
        if self.data.find(b"\r", 0, self.start) >= 0:
            count += self.data.count(b"\r", 0, self.start) - self.data.count(b"\r\n", 0, self.start)
        return count

    def split(self, size: int) -> Iterator[Portion]:
        """The portion in smaller ones of about ``size`` bytes, each of which begins like ``parser.parts``."""
        start = self.start
        while (cut := self._next_opening(start, start + size)) is not None:
            yield Portion(self.data, start, cut)
            start = cut
        yield Portion(self.data, start, self.end)

    def _next_opening(self, seen: int, at: int) -> int | None:
        """Where the next line behind byte ``at`` opens an entry for certain; at ``seen``, before it, is no comment."""
        while (at := self.data.find(b"\n", at, self.end)) >= 0:
            behind = self.data.find(b"\n", at + WINDOW, self.end)
            window = scannable(decoded(self.data, at, behind if behind >= 0 else self.end))
            found = next_opening(window, 0, ())
            if found is None:
                at = behind if behind >= 0 else self.end
                continue
            cut = at + len(window[:found].encode("utf-8", "surrogateescape"))
            opened = self.data.rfind(b"<!--", seen, cut)
            closed = self.data.find(b"-->", opened + 4, self.end) if opened >= 0 else -1
            # A comment that ends right above belongs to the entry there if nothing follows it.
            if closed < 0 or len(self.data[closed:cut].splitlines()) > 1:
                return cut
            # Where a comment may go on, nothing is certain.
            at = max(closed, cut)
        return None


def load(path: Path) -> Portion:
    """All of the log at ``path`` as one portion. Raises what ``store.load`` raises."""
    data = store.load_bytes(path)
    return Portion(data, 0, len(data))

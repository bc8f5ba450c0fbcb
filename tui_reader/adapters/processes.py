"""Work shared among processes: one Python keeps one core busy, and a large log is work for all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

Piece = TypeVar("Piece")
Value = TypeVar("Value")


def cores() -> int:
    """How many processes can work at the same time; 1 where a process cannot be split in two."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share(work: Callable[[Piece], Value], pieces: Sequence[Piece]) -> list[Value]:
    """``work`` done on each of ``pieces`` but the first by a process of its own; its values in the order of the pieces.

    Values are made of numbers, texts, tuples and lists. To be called while there is one thread.
    """
    import marshal

    helpers = [_begin(work, piece) for piece in pieces[1:]]
    values = [work(piece) for piece in pieces[:1]]
    for piece, (process, descriptor) in zip(pieces[1:], helpers, strict=True):
        with open(descriptor, "rb") as pipe:
            content = pipe.read()
        # Where a helper failed, was killed or could not be had, the work is still to do, and says itself what is wrong.
        is_done = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
        # What a helper of this very process wrote is nobody else's, and no other form is read half as fast.
        values.append(marshal.loads(content) if is_done else work(piece))  # noqa: S302
    return values


def _begin(work: Callable[[Piece], Value], piece: Piece) -> tuple[int, int]:
    """Begin ``work`` on ``piece`` in a process of its own: its number, and where what it gives can be read."""
    import marshal

    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    failed = 1
    try:
        os.close(reading)
        with open(writing, "wb") as pipe:
            pipe.write(marshal.dumps(cast("Any", work(piece))))
        failed = 0
    finally:
        # Nothing of the parent's is tidied up or written out here.
        os._exit(failed)

"""Work that is shared is done as by one."""

from __future__ import annotations

import os

import pytest

from tui_reader.adapters.processes import cores, share

pytestmark = pytest.mark.skipif(
    cores() == 1 and not hasattr(os, "fork"), reason="a process cannot be split in two here"
)


@pytest.mark.parametrize("pieces", [[], ["a"], ["a", "海", "c\udc80"]])
def test_values_come_in_the_order_of_the_pieces(pieces: list[str]) -> None:
    assert share(lambda piece: [piece, len(piece)], pieces) == [[piece, len(piece)] for piece in pieces]


def test_more_than_a_pipe_holds_arrives() -> None:
    assert share(lambda piece: piece * 1_000_000, ["a", "b", "c"]) == [
        "a" * 1_000_000,
        "b" * 1_000_000,
        "c" * 1_000_000,
    ]


def test_what_a_helper_cannot_do_is_done_here() -> None:
    here = os.getpid()

    def work(piece: str) -> str:
        if os.getpid() != here:
            os._exit(3)
        return piece

    assert share(work, ["a", "b"]) == ["a", "b"]


def test_an_error_is_the_callers() -> None:
    with pytest.raises(ZeroDivisionError):
        share(lambda piece: 1 // piece, [1, 0])

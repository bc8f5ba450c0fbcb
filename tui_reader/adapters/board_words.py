"""What a week board says, in words: for the screen and for ``readtui stats``."""

from __future__ import annotations

from tui_reader.adapters.language import _, ngettext
from tui_reader.core.visible import visible
from tui_reader.core.week_board import Board
from tui_reader.core.weeks import Week


def missing_words(board: Board, week: Week) -> str:
    """In one line who is missing in ``week``."""
    names = _(", ").join(visible(row.name) for row in board.missing(week))
    if week == board.this_week:
        return _("missing this week: {names}").format(names=names) if names else _("nobody is missing this week")
    pattern = _("missing in {week}: {names}") if names else _("nobody is missing in {week}")
    return pattern.format(week=week.name, names=names)


def undated_words(board: Board) -> str:
    """How many entries are in no week; empty where all are in one."""
    words = ngettext("{n} without a date, in no week", "{n} without a date, in no week", board.undated)
    return words.format(n=board.undated) if board.undated else ""

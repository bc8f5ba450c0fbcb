from __future__ import annotations

import pytest

from tui_reader.ui.picture_way import Ways, ways

CELLS = Ways("cells")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-kitty"}, Ways("kitty", "cells")),
        ({"TERM": "xterm-ghostty"}, Ways("kitty", "cells")),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, Ways("sixel", "cells")),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, Ways("sixel", "cells")),
        ({"TERM": "foot"}, Ways("sixel", "cells")),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230401"}, Ways("sixel", "cells")),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "190800"}, CELLS),
        ({"TERM": "xterm-256color"}, CELLS),
        ({}, CELLS),
        # On a slow line the bytes are a person's choice.
        ({"TERM": "xterm-kitty", "SSH_CONNECTION": "1"}, Ways("cells", "kitty")),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2", "SSH_TTY": "1"}, Ways("cells", "sixel")),
        ({"TERM": "screen", "STY": "1", "TERM_PROGRAM": "WezTerm"}, CELLS),
    ],
)
def test_a_terminal_is_known_by_what_it_says_of_itself(environment: dict[str, str], expected: Ways) -> None:
    assert ways("auto", environment=environment) == expected
    assert ways("cells", environment=environment) == CELLS


def test_whoever_knows_the_terminal_better_is_believed() -> None:
    assert ways("sixel", environment={"TERM": "xterm", "SSH_TTY": "1"}) == Ways("sixel", "cells")
    assert ways("kitty", environment={"TERM": "xterm-256color"}) == Ways("kitty", "cells")


def test_the_placeholders_of_kitty_need_exact_colours() -> None:
    assert ways("auto", has_all_colours=False, environment={"TERM": "xterm-kitty"}) == CELLS


def test_a_kitty_from_before_placeholders_gets_half_cells() -> None:
    kitty = {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}
    assert ways("auto", environment=kitty, kitty="kitty 0.26.5 created by Kovid Goyal\n") == CELLS
    assert ways("auto", environment=kitty, kitty="kitty 0.28.0 created by Kovid Goyal\n") == Ways("kitty", "cells")
    assert ways("auto", environment=kitty, kitty="kitty 1.2 created by somebody\n") == Ways("kitty", "cells")
    assert ways("auto", environment=kitty, kitty="") == Ways("kitty", "cells"), "nobody knows"
    assert ways("kitty", environment=kitty, kitty="kitty 0.26.5\n") == Ways("kitty", "cells"), "somebody knows better"


@pytest.mark.parametrize(
    ("setting", "tmux", "expected"),
    [
        ("auto", "xterm-kitty on\n", Ways("kitty", "cells", in_tmux=True)),
        ("auto", "xterm-ghostty all\n", Ways("kitty", "cells", in_tmux=True)),
        ("auto", "xterm-kitty off\n", CELLS),
        ("auto", "xterm-256color on\n", CELLS),
        ("kitty", "xterm-256color on\n", Ways("kitty", "cells", in_tmux=True)),
        ("kitty", "xterm-256color off\n", CELLS),
        ("sixel", "xterm-kitty on\n", CELLS),
        ("auto", "", CELLS),
    ],
)
def test_inside_tmux_graphics_need_its_leave(setting: str, tmux: str, expected: Ways) -> None:
    environment = {"TMUX": "/tmp/tmux", "TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"}
    assert ways(setting, environment=environment, tmux=tmux, kitty="") == expected

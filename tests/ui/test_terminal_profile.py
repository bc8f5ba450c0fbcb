from __future__ import annotations

from collections.abc import Mapping

import pytest

from tui_reader.adapters.config import Settings
from tui_reader.ui.terminal_profile import EIGHT, MANY, NONE, SIXTEEN, TRUECOLOR, colours_of, profile_of


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, TRUECOLOR),
        ({"TERM": "xterm-256color"}, MANY),
        ({"TERM": "tmux-256color", "COLORTERM": ""}, MANY),
        ({"TERM": "xterm-kitty"}, MANY),
        ({"TERM": "linux"}, SIXTEEN),
        ({"TERM": "nobody-made-this-one"}, EIGHT),
        ({}, EIGHT),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, NONE),
        ({"TERM": "screen.xterm-256color", "COLORTERM": "truecolor", "STY": "1.pts"}, MANY),
    ],
)
def test_the_environment_tells_how_many_colours_there_are(environment: Mapping[str, str], colours: int) -> None:
    assert colours_of(environment) == colours


def test_over_ssh_less_is_sent_unless_somebody_says_otherwise() -> None:
    ssh = {"TERM": "xterm-256color", "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
    profile = profile_of(ssh, Settings())
    assert profile.is_slow
    assert profile.clicks
    assert not profile.motion
    assert profile.spares_bytes
    assert not profile_of(ssh, Settings(), "local").is_slow
    assert not profile_of(ssh, Settings(profile="local")).is_slow
    assert profile_of(ssh, Settings(profile="local"), "ssh").is_slow
    assert profile_of({}, Settings(profile="ssh")).is_slow
    local = profile_of({"TERM": "xterm-256color"}, Settings())
    assert not local.is_slow
    assert local.motion


def test_what_counts_cells_on_the_way_to_the_terminal_is_known_by_what_it_sets() -> None:
    assert profile_of({"TERM": "xterm-kitty"}, Settings()).joins
    assert not profile_of({"TERM": "screen", "STY": "1.pts"}, Settings()).joins
    assert not profile_of({"TERM": "xterm-256color", "NCURSES_NO_UTF8_ACS": "1"}, Settings()).joins


def test_the_mouse_is_left_alone_by_an_option_or_a_setting() -> None:
    for profile in (profile_of({}, Settings(mouse="off")), profile_of({}, Settings(), no_mouse=True)):
        assert not profile.clicks
        assert not profile.motion

from __future__ import annotations

import stat
import sys
import time
from base64 import b64decode
from pathlib import Path

import pytest

from tui_reader.adapters import desktop


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop whose browser writes down what it is asked to open."""
    opened = tmp_path / "opened"
    for name in ("xdg-open", "open"):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\nprintf '%s' \"$1\" > '{opened}.part' && mv '{opened}.part' '{opened}'\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    return opened


def wait_for(path: Path) -> str:
    """What the browser wrote down, as soon as it did."""
    end = time.monotonic() + 10
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.01)
    return path.read_text()


def test_a_link_is_handed_to_the_desktop_as_it_is(browser: Path) -> None:
    assert desktop.open_link("https://example.org/$(touch%20x)?a=b&c='d'")
    assert wait_for(browser) == "https://example.org/$(touch%20x)?a=b&c='d'"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "--help", "figures/a.png", "", " https:x"]
)
def test_a_link_of_another_kind_is_not_handed_over(browser: Path, address: str) -> None:
    assert not desktop.open_link(address)
    assert not browser.exists()


def test_over_ssh_nothing_is_opened(browser: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    assert not desktop.open_link("https://example.org")
    assert not browser.exists()


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has a display")
def test_without_a_display_nothing_is_opened(browser: Path) -> None:
    assert desktop.opener({"PATH": str(browser.parent)}) is None


def test_the_terminal_is_asked_to_put_text_on_the_clipboard() -> None:
    sequence = desktop.clipboard_sequence("海星\x1b]0;x\x07", {})
    assert sequence is not None
    assert sequence[:7] + sequence[-1] == "\x1b]52;c;\x07"
    assert b64decode(sequence[7:-1]).decode() == "海星\x1b]0;x\x07"


def test_bytes_that_are_not_text_do_not_keep_the_rest_from_being_copied() -> None:
    sequence = desktop.clipboard_sequence("a\udcffb", {})
    assert sequence is not None
    assert b64decode(sequence[7:-1]) == b"a?b"


def test_inside_tmux_the_terminal_around_it_is_asked_too() -> None:
    plain = desktop.clipboard_sequence("kelp", {})
    wrapped = desktop.clipboard_sequence("kelp", {"TMUX": "/tmp/tmux-1000/default,1,0"})
    assert plain is not None
    inner = plain.replace("\x1b", "\x1b\x1b")
    assert wrapped == f"{plain}\x1bPtmux;{inner}\x1b\\"


def test_what_is_too_long_for_terminals_is_not_sent() -> None:
    assert desktop.clipboard_sequence("x" * 100_000, {}) is None


def test_inside_screen_the_clipboard_is_asked_in_pieces_that_screen_hands_on() -> None:
    text = "海星" * 400
    sequence = desktop.clipboard_sequence(text, {"STY": "1234.pts"})
    assert sequence is not None
    pieces = sequence.removesuffix("\x1b\\").split("\x1b\\")
    assert all(piece.startswith("\x1bP") and len(piece) <= 768 for piece in pieces)
    inner = "".join(piece[2:] for piece in pieces)
    assert inner == desktop.clipboard_sequence(text, {})

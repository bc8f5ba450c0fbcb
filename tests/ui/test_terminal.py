"""The program in a terminal of its own: what it sends, and in what state it leaves the terminal."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

from tests.ui.reading_group import LOG, many_entries, write_log

PROJECT = Path(__file__).parents[2]
PATIENCE = 30
QUIET = 0.5
"""Seconds without output after which the program is taken to wait for a key."""

# What pyte takes for text.
UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;:]*[ -/]*[@-~]|\x1b\[\?[0-9;]*\$p|\x1b\[\?u")


class Terminal:
    """The program on a pseudo-terminal, and what its screen shows."""

    def __init__(self, path: Path, **environment: str) -> None:
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""
        """All that the program sent."""
        self.program = pexpect.spawn(
            sys.executable,
            ["-m", "tui_reader", str(path)],
            cwd=PROJECT,
            env={**os.environ, "COLORTERM": "truecolor", "READTUI_LANG": "en", **environment},
            dimensions=(24, 80),
            timeout=PATIENCE,
        )

    def type(self, keys: str) -> bytes:
        """Send ``keys`` at once; gives what the program sends for them until it is quiet."""
        self.program.send(keys)
        return self.read()

    def read(self) -> bytes:
        """What the program sends until it is quiet or gone."""
        received = b""
        try:
            while True:
                received += self.program.read_nonblocking(1 << 16, QUIET)
        except (pexpect.TIMEOUT, pexpect.EOF):
            pass
        self.sent += received
        self._stream.feed(UNKNOWN_TO_PYTE.sub(b"", received))
        return received

    def wait_for(self, text: str) -> None:
        """Read until ``text`` is on the screen."""
        for _attempt in range(int(PATIENCE / QUIET)):
            if any(text in line for line in self.screen.display):
                return
            self.read()
        raise AssertionError("\n".join(self.screen.display))

    def cut_line(self) -> None:
        """Close the terminal under the program, and wait for its end."""
        pseudo_terminal = self.program.ptyproc
        pseudo_terminal.fileobj.close()
        self.program.wait()
        self.program.closed = pseudo_terminal.closed = True


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Terminals to be closed at the end."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.program.close(force=True)


def open_terminal(terminals: list[Terminal], path: Path, **environment: str) -> Terminal:
    terminal = Terminal(path, **environment)
    terminals.append(terminal)
    terminal.wait_for("Barnacles keep" if path.read_text(encoding="utf-8") == LOG else "High and low.")
    terminal.read()
    return terminal


def test_a_step_sends_little_and_waiting_sends_nothing(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal = open_terminal(terminals, write_log(tmp_path, text=many_entries(60)))
    sent = sorted(len(terminal.type("j")) for _step in range(7))
    assert 0 < sent[3] < 2_500
    assert terminal.read() == b""


def test_keys_typed_ahead_arrive_in_their_order(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal = open_terminal(terminals, write_log(tmp_path))
    terminal.type("/by:mira\rjx")
    terminal.wait_for("Delete this entry from log.md?")
    assert any("A [bold]Limpet[/bold]" in line for line in terminal.screen.display[-4:])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_the_program_and_the_terminal_is_as_it_was(
    tmp_path: Path, terminals: list[Terminal], number: signal.Signals
) -> None:
    terminal = open_terminal(terminals, write_log(tmp_path))
    terminal.program.kill(number)
    terminal.program.expect(pexpect.EOF)
    terminal.sent += terminal.program.before
    terminal.program.wait()
    assert terminal.program.exitstatus == 0
    for mode in (b"1049", b"1000", b"1003", b"2004"):
        assert terminal.sent.rindex(b"\x1b[?" + mode + b"l") > terminal.sent.rindex(b"\x1b[?" + mode + b"h")
    assert terminal.sent.rindex(b"\x1b[?25h") > terminal.sent.rindex(b"\x1b[?25l")


def test_what_is_typed_when_the_line_is_cut_is_kept(tmp_path: Path, terminals: list[Terminal]) -> None:
    path = write_log(tmp_path)
    terminal = open_terminal(terminals, path)
    terminal.type("n")
    terminal.wait_for("New entry in log.md")
    terminal.type("\x1b[200~Anemones at Night\x1b[201~")
    terminal.wait_for("Anemones at Night")
    terminal.cut_line()
    kept = [json.loads(file.read_bytes()) for file in (tmp_path / "state").rglob("*.json")]
    assert any(draft.get("draft", {}).get("title") == "Anemones at Night" for draft in kept)
    assert path.read_text(encoding="utf-8") == LOG


def test_without_colours_none_are_sent(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal = open_terminal(terminals, write_log(tmp_path), NO_COLOR="1")
    for keys in ("/", "kelp", "\r", "s", "\x1b", "?"):
        terminal.type(keys)
    styles = {code for codes in re.findall(rb"\x1b\[([0-9;]*)m", terminal.sent) for code in codes.split(b";")}
    assert styles <= {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"9"}

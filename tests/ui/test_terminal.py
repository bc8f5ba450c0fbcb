"""The program in a terminal of its own: what it sends, and in what state it leaves the terminal."""

from __future__ import annotations

import json
import re
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pexpect

from tests.ui.reading_group import LOG, many_entries, write_log
from tests.ui.real_terminal import PATIENCE, Terminal, open_terminal
from tui_reader.adapters import drafts

MODES = {b"1049", b"1000", b"1003", b"2004"}
"""A screen of its own, clicks, motion, and pastes in brackets."""
TITLE = "Anemones at Night"


def modes(terminal: Terminal) -> set[bytes]:
    """Which of the modes the program asked for."""
    return {mode for mode in MODES if b"\x1b[?%bh" % mode in terminal.sent}


def colours(sent: bytes) -> set[bytes]:
    """The numbers of all colours and other looks that were sent."""
    return {code for codes in re.findall(rb"\x1b\[([0-9;]*)m", sent) for code in codes.split(b";")}


def write(terminal: Terminal, title: str = TITLE) -> None:
    """Begin a new entry of this title."""
    terminal.program.send("n")
    terminal.wait_for("New entry in log.md")
    terminal.program.send(f"\x1b[200~{title}\x1b[201~")
    terminal.wait_for(title)


def end_by(terminal: Terminal, number: signal.Signals, folder: Path) -> None:
    """Send a signal while an entry is written: that is kept, the program ends, and the terminal is as it was."""
    write(terminal)
    terminal.program.kill(number)
    terminal.program.expect(pexpect.EOF)
    terminal.sent += terminal.program.before
    terminal.program.wait()
    assert terminal.program.exitstatus == 0
    for mode in modes(terminal):
        assert terminal.sent.rindex(b"\x1b[?" + mode + b"l") > terminal.sent.rindex(b"\x1b[?" + mode + b"h")
    assert terminal.sent.rindex(b"\x1b[?25h") > terminal.sent.rindex(b"\x1b[?25l")
    assert b"kept as a draft" in terminal.program.before
    assert kept_titles(folder) == [TITLE]


def test_a_step_sends_little_waiting_sends_nothing_and_a_signal_ends_the_program(
    tmp_path: Path, terminals: list[Terminal]
) -> None:
    terminal = open_terminal(terminals, write_log(tmp_path, text=many_entries(60)))
    assert modes(terminal) == MODES
    sent = sorted(len(terminal.type("j")) for _step in range(5))
    assert 0 < sent[2] < 2_500
    assert terminal.read() == b""
    end_by(terminal, signal.SIGHUP, tmp_path)


def kept_titles(folder: Path) -> list[str]:
    drafts = [json.loads(file.read_bytes()) for file in (folder / "state").rglob("*.json")]
    return [draft["draft"]["title"] for draft in drafts if "draft" in draft]


def brought_back(terminal: Terminal, title: str) -> None:
    """Open the form again: it has ``title``, and no more."""
    terminal.program.send("n")
    terminal.wait_for("New entry in log.md")
    terminal.wait_until(lambda: any(line.partition("Title")[2].strip() == title for line in terminal.screen.display))


def offered(terminals: list[Terminal], path: Path, title: str, start: Sequence[str] = ("-m", "tui_reader")) -> Terminal:
    """The program started again, which offers what was typed, in the form that has it."""
    terminal = Terminal(path, start=start)
    terminals.append(terminal)
    terminal.wait_for("is kept; n brings it back.")
    brought_back(terminal, title)
    return terminal


def until_kept(folder: Path, title: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while kept_titles(folder) != [title]:
        assert time.monotonic() < deadline, kept_titles(folder)
        time.sleep(0.05)


def until_free(path: Path) -> None:
    """Wait for the end of the program that writes on a draft for the log at ``path``."""
    deadline = time.monotonic() + PATIENCE
    while drafts.open_elsewhere(path) is not None:
        assert time.monotonic() < deadline, "the program goes on without a terminal"
        time.sleep(0.05)


def until_exit(terminal: Terminal) -> None:
    """Wait for the end of a program that spins and hangs no longer than anybody waits."""
    deadline = time.monotonic() + PATIENCE
    while terminal.program.isalive():
        assert time.monotonic() < deadline, "the program goes on without a terminal"
        time.sleep(0.05)


def test_what_is_typed_is_kept_and_offered_when_the_line_is_cut_or_something_is_killed_or_hangs(
    tmp_path: Path, terminals: list[Terminal]
) -> None:
    path, title = write_log(tmp_path), TITLE
    terminal = open_terminal(terminals, path)
    write(terminal)
    terminal.cut_line()
    assert kept_titles(tmp_path) == [title]

    # It is killed two seconds after the last key.
    terminal = offered(terminals, path, title)
    for letter in " By Day":
        terminal.program.send(letter)
    title += " By Day"
    last_key = time.monotonic()
    while kept_titles(tmp_path) != [title] and time.monotonic() < last_key + PATIENCE:
        terminal.read()
    terminal.program.kill(signal.SIGKILL)
    terminal.program.wait()
    assert kept_titles(tmp_path) == [title]

    # What holds the terminal hangs, as a line that is dead and says nothing, and is killed.
    holder = "import pty, sys; pty.spawn([sys.executable, '-m', 'tui_reader', sys.argv[1]])"
    held = offered(terminals, path, title, start=("-c", holder))
    held.program.send("海星")
    title += "海星"
    held.wait_for(title)
    until_kept(tmp_path, title)
    held.program.kill(signal.SIGSTOP)
    here = Terminal(path)
    terminals.append(here)
    here.wait_for("stands open in another readtui")
    held.program.kill(signal.SIGKILL)
    until_free(path)
    brought_back(here, title)
    assert path.read_text(encoding="utf-8") == LOG


def test_a_terminal_that_is_closed_without_a_signal_ends_the_program(tmp_path: Path, terminals: list[Terminal]) -> None:
    path = write_log(tmp_path)
    deaf = "import signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); import tui_reader.ui.quiet_app as app; "
    deaf += "app.ENDING = tuple(s for s in app.ENDING if s != signal.SIGHUP); "
    deaf += "from tui_reader.commands.main import main; sys.exit(main())"
    terminal = Terminal(path, start=("-c", deaf))
    terminals.append(terminal)
    terminal.wait_for("Barnacles keep")
    write(terminal)
    pseudo_terminal = terminal.program.ptyproc
    pseudo_terminal.fileobj.close()
    terminal.program.closed = pseudo_terminal.closed = True
    until_exit(terminal)
    assert kept_titles(tmp_path) == [TITLE]


def test_over_ssh_and_on_an_old_terminal_two_programs_and_an_editor_on_one_log_see_each_other(
    tmp_path: Path, terminals: list[Terminal]
) -> None:
    path = write_log(tmp_path)
    one = open_terminal(terminals, path, SSH_CONNECTION="192.0.2.1 50000 192.0.2.2 22")
    other = open_terminal(terminals, path, "--no-mouse", TERM="xterm", COLORTERM="")
    # Keys typed ahead arrive in their order.
    one.program.send("/by:mira\rjx")
    one.wait_for("Delete this entry from log.md?")
    one.wait_for("A [bold]Limpet[/bold]", slice(-4, None))
    one.program.send("y")
    other.wait_for("4 entries")
    other.wait_for("log.md was changed outside: 1 entry gone")
    # As an editor saves: the old file is put aside, and a new one written in its place.
    text = path.read_text(encoding="utf-8")
    path.rename(tmp_path / "log.md~")
    write_log(tmp_path, text=text.replace("Tom", "Tim"))
    for terminal in (one, other):
        terminal.wait_for("log.md was changed outside: 2 entries changed")
        terminal.read()
        assert terminal.read() == b"", "what was shown is shown"
    # What is typed in one of them when it ends stands in the other's form.
    end_by(other, signal.SIGTERM, tmp_path)
    brought_back(one, TITLE)
    # Over SSH no motion is asked for, and the sixteen colours are sent.
    assert b"1000" in modes(one)
    assert not re.search(rb"\x1b\[\?100[23]h", one.sent)
    assert not re.search(rb"[34]8;[25];", one.sent)
    assert b"35" in colours(one.sent)
    # A terminal of eight colours gets no other, and keeps its mouse.
    assert b"35" in colours(other.sent)
    assert not {code for code in colours(other.sent) if len(code) > 2 or code.startswith(b"9")} - {b"9"}
    assert not re.search(rb"\x1b\[\?100\dh", other.sent.replace(b"\x1b[?1004h", b""))


def test_without_colours_none_are_sent(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal = open_terminal(terminals, write_log(tmp_path), NO_COLOR="1")
    for keys in ("/", "kelp", "\r", "s", "\x1b", "?", "\x1b"):
        terminal.type(keys)
    end_by(terminal, signal.SIGINT, tmp_path)
    assert colours(terminal.sent) <= {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"9"}

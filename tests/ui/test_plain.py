"""What somebody meets who is read to: everything in words, nothing drawn, the cursor at what has the focus."""

from __future__ import annotations

import re
from pathlib import Path

from tests.ui.reading_group import write_log
from tests.ui.real_terminal import Terminal
from tests.ui.test_every_screen import settled
from tui_reader.adapters.config import Settings, SettingsFile
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.focus_line import FocusLine
from tui_reader.ui.terminal_profile import TerminalProfile, profile_of

DRAWN = re.compile("[\u2500-\u259f\u2800-\u28ff]")


def test_everything_is_said_in_words_and_nothing_is_drawn(tmp_path: Path, terminals: list[Terminal]) -> None:
    path = write_log(tmp_path)
    terminal = Terminal(path, start=("-m", "tui_reader", "--plain"))
    terminals.append(terminal)

    def says(words: str) -> tuple[int, int]:
        terminal.wait_for(words, slice(1))
        return terminal.cursor

    terminal.wait_for("List, 1 of 5: Barnacles")
    assert b"\x1b[?25h" in terminal.sent, "the cursor is seen"
    assert "Barnacles keep" not in "\n".join(terminal.screen.display), "one pane at a time"
    row = says("List, 1 of 5: Barnacles Remember")[1]
    assert "Barnacles" in terminal.screen.display[row]
    terminal.read()
    already = len(terminal.sent)
    terminal.program.send("j")
    says("List, 2 of 5: ")
    terminal.read()
    read_out = terminal.sent[already:].decode()
    assert "List, 2 of 5: 海星" in read_out, "in one piece"
    assert "Barnacles" not in read_out, "a row that the cursor left is not said again"
    assert ">" not in read_out, "the terminal's cursor is the mark of the row"
    assert "海星" in terminal.screen.display[terminal.cursor[1]]
    terminal.program.send("k\r")
    says("Text, lines 1 to ")
    terminal.wait_for("Barnacles keep")
    terminal.type("\x1b")
    terminal.program.send("s")
    says("List, 1 of ")
    terminal.program.send("s/")
    says("Find entries: 5 of 5")
    terminal.read()
    assert terminal.cursor == (3, 1)
    terminal.type("\x1b")
    terminal.program.send("w")
    says(": read")
    terminal.type("\x1b")
    terminal.program.send("T")
    says(", 1 paper")
    terminal.type("\x1b")
    terminal.program.send("x")
    says("Question: Delete this entry from log.md?")
    terminal.program.send("n?")
    says("The log")
    terminal.type("\x1b")
    terminal.program.send("n")
    says("Field Title")
    terminal.read()
    assert terminal.screen.display[terminal.cursor[1]].startswith(" Title")
    begun = [line.find(text) for line in terminal.screen.display for text in ("CVPR", "https:") if text in line]
    assert begun == [12, 12], "source and link under each other"
    terminal.program.send("Kelp\x1b[6~")
    says("will be written")
    assert not any("Source" in line for line in terminal.screen.display)
    terminal.program.send("\x1b[5~")
    says("Field Title")
    terminal.type("\x1b")
    assert not re.search(rb"[34]8;[25];", terminal.sent), "in the terminal's own colours"
    terminal.program.send("\x10")
    says("Field ")
    assert DRAWN.search(terminal.sent.decode()) is None
    assert not re.search(rb"\x1b\]|\$p", terminal.sent), "links and questions, which screen readers read out"


def test_it_is_a_setting_too() -> None:
    assert profile_of({}, Settings(plain="on")).is_plain
    assert profile_of({}, Settings(), is_plain=True).is_plain
    assert not profile_of({}, Settings()).is_plain


async def test_a_text_is_said_before_it_was_painted(tmp_path: Path) -> None:
    app = ReaderApp([write_log(tmp_path)])
    app.take_settings(SettingsFile(None), TerminalProfile(is_plain=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.simulate_key("enter")
        await settled(pilot)
        assert app.log_screen.query_one(FocusLine).words.startswith("Text, lines 1 to ")

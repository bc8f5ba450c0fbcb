"""Chinese as an input method commits it, and the cursor where its candidates are to stand."""

from __future__ import annotations

from pathlib import Path

from tests.ui.reading_group import LOG, write_log
from tests.ui.real_terminal import Terminal, open_terminal


def line_with(terminal: Terminal, text: str) -> tuple[int, int]:
    """The cell behind ``text``, and its line."""
    y, line = next((y, line) for y, line in enumerate(terminal.screen.display) if text in line)
    start = next(
        x
        for x in range(terminal.screen.columns)
        if "".join(terminal.screen.buffer[y][cell].data for cell in range(x, terminal.screen.columns)).startswith(text)
    )
    assert text in line
    return start + sum(1 if letter.isascii() else 2 for letter in text), y


def test_the_cursor_is_behind_what_was_committed_however_it_comes(tmp_path: Path, terminals: list[Terminal]) -> None:
    path = write_log(tmp_path)
    terminal = open_terminal(terminals, path)
    assert b"\x1b[>" not in terminal.sent, "keys are asked for as they always were sent"

    def committed(sent: bytes, shown: str) -> None:
        terminal.program.send(sent)
        terminal.wait_for(shown)
        terminal.wait_until(lambda: terminal.cursor == line_with(terminal, shown))

    def in_line_of(field: str) -> None:
        terminal.wait_until(lambda: terminal.screen.display[terminal.cursor[1]].startswith(f" {field}"))

    def behind(letter: str) -> None:
        def holds() -> bool:
            x, y = terminal.cursor
            return bool(terminal.screen.buffer[y][x - 2].data == letter and "深海" in terminal.screen.display[y - 1])

        terminal.wait_until(holds)

    terminal.program.send("/")
    terminal.wait_until(lambda: terminal.cursor == (3, 0))
    committed("海星".encode(), "/ 海星")
    committed("再生".encode(), "/ 海星再生")
    committed("的".encode()[:1], "/ 海星再生")
    committed("的".encode()[1:] + b"a", "/ 海星再生的a")
    terminal.type("\x1b")  # not the beginning of a sequence: nothing follows it
    terminal.program.send("n")
    terminal.wait_for("New entry in log.md")
    in_line_of("Title")
    committed("潮间带".encode(), "潮间带")
    terminal.program.send("\x1b[D")
    terminal.wait_until(lambda: terminal.cursor[0] == line_with(terminal, "潮间带")[0] - 2)
    # What is wrong with a field is said under it, and moves those below.
    terminal.program.send("\x1b[F\x15\t")
    terminal.wait_for("A title is missing")
    in_line_of("Source")
    terminal.program.send("\x1b[Z")
    committed("海星".encode(), "海星")
    terminal.program.send("\t" * 5)
    terminal.type("深海长期观察" * 7)
    behind("察")
    for columns, lines in ((40, 12), (300, 80), (100, 30), (60, 20), (80, 24)):
        terminal.resize(columns, lines)
    terminal.read()
    behind("察")
    terminal.program.send("\x13")
    terminal.wait_for("6 entries")
    assert "深海长期观察" * 7 in path.read_text(encoding="utf-8")
    assert LOG.splitlines()[-1] in path.read_text(encoding="utf-8")


def test_letters_arrive_by_kittys_protocol_where_somebody_asks_for_it(
    tmp_path: Path, terminals: list[Terminal]
) -> None:
    terminal = open_terminal(terminals, write_log(tmp_path), TEXTUAL_DISABLE_KITTY_KEY="0")
    assert b"\x1b[>" in terminal.sent
    terminal.type("/")
    terminal.program.send(b"\x1b[0;;28023:26143u")  # the text alone, by the numbers of its characters
    terminal.wait_for("/ 海星")

"""The line that is meant, cut to the terminal, and carets exactly below what is meant in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui_reader.adapters.library import OpenLog
from tui_reader.adapters.snapshot import Snapshot
from tui_reader.commands.findings import CheckedLog
from tui_reader.commands.findings_text import PLAIN, SHORTEST_EXCERPT, text_lines
from tui_reader.core.diagnostic import Diagnostic
from tui_reader.core.document import Span
from tui_reader.core.line_index import LineIndex
from tui_reader.core.message import message
from tui_reader.core.parser import parse
from tui_reader.core.visible import visible

GUTTER = 8


def excerpt(text: str, meant: Span, cells: int = 100) -> tuple[str, str]:
    """The line and the carets below it that are printed for ``meant`` in ``text``, without what stands left of them."""
    lines = LineIndex(text)
    line, column = lines.place(meant.start)
    end_line, end_column = lines.place(max(meant.start, meant.end - 1))
    found = Diagnostic("kelp", "info", meant, line, column, message("Kelp"), end_line, end_column + 1)
    log = CheckedLog(OpenLog(Snapshot(Path("log.md"), text), parse(text)), [found])
    printed = "".join(text_lines([log], cells, PLAIN))
    sentence, shown, carets, rest = printed.split("\n")
    assert sentence == f"log.md:{line}:{column}: info kelp  Kelp"
    assert rest == ""
    assert shown[:GUTTER].rstrip() == f"{line:>5} |"
    assert carets[:GUTTER] == "      | "
    return shown[GUTTER:], carets[GUTTER:]


def of(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


@pytest.mark.parametrize(
    ("line", "meant", "carets"),
    [
        ("> kelp holds on", "holds", "       ^^^^^"),
        ("> 海带如何 holds", "如何", "      ^^^^"),
        ("> 海带如何 holds", "holds", "           ^^^^^"),
        ("> 海带（一）holds", "（一）", "      ^^^^^^"),
        ("> e\u0301tude holds", "holds", "        ^^^^^"),
        ("> 👨‍👩‍👧 holds", "holds", "     ^^^^^"),
        ("> a\tb holds", "holds", "      ^^^^^"),
        ("> a\x1b[31mb holds", "\x1b[31m", "   ^^^^^"),
        ("> \ud800 holds", "holds", "         ^^^^^"),
    ],
)
def test_carets_stand_below_what_is_meant(line: str, meant: str, carets: str) -> None:
    assert excerpt(f"\n{line}\n", of(f"\n{line}\n", meant)) == (visible(line), carets)


def test_an_empty_place_has_one_caret() -> None:
    assert excerpt("[海]()\n", Span(4, 4)) == ("[海]()", "     ^")
    assert excerpt("[海]\r\n", Span(3, 3)) == ("[海]", "    ^")
    assert excerpt("[海]\r\n", Span(3, 5)) == ("[海]", "    ^")


def test_of_several_lines_the_first_is_shown() -> None:
    text = "> kelp\n> holds\n> on\n"
    assert excerpt(text, Span(2, len(text) - 1)) == ("> kelp", "  ^^^^ and 2 more lines")
    assert excerpt(text, Span(2, 10)) == ("> kelp", "  ^^^^ and 1 more line")


@pytest.mark.parametrize(
    ("meant", "line", "carets"),
    [
        ("A", "A" + "-" * 30 + "…", "^"),
        ("Z", "…" + "-" * 30 + "Z", " " * 31 + "^"),
        ("M", "…" + "-" * 14 + "M" + "-" * 15 + "…", " " * 15 + "^"),
    ],
)
def test_a_long_line_is_cut_around_what_is_meant(meant: str, line: str, carets: str) -> None:
    text = "A" + "-" * 50 + "M" + "-" * 50 + "Z\n"
    assert excerpt(text, of(text, meant), cells=32 + GUTTER) == (line, carets)


def test_what_is_meant_is_cut_where_it_is_too_long_itself() -> None:
    text = "> " + "海" * 40 + " end\n"
    line, carets = excerpt(text, of(text, "海" * 40), cells=40 + GUTTER)
    assert (cell_len(line), carets.strip("^ ")) == (39, "")
    assert line.startswith("> 海海")
    assert line.endswith("… end")


def test_a_line_of_a_million_characters_is_as_quick_as_any() -> None:
    text = "海\u0301" * 500_000 + "kelp" + "海" * 500_000
    line, carets = excerpt(text, of(text, "kelp"), cells=60)
    assert carets.strip() == "^^^^"
    assert cell_len(line) <= 60 - GUTTER
    assert "kelp" in line


@given(
    st.text(st.sampled_from("ab 海（\t\u0301\u200d👩\x1b\x9b\u202e\ud800…>[]")),
    st.text(st.sampled_from("xy 带）\u0301👩\x07"), min_size=1),
    st.text(st.sampled_from("cd 海\u200d👩\x7f")),
    st.integers(0, 70),
)
def test_nothing_is_wider_than_the_terminal_and_no_control_is_sent(
    before: str, meant: str, after: str, cells: int
) -> None:
    line, carets = excerpt(f"{before}{meant}{after}\n", Span(len(before), len(before) + len(meant)), cells)
    room = max(cells - GUTTER, SHORTEST_EXCERPT)
    assert max(cell_len(line), cell_len(carets)) <= room
    assert visible(line) == line
    assert carets.strip(" ").strip("^") == ""

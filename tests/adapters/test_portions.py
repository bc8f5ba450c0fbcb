"""A log in portions is the log: each byte once, and every entry as it is read in the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.logs import log_like_text
from tui_reader.adapters import portions
from tui_reader.adapters.log_errors import NotTextError
from tui_reader.adapters.portions import Portion
from tui_reader.adapters.snapshot import decoded
from tui_reader.core.document import Document
from tui_reader.core.parser import parse

HEADER = "> [2024-03-05]-[李雷]-[Deep Kelp: A Study]-[CVPR](https://kelp.org/1)\n"
PIECES = (
    HEADER,
    HEADER,
    HEADER.replace("\n", "\r"),
    HEADER.replace("\n", "\r\n"),
    "> 它长得快。\n",
    "<!--\n",
    "-->\n",
    "> <!-- seen by nobody -->\n",
    "\udcff\n",
    "### Sea\n",
    "=======\n",
    ">>>>>>> 4f2a\n",
    "\n",
)


def said(document: Document, characters: int, lines: int) -> list[object]:
    """What is read in the document, and where, in a text of which so much stands above it."""
    return [
        (entry.start + characters, entry.end + characters, entry.line + lines, entry.header[2:8], entry.body.summary)
        for entry in document.entries
    ]


@given(
    log_like_text() | st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
    st.sampled_from((0, 100, 100_000)),
)
@example(f"\ufeff{HEADER}<!--\n{HEADER}-->\n{HEADER}<!--\n{HEADER}<!-- x -->\n{HEADER}", 0)
@example(f"{HEADER}<!-- x --> <!--\n{HEADER}-->\n{HEADER}", 0)
def test_portions_are_read_as_the_whole(text: str, size: int) -> None:
    data = text.encode("utf-8", "surrogatepass")
    text = decoded(data)
    apart: list[object] = []
    characters = 0
    for portion in Portion(data, 0, len(data)).split(size):
        apart += said(parse(portion.text), characters, portion.lines_above)
        characters += len(portion.text)
    assert characters == len(text)
    assert apart == said(parse(text), 0, 0)


def test_a_log_is_cut_where_entries_open(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text(HEADER * 20 + "> 它长得快。\n" * 2_000 + HEADER, encoding="utf-8")
    whole = portions.load(log)
    assert [portion.text for portion in whole.split(0)] == [HEADER] * 19 + [HEADER + "> 它长得快。\n" * 2_000, HEADER]
    assert [portion.lines_above for portion in whole.split(0)][-2:] == [19, 2_020]


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_bytes(b"\0\1\2")
    with pytest.raises(NotTextError):
        portions.load(log)

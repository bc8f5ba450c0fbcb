from __future__ import annotations

import pytest

from tui_reader.ui.line_input import one_line


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("one", "one"),
        (" one ", " one "),
        ("one\n", "one"),
        ("\n\none\r\n two\rthree\n", "one two three"),
        ("海洋\n生物", "海洋生物"),
        ("海洋\nbiology", "海洋 biology"),
        ("a\x0cb\u2028c", "a b c"),
        ("\n", ""),
        ("", ""),
    ],
)
def test_lines_become_one(pasted: str, line: str) -> None:
    assert one_line(pasted) == line

"""A log that is not UTF-8 at all but GB18030, as old editors save it: told from one with a few bytes that went wrong.

Texts are looked at as they were read: what is no UTF-8 stands in them as half a pair of surrogates a byte.
"""

from __future__ import annotations

from collections.abc import Iterable

from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.text_edit import NEWLINE, TextEdit

MANY = 16
"""Bytes that are no UTF-8, eight Chinese characters, from which on a log may be of another encoding."""

AT_ONCE = 1 << 16
"""Characters that are looked at in one go."""

ASCII = lazy_pattern(r"[\x00-\x7f]+")
USUAL = bytes(range(0xB0, 0xD8))
"""How the characters begin in GB2312 that make up nearly all of a Chinese text, in the order of their sound."""
LATE = bytes(range(0xC9, 0xD8))
"""Those of them from R or S to Z. Korean has the same bytes for its own letters, and next to none of these."""


def is_utf_8(text: str) -> bool:
    """Whether every character of ``text`` was read as UTF-8."""
    try:
        for start in range(0, len(text), AT_ONCE):
            text[start : start + AT_ONCE].encode()
    except UnicodeEncodeError:
        return False
    return True


def other_encoding(text: str) -> str | None:
    """The name of the encoding that ``text`` is in as a whole, where that is not UTF-8; None where it is, or unknown.

    Quick where all is UTF-8.
    """
    if is_utf_8(text):
        return None
    try:
        data = text.encode("utf-8", "surrogateescape")
        undecoded = len(data) - len(text.encode("utf-8", "ignore"))
        # Of Chinese in GB18030, one character in six happens to be UTF-8 for something else.
        decoded = len(text) - len(text.encode("ascii", "ignore")) - undecoded
        if undecoded < MANY or decoded * 2 > undecoded:
            return None
        foreign = ASCII.sub("", data.decode("gb18030"))
    except UnicodeError:
        return None
    first_bytes = foreign.encode("gb2312", "ignore")[::2]
    usual, late = (len(first_bytes) - len(first_bytes.translate(None, some)) for some in (USUAL, LATE))
    return "GB18030" if usual * 4 > len(foreign) * 3 and late * 20 > usual else None


def adds_utf_8(text: str, edits: Iterable[TextEdit]) -> bool:
    """Whether ``edits`` write more than ASCII into ``text`` that is not there already: bytes of UTF-8."""
    return any(
        not line.encode("utf-8", "ignore").isascii() and line not in text
        for edit in edits
        if not edit.new_text.isascii()
        for line in NEWLINE.split(edit.new_text)
    )

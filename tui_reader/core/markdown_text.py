"""Text of a log put into other Markdown: it means there what it meant, and reaches no further than it should."""

from __future__ import annotations

import re
from typing import NamedTuple

from tui_reader.core import markdown
from tui_reader.core.visible import visible

KEPT_AS_IT_IS = re.compile(r"(`+[^`]*`+|\$[^$\n]+\$)")
SIGN = re.compile(r"[\\*\[\]<>~|]|(?<!\w)_|_(?!\w)")
ENDS_ADDRESS = re.compile(r"[\s()<>\\]|[^ -~]")

HEADING = re.compile(r"( {0,3})#{1,6}(?=[ \t]|$)")
RULE = re.compile(r" {0,3}(?:([-*_])[ \t]*(?:\1[ \t]*){2,}|=+[ \t]*|-+[ \t]*)")
FENCE = re.compile(r"`{3}|~{3}")
# Line breaks, and letters above and below the line, are what Markdown has no signs for.
TAG = re.compile(r"<(?=[!?/A-Za-z])(?!/?(?:br|sub|sup)[ /]*>)", re.IGNORECASE)


def escaped(text: str) -> str:
    """``text``, a title or a name, as Markdown that shows it; code and formulas in it stay what they are."""
    pieces = KEPT_AS_IT_IS.split(visible(text))
    return "".join([piece if number % 2 else SIGN.sub(r"\\\g<0>", piece) for number, piece in enumerate(pieces)])


def link(words: str, address: str | None) -> str:
    """A link with ``words``, which are Markdown; the words alone where there is no address."""
    return words if address is None else f"[{words}]({spelled_address(address)})"


def spelled_address(address: str) -> str:
    """``address`` as it can stand between the parentheses of a link."""
    return ENDS_ADDRESS.sub(lambda sign: "".join(f"%{byte:02X}" for byte in _bytes(sign[0])), address.strip())


def contained(summary: str) -> str:
    """The Markdown of a summary, to stand under a heading of other Markdown.

    Its headings are the least there are, its rules go, its tags are text, and code that it opens is closed.
    """
    text = visible(summary.expandtabs(4), keep_newlines=True).strip("\n")
    lines = text.split("\n")
    fences = _fences(text)
    code = {line for fence in fences for line in range(*fence.map)}
    shown = [line if number in code else _tame(line) for number, line in enumerate(lines)]
    if fences and not fences[-1].is_closed:
        shown.append(fences[-1].markup)
    return "\n".join(shown)


class _Fence(NamedTuple):
    """Code between fences."""

    map: tuple[int, int]
    """Its lines, from 0, fences included."""
    markup: str
    """The opening fence."""
    is_closed: bool


def _fences(text: str) -> list[_Fence]:
    if not FENCE.search(text) or len(text) > markdown.LONGEST:
        return []
    lines, found = text.split("\n"), []
    for token in markdown.read(text):
        if token.type == "fence" and token.map is not None:
            start, end = token.map
            last = lines[end - 1].strip(" >") if end - start > 1 else ""
            found.append(_Fence((start, end), token.markup, bool(last) and not last.strip(token.markup[0])))
    return found


def _tame(line: str) -> str:
    if RULE.fullmatch(line):
        return ""
    line = HEADING.sub(r"\1######", line)
    pieces = KEPT_AS_IT_IS.split(line)
    return "".join([piece if number % 2 else TAG.sub("&lt;", piece) for number, piece in enumerate(pieces)])


def _bytes(sign: str) -> bytes:
    return sign.encode("utf-8", "surrogateescape" if "\udc80" <= sign <= "\udcff" else "surrogatepass")

"""The Markdown of a summary as people in a reading group write it: CommonMark with what GitHub adds, math, and Chinese.

Importing this module imports markdown-it-py; whoever paints a first screen imports it later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from unicodedata import east_asian_width

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from tui_reader.core.formula import BETWEEN_DOLLARS, formula_in

DEEPEST = 40
"""Levels of quotes, lists and emphasis inside each other; what lies deeper is not read."""

LONGEST = 10_000
"""Characters; a longer text is not read as Markdown, whose reader takes too long over a hostile one."""

# Blocks that a summary has by accident: spaces before a line, "---" under one, "[1]: note", a tag where a line begins.
ACCIDENTS = ["code", "lheading", "reference", "html_block"]

# "\\(...\\)" and "\\[...\\]" are math only with a command or an exponent in them: people escape brackets too.
BETWEEN_BRACKETS = re.compile(r"\\\(([^\n]{1,2000}?)\\\)|\\\[(.{1,2000}?)\\\]", re.DOTALL)
SURELY_MATH = re.compile(r"\\[A-Za-z]|\^|_\{")
MOST_LINES_OF_MATH = 60

PUNCTUATION = re.compile(r"[^\w\s]|_")


def read(text: str) -> list[Token]:
    """The tokens of ``text``. Block tokens know their lines; ``math_inline`` and ``math_block`` hold a formula."""
    return parser().parse(text)


@cache
def parser() -> MarkdownIt:
    """What reads Markdown here."""
    markdown = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    markdown.inline = _Inline()
    markdown.enable(["table", "strikethrough"]).disable(ACCIDENTS)
    markdown.inline.ruler.before("escape", "math_inline", _math_inline)
    markdown.block.ruler.before("fence", "math_block", _math_block, {"alt": ["paragraph", "blockquote", "list"]})
    return markdown


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _InlineState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _InlineState(StateInline):
    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Whether the signs at ``start`` may open or close emphasis.

        CommonMark wants a space between a word and ``**`` where the emphasis begins or ends with a bracket or a quote.
        Chinese has no spaces: an ideograph or a full-width sign next to the signs serves as well.
        """
        scanned = super().scanDelims(start, canSplitWord)
        if not canSplitWord or (scanned.can_open and scanned.can_close):
            return scanned
        before = self.src[start - 1 : start] or " "
        behind = self.src[start + scanned.length : start + scanned.length + 1] or " "
        if not (_is_wide(before) or _is_wide(behind)):
            return scanned
        can_open = not behind.isspace() and _stands_free(behind, before)
        can_close = not before.isspace() and _stands_free(before, behind)
        return Scanned(can_open, can_close, scanned.length)


def _stands_free(inside: str, outside: str) -> bool:
    """Whether emphasis may begin or end with ``inside`` where ``outside`` is on the other side of its signs."""
    is_sign = PUNCTUATION.match(inside) is not None and not _is_wide(inside)
    return not is_sign or outside.isspace() or PUNCTUATION.match(outside) is not None or _is_wide(outside)


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def _math_inline(state: StateInline, silent: bool) -> bool:
    character = state.src[state.pos]
    formula: str | None = None
    if character == "$" and (match := BETWEEN_DOLLARS.match(state.src, state.pos, state.posMax)):
        formula = formula_in(match)
    elif character == "\\" and (match := BETWEEN_BRACKETS.match(state.src, state.pos, state.posMax)):
        formula = match[1] or match[2]
        formula = formula if SURELY_MATH.search(formula) else None
    else:
        return False
    if formula is None:
        return False
    if not silent:
        state.push("math_inline", "", 0).content = formula
    state.pos = match.end()
    return True


def _math_block(state: StateBlock, first_line: int, end_line: int, silent: bool) -> bool:
    """Lines between one that begins with ``$$`` and one that ends with it."""
    if not _line(state, first_line).startswith("$$") or "$$" in _line(state, first_line)[2:]:
        return False
    last_line = first_line + 1
    while not _line(state, last_line).rstrip().endswith("$$"):
        last_line += 1
        if last_line >= min(end_line, first_line + MOST_LINES_OF_MATH) or state.sCount[last_line] < state.blkIndent:
            return False
    if last_line >= end_line:
        return False
    if not silent:
        lines: Sequence[str] = [_line(state, line) for line in range(first_line, last_line + 1)]
        token = state.push("math_block", "", 0)
        token.content = "\n".join(lines).strip()[2:-2]
        token.map = [first_line, last_line + 1]
        state.line = last_line + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]

"""How text is compared: one width, one case, no accents, single spaces; and where in the text something stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import combining, normalize

from tui_reader.core.document import Span
from tui_reader.core.lazy_pattern import lazy_pattern

# Chinese, kana and full-width signs: a line that was wrapped between two of them continues without a space.
WIDE = (
    "\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
# The space comes first, so that the rest is looked at where there is one.
SPACE_BETWEEN_WIDE = lazy_pattern(rf" (?<=[{WIDE}] )(?=[{WIDE}])")

# Latin letters alone: to Japanese and Cyrillic a mark makes another letter, and nobody types them without it.
ACCENTED = lazy_pattern("[\u00df-\u024f\u1e00-\u1eff]|(?<=[a-z\u00df-\u024f\u1e00-\u1eff])[\u0300-\u036f]+")
WITHOUT_MARKS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
"""Letters that Unicode does not take apart, as people type them who have no key for them."""


def fold(text: str) -> str:
    """``text`` as it is compared. Between Chinese characters no space counts."""
    if text.isascii():
        return " ".join(text.lower().split())
    return SPACE_BETWEEN_WIDE.sub("", " ".join(_fold_characters(text).split()))


def find_words(text: str, words: Iterable[str]) -> list[Span]:
    """Where ``words`` (as in ``Query.words``) stand in ``text``: ranges in order that neither touch nor overlap."""
    compared = fold(text)
    wanted = [word for word in map(fold, words) if word and word in compared]
    # Nearly every text holds none; to know where each character comes from takes a hundred times as long.
    if not wanted:
        return []
    folded, origins = _fold_with_origins(text)
    marked: set[int] = set()
    for word in wanted:
        start = folded.find(word)
        while start >= 0:
            marked.update(range(origins[start].start, origins[start + len(word) - 1].end))
            start = folded.find(word, start + 1)
    spans: list[Span] = []
    for position in sorted(marked):
        if spans and spans[-1].end == position:
            spans[-1] = Span(spans[-1].start, position + 1)
        else:
            spans.append(Span(position, position + 1))
    return spans


def _fold_characters(text: str) -> str:
    folded = normalize("NFKC", normalize("NFKC", text).casefold())
    return ACCENTED.sub(_without_accent, folded) if ACCENTED.search(folded) else folded


def _without_accent(letter: re.Match[str]) -> str:
    if combining(letter[0][0]):
        return ""
    return WITHOUT_MARKS.get(letter[0]) or normalize("NFD", letter[0])[0]


def _fold_with_origins(text: str) -> tuple[str, list[Span]]:
    """``text`` folded, and for each character of that the range of ``text`` that it comes from."""
    pieces: list[str] = []
    origins: list[Span] = []
    position = 0
    while position < len(text):
        end = position + 1
        if text[position].isspace():
            while end < len(text) and text[end].isspace():
                end += 1
            piece = " "
            if SPACE_BETWEEN_WIDE.search(f"{fold(text[position - 1 : position])} {fold(text[end : end + 1])}"):
                piece = ""
        else:
            # Marks belong to the letter before them: an accent may be a character of its own.
            while end < len(text) and combining(text[end]):
                end += 1
            piece = _fold_characters(text[position:end])
        pieces.append(piece)
        origins += [Span(position, end)] * len(piece)
        position = end
    return "".join(pieces), origins

"""Words of a log that are nearly the one that was typed: a slip of the finger, or a character too many."""

from __future__ import annotations

import re
from collections.abc import Collection

WORD = re.compile(r"[a-z][a-z0-9]*")
"""A word in Latin letters, folded."""

SHORTEST, LONG = 4, 8
"""Letters from which on one of them may be wrong, and two."""

MOST = 8
"""Words that are given at most."""


def similar_words(word: str, vocabulary: Collection[str]) -> tuple[str, ...]:
    """Those of ``vocabulary`` that are nearest to ``word`` (both folded); none where all are too far away."""
    if len(word) < SHORTEST or not WORD.fullmatch(word):
        return ()
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    furthest = 2 if len(word) >= LONG else 1
    found = extract(word, vocabulary, scorer=OSA.distance, score_cutoff=furthest, limit=None)
    nearest = min((distance for _word, distance, _key in found), default=0)
    # A slip hardly ever changes how a word begins.
    found.sort(key=lambda one: (one[0][0] != word[0], one[0]))
    return tuple(other for other, distance, _key in found if distance == nearest)[:MOST]


def one_wrong(word: str) -> re.Pattern[str] | None:
    """What matches ``word``, of Chinese characters, with another one in the place of any; None if it is too short."""
    if len(word) < 3 or any(character.isascii() for character in word):
        return None
    escaped = [re.escape(character) for character in word]
    return re.compile("|".join("".join([*escaped[:at], r"\w", *escaped[at + 1 :]]) for at in range(len(word))))

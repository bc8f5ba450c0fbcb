"""The keys by which papers are cited: made of the title and the year, ``aligncap-aligning-speech-2024``.

Plain ASCII, so that every program takes them. A key does not change when further papers are logged: of two papers that
would have the same, the one that was logged later gets a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from unicodedata import normalize
from zlib import crc32

SMALL_WORDS = frozenset(
    "a an and are as at by do does for from how in into is of on or over the their to towards toward via what when with"
    .split()
)  # fmt: skip
WORDS = 3
CHARACTERS = 4
"""Chinese characters of a title that are read aloud."""
LONGEST_WORD = 20
CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
PIECE = re.compile(f"{CHINESE.pattern}|[a-z0-9]+")
APOSTROPHE = re.compile(r"['’]")

Readings = Callable[[str], tuple[str, ...]]
"""Gives the readings of a Chinese character, in small letters without tones; none where nothing is known of it."""


def stem(title: str, readings: Readings) -> str:
    """The words of a key: the first that say something; where none can be spelled, a number made of the title."""
    plain = normalize("NFKD", APOSTROPHE.sub("", title)).casefold()
    pieces = PIECE.findall("".join(sign for sign in plain if not 0x300 <= ord(sign) < 0x370))
    telling = [piece for piece in pieces if piece not in SMALL_WORDS] or pieces
    words = [word for piece in telling if (word := _spelled(piece, readings))][:WORDS]
    return "-".join(words) if words else f"paper-{crc32(title.encode('utf-8', 'surrogatepass')):08x}"


def _spelled(piece: str, readings: Readings) -> str:
    if not CHINESE.match(piece):
        return piece[:LONGEST_WORD]
    said = [readings(character) for character in piece[:CHARACTERS]]
    return "".join(sounds[0] for sounds in said if sounds)


def unique_keys(wanted: Iterable[str]) -> list[str]:
    """A key for each of ``wanted``, which come from the paper that was logged first to the last."""
    keys: list[str] = []
    taken: dict[str, int] = {}
    used: set[str] = set()
    for key in wanted:
        number = taken.get(key, 0) + 1
        name = key if number == 1 else f"{key}-{number}"
        while name in used:
            number += 1
            name = f"{key}-{number}"
        taken[key] = number
        used.add(name)
        keys.append(name)
    return keys

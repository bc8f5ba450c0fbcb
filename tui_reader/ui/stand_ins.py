"""Visible characters that stand in a text field for those that it cannot show or would lose, and the way back.

Textual's fields break a text at form feeds and U+2028, which are then gone, and send an escape character to the
terminal as it is. While such a text is edited, a sign stands for the character; what is read from the field has the
character again.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain

from tui_reader.core.visible import EMOJI_STYLE, JOINER, UNUSUAL, visible

KEPT = frozenset(("\n", "\t", JOINER, EMOJI_STYLE))
"""Unusual characters that a field can deal with; so it can with marks that sit on a letter."""

PICTURES = 0x2400
"""``␀``, the picture of the first control character."""

SIGNS = (range(0x2336, 0x237B), range(0xE000, 0xF900), range(0xF0000, 0xFFFFE))
"""Signs for all other characters: boxes and the like, as APL has them; behind these, the ones for private use."""

ANY_SIGN = re.compile("[\u2400-\u241f\u2336-\u237a\ue000-\uf8ff\U000f0000-\U000ffffd]")


class StandIns:
    """Which sign stands for which character in one field."""

    def __init__(self) -> None:
        self._sign_of: dict[str, str] = {}
        self._character_of: dict[str, str] = {}
        self._back: dict[int, str] = {}
        self._meant: set[str] = set()
        """Signs that stand in the text for themselves."""

    def put_in(self, text: str) -> str:
        """``text`` as the field may hold it, character by character."""
        if UNUSUAL.search(text) is None:
            return text
        self._meant.update(sign for sign in ANY_SIGN.findall(text) if sign not in self._character_of)
        return UNUSUAL.sub(lambda run: "".join(map(self._shown, run[0])), text)

    def take_out(self, text: str) -> str:
        """``text`` of the field with the characters that its signs stand for."""
        return text.translate(self._back) if self._back else text

    def _shown(self, character: str) -> str:
        if character not in self._character_of and (
            character in KEPT or visible(character) == character or unicodedata.category(character)[0] == "M"
        ):
            return character
        if character not in self._sign_of:
            picture = (PICTURES + ord(character),) if character < " " else ()
            taken = self._meant | self._character_of.keys()
            sign = next(sign for sign in map(chr, chain(picture, *SIGNS)) if sign not in taken)
            self._sign_of[character] = sign
            self._character_of[sign] = self._back[ord(sign)] = character
        return self._sign_of[character]

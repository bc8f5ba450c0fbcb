"""What libraries know of Chinese characters: OpenCC the simplified form, pypinyin the sound. Loaded when needed."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from tui_reader.core.message import ReadTuiError

if TYPE_CHECKING:
    from opencc import OpenCC


class Chinese:
    """Chinese as ``core.finder`` wants to know it."""

    def __init__(self, has_pinyin: bool = True) -> None:
        """Without ``has_pinyin`` no character is said to have a sound."""
        self.has_pinyin = has_pinyin

    @cached_property
    def _to_simplified(self) -> OpenCC:
        from opencc import OpenCC

        return OpenCC("t2s")

    def simplified(self, text: str) -> str:
        """``text`` in simplified characters; a character for a character, whatever word it is part of."""
        characters = text.encode("utf-8", "replace").decode()
        simple = self._to_simplified.convert("\n".join(characters)).split("\n")
        # The line end itself is no character of a word; nor is anything that would become two.
        if len(simple) != len(text):
            return text
        return "".join(new if len(new) == 1 else old for old, new in zip(text, simple, strict=True))

    def readings(self, character: str) -> tuple[str, ...]:
        """How ``character`` may be read, in small letters without tones; ü as v and as u, as keyboards have it."""
        if not self.has_pinyin or not character.isalpha() or character < "\u2e80":
            return ()
        os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
        from pypinyin import Style, pinyin

        said = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
        syllables = dict.fromkeys(syllable for syllable in (said[0] if said else ()) if syllable.isascii())
        with_u = [syllable.replace("v", "u") for syllable in syllables if "v" in syllable]
        return tuple(dict.fromkeys((*syllables, *with_u)))


def chinese() -> Chinese:
    """What is known of Chinese, as the person at the keyboard has set it."""
    from tui_reader.adapters.config import load_settings

    try:
        return Chinese(load_settings().pinyin != "off")
    except ReadTuiError:
        return Chinese()  # whoever reads the language has said what is wrong with the settings

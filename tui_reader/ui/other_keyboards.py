"""Keys of keyboards and input methods that are not set to Latin letters, where keys are commands.

Of what an input method makes of a key in full width, one can tell the key. Of a letter of another script one cannot:
where it lies differs from country to country. Then it is said why nothing happens.
"""

from __future__ import annotations

from textual.binding import Binding

from tui_reader.adapters.language import _
from tui_reader.core.message import N_

FULL_WIDTH = range(0xFF01, 0xFF5F)
"""The signs of ASCII in the width of a Chinese character, in the same order."""

TO_ASCII = 0xFF00 - 0x20

CHINESE_SIGNS = {"、": "/", "。": ".", "‘": "'", "’": "'", "“": '"', "”": '"', "·": "`", "￥": "$", "—": "_"}
"""What Chinese input methods make of a sign that has another form in Chinese."""

OTHER_SCRIPT = N_("{sign} is no key here: keys are Latin letters; switch the keyboard or the input method")


def key_meant(character: str) -> str:
    """The key that an input method made ``character`` of, as Textual calls it; empty where one cannot tell."""
    if len(character) != 1:
        return ""
    sign = chr(ord(character) - TO_ASCII) if ord(character) in FULL_WIDTH else CHINESE_SIGNS.get(character, "")
    if not sign:
        return ""
    return "comma" if sign == "," else next(iter(Binding.make_bindings([Binding(sign, "", "")]))).key


def why_nothing_happens(character: str) -> str:
    """What there is to say of a letter of another script; nothing of what is no letter."""
    if character.isascii() or not character.isalpha():
        return ""
    return _(OTHER_SCRIPT).format(sign=character)

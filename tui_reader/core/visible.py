"""What a log may send to a terminal: its text with every control and every invisible sign made visible.

A log comes from other people. An escape sequence in it must not move the cursor, a bidirectional override must not
turn a name around, and a byte that is not UTF-8 must not stop the program. Everything that shows text of a log passes
it through ``visible`` last.
"""

from __future__ import annotations

import re

from tui_reader.core.lazy_pattern import lazy_pattern

# What is looked at one by one: controls, scripts with marks, format characters, and the symbols that a joiner can make
# one emoji of. The rest, nearly all of nearly every log, is what it looks like and one or two cells wide.
UNUSUAL = lazy_pattern(
    "[\x00-\x1f\x7f-\x9f\xad\u0300-\u036f\u0483-\u0489\u0530-\u1dff\u200b-\u200f\u2028-\u202e\u2060-\u206f\u20c2-\u20ff"
    "\u2190-\u21ff\u2300-\u245f\u2580-\u2dff\u302a-\u302f\u3099\u309a\u3164\ua4d0-\uabff\ud7a4-\udfff\ufb00-\ufe0f"
    "\ufe1a-\ufe2f\ufe50-\ufeff\uffa0\uffe7-\uffff\U00010000-\U0010ffff]+"
)

# Format characters that have a shape of their own: the number signs and year signs of Arabic and its neighbours.
SHAPED_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
JOINER = "\u200d"
EMOJI_STYLE = "\ufe0f"
BLANK_LETTERS = frozenset("\u115f\u3164\uffa0")

# Tibetan stacks five marks on a letter, pointed Hebrew four; a pile that runs over its neighbours' lines has dozens.
MOST_MARKS = 8
# A family of four people is joined three times.
MOST_JOINERS = 3


def visible(text: str, keep_newlines: bool = False) -> str:
    """``text`` as a terminal may see it: no control sequence, nothing invisible, nothing that has no width of its own.

    Control characters become their pictures (ESC is ``␛``), a tab a space. Bidirectional controls, zero-width and
    other format characters, lone surrogates and bytes that are not UTF-8 become their number: ``‹202E›``, ``‹FF›``.
    More combining marks on one letter than any script has become their count: ``‹+37›``; a mark without a letter gets
    a dotted circle. With ``keep_newlines`` every end of a line (LF, CR LF, CR) stays, as LF; without, it is shown as
    pictures too. Applying it twice changes nothing more.
    """
    if (text.isascii() and text.isprintable()) or UNUSUAL.search(text) is None:
        return text
    if not keep_newlines:
        return UNUSUAL.sub(_shown, text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join([UNUSUAL.sub(_shown, line) for line in lines])


def _shown(match: re.Match[str]) -> str:
    """A run of unusual characters as it is shown."""
    text, start = match.string, match.start()
    shown: list[str] = []
    previous = text[start - 1] if start else ""
    marks = joiners = 0
    for offset, character in enumerate(match[0], start):
        if _is_mark(character):
            marks += 1
            if marks > MOST_MARKS:
                continue
            # A mark would otherwise land on whatever the screen shows before this text.
            shown.append(character if previous else "\u25cc" + character)
            previous = character
            continue
        if marks > MOST_MARKS:
            shown.append(f"\u2039+{marks - MOST_MARKS}\u203a")
        marks = 0
        if character == JOINER and joiners < MOST_JOINERS and _joins(previous, text[offset + 1 : offset + 2]):
            joiners += 1
            shown.append(character)
        else:
            if not _is_emoji(character):
                joiners = 0
            shown.append(_sign(character))
        previous = character
    if marks > MOST_MARKS:
        shown.append(f"\u2039+{marks - MOST_MARKS}\u203a")
    return "".join(shown)


def _sign(character: str) -> str:
    """One character as it is shown: itself, a picture, or its number."""
    code = ord(character)
    if code == 0x09:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    category = _category(character)
    if category == "Cs" and 0xDC80 <= code <= 0xDCFF:
        return f"\u2039{code - 0xDC00:02X}\u203a"  # a byte that is not UTF-8
    if (
        category in ("Cc", "Cs", "Zl", "Zp")
        or (category == "Cf" and character not in SHAPED_FORMATS)
        # Unicode grows: a new emoji or ideograph is shown, any other number may turn out to have no width.
        or (category == "Cn" and not (0x1F000 <= code <= 0x1FAFF or 0x20000 <= code <= 0x3FFFD))
        or character in BLANK_LETTERS
    ):
        return f"\u2039{code:02X}\u203a"
    return character


def _category(character: str) -> str:
    """The general category of ``character``. Most logs have no character that is looked at so closely."""
    from unicodedata import category

    return category(character)


def _is_mark(character: str) -> bool:
    """Whether the character has no cell of its own and sits on the one before it."""
    code = ord(character)
    if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF or 0x1F3FB <= code <= 0x1F3FF:
        return True  # the vowels and finals of old Hangul; the skin colours of emoji
    return code >= 0x300 and _category(character) in ("Mn", "Me", "Mc")


def _is_emoji(character: str) -> bool:
    """Whether a joiner may stand next to the character."""
    return UNUSUAL.match(character) is not None and (character == EMOJI_STYLE or _category(character) in ("So", "Sk"))


def _joins(previous: str, following: str) -> bool:
    """Whether a joiner between the two makes one emoji of them."""
    return _is_emoji(previous) and _is_emoji(following) and following != EMOJI_STYLE

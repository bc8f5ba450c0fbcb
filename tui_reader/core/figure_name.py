"""The name of a picture's file: from the paper's title, in signs that every system and every address takes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from unicodedata import normalize

from tui_reader.core.lazy_pattern import lazy_pattern

LONGEST = 40
"""Characters of a name, without its ending."""

SHORT_NAME = lazy_pattern(r"^\s*([^\s:：]{2,30})\s*[:：]")
"""What many papers call themselves: ``AlignCap: Aligning Speech ...``."""

UNSAFE = lazy_pattern(r"[^A-Za-z0-9]+")

KINDS = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
    (b"BM", ".bmp"),
)
"""How files of pictures begin."""


def name_for(title: str, ending: str, taken: Collection[str], spell: Callable[[str], str] = str) -> str:
    """A file name for the figure of the paper ``title``, other than those ``taken`` whatever their case.

    ``ending`` is ``.png`` or the like. ``spell`` puts other scripts into Latin letters; without it they fall out.
    """
    found = SHORT_NAME.match(title)
    words = spell(found[1] if found else title)
    plain = "".join(sign for sign in normalize("NFKD", words) if sign.isascii())
    name = UNSAFE.sub("-", plain).strip("-")
    if len(name) > LONGEST:
        name = name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]
    name = name or "figure"
    folded = {known.casefold() for known in taken}
    candidate, number = f"{name}{ending}", 1
    while candidate.casefold() in folded:
        number += 1
        candidate = f"{name}-{number}{ending}"
    return candidate


def kind_of(content: bytes) -> str | None:
    """The ending that suits a picture's first bytes, ``.png``; None where they are none that logs show."""
    for beginning, ending in KINDS:
        if content.startswith(beginning):
            return ending
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return ".webp"
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return ".svg" if head.startswith((b"<svg", b"<?xml", b"<!--")) and b"<svg" in content[:4096].lower() else None

"""Addresses in a log: which of them may be opened, how they are sent to a terminal, and how they are shown."""

from __future__ import annotations

import re

OPENED_SCHEMES = frozenset({"http", "https", "zotero", "doi", "mailto"})
"""Schemes of the links that are opened. A log comes from other people: any other link is shown and copied at most."""

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
DOI = re.compile(r"doi:\s*(?:/+)?(?=10\.)", re.IGNORECASE)
UNSAFE = re.compile(r"[^!-~]|[\"<>\\^`{|}]")
# An address in running text ends before Chinese, brackets and the full stop of the sentence.
BARE = re.compile(r"(?:https?|zotero)://[!#-;=?-\[\]_a-z~]*[#-&*+\-/0-9=@A-Z\\_a-z~]", re.IGNORECASE)
# What editors write where a picture's text should stand.
SAYS_NOTHING = frozenset(
    ("", "image", "img", "alt", "alt text", "picture", "figure", "图片", "图", "截图", "screenshot")
)
# The name that a site gives to a picture that was pasted.
NUMBER = re.compile(r"[0-9a-f-]{16,}", re.IGNORECASE)
AROUND = re.compile(r"[a-z][a-z0-9+.-]*://(?:www\.)?", re.IGNORECASE)


def openable(address: str) -> str | None:
    """The address to hand to a terminal or a browser, or None where it must not be opened.

    Only http, https, zotero, doi and mailto are. ``doi:10.1000/x`` becomes the address of its resolver; every character
    that an address may not hold is percent-encoded, so that nothing in it can end the escape sequence that carries it.
    """
    address = address.strip()
    if doi := DOI.match(address):
        address = "https://doi.org/" + address[doi.end() :]
    scheme = SCHEME.match(address)
    if scheme is None or scheme[1].lower() not in OPENED_SCHEMES or len(address) == scheme.end():
        return None
    return UNSAFE.sub(_encoded, address)


def _encoded(match: re.Match[str]) -> str:
    # Half of a pair of surrogates is no byte of the file: it came in by an entity.
    errors = "surrogateescape" if "\udc80" <= match[0] <= "\udcff" else "surrogatepass"
    return "".join([f"%{byte:02X}" for byte in match[0].encode("utf-8", errors)])


def without_scheme(address: str) -> str:
    """An address as it is shown: ``https://www.example.org/a/`` is ``example.org/a``."""
    shown = AROUND.sub("", address.strip(), count=1) if address[:4].lower() == "http" else address.strip()
    return shown.rstrip("/") or address


def site(address: str) -> str:
    """Where an address leads, in a word: its host, or its scheme where it has no host of its own, or all of it."""
    scheme = SCHEME.match(address)
    if scheme is None:
        return address
    if scheme[1].lower() in ("http", "https"):
        return re.split(r"[/?#]", without_scheme(address), maxsplit=1)[0].rsplit("@", 1)[-1] or address
    return scheme[1].lower() if scheme[1].lower() in OPENED_SCHEMES else address


def file_name(address: str) -> str:
    """The last part of an address or a path, decoded: ``Images/A%20b.png`` is ``A b.png``."""
    from urllib.parse import unquote

    path = re.split(r"[?#]", address.strip(), maxsplit=1)[0].rstrip("/")
    return unquote(path.rsplit("/", 1)[-1], errors="replace") or address


def picture_name(alternative: str, address: str) -> str:
    """What a picture is called: its text where that says something, else its file's name, else the site that has it."""
    text = " ".join(alternative.split())
    if text.lower() not in SAYS_NOTHING:
        return text
    name = file_name(address)
    return site(address) if NUMBER.fullmatch(name) else name

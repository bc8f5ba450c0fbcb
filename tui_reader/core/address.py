"""Addresses in a log: which of them may be opened, how they are sent to a terminal, and how they are shown."""

from __future__ import annotations

import re

from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.message import N_, Message, message

OPENED_SCHEMES = frozenset({"http", "https", "zotero", "doi", "mailto"})
"""Schemes of the links that are opened. A log comes from other people: any other link is shown and copied at most."""

SCHEME = lazy_pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
DOI = lazy_pattern(r"doi:\s*(?:/+)?(?=10\.)", re.IGNORECASE)
UNSAFE = lazy_pattern(r"[^!-~]|[\"<>\\^`{|}]")
# An address in running text ends before Chinese, brackets and the full stop of the sentence.
BARE = lazy_pattern(r"(?:https?|zotero)://[!#-;=?-\[\]_a-z~]*[#-&*+\-/0-9=@A-Z\\_a-z~]", re.IGNORECASE)
# What editors write where a picture's text should stand.
SAYS_NOTHING = frozenset(
    ("", "image", "img", "alt", "alt text", "picture", "figure", "图片", "图", "截图", "screenshot")
)
# The name that a site gives to a picture that was pasted.
NUMBER = lazy_pattern(r"[0-9a-f-]{16,}", re.IGNORECASE)
# What a page that shows a file is called, and the file itself, on the sites that keep both.
FILE_PAGE = lazy_pattern(
    r"(?P<site>https?://(?:www\.)?(?:github\.com|gitee\.com)/[^/\s]+/[^/\s]+)/blob/(?P<file>[^?#\s]+)(?P<rest>\S*)",
    re.I,
)
GITLAB_PAGE = lazy_pattern(r"(?P<site>https?://[^/\s]+/[^?#\s]+/-)/blob/(?P<file>[^?#\s]+)(?P<rest>\S*)", re.IGNORECASE)
HUB_PAGE = lazy_pattern(
    r"(?P<site>https?://(?:www\.)?(?:huggingface\.co|hf\.co)/[^?#\s]+?)/blob/(?P<file>[^?#\s]+)(?P<rest>\S*)", re.I
)
FILE_WORDS = ((FILE_PAGE, "raw"), (GITLAB_PAGE, "raw"), (HUB_PAGE, "resolve"))
# A file of a repository, or the page about it: where the repository is, then the branch, then the file's path in it.
REPOSITORY_FILE = lazy_pattern(
    r"https?://(?:www\.)?(?P<repository>[^/\s]+/[^?#\s]+?)(?:/-)?/(?:blob|raw)/(?:refs/heads/)?[^/\s]+/(?P<path>[^?#]+)",
    re.IGNORECASE,
)
RAW_FILE = lazy_pattern(
    r"https?://raw\.githubusercontent\.com/(?P<repository>[^/\s]+/[^/\s]+)/(?:refs/heads/)?[^/\s]+/(?P<path>[^?#]+)",
    re.I,
)
REMOTE = lazy_pattern(
    r"(?:[a-z+]+://)?(?:[^@/\s]+@)?(?:www\.)?(?P<host>[^/:\s]+)(?::\d+/|[:/])/*(?P<path>\S+?)(?:\.git)?/*", re.I
)
AROUND = lazy_pattern(r"[a-z][a-z0-9+.-]*://(?:www\.)?", re.IGNORECASE)


ZOTERO_GROUP = lazy_pattern(r"zotero://[\w-]+/groups/(\d+)", re.IGNORECASE)


def zotero_library(address: str) -> Message | None:
    """Whose Zotero library ``address`` leads into; None where it is no link of Zotero's."""
    if not address.strip().lower().startswith("zotero://"):
        return None
    group = ZOTERO_GROUP.match(address.strip())
    if group is not None:
        return message(N_("needs Zotero with the group library {number}"), number=group[1])
    return message(N_("needs the Zotero of whoever wrote the entry: it leads into their own library"))


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


def file_address(address: str) -> str | None:
    """The address of the file that the page at ``address`` shows; None where it is no such page."""
    for page, word in FILE_WORDS:
        found = page.fullmatch(address)
        if found is not None and "raw=" not in found["rest"].lower():
            return f"{found['site']}/{word}/{found['file']}"
    return None


def file_in_repository(address: str) -> tuple[str, str] | None:
    """The repository, as ``repository_of`` names it, and the path in it of the file at ``address``.

    None where the address says of no repository on a site. A branch is taken for one without a slash in its name.
    """
    address = address.strip()
    if found := RAW_FILE.match(address):
        return f"github.com/{found['repository']}".lower(), found["path"]
    if found := REPOSITORY_FILE.match(address):
        return found["repository"].lower(), found["path"]
    return None


def repository_of(remote: str) -> str | None:
    """What git fetches from the address ``remote``: ``github.com/mira/log``; None where it is on no site."""
    found = REMOTE.fullmatch(remote.strip())
    return f"{found['host']}/{found['path']}".lower() if found is not None and "/" in found["path"] else None

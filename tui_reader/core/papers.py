"""Which paper an entry is about: the same title in another spelling, the same arXiv number or DOI.

Papers logged by several people, or in several logs, are found by this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize

from tui_reader.core.document import Document, Entry

# An arXiv number as of April 2007, wherever a site puts it: arxiv.org/abs/2403.04294v2, alphaxiv, hf.co/papers.
ARXIV = re.compile(r"(?:arxiv|papers?|abs|pdf|html)[./:]+(?:[a-z]+/)?(\d{4}\.\d{4,5})(?:v\d+)?(?!\d)", re.IGNORECASE)
DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"'<>?#]+)", re.IGNORECASE)
NOT_IN_KEY = re.compile(r"[\W_]+")
SHORTEST_TITLE = 8
"""Letters and digits of a title below which two entries of that title may well be about two papers."""
SHORTEST_CHINESE_TITLE = 5


class Logged(NamedTuple):
    """An entry of a paper in one of several logs."""

    log: str
    """The log's name, as it is shown to people."""
    entry: Entry


class Papers:
    """The entries of several logs by the papers that they are about. Does not change."""

    def __init__(self, logs: Iterable[tuple[str, Document]] = ()) -> None:
        """``logs`` are names and what was read in them."""
        self._logs = [(name, document, _by_key(document)) for name, document in logs]

    def others(self, entry: Entry) -> list[Logged]:
        """The other entries of the paper that ``entry`` is about, in the order of logs and lines, each once."""
        wanted = list(keys(entry))
        found = [
            Logged(name, other)
            for name, _document, entries in self._logs
            for other in sorted(
                {other for key in wanted for other in entries.get(key, ())}, key=lambda other: other.line
            )
        ]
        return [logged for logged in found if logged.entry is not entry]

    def with_changed(self, before: Document, after: Document) -> Papers:
        """These papers, ``after`` in the place of the log ``before``."""
        changed = Papers()
        changed._logs = [
            (name, after, _by_key(after)) if document is before else (name, document, entries)
            for name, document, entries in self._logs
        ]
        return changed


def _by_key(document: Document) -> dict[str, list[Entry]]:
    entries: dict[str, list[Entry]] = {}
    for entry in document.entries:
        if entry.kind == "paper":
            for key in keys(entry):
                entries.setdefault(key, []).append(entry)
    return entries


def keys(entry: Entry) -> Iterator[str]:
    """What two entries of the same paper have in common: any one of these."""
    if entry.title is not None and (key := title_key(entry.title)) is not None:
        yield key
    # The first link is the paper's own; further ones lead to code and to what others wrote.
    for link in entry.links[:1]:
        yield from address_keys(link.url)


def title_key(title: str) -> str | None:
    """A title without case, width, accents, spaces and punctuation; None where it is too short to tell papers apart."""
    folded = NOT_IN_KEY.sub("", normalize("NFKD", title).casefold())
    shortest = SHORTEST_TITLE if folded.isascii() else SHORTEST_CHINESE_TITLE
    return folded if len(folded) >= shortest else None


def address_keys(address: str) -> Iterator[str]:
    """The arXiv number and the DOI that ``address`` leads to."""
    if arxiv := ARXIV.search(address):
        yield f"arxiv:{arxiv[1]}"
    if doi := DOI.search(address):
        name = doi[1].rstrip(").,;").casefold()
        # arXiv's own DOIs hold its number.
        arxiv_doi = re.fullmatch(r"10\.48550/arxiv\.(\d{4}\.\d{4,5})(?:v\d+)?", name)
        yield f"arxiv:{arxiv_doi[1]}" if arxiv_doi else f"doi:{name}"

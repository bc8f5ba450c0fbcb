"""Which paper an entry is about: the same title in another spelling, the same arXiv number or DOI.

Papers logged by several people, or in several logs, are found by this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize

from tui_reader.core.document import Document, Entry
from tui_reader.core.lazy_pattern import lazy_pattern

# An arXiv number as of April 2007, wherever a site puts it: arxiv.org/abs/2403.04294v2, alphaxiv, hf.co/papers.
ARXIV = lazy_pattern(r"(?:arxiv|papers?|abs|pdf|html)[./:]+(?:[a-z]+/)?(\d{4}\.\d{4,5})(?:v\d+)?(?!\d)", re.IGNORECASE)
DOI = lazy_pattern(r"\b(10\.\d{4,9}/[^\s\"'<>?#]+)", re.IGNORECASE)
NOT_IN_KEY = lazy_pattern(r"[\W_]+")
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
        self._logs = [(name, document, _first_by_key(document)) for name, document in logs]

    def logged_before(self, entry: Entry) -> Logged | None:
        """Where the paper that ``entry`` is about was logged first; None where nobody logged it before ``entry``."""
        wanted = list(keys(entry))
        # The first of each log will do: an entry that is itself the first of its log has none before it there.
        found = [
            Logged(name, first[key])
            for name, _document, first in self._logs
            for key in wanted
            if key in first and first[key] is not entry
        ]
        earliest = min(found, key=lambda logged: _age(logged.entry), default=None)
        return earliest if earliest is not None and _age(earliest.entry) < _age(entry) else None

    def with_changed(self, before: Document, after: Document) -> Papers:
        """These papers, ``after`` in the place of the log ``before``."""
        changed = Papers()
        changed._logs = [
            (name, after, _first_by_key(after)) if document is before else (name, document, first)
            for name, document, first in self._logs
        ]
        return changed


def _first_by_key(document: Document) -> dict[str, Entry]:
    """The entry that was logged first, of each key."""
    first: dict[str, Entry] = {}
    for entry in document.entries:
        if entry.kind == "paper":
            for key in keys(entry):
                if key not in first or _age(entry) < _age(first[key]):
                    first[key] = entry
    return first


def _age(entry: Entry) -> tuple[str, int]:
    """Rises from the entry that was logged first, as far as dates say; of two of one day, the lower is the earlier."""
    return entry.date or "", -entry.line


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

"""What was looked up, as the fields of an entry: in the words that logs write."""

from __future__ import annotations

from collections.abc import Mapping

from tui_reader.adapters.lookup import Wanted
from tui_reader.core.citation import recognise
from tui_reader.core.identifiers import arxiv_in, doi_in
from tui_reader.core.paper_record import PaperRecord
from tui_reader.core.title_text import plain_title
from tui_reader.core.venue_names import source_of

FIELDS = ("title", "source", "link")
"""The fields that a lookup can give."""


def wanted_of(title: str, link: str) -> Wanted:
    """What to look up for an entry with this ``title`` and ``link``; empty where nothing says which paper it is.

    A number or an address may stand in the place of the title.
    """
    for text in (link, title):
        found = recognise(text) if text.strip() else []
        if len(found) == 1 and (found[0].arxiv or found[0].doi):
            return Wanted(found[0].arxiv, found[0].doi)
    arxiv, doi = arxiv_in(title) or arxiv_in(link), doi_in(title) or doi_in(link)
    if arxiv or doi:
        return Wanted(arxiv, doi)
    return Wanted(title=title if len(title.split()) > 1 or not title.isascii() else "")


def is_only_a_number(title: str) -> bool:
    """Whether in the place of a title stands what a paper is looked up by."""
    found = recognise(title) if title.strip() else []
    return len(found) == 1 and bool(found[0].arxiv or found[0].doi) and not found[0].draft.title


def fields_of(record: PaperRecord, venues: Mapping[str, str]) -> dict[str, str]:
    """The fields that ``record`` gives; ``venues`` are the short names of a group by full ones."""
    source, _is_guess = source_of((record.venue,), record.year, venues) if record.venue else ("", False)
    if not source and record.arxiv:
        source = "arXiv"
    fields = {"title": plain_title(record.title), "source": source, "link": record.link}
    return {name: text for name, text in fields.items() if text}

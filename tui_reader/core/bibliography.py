"""What a bibliography says of one paper, whatever format it came in."""

from __future__ import annotations

import re
from typing import NamedTuple

YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


class BibItem(NamedTuple):
    """One paper of a bibliography, in the words of that; an empty string where it says nothing."""

    title: str = ""
    """Without markup."""
    venues: tuple[str, ...] = ()
    """What may be the journal, the conference or the book, the likeliest first."""
    year: str = ""
    address: str = ""
    doi: str = ""
    arxiv: str = ""


def year_in(*texts: str) -> str:
    """The first year that stands in ``texts``; empty where there is none."""
    return next((match[0] for text in texts if (match := YEAR.search(text))), "")

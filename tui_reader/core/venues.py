"""Where papers are published, without year and manner: "CVPR 2024", "CVPR23" and "cvpr'24 (Oral)" are one venue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from unicodedata import normalize

YEAR = re.compile(
    r"['‘’`]?(?<!\d)(?:19|20)\d\d(?!\d)|['‘’`]\d\d(?!\d)|(?<=[^\W\d_])[-_ ]?[012]\d(?=\W|$)|(?:^|\s)[012]\d$"
)
MANNER = re.compile(
    r"\b(?:preprints?|under review|in review|submitted(?: to)?|accepted(?: (?:by|at|to))?|to appear|oral|spotlight|"
    r"poster|highlight|best paper|long paper|short paper|findings|companion|paper|pdf|link)\b|"
    r"已?投稿|在投|录用|接收|论文|链接|会议|期刊",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
WORKSHOP = re.compile(r"\b([A-Z]{3,})\b.*\bworkshops?\b.*|\b(CVPR|ICCV|ECCV|WACV)W\b", re.IGNORECASE)
NOT_IN_KEY = re.compile(r"[\W_]+")

KNOWN = {
    "acmmm": "ACM MM",
    "acmmultimedia": "ACM MM",
    "arxiv": "arXiv",
    "arxivorg": "arXiv",
    "biorxiv": "bioRxiv",
    "corr": "arXiv",
    "ieeetransactionsonpatternanalysisandmachineintelligence": "TPAMI",
    "mm": "ACM MM",
    "neurips": "NeurIPS",
    "nips": "NeurIPS",
    "openreview": "OpenReview",
    "pami": "TPAMI",
}
"""Venues that go by several names, or whose name is spelled in its own way, by what ``venue_key`` makes of them."""


def venue(source: str) -> str:
    """The venue that ``source`` names, as it is spelled there; empty where it names none."""
    text = normalize("NFKC", source)
    if ADDRESS.search(text):
        return "arXiv" if "arxiv.org" in text.casefold() else ""
    text = " ".join(MANNER.sub(" ", YEAR.sub(" ", text)).split())
    text = text.strip(" -–—_:;,.()[]【】/|'\"")
    if workshop := WORKSHOP.fullmatch(text):
        return f"{(workshop[1] or workshop[2]).upper()} workshop"
    return KNOWN.get(venue_key(text), text)


def venue_key(name: str) -> str:
    """What spellings of one venue's name have in common: its letters and digits, capital or not."""
    return NOT_IN_KEY.sub("", name.casefold())


class Venues:
    """The venues of many sources, each venue in its most frequent spelling."""

    def __init__(self, sources: Iterable[str | None]) -> None:
        spellings: dict[str, Counter[str]] = {}
        for source in sources:
            if source and (name := venue(source)):
                spellings.setdefault(venue_key(name), Counter())[name] += 1
        self._names = {key: names.most_common(1)[0][0] for key, names in spellings.items()}

    def of(self, source: str | None) -> str:
        """The venue of ``source``, one of those; empty where it names none."""
        name = venue(source) if source else ""
        return self._names.get(venue_key(name), name)

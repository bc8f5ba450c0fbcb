"""Papers that were logged before, found while their titles are still being typed: few, and hardly ever a wrong one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from tui_reader.core.document import Document, Entry
from tui_reader.core.papers import Logged, address_keys, keys, title_key

SHORTEST_BEGINNING = 12
"""Letters and digits of a title from which on its beginning tells papers apart; a Chinese character counts twice."""
LEAST_SHARE = 0.5
"""How much of a logged title has to be typed before that is shown: papers of one topic begin alike."""
SHORTEST_NEAR = 16
"""Letters and digits of a title that may be spelled otherwise somewhere and still be found."""
NEAREST = 0.92
"""How like two titles are that are taken for one, of 1.0: one letter in twelve may differ."""


class ReadBefore:
    """The papers of several logs, to be asked for each title that is typed. Does not change."""

    def __init__(self, logs: Iterable[tuple[str, Document]]) -> None:
        """``logs`` are names and what was read in them. Reads all headers."""
        self._by_key: dict[str, list[Logged]] = {}
        titles: set[str] = set()
        for name, document in logs:
            for entry in document.entries:
                if entry.kind != "paper":
                    continue
                for key in keys(entry):
                    self._by_key.setdefault(key, []).append(Logged(name, entry))
                title = title_key(entry.title) if entry.title else None
                if title is not None:
                    titles.add(title)
        self._titles = sorted(titles)

    def find(self, title: str, link: str = "", is_whole: bool = False, apart_from: Entry | None = None) -> list[Logged]:
        """The entries of the paper with this title or at this address; none where that is not sure enough.

        ``is_whole``: nobody types on, so that what only begins like ``title`` is another paper. ``apart_from`` is the
        entry that is being written, if it is in the logs.
        """
        found: dict[int, Logged] = {}
        for key in self._keys(title, link, is_whole):
            for logged in self._by_key.get(key, ()):
                if logged.entry is not apart_from:
                    found.setdefault(id(logged.entry), logged)
        return list(found.values())

    def _keys(self, title: str, link: str, is_whole: bool) -> Iterator[str]:
        yield from address_keys(link)
        typed = title_key(title)
        if typed is None:
            return
        yield typed
        if typed in self._by_key:
            return
        width = sum(1 if letter.isascii() else 2 for letter in typed)
        if not is_whole and width >= SHORTEST_BEGINNING:
            continued = self._continued(typed)
            if len(continued) == 1 and len(typed) >= LEAST_SHARE * len(continued[0]):
                yield continued[0]
        if width >= SHORTEST_NEAR and (near := self._near(typed)):
            yield near

    def _continued(self, typed: str) -> list[str]:
        """The first two logged titles that begin so."""
        start = bisect_left(self._titles, typed)
        return [key for key in self._titles[start : start + 2] if key.startswith(typed)]

    def _near(self, typed: str) -> str:
        """The logged title that is spelled nearly so; empty where there is none."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extractOne

        nearest = extractOne(typed, self._titles, scorer=OSA.normalized_similarity, score_cutoff=NEAREST)
        if nearest is None:
            return ""
        # "Part 1" and "Part 2" are two papers, as are versions of one model.
        digits = [[letter for letter in key if letter.isdigit()] for key in (typed, nearest[0])]
        return nearest[0] if digits[0] == digits[1] else ""

"""The order and the groups in which entries are shown: indices in, groups of indices with their names and counts out.

All entries are put in order once; any number of filters then takes its entries from there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import compress
from typing import Any, NamedTuple
from unicodedata import combining, normalize

from tui_reader.core.arrangement import DATES, Arrangement
from tui_reader.core.document import Entry
from tui_reader.core.folding import fold
from tui_reader.core.weeks import SUNDAY, week_of

AT_ONCE = 1000
"""Entries that are looked at, and values that are sorted, between two pauses."""

FEW = 50
"""Of a filter that leaves less than one entry in so many, the places are sorted."""

Key = Callable[[str], Any]
"""What a text is sorted by."""


class Group(NamedTuple):
    """Entries that have one value in common."""

    name: str
    """The value: ``2024-W12``, ``2024-03``, or a name as it was written first; empty for entries without one."""
    indices: Sequence[int]

    @property
    def size(self) -> int:
        """How many entries they are."""
        return len(self.indices)


class Order:
    """All entries of some logs in an order, in groups. Does not change."""

    def __init__(self, arrangement: Arrangement, groups: Sequence[Group]) -> None:
        self.arrangement = arrangement
        self.names = tuple(group.name for group in groups)
        """The names of the groups; without groups a single empty one."""
        self._indices = [index for group in groups for index in group.indices]
        self._ranks = [0] * len(self._indices)
        for rank, index in enumerate(self._indices):
            self._ranks[index] = rank
        self._groups = [0] * len(self._indices)
        for number, group in enumerate(groups):
            for index in group.indices:
                self._groups[index] = number
        self.is_that_of_the_file = self._indices == list(range(len(self._indices)))
        """Whether the entries stand as they stand in the log."""

    def __len__(self) -> int:
        """The entries there are."""
        return len(self._indices)

    def rank(self, index: int) -> int:
        """Which place among all the entry at ``index`` has, from 0."""
        return self._ranks[index]

    def sorted(self, indices: Sequence[int]) -> Sequence[int]:
        """``indices`` in this order."""
        if len(indices) == len(self._indices):
            return self._indices
        if self.is_that_of_the_file:
            return sorted(indices)
        if len(indices) * FEW < len(self._indices):
            return [self._indices[rank] for rank in sorted([self._ranks[index] for index in indices])]
        # To go through all places is quicker than to sort many.
        ranks, is_wanted = self._ranks, bytearray(len(self._indices))
        for index in indices:
            is_wanted[ranks[index]] = True
        return list(compress(self._indices, is_wanted))

    def group_of(self, index: int) -> int:
        """The number of the group that the entry at ``index`` belongs to."""
        return self._groups[index]

    def groups(self, indices: Sequence[int]) -> list[Group]:
        """``indices`` in the groups that have any of them."""
        in_order = self.sorted(indices)
        groups: list[Group] = []
        start = 0
        while start < len(in_order):
            number = self.group_of(in_order[start])
            end = self.end_of_group(in_order, start)
            groups.append(Group(self.names[number], in_order[start:end]))
            start = end
        return groups

    def end_of_group(self, in_order: Sequence[int], position: int) -> int:
        """Behind the last of ``in_order``, which ``sorted`` gave, in the group of the one at ``position``."""
        return bisect_right(in_order, self._groups[in_order[position]], lo=position, key=self._groups.__getitem__)


def arrange(
    entries: Sequence[Entry],
    arrangement: Arrangement,
    *,
    files: Sequence[str] = (),
    problems: Sequence[int] = (),
    week_ends: int = SUNDAY,
    key: Key | None = None,
    pause: Callable[[], None] = lambda: None,
) -> Order:
    """Put ``entries`` in order.

    ``files`` names the log of each entry, and ``problems`` counts what was found of each: needed where the arrangement
    asks for them. Weeks end on the day ``week_ends``. Names are sorted by ``key``, by default ``alphabetical``.
    ``pause`` is called again and again.
    """
    values = _Values(entries, files, problems, week_ends, key or alphabetical, pause)
    indices: Sequence[int] = range(len(entries))
    if arrangement.sort:
        buckets = values.buckets(arrangement.sort, indices)
        indices = [index for group in values.in_order(arrangement.sort, buckets, arrangement) for index in group]
    if not arrangement.group:
        return Order(arrangement, [Group("", indices)])
    buckets = values.buckets(arrangement.group, indices)
    ordered = values.in_order(arrangement.group, buckets, arrangement)
    return Order(arrangement, [Group(values.name(arrangement.group, group[0]), group) for group in ordered])


def alphabetical(text: str) -> bytes:
    """What names and titles are sorted by: Latin letters without case and accents, then Chinese by its sound.

    The sound as GB 2312 has it: that puts the 3,755 most common characters in the order of pinyin, and others behind.
    """
    text = fold(text)
    if not text.isascii():
        text = "".join(letter for letter in normalize("NFKD", text) if not combining(letter))
    return text.encode("gb18030", "replace")


class _Values:
    """What entries are sorted and grouped by."""

    def __init__(
        self,
        entries: Sequence[Entry],
        files: Sequence[str],
        problems: Sequence[int],
        week_ends: int,
        key: Key,
        pause: Callable[[], None],
    ) -> None:
        self._entries, self._files, self._problems = entries, files, problems
        self._week_ends, self._key, self._pause = week_ends, key, pause

    def name(self, field: str, index: int) -> str:
        """What ``field`` of the entry at ``index`` is called; empty where it has none."""
        entry = self._entries[index]
        if field == "reader":
            return entry.reader or ""
        if field == "source":
            return entry.source or ""
        if field == "section":
            return entry.section or ""
        if field == "title":
            return entry.title or ""
        if field == "file":
            return self._files[index]
        if not entry.date:
            return ""
        return {"date": entry.date, "month": entry.date[:7]}.get(field) or week_of(entry.date, self._week_ends).name

    def buckets(self, field: str, indices: Iterable[int]) -> dict[Hashable, list[int]]:
        """``indices`` by their value in ``field``, of which None is no value."""
        buckets: dict[Hashable, list[int]] = {}
        folded: dict[str, Hashable] = {"": None}
        for number, index in enumerate(indices):
            if number % AT_ONCE == 0:
                self._pause()
            value: Hashable
            if field == "problems":
                value = self._problems[index]
            else:
                name = self.name(field, index)
                if name not in folded:
                    folded[name] = name if field in (*DATES, "file") else fold(name) or None
                value = folded[name]
            buckets.setdefault(value, []).append(index)
        return buckets

    def in_order(self, field: str, buckets: dict[Hashable, list[int]], arrangement: Arrangement) -> Iterator[list[int]]:
        """The lists of ``buckets`` in the order in which ``arrangement`` wants the values of ``field``."""
        without = buckets.pop(None, None)
        is_sorted = arrangement.sort == field or {arrangement.sort, field} <= set(DATES)
        if field in ("section", "file"):
            # As they follow in the log, whatever else the entries are sorted by.
            values = sorted(buckets, key=lambda value: min(buckets[value]))
        else:
            keys: Callable[[Any], Any] = self._title_key if field == "title" else self._key
            if field in (*DATES, "problems"):
                keys = _itself
            values = self._sorted(list(buckets), keys)
        is_descending = arrangement.descending if is_sorted else field in DATES and self._is_newest_first()
        yield from (buckets[value] for value in (reversed(values) if is_descending else values))
        if without is not None:
            yield without

    def _title_key(self, title: str) -> Any:  # noqa: ANN401 - whatever the key is
        """Brackets and quotes at the beginning do not count."""
        start = next((number for number, letter in enumerate(title) if letter.isalnum()), 0)
        return self._key(title[start:])

    def _sorted(self, values: list[Any], key: Callable[[Any], Any]) -> list[Any]:
        """``values`` sorted by ``key``, in steps: sorting many at once would keep everybody waiting."""
        parts = []
        for start in range(0, len(values), AT_ONCE):
            self._pause()
            parts.append(sorted([(key(value), value) for value in values[start : start + AT_ONCE]]))
        in_order = []
        for number, (_key, value) in enumerate(merge(*parts)):
            if number % AT_ONCE == 0:
                self._pause()
            in_order.append(value)
        return in_order

    def _is_newest_first(self) -> bool:
        """Whether dates go down in the log more often than up."""
        balance, previous = 0, None
        for entry in self._entries:
            if entry.date and previous:
                balance += (entry.date < previous) - (entry.date > previous)
            previous = entry.date or previous
        return balance >= 0


def _itself(value: Any) -> Any:  # noqa: ANN401 - a date or a number
    return value

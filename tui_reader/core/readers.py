"""Who the readers of a log are: one person under several spellings, and several people in one pair of brackets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

from tui_reader.core.document import Entry, Span
from tui_reader.core.fields import BETWEEN_NAMES, MAYBE_BETWEEN_NAMES
from tui_reader.core.group import Group, folded_name


class Readers:
    """The people of a log by what its entries say: members of the group, and others as they are mostly spelled."""

    def __init__(self, entries: Iterable[Entry], group: Group) -> None:
        """``entries`` are all that there are to learn spellings from."""
        self._group = group
        self._known: dict[str | None, tuple[str, ...]] = {None: (), "": ()}
        spellings: dict[str, Counter[str]] = {}
        written = Counter(entry.reader for entry in entries if entry.reader)
        for reader, times in written.items():
            for name in self._apart(reader, ()):
                spellings.setdefault(folded_name(name), Counter())[name] += times
        self._names = {key: names.most_common(1)[0][0] for key, names in spellings.items()}

    def of(self, reader: str | None) -> tuple[str, ...]:
        """The names of the people that ``reader``, as an entry has it, stands for: each once; none for nobody."""
        people = self._known.get(reader)
        if people is None:
            assert reader is not None, "nobody is known"
            people = tuple(dict.fromkeys(map(self._name, self._apart(reader, self._names))))
            self._known[reader] = people
        return people

    def _name(self, written: str) -> str:
        member = self._group.member(written)
        return member.name if member is not None else self._names.get(folded_name(written), written)

    def _apart(self, reader: str, known: Collection[str]) -> list[str]:
        """The names in ``reader``. ``known`` are folded names of people, which tell what stands between two of them."""
        if self._group.member(reader) is not None:
            return [reader]

        def is_member(name: str) -> bool:
            return self._group.member(name) is not None

        spans = names_apart(reader, lambda name: is_member(name) or folded_name(name) in known, is_member)
        return [span.of(reader) for span in spans] or [reader]


def names_apart(
    reader: str, is_known: Callable[[str], bool], is_one: Callable[[str], bool] | None = None
) -> Iterator[Span]:
    """Where the names stand in ``reader``.

    ``is_known`` says whether somebody has a name: what may be part of a name parts those of which all are known. It
    does not where ``is_one`` knows the whole as the name of one person.
    """
    start = 0
    for between in (*BETWEEN_NAMES.finditer(reader), None):
        end = between.start() if between else len(reader)
        inner = [Span(start, end)]
        for maybe in MAYBE_BETWEEN_NAMES.finditer(reader, start, end):
            inner[-1:] = [Span(inner[-1].start, maybe.start()), Span(maybe.end(), end)]
        parts = [span for span in inner if span.start < span.end]
        is_whole = is_one is not None and is_one(reader[start:end])
        if not is_whole and all(is_known(span.of(reader)) for span in parts):
            yield from parts
        elif start < end:
            yield Span(start, end)
        start = between.end() if between else end

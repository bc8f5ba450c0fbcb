"""Who the readers of a log are: one person under several spellings, and several people in one pair of brackets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from tui_reader.core.document import Entry
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
        people: list[str] = []
        for name in BETWEEN_NAMES.split(reader):
            parts = [part for part in MAYBE_BETWEEN_NAMES.split(name) if part]
            is_one = self._group.member(name) is not None
            if not is_one and all(self._group.member(part) or folded_name(part) in known for part in parts):
                people += parts
            elif name:
                people.append(name)
        return people or [reader]

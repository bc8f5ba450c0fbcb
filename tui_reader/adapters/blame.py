"""Who put the lines of a log into git: the people behind ``git blame``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from tui_reader.adapters.git import Git
from tui_reader.core.document import Entry
from tui_reader.core.group import Group, folded_name

MAJORITY = 0.5
NEARLY_ALL = 0.9
FEWEST = 2
"""What shares, and how many, of a person's entries have to be a reader's to take them for that reader."""

FEWEST_OF_KEEPER = 3
"""Readers for whom somebody logs who keeps the log for a group."""

LARGEST = 4_000_000
"""Characters of a log above which git would be busy for minutes."""


class Person(NamedTuple):
    """Somebody who commits, as git names them."""

    name: str
    email: str


def authors(git: Git, commit: str, name: str) -> Mapping[str, Person]:
    """Who wrote each line of the file ``name`` as ``commit`` has it, by what stands in the line.

    Lines that several people wrote alike are left out. Nothing where git does not know. Takes its time; raises
    ``CalledOffError`` where nobody waits for it.
    """
    arguments = ("blame", "--porcelain", "-w", "-C", commit, "--", name)
    answer = git.run(*arguments, may_be_ended=True)
    if answer.code:
        return {}
    people: dict[str, Person] = {}
    found: dict[str, Person | None] = {}
    oid, said = "", {"author": "", "author-mail": ""}
    begins = True
    for line in answer.output.decode("utf-8", "surrogateescape").split("\n"):
        if line.startswith("\t"):
            if oid not in people:
                people[oid] = Person(said["author"], said["author-mail"].strip("<>"))
            text, person = line[1:].rstrip("\r"), people[oid]
            if found.setdefault(text, person) != person:
                found[text] = None
            begins = True
        elif begins:
            oid, begins = line.partition(" ")[0], False
        else:
            key, _, value = line.partition(" ")
            if key in said:
                said[key] = value
    return {text: person for text, person in found.items() if person is not None}


def is_reader(person: Person, reader: str, group: Group) -> bool:
    """Whether ``reader``, as a log names them, may be ``person``: by name, address or alias, also as one of several."""
    names = (person.name, person.email, person.email.partition("@")[0])
    wanted = folded_name(reader)
    if any(folded_name(name) == wanted for name in names) or (person.name and folded_name(person.name) in wanted):
        return True
    member = group.member(reader)
    return member is not None and any(group.member(name) is member for name in names)


class Logged(NamedTuple):
    """Whose entries people put into git, people by ``identity`` and readers by their folded names."""

    readers: Mapping[tuple[str, str], Counter[str]]
    """How many entries of each reader somebody logged."""
    own: Set[tuple[str, str]]
    """Who logged any of their own."""
    by_name: Set[str]
    """The readers of these."""
    spelled: Mapping[str, str]
    """All readers as the log spells them."""


def logged(by_line: Mapping[str, Person], entries: Iterable[Entry], group: Group) -> Logged:
    """Who logged ``entries``, of which ``by_line`` says who wrote each line."""
    readers: dict[tuple[str, str], Counter[str]] = {}
    own: set[tuple[str, str]] = set()
    by_name: set[str] = set()
    spelled: dict[str, str] = {}
    for entry in entries:
        if not entry.reader:
            continue
        reader = folded_name(entry.reader)
        spelled[reader] = entry.reader
        person = by_line.get(first_line(entry))
        if person is None:
            continue
        if is_reader(person, entry.reader, group):
            by_name.add(reader)
            own.add(identity(person))
        readers.setdefault(identity(person), Counter())[reader] += 1
    return Logged(readers, own, by_name, spelled)


def learned_readers(logged: Logged) -> Mapping[tuple[str, str], str]:
    """Which reader each person is whom no name or address tells: whose entries they log, as a majority shows.

    By ``identity``. Whoever has most entries of a reader for themselves is that reader; of a reader whom git knows by
    name, somebody else is another identity only if they log next to nothing but theirs.
    """
    learned = {}
    for who, readers in logged.readers.items():
        if who in logged.own:
            continue
        reader, times = readers.most_common(1)[0]
        has_name = reader in logged.by_name
        needed = NEARLY_ALL if has_name else MAJORITY
        of_reader = sum(others[reader] for others in logged.readers.values())
        if times >= FEWEST and times > needed * readers.total() and (has_name or 2 * times > of_reader):
            learned[who] = logged.spelled[reader]
    return learned


def keepers(logged: Logged) -> frozenset[tuple[str, str]]:
    """Who put the entries of most readers into git and has none themselves, by ``identity``: they keep the log.

    That they logged an entry says nothing about it.
    """
    all_readers = {reader for readers in logged.readers.values() for reader in readers}
    return frozenset(
        who
        for who, readers in logged.readers.items()
        if who not in logged.own and len(readers) >= FEWEST_OF_KEEPER and 2 * len(readers) > len(all_readers)
    )


def first_line(entry: Entry) -> str:
    """The line by which an entry is known to git."""
    return entry.markdown.split("\n", 1)[0].rstrip("\r")


def identity(person: Person) -> tuple[str, str]:
    """What makes two commits those of one person: the name, whatever machine or address they come from."""
    return (folded_name(person.name), "" if person.name else person.email.casefold())


def shown_name(person: Person, group: Group) -> str:
    """What the log calls ``person``, where the group says so; else what git does."""
    for name in (person.name, person.email, person.email.partition("@")[0]):
        member = group.member(name)
        if member is not None:
            return member.name
    return person.name or person.email

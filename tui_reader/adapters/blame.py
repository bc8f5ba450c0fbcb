"""Who put the lines of a log into git: the people behind ``git blame``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tui_reader.adapters.git import Git
from tui_reader.core.group import Group, folded_name

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


def shown_name(person: Person, group: Group) -> str:
    """What the log calls ``person``, where the group says so; else what git does."""
    for name in (person.name, person.email, person.email.partition("@")[0]):
        member = group.member(name)
        if member is not None:
            return member.name
    return person.name or person.email

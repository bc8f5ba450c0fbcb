"""Which reader a person in git is, as the entries that they log show."""

from __future__ import annotations

from tui_reader.adapters.blame import Logged, Person, first_line, identity, keepers, learned_readers, logged
from tui_reader.core.group import Group
from tui_reader.core.parser import parse

CRAB, SEAL, TOM = (Person(name, f"{name}@example.org") for name in ("hermit-crab", "seal", "Tom"))


def in_git(*entered: tuple[Person, str, int]) -> Logged:
    """What git tells where each of these people logged so many entries of a reader."""
    text, people = "", []
    for number, (person, reader, times) in enumerate(entered):
        for time in range(times):
            text += f"> > [2024-03-05]-[{reader}]-[Kelp {number} {time}]-[Arxiv](https://kelp.org/1)\n\n"
            people.append(person)
    entries = parse(text).entries
    by_line = {first_line(entry): person for entry, person in zip(entries, people, strict=True)}
    return logged(by_line, entries, Group())


def learned(*entered: tuple[Person, str, int]) -> dict[str, str]:
    """Which reader each of these people is learned to be."""
    readers = learned_readers(in_git(*entered))
    return {
        person.name: readers[identity(person)] for person, _reader, _times in entered if identity(person) in readers
    }


def test_whoever_logs_mostly_for_one_reader_is_that_reader() -> None:
    assert learned((CRAB, "李雷", 5), (CRAB, "韩梅梅", 2), (SEAL, "韩梅梅", 3)) == {
        "hermit-crab": "李雷",
        "seal": "韩梅梅",
    }


def test_one_entry_teaches_nothing() -> None:
    assert learned((CRAB, "李雷", 1)) == {}


def test_whoever_logs_for_many_is_none_of_them() -> None:
    assert learned((CRAB, "李雷", 2), (CRAB, "韩梅梅", 2), (CRAB, "Anna", 2)) == {}


def test_a_reader_whom_git_knows_by_name_is_nobody_else_unless_they_log_for_no_other() -> None:
    assert learned((TOM, "Tom", 3), (CRAB, "Tom", 3), (CRAB, "李雷", 2)) == {}
    assert learned((TOM, "Tom", 3), (CRAB, "Tom", 3)) == {"hermit-crab": "Tom"}


def test_whose_name_says_who_they_are_need_not_be_learned() -> None:
    assert learned((TOM, "Tom", 1), (TOM, "李雷", 4)) == {}


def test_whoever_brought_the_entries_of_most_readers_and_has_none_keeps_the_log() -> None:
    everybody = [(CRAB, "李雷", 2), (CRAB, "韩梅梅", 1), (CRAB, "Anna", 3)]
    assert keepers(in_git(*everybody)) == {identity(CRAB)}
    assert keepers(in_git(*everybody[:2])) == frozenset()
    assert keepers(in_git(*((TOM, reader, 1) for reader in ("Tom", "李雷", "Anna")))) == frozenset()
    others = [(SEAL, reader, 1) for reader in ("Mira", "Noor", "Elena", "Ada")]
    assert keepers(in_git(*everybody, *others)) == {identity(SEAL)}

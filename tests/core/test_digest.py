"""A week, reader by reader."""

from __future__ import annotations

from datetime import date

from tui_reader.core.digest import Digest, Logged, make_digest, weeks_with_entries
from tui_reader.core.group import Group, Member
from tui_reader.core.parser import parse
from tui_reader.core.readers import Readers
from tui_reader.core.weeks import Week

LOG = """\
> > [2024-03-20]-[Tom]-[Kelp]-[Ecology](https://example.org/k)
> >
> > Summary: Green.
>
> > [2024-03-19]-[tom]-[本周出海，未精读]
>
> > [2024-03-18]-[Mira、Tom]-[Limpets]-[arXiv](https://example.org/l)
> >
> > Summary: Home.
>
> > [2024-03-18]-[Mira]-[Barnacles]-[arXiv](https://example.org/b)
> >
> > Summary: Tide.
>
> > [2030-01-01]-[Ana]-[A slip of the pen]-[arXiv](https://example.org/s)
> >
> > Summary: Later.
"""
GROUP = Group(members=(Member("Mira"), Member("Tom")))


def digest(group: Group = GROUP) -> Digest:
    entries = parse(LOG).entries
    return make_digest([Logged("log.md", entry) for entry in entries], Readers(entries, group), group, Week(2024, 12))


def test_papers_stand_under_the_first_of_their_readers_the_oldest_first() -> None:
    parts = [(part.reader, [one.entry.title for one in part.papers]) for part in digest().parts]
    assert parts == [("Mira", ["Barnacles", "Limpets"]), ("Tom", ["Kelp"]), ("Ana", ["A slip of the pen"])]
    assert digest().parts[0].papers[1].others == ("Tom",)
    assert digest().papers == 4


def test_without_a_group_readers_come_as_they_wrote() -> None:
    assert [part.reader for part in digest(Group()).parts] == ["Mira", "Tom", "Ana"]


def test_what_was_said_instead_stands_apart_under_the_members_name() -> None:
    assert [(reason.reader, reason.note) for reason in digest().reasons] == [("Tom", "本周出海，未精读")]


def test_a_week_that_is_yet_to_come_is_not_the_latest() -> None:
    weeks = weeks_with_entries(parse(LOG).entries, GROUP, date(2024, 4, 1))
    assert [week.name for week in weeks] == ["2024-W12"]

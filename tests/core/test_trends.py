"""What is drawn of a log: bars, and queries that find what they stand for."""

from __future__ import annotations

from datetime import date

import pytest

from tui_reader.core.group import Group, Member
from tui_reader.core.parser import parse
from tui_reader.core.query import parse_query
from tui_reader.core.search import search
from tui_reader.core.trends import Bar, query_of, trends

LOG = """\
## Shore

> > [2024-03-20]-[Tom]-[Kelp]-[CVPR 2024](https://example.org/k)
> >
> > Summary: Green.
>
> > [2024-03-19]-[tom]-[本周出海，未精读]
>
> > [2024-02-28]-[Mira、Tom]-[Limpets]-[CVPR23](https://example.org/l)
> >
> > Summary: Home.

## Deep "sea"

> > [2023-01-02]-[M. Okafor]-[Barnacles]
> >
> > Summary: Tide.
"""
DOCUMENT = parse(LOG)
GROUP = Group(members=(Member("Mira", ("M. Okafor",)), Member("Tom")))


def lines(bars: tuple[Bar, ...]) -> list[tuple[str, int, int]]:
    return [(bar.name, *bar.counted) for bar in bars]


def test_weeks_without_entries_stand_between_two_with_some_but_not_a_whole_year_of_them() -> None:
    drawn = trends(DOCUMENT.entries, GROUP, DOCUMENT.entries)
    weeks = [("2024-W12", 1, 1), ("2024-W11", 0, 0), ("2024-W10", 0, 0), ("2024-W09", 1, 0), ("2023-W01", 1, 0)]
    assert lines(drawn.weeks) == weeks
    assert lines(drawn.readers) == [("Tom", 2, 1), ("Mira", 2, 0)]
    assert lines(drawn.venues)[0] == ("CVPR", 2, 0)
    assert lines(drawn.sections) == [("Shore", 2, 1), ('Deep "sea"', 1, 0)]
    assert [len(entries) for entries in drawn.of_day.values()] == [1, 1, 1, 1]


@pytest.mark.parametrize("ends", [7, 4])
def test_the_query_of_a_bar_finds_what_it_counts(ends: int) -> None:
    drawn = trends(DOCUMENT.entries, GROUP._replace(week_ends=ends), DOCUMENT.entries)
    for bars in (drawn.weeks, drawn.readers, drawn.venues, drawn.sections):
        for bar in bars:
            found = [DOCUMENT.entries[hit] for hit in search(DOCUMENT, parse_query(query_of(bar), date(2024, 4, 1)))]
            if bars is drawn.venues:
                found = [entry for entry in found if entry.kind == "paper"]
            assert len(found) == bar.counted.total, bar


def test_only_the_entries_that_are_given_are_counted() -> None:
    drawn = trends(DOCUMENT.entries[:1], GROUP, DOCUMENT.entries)
    assert lines(drawn.readers) == [("Tom", 1, 0)]
    assert query_of(drawn.readers[0], "kelp") == "kelp by:Tom"

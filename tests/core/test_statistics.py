"""Entries counted: by day, week, month, reader, venue and section; and what counts as the same week, venue, reader."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.core.group import Group, Member
from tui_reader.core.parser import parse
from tui_reader.core.readers import Readers
from tui_reader.core.statistics import Count, statistics
from tui_reader.core.venues import venue
from tui_reader.core.weeks import named_week, week_of

LOG = """## Daily Reading

> > [2024-03-10]-[李雷]-[Deep Kelp]-[CVPR 2024](https://kelp.org/1)

> > [2024-03-09]-[韩梅梅]-[本周出海，未精读]

> > [2024-3-4]-[李雷、韩梅梅]-[Shallow Kelp]-[CVPR2023](https://kelp.org/2)

> > [2024-03-03]-[韩 梅梅]-[Kelp of the North]-[arxiv](https://kelp.org/3)

## Old

> > [待补充]-[Tom]-[Kelp in a Bottle]-[paper](https://kelp.org/4)
"""


def test_entries_are_counted_by_all_that_they_say() -> None:
    counted = statistics(parse(LOG).entries)
    assert counted.all == Count(read=4, no_reading=1)
    assert counted.undated == 1
    assert list(counted.by_day) == ["2024-03-03", "2024-03-04", "2024-03-09", "2024-03-10"]
    assert {week.name: count for week, count in counted.by_week.items()} == {
        "2024-W09": Count(1),
        "2024-W10": Count(2, 1),
    }
    assert counted.by_month == {"2024-03": Count(3, 1)}
    assert counted.by_reader == {"韩梅梅": Count(2, 1), "李雷": Count(2), "Tom": Count(1)}
    assert list(counted.by_venue.items()) == [("CVPR", Count(2)), ("arXiv", Count(1)), ("", Count(1))]
    assert counted.by_section == {"Daily Reading": Count(3, 1), "Old": Count(1)}


def test_a_group_says_when_its_weeks_end_and_who_is_who() -> None:
    group = Group(members=(Member("Han", aliases=("韩梅梅",)),), week_ends=6)
    counted = statistics(parse(LOG).entries, group)
    assert [week.name for week in counted.by_week] == ["2024-W10", "2024-W11"]
    assert counted.by_reader["Han"] == Count(2, 1)


def test_some_entries_are_counted_as_the_whole_log_spells_them() -> None:
    entries = parse(LOG).entries
    assert set(statistics(entries[3:4], known=entries).by_reader) == {"韩梅梅"}


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("李雷，韩梅梅", ("李雷", "韩梅梅")),
        ("李雷/ 韩梅梅", ("李雷", "韩梅梅")),
        ("李雷 韩梅梅", ("李雷", "韩梅梅")),
        ("李雷和韩梅梅", ("李雷", "韩梅梅")),
        ("李雷和韩梅梅、Mira Sato", ("李雷", "韩梅梅", "Mira Sato")),
        ("李雷, 李雷", ("李雷",)),
        ("Mira Sato and Tom", ("Mira Sato", "Tom")),
        ("张和平", ("张和平",)),
        ("mira sato", ("Mira Sato",)),
        ("，", ("，",)),
        (None, ()),
    ],
)
def test_one_bracket_may_name_several_people(written: str | None, people: tuple[str, ...]) -> None:
    entries = [
        entry
        for name in ("李雷", "韩梅梅", "Tom", "Mira Sato", "Mira Sato")
        for entry in parse(f"> > [2024-03-10]-[{name}]-[Deep Kelp]-[x](https://kelp.org/1)\n").entries
    ]
    assert Readers(entries, Group()).of(written) == people


@pytest.mark.parametrize(
    ("sources", "name"),
    [
        (
            (
                "CVPR",
                "CVPR 2024",
                "CVPR2023",
                "CVPR23",
                "CVPR'23",
                "CVPR-2024",
                "2024 CVPR",
                "CVPR-24",
                "CVPR 2024 Oral",
            ),
            "CVPR",
        ),
        (("CVPR 2026 投稿", "CVPR 2026 (accepted)", "CVPR（2024）", "CVPR 2021 (poster)"), "CVPR"),
        (
            ("arxiv", "Arxiv", "arXiv 2024", "arxiv 2024 preprint", "https://arxiv.org/abs/2403.00001", "arXiv.org"),
            "arXiv",
        ),
        (("NIPS 2017", "NeurIPS2024", "NeurIPS'24"), "NeurIPS"),
        (("CVPR 2024 Kelp Workshop", "CVPRW2024"), "CVPR workshop"),
        (("Journal of Kelp 2024", "2024 Journal of Kelp"), "Journal of Kelp"),
        (("paper", "论文", "https://kelp.org/1", "2024"), ""),
    ],
)
def test_a_venue_is_the_same_in_every_year(sources: tuple[str, ...], name: str) -> None:
    assert {source: venue(source) for source in sources} == dict.fromkeys(sources, name)


@given(st.dates(), st.integers(1, 7))
def test_a_day_is_in_its_week_and_the_week_ends_when_it_should(day: date, ends: int) -> None:
    week = week_of(day.isoformat(), ends)
    assert week.first <= day <= week.last
    assert named_week(week.name, ends) == week
    if date.min + timedelta(20) < day < date.max - timedelta(20):
        assert (week.last - week.first).days == 6
        assert week.last.isoweekday() == ends
        assert week.after(1).first == week.last + timedelta(1)
        assert week.until(week.after(3)) == 3
        # Most of its days are in the ISO week of its name.
        assert week.name == week_of((week.first + timedelta(3)).isoformat()).name


@pytest.mark.parametrize("name", ["2024-W54", "2023-W53", "2024-W00", "2024-12", "week"])
def test_what_names_no_week_is_none(name: str) -> None:
    assert named_week(name) is None

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.sizes import size
from tui_reader.core.arrangement import GROUPS, SORTS, Arrangement
from tui_reader.core.document import Entry
from tui_reader.core.order import Group, alphabetical, arrange
from tui_reader.core.parser import parse

LOG = """\
## Shore

> > [2024-05-26]-[Tom]-["Urchins" by Night]-[Nature 2023]
> > Summary: a

> > [2024-05-12]-[李雷]-[海星再生]-[CVPR 2024]
> > Summary: b

> > [2024-05-25]-[韩梅梅]-[Ébb and Flow]-[cvpr 2024]
> > Summary: c

## Deep sea

> > [Mira]-[Kelp](https://example.org/kelp)
> > Summary: d

> > [2024-05-13]-[tom]-[A Limpet's Home]
> > Summary: e
"""


@pytest.fixture(scope="module")
def entries() -> Sequence[Entry]:
    entries = parse(LOG).entries
    assert len(entries) == 5
    return entries


def sorted_by(entries: Sequence[Entry], sort: str, descending: bool = False) -> list[int]:
    order = arrange(entries, Arrangement(sort, descending), problems=[0, 2, 0, 1, 2])
    return list(order.sorted(range(len(entries))))


def grouped_by(entries: Sequence[Entry], group: str, sort: str = "", descending: bool = False) -> list[Group]:
    order = arrange(entries, Arrangement(sort, descending, group), files=["b", "b", "b", "a", "a"])
    return [Group(name, list(indices)) for name, indices in order.groups(range(len(entries)))]


@pytest.mark.parametrize(
    ("sort", "indices"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("date", [1, 4, 2, 0, 3]),
        ("reader", [3, 0, 4, 2, 1]),
        ("title", [2, 3, 0, 4, 1]),
        ("source", [1, 2, 0, 3, 4]),
        ("section", [0, 1, 2, 3, 4]),
        ("problems", [0, 2, 3, 1, 4]),
    ],
)
def test_entries_are_sorted_by_a_field(entries: Sequence[Entry], sort: str, indices: list[int]) -> None:
    titles = [entry.title for entry in entries]
    if sort == "title":
        indices = sorted(indices, key=lambda index: alphabetical((titles[index] or "").strip('"')))
    assert sorted_by(entries, sort) == indices


def test_the_other_way_round_ties_and_what_has_no_value_stay_where_they_are(entries: Sequence[Entry]) -> None:
    assert sorted_by(entries, "date", descending=True) == [0, 2, 4, 1, 3]
    assert sorted_by(entries, "source", descending=True) == [0, 1, 2, 3, 4]
    assert sorted_by(entries, "problems", descending=True) == [1, 4, 3, 0, 2]
    assert sorted_by(entries, "reader", descending=True) == [1, 2, 0, 4, 3]


def test_a_weeks_entries_stand_under_their_week(entries: Sequence[Entry]) -> None:
    assert grouped_by(entries, "week") == [
        Group("2024-W21", [0, 2]),
        Group("2024-W20", [4]),
        Group("2024-W19", [1]),
        Group("", [3]),
    ]


def test_weeks_follow_each_other_as_dates_do_in_the_log_or_as_they_are_sorted(entries: Sequence[Entry]) -> None:
    weeks = ["2024-W19", "2024-W20", "2024-W21", ""]
    assert [group.name for group in grouped_by(tuple(reversed(entries)), "week")] == weeks
    assert [group.name for group in grouped_by(entries, "week", "date")] == weeks
    assert grouped_by(entries, "week", "reader", descending=True)[0].name == "2024-W21"


def test_one_name_in_several_spellings_is_one_group(entries: Sequence[Entry]) -> None:
    assert grouped_by(entries, "reader") == [
        Group("Mira", [3]),
        Group("Tom", [0, 4]),
        Group("韩梅梅", [2]),
        Group("李雷", [1]),
    ]
    assert grouped_by(entries, "source") == [Group("CVPR 2024", [1, 2]), Group("Nature 2023", [0]), Group("", [3, 4])]
    assert [group.name for group in grouped_by(entries, "reader", "reader", descending=True)] == [
        "李雷",
        "韩梅梅",
        "Tom",
        "Mira",
    ]


def test_sections_and_files_stand_as_they_follow(entries: Sequence[Entry]) -> None:
    assert grouped_by(entries, "section", "title")[0].name == "Shore"
    assert [(group.name, group.size) for group in grouped_by(entries, "file", "date")] == [("b", 3), ("a", 2)]
    assert [(group.name, group.size) for group in grouped_by(entries, "month")] == [("2024-05", 4), ("", 1)]


def test_entries_are_sorted_inside_their_group(entries: Sequence[Entry]) -> None:
    assert grouped_by(entries, "week", "title")[0] == Group("2024-W21", [2, 0])


def test_a_filter_takes_its_entries_from_the_order(entries: Sequence[Entry]) -> None:
    order = arrange(entries, Arrangement("date", group="month"))
    assert list(order.sorted([0, 1, 3])) == [1, 0, 3]
    assert [(group.name, list(group.indices)) for group in order.groups([0, 3])] == [("2024-05", [0]), ("", [3])]
    assert order.groups([]) == []
    assert [order.rank(index) for index in (1, 4, 2, 0, 3)] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("sort", ["", *SORTS])
def test_every_entry_has_one_place(entries: Sequence[Entry], sort: str) -> None:
    for group in ("", *GROUPS):
        order = arrange(entries, Arrangement(sort, True, group), files=["a"] * 5, problems=[0] * 5)
        groups = order.groups(range(5))
        assert sorted(index for found in groups for index in found.indices) == [0, 1, 2, 3, 4], group
        assert len({found.name for found in groups}) == len(groups), group


def test_nothing_is_in_no_group() -> None:
    order = arrange((), Arrangement("title", group="week"))
    assert len(order) == 0
    assert order.groups([]) == []


@pytest.mark.thorough
def test_many_values_are_sorted_in_steps_with_pauses_between_them() -> None:
    count = size(2000, thorough=5000)
    numbers = [number * 7919 % count for number in range(count)]
    entries = parse("\n".join(f"> [2024-01-01]-[Mira]-[On Kelp {number:05}]-[Nature]" for number in numbers)).entries
    pauses: list[None] = []
    order = arrange(entries, Arrangement("title"), pause=lambda: pauses.append(None))
    assert [numbers[index] for index in order.sorted(range(count))] == list(range(count))
    assert len(pauses) > 4


def test_names_are_sorted_by_letters_then_by_sound() -> None:
    names = ["张宇", "李雷", "Zoë", "émile", "Eva", "何艺", "Mira", "阿明", "ｔｏｍ"]
    assert sorted(names, key=alphabetical) == ["émile", "Eva", "Mira", "ｔｏｍ", "Zoë", "阿明", "何艺", "李雷", "张宇"]

from __future__ import annotations

import pytest

from tui_reader.core.parser import parse
from tui_reader.core.wordings import NOTHING, Wordings, go_on, venues_of, wordings

LOG = """\
> > [2024-05-26]-[Tom Vogel]-[Urchins by Night: Multimodal Sensing]-[Nature 2023]
> > Summary: a

> > [2024-05-12]-[李雷、Mira]-[海星再生]-[CVPR 2024]
> > Summary: b

> > [2024-04-25]-[Tom Vogel]-[Multimodal Ebb and Multiple Flows]-[cvpr 2024]
> > Summary: c

> > [2024-04-18]-[李雷]-[出海，未精读]

> > [2024-04-11]-[Mira]-[Multiple Limpets, multiple Homes]-[CVPR 2023]
> > Summary: e

> > [2024-04-04]-[Mira]-[Limpets at Home]-[Kelp Letters]
> > Summary: e

> > [2024-03-28]-[Mira]-[at sea, nothing read]
"""

READINGS = {"李": ("li",), "雷": ("lei",), "出": ("chu",), "海": ("hai",)}


@pytest.fixture(scope="module")
def known() -> Wordings:
    return wordings(parse(LOG).entries, lambda character: READINGS.get(character, ()))


@pytest.mark.parametrize(
    ("field", "text", "reader", "candidates"),
    [
        ("reader", "m", "", ["Mira 4", "Tom Vogel 2"]),
        ("reader", "ll", "", ["李雷 2"]),
        ("reader", "李", "", ["李雷 2"]),
        ("reader", "Tom、m", "", ["Mira 4", "Tom Vogel 2"]),
        ("reader", "Mira", "", []),
        ("source", "", "Mira", ["CVPR 2023 1", "Kelp Letters 1", "CVPR 2024 2", "Nature 2023 1"]),
        ("source", "cv", "mira", ["CVPR 2023 1", "CVPR 2024 2"]),
        ("source", "cv", "", ["CVPR 2024 2", "CVPR 2023 1"]),
        ("note", "", "Mira", ["at sea, nothing read 1", "出海，未精读 1"]),
        ("note", "ch", "", ["出海，未精读 1"]),
        ("title", "On mul", "", ["Multimodal 2", "Multiple 2"]),
        ("title", "On mul", "Mira", ["Multiple 2", "Multimodal 2"]),
        ("title", "Multi", "Tom Vogel", ["Multimodal 2", "Multiple 2"]),
        ("title", "Mu", "", []),
        ("title", "Multiple", "", []),
        ("title", "海星mul", "", []),
        ("link", "http", "", []),
        ("summary", "a", "", []),
    ],
)
def test_a_field_may_go_on_as_people_wrote_before_the_reader_first(
    known: Wordings, field: str, text: str, reader: str, candidates: list[str]
) -> None:
    assert [f"{one.shown} {one.entries}" for one in go_on(field, text, known, reader)] == candidates


def test_what_is_taken_stands_behind_what_stays(known: Wordings) -> None:
    assert go_on("reader", "Tom、m", known)[0].query == "Tom、Mira"
    assert go_on("title", "On (mul", known)[0].query == "On (Multimodal"


def test_venues_are_known_that_the_log_does_not_have(known: Wordings) -> None:
    further = venues_of("2024", ["Tides"])
    assert [one.shown for one in go_on("source", "cvpr", known, "Mira", further)] == ["CVPR 2023", "CVPR 2024"]
    assert [one.shown for one in go_on("source", "tid", known, "", further)] == ["Tides 2024"]
    assert [one.shown for one in go_on("source", "icml", NOTHING, "", venues_of("", []))] == []
    assert go_on("source", "icm", NOTHING, "", venues_of("2024", []))[0].query == "ICML 2024"


def test_whoever_wrote_much_is_offered_what_came_last() -> None:
    lines = (f"> > [2024-{n // 28 + 1:02}-{n % 28 + 1:02}]-[Tom]-[Kelp]-[Venue {n}]\n\n" for n in range(200))
    latest = go_on("source", "", wordings(parse("".join(lines)).entries), "tom")
    assert [one.shown for one in latest[:3]] == ["Venue 199", "Venue 198", "Venue 197"]

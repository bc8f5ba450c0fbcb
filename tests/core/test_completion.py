from __future__ import annotations

import pytest

from tui_reader.core.completion import Vocabulary, complete, vocabulary
from tui_reader.core.parser import parse

LOG = """\
## Daily reading

> > [2024-05-26]-[Tom Vogel]-[Urchins by Night]-[Nature 2023]
> > Summary: a

> > [2024-05-12]-[李雷]-[海星再生]-[CVPR 2024]
> > Summary: b

> > [2024-04-25]-[tom vogel]-[Ebb and Flow]-[cvpr 2024]
> > Summary: c

## Deep sea

> > [2023-12-31]-[Mira]-[A Limpet's Home]
> > Summary: e
"""

READINGS = {"李": ("li",), "雷": ("lei",)}


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    return vocabulary(
        parse(LOG).entries, ("title-missing", "date-missing"), lambda character: READINGS.get(character, ())
    )


def shown(known: Vocabulary, text: str, cursor: int | None = None) -> list[str]:
    """What is offered, with counts; ``|`` in ``text`` is the cursor."""
    found = complete(text, len(text) if cursor is None else cursor, known)
    return [f"{one.shown} {one.entries}" if one.entries is not None else one.shown for one in found]


def taken(known: Vocabulary, text: str, cursor: int | None = None) -> str:
    """The query with the first candidate taken, and the cursor in it."""
    first = complete(text, len(text) if cursor is None else cursor, known)[0]
    return f"{first.query[: first.cursor]}|{first.query[first.cursor :]}"


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("", []),
        ("s", ["section:", "source:", "since:"]),
        ("kelp -b", ["by:"]),
        ("S", ["section:", "source:", "since:"]),
        ("kelp", []),
        ("by:", ["Tom Vogel 2", "李雷 1", "Mira 1"]),
        ("by:m", ["Mira 1", "Tom Vogel 2"]),
        ("by:vog", ["Tom Vogel 2"]),
        ('by:"tom v', ["Tom Vogel 2"]),
        ("by：李", ["李雷 1"]),
        ("by:ll", ["李雷 1"]),
        ("by:lilei", ["李雷 1"]),
        ("by:mira", []),
        ('by:"Tom Vogel"', []),
        ("section:d", ["Daily reading 3", "Deep sea 1"]),
        ("source:20", ["CVPR 2024 2", "Nature 2023 1"]),
        ("is:", ["paper", "no-reading", "undated"]),
        ("has:f", ["figure"]),
        ("rule:d", ["date-missing"]),
        ("since:", ["today", "week", "month", "year", "2024 3", "2023 1"]),
        ("until:m", ["month"]),
        ("date:2024", ["2024-05 2", "2024-04 1"]),
        ("date:2024-W", ["2024-W21 1", "2024-W19 1", "2024-W17 1"]),
        ("date:2024-05-", ["2024-05-26 1", "2024-05-12 1"]),
        ("author:", []),
        ("by:nobody", []),
    ],
)
def test_what_is_typed_may_go_on(known: Vocabulary, text: str, candidates: list[str]) -> None:
    assert shown(known, text) == candidates


def test_nothing_is_offered_in_the_midst_of_a_word(known: Vocabulary) -> None:
    assert shown(known, "by:mira", 4) == []
    assert shown(known, "by:mi kelp", 5) == ["Mira 1"]
    assert shown(known, "by:mi kelp", 6) == []


def test_a_candidate_that_is_taken_stands_in_the_place_of_what_was_typed(known: Vocabulary) -> None:
    assert taken(known, "kelp -s") == "kelp -section:|"
    assert taken(known, "kelp -by:m") == "kelp -by:Mira |"
    assert taken(known, "by:to") == 'by:"Tom Vogel" |'
    assert taken(known, 'by:"tom') == 'by:"Tom Vogel" |'
    assert taken(known, "by:m kelp", 4) == "by:Mira |kelp"
    assert taken(known, "b kelp", 1) == "by:| kelp"
    assert taken(known, "is:no") == "is:no-reading |"


def test_without_a_log_there_are_names_of_fields_and_choices() -> None:
    nothing = vocabulary(())
    assert shown(nothing, "h") == ["has:"]
    assert shown(nothing, "by:") == []
    assert shown(nothing, "since:t") == ["today"]

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from tui_reader.core.document import Entry
from tui_reader.core.parser import parse
from tui_reader.ui.entry_row import entry_row, heading_row

LOG = """\
> > [2024-05-26]-[Mira]-[Barnacles Remember: Memory in Sessile Crustaceans]-[MarineBio 2023](https://example.org/b)
> >
> > Summary: Of barnacles.

> > [2024-05-24]-[李听潮李听潮]-[海星再生的机制研究]-[Arxiv](https://example.org/s)
> >
> > Summary: Of starfish.

> > [2024-05-19]-[Tom]-[本周出海，未精读]

> > Limpets: A Home Scar (MarineBio 2022)
> > Summary: No date at all.
"""
PAPER, CHINESE, CHECK_IN, UNDATED = parse(LOG).entries
MATCH = Style(underline=True)


def style_of(part: str) -> Style:
    return MATCH if part == "match" else Style()


def row(entry: Entry, width: int, *words: str, has_problem: bool = False, is_current: bool = False) -> str:
    return entry_row(entry, width, style_of, words=words, has_problem=has_problem, is_current=is_current).text


@pytest.mark.parametrize(
    ("entry", "width", "text"),
    [
        (PAPER, 60, "   05-26  Mira     Barnacles Remember: Memory in Sessile…   "),
        (PAPER, 40, " 05-26 Mira   Barnacles Remember: Me…   "),
        (
            PAPER,
            100,
            "   05-26  Mira       Barnacles Remember: Memory in Sessile Crustaceans            MarineBio 2023      ",
        ),
        (CHINESE, 60, "   05-24  李听潮…  海星再生的机制研究                        "),
        (CHECK_IN, 60, "   05-19  Tom      本周出海，未精读                         – "),
        (UNDATED, 60, "                   Limpets: A Home Scar                       "),
    ],
)
def test_a_row_shows_date_reader_title_and_a_sign(entry: Entry, width: int, text: str) -> None:
    assert row(entry, width).split() == text.split()


def test_the_cursor_and_a_problem_have_signs() -> None:
    assert row(PAPER, 80, is_current=True).startswith(" ▌ 05-26")
    assert row(PAPER, 80, has_problem=True).endswith(" ! ")
    assert row(CHECK_IN, 80, has_problem=True).endswith(" ! ")


def test_the_words_of_the_filter_are_marked_in_title_and_reader() -> None:
    strip = entry_row(PAPER, 80, style_of, words=("memory", "MIRA"), has_problem=False, is_current=False)
    assert [segment.text for segment in strip if segment.style == MATCH] == ["Mira", "Memory"]


@given(st.sampled_from(parse(LOG).entries), st.integers(40, 220), st.booleans())
def test_a_row_is_exactly_as_wide_as_it_should_be(entry: Entry, width: int, has_problem: bool) -> None:
    strip = entry_row(entry, width, style_of, words=("的",), has_problem=has_problem, is_current=False)
    assert strip.cell_length == width


@given(st.text(max_size=30), st.text(max_size=30), st.integers(40, 220))
def test_whatever_stands_in_a_log_a_row_is_one_line_of_its_width(reader: str, title: str, width: int) -> None:
    for entry in parse(f"> > [2024-05-26]-[{reader}]-[{title} of the Sea]\n> >\n> > Summary: Wide.\n").entries:
        strip = entry_row(entry, width, style_of, words=(), has_problem=False, is_current=False)
        assert strip.cell_length == width
        assert not {category(character) for character in strip.text} & {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("width", [10, 40, 80])
def test_a_week_is_a_rule_with_its_name(width: int) -> None:
    strip = heading_row("week 21 · 20 – 26 May", width, style_of)
    assert strip.cell_length == width
    assert strip.text.startswith(" ── week")

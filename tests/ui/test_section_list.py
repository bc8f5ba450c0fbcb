from __future__ import annotations

from tests.ui.reading_group import LOG
from tui_reader.core.parser import parse
from tui_reader.ui.section_list import Facet, HeadedRows, count_facets


def test_facets_are_sections_as_they_stand_readers_by_what_they_read_and_the_latest_year_first() -> None:
    assert count_facets(parse(LOG).entries) == (
        Facet("section", "Shore", 4),
        Facet("section", "Deep sea", 1),
        Facet("by", "Mira", 2),
        Facet("by", "Tom", 2),
        Facet("by", "李听潮", 1),
        Facet("date", "2024", 4),
        Facet("date", "2023", 1),
    )


def test_entries_without_a_section_or_reader_are_a_facet_of_their_own() -> None:
    facets = count_facets(parse("> > [2024-05-26]-[]-[Nobody's Paper]\n> >\n> > Summary: Found on a desk.\n").entries)
    assert Facet("section", "", 1) in facets
    assert Facet("by", "", 1) in facets


def test_each_kind_of_facet_stands_under_a_heading() -> None:
    rows = HeadedRows(["section", "section", "by", "date"])
    shown = [rows.heading_at(row) if (at := rows.position_at(row)) is None else at for row in range(len(rows))]
    assert shown == ["section", 0, 1, "", "by", 2, "", "date", 3]
    assert [rows.nearest(row) for row in (-1, 0, 3, 8, 20)] == [0, 0, 2, 3, 3]
    assert [rows.row_of(position) for position in range(4)] == [1, 2, 5, 8]

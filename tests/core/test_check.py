"""What is found wrong with an entry, rule by rule."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tui_reader.core.check import by_entry, check, check_entry
from tui_reader.core.diagnostic import Diagnostic
from tui_reader.core.parser import parse
from tui_reader.core.rule import RULES, Standard

TODAY = date(2024, 3, 20)


def checked(log: str) -> tuple[Diagnostic, ...]:
    document = parse(log)
    return check(document, Standard.of(document, TODAY))


def found(log: str) -> list[tuple[str, int, str]]:
    """Rule, line and the text that is meant, of everything that is wrong with ``log``."""
    return [(diagnostic.rule, diagnostic.line, diagnostic.span.of(log)) for diagnostic in checked(log)]


def test_nothing_is_wrong_with_an_entry_as_it_should_be() -> None:
    log = (
        "> > [2024-03-19]-[Mira]-[Barnacles]-[MarineBio](https://example.org/b)\n> >\n> > Summary: They stay.\n"
        ">\n> > [2024-03-18]-[Tom]-[did not read, at sea]\n"
    )
    assert found(log) == []


@pytest.mark.parametrize(
    ("log", "findings"),
    [
        (
            "> [Mira]-[Barnacles of a Tide](https://example.org/b)\n> > Summary: They stay.\n\n> [2024-03-18]-[Tom]\n",
            [("date-missing", 1, "> [Mira]-[Barnacles of a Tide](https://example.org/b)")],
        ),
        (
            "\n> [2024-02-31]-[Mira]-[Barnacles](https://example.org/b)\n> > Summary: They stay.\n",
            [("date-unreadable", 2, "2024-02-31")],
        ),
        (
            "> [2024-03-19]-[Barnacles and the Long Tide of Memory](https://example.org/b)\n> > Summary: They stay.\n",
            [("reader-missing", 1, "> [2024-03-19]-[Barnacles and the Long Tide of Memory](https://example.org/b)")],
        ),
        (
            "> [2024-03-19]-[Mira]-[Barnacles]()\n> > Summary: They stay.\n",
            [("link-empty", 1, "")],
        ),
        (
            "> [2024-03-19]-[Mira]-[Barnacles](https://example.org/b)\n> > 论文框架图\n> > 论文简述：It stays.\n",
            [("figure-placeholder", 2, "论文框架图")],
        ),
        (
            "> [2024-03-19]-[Mira]-[Barnacles](https://example.org/b)\n> > Summary:\n",
            [("summary-missing", 2, "Summary:")],
        ),
        (
            "> [2024-03-19]-[Mira]-[Barnacles](https://example.org/b)\n",
            [("summary-missing", 1, "Barnacles")],
        ),
        (
            "> [2024-03-19]-[Mira]-[Barnacles](https://example.org/b)\r\n> > Summary: They\x1b\x07 stay.\r\n",
            [("control-character", 2, "\x1b\x07")],
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(log: str, findings: list[tuple[str, int, str]]) -> None:
    assert found(log) == findings


def test_a_list_of_papers_on_a_topic_needs_neither_dates_nor_readers() -> None:
    log = (
        "## Kelp\n\n> Forests: A Survey (Nature 1979)\n> > Summary: tall.\n\n> Otters at Sea\n> > Summary: they eat.\n"
    )
    assert len(parse(log).entries) == 2
    assert found(log) == []


def test_column_counts_the_characters_of_the_line_from_one() -> None:
    log = "# a\r\r\n> > [2024-02-31]-[Mira]-[Barnacles](https://example.org/b)\n> > Summary: They \x07stay.\n"
    assert [(found.line, found.column) for found in checked(log)] == [(3, 6), (4, 19)]


def test_one_entry_is_checked_as_in_the_whole_log() -> None:
    log = "".join(
        f"> > [2024-03-{day:02}]-[{reader}]-[Tides, part {day}]()\n>\n"
        for day, reader in enumerate(["Mira", "", "Tom", ""])
    )
    document = parse(log)
    standard = Standard.of(document, TODAY)
    assert tuple(check_entry(document, entry, standard) for entry in document.entries) == by_entry(
        document, check(document, standard)
    )


def test_codes_are_words_that_people_can_type() -> None:
    assert [code for code in RULES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []

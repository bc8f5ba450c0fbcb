from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Readtui

WRONG = "\n> > [2024-13-45]-[Mira Okafor]-[Whelks]-[MarineBio](https://example.org/w)\n> >\n> > Summary: Slow.\n"


def test_one_page_says_what_was_read_who_reads_what_is_off_and_what_fix_would_do(
    readtui: Readtui, folder: Path, log: Path
) -> None:
    log.write_bytes(log.read_bytes() + WRONG.encode())
    (folder / "README.md").write_text("# About\n\nNothing to read here.\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = readtui("try", ".")
    assert (result.code, result.errors) == (0, "")
    page = result.output
    assert "5 entries  2023-12-31 – 2024-03-20  > > [date]-[reader]-[title]-[source]" in page
    assert "4 papers, 1 check-in; with a link" in page
    assert "李听潮" in page
    assert "1 paper, 1 check-in" in page
    assert "date-wrong" in page or "date-" in page
    assert "log.md:" in page
    assert "Nothing was written" in page
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert len(page.split("\n")) < 45


@pytest.mark.parametrize("what", ["empty folder", "something else", "a file that is no log"])
def test_where_there_is_no_log_that_is_said(readtui: Readtui, folder: Path, what: str) -> None:
    if what != "empty folder":
        (folder / "notes.md").write_text("# Notes\n\n> quoted\n", encoding="utf-8")
    result = readtui("try", "notes.md" if what == "a file that is no log" else ".")
    assert (result.code, result.errors) == (1, "")
    assert "no log is here" in result.output


def test_a_path_that_is_none_is_an_error(readtui: Readtui) -> None:
    assert readtui("try", "nowhere").code == 3
    assert readtui("try").code == 2


def test_of_another_list_with_dates_it_is_said_that_nobody_is_named(readtui: Readtui, folder: Path) -> None:
    (folder / "CHANGELOG.md").write_text("# Changes\n\n- [2024-03-01] mended a net\n- [2024-02-01] cast off\n", "utf-8")
    result = readtui("try", "CHANGELOG.md")
    assert "no log is here" in result.output or "Nobody's name stands in any of them" in result.output

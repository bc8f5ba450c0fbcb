"""The week board: who read in which week, who said why not, who is silent, and who is missing."""

from __future__ import annotations

from datetime import date

from tui_reader.core.document import Entry
from tui_reader.core.group import Group, Member
from tui_reader.core.parser import parse
from tui_reader.core.week_board import Board, week_board

TODAY = date(2024, 3, 30)  # a Saturday, in week 13


def logged(*entries: str) -> tuple[Entry, ...]:
    """Entries of "03-05 李雷" (a paper) or "03-05 李雷 未精读"."""
    lines = []
    for number, entry in enumerate(entries):
        day, reader, *note = entry.split(" ")
        day = day if day == "待补充" else f"2024-{day}" if len(day) == 5 else day
        title = f"-[{note[0]}]" if note else f"-[Kelp Number {number}]-[Arxiv](https://kelp.org/{number})"
        lines.append(f"> > [{day}]-[{reader}]{title}\n\n")
    return parse("".join(lines)).entries


def drawn(board: Board) -> dict[str, str]:
    """The board as people see it, a line for each name."""
    return {row.name: " ".join(row.sign(week) for week in board.weeks) for row in board.rows}


def missing(board: Board, number: int) -> list[str]:
    week = next(week for week in board.weeks if week.number == number)
    return [row.name for row in board.missing(week)]


def test_without_members_the_readers_of_the_log_are_there_from_their_first_entry_on() -> None:
    entries = logged(
        "03-28 李雷", "03-20 韩梅梅 本周未精读", "03-12 李雷、韩梅梅", "03-06 李雷", "03-05 李雷", "03-04 李雷 未精读"
    )
    board = week_board(entries, Group(), TODAY)
    assert [week.number for week in board.weeks] == [10, 11, 12, 13]
    assert drawn(board) == {"李雷": "●2 ● · ●", "韩梅梅": "- ● ○ ·"}
    assert missing(board, 12) == ["李雷"]
    assert missing(board, 13) == ["韩梅梅"]
    assert [board.rate(row) for row in board.rows] == [(3, 4), (1, 2)]


def test_members_are_expected_while_they_are_there_and_others_stand_apart() -> None:
    group = Group(
        members=(
            Member("Tom"),
            Member("李雷", aliases=("Li Lei",), joined="2024-03-17"),
            Member("韩梅梅", left="2024-03-16"),
        )
    )
    board = week_board(logged("03-20 Mira", "03-19 LiLei", "03-05 韩梅梅", "03-04 李雷"), group, TODAY)
    # Of a week that ends on the 17th, who joined on that day is expected, and who left the day before is not.
    assert drawn(board) == {"Tom": "· · · ·", "李雷": "● · ● ·", "韩梅梅": "● - - -", "Mira": "- - ● -"}
    assert [row.is_stranger for row in board.rows] == [False, False, False, True]
    assert missing(board, 11) == ["Tom", "李雷"]
    assert board.rate(board.rows[3]).share is None


def test_a_week_ends_when_the_group_says() -> None:
    entries = logged("03-16 李雷", "03-17 韩梅梅")
    assert drawn(week_board(entries, Group(), TODAY)) == {"李雷": "● · ·", "韩梅梅": "● · ·"}
    assert drawn(week_board(entries, Group(week_ends=6), TODAY)) == {"李雷": "● · ·", "韩梅梅": "- ● ·"}


def test_who_fell_silent_long_ago_counts_as_gone_where_there_are_no_members() -> None:
    board = week_board(logged("2023-12-31 Tom", "03-28 李雷"), Group(), TODAY)
    assert drawn(board)["Tom"] == "● " + "· " * 8 + "- " * 4 + "-"
    assert missing(board, 13) == []


def test_a_closed_log_ends_with_its_last_week_and_a_slip_of_years_adds_no_years() -> None:
    board = week_board(logged("2033-03-28 李雷", "03-20 李雷", "03-05 李雷"), Group(), date(2034, 12, 1))
    assert [week.name for week in board.weeks] == ["2024-W10", "2024-W11", "2024-W12", "2033-W13"]
    assert board.current.name == "2033-W13"


def test_what_has_no_date_or_no_reader_is_not_lost() -> None:
    entries = (
        *logged("待补充 Tom", "03-20 李雷"),
        *parse("> > [2024-03-19]-[]-[Kelp]-[x](https://kelp.org/)\n").entries,
    )
    board = week_board(entries, Group(members=(Member("李雷"),)), TODAY)
    assert board.undated == 1
    assert [(row.name, row.read) for row in board.rows] == [("李雷", 1), ("Tom", 1), ("", 1)]


def test_of_a_part_of_the_log_all_of_it_says_who_was_there() -> None:
    entries = logged("03-28 李雷", "03-04 Tom")
    board = week_board(entries, Group(), TODAY, counted={0}, first_day=date(2024, 3, 18), last_day=date(2024, 12, 31))
    assert drawn(board) == {"李雷": "- ●", "Tom": "· ·"}


def test_an_empty_log_has_no_weeks() -> None:
    board = week_board((), Group(), TODAY)
    assert (board.weeks, board.rows) == ((), ())
    assert drawn(week_board((), Group(members=(Member("Tom"),)), TODAY)) == {"Tom": ""}

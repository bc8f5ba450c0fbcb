"""``readtui stats``: the board as a table and as JSON, and who is missing."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.commands.conftest import Readtui
from tui_reader.commands.table import cell_len

GROUP = """\
week-ends: sunday
members:
  - Mira Okafor
  - name: 李听潮
    joined: 2024-03-11
  - Anna
"""


@pytest.fixture
def group(folder: Path) -> Path:
    path = folder / ".readtui.yaml"
    path.write_text(GROUP, encoding="utf-8")
    return path


def test_the_table_shows_the_newest_weeks_that_fit_into_80_cells(readtui: Readtui, folder: Path, group: Path) -> None:
    days = [date(2024, 1, 1) + timedelta(7 * number) for number in range(40)]
    entries = [f"> > [{day}]-[Anna]-[Kelp {day}]-[CVPR 2024](https://kelp.org/{day})\n\n" for day in days]
    entries.append("> > [2024-09-30]-[Tom]-[没精读]\n")
    (folder / "log.md").write_text("".join(entries), encoding="utf-8")
    result = readtui("stats", "log.md")
    assert (result.code, result.errors) == (0, "")
    lines = result.output.splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert "● read  ○ said why not  · silent" in lines[0]
    assert lines[1].split()[-4:] == ["40", "read", "said", "rate"]
    anna, tom = lines[4], lines[5]
    assert anna.split()[:2] == ["Anna", "●"]
    assert anna.split()[-3:] == ["40", "0", "100%"]
    assert tom.split()[:2] == ["Tom", "*"]
    assert lines[-2:] == ["41 entries · 40 papers · 1 check-in", "missing in 2024-W40: Mira Okafor, 李听潮"]


def test_json_holds_the_whole_board_and_the_counts(readtui: Readtui, log: Path, group: Path) -> None:
    told = json.loads(readtui("stats", "log.md", "--format", "json").stdout)
    assert [told[name] for name in ("entries", "read", "no_reading", "undated", "week_ends")] == [4, 3, 1, 0, "sunday"]
    assert told["weeks"][-1] == {
        "week": "2024-W12",
        "first": "2024-03-18",
        "last": "2024-03-24",
        "read": 1,
        "no_reading": 0,
        "missing": ["李听潮", "Anna"],
    }
    mira, li, anna, tom = told["readers"]
    assert (li["name"], li["member"], li["joined"], li["read"], li["no_reading"]) == (
        "李听潮",
        True,
        "2024-03-11",
        1,
        1,
    )
    assert li["weeks"]["2024-W11"] == {
        "state": "read",
        "read": 1,
        "no_reading": 1,
        "titles": ["海星再生的机制研究"],
        "notes": ["本周出海，未精读"],
    }
    assert {week["state"] for week in anna["weeks"].values()} == {"silent"}
    assert (tom["member"], tom["stranger"], tom["rate"]) == (False, True, None)
    assert mira["rate"] == pytest.approx(1 / len(told["weeks"]), abs=0.001)
    assert told["days"]["2024-03-20"] == {"read": 1, "no_reading": 0}
    assert told["months"]["2024-03"] == {"read": 2, "no_reading": 1}
    assert told["venues"] == [
        {"venue": "MarineBio", "read": 2, "no_reading": 0},
        {"venue": "arXiv", "read": 1, "no_reading": 0},
    ]
    assert [section["section"] for section in told["sections"]] == ["Daily Reading", "Deep sea"]


def test_a_query_or_a_time_narrows_what_counts(readtui: Readtui, log: Path) -> None:
    def weeks(*arguments: str) -> tuple[int, list[str]]:
        told = json.loads(readtui("stats", "log.md", *arguments, "--format", "json").stdout)
        return told["entries"], [week["week"] for week in told["weeks"]]

    assert weeks("--since", "2024-03") == (3, ["2024-W09", "2024-W10", "2024-W11", "2024-W12"])
    assert weeks("--since", "2024-03-11", "--until", "2024-03-17") == (2, ["2024-W11"])
    assert weeks("by:Mira") == (1, ["2024-W12"])
    assert weeks("--week", "2024-03-20") == (1, ["2024-W12"])
    assert weeks("--week", "latest") == (1, ["2024-W12"])
    assert readtui("stats", "log.md", "--since", "spring").code == 2


def test_one_line_names_who_is_missing(readtui: Readtui, log: Path, group: Path) -> None:
    result = readtui("stats", "log.md", "--week", "2024-W12", "--missing")
    assert (result.code, result.output) == (1, "missing in 2024-W12: 李听潮, Anna\n")
    # Before the first joined, Anna and Mira are members all the same.
    result = readtui("stats", "--missing", "--week", "2024-W10", "--format", "json", "log.md")
    assert json.loads(result.stdout) == {"week": "2024-W10", "missing": ["Mira Okafor", "Anna"]}
    today = date.today().isoformat()
    with log.open("a", encoding="utf-8") as file:
        file.write(f"\n> > [{today}]-[Anna, Mira Okafor]-[Sand]-[x](https://kelp.org/s)\n")
    result = readtui("stats", "--week", "log.md", "--missing")
    assert (result.code, result.output) == (1, "missing this week: 李听潮\n")
    group.write_text("members: [Anna]\n")
    result = readtui("stats", "log.md", "--missing")
    assert (result.code, result.output, result.errors) == (0, "", "")


def test_a_week_shows_who_logged_what(readtui: Readtui, log: Path) -> None:
    lines = readtui("stats", "log.md", "--week", "2024-W11").output.splitlines()
    assert lines[0] == "2024-W11  2024-03-11 – 2024-03-17"
    assert lines[1].startswith("●  李听潮")
    assert "海星再生的机制研究 / 本周出海，未精读" in lines[1]


@pytest.mark.parametrize("week", ["2024-W54", "2024-03", "soon"])
def test_a_week_that_is_none_is_said_to_be(readtui: Readtui, log: Path, week: str) -> None:
    result = readtui("stats", "log.md", "--week", week)
    assert (result.code, result.output) == (2, "")
    assert f"--week {week}: there is no such week; write 2024-W12" in result.errors

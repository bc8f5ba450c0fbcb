"""A large log is listed as a small one is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.logs import LOGS, TEMPLATE, paper
from tui_reader.commands import rows
from tui_reader.commands.rows import all_rows


@pytest.mark.parametrize("name", LOGS)
def test_all_cores_give_the_rows_that_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    log = tmp_path / "log.md"
    log.write_text(LOGS[name] * 3, encoding="utf-8", newline="")
    alone = all_rows([log])
    monkeypatch.setattr(rows, "SHARED", 200)
    assert [list(row) for row in all_rows([log])] == [list(row) for row in alone]


def test_a_folder_of_a_large_and_a_small_log_is_one_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large, small = tmp_path / "large.md", tmp_path / "small.md"
    large.write_text(TEMPLATE + "".join(paper(day) for day in range(1, 29)), encoding="utf-8")
    small.write_text(paper(5), encoding="utf-8")
    monkeypatch.setattr(rows, "SHARED", 1_000)
    listed = all_rows([large, small])
    assert len(listed) == 29
    assert listed[-1][0] == f"{small}:1"
    assert listed[27][0] == f"{large}:{TEMPLATE.count(chr(10)) + 27 * 3 + 1}"
    assert list(listed[27][1:]) == ["2024-03-28", "李雷", "Kelp 3 28"]

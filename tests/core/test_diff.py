"""A diff says exactly what changed: ``patch`` makes the one text of the other."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui_reader.core.diff import unified_diff


def test_nothing_changed_is_no_diff() -> None:
    assert list(unified_diff("a\n", "a\n", "log.md")) == []


def test_lines_around_a_change_are_shown_and_counted() -> None:
    before = "".join(f"{number}\n" for number in range(1, 101))
    after = before.replace("50\n", "50\nnew\n")
    assert "".join(unified_diff(before, after, "log.md")) == (
        "--- log.md\n+++ log.md\n@@ -48,6 +48,7 @@\n 48\n 49\n 50\n+new\n 51\n 52\n 53\n"
    )


def test_two_changes_far_apart_are_two_hunks() -> None:
    before = "".join(f"{number}\n" for number in range(1, 41))
    lines = list(unified_diff(before, before.replace("5\n", "", 1).replace("36\n", ""), "log.md"))
    assert [line for line in lines if line.startswith("@@")] == ["@@ -2,7 +2,6 @@\n", "@@ -33,7 +32,6 @@\n"]


def test_a_missing_line_end_at_the_end_is_said() -> None:
    assert "".join(unified_diff("a\nb", "a\nc\n", "log.md")) == (
        "--- log.md\n+++ log.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
    )


def test_a_change_among_equal_lines_keeps_the_lines_around_it() -> None:
    before = "a\n" * 10
    assert "".join(unified_diff(before, "a\n" * 3 + "x\n" + "a\n" * 6, "log.md")) == (
        "--- log.md\n+++ log.md\n@@ -1,7 +1,7 @@\n a\n a\n a\n-a\n+x\n a\n a\n a\n"
    )


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs the patch program")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.sampled_from(["a\n", "b\n", "\n", "c\r\n", "d\r", "\x0c\n", "海\n", "\u2028\n"])), data=st.data()
)
def test_patch_makes_the_new_text_of_the_old(tmp_path: Path, lines: list[str], data: st.DataObject) -> None:
    before = "".join(lines)
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    after = before[:start] + data.draw(st.sampled_from(["", "x", "x\n", "\ny\n", "a\nb\n"])) + before[end:]
    log = tmp_path / "log.md"
    log.write_bytes(before.encode())
    diff = "".join(unified_diff(before, after, "log.md")).encode()
    subprocess.run(["patch", "-s", "-p0", "--binary", "log.md"], cwd=tmp_path, input=diff, check=True)
    assert (log.read_bytes() if log.exists() else b"") == after.encode()

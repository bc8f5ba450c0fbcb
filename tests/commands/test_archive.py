"""``readtui archive``: both files change, or neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Readtui
from tui_reader.adapters import store
from tui_reader.adapters.log_errors import ExternallyChangedError, UnwritableTextError
from tui_reader.core.document import Span
from tui_reader.core.text_edit import TextEdit

DAY = "2024-03-18"


def test_entries_are_moved_and_what_was_moved_is_said(readtui: Readtui, log: Path, folder: Path) -> None:
    before = readtui("list", "log.md", "--format", "json").entries
    result = readtui("archive", "log.md", "--before", DAY, "--to", "archive.md")
    assert (result.code, result.output, result.errors) == (0, "log.md: 3 entries moved to archive.md\n", "")
    after = readtui("list", "log.md", "archive.md", "--format", "json").entries
    for entry in (*before, *after):
        del entry["path"], entry["line"], entry["end_line"], entry["diagnostics"]
    assert sorted(map(str, after)) == sorted(map(str, before))
    assert (folder / "archive.md").read_text("utf-8").startswith("# Tide pool club\n\n### <font color=Green>")
    result = readtui("archive", "log.md", "--before", DAY, "--to", "archive.md")
    assert (result.code, result.output) == (0, "")
    assert result.errors == "log.md: no entry is that old; nothing was moved\n"


def test_a_dry_run_shows_both_files_and_writes_none(readtui: Readtui, log: Path, folder: Path) -> None:
    content = log.read_bytes()
    output = readtui("archive", "log.md", "--before", "2024", "--to", "archive.md", "--dry-run").output
    assert "-> > [2023-12-31]" in output
    assert "+> > [2023-12-31]" in output
    assert log.read_bytes() == content
    assert [path.name for path in folder.iterdir()] == ["log.md"]


def test_a_move_that_was_killed_between_the_files_is_ended(readtui: Readtui, log: Path, folder: Path) -> None:
    content = log.read_bytes()
    readtui("archive", "log.md", "--before", DAY, "--to", "archive.md")
    shorter, longer = log.read_bytes(), (folder / "archive.md").read_bytes()
    log.write_bytes(content)
    result = readtui("archive", "log.md", "--before", DAY, "--to", "archive.md")
    assert result.errors == "3 of them stood there already, and are there once\n"
    assert (log.read_bytes(), (folder / "archive.md").read_bytes()) == (shorter, longer)


def test_what_cannot_be_done_leaves_both_files(readtui: Readtui, log: Path, folder: Path) -> None:
    content = log.read_bytes()
    assert readtui("archive", "log.md", "--before", DAY).code == 2
    assert readtui("archive", "log.md", "--to", "archive.md").code == 2
    assert readtui("archive", "log.md", "--before", "soon", "--to", "archive.md").code == 2
    assert readtui("archive", "log.md", "--before", DAY, "--to", "log.md").code == 3
    assert readtui("archive", "log.md", "--before", DAY, "--to", "nowhere/archive.md").code == 3
    log.chmod(0o444)
    assert readtui("archive", "log.md", "--before", DAY, "--to", "archive.md").code == 3
    log.chmod(0o644)
    log.write_bytes(content + b"<<<<<<< HEAD\n=======\n>>>>>>> theirs\n")
    assert readtui("archive", "log.md", "--before", DAY, "--to", "archive.md").code == 3
    assert [path.name for path in folder.iterdir()] == ["log.md"]


def test_figures_that_lead_nowhere_from_the_other_folder_are_said(readtui: Readtui, log: Path, folder: Path) -> None:
    (folder / "old").mkdir()
    result = readtui("archive", "log.md", "--before", "2025", "--to", "old/archive.md")
    assert "1 figure is linked by its path" in result.errors


def test_of_two_logs_that_are_saved_together_neither_is_written_alone(tmp_path: Path) -> None:
    first, second = tmp_path / "first.md", tmp_path / "second.md"
    first.write_text("# First\n")
    second.write_text("# Second\n")
    good = store.Planned(first, [TextEdit(Span(0, 0), "new\n")], store.load(first).fingerprint)
    bad = store.Planned(second, [TextEdit(Span(0, 0), "half a character: \ud800\n")], store.load(second).fingerprint)
    with pytest.raises(UnwritableTextError):
        store.save_all([good, bad])
    late = bad._replace(edits=good.edits, expected="what stood there before")
    with pytest.raises(ExternallyChangedError):
        store.save_all([good, late])
    assert (first.read_text(), second.read_text()) == ("# First\n", "# Second\n")
    store.save_all([good, late._replace(expected=bad.expected)])
    assert (first.read_text(), second.read_text()) == ("new\n# First\n", "new\n# Second\n")

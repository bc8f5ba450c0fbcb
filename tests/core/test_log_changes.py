from __future__ import annotations

from tests.core.logs import paper
from tui_reader.core.log_changes import LogChanges, log_changes


def test_entries_are_added_changed_and_deleted() -> None:
    before = ">\n".join((paper(7), paper(5), paper(3)))
    after = ">\n".join((paper(9), paper(7).replace("[Arxiv]", "[Nature]"), paper(3)))
    changes = log_changes(before, after)
    assert [entry.title for entry in changes.added] == ["Kelp 3 9"]
    assert [(entry.title, entry.source) for entry in changes.changed] == [("Kelp 3 7", "Nature")]
    assert [entry.title for entry in changes.deleted] == ["Kelp 3 5"]


def test_what_moves_or_is_kept_apart_otherwise_has_not_changed() -> None:
    before = ">\n".join((paper(7), paper(5), paper(3)))
    assert log_changes(before, "\n\n".join((paper(3), paper(7), paper(5).rstrip("\n")))) == LogChanges()

from __future__ import annotations

from pathlib import Path

from tui_reader.adapters import drafts
from tui_reader.core.draft import Draft
from tui_reader.ui.draft_keeper import DraftKeeper


def test_forgetting_that_comes_late_leaves_what_was_typed_since(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    keeper = DraftKeeper(log, None)
    nothing_typed = keeper.empty_moment()
    keeper.keep(keeper.moment(Draft(title="Kelp"), None, None, None), is_open=False)
    keeper.forget(nothing_typed)
    assert [kept.draft.title for kept in drafts.all_kept(log)] == ["Kelp"]

    typed = keeper.moment(Draft(title="Kelps"), None, None, None)
    keeper.forget(keeper.empty_moment())
    keeper.keep(typed)
    assert drafts.all_kept(log) == []

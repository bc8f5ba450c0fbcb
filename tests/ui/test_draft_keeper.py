from __future__ import annotations

from dataclasses import replace
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


def test_what_is_typed_after_forgetting_stands_beside_another_draft_and_not_in_its_place(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    first, second = DraftKeeper(log, None), DraftKeeper(log, None)
    first.keep(first.moment(Draft(title="Kelp"), None, None, None))
    assert first.draft is not None
    second.offer(replace(first.draft, name=f"{first.draft.name.removesuffix('.json')}-2.json"))
    second.forget()
    second.keep(second.moment(Draft(title="Reef"), None, None, None))
    first.keep(first.moment(Draft(title="Kelp"), None, None, None))
    assert {kept.draft.title for kept in drafts.all_kept(log)} == {"Kelp", "Reef"}

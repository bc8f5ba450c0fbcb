from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tui_reader.adapters import library as library_module
from tui_reader.adapters.findings import findings_of
from tui_reader.adapters.library import Library, OpenLog, change_log, open_log, save_change
from tui_reader.adapters.log_errors import ExternallyChangedError
from tui_reader.core.diagnostic import Diagnostic
from tui_reader.core.edit import Change, delete_entry
from tui_reader.core.query import parse_query

TODAY = date(2024, 6, 3)


def entry(title: str, day: int = 26, reader: str = "Mira") -> str:
    return f"> > [2024-05-{day}]-[{reader}]-[{title}]-[Arxiv](https://example.org/1)\n> >\n> > Summary: Of {title}.\n\n"


@pytest.fixture
def paths(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "first.md", tmp_path / "second.md"
    first.write_text(entry("Limpets") + entry("Barnacles", 24), encoding="utf-8")
    second.write_text(
        entry("Otters", 20, "Tom") + "> > [2024-05-19]-[Tom]-[Rock Pools in Winter]-[Arxiv](https://example.org/2)\n",
        encoding="utf-8",
    )
    return first, second


def test_the_entries_of_all_logs_are_counted_through(paths: tuple[Path, Path]) -> None:
    library = Library([open_log(path) for path in paths])
    assert [entry.title for entry in library.entries] == ["Limpets", "Barnacles", "Otters", "Rock Pools in Winter"]
    assert [library.log_of(index).path for index in range(4)] == [paths[0], paths[0], paths[1], paths[1]]
    assert len(library) == 4


def test_an_empty_log_between_others_has_no_entry(paths: tuple[Path, Path], tmp_path: Path) -> None:
    empty = tmp_path / "empty.md"
    empty.write_text("# Nothing\n", encoding="utf-8")
    library = Library([open_log(path) for path in (paths[0], empty, paths[1])])
    assert library.log_of(2).path == paths[1]
    assert library.index_at(empty, 1) is None


def test_a_search_goes_through_all_logs(paths: tuple[Path, Path]) -> None:
    library = Library([open_log(path) for path in paths])
    assert library.search(parse_query("by:tom", TODAY), TODAY) == [2, 3]
    assert library.search(parse_query("rock", TODAY), TODAY) == [3]
    assert library.search(parse_query("has:problem", TODAY), TODAY) == [3]
    assert library.search(parse_query("-has:problem", TODAY), TODAY) == [0, 1, 2]


def test_a_log_that_was_read_again_takes_its_old_place(paths: tuple[Path, Path]) -> None:
    library = Library([open_log(path) for path in paths])
    paths[0].write_text(entry("Kelp"), encoding="utf-8")
    again = library.with_log(open_log(paths[0]))
    assert [entry.title for entry in again.entries] == ["Kelp", "Otters", "Rock Pools in Winter"]
    assert len(library) == 4


def test_an_entry_is_found_again_by_what_it_says_or_else_by_its_line(paths: tuple[Path, Path]) -> None:
    library = Library([open_log(path) for path in paths])
    barnacles = library.entries[1]
    paths[0].write_text(entry("Kelp") + entry("Limpets") + entry("Barnacles", 24), encoding="utf-8")
    again = library.with_log(open_log(paths[0]))
    assert again.index_of(paths[0], barnacles) == 2
    paths[0].write_text(entry("Kelp") + entry("Starfish"), encoding="utf-8")
    assert library.with_log(open_log(paths[0])).index_of(paths[0], barnacles) == 1


def test_of_two_entries_that_read_the_same_the_nearer_one_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_text(entry("Limpets") + entry("Barnacles") + entry("Limpets"), encoding="utf-8")
    library = Library([open_log(path)])
    assert library.index_of(path, library.entries[2]) == 2


def test_the_entry_at_a_line_or_the_next_or_the_last(paths: tuple[Path, Path]) -> None:
    library = Library([open_log(path) for path in paths])
    assert [library.index_at(paths[0], line) for line in (1, 3, 4, 5, 99)] == [0, 0, 1, 1, 1]
    assert library.index_at(paths[1], 1) == 2


def test_a_change_is_saved_and_the_log_is_as_it_is_then(paths: tuple[Path, Path]) -> None:
    log = open_log(paths[0])
    saved = save_change(log, delete_entry(log.document, log.document.entries[0]))
    assert [entry.title for entry in saved.document.entries] == ["Barnacles"]
    assert saved.document.text == paths[0].read_text(encoding="utf-8") == open_log(paths[0]).document.text


def test_a_change_of_a_log_that_is_another_now_is_not_saved(paths: tuple[Path, Path]) -> None:
    log = open_log(paths[0])
    paths[0].write_text(entry("Kelp"), encoding="utf-8")
    with pytest.raises(ExternallyChangedError):
        save_change(log, delete_entry(log.document, log.document.entries[0]))
    assert paths[0].read_text(encoding="utf-8") == entry("Kelp")


def test_a_change_is_worked_out_anew_where_somebody_was_faster(paths: tuple[Path, Path]) -> None:
    texts: list[str] = []

    def without_the_last(log: OpenLog) -> Change:
        texts.append(log.document.text)
        if len(texts) == 1:
            paths[0].write_text(entry("Kelp") + texts[0], encoding="utf-8")
        return delete_entry(log.document, log.document.entries[-1])

    saved, change = change_log(open_log(paths[0]), without_the_last)
    assert len(texts) == 2
    assert [entry.title for entry in saved.document.entries] == ["Kelp", "Limpets"]
    assert saved.document.text == change.text == paths[0].read_text(encoding="utf-8")


def test_a_change_without_edits_writes_nothing(paths: tuple[Path, Path]) -> None:
    log = open_log(paths[0])
    paths[0].unlink()
    nothing = Change((), log.document.text, log.document, 1, "")
    assert change_log(log, lambda _log: nothing) == (log, nothing)
    assert not paths[0].exists()


def test_a_paper_counts_as_logged_twice_once_all_logs_were_looked_over(paths: tuple[Path, Path]) -> None:
    paths[1].write_text(entry("Barnacles Remember the Tide", 20, "Tom"), encoding="utf-8")
    paths[0].write_text(entry("Barnacles Remember the Tide"), encoding="utf-8")
    library = Library([open_log(path) for path in paths])

    def rules() -> set[str]:
        return {problem.rule for index in range(len(library)) for problem in library.problems(index, TODAY)}

    assert "logged-twice" not in rules()
    library.take_in(library.look_over(TODAY))
    assert "logged-twice" in rules()


def test_who_asked_before_all_logs_were_looked_over_is_told_the_same_as_who_asks_after(
    paths: tuple[Path, Path],
) -> None:
    paths[0].write_text(entry("Barnacles Remember the Tide", 40) + entry("Limpets", 3, ""), encoding="utf-8")
    paths[1].write_text(
        "> > [2024-05-20]-[Tom]-[barnacles remember the tide]-[Arxiv](https://example.org/1)\n> > ![](none.png)\n\n"
        + entry("Barnacles Remember the Tide", 19).replace("Of", "<!-- readtui: ignore logged-twice --> Of"),
        encoding="utf-8",
    )
    for settings in ("", "check:\n  summary-missing: off\n"):
        early, late = (Library([open_log(path) for path in paths]) for _library in range(2))
        known = problems_of(early)
        # Somebody may write the group's settings just then.
        (paths[0].parent / ".readtui.yaml").write_text(settings, encoding="utf-8")
        early.take_in(early.look_over(TODAY))
        late.take_in(late.look_over(TODAY))
        assert problems_of(early) == problems_of(early) == problems_of(late) != known


def problems_of(library: Library) -> list[tuple[Diagnostic, ...]]:
    return [library.problems(index, TODAY) for index in range(len(library))]


def test_after_a_change_nothing_is_logged_twice_with_what_it_was_before(paths: tuple[Path, Path]) -> None:
    paths[0].write_text(entry("Barnacles Remember the Tide") + entry("Limpets Go Home", 24), encoding="utf-8")
    before = Library([open_log(path) for path in paths])
    before.take_in(before.look_over(TODAY))
    log = before.logs[0]
    after = before.with_log(save_change(log, delete_entry(log.document, log.document.entries[1])))
    after.take_standards_of(before)
    assert not [problem for problem in after.problems(0, TODAY) if problem.rule == "logged-twice"]


def test_of_a_large_log_nothing_is_said_until_it_was_looked_over(
    paths: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "AT_ONCE", 1)
    library = Library([open_log(path) for path in paths])
    assert library.problems(3, TODAY) == ()
    library.take_in(library.look_over(TODAY))
    assert {problem.rule for problem in library.problems(3, TODAY)} >= {"summary-missing"}


def test_findings_are_those_of_the_logs_then_of_their_entries_in_the_order_of_the_text(
    paths: tuple[Path, Path],
) -> None:
    paths[0].write_text("<<<<<<< ours\n" + paths[0].read_text(encoding="utf-8"), encoding="utf-8")
    library = Library([open_log(path) for path in paths])
    found = list(findings_of(library, TODAY))
    assert found[0].number is None
    assert found[0].diagnostic.rule == "conflict-marker"
    numbers = [one.number for one in found if one.number is not None]
    assert numbers == sorted(numbers)
    for one in found:
        if one.number is not None:
            position = one.diagnostic.entry
            assert position is not None
            assert one.log.document.entries[position] is library.entries[one.number]

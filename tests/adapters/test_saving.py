from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tui_reader.adapters import saving
from tui_reader.adapters.history import History
from tui_reader.adapters.library import OpenLog, open_log
from tui_reader.adapters.log_errors import LogNotFoundError
from tui_reader.adapters.saving import ClashError, save_merged
from tui_reader.core import combine
from tui_reader.core.draft import Draft
from tui_reader.core.edit import Change, change_entry, delete_entry, insert_entry
from tui_reader.core.learning import learn
from tui_reader.core.message import message


def entry(title: str, day: int, summary: str = "It holds.") -> str:
    return f"> > [2024-05-{day:02}]-[Mira]-[{title}]\n> >\n> > Summary: {summary}\n>\n"


LOG = "# Tide pool club\n\n" + entry("Barnacles", 26) + entry("Otters", 25) + entry("Kelp Holds On", 24)


@pytest.fixture(params=["\n", "\r\n"], ids=["LF", "CRLF"])
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "log.md"
    path.write_bytes(LOG.replace("\n", request.param).encode())
    return path


def by_hand(path: Path, change: Callable[[str], str]) -> None:
    """Change the log as an editor does that takes no lock."""
    text = path.read_bytes().decode()
    newline = "\r\n" if "\r\n" in text else "\n"
    path.write_bytes(change(text.replace("\r\n", "\n")).replace("\n", newline).encode())


def text_of(path: Path) -> str:
    return path.read_bytes().decode().replace("\r\n", "\n")


def retitled(log: OpenLog, number: int, title: str) -> Change:
    return change_entry(log.document, log.document.entries[number], {"title": title}, learn(log.document))


def added(log: OpenLog, title: str, day: int) -> Change:
    draft = Draft(date=f"2024-05-{day:02}", reader="Tom", title=title, summary="It does.")
    return insert_entry(log.document, draft, learn(log.document))


def titles(log: OpenLog) -> list[str | None]:
    return [found.title for found in log.document.entries]


def test_without_others_nothing_is_merged(path: Path) -> None:
    log = open_log(path)
    change = retitled(log, 1, "Sea Otters")
    saved = save_merged(log, change)
    assert (saved.is_merged, saved.line, saved.log.document.text) == (False, change.line, change.text)


def test_changes_of_different_entries_are_both_kept(path: Path) -> None:
    log = open_log(path)
    by_hand(path, lambda text: text.replace("Kelp Holds On", "Kelp Lets Go"))
    saved = save_merged(log, retitled(log, 1, "Sea Otters"))
    assert saved.is_merged
    assert text_of(path) == LOG.replace("Kelp Holds On", "Kelp Lets Go").replace("Otters", "Sea Otters")
    assert saved.log.snapshot == open_log(path).snapshot


def test_entries_of_both_are_there_in_the_order_of_time_and_the_line_is_that_of_ones_own(path: Path) -> None:
    log = open_log(path)
    by_hand(path, lambda text: text.replace("\n\n", "\n\n" + entry("Theirs", 28), 1))
    saved = save_merged(log, added(log, "Ours", 27))
    assert titles(saved.log) == ["Theirs", "Ours", "Barnacles", "Otters", "Kelp Holds On"]
    found = saved.log.document.entry_at(saved.line)
    assert found is not None
    assert found.title == "Ours"


def test_an_entry_is_found_again_where_lines_moved(path: Path) -> None:
    log = open_log(path)
    by_hand(path, lambda text: text.replace("\n\n", "\n\n" + entry("Theirs", 28), 1))
    saved = save_merged(log, retitled(log, 2, "Kelp Lets Go"))
    found = saved.log.document.entry_at(saved.line)
    assert found is not None
    assert found.title == "Kelp Lets Go"
    log = saved.log
    by_hand(path, lambda text: text.replace("# Tide pool club\n", "# Tide pool club\n\nWe meet on Mondays.\n"))
    assert (
        save_merged(log, delete_entry(log.document, log.document.entries[3])).line == log.document.entries[3].line + 2
    )


def test_separate_fields_of_one_entry_are_both_kept(path: Path) -> None:
    log = open_log(path)
    by_hand(path, lambda text: text.replace(entry("Otters", 25), entry("Otters", 25, "They float.")))
    saved = save_merged(log, retitled(log, 1, "Sea Otters"))
    assert (saved.log.document.entries[1].title, saved.log.document.entries[1].summary) == ("Sea Otters", "They float.")
    found = saved.log.document.entry_at(saved.line)
    assert found is saved.log.document.entries[1]


def test_a_change_that_somebody_else_made_too_is_there_once(path: Path) -> None:
    log = open_log(path)
    change = added(log, "Ours", 27)
    path.write_bytes(change.text.encode())
    times = path.stat().st_mtime_ns, path.stat().st_ino
    saved = save_merged(log, change)
    assert titles(saved.log).count("Ours") == 1
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == times


def test_the_same_field_changed_by_both_is_left_to_a_person(path: Path) -> None:
    log = open_log(path)
    by_hand(path, lambda text: text.replace("Otters", "River Otters").replace("Kelp Holds On", "Kelp Lets Go"))
    theirs = path.read_bytes()
    with pytest.raises(ClashError, match=r"log\.md:7: somebody else changed the same entry") as raised:
        save_merged(log, retitled(log, 1, "Sea Otters"))
    assert path.read_bytes() == theirs
    (clash,) = raised.value.clashes
    assert "[Sea Otters]" in clash.ours
    assert "[River Otters]" in clash.theirs
    assert raised.value.current.text == theirs.decode()


def test_an_entry_taken_out_by_one_and_changed_by_the_other_is_left_to_a_person(path: Path) -> None:
    log = open_log(path)
    by_hand(path, lambda text: text.replace(entry("Otters", 25), ""))
    with pytest.raises(ClashError) as raised:
        save_merged(log, retitled(log, 1, "Sea Otters"))
    (clash,) = raised.value.clashes
    assert "[Sea Otters]" in clash.ours
    assert clash.theirs == ""
    assert titles(open_log(path)) == ["Barnacles", "Kelp Holds On"]


def test_it_is_merged_again_where_somebody_is_faster_once_more(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = open_log(path)
    days = iter((29, 28))

    def combine_late(*texts: str) -> combine.Combined:
        combined = combine.combine(*texts)
        for day in days:
            by_hand(path, lambda text: text + entry(f"Late {day}", day))  # noqa: B023 - called at once
            break
        return combined

    monkeypatch.setattr(saving, "combine", combine_late)
    by_hand(path, lambda text: text.replace("Barnacles", "Limpets"))
    saved = save_merged(log, retitled(log, 1, "Sea Otters"))
    assert titles(saved.log) == ["Limpets", "Sea Otters", "Kelp Holds On", "Late 29", "Late 28"]


def test_a_log_that_went_away_is_not_brought_back(path: Path) -> None:
    log = open_log(path)
    path.unlink()
    with pytest.raises(LogNotFoundError):
        save_merged(log, retitled(log, 1, "Sea Otters"))
    assert not path.exists()


def test_of_a_large_log_changes_that_are_far_apart_are_put_together_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(combine, "LARGE", 10)
    log = open_log(path)
    by_hand(path, lambda text: text.replace("Kelp Holds On", "Kelp Lets Go"))
    save_merged(log, retitled(log, 0, "Limpets"))
    assert text_of(path) == LOG.replace("Kelp Holds On", "Kelp Lets Go").replace("Barnacles", "Limpets")


def test_what_was_merged_can_be_taken_back_without_what_others_wrote(path: Path) -> None:
    history = History()
    log = open_log(path)
    by_hand(path, lambda text: text.replace("\n\n", "\n\n" + entry("Theirs", 28), 1))
    change = retitled(log, 1, "Sea Otters")
    saved = save_merged(log, change)
    history.record(message("a change"), log, saved.log, change.edits)
    undone = history.undo(saved.log)
    assert text_of(path) == LOG.replace("\n\n", "\n\n" + entry("Theirs", 28), 1)
    history.redo(undone.log)
    assert path.read_bytes().decode() == saved.log.document.text


def test_marks_in_a_log_are_not_taken_for_a_clash(path: Path) -> None:
    by_hand(path, lambda text: text + "\n<<<<<<< ours\nA\n=======\nB\n>>>>>>> theirs\n")
    log = open_log(path)
    by_hand(path, lambda text: text.replace("Kelp Holds On", "Kelp Lets Go"))
    saved = save_merged(log, retitled(log, 0, "Limpets"))
    assert saved.is_merged
    assert "\n<<<<<<< ours\nA\n=======\nB\n>>>>>>> theirs\n" in text_of(path)
    assert open_log(path).snapshot == saved.log.snapshot

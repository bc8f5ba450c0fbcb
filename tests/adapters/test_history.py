from __future__ import annotations

from pathlib import Path

import pytest

from tui_reader.adapters.history import History, NoLongerFitsError
from tui_reader.adapters.library import OpenLog, open_log, save_change
from tui_reader.core.edit import Change, change_entry, delete_entry
from tui_reader.core.learning import learn
from tui_reader.core.message import message


def entry(title: str, day: int) -> str:
    return f"> > [2024-05-{day:02}]-[Mira]-[{title}]\n> >\n> > Summary: It holds.\n>\n"


LOG = "# Tide pool club\n\n" + entry("Barnacles", 26) + entry("Otters", 25) + entry("Kelp Holds On", 24)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_text(LOG, encoding="utf-8", newline="")
    return path


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def make(history: History, log: OpenLog, change: Change, what: str = "a change") -> OpenLog:
    after = save_change(log, change)
    history.record(message(what), log, after, change.edits)
    return after


def retitle(log: OpenLog, number: int, title: str) -> Change:
    return change_entry(log.document, log.document.entries[number], {"title": title}, learn(log.document))


def delete(log: OpenLog, number: int) -> Change:
    return delete_entry(log.document, log.document.entries[number])


def test_changes_are_taken_back_one_by_one_and_done_again_across_saves(path: Path) -> None:
    history = History()
    log = open_log(path)
    texts = [LOG]
    log = make(history, log, retitle(log, 1, "Sea Otters"))
    texts.append(text_of(path))
    log = make(history, log, delete(log, 0))
    texts.append(text_of(path))
    log = make(history, log, retitle(log, 0, "Otters"))
    texts.append(text_of(path))
    for text in reversed(texts[:-1]):
        log = history.undo(log).log
        assert text_of(path) == log.document.text == text
    assert not history.done
    for text in texts[1:]:
        log = history.redo(log).log
        assert text_of(path) == text
    assert not history.undone


def test_a_step_says_what_it_was_and_where_its_entry_stands(path: Path) -> None:
    history = History()
    log = make(history, open_log(path), delete(open_log(path), 1), "the deletion")
    undone = history.undo(log)
    assert (str(undone.step.what), undone.line) == ("the deletion", 7)


def test_a_new_change_ends_what_could_be_done_again(path: Path) -> None:
    history = History()
    log = make(history, open_log(path), delete(open_log(path), 1))
    log = history.undo(log).log
    make(history, log, retitle(log, 0, "Goose Barnacles"))
    assert not history.undone


@pytest.mark.parametrize("title", ["Barnacles", "Kelp Holds On"])
def test_what_somebody_else_wrote_elsewhere_stays_when_a_change_is_taken_back(path: Path, title: str) -> None:
    history = History()
    log = open_log(path)
    log = make(history, log, retitle(log, 1, "Sea Otters"))
    log = make(history, log, delete(log, 1))
    write(path, text_of(path).replace(f"[{title}]", f"[{title}, Again]\n> > and on"))
    log = history.undo(log).log
    history.undo(log)
    assert text_of(path) == LOG.replace(f"[{title}]", f"[{title}, Again]\n> > and on")


def test_an_entry_that_somebody_put_above_is_not_taken_for_the_changed_one(path: Path) -> None:
    history = History()
    log = make(history, open_log(path), retitle(open_log(path), 0, "Goose Barnacles"))
    new = entry("Limpets", 26)
    write(path, text_of(path).replace("> > [2024-05-26]", new + "> > [2024-05-26]"))
    history.undo(log)
    assert text_of(path) == LOG.replace("> > [2024-05-26]", new + "> > [2024-05-26]")


def test_a_deleted_entry_comes_back_below_one_that_was_put_in_its_place(path: Path) -> None:
    history = History()
    log = make(history, open_log(path), delete(open_log(path), 1))
    write(path, text_of(path).replace("> > [2024-05-24]", entry("Limpets", 25) + "> > [2024-05-24]"))
    log = history.undo(log).log
    assert [one.title for one in log.document.entries] == ["Barnacles", "Limpets", "Otters", "Kelp Holds On"]
    log = history.redo(log).log
    assert [one.title for one in log.document.entries] == ["Barnacles", "Limpets", "Kelp Holds On"]


def test_nothing_is_written_where_somebody_changed_the_same_lines(path: Path) -> None:
    history = History()
    log = open_log(path)
    log = make(history, log, retitle(log, 0, "Goose Barnacles"))
    log = make(history, log, retitle(log, 1, "Sea Otters"))
    theirs = text_of(path).replace("Sea Otters", "River Otters")
    write(path, theirs)
    with pytest.raises(NoLongerFitsError, match=r"log\.md was changed since in the same lines"):
        history.undo(log)
    assert text_of(path) == theirs
    assert not history.done


def test_steps_in_another_log_are_not_given_up_with_it(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    write(other, LOG)
    history = History()
    other_log = make(history, open_log(other), delete(open_log(other), 0))
    log = make(history, open_log(path), retitle(open_log(path), 0, "Goose Barnacles"))
    write(path, "# Nothing is left\n")
    with pytest.raises(NoLongerFitsError):
        history.undo(log)
    assert [step.path for step in history.done] == [other]
    history.undo(other_log)
    assert text_of(other) == LOG


def test_a_change_that_was_made_after_somebody_elses_is_taken_back_alone(path: Path) -> None:
    history = History()
    log = make(history, open_log(path), retitle(open_log(path), 0, "Goose Barnacles"))
    write(path, text_of(path) + entry("Starfish", 1))
    log = make(history, open_log(path), retitle(open_log(path), 1, "Sea Otters"))
    log = history.undo(log).log
    assert text_of(path) == LOG.replace("Barnacles", "Goose Barnacles") + entry("Starfish", 1)
    history.undo(log)
    assert text_of(path) == LOG + entry("Starfish", 1)


def three_changes(path: Path) -> tuple[History, OpenLog, list[str]]:
    """A history of three steps, the log after them, and all texts that it had."""
    history, log = History(), open_log(path)
    texts = [LOG]
    log = make(history, log, retitle(log, 1, "Sea Otters"), "the change")
    texts.append(text_of(path))
    log = make(history, log, delete(log, 1), "the deletion")
    texts.append(text_of(path))
    log = make(history, log, retitle(log, 0, "Barnacles Remember"), "the last change")
    return history, log, [*texts, text_of(path)]


def test_any_point_can_be_gone_to_and_come_back_from(path: Path) -> None:
    history, log, texts = three_changes(path)
    for count in (1, 3, 0, 2, 2, 3):
        gone = history.go_to(count, lambda _path: open_log(path))
        assert gone.error is None
        assert text_of(path) == texts[count]
        assert len(history.done) == count
    assert log.snapshot.text == texts[3]


def test_a_way_back_ends_where_somebody_else_wrote_in_the_same_lines(path: Path) -> None:
    history, _log, texts = three_changes(path)
    theirs = texts[3].replace("[Barnacles Remember]", "[Limpets]")
    write(path, theirs)
    gone = history.go_to(0, lambda _path: open_log(path))
    assert isinstance(gone.error, NoLongerFitsError)
    assert gone.path == path
    assert text_of(path) == theirs


def test_a_deleted_entry_is_brought_back_and_later_changes_stay(path: Path) -> None:
    history, log, texts = three_changes(path)
    stepped = history.take_back_alone(1, log)
    assert text_of(path) == texts[1].replace("[Barnacles]", "[Barnacles Remember]")
    assert stepped.log.document.text == text_of(path)
    assert stepped.line == 7
    history.undo(stepped.log)
    assert text_of(path) == texts[3]


def test_deleted_neighbours_are_brought_back_in_any_order(path: Path) -> None:
    for order in ((0, 1), (1, 0)):
        write(path, LOG)
        history, log = History(), open_log(path)
        log = make(history, log, delete(log, 1))
        log = make(history, log, delete(log, 0))
        for number in order:
            log = history.take_back_alone(number, log).log
        assert text_of(path) == LOG


def test_a_step_that_later_ones_are_built_on_is_not_taken_back_alone(path: Path) -> None:
    history, log, texts = three_changes(path)
    with pytest.raises(NoLongerFitsError):
        history.take_back_alone(0, log)
    assert text_of(path) == texts[3]
    assert len(history.done) == 3


def test_a_step_knows_what_it_replaced_and_when(path: Path) -> None:
    history, log = History(), open_log(path)
    make(history, log, delete(log, 1))
    (step,) = history.done
    assert [(old.strip(">\n "), new) for old, new in step.replaced] == [(entry("Otters", 25).strip(">\n "), "")]
    assert step.when > 0

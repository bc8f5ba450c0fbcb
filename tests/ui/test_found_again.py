from __future__ import annotations

from tests.ui.opened_form import CORAL, LOG, SNAILS
from tui_reader.core.document import Entry
from tui_reader.core.parser import parse
from tui_reader.ui.found_again import find_again

BEFORE = parse(LOG)


def found(index: int, text: str) -> Entry | None:
    entry = BEFORE.entries[index]
    return find_again(entry, entry.line, parse(text), BEFORE)


def test_an_entry_that_moved_is_found() -> None:
    entry = found(CORAL, "\n\n\n" + LOG)
    assert entry is not None
    assert entry.title == "珊瑚的昼夜节律研究"


def test_of_two_that_are_the_same_the_nearest_is_taken() -> None:
    markdown = BEFORE.entries[CORAL].markdown
    entry = found(CORAL, LOG + ">\n" + markdown)
    assert entry is not None
    assert entry.line == BEFORE.entries[CORAL].line


def test_an_entry_with_another_summary_is_found() -> None:
    entry = found(CORAL, LOG.replace("一个简单的模型", "两个模型"))
    assert entry is not None
    assert entry.summary == "提出两个模型。"


def test_an_entry_with_another_title_is_found_by_day_and_reader() -> None:
    entry = found(SNAILS, LOG.replace("Tides as Clocks", "Clocks"))
    assert entry is not None
    assert entry.title == "Clocks: Timing in Intertidal Snails"


def test_an_entry_of_the_same_day_and_reader_that_stood_beside_it_is_not_taken_for_it() -> None:
    beside = "> > [2024-03-31]-[Ines Duarte]-[Another Paper of That Day]-[X](https://x.org)\n"
    before = parse(LOG.replace("## Deep sea\n", f"## Deep sea\n\n{beside}"))
    entry = next(entry for entry in before.entries if entry.title and entry.title.startswith("Tides"))
    after = parse(before.text.replace(entry.markdown, ""))
    assert find_again(entry, entry.line, after, before) is None


def test_an_entry_that_is_gone_is_not_found() -> None:
    assert found(CORAL, LOG.replace(BEFORE.entries[CORAL].markdown, "")) is None

"""Writing and changing an entry in the form: what is typed, what is said, and what stands in the file afterwards."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from difflib import ndiff
from pathlib import Path

import pytest

from tests.ui.opened_form import AT_SEA, CORAL, KELP, LOG, SNAILS, entry_of, new_entry, opened_app
from tests.ui.reading_group import type_ahead
from tui_reader.adapters import drafts
from tui_reader.core.parser import parse
from tui_reader.ui.log_screen import LogScreen


@pytest.fixture(autouse=True)
def noor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody whose name git knows."""
    (tmp_path / "gitconfig").write_text("[user]\nname = Noor Aziz\n")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of five entries."""
    path = tmp_path / "log.md"
    path.write_bytes(LOG.encode())
    return path


def added_lines(path: Path) -> list[str]:
    """The lines that stand in the file and did not before; none of those before may be missing."""
    lines = [line for line in ndiff(LOG.split("\n"), path.read_bytes().decode().split("\n")) if line[0] in "+-"]
    assert not [line for line in lines if line[0] == "-"]
    return [line[2:] for line in lines]


async def test_a_new_entry_is_written_under_the_insertion_line_and_the_list_goes_to_it(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.type("title", "How Crabs Count Waves")
        await opened.type("source", "Shores 2024")
        await opened.type("link", "https://example.org/crabs")
        await opened.type("figure", "figures/crabs.png")
        await opened.type("summary", "Crabs count to seven.\nThen they rest.")
        await opened.press("ctrl+s")

        assert not opened.is_open
        selected = opened.app.selected
        assert selected is not None
        assert selected[1].title == "How Crabs Count Waves"
    lines = added_lines(log)
    assert lines[:4] == [
        "> > [2024-04-07]-[Noor Aziz]-[How Crabs Count Waves]-[Shores 2024](https://example.org/crabs)",
        "> >",
        '> > <img width="512" alt="image" src="figures/crabs.png">',
        "> >",
    ]
    entry = parse(log.read_text()).entries[0]
    assert (entry.title, entry.summary) == ("How Crabs Count Waves", "Crabs count to seven.\nThen they rest.")
    assert drafts.kept(log) is None


async def test_the_preview_is_what_is_written(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.type("title", "A [b] title | with *signs* `c` <d> 中文")
        await opened.until(lambda: "中文" in opened.preview)
        preview = opened.preview
        assert opened.form.preview.heading == "will be written under line 14"
        await opened.press("ctrl+s")
    assert added_lines(log)[: preview.count("\n") + 1] == preview.split("\n")


async def test_what_the_fields_say_and_do_with_keys_and_pastes(log: Path) -> None:
    (log.parent / "figures").mkdir()
    (log.parent / "figures" / "a b.png").write_bytes(b"")
    async with new_entry(log) as opened:
        # Date and reader are there already.
        assert opened.content("date") == "2024-04-07"
        assert opened.field("date").remark == "today"
        assert opened.content("reader") == "Noor Aziz"
        assert opened.app.focused is opened.field("title").control

        # Tab goes through the fields and out of the summary.
        opened.go_to("date")
        await opened.pilot.pause()
        order = []
        for _ in range(8):
            order.append(next(field.field for field in opened.form.query("FormField") if field.has_focus_within))  # type: ignore[attr-defined]
            await opened.press("tab")
        assert order == ["date", "reader", "title", "source", "link", "figure", "section", "summary"]
        assert opened.app.focused is opened.field("date").control
        await opened.press("shift+tab")
        assert opened.app.focused is opened.field("summary").control

        # Up and Down change the date by a day.
        opened.go_to("date")
        await opened.press("down", "down", "down")
        assert opened.content("date") == "2024-04-04"
        assert opened.field("date").remark == "Thursday, 3 days ago; ↑↓ to change"
        await opened.press("up")
        assert opened.content("date") == "2024-04-05"

        # A paste of several lines becomes one.
        await opened.paste("title", "How Crabs\r\n  Count\nWaves\n")
        assert opened.content("title") == "How Crabs Count Waves"
        await opened.paste("source", "海洋\n生物")
        assert opened.content("source") == "海洋生物"
        await opened.paste("summary", "one\r\ntwo\x0cthree")
        assert opened.content("summary") == "one\ntwo\nthree"

        # Enter in a line goes on, and in the summary begins a line.
        opened.empty("title", "summary")
        await opened.type("title", "x\n")
        assert opened.app.focused is opened.field("source").control
        await opened.type("summary", "a\n\nb")
        assert opened.content("summary") == "a\n\nb"

        # The summary is counted.
        opened.empty("summary")
        await opened.type("summary", "海浪 ab\nc")
        assert opened.field("summary").label == "Summary\n6 chars"

        # The figure is looked for beside the log.
        await opened.type("figure", "figures/a%20b.png")
        assert opened.field("figure").remark == "found"
        await opened.press("backspace")
        assert opened.field("figure").remark == "not found"
        opened.field("figure").control.content = "https://example.org/x.png"  # type: ignore[attr-defined]
        await opened.pilot.pause()
        assert opened.field("figure").remark == "remote"


async def test_three_things_are_said_once_and_the_reader_of_the_last_entry_is_remembered(log: Path) -> None:
    async with new_entry(log) as opened:
        assert opened.notice == (
            "Paste a paper anywhere: it fills the fields. ^S saves. Esc goes back and keeps a draft."
        )
        await opened.press("x")
        assert opened.notice == ""
        opened.form.query_one("#reader LineInput").action_delete_left_all()  # type: ignore[attr-defined]
        await opened.type("reader", "罗听雨")
        await opened.press("ctrl+s", "n")
        assert opened.is_open
        assert opened.notice == ""
        assert opened.content("title") == ""
        assert opened.content("reader") == "罗听雨"


async def test_a_problem_is_said_when_its_field_is_left_and_all_of_them_on_saving(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.type("date", "9")
        assert opened.field("date").problem == ""
        await opened.press("tab")
        assert opened.field("date").problem == "“2024-04-079” is no date: write it as 2024-03-05."
        opened.go_to("date")
        await opened.press("backspace")
        assert opened.field("date").problem == ""

        # Saving says all, and goes to the first.
        await opened.type("link", "nowhere")
        await opened.type("date", "9")
        opened.go_to("summary")
        await opened.press("ctrl+s")
        assert opened.is_open
        assert [field.field for field in map(opened.field, ("date", "title", "link")) if field.problem] == [
            "date",
            "title",
            "link",
        ]
        assert opened.app.focused is opened.field("date").control
        assert opened.content("link") == "nowhere"

        # What cannot be seen in a paste is shown, and refused.
        await opened.paste("title", "Red\x1b[31m Title")
        control = opened.field("title").control
        assert control.value == "Red␛[31m Title"  # type: ignore[attr-defined]
        await opened.press("ctrl+s")
        assert "U+001B" in opened.field("title").problem
    assert log.read_bytes() == LOG.encode()


async def test_chinese_is_typed_and_read_back_and_the_entry_goes_to_the_section_that_is_chosen(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.type("title", "海浪的节律：一种统计方法")
        await opened.type("summary", "提出一种新方法，\n结果可靠。")
        opened.go_to("section")
        await opened.press("d")
        assert opened.content("section") == "Deep sea"
        await opened.press("ctrl+s")
    document = parse(log.read_text())
    entries = [entry for entry in document.entries if entry.section == "Deep sea"]
    assert [entry.title for entry in entries] == ["海浪的节律：一种统计方法", "Kelp Roads for Otters"]
    assert entries[0].summary == "提出一种新方法，\n结果可靠。"


async def test_who_did_not_read_is_asked_only_for_a_note(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.type("title", "Not Finished")
        await opened.press("ctrl+r")
        shown = [field.field for field in opened.form.query("FormField") if field.region.height]  # type: ignore[attr-defined]
        assert shown == ["date", "reader", "note", "section"]
        assert opened.content("note") == "未精读"

        # What was typed for a paper is there again when it was read after all.
        await opened.press("ctrl+r")
        assert opened.content("title") == "Not Finished"
        assert opened.content("note") == ""
        await opened.press("ctrl+s")
        assert parse(log.read_text()).entries[0].title == "Not Finished"

        await opened.press("n", "ctrl+r", "ctrl+u")
        type_ahead(opened.app, "at a congress")
        await opened.press("ctrl+s")
    entry = parse(log.read_text()).entries[0]
    assert (entry.kind, entry.reader, entry.note) == ("no_reading", "Noor Aziz", "at a congress")


async def test_a_change_is_written_in_its_place_and_nowhere_else(log: Path) -> None:
    async with entry_of(log, SNAILS) as opened:
        # A changed field changes its own characters alone.
        await opened.type("source", " (revised)")
        await opened.press("ctrl+s")
        assert not opened.is_open
        text = LOG.replace("[MarineBio 2023]", "[MarineBio 2023 (revised)]")
        assert log.read_text() == text

        # Nothing is written where nothing was changed.
        before = log.stat().st_mtime_ns
        await opened.press("e", "ctrl+s")
        assert not opened.is_open
        assert opened.notice == "Nothing was changed."
        assert log.stat().st_mtime_ns == before

        # Several fields, and a summary of several lines.
        await opened.press("j", "e")
        await opened.type("title", "（一）")
        await opened.type("summary", "\n还有第二行。")
        await opened.until(lambda: "还有第二行" in opened.preview)
        assert opened.form.preview.heading == "will stand in line 23"
        await opened.press("ctrl+s")
        entry = parse(log.read_text()).entries[CORAL]
        assert (entry.title, entry.summary) == ("珊瑚的昼夜节律研究（一）", "提出一个简单的模型。\n还有第二行。")

        # A check-in becomes a paper.
        await opened.press("j", "e")
        assert opened.content("note") == "本周出海，未精读"
        await opened.press("ctrl+r")
        await opened.type("title", "Read on Board")
        await opened.press("ctrl+s")
        entry = parse(log.read_text()).entries[AT_SEA]
        assert (entry.kind, entry.title, entry.note) == ("paper", "Read on Board", None)

        # An entry moves to another section.
        await opened.press("G", "e")
        opened.go_to("section")
        await opened.press("w", "ctrl+s")
    kelp = next(entry for entry in parse(log.read_text()).entries if entry.reader == "Tom Ferreira")
    assert kelp.section == "Weekly"


async def test_a_problem_that_was_there_before_keeps_nobody_from_saving(log: Path) -> None:
    log.write_text(LOG.replace("(https://example.org/tides)", "(www example)"))
    async with entry_of(log, SNAILS) as opened:
        await opened.type("title", "!")
        await opened.press("ctrl+s")
        assert not opened.is_open
    assert "(www example)" in log.read_text()


async def test_the_log_changed_meanwhile_and_both_are_kept(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.type("title", "Mine")
        theirs = LOG.replace(
            "## Weekly\n", "## Weekly\n\n> > [2024-04-06]-[Tom Ferreira]-[Theirs]-[X](https://x.org)\n"
        )
        log.write_text(theirs)
        await opened.press("ctrl+s")
        await opened.until(lambda: not opened.is_open)
    titles = [entry.title for entry in parse(log.read_text()).entries]
    assert titles[:3] == ["Mine", "Theirs", "Tides as Clocks: Timing in Intertidal Snails"]


async def test_fields_that_others_changed_meanwhile_keep_their_change(log: Path) -> None:
    async with entry_of(log, SNAILS) as opened:
        await opened.type("title", " II")
        log.write_text(LOG.replace("MarineBio 2023", "MarineBio 2024").replace("# Harbour", "# The Harbour"))
        await opened.press("ctrl+s")
        await opened.until(lambda: not opened.is_open)
    entry = parse(log.read_text()).entries[SNAILS]
    assert (entry.title, entry.source) == ("Tides as Clocks: Timing in Intertidal Snails II", "MarineBio 2024")


@pytest.mark.usefixtures("quick_looks")
async def test_a_field_that_others_changed_too_is_named_and_mine_stands_if_i_say_so(log: Path) -> None:
    async with entry_of(log, SNAILS) as opened:
        await opened.type("source", "/24")
        log.write_text(LOG.replace("MarineBio 2023", "Marine Biology"))
        await opened.until(lambda: "this entry too (source)" in opened.notice)
        assert opened.content("source") == "MarineBio 2023/24"
        await opened.press("ctrl+s", "m")
        await opened.until(lambda: isinstance(opened.app.screen, LogScreen))
    assert log.read_text() == LOG.replace("MarineBio 2023", "MarineBio 2023/24")


@pytest.mark.usefixtures("quick_looks")
async def test_an_entry_that_others_took_out_is_written_anew(log: Path) -> None:
    async with entry_of(log, KELP) as opened:
        await opened.type("title", "!")
        log.write_text(LOG[: LOG.index("> > [2023-12-31]")])
        await opened.until(lambda: "taken out" in opened.notice)
        await opened.press("ctrl+s", "m")
        await opened.until(lambda: isinstance(opened.app.screen, LogScreen))
    kelp = [entry for entry in parse(log.read_text()).entries if entry.title == "Kelp Roads for Otters!"]
    assert [(entry.section, entry.date, entry.summary) for entry in kelp] == [
        ("Deep sea", "2023-12-31", "Otters follow kelp.")
    ]


async def test_a_log_that_is_gone_is_said_and_nothing_is_lost(log: Path) -> None:
    async with new_entry(log) as opened:
        await opened.type("title", "Mine")
        log.unlink()
        await opened.press("ctrl+s")
        assert opened.is_open
        assert "no such file" in opened.notice
        assert opened.content("title") == "Mine"
        kept = drafts.kept(log)
        assert kept is not None
        assert kept.draft.title == "Mine"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder in which anybody may look."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


async def test_a_log_that_must_not_be_written_is_said_and_nothing_is_lost(open_folder: Path) -> None:
    log = open_folder / "log.md"
    log.write_text(LOG)
    folder_mode = open_folder.stat().st_mode
    is_root = os.geteuid() == 0
    async with new_entry(log) as opened:
        await opened.type("title", "Mine")
        # Before that, no form would be opened.
        log.chmod(0o444)
        open_folder.chmod(0o555)
        if is_root:
            os.seteuid(65534)
        try:
            await opened.press("ctrl+s")
        finally:
            if is_root:
                os.seteuid(0)
        assert opened.is_open
        assert "read-only" in opened.notice
        assert opened.content("title") == "Mine"
    open_folder.chmod(folder_mode)
    assert log.read_text() == LOG


async def test_nothing_in_a_log_is_taken_for_markup(log: Path) -> None:
    log.write_text(LOG.replace("Kelp Roads", "[red]Kelp[/red] \x1b[2J Roads").replace("## Deep sea", "## [b]Deep[/b]"))
    async with entry_of(log, KELP) as opened:
        assert opened.content("title") == "[red]Kelp[/red] \x1b[2J Roads for Otters"
        assert opened.field("title").control.value == "[red]Kelp[/red] ␛[2J Roads for Otters"  # type: ignore[attr-defined]
        assert opened.content("section") == "[b]Deep[/b]"
        await opened.until(lambda: "[red]" in opened.preview)


async def test_the_preview_stands_below_and_in_a_wide_terminal_beside(log: Path) -> None:
    async with new_entry(log) as opened:
        form = opened.form
        assert form.preview.region.y > form.query_one("#summary").region.y
        assert form.preview.region.width == 80
        await opened.pilot.resize_terminal(120, 36)
        await opened.pilot.pause()
        assert form.preview.region.y == 1
        assert form.preview.region.x >= form.query_one("#summary").region.right


async def test_nothing_moves_while_nobody_types(log: Path) -> None:
    async with opened_app(log) as opened:
        await opened.press("n")
        await opened.type("title", "x")
        await opened.until(lambda: "[x]" in opened.preview)
        await opened.until(lambda: drafts.kept(log) is not None)
        timers = [timer for widget in opened.form.walk_children() for timer in widget._timers]
        assert not any(timer._active.is_set() for timer in timers)
        await opened.until(lambda: not opened.app.workers)

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events

from tests.ui.reading_group import (
    LOG,
    TITLES,
    lines,
    many_entries,
    marked_line,
    reader_app,
    settle,
    shown,
    type_ahead,
    write_log,
)
from tui_reader.adapters import language
from tui_reader.adapters.config import SettingsFile
from tui_reader.adapters.log_errors import NotTextError
from tui_reader.ui.app import run
from tui_reader.ui.confirm_screen import ConfirmScreen
from tui_reader.ui.help_screen import HelpScreen
from tui_reader.ui.log_screen import LogScreen
from tui_reader.ui.terminal_profile import TerminalProfile

SIZES = {"en": [(40, 12), (60, 20), (80, 24), (200, 50)], "zh_CN": [(40, 12), (60, 20), (120, 36), (200, 50)]}
"""Those that ``test_every_screen`` does not walk through in the language."""


# -- reading -------------------------------------------------------------------------------------------------------


async def test_the_list_stands_over_the_entry_that_is_read(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = lines(app)
        assert screen[0].split() == ["log.md", "5", "entries", "saved"]
        assert screen[1].startswith(" ── week 21 · 20 – 26 May ──")
        assert screen[2].startswith(" ▌ 05-26  Mira       Barnacles Remember: Memory in Sessile Crustaceans")
        assert screen[5].startswith("   05-19  Tom        本周出海，未精读")
        assert screen[5].endswith(" – ")
        assert screen[7].startswith(" ── week 52 · 25 – 31 December 2023 ──")
        assert "Barnacles keep a trace of the last tide." in shown(app)


async def test_keys_move_the_cursor_and_the_reading_pane_follows(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, title in (
            (["j"], 1),
            (["down", "down"], 2),
            (["j", "j", "k"], 1),
            (["G"], 4),
            (["end", "g"], 0),
            (["end", "home"], 0),
            (["k"], 0),
            (["pagedown"], 4),
            (["pagedown", "pageup"], 0),
            (["ctrl+d", "ctrl+u"], 0),
        ):
            app.log_screen.entry_list.move_to(0)
            await pilot.press(*keys)
            await pilot.pause()
            assert TITLES[title] in marked_line(app), keys
            selected = app.selected
            assert selected is not None
            assert (selected[1].title or selected[1].note or "").startswith(TITLES[title])
        await pilot.press("G")
        await pilot.pause()
        assert "Otters follow kelp" in shown(app)
        assert "Barnacles keep" not in shown(app)


async def test_at_80_columns_a_title_has_55_cells(tmp_path: Path) -> None:
    title = "".join(f"{number % 10}" for number in range(70))
    app = reader_app(write_log(tmp_path, text=f"> > [2024-05-26]-[Mira]-[{title}]\n> >\n> > Summary: Long.\n"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert title[:55] in marked_line(app)


async def test_nothing_in_a_log_is_taken_for_markup_or_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "j")
        await pilot.pause()
        assert "A [bold]Limpet[/bold] and its Home Scar" in shown(app)
        assert "␛[31mevery" in shown(app)
        assert "\x1b" not in shown(app)


async def test_a_problem_is_marked_in_the_list_and_said_in_the_reading_pane(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path, text="> > [2024-05-26]-[Mira]-[Without a Summary]\n\n" + LOG))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        row = next(line for line in lines(app) if "Without a Summary" in line)
        assert row.endswith(" ! ")
        assert "There is no summary" in shown(app)


async def test_a_log_without_an_entry_says_how_to_write_the_first(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path, text="# Nothing yet\n"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "k", "g", "G", "pagedown", "enter", "escape", "e", "x", "o", "y")
        await pilot.pause()
        assert "There is no entry in this log yet." in shown(app)
        assert "0 entries" in shown(app)
        assert lines(app)[-1].split()[:4] == ["/", "find", "n", "new"]
        assert "edit" not in lines(app)[-1]


async def test_a_log_that_nobody_may_write_offers_no_key_that_writes_and_such_a_key_says_why(tmp_path: Path) -> None:
    path = write_log(tmp_path, text=LOG.replace("[Mira]-[Barnacles", "[Mira】-[Barnacles"))
    path.chmod(0o444)
    app = reader_app(path)
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        assert lines(app)[0].split()[-1] == "read-only"
        keys = lines(app)[-1].split()
        assert not {"new", "edit", "delete"} & set(keys)
        assert {"find", "open", "copy"} <= set(keys)
        assert "A wrong bracket" in shown(app)
        assert "mends it" not in shown(app)
        for key in ("n", "C", "N", "R", "e", "E", "x", "m", "M"):
            await pilot.press(key)
            await settle(pilot)
            assert app.screen is app.log_screen
            assert f"{path.name} is read-only: make it writable" in lines(app)[-1]
        path.chmod(0o644)
        await pilot.press("e")
        await settle(pilot)
        assert app.screen is not app.log_screen
        await pilot.press("escape")
        await settle(pilot)
        assert lines(app)[0].split()[-1] == "saved"
        assert "mends it" in shown(app)
        assert {"new", "edit", "delete"} <= set(lines(app)[-1].split())


async def test_what_was_typed_for_a_log_that_is_read_only_by_now_can_be_seen_again(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    app = reader_app(path)
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n", *"Limpets", "escape")
        await settle(pilot)
        path.chmod(0o444)
        await pilot.press("r")
        await settle(pilot)
        await pilot.press("j")
        assert "new" in lines(app)[-1].split()
        assert "edit" not in lines(app)[-1].split()
        await pilot.press("n")
        await settle(pilot)
        assert "Limpets" in shown(app)


async def test_several_logs_are_one_list_and_the_status_line_names_the_file(tmp_path: Path) -> None:
    first = write_log(tmp_path, "first.md")
    second = write_log(tmp_path, "second.md", many_entries(3))
    app = reader_app(first, second)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert lines(app)[0].split()[:3] == ["second.md", "8", "entries"]
        assert "Tide table number 0" in marked_line(app)
        assert "Mira · 2024-06-03 · second.md" in shown(app)
        await pilot.press("G")
        await pilot.pause()
        assert lines(app)[0].split()[0] == "first.md"
        assert "Kelp" in marked_line(app)


async def test_a_log_that_cannot_be_read_is_said_beside_one_that_can(tmp_path: Path) -> None:
    binary = tmp_path / "binary.md"
    binary.write_bytes(b"\x00\x01\x02" * 100)
    app = reader_app(write_log(tmp_path), binary)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        # Where lines end in it, the length of the folder's name says.
        assert "binary.md:isnotatext" in "".join(shown(app).split())
        assert "Barnacles" in marked_line(app)


def test_where_no_log_can_be_read_the_app_does_not_start(tmp_path: Path) -> None:
    binary = tmp_path / "binary.md"
    binary.write_bytes(b"\x00\x01\x02" * 100)
    with pytest.raises(NotTextError, match=r"binary\.md"):
        run([binary], SettingsFile(None), TerminalProfile())


# -- filter --------------------------------------------------------------------------------------------------------


async def test_the_list_is_filtered_as_one_types_and_escape_brings_back_all(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "slash", *"kelp")
        await pilot.pause()
        assert lines(app)[0].split() == ["/", "kelp", "1", "of", "5"]
        assert "Kelp" in marked_line(app)
        assert "Barnacles" not in shown(app)
        # And the entry that was read.
        await pilot.press("escape")
        await pilot.pause()
        assert lines(app)[0].split() == ["log.md", "5", "entries", "saved"]
        assert "海星" in marked_line(app)
        assert app.focused is app.log_screen.entry_list

        # The cursor stays on its entry while it is among the hits.
        await pilot.press("j", "j", "slash", "i")
        await pilot.pause()
        assert "Limpet" in marked_line(app)

        # Several lines that are pasted become one.
        await pilot.press("backspace")
        app.post_message(events.Paste("otters\r\n  follow\n"))
        await pilot.pause()
        assert "otters follow" in lines(app)[0]
        assert "Kelp" in marked_line(app)

        # A mistake is said while it is typed.
        await pilot.press("ctrl+u")
        type_ahead(app, "since:soon")
        await pilot.pause()
        assert "is not a date" in shown(app)
        assert "5 of 5" in lines(app)[0]


async def test_enter_leaves_the_filter_standing_and_escape_clears_it(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        type_ahead(app, "by:mira\n")
        await pilot.pause()
        assert lines(app)[0].split() == ["log.md", "2", "of", "5", "by:mira", "saved"]
        await pilot.press("j")
        await pilot.pause()
        assert "Limpet" in marked_line(app)
        await pilot.press("escape")
        await pilot.pause()
        assert lines(app)[0].split() == ["log.md", "5", "entries", "saved"]
        assert "Limpet" in marked_line(app)

        # An empty result says how to get back.
        await pilot.press("g", "slash")
        type_ahead(app, "whale\n")
        await pilot.pause()
        assert "Nothing matches whale" in shown(app)
        assert "Esc shows all entries again." in shown(app)
        assert "edit" not in lines(app)[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert "Barnacles" in marked_line(app)
        assert "edit" in lines(app)[-1]


async def test_keys_that_come_at_once_are_done_one_after_the_other(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        type_ahead(app, "/by:mira\njx")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)
        assert "A [bold]Limpet[/bold]" in lines(app)[-2]
        assert lines(app)[0].split() == ["log.md", "2", "of", "5", "by:mira", "saved"]


async def test_a_section_is_filtered_by_in_the_panel_and_written_as_a_query(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("s", "j", "space")
        await pilot.pause()
        assert app.query_text == 'section:"Deep sea"'
        assert "1 of 5" in lines(app)[0]
        assert any("● Deep sea" in line for line in lines(app))
        await pilot.press("space")
        await pilot.pause()
        assert app.query_text == ""


async def test_facets_of_one_kind_add_up_and_those_of_two_kinds_narrow(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.press("s", "j", "j", "space")
        await pilot.pause()
        assert app.query_text == "by:Mira"
        await pilot.press("j", "space")
        await pilot.pause()
        assert "4 of 5" in lines(app)[0]
        await pilot.press("g", "j", "enter")
        await pilot.pause()
        assert app.query_text == 'by:Mira by:Tom section:"Deep sea"'
        assert "1 of 5" in lines(app)[0]
        # What is typed is marked as well.
        await pilot.press("slash", "ctrl+u")
        type_ahead(app, "by:tom date:2023\n")
        await pilot.pause()
        assert app.query_text == "by:tom date:2023"
        assert any("● Tom" in line for line in lines(app))
        assert any("● 2023" in line for line in lines(app))


# -- panes ---------------------------------------------------------------------------------------------------------


async def test_three_panes_where_there_is_room_two_below_and_one_where_it_is_narrow(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        screen = app.log_screen
        assert screen.section_list.region.x == 0
        assert screen.section_list.region.right == screen.entry_list.region.x
        assert screen.entry_list.region.right == screen.entry_view.region.x
        # Tab goes round them.
        for pane in (screen.entry_view, screen.section_list, screen.entry_list):
            await pilot.press("tab")
            assert app.focused is pane
        await pilot.press("shift+tab")
        assert app.focused is screen.section_list
        await pilot.press("tab")

        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not screen.section_list.display
        assert screen.entry_list.region.width == screen.entry_view.region.width == 80
        assert screen.entry_list.region.bottom == screen.entry_view.region.y
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert screen.entry_list.display
        assert not screen.entry_view.display
        # One at a time: Enter opens the entry, Esc goes back.
        await pilot.press("j", "enter")
        await pilot.pause()
        assert "提出一个简单的再生模型" in shown(app)
        assert "Barnacles" not in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "海星" in marked_line(app)

        await pilot.resize_terminal(130, 30)
        await pilot.pause()
        assert screen.section_list.display
        assert screen.entry_view.display


async def test_reading_gives_the_reading_pane_more_room_and_the_cursor_stays_in_view(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path, text=many_entries(40)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["j"] * 9)
        height = app.log_screen.entry_view.region.height
        await pilot.press("enter")
        await pilot.pause()
        assert app.log_screen.entry_view.region.height > height
        assert "number 9" in marked_line(app)


@pytest.mark.parametrize("spoken", SIZES)
async def test_no_line_is_wider_than_the_screen_and_help_has_its_key(tmp_path: Path, spoken: str) -> None:
    language.use(spoken)
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=SIZES[spoken][0]) as pilot:
        for keys in ([], ["s"], ["escape", "enter"], ["escape", "slash", *"by:"], ["escape", "x"], ["n"]):
            await pilot.press(*keys)
            for size in SIZES[spoken]:
                await pilot.resize_terminal(*size)
                await settle(pilot)
                assert {cell_len(line) for line in lines(app)} == {size[0]}
                if keys == ["n"]:
                    assert " ? " in lines(app)[-1]


async def test_the_key_bar_shows_the_keys_of_the_pane_that_has_the_focus(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "↵ read" in lines(app)[-1]
        assert "Esc back" not in lines(app)[-1]
        await pilot.press("enter")
        await pilot.pause()
        assert "↵ read" not in lines(app)[-1]
        assert "Esc back" in lines(app)[-1]
        await pilot.press("s")
        await pilot.pause()
        assert "␣ filter" in lines(app)[-1]
        await pilot.press("slash")
        await pilot.pause()
        assert "keep the filter" in lines(app)[-1]
        assert "new" not in lines(app)[-1]


async def test_a_click_chooses_an_entry_a_second_one_opens_it_and_one_on_the_key_bar_presses_the_key(
    tmp_path: Path,
) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        row = next(number for number, line in enumerate(lines(app)) if "海星" in line)
        await pilot.click(offset=(30, row))
        await pilot.pause()
        assert "海星" in marked_line(app)
        await pilot.click(offset=(30, row))
        await pilot.pause()
        assert app.focused is app.log_screen.entry_view
        await pilot.press("escape")
        await pilot.pause()
        await pilot.click(offset=(lines(app)[-1].index("x delete"), 23))
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen)


# -- changing ------------------------------------------------------------------------------------------------------


async def test_deleting_asks_and_takes_out_the_entry_alone(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    before = path.read_bytes()
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "x")
        await pilot.pause()
        assert "Delete this entry from log.md?" in shown(app)
        assert "2024-05-24  李听潮  海星再生的机制研究" in shown(app)
        await pilot.press("n")
        await pilot.pause()
        assert path.read_bytes() == before
        assert "海星" in marked_line(app)

        await pilot.press("x", "y")
        await settle(pilot)
        text = path.read_bytes().decode()
        start, end = LOG.index("> > [2024-05-24]"), LOG.index("> > [2024-05-19]")
        assert text == LOG[:start] + LOG[end:]
        assert "本周出海" in marked_line(app)
        assert "4 entries" in lines(app)[0]
        assert "Deleted from line" in lines(app)[-1]
        await pilot.press("k")
        await pilot.pause()
        assert "Deleted" not in lines(app)[-1]


async def test_what_others_wrote_meanwhile_stays_where_one_deletes(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "x")
        await pilot.pause()
        path.write_text(LOG.replace("Barnacles keep", "Barnacles always keep"), encoding="utf-8", newline="")
        await pilot.press("y")
        await settle(pilot)
        text = path.read_text(encoding="utf-8")
        assert "Barnacles always keep" in text
        assert "海星" not in text
        await pilot.press("u")
        await settle(pilot)
    assert path.read_text(encoding="utf-8") == LOG.replace("Barnacles keep", "Barnacles always keep")


async def test_an_entry_that_others_changed_meanwhile_is_not_deleted(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "x")
        await pilot.pause()
        changed = LOG.replace("提出一个简单的再生模型", "提出一个再生模型")
        path.write_text(changed, encoding="utf-8", newline="")
        await pilot.press("y")
        await settle(pilot)
        assert path.read_bytes() == changed.encode()
        assert "changed on disk" in shown(app)
        assert "海星" in marked_line(app)
        await pilot.press("x", "y")
        await settle(pilot)
        assert "海星" not in path.read_text(encoding="utf-8")


async def test_reading_again_keeps_the_cursor_on_its_entry(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "j")
        path.write_text(many_entries(2) + "\n" + LOG, encoding="utf-8", newline="")
        await pilot.press("r")
        await settle(pilot)
        assert "7 entries" in lines(app)[0]
        assert "Read log.md again" in lines(app)[-1]
        assert "Limpet" in marked_line(app)


async def test_the_form_is_opened_escape_comes_back_and_an_entry_that_is_saved_is_selected(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("n", "e"):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is not app.log_screen
            await pilot.press("escape")
            await settle(pilot)
            assert app.screen is app.log_screen
        assert path.read_text(encoding="utf-8") == LOG

        await pilot.press("G", "n")
        await pilot.pause()
        app.screen.set_focus(app.screen._fields["title"].control)  # type: ignore[attr-defined]
        app.post_message(events.Paste("Anemones at Night"))
        await pilot.pause()
        await pilot.press("ctrl+s")
        while app.screen is not app.log_screen:
            await settle(pilot)
        await settle(pilot)
        assert "Anemones at Night" in path.read_text(encoding="utf-8")
        assert app.screen is app.log_screen
        assert "Anemones at Night" in marked_line(app)
        assert "Saved in line" in lines(app)[-1]


# -- links, copies, help -------------------------------------------------------------------------------------------


async def test_of_several_links_one_is_chosen_and_where_there_is_none_it_is_said(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "o")
        await pilot.pause()
        assert "Open which link?" in shown(app)
        await pilot.press("2")
        await pilot.pause()
        assert "No browser on this screen; copied: https://example.org/code" in lines(app)[-1]
        await pilot.press("j", "o")
        await pilot.pause()
        assert "This entry has no link." in lines(app)[-1]


async def test_a_link_of_another_kind_is_copied_and_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(f"#!/bin/sh\necho opened > '{tmp_path}/opened'\n")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("DISPLAY", ":0")
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("G", "o")
        await pilot.pause()
        assert "Links of this kind are not opened; copied: javascript:" in lines(app)[-1]
        assert not (tmp_path / "opened").exists()


async def test_copying_asks_which_part(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y")
        await pilot.pause()
        for part in ("1 Markdown", "2 Title", "3 Link", "4 Summary"):
            assert part in shown(app)
        await pilot.press("j", "enter")
        await pilot.pause()
        assert "Copied: Title" in lines(app)[-1]
        await pilot.press("y", "5")
        await settle(pilot)
        assert "Copied: BibTeX" in lines(app)[-1]
        await pilot.press("j", "j", "y")
        await pilot.pause()
        assert "BibTeX" not in shown(app)


async def test_help_explains_every_key_and_goes_back(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(120, 90)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert [type(screen) for screen in app.screen_stack] == [LogScreen, HelpScreen]
        for words in ("Find entries", "Write a new entry", "j ↓", "g Home", "Shift+Tab", "^D", "since:2024-03", "q ^Q"):
            assert words in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.log_screen


async def test_of_many_keys_at_once_the_last_is_shown(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path, text=many_entries(400)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for _press in range(300):
            app.post_message(events.Key("j", "j"))
        await pilot.pause()
        assert "Tide table number 300" in marked_line(app)
        assert "Tide table number 300" in lines(app)[app.log_screen.entry_view.region.y + 1]

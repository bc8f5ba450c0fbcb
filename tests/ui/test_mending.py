from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len

from tests.ui.messy_group import MENDED_STARFISH, MESSY, STARFISH
from tests.ui.reading_group import LOG, lines, marked_line, reader_app, settle, shown, write_log
from tui_reader.adapters import language
from tui_reader.ui.diff_screen import DiffScreen

ALL_MENDED = MESSY.replace("【", "[").replace("】", "]")
WITHOUT_CONTROL = MESSY.replace("\x08", "")


async def test_an_entry_is_mended_after_its_diff_was_shown_and_the_cursor_stays(tmp_path: Path) -> None:
    path = write_log(tmp_path, text=MESSY)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        await settle(pilot)
        assert "Nothing is wrong with this entry." in lines(app)[-1]
        await pilot.press("j")
        await settle(pilot)
        assert any("! A wrong bracket stands here; write [ and ]  m mends it" in line for line in lines(app))
        await pilot.press("m")
        await settle(pilot)
        assert "Mend this entry?" in shown(app)
        assert any(line.startswith(f" - {STARFISH}") for line in lines(app))
        assert any(line.startswith(f" + {MENDED_STARFISH}") for line in lines(app))
        await pilot.press("n")
        await settle(pilot)
        assert app.screen is app.log_screen
        assert path.read_text(encoding="utf-8") == MESSY
        await pilot.press("m")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == MESSY.replace(STARFISH, MENDED_STARFISH)
        assert "Mended 1 problem; u takes it back" in lines(app)[-1]
        assert "海星" in marked_line(app)
        assert not marked_line(app).endswith("!")


async def test_what_is_not_certain_is_asked_about_by_itself_and_what_cannot_be_mended_is_said(tmp_path: Path) -> None:
    path = write_log(tmp_path, text=MESSY)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "m")
        await settle(pilot)
        assert "This is not certain. Mend it like this?" in shown(app)
        assert "A control character stands in the text (U+0008)" in shown(app)
        assert "Otters and␈ Kelp" in shown(app)
        await pilot.press("y")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == WITHOUT_CONTROL
        await pilot.press("j", "m")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert "Nothing of this can be mended by itself" in lines(app)[-1]


async def test_all_that_is_safe_is_mended_at_once_after_the_diff_and_taken_back_at_once(tmp_path: Path) -> None:
    path = write_log(tmp_path, text=MESSY)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("G", "M")
        await settle(pilot)
        assert "Mend 2 problems in log.md?" in shown(app)
        assert "log.md, line 9" in shown(app)
        await pilot.press("y")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == ALL_MENDED
        assert "Anemones" in marked_line(app)
        await pilot.press("u")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == MESSY
        assert "Took back the mending of log.md (2); U does it again" in lines(app)[-1]


async def test_nothing_is_mended_in_a_log_that_changed_meanwhile(tmp_path: Path) -> None:
    path = write_log(tmp_path, text=MESSY)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "m")
        await settle(pilot)
        theirs = MESSY.replace("They open.", "They open at night.")
        path.write_text(theirs, encoding="utf-8", newline="")
        await pilot.press("y")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == theirs
        assert "nothing was mended in it" in shown(app)
        await pilot.press("m")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == theirs.replace(STARFISH, MENDED_STARFISH)


# -- taking back ---------------------------------------------------------------------------------------------------


async def test_deletions_and_mends_are_taken_back_in_turn_though_a_filter_hides_them_and_done_again(
    tmp_path: Path,
) -> None:
    path = write_log(tmp_path, text=MESSY)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "m")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        await pilot.press("x", "y")
        await settle(pilot)
        assert "海星" not in path.read_text(encoding="utf-8")
        await pilot.press("G", "u")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == MESSY.replace(STARFISH, MENDED_STARFISH)
        assert "海星" in marked_line(app)
        assert "Took back the deletion of “海星再生的机制研究”" in shown(app)
        await pilot.press("U")
        await settle(pilot)
        assert "海星" not in path.read_text(encoding="utf-8")
        await pilot.press("slash", *"anemones", "enter", "u")
        await settle(pilot)
        assert "海星" in marked_line(app)
        assert "hid it and was cleared" in shown(app)
        assert app.query_text == ""
        await pilot.press("u")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == MESSY
        await pilot.press("U", "ctrl+r")
        await settle(pilot)
        assert "海星" not in path.read_text(encoding="utf-8")
        await pilot.press("U")
        await settle(pilot)
        assert "Nothing was taken back" in lines(app)[-1]


async def test_a_saved_entry_is_taken_back(tmp_path: Path) -> None:
    path = write_log(tmp_path)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        app.screen.set_focus(app.screen._fields["title"].control)  # type: ignore[attr-defined]
        await pilot.press("end", *" Again", "ctrl+s")
        while app.screen is not app.log_screen:
            await settle(pilot)
        assert "Crustaceans Again]" in path.read_text(encoding="utf-8")
        await pilot.press("u")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == LOG
        assert "Took back the change of “Barnacles Remember" in shown(app)


async def test_nothing_is_taken_back_over_what_somebody_else_wrote(tmp_path: Path) -> None:
    path = write_log(tmp_path, text=MESSY)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "m")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        theirs = path.read_text(encoding="utf-8").replace("海星再生的机制研究", "海星如何再生")
        path.write_text(theirs, encoding="utf-8", newline="")
        await pilot.press("u")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == theirs
        assert "was changed since in the same lines" in shown(app)
        assert "海星如何再生" in marked_line(app)
        await pilot.press("u")
        await settle(pilot)
        assert "Nothing was changed here" in lines(app)[-1]


# -- the list of problems ------------------------------------------------------------------------------------------


async def test_problems_are_listed_under_their_entries_and_mended_in_the_list_which_is_checked_again(
    tmp_path: Path,
) -> None:
    path = write_log(tmp_path, text=MESSY)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p")
        await settle(pilot)
        screen = lines(app)
        assert screen[0].split("  ")[:4] == [" Problems", "1 error", "3 warnings", "3 to mend"]
        assert screen[1].startswith(" ── 2024-05-24 · 李听潮 · 海星再生的机制研究 ──")
        assert screen[2].startswith(" ▌ !  9  A wrong bracket stands here; write [ and ]")
        assert screen[2].endswith(" m ")
        assert any("✗ 15  A control character" in line for line in screen)
        assert any("bracket-wrong  m mends it" in line for line in screen)
        # A step paints the lines that changed.
        await pilot.press("j")
        changed = [y for y, (old, new) in enumerate(zip(screen, lines(app), strict=True)) if old != new]
        problems = app.screen.query_one("ProblemList")
        assert len([y for y in changed if y < problems.region.bottom]) == 2
        await pilot.press("k", "m")
        await settle(pilot)
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == MESSY.replace(STARFISH, MENDED_STARFISH)
        assert "海星" not in shown(app)
        assert "2 warnings" in lines(app)[0]
        await pilot.press("G", "u")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == MESSY
        assert "3 warnings" in lines(app)[0]
        assert "9  A wrong bracket" in marked_line(app)
        # What somebody else mended meanwhile is seen.
        path.write_text(MESSY.replace(STARFISH, MENDED_STARFISH), encoding="utf-8", newline="")
        await pilot.press("m")
        await settle(pilot)
        await settle(pilot)
        assert "海星" not in shown(app)
        assert "2 warnings" in lines(app)[0]


async def test_enter_goes_to_the_entry_and_clears_a_filter_that_hides_it(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path, text=MESSY))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"kelp", "enter", "p")
        await settle(pilot)
        assert "kelp" in lines(app)[0]
        assert "海星" not in shown(app)
        await pilot.press("a")
        await settle(pilot)
        await pilot.press("G", "enter")
        await settle(pilot)
        assert app.screen is app.log_screen
        assert "A Limpet and its Home Scar" in marked_line(app)
        assert app.query_text == ""
        assert "The filter hid this entry and was cleared." in lines(app)[-1]


async def test_those_that_are_listed_are_mended_and_no_others(tmp_path: Path) -> None:
    path = write_log(tmp_path, text=MESSY)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"limpet", "enter", "p")
        await settle(pilot)
        await pilot.press("M")
        await settle(pilot)
        assert "Mend 1 problem in log.md?" in shown(app)
        await pilot.press("y")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == MESSY.replace("【2024-05-17】", "[2024-05-17]")


async def test_the_list_is_grouped_by_rule_narrowed_by_severity_and_rule_and_explains_one(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path, text=MESSY))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("p")
        await settle(pilot)
        await pilot.press("w")
        await pilot.pause()
        for words in ("bracket-wrong", "Before", "After", "> >"):
            assert words in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert lines(app)[0].startswith(" Problems")
        await pilot.press("b")
        await pilot.pause()
        assert any("· control-character · 1 ──" in line for line in lines(app)[1:2])
        assert any("· bracket-wrong · 2 ──" in line for line in lines(app))
        assert any("李听潮   海星再生的机制研究" in line for line in lines(app))
        await pilot.press("f")
        await pilot.pause()
        assert "rule:bracket-wrong" in lines(app)[0]
        assert "control-character" not in shown(app)
        await pilot.press("escape", "v", "v")
        await pilot.pause()
        assert "errors only" in lines(app)[0]
        assert "bracket-wrong" not in shown(app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app.screen is app.log_screen


async def test_where_nothing_is_wrong_that_is_said(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path, text="# Nothing yet\n"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("exclamation_mark")
        await settle(pilot)
        assert "Nothing is wrong here" in shown(app)
        assert lines(app)[-1].split()[:2] == ["v", "severity"]
        await pilot.press("m", "M", "enter", "w", "b", "v", "f", "j", "u")
        await settle(pilot)
        assert "Nothing was changed here" in lines(app)[-1]


async def test_nothing_is_wider_than_a_small_screen(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path, text=MESSY))
    async with app.run_test(size=(40, 12)) as pilot:
        for spoken in ("en", "zh_CN"):
            language.use(spoken)
            for keys in (["p"], ["b"], ["w"], ["escape", "M"], ["n", "escape", "t"], ["escape"]):
                await pilot.press(*keys)
                await settle(pilot)
                assert {cell_len(line) for line in lines(app)} == {40}


async def test_the_whole_diff_can_be_read(tmp_path: Path) -> None:
    text = "".join(
        f"> > 【2024-05-{day:02}】-[Mira]-[Tide Table of Day {day}]-[Nature](https://example.org/{day})\n> >\n"
        f"> > Summary: High and low.\n>\n"
        for day in range(26, 0, -1)
    )
    app = reader_app(write_log(tmp_path, text=text))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("M")
        await settle(pilot)
        assert isinstance(app.screen, DiffScreen)
        seen = ""
        while (page := shown(app)) not in seen:
            seen += page
            await pilot.press("space")
        assert all(f"+ > > [2024-05-{day:02}]" in seen for day in range(1, 27))


async def test_what_the_template_says_is_shown_with_an_example(tmp_path: Path) -> None:
    fence = "######### template #########\n\n"
    template = f"{fence}> > [date]-[reader]-[title]\n> >\n> > summary\n\n{fence}"
    app = reader_app(write_log(tmp_path, text=template + MESSY))
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert "How entries of log.md are written" in shown(app)
        assert "the template, line 3" in shown(app)
        assert "> > [2024-06-03]-[Mira]-[Attention Is All You Need]" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.log_screen


async def test_a_log_that_nobody_may_write_is_said_and_the_list_goes_on(tmp_path: Path) -> None:
    path = write_log(tmp_path, text=MESSY)
    path.chmod(0o444)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p")
        await settle(pilot)
        await pilot.resize_terminal(38, 24)
        await settle(pilot)
        assert lines(app)[0].split()[-2:] == ["3", "warnings"], "half a word says nothing"
        await pilot.press("m")
        await settle(pilot)
        assert "log.md is read-only" in shown(app)
        assert path.read_text(encoding="utf-8") == MESSY
        await settle(pilot)
        path.chmod(0o644)
        await pilot.press("m")
        await settle(pilot)
        assert path.read_text(encoding="utf-8") == MESSY.replace(STARFISH, MENDED_STARFISH)

from __future__ import annotations

from pathlib import Path

from tests.ui.reading_group import lines, marked_line, reader_app, settle, shown, write_log


def entry(day: int, title: str, summary: str) -> str:
    return f"> > [2024-05-{day:02}]-[Mira]-[{title}]-[Tides](https://example.org/{day})\n> >\n> > Summary: {summary}\n"


KELP = entry(2, "Kelp", "Tall.")
OTTERS, SEA_OTTERS = entry(9, "Otters", "Furry."), entry(9, "Sea Otters", "Furry.")
SEALS, SQUID = entry(12, "Seals", "Round."), entry(11, "Squid", "Fast.").replace("Mira", "Tom")
TWO = f"""\
# Tide pool club

<<<<<<< HEAD
{SEALS}>
{OTTERS}=======
{SQUID}>
{SEA_OTTERS}>>>>>>> theirs
>
{KELP}>
<<<<<<< HEAD
{entry(1, "Crabs", "Sideways.")}=======
{entry(1, "Crabs", "Backwards.")}>>>>>>> theirs
"""
ONE = f"# Tide pool club\n\n<<<<<<< HEAD\n{OTTERS}=======\n{SEA_OTTERS}>>>>>>> theirs\n>\n{KELP}"
OURS = f"# Tide pool club\n\n{OTTERS}>\n{KELP}"
THEIRS = f"# Tide pool club\n\n{SEA_OTTERS}>\n{KELP}"


def read(path: Path) -> str:
    return path.read_bytes().decode()


async def test_without_a_conflict_there_is_no_such_key(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("c")
        await pilot.pause()
        assert app.screen is app.log_screen
        assert "conflict" not in shown(app)


async def test_both_sides_are_shown_and_one_of_them_taken_and_taken_back(tmp_path: Path) -> None:
    path = write_log(tmp_path, text=ONE)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("c")
        await pilot.pause()
        assert "log.md, line 3: conflict 1 of 1" in lines(app)[0]
        assert "- > > [2024-05-09]-[Mira]-[Otters]" in shown(app)
        assert "+ > > [2024-05-09]-[Mira]-[Sea Otters]" in shown(app)
        assert read(path) == ONE
        await pilot.press("t")
        await settle(pilot)
        assert read(path) == THEIRS
        assert app.screen is app.log_screen
        assert "All conflicts in log.md are settled" in shown(app)
        assert "Sea Otters" in marked_line(app)
        await pilot.press("u")
        await settle(pilot)
        assert read(path) == ONE
        assert "Took back the settling of conflicts in log.md (1)" in shown(app)
        await pilot.press("c", "o")
        await settle(pilot)
        assert read(path) == OURS


async def test_sides_are_taken_entry_by_entry_and_what_was_chosen_can_be_chosen_anew(tmp_path: Path) -> None:
    path = write_log(tmp_path, text=TWO)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("c")
        await pilot.pause()
        assert "conflict 1 of 2 · entry 1 of 3" in lines(app)[0]
        assert "others have not got it" in shown(app)
        await pilot.press("x", "u", "o", "t")
        assert "entry 3 of 3" in lines(app)[0]
        assert read(path) == TWO
        await pilot.press("t")
        await settle(pilot)
        assert "conflict 1 of 1" in lines(app)[0]
        assert read(path).startswith(f"# Tide pool club\n\n{SEALS}>\n{SQUID}>\n{SEA_OTTERS}>\n{KELP}>\n<<<<<<< HEAD\n")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.log_screen


async def test_conflicts_are_said_once_at_opening_and_one_key_keeps_all_entries_of_both_as_one_change(
    tmp_path: Path,
) -> None:
    path = write_log(tmp_path, text=TWO)
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "log.md holds 2 conflicts; c settles them" in lines(app)[-1]
        await pilot.press("j")
        assert "c conflicts" in lines(app)[-1]
        await pilot.press("r")
        await settle(pilot)
        assert "c settles" not in lines(app)[-1]
        await pilot.press("c", "B")
        await settle(pilot)
        text = read(path)
        assert "<<<<<<<" not in text
        for one in (
            SEALS,
            OTTERS,
            SQUID,
            SEA_OTTERS,
            KELP,
            entry(1, "Crabs", "Sideways."),
            entry(1, "Crabs", "Backwards."),
        ):
            assert text.count(one) == 1
        await pilot.press("u")
        await settle(pilot)
        assert read(path) == TWO


async def test_a_conflict_among_the_problems_leads_there_and_is_asked_about_anew_where_the_log_changed_meanwhile(
    tmp_path: Path,
) -> None:
    path = write_log(tmp_path, text=ONE)
    app = reader_app(path)
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert "A conflict of git begins here" in shown(app)
        await pilot.press("c")
        await pilot.pause()
        changed = ONE.replace("Tall.", "Very tall.")
        path.write_text(changed, encoding="utf-8", newline="")
        await pilot.press("t")
        await settle(pilot)
        assert read(path) == changed
        await pilot.press("t")
        await settle(pilot)
        assert read(path) == THEIRS.replace("Tall.", "Very tall.")
        assert "A conflict of git begins here" not in shown(app)

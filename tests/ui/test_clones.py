from __future__ import annotations

from pathlib import Path

import pytest

from tests.clones import Clone
from tests.ui.reading_group import lines, reader_app, settle, shown, write_log
from tests.ui.with_git import people


@pytest.fixture
def mira(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    (mira,) = people(tmp_path, monkeypatch, "mira")
    return mira


def commit(clone: Clone, name: str = "Mira", email: str = "mira@example.org") -> None:
    clone.git("-c", "core.quotepath=off", "commit", "--quiet", f"--author={name} <{email}>", "-am", "by hand")


def row_of(title: str, screen: list[str]) -> str:
    return next(line for line in screen if title in line and "──" not in line).rstrip()


async def test_branch_and_distance_from_the_remote_are_shown(mira: Clone) -> None:
    mira.add("2024-03-07", "Mira", "Seals")
    commit(mira)
    mira.git("push", "--quiet")
    mira.git("reset", "--quiet", "--hard", "HEAD~1")
    mira.add("2024-03-08", "Mira", "Squid")
    commit(mira)
    app = reader_app(mira.log)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert lines(app)[0].rstrip().endswith("main ↑1 ↓1  saved")


async def test_entries_that_are_not_committed_are_counted_and_marked_until_they_are(mira: Clone) -> None:
    app = reader_app(mira.log)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert lines(app)[0].rstrip().endswith("main  saved")
        mira.add("2024-03-07", "Mira", "Seals")
        mira.write("[Tom]-[Otters]", "[Tom]-[Sea Otters]")
        await pilot.press("r")
        await settle(pilot)
        assert lines(app)[0].rstrip().endswith("main +2  saved")
        assert [row_of(title, lines(app))[-1] for title in ("Seals", "Kelp", "Sea Otters")] == ["+", "p", "+"]
        await pilot.press("S")
        await settle(pilot)
        assert lines(app)[0].rstrip().endswith("main  saved")
        assert not row_of("Seals", lines(app)).endswith("+")


async def test_a_deletion_here_is_no_entry_that_is_not_committed(mira: Clone) -> None:
    app = reader_app(mira.log)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("x", "y")
        await settle(pilot)
        assert lines(app)[0].rstrip().endswith("main  saved")


async def test_line_ends_that_git_made_are_no_difference(mira: Clone) -> None:
    mira.git("config", "core.autocrlf", "true")
    mira.log.unlink()
    mira.git("checkout", "--quiet", ".")
    assert b"\r\n" in mira.log.read_bytes()
    mira.write("Summary: tall.", "Summary: very tall.")
    app = reader_app(mira.log)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert lines(app)[0].rstrip().endswith("main +1  saved")


async def test_a_commit_without_a_branch_is_named(mira: Clone) -> None:
    mira.git("checkout", "--quiet", "--detach")
    app = reader_app(mira.log)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert f"  {mira.git('rev-parse', 'HEAD')[:7]}  saved" in lines(app)[0]


async def test_outside_of_git_nothing_is_said(tmp_path: Path) -> None:
    app = reader_app(write_log(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert lines(app)[0].split() == ["log.md", "5", "entries", "saved"]


async def test_without_the_git_program_nothing_is_said(mira: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(mira.folder))
    app = reader_app(mira.log)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert lines(app)[0].split()[-3:] == ["2", "entries", "saved"]
        await pilot.press("S")
        await settle(pilot)
        assert "git is not installed" in shown(app)


async def test_where_the_entry_names_no_reader_git_names_who_logged_it(mira: Clone) -> None:
    mira.write("[2024-03-03]-[Mira]-[Kelp]", "[2024-03-03]-[]-[Kelp]")
    commit(mira, "Tom")
    app = reader_app(mira.log)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "logged by Tom · 2024-03-03" in shown(app)


async def test_an_entry_that_somebody_else_logged_says_so(mira: Clone) -> None:
    app = reader_app(mira.log)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "logged by" not in shown(app)
        await pilot.press("j")
        await settle(pilot)
        assert "logged by Mira for Tom" in shown(app)


async def test_aliases_of_members_are_the_same_person(mira: Clone) -> None:
    (mira.folder / ".readtui.yaml").write_text(
        "members:\n  - name: Tom\n    aliases: [Mira]\n  - name: Anna\n    aliases: [anna@example.org]\n",
        encoding="utf-8",
    )
    mira.add("2024-03-07", "Tom", "Seals")
    commit(mira, "hermit crab", "anna@example.org")
    app = reader_app(mira.log)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "logged by Anna for Tom" in shown(app)
        await pilot.press("G")
        await settle(pilot)
        assert "Tom · 2024-03-01" in shown(app)
        assert "logged by" not in shown(app)


async def test_what_is_not_committed_was_logged_by_nobody_yet(mira: Clone) -> None:
    mira.add("2024-03-07", "Tom", "Seals")
    app = reader_app(mira.log)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Tom · 2024-03-07" in shown(app)
        assert "logged by" not in shown(app)

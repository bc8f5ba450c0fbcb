from __future__ import annotations

from pathlib import Path

import pytest

from tests.clones import Clone
from tests.ui.reading_group import lines, marked_line, reader_app, settle, shown
from tests.ui.with_git import people, until
from tui_reader.core.parser import parse


@pytest.fixture
def mira_and_tom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Clone, Clone]:
    mira, tom = people(tmp_path, monkeypatch, "mira", "tom")
    return mira, tom


def send(clone: Clone) -> None:
    clone.git("commit", "--quiet", "-am", "by hand")
    clone.git("push", "--quiet")


def titles(clone: Clone) -> list[str | None]:
    return [entry.title for entry in parse(clone.text).entries]


async def test_a_key_brings_what_others_wrote_sends_what_was_written_here_and_leaves_cursor_and_filter(
    mira_and_tom: tuple[Clone, Clone],
) -> None:
    mira, tom = mira_and_tom
    tom.add("2024-03-08", "Tom", "Squid")
    send(tom)
    mira.add("2024-03-07", "Mira", "Seals")
    app = reader_app(mira.log)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"Tom", "enter")
        assert marked_line(app).endswith("Otters")
        await pilot.press("S")
        await settle(pilot)
        assert "sent: 1 entry added · received: 1 entry added" in lines(app)[-1]
        assert "Squid" in shown(app)
        assert marked_line(app).endswith("Otters")
        assert "2 of 4  Tom" in lines(app)[0]
    tom.git("pull", "--quiet")
    assert titles(mira) == titles(tom) == ["Squid", "Seals", "Kelp", "Otters"]


async def test_each_step_is_said_and_esc_calls_off_a_remote_that_does_not_answer(
    mira_and_tom: tuple[Clone, Clone],
) -> None:
    mira, _ = mira_and_tom
    mira.add("2024-03-07", "Mira", "Seals")
    mira.git("config", "remote.origin.uploadpack", "sleep 600; git-upload-pack")
    app = reader_app(mira.log)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("S")
        await until(pilot, lambda: "fetching from origin …  Esc calls it off" in lines(app)[-1])
        await pilot.press("j")
        assert marked_line(app).endswith("Kelp")
        await pilot.press("escape")
        await until(pilot, lambda: "called off" in lines(app)[-1])
        mira.git("config", "--unset", "remote.origin.uploadpack")
        await pilot.press("S")
        await settle(pilot)
        assert "log.md: " in lines(app)[-1]
    assert mira.git("log", "--format=%s", "origin/main", "-1").strip() == "Add Seals (Mira, 2024-03-07)"


async def test_a_conflict_is_said_and_gone_to_though_a_filter_hid_it_and_once_settled_sent_by_the_next_sync(
    mira_and_tom: tuple[Clone, Clone],
) -> None:
    mira, tom = mira_and_tom
    tom.write("[Tom]-[Otters]", "[Tom]-[Sea Otters]")
    send(tom)
    mira.write("[Tom]-[Otters]", "[Tom]-[River Otters]")
    app = reader_app(mira.log)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash", *"Kelp", "enter", "S")
        await settle(pilot)
        assert "1 entry was changed differently by others; c settles it, then S sends it" in shown(app)
        assert "the filter hid it and was cleared" in " ".join(shown(app).split())
        assert "River Otters" in marked_line(app)
        assert "<<<<<<<" in mira.text
        await pilot.press("c", "t")
        await settle(pilot)
        await pilot.press("S")
        await settle(pilot)
        assert app.screen is app.log_screen
    assert mira.git("status", "--short") == ""
    tom.git("pull", "--quiet")
    assert titles(mira) == titles(tom) == ["Kelp", "Sea Otters"]


async def test_credentials_are_never_asked_for_on_the_terminal_and_that_there_is_no_remote_is_said_in_words(
    mira_and_tom: tuple[Clone, Clone], tmp_path: Path
) -> None:
    mira, _ = mira_and_tom
    told = tmp_path / "terminal"
    ssh = tmp_path / "ssh"
    ssh.write_text(f'#!/bin/sh\n(: </dev/tty) 2>/dev/null && echo yes >"{told}" || echo no >"{told}"\nexit 255\n')
    ssh.chmod(0o755)
    mira.git("config", "core.sshCommand", str(ssh))
    mira.git("remote", "set-url", "origin", "ssh://mira@example.org/hub.git")
    app = reader_app(mira.log)
    async with app.run_test(size=(180, 80)) as pilot:
        assert "S sync" in lines(app)[-1]
        await pilot.press("question_mark")
        assert "Commit, fetch, merge by entries, push" in shown(app)
        await pilot.press("escape", "S")
        await settle(pilot)
        assert app.is_running
        assert told.read_text().strip() == "no"
        mira.git("remote", "remove", "origin")
        await pilot.press("S")
        await settle(pilot)
        assert "this repository has no remote; git remote add origin URL" in shown(app)


async def test_outside_of_git_it_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (mira,) = people(tmp_path, monkeypatch, "mira")
    path = tmp_path / "alone.md"
    path.write_bytes(mira.log.read_bytes())
    app = reader_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("S")
        await settle(pilot)
        assert "alone.md: lies in no git repository" in shown(app)

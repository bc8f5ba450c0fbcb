from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.ui.reading_group import settle, shown, write_log
from tui_reader.adapters import recent
from tui_reader.core.parser import parse
from tui_reader.ui.line_input import LineInput
from tui_reader.ui.welcome_app import WelcomeApp


async def test_the_sample_is_opened_as_a_copy_of_ones_own(tmp_path: Path) -> None:
    app = WelcomeApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "There is no log in" in shown(app)
        assert "Look at the sample" in shown(app)
        await pilot.press("enter")
    (log,) = app.logs
    assert log.is_relative_to(tmp_path / "state")
    assert parse(log.read_text(encoding="utf-8")).entries
    assert (log.parent / "figures").is_dir()


async def test_a_log_is_begun_and_nothing_is_written_over(tmp_path: Path) -> None:
    app = WelcomeApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        (tmp_path / "log.md").write_text("mine", encoding="utf-8")
        await pilot.press("j", "enter", "enter")
        await pilot.pause()
        assert app.logs == []
        assert "there is a file of this name already" in " ".join(shown(app).split())
        await pilot.press("enter")
        await pilot.press(*["backspace"] * 6, *"ours", "enter")
    assert app.logs == [tmp_path / "ours.md"]
    assert "[date]" in app.logs[0].read_text(encoding="utf-8")
    assert (tmp_path / "log.md").read_text(encoding="utf-8") == "mine"


async def test_logs_of_before_come_first_while_they_are_there(tmp_path: Path) -> None:
    first, second = write_log(tmp_path, "first.md"), write_log(tmp_path, "second.md")
    recent.note([first])
    recent.note([second])
    second.unlink()
    app = WelcomeApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "second.md" not in shown(app)
        await pilot.press("1")
        await pilot.press("enter")
    assert app.logs == [first]


async def test_a_repository_is_cloned_and_its_logs_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    origin, here = tmp_path / "reading", tmp_path / "here"
    origin.mkdir()
    here.mkdir()
    write_log(origin, "2023.md")
    write_log(origin, "2024.md")
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=M", "-c", "user.email=m@x", "commit", "-qm", "logs"],
    ):
        subprocess.run(["git", *command], cwd=origin, check=True)
    app = WelcomeApp(here)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "j", "enter")
        await pilot.press(*str(origin), "enter")
        await app.workers.wait_for_complete()
        await settle(pilot)
        assert "All of them together" in shown(app)
        await pilot.press("3")
    assert [path.name for path in app.logs] == ["2023.md", "2024.md"]
    assert (here / "reading" / ".git").is_dir()


async def test_what_cannot_be_cloned_or_found_is_said_and_one_can_go_on(tmp_path: Path) -> None:
    app = WelcomeApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, typed in ((("j", "j", "enter"), "nowhere"), (("j", "enter"), "/nowhere")):
            await pilot.press(*keys)
            app.screen.query_one(LineInput).content = str(tmp_path) + typed
            await pilot.press("enter")
            await app.workers.wait_for_complete()
            await settle(pilot)
            assert app.logs == []
            assert app.screen is app._welcome
        await pilot.press("q")
    assert app.logs == []

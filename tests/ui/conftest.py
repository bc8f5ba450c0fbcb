"""The screen as nobody in particular sees it: in English, without settings, drafts and a desktop."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.ui.headless import teach_textual
from tests.ui.quiet_loop import QuietLoop
from tui_reader.adapters import language
from tui_reader.ui import watch

if TYPE_CHECKING:
    from tests.ui.real_terminal import Terminal

TOLD_BY_THE_ENVIRONMENT = (
    "NO_COLOR",
    "COLORFGBG",
    "SSH_CONNECTION",
    "SSH_CLIENT",
    "SSH_TTY",
    "TMUX",
    "DISPLAY",
    "WAYLAND_DISPLAY",
)

A_DAY = 24 * 60 * 60
"""Seconds between two looks whether others changed a log: what is said then would take the place of other words."""

teach_textual()


@pytest.hookimpl(optionalhook=True)
def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """A loop that one can wait for."""
    return {"quiet": QuietLoop}


@pytest.fixture(scope="session")
def nobodys_git(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Git's settings of a person: a form is opened at its title where git knows a name, and at the reader where not."""
    path = tmp_path_factory.mktemp("git") / "config"
    path.write_text("[user]\n\tname = Nobody Inparticular\n\temail = nobody@example.org\n", encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def nobodys_screen(tmp_path: Path, nobodys_git: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings, state, language and terminal of the test alone."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(nobodys_git))
    for name in TOLD_BY_THE_ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("READTUI_STATE_DIR", str(tmp_path / "state"))
    # Where state is looked for besides: what somebody's own readtui left there is none of the test's.
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path.parent))
    monkeypatch.setenv("READTUI_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in [name for name in os.environ if name.startswith("LC_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(watch, "EVERY", A_DAY)
    language.use("en")
    yield
    language.use(None)


@pytest.fixture
def quick_looks(nobodys_screen: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Logs are looked at again and again, and nobody has time to wait for the next look."""
    monkeypatch.setattr(watch, "EVERY", 0.02)
    monkeypatch.setattr(watch, "SETTLING", 0.001)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Terminals to be closed at the end."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.program.close(force=True)

"""Nobody's settings and nobody's drafts; and somebody without root's rights, for what only they are refused."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest

NOBODY = 65534

USED_BY_NOBODY = (
    "hashlib",
    "json",
    "fcntl",
    "encodings.ascii",
    "tui_reader.core.text_edit",
    "tui_reader.adapters.rewrite",
    "tui_reader.adapters.drafts",
    "tui_reader.adapters.memory",
    "tui_reader.adapters.config",
    "tui_reader.adapters.yaml_file",
)
"""What the program imports when it is needed; nobody may not be able to read it where it is installed."""


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and state of the test alone."""
    monkeypatch.setenv("READTUI_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("READTUI_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    for name in ("runtime", "temporary"):
        (tmp_path / name).mkdir()


class Somebody:
    """A user for whom rights count: whoever runs the tests, or, where that is root, nobody."""

    def __init__(self, home: Path) -> None:
        self.home = home
        """A folder of this user's."""
        self.is_root = os.geteuid() == 0
        self.owns(home)

    def owns(self, *paths: Path) -> None:
        """Make ``paths`` this user's."""
        for path in paths:
            if self.is_root:
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Be this user."""
        if not self.is_root:
            yield
            return
        for name in USED_BY_NOBODY:
            import_module(name)
        groups = os.getgroups()
        os.setgroups([])
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)
            os.setegid(0)
            os.setgroups(groups)


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> Iterator[Somebody]:
    """A user for whom rights count, with a state folder of their own."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    home = folder / "home"
    home.mkdir(mode=0o755)
    monkeypatch.setenv("READTUI_STATE_DIR", str(home / "state"))
    yield Somebody(home)
    for path in [home, *home.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(folder)

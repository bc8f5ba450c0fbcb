"""A bare repository, clones of it, and a log in them: git for tests, with nobody's settings."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

NAME = "阅读 log.md"
LOG = """\
# Tide pool club

> ==> newest first: insert new entries here <==
>
> > [2024-03-03]-[Mira]-[Kelp]-[Arxiv](https://example.org/kelp)
> >
> > Summary: tall.
>
> > [2024-03-01]-[Tom]-[Otters]-[Arxiv](https://example.org/otters)
> >
> > Summary: furry.
"""


def git_environment(home: Path) -> dict[str, str]:
    """An environment in which git knows one person and nothing else."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    person = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Mira"), ("EMAIL", "mira@example.org"))
    }
    # Each commit and fetch would start another git, to see whether there is something to clear up; and nobody is hurt
    # where these repositories do not outlast a power cut.
    settings = {"maintenance.auto": "false", "gc.auto": "0", "core.fsync": "none"}
    quick = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (name, value) in enumerate(settings.items()):
        quick |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    home_alone = {"HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "LANG": "C.UTF-8", "READTUI_LANG": "en"}
    return kept | person | quick | home_alone


class Clone:
    """A clone, and its log."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.log = folder / NAME

    def git(self, *arguments: str, check: bool = True) -> str:
        """What git prints; with what it complains of behind it where it may fail."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=self.environment, capture_output=True, check=check, text=True
        )
        return done.stdout if check else done.stdout + done.stderr

    def write(self, old: str, new: str) -> None:
        """Put ``new`` in the place of ``old`` in the log."""
        text = self.log.read_bytes().decode()
        assert old in text
        self.log.write_bytes(text.replace(old, new).encode())

    def add(self, day: str, reader: str, title: str) -> None:
        """Write an entry at the top of the log."""
        line = "insert new entries here <==\n"
        entry = (
            f">\n> > [{day}]-[{reader}]-[{title}]-[Arxiv](https://example.org/{title})\n> >\n> > Summary: {title}.\n"
        )
        self.write(line, line + entry)

    @property
    def text(self) -> str:
        """The log."""
        return self.log.read_bytes().decode()


def clones(folder: Path, environment: dict[str, str], *names: str) -> list[Clone]:
    """A bare repository with a log in it, and a clone of it by each of ``names``."""
    made = _made_once(names)
    shutil.copytree(made, folder, symlinks=True, dirs_exist_ok=True)
    for name in names:
        config = folder / name / ".git" / "config"
        config.write_text(config.read_text(encoding="utf-8").replace(str(made), str(folder)), encoding="utf-8")
    return [Clone(folder / name, environment) for name in names]


@cache
def _made_once(names: Sequence[str]) -> Path:
    """The folder that is copied for each test: git is started ten times to make one."""
    folder = Path(mkdtemp(prefix="readtui-clones-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    environment = git_environment(folder)

    def git(*arguments: str, at: str = ".") -> None:
        subprocess.run(["git", *arguments], cwd=folder / at, env=environment, check=True, capture_output=True)

    git("init", "--quiet", "--bare", "--initial-branch=main", "hub.git")
    for name in names:
        git("clone", "--quiet", "hub.git", name)
        if name == names[0]:
            (folder / name / NAME).write_bytes(LOG.encode())
            git("checkout", "--quiet", "-B", "main", at=name)
            git("add", ".", at=name)
            git("commit", "--quiet", "-m", "start", at=name)
            git("push", "--quiet", "-u", "origin", "main", at=name)
    return folder

"""A bare repository, clones of it, and a log in them: git for tests, with nobody's settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

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
    # Each commit and fetch would start another git, to see whether there is something to clear up.
    no_maintenance = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "maintenance.auto", "GIT_CONFIG_VALUE_0": "false"}
    home_alone = {"HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "LANG": "C.UTF-8", "READTUI_LANG": "en"}
    return kept | person | no_maintenance | home_alone


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
    made: list[Clone] = []
    subprocess.run(
        ["git", "init", "--quiet", "--bare", "--initial-branch=main", "hub.git"],
        cwd=folder,
        env=environment,
        check=True,
    )
    for name in names:
        command = ["git", "clone", "--quiet", "hub.git", name]
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
        clone = Clone(folder / name, environment)
        if not made:
            clone.log.write_bytes(LOG.encode())
            clone.git("checkout", "--quiet", "-B", "main")
            clone.git("add", ".")
            clone.git("commit", "--quiet", "-m", "start")
            clone.git("push", "--quiet", "-u", "origin", "main")
        made.append(clone)
    return made

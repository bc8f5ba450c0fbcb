"""Environments in which something is missing that one is used to, and what a command leaves behind there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.documented import ROOT


class Environment(NamedTuple):
    """What there is around a command, beside the PATH."""

    name: str
    variables: Mapping[str, str]


NOWHERE = "/proc/nowhere"
"""A folder in which nobody, whoever it is, can make anything."""

ENVIRONMENTS = (
    Environment("usual", {"HOME": "{home}", "LANG": "zh_CN.UTF-8"}),
    Environment("no home", {"LANG": "C", "PYTHONDONTWRITEBYTECODE": "1"}),
    Environment("home not writable", {"HOME": NOWHERE, "LC_ALL": "POSIX", "TERM": "dumb"}),
    Environment("nothing writable", {"HOME": NOWHERE, "TMPDIR": NOWHERE, "XDG_CONFIG_HOME": NOWHERE, "LANG": "C"}),
)


class Place:
    """A folder with the sample log, in an environment."""

    def __init__(self, folder: Path, environment: Environment) -> None:
        """``folder`` is made."""
        self._folder = folder
        folder.mkdir(parents=True)
        home = folder / "home"
        home.mkdir()
        shutil.copy(ROOT / "sample_log.md", folder)
        shutil.copytree(ROOT / "figures", folder / "figures")
        self._before = self._state()
        self._variables = {name: value.format(home=home) for name, value in environment.variables.items()}

    def _state(self) -> dict[str, bytes]:
        files = (path for path in self._folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self._folder)): path.read_bytes() for path in files if "home" not in path.parts}

    def faults(self, command: Sequence[str], may_be: Collection[int]) -> list[str]:
        """What is wrong with ``command``, which may end with the codes ``may_be``: nothing, or one line."""
        done = subprocess.run(
            command,
            cwd=self._folder,
            env={"PATH": os.environ["PATH"], **self._variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        said = done.stderr.decode("utf-8", "replace")
        is_well = done.returncode in may_be and "Traceback" not in said
        return [] if is_well else [f"{' '.join(command)}: {done.returncode}, {said.strip() or 'nothing said'}"]

    def changes(self) -> list[str]:
        """What was there before and is not what it was."""
        after = self._state()
        return [f"{name} was changed" for name, data in self._before.items() if after.get(name) != data]

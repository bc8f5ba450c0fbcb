"""The git program: what it knows of the person at the keyboard, and a clone that it is asked about."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tui_reader.core.message import N_, ReadTuiError

PATIENCE = 2.0
"""Seconds to wait for an answer that is only a convenience."""

SLOWEST = 30
"""Seconds without a byte after which a transfer is given up."""


def user_name(folder: Path) -> str | None:
    """The name under which git would commit in ``folder``. None where git has none, does not answer, is not there."""
    import subprocess

    try:
        answer = subprocess.run(
            ["git", "config", "user.name"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return " ".join(answer.stdout.decode("utf-8", "replace").split()) or None


class GitError(ReadTuiError):
    """Git is not there, or refused."""


class GitRefusedError(GitError):
    """Git did not do what it was asked to."""

    def __init__(self, command: str, said: str) -> None:
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        # Hints for people come behind the reason.
        reason = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "?")
        super().__init__(N_("git {command}: {reason}"), command=command, reason=reason)
        self.said = said
        """All that it wrote to standard error, in English."""


class Answer(NamedTuple):
    """What git said."""

    code: int
    output: bytes
    errors: str

    @property
    def text(self) -> str:
        """The output without the line end behind it; bytes that are no UTF-8 as surrogates."""
        return self.output.decode("utf-8", "surrogateescape").rstrip("\n")


class Git:
    """Git, run in one folder. It asks nobody for anything unless it may."""

    def __init__(self, folder: str, may_ask: bool = False) -> None:
        self.folder = folder
        self._environment = _environment(may_ask)

    def run(self, *arguments: str, given: bytes = b"", variables: Mapping[str, str] | None = None) -> Answer:
        """Run git with ``arguments``, ``given`` on standard input. ``GitError`` where there is no git."""
        import subprocess

        command = ["git", "--literal-pathspecs", "-c", f"http.lowSpeedTime={SLOWEST}", "-c", "http.lowSpeedLimit=1"]
        try:
            done = subprocess.run(
                [*command, *arguments],
                cwd=self.folder,
                env=self._environment | dict(variables or {}),
                input=given,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError as error:
            raise GitError(N_("git is not installed, or not on the PATH; install it first")) from error
        except OSError as error:
            raise GitError(N_("git cannot be run ({reason})"), reason=error.strerror or str(error)) from error
        return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))

    def ask(self, *arguments: str, given: bytes = b"", variables: Mapping[str, str] | None = None) -> str:
        """What git answers; ``GitRefusedError`` where it fails."""
        return self.output(*arguments, given=given, variables=variables).decode("utf-8", "surrogateescape").rstrip("\n")

    def output(self, *arguments: str, given: bytes = b"", variables: Mapping[str, str] | None = None) -> bytes:
        """The bytes that git answers; ``GitRefusedError`` where it fails."""
        answer = self.run(*arguments, given=given, variables=variables)
        if answer.code:
            raise GitRefusedError(_verb(arguments), answer.errors or answer.text)
        return answer.output

    def says(self, *arguments: str) -> str | None:
        """What git answers, or None where it has no answer."""
        answer = self.run(*arguments)
        return answer.text if answer.code == 0 and answer.text else None

    def agrees(self, *arguments: str) -> bool:
        """Whether git says yes to a question that it answers by its exit code."""
        return self.run(*arguments).code == 0


def clone_of(path: Path, may_ask: bool = False) -> Git:
    """Git in the top folder of the clone that the file ``path`` lies in, symbolic links followed.

    ``GitError`` where it lies in none, or git does not want to work there.
    """
    git = Git(os.path.dirname(os.path.realpath(path)), may_ask)
    answer = git.run("rev-parse", "--show-toplevel")
    if answer.code and "not a git repository" not in answer.errors.lower():
        raise GitRefusedError("rev-parse", answer.errors)
    if answer.code or not answer.text:
        raise GitError(N_("{path}: lies in no git repository; git clone one, or git init here"), path=path)
    git.folder = os.path.realpath(answer.text)
    return git


def _verb(arguments: Sequence[str]) -> str:
    return next((argument for argument in arguments if not argument.startswith("-")), "")


def _environment(may_ask: bool) -> dict[str, str]:
    """Git in English, so that what it says can be understood; no question where nobody could answer it."""
    environment = dict(os.environ) | {"LC_ALL": "C", "LANGUAGE": "C"}
    if may_ask:
        return environment
    environment |= {"GIT_TERMINAL_PROMPT": "0", "GCM_INTERACTIVE": "never"}
    if not environment.keys() & {"GIT_SSH_COMMAND", "GIT_SSH"}:
        environment["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes -o ConnectTimeout=20"
    return environment

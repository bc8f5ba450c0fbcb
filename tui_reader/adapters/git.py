"""The git program: what it knows of the person at the keyboard, and a clone that it is asked about."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.core.message import N_, ReadTuiError

if TYPE_CHECKING:
    from subprocess import Popen

PATIENCE = 2.0
"""Seconds to wait for an answer that is only a convenience."""

SLOWEST = 30
"""Seconds without a byte after which a transfer is given up."""

LOOK = 0.1
"""Seconds between two looks at whether git was called off."""

LAST_WORDS = 2.0
"""Seconds that git has to clear up after itself when it was called off."""


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


class CalledOffError(GitError):
    """Somebody called off what git was doing."""

    def __init__(self) -> None:
        super().__init__(N_("called off"))


class Git:
    """Git, run in one folder. It asks nobody for anything unless it may."""

    def __init__(self, folder: str, may_ask: bool = False, is_called_off: Callable[[], bool] | None = None) -> None:
        """With ``is_called_off``, which is asked again and again, git is kept away from the terminal."""
        self.folder = folder
        self._environment = _environment(may_ask, has_terminal=is_called_off is None)
        self._is_called_off = is_called_off

    def run(
        self,
        *arguments: str,
        given: bytes = b"",
        variables: Mapping[str, str] | None = None,
        may_be_ended: bool = False,
    ) -> Answer:
        """Run git with ``arguments``, ``given`` on standard input. ``GitError`` where there is no git.

        ``may_be_ended``: if it is called off meanwhile git is ended, and ``CalledOffError`` raised.
        """
        import subprocess

        command = ["git", "--literal-pathspecs", "-c", f"http.lowSpeedTime={SLOWEST}", "-c", "http.lowSpeedLimit=1"]
        try:
            process = subprocess.Popen(
                [*command, *arguments],
                cwd=self.folder,
                env=self._environment | dict(variables or {}),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                # In a session of its own it has no terminal, and neither has the ssh that it starts.
                start_new_session=self._is_called_off is not None,
            )
        except FileNotFoundError as error:
            raise GitError(N_("git is not installed, or not on the PATH; install it first")) from error
        except OSError as error:
            raise GitError(N_("git cannot be run ({reason})"), reason=error.strerror or str(error)) from error
        with process:
            try:
                output, errors = self._answer(process, given, may_be_ended)
            except BaseException:
                _end(process)
                raise
        return Answer(process.returncode, output, errors.decode("utf-8", "replace"))

    def _answer(self, process: Popen[bytes], given: bytes, may_be_ended: bool) -> tuple[bytes, bytes]:
        """What ``process`` writes until its end."""
        import subprocess

        if not may_be_ended or self._is_called_off is None:
            return process.communicate(given)
        still_given: bytes | None = given
        while not self._is_called_off():
            try:
                return process.communicate(still_given, timeout=LOOK)
            except subprocess.TimeoutExpired:
                still_given = None
        raise CalledOffError

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


def clone_of(path: Path, may_ask: bool = False, is_called_off: Callable[[], bool] | None = None) -> Git:
    """Git in the top folder of the clone that the file ``path`` lies in, symbolic links followed.

    ``GitError`` where it lies in none, or git does not want to work there.
    """
    git = Git(os.path.dirname(os.path.realpath(path)), may_ask, is_called_off)
    answer = git.run("rev-parse", "--show-toplevel")
    if answer.code and "not a git repository" not in answer.errors.lower():
        raise GitRefusedError("rev-parse", answer.errors)
    if answer.code or not answer.text:
        raise GitError(N_("{path}: lies in no git repository; git clone one, or git init here"), path=path)
    git.folder = os.path.realpath(answer.text)
    return git


def clone(address: str, folder: Path) -> Path:
    """Clone the repository at ``address`` into a new folder in ``folder``; gives that.

    Raises ``GitError``, and ``GitRefusedError`` where git cannot do it, which may be because it would have to ask.
    """
    name = re.sub(r"\.git$", "", address.rstrip("/")).replace("\\", "/").rpartition("/")[2].rpartition(":")[2]
    if not name or name.startswith("-") or address.startswith("-"):
        raise GitError(N_("{address}: this is no address of a repository"), address=address)
    target = folder / name
    if target.exists():
        raise GitError(N_("{path}: is there already; open it, or clone elsewhere"), path=target)
    Git(os.fspath(folder)).ask("clone", "--quiet", "--", address, name)
    return target


def _end(process: Popen[bytes]) -> None:
    """End git, and what it started, if it runs; at first so that it can take its locks away."""
    import subprocess

    signals = (signal.SIGTERM, signal.SIGKILL) if os.name == "posix" else (signal.SIGTERM,)
    for number in signals:
        if process.poll() is not None:
            return
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            if os.name == "posix" and os.getpgid(process.pid) == process.pid:
                os.killpg(process.pid, number)
            else:
                process.send_signal(number)
            process.wait(LAST_WORDS)


def _verb(arguments: Sequence[str]) -> str:
    return next((argument for argument in arguments if not argument.startswith("-")), "")


def _environment(may_ask: bool, has_terminal: bool) -> dict[str, str]:
    """Git in English, so that what it says can be understood; no question where nobody could answer it."""
    environment = dict(os.environ) | {"LC_ALL": "C", "LANGUAGE": "C"}
    if may_ask:
        return environment
    environment |= {"GIT_TERMINAL_PROMPT": "0", "GCM_INTERACTIVE": "never"}
    # Without a terminal ssh asks nothing by itself, and may be the one that the settings of git name.
    if has_terminal and not environment.keys() & {"GIT_SSH_COMMAND", "GIT_SSH"}:
        environment["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes -o ConnectTimeout=20"
    return environment

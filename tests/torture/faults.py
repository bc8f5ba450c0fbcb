"""One system call of a program made to fail, or the program killed at it, with strace."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ERRORS = ("EIO", "ENOSPC", "EINTR", "EXDEV", "EACCES")
KILLED = "killed"

FAULTS = (*ERRORS, KILLED)
"""What can happen at a system call."""

CALL = re.compile(r"(?:\d+ +)?(\w+)\(")


@dataclass(frozen=True)
class Call:
    """A system call that a program makes on files that matter."""

    name: str
    number: int
    """Which of the calls of this name it is, counted from 1."""
    line: str
    """The call as strace writes it."""


@dataclass(frozen=True)
class Run:
    """A run of a program in which one call failed."""

    code: int
    """The exit code; below 0 where it was killed."""
    output: str
    errors: str
    """What it wrote to standard error."""
    is_hit: bool
    """Whether the fault was one at the files that matter."""


@cache
def why_not() -> str | None:
    """Why nothing can be made to fail here; None where it can."""
    if shutil.which("strace") is None:
        return "strace is not there (apt install strace)"
    probe = subprocess.run(
        ["strace", "-qq", "-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true"], capture_output=True, check=False
    )
    return "strace may not trace here" if probe.returncode else None


def calls_of(command: Sequence[str], environment: Mapping[str, str], folder: Path, trace: Path) -> list[Call]:
    """The calls that ``command`` makes on what is in ``folder``. Runs it once; AssertionError where it fails."""
    done = _strace(["-f", "-s", "0"], command, environment, trace)
    assert done.returncode == 0, done.stderr
    counted: Counter[str] = Counter()
    calls: list[Call] = []
    for line in trace.read_text(errors="replace").splitlines():
        found = CALL.match(line)
        if found is None:
            continue
        name = found[1]
        counted[name] += 1
        if f"{folder}/" in line and name != "execve":
            calls.append(Call(name, counted[name], line))
    return calls


def run_with(
    fault: str, call: Call, command: Sequence[str], environment: Mapping[str, str], folder: Path, trace: Path
) -> Run:
    """Run ``command`` with ``fault`` at ``call``, one that it made on ``folder`` without."""
    # A signal is not delivered to a process whose other calls are not stopped at.
    how = "signal=KILL" if fault == KILLED else f"error={fault}"
    options = ["-s", "0", "-e", f"trace={call.name}", "-e", f"inject={call.name}:{how}:when={call.number}"]
    done = _strace([*options, *(() if fault == KILLED else ("-f", "--seccomp-bpf"))], command, environment, trace)
    lines = trace.read_text(errors="replace").splitlines()
    hit = [line for line in lines if "(INJECTED)" in line or re.search(r"= \?( <unavailable>)?$", line)]
    return Run(done.returncode, done.stdout, done.stderr, any(f"{folder}/" in line for line in hit))


def _strace(
    options: Sequence[str], command: Sequence[str], environment: Mapping[str, str], trace: Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["strace", "-qq", "-y", "-o", str(trace), *options, *command],
        env=dict(environment),
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )

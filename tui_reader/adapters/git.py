"""The git program: what it knows of the person at the keyboard."""

from __future__ import annotations

from pathlib import Path

PATIENCE = 2.0
"""Seconds to wait for an answer that is only a convenience."""


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

"""How a picture can be shown here: told by what the terminal says of itself in the environment, and never by asking it.

A terminal that is asked answers among the keys; one that does not know the question shows it.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from typing import Literal, NamedTuple

Way = Literal["cells", "kitty", "sixel"]

KITTY = ("xterm-kitty", "xterm-ghostty")
"""TERM of the terminals that put kitty's graphics where placeholders stand."""

FIRST_KITTY = (0, 28)
"""The kitty that first knew placeholders; those before show them as empty boxes."""

SIXEL_TERMS = ("foot", "mlterm", "contour", "yaft")
SIXEL_PROGRAMS = ("WezTerm", "iTerm.app", "mintty", "rio")
"""TERM and TERM_PROGRAM of terminals that show sixels as they come."""

CELL = (10, 20)
"""Pixels of a cell where the terminal does not say: what those have that do not."""

PASSES = ("on", "all", "1")
"""What tmux calls it when it hands on what is wrapped for it; before 3.4 it says 1."""

PATIENCE = 4
"""Seconds for a program to say something of itself."""

SSH = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


class Ways(NamedTuple):
    """How pictures are shown."""

    usual: Way
    other: Way | None = None
    """What a key changes to."""
    in_tmux: bool = False


def ways(
    setting: str,
    has_all_colours: bool = True,
    environment: Mapping[str, str] | None = None,
    tmux: str | None = None,
    kitty: str | None = None,
) -> Ways:
    """The ways for the ``setting``: auto, cells, kitty or sixel.

    Over SSH a picture comes in half cells first: what is sharper takes many times the bytes, and is there on a key.
    ``has_all_colours``: kitty's placeholders say their picture by a colour, exactly. ``tmux`` and ``kitty`` are what
    these say of themselves, as ``ask_tmux`` and ``ask_kitty`` give it; they are asked here where None is given.
    """
    environment = os.environ if environment is None else environment
    in_tmux = bool(environment.get("TMUX"))
    if setting == "cells":
        return Ways("cells")
    best = _best(setting, environment, in_tmux, tmux)
    if best is None or (best == "kitty" and not has_all_colours):
        return Ways("cells")
    is_here = not any(environment.get(name) for name in SSH)
    if setting == "auto" and best == "kitty" and is_here and environment.get("KITTY_WINDOW_ID"):
        said = ask_kitty() if kitty is None else kitty
        if _is_old_kitty(said):
            return Ways("cells")
    if setting == "auto" and not is_here:
        return Ways("cells", best, in_tmux)
    return Ways(best, "cells", in_tmux)


def _best(setting: str, environment: Mapping[str, str], in_tmux: bool, tmux: str | None) -> Way | None:
    if in_tmux:
        # Sixels would be drawn wherever the cursor of the terminal around tmux happens to be.
        said = (ask_tmux() if tmux is None else tmux).split()
        passes = len(said) == 2 and said[1] in PASSES
        return "kitty" if passes and (setting == "kitty" or said[0] in KITTY) and setting != "sixel" else None
    if environment.get("STY"):
        return None
    if setting in ("kitty", "sixel"):
        return "kitty" if setting == "kitty" else "sixel"
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    if term in KITTY or environment.get("KITTY_WINDOW_ID") or program == "ghostty":
        return "kitty"
    speaks_sixel = (
        term.startswith(SIXEL_TERMS)
        or program in SIXEL_PROGRAMS
        or environment.get("LC_TERMINAL") == "iTerm2"
        or environment.get("KONSOLE_VERSION", "") >= "220400"
    )
    return "sixel" if speaks_sixel else None


def _is_old_kitty(said: str) -> bool:
    """Whether what kitty said of itself, ``kitty 0.26.5 created by ...``, is too old for placeholders."""
    version = re.match(r"kitty (\d+)\.(\d+)", said)
    return version is not None and (int(version[1]), int(version[2])) < FIRST_KITTY


def ask_kitty() -> str:
    """Which kitty is installed here; empty: nobody knows. Old ones take a second to say it."""
    return _said(["kitty", "--version"])


def ask_tmux() -> str:
    """The kind of the terminal around tmux, and whether tmux hands on what is wrapped for it; empty: nobody knows."""
    return _said(["tmux", "display-message", "-p", "#{client_termname} #{allow-passthrough}"])


def _said(command: list[str]) -> str:
    """What ``command`` prints; nothing where it fails or takes long."""
    import subprocess

    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True).stdout
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return ""


def cell_size() -> tuple[int, int]:
    """The pixels of a cell, in width and height, as the terminal tells the system."""
    try:
        import fcntl
        import struct
        import termios

        answer = fcntl.ioctl(sys.__stdout__ or 1, termios.TIOCGWINSZ, bytes(8))
        rows, columns, width, height = struct.unpack("HHHH", answer)
    except (ImportError, OSError, ValueError):
        return CELL
    if not (rows and columns and width >= 4 * columns and height >= 8 * rows):
        return CELL
    return width // columns, height // rows

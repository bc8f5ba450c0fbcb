"""What lies outside the terminal: the browser that opens a link, and the clipboard of the person who sits before it."""

from __future__ import annotations

import os
import shutil
import sys
from base64 import b64encode
from collections.abc import Mapping

from tui_reader.core.address import OPENED_SCHEMES

CLIPBOARD_LIMIT = 75_000
"""Bytes; terminals drop longer OSC 52 sequences."""


SCREEN_LIMIT = 500
"""Characters that GNU screen hands on to the terminal around it at once; it drops what is longer than 768."""


def opener(environment: Mapping[str, str] | None = None) -> str | None:
    """The program that opens an address on the screen before which the person sits, or None.

    Over SSH, or without a display, a browser would open where nobody sees it.
    """
    environment = os.environ if environment is None else environment
    if any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")):
        return None
    if sys.platform == "darwin":
        return shutil.which("open")
    if environment.get("WSL_DISTRO_NAME") and (program := shutil.which("wslview")):
        return program
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return shutil.which("xdg-open")
    return None


def open_link(address: str) -> bool:
    """Open ``address`` in the program that the desktop has for it. False: it may not or cannot be opened from here."""
    program = opener()
    if program is None or address.partition(":")[0].lower() not in OPENED_SCHEMES:
        return False
    import subprocess

    try:
        subprocess.Popen(
            [program, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


def clipboard_sequence(text: str, environment: Mapping[str, str] | None = None) -> str | None:
    """The sequence (OSC 52) that asks the terminal to put ``text`` on the clipboard; it works over SSH too.

    None where ``text`` is longer than terminals take.
    """
    environment = os.environ if environment is None else environment
    encoded = b64encode(text.encode("utf-8", "replace")).decode("ascii")
    if len(encoded) > CLIPBOARD_LIMIT:
        return None
    sequence = f"\x1b]52;c;{encoded}\x07"
    if environment.get("TMUX"):
        # tmux takes the sequence for itself or drops it; wrapped, it hands it on to the terminal around it.
        return sequence + f"\x1bPtmux;\x1b{sequence}\x1b\\"
    if environment.get("STY"):
        # screen hands on what is wrapped for it, a little at a time.
        pieces = (sequence[start : start + SCREEN_LIMIT] for start in range(0, len(sequence), SCREEN_LIMIT))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return sequence

"""What the terminal can and what the line to it bears, decided before Textual is imported.

Textual takes some of it from the environment when it is imported, and asks for truecolor, mouse motion and keys in full
whoever is there to answer.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui_reader.adapters.config import Settings

TRUECOLOR, MANY, SIXTEEN, EIGHT, NONE = 1 << 24, 256, 16, 8, 0
"""Colours of a terminal."""

COLOUR_SYSTEMS = {TRUECOLOR: "truecolor", MANY: "256", SIXTEEN: "standard", EIGHT: "standard", NONE: "standard"}
"""What Textual calls them. Of no colours, a filter takes care: bold and the like are sent all the same."""

CONSOLE = "linux"
"""The Linux console: sixteen colours, though its description says eight, and a font of few signs."""


MARK_OF_MOSH = "NCURSES_NO_UTF8_ACS"
"""The variable that mosh sets for the programs that it runs, and hardly anybody else; it sets none of its own."""

LEAVES_HALVES = "mlterm"
"""The terminal that, told to erase so many cells, leaves the last wide sign among them."""


class TerminalProfile(NamedTuple):
    """How the app is to treat terminal and line."""

    colours: int = TRUECOLOR
    is_slow: bool = False
    """Whether every byte counts: only the sixteen colours of the terminal are sent."""
    clicks: bool = True
    """Whether the mouse is listened to."""
    motion: bool = True
    """Whether it is followed also where no button is pressed."""
    has_few_signs: bool = False
    """Whether its font lacks most of what is neither a letter nor a line."""
    is_plain: bool = False
    """Whether a screen reader is to read it: one pane at a time, no drawn lines, what has the focus in words."""
    erases_cells: bool = True
    """Whether it can be told to erase so many cells; blanks are drawn where not."""
    joins: bool = True
    """Whether what is on the way to it counts cells of joined characters as it does; they are sent singly if not."""

    @property
    def spares_bytes(self) -> bool:
        """Whether what can be done without is not sent: on a slow line, to few colours, and where it is read out.

        A theme of the terminal's own colours suits best there.
        """
        return self.is_slow or self.is_plain or self.colours <= SIXTEEN


def is_plain(app: object) -> bool:
    """Whether a screen reader reads what ``app`` shows."""
    return _profile(app).is_plain


def is_slow(app: object) -> bool:
    """Whether every byte counts on the line that ``app`` is shown over."""
    return _profile(app).is_slow


def spares_bytes(app: object) -> bool:
    """Whether what can be done without is not sent to the terminal that shows ``app``."""
    return _profile(app).spares_bytes


def _profile(app: object) -> TerminalProfile:
    """The profile of ``app``; the usual one, where it is not of this program."""
    profile = getattr(app, "profile", None)
    return profile if isinstance(profile, TerminalProfile) else TerminalProfile()


def profile_of(
    environment: Mapping[str, str],
    settings: Settings,
    line: str | None = None,
    no_mouse: bool = False,
    is_plain: bool = False,
) -> TerminalProfile:
    """The profile for the variables of the environment. ``line`` (auto, local, ssh) goes before the settings."""
    wanted = line or settings.profile
    is_slow = wanted == "ssh" or (wanted == "auto" and bool(environment.get("SSH_CONNECTION")))
    clicks = settings.mouse != "off" and not no_mouse
    return TerminalProfile(
        colours=colours_of(environment),
        is_slow=is_slow,
        clicks=clicks,
        motion=clicks and not is_slow,
        has_few_signs=environment.get("TERM") == CONSOLE,
        is_plain=is_plain or settings.plain == "on",
        erases_cells=not environment.get("TERM", "").startswith(LEAVES_HALVES),
        joins=not (environment.get("STY") or environment.get(MARK_OF_MOSH)),
    )


def colours_of(environment: Mapping[str, str]) -> int:
    """How many colours the terminal has that the environment describes."""
    if environment.get("NO_COLOR"):
        return NONE
    # GNU screen hands the variable on, and takes the parts of such a colour for colours and signs of their own.
    if not environment.get("STY") and environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return TRUECOLOR
    name = environment.get("TERM", "").strip().lower()
    if name.endswith(("-256color", "kitty", "ghostty", "alacritty", "foot", "wezterm")):
        return MANY
    if name.endswith(("-direct", "-truecolor")):
        return TRUECOLOR
    if name == CONSOLE or name.endswith("-16color"):
        return SIXTEEN
    return _described(name)


def _described(name: str) -> int:
    """The colours that the system's description of the terminal ``name`` tells of; eight where there is none."""
    with suppress(ImportError):
        import curses

        try:
            curses.setupterm(name, os.open(os.devnull, os.O_WRONLY))
        except (curses.error, OSError):
            return EIGHT
        number = curses.tigetnum("colors")
        return next((known for known in (MANY, SIXTEEN, EIGHT) if number >= known), NONE)
    return EIGHT


def prepare(profile: TerminalProfile) -> None:
    """Tell Textual, which is not imported yet, by the environment; what somebody set there stays."""
    os.environ.setdefault("TEXTUAL_COLOR_SYSTEM", COLOUR_SYSTEMS[profile.colours])

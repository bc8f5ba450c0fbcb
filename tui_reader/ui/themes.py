"""The program's own colours: text on a calm ground, one accent, and colours for what went wrong; and a person's own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

from tui_reader.core.message import N_, ReadTuiError
from tui_reader.ui.terminal_profile import CONSOLE

if TYPE_CHECKING:
    from tui_reader.adapters.config import SettingsFile
    from tui_reader.ui.terminal_profile import TerminalProfile

DARK = Theme(
    name="readtui-dark",
    primary="#6fb3c8",
    accent="#6fb3c8",
    foreground="#d6d9de",
    background="#15181c",
    surface="#1c2127",
    panel="#262c34",
    success="#8fbf7f",
    warning="#e0b15a",
    error="#e5786d",
    dark=True,
    variables={"faint": "#7d8590", "rule": "#3a424c", "cursor": "#252d36", "match": "#5a4a1e"},
)

LIGHT = Theme(
    name="readtui-light",
    primary="#0b6e8a",
    accent="#0b6e8a",
    foreground="#24292f",
    background="#fbfbf9",
    surface="#f1f1ee",
    panel="#e6e6e2",
    success="#3f7d2c",
    warning="#8f6000",
    error="#b3362b",
    dark=False,
    variables={"faint": "#6b7280", "rule": "#c9ccd1", "cursor": "#e3edf1", "match": "#ffe9a8"},
)

# Blue, yellow and orange differ for all eyes, and also in how light they are; green beside red does not.
COLOUR_BLIND_DARK = Theme(
    name="readtui-colour-blind-dark",
    primary="#7fb8ea",
    accent="#7fb8ea",
    foreground="#dcdee2",
    background="#14161a",
    surface="#1b1f25",
    panel="#262b33",
    success="#56b4e9",
    warning="#f0e442",
    error="#ee8433",
    dark=True,
    variables={"faint": "#8b919b", "rule": "#3d444e", "cursor": "#25303d", "match": "#4d4a12"},
)

COLOUR_BLIND_LIGHT = Theme(
    name="readtui-colour-blind-light",
    primary="#005a9c",
    accent="#005a9c",
    foreground="#1f2328",
    background="#fcfcfa",
    surface="#f2f2ef",
    panel="#e5e5e2",
    success="#0072b2",
    warning="#7a6a00",
    error="#a63c00",
    dark=False,
    variables={"faint": "#5f6670", "rule": "#c6c9ce", "cursor": "#dfeaf5", "match": "#f5ec9c"},
)

TERMINAL_DARK = Theme(
    name="readtui-terminal-dark",
    primary="ansi_cyan",
    secondary="ansi_cyan",
    accent="ansi_cyan",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    dark=True,
    ansi=True,
    variables=BUILTIN_THEMES["ansi-dark"].variables
    | {
        "faint": "ansi_bright_black",
        "rule": "ansi_bright_black",
        "cursor": "ansi_default",
        "match": "ansi_default",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_cyan",
        "input-cursor-background": "ansi_cyan",
        "input-cursor-foreground": "ansi_black",
        "input-cursor-text-style": "none",
        "input-selection-background": "ansi_blue",
        "input-selection-foreground": "ansi_white",
    },
)
"""The terminal's own colours on a dark ground: few bytes, and what a person chose for all programs."""

# Of the eight colours, magenta and red alone can be read on black and on white: green, yellow and cyan are lost on
# white, blue on black (contrasts of about 2, where these have 3.5 and more).
TERMINAL = replace(
    TERMINAL_DARK,
    name="readtui-terminal",
    primary="ansi_magenta",
    secondary="ansi_magenta",
    accent="ansi_magenta",
    success="ansi_default",
    warning="ansi_red",
    variables=TERMINAL_DARK.variables
    | {"block-cursor-background": "ansi_magenta", "input-cursor-background": "ansi_magenta"},
)
"""The same where the ground may be light or dark."""

THEMES = {theme.name: theme for theme in (DARK, LIGHT, COLOUR_BLIND_DARK, COLOUR_BLIND_LIGHT, TERMINAL, TERMINAL_DARK)}
"""The program's own themes by their names."""

OWN = "own"
"""The name of the theme that a person's settings describe."""

PARTS = {"text": "foreground", "ground": "background", "bar": "surface", "panel": "panel", "accent": "accent"}
PARTS |= {"success": "success", "warning": "warning", "error": "error"}
"""What the settings call the colours of a theme, and what Textual calls them."""

VARIABLES = ("faint", "rule", "cursor", "match")
"""Those that Textual does not know; the settings call them the same."""


class ThemeError(ReadTuiError):
    """The settings name a theme or a colour that there is not."""


def is_light(environment: Mapping[str, str]) -> bool | None:
    """Whether the terminal's ground is light, where ``environment`` tells of it (``COLORFGBG``); else None."""
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    if ground.isdecimal():
        return ground in ("7", "15")
    return False if environment.get("TERM") == CONSOLE else None


def preferred_theme(environment: Mapping[str, str] | None = None) -> Theme:
    """The theme for the terminal's ground, where that is known; the dark one otherwise."""
    return LIGHT if is_light(os.environ if environment is None else environment) else DARK


def terminal_theme(environment: Mapping[str, str] | None = None) -> Theme:
    """The theme of the terminal's own colours for its ground."""
    return TERMINAL_DARK if is_light(os.environ if environment is None else environment) is False else TERMINAL


def suitable_theme(profile: TerminalProfile) -> Theme:
    """The theme where nobody chose one."""
    return terminal_theme() if profile.spares_bytes else preferred_theme()


def own_theme(file: SettingsFile) -> Theme | None:
    """The theme that ``colours:`` in the settings describes, over the suitable one; None without.

    Colours are ``#rrggbb`` or the sixteen of the terminal (``red``, ``bright-blue``, ``default``).
    Raises ``ThemeError``.
    """
    colours = {part: _colour(file, part, written) for part, written in file.settings.colours.items()}
    if not colours:
        return None
    is_ansi = any(colour.startswith("ansi_") for colour in colours.values())
    ground = colours.get("ground", "")
    is_dark = is_ansi or not ground or Color.parse(ground).brightness < 0.5
    base = terminal_theme() if is_ansi else DARK if is_dark else LIGHT
    values = {known: colours.get(part, getattr(base, known)) for part, known in PARTS.items()}
    variables = base.variables | {part: colours[part] for part in VARIABLES if part in colours}
    return Theme(
        name=OWN,
        primary=values["accent"],
        secondary=values["accent"],
        boost=base.boost,
        dark=is_dark,
        ansi=is_ansi,
        variables=variables,
        **values,
    )


def _colour(file: SettingsFile, part: str, written: str) -> str:
    """``written`` as Textual spells it."""
    words = written.strip().lower().replace("-", "_").replace(" ", "_")
    try:
        if words.startswith("#"):
            return Color.parse(words).hex6
        Color.parse(f"ansi_{words}")
    except ColorParseError:
        pattern = N_('{path}:{line}: "{colour}" is no colour; write #rrggbb, or a name such as red or bright-blue')
        line = file.lines.get(f"colours: {part}", 0)
        raise ThemeError(pattern, path=file.path or "", line=line, colour=written) from None
    return f"ansi_{words}"


def unknown_theme(file: SettingsFile, names: Iterable[str]) -> ThemeError:
    """That the settings name a theme that is none of ``names``."""
    from difflib import get_close_matches

    known, wanted = list(names), file.settings.theme
    near = get_close_matches(wanted, known, 3, 0.4) or [name for name in known if name.startswith("readtui-")]
    pattern = N_('{path}:{line}: there is no theme "{theme}"; there are, among others, {near}')
    line = file.lines.get("theme", 0)
    return ThemeError(pattern, path=file.path or "", line=line, theme=wanted, near=", ".join(near))


def css_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """``variables`` of a theme, with those that the program's styles use and another's theme may lack."""
    if "faint" in variables:
        return dict(variables)
    ground, text = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    if text.ansi is not None:
        faint, rule, match = "ansi_bright_black", "ansi_bright_black", "ansi_default"
    else:
        faint, rule = ground.blend(text, 0.6).hex, ground.blend(text, 0.3).hex
        match = ground.blend(Color.parse(variables["warning"]), 0.35).hex
    return {**variables, "faint": faint, "rule": rule, "cursor": variables["panel"], "match": match}

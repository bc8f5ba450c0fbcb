"""The program's own colours: text on a calm ground, one accent, and colours for what went wrong."""

from __future__ import annotations

import os
from collections.abc import Mapping

from textual.color import Color
from textual.theme import Theme

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


def preferred_theme(environment: Mapping[str, str] | None = None) -> Theme:
    """The theme for the terminal's ground, where the terminal tells of it (``COLORFGBG``); the dark one otherwise."""
    ground = (os.environ if environment is None else environment).get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if ground in ("7", "15") else DARK


def themes() -> dict[str, Theme]:
    """The program's own themes by their names."""
    return {theme.name: theme for theme in (DARK, LIGHT)}


def css_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """``variables`` of a theme, with those that the program's styles use and another's theme may lack."""
    if "faint" in variables:
        return dict(variables)
    ground, text = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    if text.ansi is not None:
        faint, rule, match = "ansi_bright_black", "ansi_bright_black", "ansi_yellow"
    else:
        faint, rule = ground.blend(text, 0.6).hex, ground.blend(text, 0.3).hex
        match = ground.blend(Color.parse(variables["warning"]), 0.35).hex
    return {**variables, "faint": faint, "rule": rule, "cursor": variables["panel"], "match": match}

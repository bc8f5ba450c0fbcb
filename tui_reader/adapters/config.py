"""The settings of the person at the keyboard: where they are, and what they may hold.

A setting more is a field of ``Settings``: its metadata say what it is for and what it may be, and reading it, the
schema, ``readtui config`` and the documentation follow from that.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from tui_reader.adapters.user_folders import settings_folder
from tui_reader.core.message import N_, message

if TYPE_CHECKING:
    from tui_reader.adapters.yaml_file import Value

FILE_NAME = "settings.yaml"

EXAMPLE = "language: en"
"""A line of the file."""

SWITCH = ("on", "off")
"""What a setting that is on or off may be."""

COLOURED = (
    "text",
    "ground",
    "bar",
    "panel",
    "accent",
    "faint",
    "rule",
    "cursor",
    "match",
    "success",
    "warning",
    "error",
)
"""What has a colour that somebody may set."""


def _setting(  # a field, of whatever type stands before it
    usual: str, what: str, choices: tuple[str, ...] = (), example: str = "", is_number: bool = False
) -> Any:  # noqa: ANN401
    """A setting: one of ``choices`` or, without any, a text or a number's digits, empty where none is set.

    ``what`` says what it is for, in English, marked for translation; ``example`` is a value for the documentation.
    """
    metadata = {"what": what, "choices": choices, "example": example or usual, "number": is_number}
    return field(default=usual, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has set, and what holds where nothing was. In the file ``_`` is written ``-``."""

    language: str = _setting(
        "auto",
        N_("the language of the program; auto: the one of the environment"),
        choices=("auto", "en", "zh_CN"),
        example="zh_CN",
    )
    reader: str = _setting(
        "", N_("your name in the logs; without it the last one used, or git's user.name"), example="Elena Park"
    )
    keys: str = _setting(
        "vim",
        N_("the keys: vim (letters), emacs (Ctrl and Alt), or arrows (no letters: arrows and function keys)"),
        choices=("vim", "emacs", "arrows"),
    )
    bindings: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "what": N_("keys of your own, by the names that readtui config --keys lists"),
            "choices": (),
            "example": {"entry.new": "a, insert"},
        },
    )
    figure_pixels: str = _setting(
        "",
        N_("width in pixels to which a larger figure is made smaller when it is taken in; needs Pillow"),
        example="1600",
        is_number=True,
    )
    pictures: str = _setting(
        "auto",
        N_(
            "how a figure is shown on its key: auto (graphics where the terminal says that it has them, but half cells"
            " over SSH), cells, off, or the graphics of a terminal that does not say: kitty or sixel; needs Pillow"
        ),
        choices=("auto", "cells", "off", "kitty", "sixel"),
        example="cells",
    )
    lookup: str = _setting(
        "on",
        N_("whether papers are looked up on the web: title, venue, year and link from an arXiv id, a DOI or a title"),
        choices=SWITCH,
    )
    contact: str = _setting(
        "", N_("your mail address, told to the services that are asked, as they wish"), example="elena@example.org"
    )
    servers: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "what": N_("other addresses of the services that are asked, such as a mirror"),
            "choices": ("zotero", "arxiv", "datacite", "crossref", "semanticscholar"),
            "example": {"arxiv": "https://mirror.example.org"},
        },
    )
    theme: str = _setting("", N_("the colours of the app; without it those that suit the terminal"))
    pinyin: str = _setting(
        "auto",
        N_("whether Latin letters also find Chinese that sounds so: hym finds 韩一鸣; auto: where there is any"),
        choices=("auto", "off"),
        example="off",
    )
    colours: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "what": N_("colours of your own: #rrggbb, or those of the terminal by name, such as red and bright-blue"),
            "choices": COLOURED,
            "example": {"accent": "#6fb3c8"},
        },
    )
    profile: str = _setting(
        "auto",
        N_("the line to the terminal: ssh sends less; auto: ssh where there is one"),
        choices=("auto", "local", "ssh"),
        example="ssh",
    )
    mouse: str = _setting("on", N_("whether the mouse is listened to; off: it is the terminal's"), choices=SWITCH)
    plain: str = _setting(
        "off",
        N_("for screen readers: one pane at a time, no lines and pictures, the first line says what has the focus"),
        choices=SWITCH,
        example="on",
    )


class SettingsFile(NamedTuple):
    """What a person has set, and where."""

    path: str | None
    """Of the file, whether it is there or not; None where there is no place for one."""
    settings: Settings = Settings()
    lines: Mapping[str, int] = MappingProxyType({})
    """The line of each setting that the file holds, by its name there; of a key, by ``bindings: NAME``."""


def settings_by_name() -> dict[str, Field[Any]]:
    """The fields of ``Settings`` by the names under which they stand in the file."""
    return {setting.name.replace("_", "-"): setting for setting in fields(Settings)}


def load_settings() -> Settings:
    """The settings of ``settings.yaml``, and the usual ones where it has none. Raises ``SettingsError``."""
    return load_settings_file().settings


def load_settings_file() -> SettingsFile:
    """The settings of ``settings.yaml`` with the lines in which they stand. Raises ``SettingsError``."""
    folder = settings_folder()
    if folder is None:
        return SettingsFile(None)
    path = os.path.join(folder, FILE_NAME)
    try:
        os.lstat(path)
    except FileNotFoundError:
        return SettingsFile(path)
    except OSError:
        pass  # reading it says what is the matter
    from tui_reader.adapters.yaml_file import read_yaml

    what_to_do = message(N_("mend its rights, or set READTUI_CONFIG_DIR"))
    return settings_in(path, read_yaml(path, what_to_do, EXAMPLE))


def settings_in(path: str, file: Value | None) -> SettingsFile:
    """The settings that ``file``, read at ``path``, holds; the usual ones for None. Raises ``SettingsError``."""
    if file is None:
        return SettingsFile(path)
    known = settings_by_name()
    values = file.settings(known)
    lines = {name: value.line for name, value in values.items() if not value.is_nothing}
    read: dict[str, Any] = {}
    for name, value in values.items():
        setting = known[name]
        if isinstance(setting.metadata["example"], dict):
            choices = setting.metadata["choices"]
            pairs = value.settings(choices) if choices else value.pairs()
            read[setting.name] = MappingProxyType({word: _words(said) for word, said in pairs.items()})
            lines |= {f"{name}: {word}": said.line for word, said in pairs.items()}
        elif text := _read(value, setting.metadata["choices"], setting.metadata.get("number", False)):
            read[setting.name] = text
    return SettingsFile(path, Settings(**read), lines)


def _words(value: Value) -> str:
    """A text, or those of a list with commas between them; empty: none."""
    from tui_reader.adapters.yaml_file import LIST

    if value.node.tag == LIST:
        return ",".join(item.written or item.text() for item in value.items())
    return value.written or value.text()


def _read(value: Value, choices: tuple[str, ...], is_number: bool) -> str:
    """The text that a setting is set to; empty for nothing."""
    if is_number and not value.is_nothing:
        return str(value.number())
    if value.is_nothing or not choices:
        return value.text()
    if choices == SWITCH and (value.written or "").lower() in ("yes", "true"):
        return "on"  # to YAML these are the same
    return value.one_of(choices)

"""Which keys are bound to what: the sets there are, what a person changed, and where two would clash.

A binding is known by its id. Which bindings are on the screen together is worked out here, for the list of
keys and the search for clashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from string import punctuation
from types import MappingProxyType
from typing import NamedTuple

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys
from textual.screen import Screen

from tui_reader.adapters.config import Settings, SettingsFile
from tui_reader.adapters.language import _
from tui_reader.core.message import N_, ReadTuiError
from tui_reader.ui.key_bar import NO_KEY

Keymap = Mapping[str, str]
"""Keys with commas between them, by the id of a binding; of those that have other keys than they were declared with."""

EMACS: Keymap = MappingProxyType(
    {
        "back": "ctrl+g,escape",
        "find": "ctrl+s,slash",
        "palette": "alt+x",
        "undo": "ctrl+underscore,u",
        "list.down": "ctrl+n,down,j",
        "list.up": "ctrl+p,up,k",
        "list.page_down": "ctrl+v,pagedown",
        "list.page_up": "alt+v,pageup",
        "list.first": "alt+less_than_sign,home,g",
        "list.last": "alt+greater_than_sign,end,G",
        "reading.down": "ctrl+n,down,j",
        "reading.up": "ctrl+p,up,k",
        "reading.page_down": "ctrl+v,pagedown,space",
        "reading.page_up": "alt+v,pageup",
        "reading.first": "alt+less_than_sign,home,g",
        "reading.last": "alt+greater_than_sign,end,G",
        "search.clear": "ctrl+g,escape",
        "form.save": "ctrl+s,alt+s",
        "form.back": "ctrl+g,escape",
        "form.figure": "alt+g",
    }
)
"""For hands that know Emacs. Letters that command stay: they type nothing in a list."""

ARROWS: Keymap = MappingProxyType(
    {
        "help": "f1",
        "entry.edit": "f2",
        "find": "f3,ctrl+f",
        "entry.open": "f4",
        "entry.figure": "shift+f4",
        "reload": "f5",
        "sections": "f6",
        "problems": "f7",
        "board": "f8",
        "arrange": "shift+f1",
        "settings": "shift+f2",
        "searches": "shift+f3",
        "trends": "shift+f8",
        "digest": "shift+f9",
        "entry.no_reading": "shift+insert",
        "sync": "f9",
        "quit": "f10",
        "entry.new": "insert,ctrl+n",
        "entry.delete": "delete",
        "entry.copy": "ctrl+c",
        "undo": "ctrl+z",
        "redo": "ctrl+y",
        "list.down": "down",
        "list.up": "up",
        "list.page_down": "pagedown",
        "list.page_up": "pageup",
        "list.first": "home",
        "list.last": "end",
        "reading.down": "down",
        "reading.up": "up",
        "reading.page_down": "pagedown,space",
        "reading.page_up": "pageup",
        "reading.first": "home",
        "reading.last": "end",
    }
)
"""For whoever wants no letter to do anything on the main screen. What has no key here is in the command palette."""

SETS: Mapping[str, Keymap] = MappingProxyType({"vim": {}, "emacs": EMACS, "arrows": ARROWS})
"""The sets of keys, by the names that they have in the settings."""

TYPED = ("form.", "search.")
"""How the ids of bindings begin that work while somebody types: a letter would be typed."""

MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})

NAMED = frozenset(key.value.rpartition("+")[2] for key in Keys)
"""The names of keys that type nothing."""

SIGNS = {
    binding.key: sign for sign in punctuation if sign != "," for binding in Binding.make_bindings([(sign, "", "")])
}
"""The signs that are neither letters nor numbers, by the names that Textual has for their keys."""

MAIN_PANES = ("entry_list.EntryList", "section_list.SectionList", "entry_view.EntryView")
"""What has the focus on the main screen."""

PACKAGE = "tui_reader.ui"


class Bound(NamedTuple):
    """A binding as it is declared."""

    id: str
    keys: tuple[str, ...]
    words: str
    """What it does, in English; empty where help says nothing of it."""


def keymap_of(settings: Settings) -> dict[str, str]:
    """The keys that ``settings`` give to bindings, where they are others than the declared ones."""
    keymap = dict(SETS[settings.keys])
    if settings.keys == "arrows":
        keymap = {**_without_letters(), **keymap}
    known = {bound.id for bound in _all_bound()} if settings.bindings else set()
    for binding, keys in settings.bindings.items():
        if binding in known:
            good = [key for key in _split(keys) if is_key(key)]
            if good or not keys:
                keymap[binding] = ",".join(good) or NO_KEY + binding
    return keymap


def mistakes_of(file: SettingsFile) -> list[ReadTuiError]:
    """What cannot be done of the keys that somebody set, and where two keys clash."""
    known = {bound.id for bound in _all_bound()}
    mistakes: list[ReadTuiError] = []
    for binding, keys in file.settings.bindings.items():
        place = {"path": file.path, "line": file.lines.get(f"bindings: {binding}", 1), "binding": binding}
        if binding not in known:
            close = get_close_matches(binding, known, 1)
            pattern = N_('{path}:{line}: there is no binding "{binding}"; did you mean "{close}"?')
            if not close:
                pattern = N_('{path}:{line}: there is no binding "{binding}"; readtui config --keys lists them')
            mistakes.append(ReadTuiError(pattern, **place, close=close[0] if close else ""))
            continue
        for key in _split(keys):
            if not is_key(key):
                pattern = N_('{path}:{line}: there is no key "{key}"; write it as in ctrl+s, f5, pagedown or a')
                mistakes.append(ReadTuiError(pattern, **place, key=key))
            elif binding.startswith(TYPED) and _types(key):
                pattern = N_('{path}:{line}: "{key}" types a letter there; {binding} wants Ctrl, Alt or a function key')
                mistakes.append(ReadTuiError(pattern, **place, key=key))
    for key, first, second in clashes(keymap_of(file.settings)):
        pattern = N_('{path}: the key "{key}" is bound to both {first} and {second}; give one of them another')
        mistakes.append(ReadTuiError(pattern, path=file.path, key=key, first=first, second=second))
    return mistakes


def clashes(keymap: Keymap) -> list[tuple[str, str, str]]:
    """Keys that mean two things on one screen by ``keymap`` though they do not without it, with the two ids."""
    found: dict[tuple[str, str, str], None] = {}
    for group in _together():
        usual = set(_doubles(group, {}))
        found |= {double: None for double in _doubles(group, keymap) if double not in usual}
    return list(found)


def key_rows(keymap: Keymap) -> list[tuple[str, str, str]]:
    """Each binding that has words, as id, keys, and what it does in the user's language; by their ids."""
    rows: dict[str, tuple[str, str, str]] = {}
    for bound in _all_bound():
        if bound.words:
            keys = " ".join(SIGNS.get(key, key) for key in keys_of(bound.id, bound.keys, keymap))
            rows.setdefault(bound.id, (bound.id, keys or "-", _(bound.words)))
    return sorted(rows.values())


def keys_of(binding: str, declared: Sequence[str], keymap: Keymap) -> list[str]:
    """The keys of the binding with this id that is ``declared`` with some; none: it has none."""
    return [key for key in (_split(keymap[binding]) if binding in keymap else declared) if not key.startswith(NO_KEY)]


def is_key(key: str) -> bool:
    """Whether there can be such a key: a sign, or a name that Textual knows, behind ``ctrl+`` and the like."""
    *modifiers, name = key.split("+")
    return set(modifiers) <= MODIFIERS and (_types(name) or name in NAMED)


def _types(key: str) -> bool:
    """Whether ``key``, as Textual calls it, types a sign in a field; the space bar aside."""
    return len(key) == 1 or key in SIGNS


def _split(keys: str) -> list[str]:
    """The keys of a text, as Textual calls them. Raises nothing: what is no key is left as it is."""
    if not keys.strip(" ,"):
        return ["comma"] if "," in keys else []
    return [binding.key for binding in Binding.make_bindings([Binding(keys.strip(" ,"), "", "")])]


def _without_letters() -> dict[str, str]:
    """The bindings of the main screen without the letters that they are declared with."""
    keymap = {}
    main_screen, panes = _class("log_screen.LogScreen"), map(_class, MAIN_PANES)
    for bound in _bound(main_screen, *panes):
        others = [key for key in bound.keys if not _types(key)]
        if len(others) < len(bound.keys):
            keymap[bound.id] = ",".join(others) or NO_KEY + bound.id
    return keymap


def _doubles(nodes: Sequence[type[DOMNode]], keymap: Keymap) -> Iterator[tuple[str, str, str]]:
    """Keys that two bindings of ``nodes`` share, which are on the screen together, with the two ids."""
    first: dict[str, str] = {}
    for bound in _bound(*nodes):
        for key in keys_of(bound.id, bound.keys, keymap):
            if first.setdefault(key, bound.id) != bound.id:
                yield key, first[key], bound.id


def _bound(*nodes: type[DOMNode]) -> list[Bound]:
    """What is bound by the classes ``nodes`` and what they are made of: each id once, with all its keys."""
    keys: dict[str, list[Binding]] = {}
    for node in nodes:
        for base in node.__mro__:
            for binding in Binding.make_bindings(base.__dict__.get("BINDINGS", ())):
                if binding.id and base.__module__.startswith(PACKAGE):
                    keys.setdefault(binding.id, []).append(binding)
    # The last of several is the usual one: what is only possible now and then stands before it.
    return [
        Bound(
            name,
            tuple(dict.fromkeys(binding.key for binding in bindings)),
            bindings[-1].tooltip or bindings[-1].description,
        )
        for name, bindings in keys.items()
    ]


@cache
def _all_bound() -> list[Bound]:
    """What is bound anywhere in the program."""
    return _bound(*(node for group in _together() for node in group))


@cache
def _together() -> list[tuple[type[DOMNode], ...]]:
    """The classes whose bindings work together: each screen with what it shows, and the app."""
    app, main_screen = _class("quiet_app.QuietApp"), _class("log_screen.LogScreen")
    groups: list[tuple[type[DOMNode], ...]] = [(_class(pane), main_screen, app) for pane in MAIN_PANES]
    moving = (_class("row_list.RowList"), _class("text_pane.TextPane"))
    for module in iter_modules(import_module(PACKAGE).__path__):
        for node in vars(import_module(f"{PACKAGE}.{module.name}")).values():
            if not (isinstance(node, type) and issubclass(node, DOMNode)) or "BINDINGS" not in node.__dict__:
                continue
            if node.__module__ != f"{PACKAGE}.{module.name}" or node is main_screen:
                continue
            is_list_screen = issubclass(node, Screen) and any(_is_way_back(own) for own in _own(node))
            groups += [(node, pane, app) for pane in moving] if is_list_screen else [(node, app)]
    return groups


def _is_way_back(binding: Binding) -> bool:
    """Whether ``binding`` leads from a screen on which nobody types back to the one before."""
    name = binding.id or ""
    return name.endswith(".back") and not name.startswith(TYPED)


def _own(node: type[DOMNode]) -> Iterable[Binding]:
    return Binding.make_bindings(node.__dict__["BINDINGS"])


def _class(name: str) -> type[DOMNode]:
    module, _, class_name = name.rpartition(".")
    node = getattr(import_module(f"{PACKAGE}.{module}"), class_name)
    assert isinstance(node, type)
    assert issubclass(node, DOMNode)
    return node

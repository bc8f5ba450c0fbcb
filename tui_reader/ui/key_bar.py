"""The line at the bottom: the keys that work now, or what there is to say until the next key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip

from tui_reader.adapters.language import _
from tui_reader.core.visible import visible
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.terminal_profile import is_plain
from tui_reader.ui.wrap import fit, line_spans

KEY_SIGNS = {
    "enter": "↵",
    "escape": "Esc",
    "tab": "Tab",
    "space": "␣",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}
"""How keys are shown that Textual would spell out."""

KEY_WORDS = {"up": "Up", "down": "Down", "left": "Left", "right": "Right", "enter": "Enter", "space": "Space"}
"""What is said of keys to those who are read to, where a sign would be read as its name."""

NO_KEY = "no_key_"
"""Stands, with the id behind it, for the key of a binding that somebody left without one: no terminal sends it."""

HELP = "help"
"""The id of the binding that stands at the right end."""

WAYS_BACK = frozenset(
    f"{screen}.back"
    for screen in "board conflict digest figure history problem setting template trends welcome".split()
)
"""Ids of the bindings that always have their place before it: of each screen one."""

NOTICE_LINES = 3
"""How far the bar grows for a notice."""


class KeyBar(DrawnWidget):
    """The keys of whatever has the focus, most important first, as many as fit on the line. A click presses the key."""

    ALLOW_SELECT = False

    LOOKS: ClassVar[Mapping[str, str]] = {
        "error": "$error",
        "key": "$accent",
        "notice": "$foreground",
        "warning": "$warning",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys: list[tuple[str, str, str]] = []
        """Key, its sign, and what it does."""
        self._lasting = 1
        """How many of them, at the end, always have their place."""
        self._is_to_look = False
        """Whether they may be others by now."""
        self._notice = ""
        self._severity = ""
        self._most_lines = NOTICE_LINES
        self._height = 1
        self.is_lent = False
        """Whether somebody says on it what belongs to what is typed, and takes that back with the next letter.

        Cleared before, it would be painted by itself, and all that the letter changes a frame later.
        """
        self._draw_line: Callable[[int, Callable[[str], Style]], Strip] | None = None

    def on_mount(self) -> None:
        if is_plain(self.app):
            from tui_reader.ui.focus_line import FocusLine

            self.screen.mount(FocusLine(), before=0)
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_may_differ, immediate=True)
        self.bindings_updated(self.screen)

    def _bindings_may_differ(self, screen: Screen[object]) -> None:
        """Look soon, and once, at what is told several times when the focus moves."""
        if not self._is_to_look:
            self._is_to_look = True
            self.call_next(self.bindings_updated, screen)

    def bindings_updated(self, screen: Screen[object]) -> None:
        """Show the keys that ``screen`` answers to now."""
        self._is_to_look = False
        if isinstance(screen, QuietScreen):
            bindings = screen.working_bindings()
        else:
            bindings = [active.binding for active in screen.active_bindings.values() if active.enabled]
        if screen.focused is not None and screen.focused.check_consume_key("a", "a"):
            bindings = [binding for binding in bindings if not types(binding.key)]
        keys = shown_keys(bindings, is_plain(self.app))
        if keys != self._keys:
            self._keys = keys
            self._lasting = len({binding.id for binding in bindings if binding.show} & {HELP, *WAYS_BACK})
            self.refresh()

    @property
    def notice(self) -> str:
        """What stands in place of the keys; empty where the keys are shown."""
        return self._notice

    def show_notice(self, text: str, severity: str = "information", most_lines: int = NOTICE_LINES) -> None:
        """Say ``text`` in place of the keys, until ``clear_notice``. ``severity``: information, warning or error.

        What ``most_lines`` do not hold is left out: where the screen is not to move while somebody types, that is one.
        A line that ``show_line`` was asked for gives way.
        """
        self._draw_line = None
        self._notice, self._severity, self._most_lines = text, severity, most_lines
        self._fit_height()

    def key_pressed(self) -> None:
        """Show the keys again, unless the bar is lent."""
        if not self.is_lent:
            self.clear_notice()

    def clear_notice(self) -> None:
        """Show the keys again."""
        if self._notice:
            self._notice = ""
            self._fit_height()

    def show_line(self, draw: Callable[[int, Callable[[str], Style]], Strip] | None) -> None:
        """Show what ``draw`` makes of a width and the styles of parts, in place of keys and notice; None: no more."""
        if draw is None and self._draw_line is None:
            return
        self._draw_line = draw
        self._fit_height()

    @property
    def shows_line(self) -> bool:
        """Whether what stands there is what ``show_line`` was asked for."""
        return self._draw_line is not None

    def _fit_height(self) -> None:
        most = 1 if self._draw_line is not None else self._most_lines
        height = max(1, min(most, len(self._notice_lines())))
        if height != self._height:
            self._height = height
            self.styles.height = height  # lays the screen out anew
        self.refresh()

    def _notice_lines(self) -> list[str]:
        text = visible(self._notice)
        # What is said before the bar has a place is said on the whole width.
        width = self.size.width or self.app.size.width
        return [text[start:end] for start, end in line_spans(text, width - 2)] if text else []

    def on_resize(self) -> None:
        self._fit_height()

    def render_line(self, y: int) -> Strip:
        """The line at ``y``."""
        width = self.size.width
        if self._draw_line is not None:
            return self._draw_line(width, self.part_style)
        if not self._notice:
            return self._keys_line(width)
        part = self._severity if self._severity in ("warning", "error") else "notice"
        style = self.part_style(part)
        lines = self._notice_lines()
        text = lines[y] if y < len(lines) else ""
        if y + 1 == self._most_lines < len(lines):
            text = fit(f"{text} …", width - 2)
        return Strip([Segment(f" {text}", style)]).adjust_cell_length(width, style)

    def _keys_line(self, width: int) -> Strip:
        key_style = self.part_style("key")
        words_style = self.part_style("words")
        segments: list[Segment] = []
        for _key, sign, words in fitting(self._keys, width, self._lasting):
            segments += (Segment(f" {sign}", key_style), Segment(f" {words} ", words_style))
        return Strip(segments).adjust_cell_length(width, words_style)

    def on_click(self, event: events.Click) -> None:
        """Press the key that is shown there."""
        if self._notice or self._draw_line is not None:
            return
        end = 0
        for shown in fitting(self._keys, self.size.width, self._lasting):
            end += _cells(shown)
            if event.x < end:
                self.app.simulate_key(shown[0])
                return


@lru_cache(500)
def key_sign(key: str, in_words: bool = False) -> str:
    """How ``key`` (Textual's name of it) is shown: ``/``, ``^S``, ``↵``; empty where it stands for none.

    ``in_words`` for those who are read to: ``Ctrl+S``, ``Enter``.
    """
    from textual.keys import format_key

    if key.startswith(NO_KEY):
        return ""
    *modifiers, name = key.split("+")
    sign = (KEY_WORDS.get(name) if in_words else None) or KEY_SIGNS.get(name) or format_key(name)
    if sign[:1] == "f" and sign[1:].isdecimal():
        sign = sign.upper()
    if in_words and modifiers:
        sign = sign.upper() if len(sign) == 1 else sign
    elif modifiers == ["ctrl"]:
        return f"^{sign.upper()}"
    return "+".join([*(modifier.capitalize() for modifier in modifiers), sign])


def shown_keys(bindings: Iterable[Binding], in_words: bool = False) -> list[tuple[str, str, str]]:
    """Key, sign and translated words of those ``bindings`` that are shown: one key for an action.

    The way back comes last but for help.

    ``in_words``: as ``key_sign`` has it.
    """
    first_keys: dict[str, Binding] = {}
    for binding in bindings:
        if binding.show and binding.description and not binding.key.startswith(NO_KEY):
            first_keys.setdefault(binding.action, binding)
    ranked = sorted(first_keys.values(), key=lambda binding: (binding.id == HELP, binding.id in WAYS_BACK))
    return [
        (binding.key, binding.key_display or key_sign(binding.key, in_words), _(binding.description))
        for binding in ranked
    ]


def fitting(keys: list[tuple[str, str, str]], width: int, lasting: int = 1) -> list[tuple[str, str, str]]:
    """Those of ``keys`` that fit into ``width`` cells: the ``lasting`` last, and of the others what there is room for.

    The last has its place even where there is room for nothing else.
    """
    if not keys:
        return []
    lasting = max(1, lasting)
    while lasting > 1 and sum(map(_cells, keys[-lasting:])) > width:
        lasting -= 1
    others, last = keys[:-lasting], keys[-lasting:]
    room = width - sum(map(_cells, last))
    kept = []
    for key in others:
        if _cells(key) > room:
            break
        kept.append(key)
        room -= _cells(key)
    return [*kept, *last]


def types(key: str) -> bool:
    """Whether ``key``, as Textual calls it, types a sign where somebody types."""
    from textual.keys import key_to_character

    character = key_to_character(key)
    return character is not None and character.isprintable()


def _cells(key: tuple[str, str, str]) -> int:
    return cell_len(key[1]) + cell_len(key[2]) + 3

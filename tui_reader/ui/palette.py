"""The command palette: all that a key does, by its words in all languages of the program, and by their sound."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape
from textual.screen import Screen
from textual.widgets.option_list import Option

from tui_reader.adapters.language import _, in_all_languages
from tui_reader.core.folding import fold
from tui_reader.core.message import N_
from tui_reader.core.pinyin import LETTERS, PinyinWord, Sounds
from tui_reader.ui.key_bar import key_sign

if TYPE_CHECKING:
    from tui_reader.ui.quiet_app import QuietApp

BY_OTHER_WORDS = 0.9
"""What a match in another language counts, of one in the words that are shown."""
BY_SOUND = 0.8


class PaletteEntry(NamedTuple):
    """Something that can be done."""

    words: str
    """What it does, in English."""
    sign: str
    """The key that does it, or a word where none does."""
    act: Callable[[], Awaitable[object] | None]

    @property
    def title(self) -> str:
        """What it does, in the language that is spoken."""
        return _(self.words)

    @property
    def names(self) -> list[str]:
        """What it does, in all languages."""
        return in_all_languages(self.words)


def entries_on(app: QuietApp, screen: Screen[Any]) -> Iterator[PaletteEntry]:
    """All that a key does on ``screen``, and what no key does."""
    offered = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.tooltip and binding.action not in offered and not (binding.id or "").startswith("list."):
            offered.add(binding.action)
            act = partial(app.run_action, binding.action, active.node)
            yield PaletteEntry(binding.tooltip, key_sign(binding.key, app.profile.is_plain), act)
    yield PaletteEntry(N_("Choose a theme"), _("colours"), app.action_change_theme)


class Commands(Provider):
    """Finds what can be done on the screen that the palette was opened over."""

    async def startup(self) -> None:
        """Know what there is, and how it sounds."""
        self._entries = list(entries_on(cast("QuietApp", self.app), self.screen))
        self._sounds = await asyncio.to_thread(_sounds_of, [name for entry in self._entries for name in entry.names])

    async def discover(self) -> Hits:
        """All of it, by its words."""
        for entry in sorted(self._entries, key=lambda entry: entry.title):
            yield DiscoveryHit(escape(entry.title), entry.act, help=escape(entry.sign))

    async def search(self, query: str) -> Hits:
        """What ``query`` may mean, each once, as it matches best."""
        matcher = self.matcher(query)
        word = fold(query).replace(" ", "")
        sound = PinyinWord(word, self._sounds) if LETTERS.fullmatch(word) and self._sounds.readings else None
        for entry in self._entries:
            title = escape(entry.title)
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, matcher.highlight(title), entry.act, help=escape(entry.sign))
                continue
            said = sound is not None and any(any(sound.find(fold(name))) for name in entry.names)
            by_other_words = max(map(matcher.match, entry.names)) * BY_OTHER_WORDS
            score = max(by_other_words, BY_SOUND if said else 0, query == entry.sign)
            if score > 0:
                yield Hit(score, Content.from_markup(title), entry.act, help=escape(entry.sign))


def _sounds_of(titles: Iterable[str]) -> Sounds:
    """How the Chinese characters of ``titles`` are read."""
    from tui_reader.adapters.chinese import chinese

    known = chinese()
    readings = {character: known.readings(character) for character in sorted(set("".join(titles)))}
    return Sounds({character: syllables for character, syllables in readings.items() if syllables})


class Palette(CommandPalette):
    """Textual's palette, in the language that is spoken."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "app.help", id="help", show=False)]

    def __init__(self) -> None:
        super().__init__([Commands], placeholder=_("Find a command …"), id="--command-palette")

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say soon that nothing matches, should it stay so."""
        self._stop_no_matches_countdown()

        def say_so() -> None:
            self._list_visible = bool(search_value)
            if search_value:
                words = Text(_("Nothing matches."), style="not bold")
                self.query_one(CommandList).add_option(Option(words, id=self._NO_MATCHES, disabled=True))

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say_so)

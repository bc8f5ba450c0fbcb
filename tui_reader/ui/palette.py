"""The command palette: all that a key does, by its words in all languages of the program, by sound, by the key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.fuzzy import Matcher
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input

from tui_reader.adapters.language import _, in_all_languages
from tui_reader.core.folding import fold
from tui_reader.core.message import N_
from tui_reader.core.pinyin import LETTERS, PinyinWord, Sounds
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.entry_row import CURSOR_MARK
from tui_reader.ui.key_bar import KeyBar, key_sign
from tui_reader.ui.line_input import LineInput
from tui_reader.ui.row_list import PlainRows, RowList
from tui_reader.ui.terminal_profile import is_plain
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import fit, fit_exactly

if TYPE_CHECKING:
    from tui_reader.ui.quiet_app import QuietApp

BY_OTHER_WORDS = 0.9
"""What a match in another language counts, of one in the words that are shown."""
BY_SOUND = 0.8

MOST_ROWS = 12


class PaletteEntry(NamedTuple):
    """Something that can be done."""

    words: str
    """What it does, in English."""
    sign: str
    """The key that does it; empty where none does."""
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
        if not app.offers(binding) or (binding.id or "").startswith("list."):
            continue
        if binding.tooltip and binding.action not in offered:
            offered.add(binding.action)
            act = partial(app.run_action, binding.action, active.node)
            yield PaletteEntry(binding.tooltip, key_sign(binding.key, app.profile.is_plain), act)
    yield PaletteEntry(N_("Choose a theme"), "", app.action_change_theme)


def found(entries: Iterable[PaletteEntry], query: str, sounds: Sounds | None = None) -> list[PaletteEntry]:
    """Those of ``entries`` that ``query`` may mean, the best first; all by their words where nothing is typed.

    ``sounds`` are those of the Chinese characters in their names, as soon as they are known.
    """
    if not query.strip():
        return sorted(entries, key=lambda entry: entry.title)
    matcher = Matcher(query)
    word = fold(query).replace(" ", "")
    sound = PinyinWord(word, sounds) if sounds and sounds.readings and LETTERS.fullmatch(word) else None

    def score(entry: PaletteEntry) -> float:
        by_sound = sound is not None and any(any(sound.find(fold(name))) for name in entry.names)
        by_other_words = max(map(matcher.match, entry.names)) * BY_OTHER_WORDS
        return max(matcher.match(entry.title), by_other_words, BY_SOUND if by_sound else 0, query == entry.sign)

    ranked = [(score(entry), entry) for entry in entries]
    return [entry for points, entry in sorted(ranked, key=lambda one: -one[0]) if points > 0]


def sounds_of(entries: Iterable[PaletteEntry]) -> Sounds:
    """How the Chinese characters in the names of ``entries`` are read."""
    from tui_reader.adapters.chinese import chinese

    known = chinese()
    characters = {character for entry in entries for name in entry.names for character in name}
    readings = {character: known.readings(character) for character in sorted(characters)}
    return Sounds({character: syllables for character, syllables in readings.items() if syllables})


class CommandInput(LineInput):
    """Where a command is looked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.take", N_("do it"), id="palette.take"),
        Binding("down,ctrl+n", "screen.step('down')", N_("next"), id="palette.down", show=False),
        Binding("up", "screen.step('up')", N_("previous"), id="palette.up", show=False),
        Binding("pagedown", "screen.step('page_down')", id="palette.page_down", show=False),
        Binding("pageup", "screen.step('page_up')", id="palette.page_up", show=False),
        Binding("escape", "screen.cancel", N_("back"), id="palette.back"),
    ]


class CommandList(RowList, can_focus=False):
    """Commands with their keys."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "mark": "$accent",
        "key": "$accent",
    }

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[PaletteEntry] = ()

    def show(self, entries: Sequence[PaletteEntry]) -> None:
        """List ``entries``, with the cursor on the first."""
        self.entries = entries
        self.set_rows(PlainRows(len(entries)), len(entries))

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """The row of a command: what it does, and the key that does it."""
        entry = self.entries[row]
        room = max(0, width - 3 - cell_len(entry.sign) - 3)
        pieces = (
            (f" {CURSOR_MARK if is_current else ' '} ", "mark"),
            (fit_exactly(entry.title, room), "name"),
            (f"  {entry.sign} ", "key"),
        )
        segments = [Segment(text, self.part_style(part, is_current)) for text, part in pieces]
        return Strip(segments).adjust_cell_length(width, self.part_style("name", is_current))

    def render_line(self, y: int) -> Strip:
        """The line at ``y``; that nothing matches, where nothing does."""
        if self.entries or y:
            return super().render_line(y)
        style, width = self.part_style("key"), self.size.width
        words = fit(_("Nothing matches."), width - 4)
        return Strip([Segment(f"   {words}", style)]).adjust_cell_length(width, style)

    def chosen(self) -> None:
        """A second click does it."""
        self.screen.call_later(self.screen.run_action, "take")


class Palette(Dialog["PaletteEntry | None"]):
    """Asks for one of ``entries``. The answer is the one to be done, or None."""

    CSS_PATH: ClassVar[list[str]] = ["dialog.tcss", "search_dialogs.tcss"]  # type: ignore[assignment]

    AUTO_FOCUS = "CommandInput"

    class SoundsKnown(Message):
        """It is known how the names sound."""

        def __init__(self, sounds: Sounds) -> None:
            super().__init__()
            self.sounds = sounds

    def __init__(self, entries: Sequence[PaletteEntry]) -> None:
        super().__init__()
        self._entries = entries
        self._sounds: Sounds | None = None
        self._question = Words(_("Find a command"), id="question")
        self._input = CommandInput(placeholder=_("words, pinyin, or a key"))
        self._list = CommandList()

    def compose(self) -> ComposeResult:
        """What is typed, the commands that it may mean, the keys."""
        yield self._question
        yield self._input
        yield self._list
        yield KeyBar()

    def on_mount(self) -> None:
        # The screen does not move while one types.
        self._list.styles.height = min(MOST_ROWS, len(self._entries))
        self._show()
        self.run_worker(lambda: self.post_message(self.SoundsKnown(sounds_of(self._entries))), thread=True)

    def on_palette_sounds_known(self, event: SoundsKnown) -> None:
        """Find by them from now on."""
        self._sounds = event.sounds
        if self._input.content:
            self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what is meant now."""
        event.stop()
        self._show()

    def _show(self) -> None:
        self._list.show(found(self._entries, self._input.content, self._sounds))
        self._say()

    def _say(self) -> None:
        """For those who are read to, say on which command the cursor stands."""
        if is_plain(self.app):
            words = self._list.spoken() if self._list.entries else _("Nothing matches.")
            self._question.update(" ".join(words.split()))

    def action_step(self, step: str) -> None:
        """Go on to another command."""
        self._list.action_move(step)
        self._say()

    def action_take(self) -> None:
        """Close with the command under the cursor."""
        if self._list.entries:
            self.dismiss(self._list.entries[self._list.position])

    def action_cancel(self) -> None:
        """Close without."""
        self.dismiss(None)


def open_palette(app: QuietApp) -> None:
    """Ask for something that can be done on the screen, and do it."""

    def do(entry: PaletteEntry | None) -> None:
        if entry is not None:
            app.call_later(entry.act)

    app.push_screen(Palette(list(entries_on(app, app.screen))), do)

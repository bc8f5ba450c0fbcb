"""A section of the log to choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from tui_reader.adapters.language import _
from tui_reader.core.document import Document
from tui_reader.core.learning import latest
from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.wrap import fit


def sections_for(document: Document, reader: str) -> list[str]:
    """The sections of ``document`` to choose from, those of the last entries of ``reader`` first."""
    last = sorted(latest(document), key=lambda entry: entry.date or "", reverse=True)
    own = [entry.section for entry in last if entry.section and entry.reader == reader]
    return list(dict.fromkeys([*own, *(heading.text for heading in document.headings if heading.text)]))


class SectionChoice(DrawnWidget, can_focus=True):
    """One of the log's sections, or none in particular. Up and Down go through them, a letter to those it begins."""

    ALLOW_SELECT = False

    LOOKS: ClassVar[Mapping[str, str]] = {
        "hint": "$faint",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,right", "step(1)", N_("next section"), show=False),
        Binding("up,left", "step(-1)", N_("previous section"), show=False),
        Binding("enter,space", "choose", N_("choose"), id="section.choose"),
    ]

    class Changed(Message):
        """Another section was chosen."""

    def __init__(self, sections: Sequence[str], content: str = "", none: str = "", *, id: str | None = None) -> None:
        """``sections`` are the log's, ``content`` is the one chosen at first; ``none`` says what none means."""
        super().__init__(id=id)
        self._none = none
        self._sections: list[str] = []
        self._content = content
        self.offer(sections)

    @property
    def content(self) -> str:
        """The section that is chosen; empty for none in particular."""
        return self._content

    @content.setter
    def content(self, content: str) -> None:
        if content != self._content:
            self._content = content
            self.post_message(self.Changed())
        self.offer(self._sections)

    def offer(self, sections: Sequence[str]) -> None:
        """Let one choose among ``sections``. One that was chosen before and is not among them stays as it is."""
        offered = [section for section in sections if section]
        first = [""] if self._none else []
        self._sections = list(dict.fromkeys([*first, *offered, *filter(None, [self._content])]))
        self.refresh()

    def _words(self, section: str) -> str:
        return visible(section) or self._none

    def render_line(self, y: int) -> Strip:
        """The section, and how to choose another."""
        name_style = self.part_style("name" if self._content else "hint")
        hint_style = self.part_style("hint")
        if y:
            return Strip.blank(self.size.width, self.rich_style)
        hint = _("↑↓ to choose") if self.has_focus and len(self._sections) > 1 else ""
        name = fit(self._words(self._content), max(0, self.size.width - 2))
        segments = [Segment(name, name_style), Segment(f"  {hint}" if hint else "", hint_style)]
        return Strip(segments).adjust_cell_length(self.size.width, hint_style)

    def spoken(self) -> str:
        """The section that is chosen."""
        return self._words(self._content)

    def spot(self) -> Offset:
        """Where it stands."""
        return Offset(0, 0)

    def action_step(self, steps: int) -> None:
        """Choose the section so many further on."""
        if self._sections:
            now = self._sections.index(self._content) if self._content in self._sections else 0
            self.content = self._sections[(now + steps) % len(self._sections)]

    async def action_choose(self) -> None:
        """Choose from a list of all."""
        from tui_reader.ui.choice_screen import ChoiceScreen

        def take(choice: int | None) -> None:
            if choice is not None:
                self.content = self._sections[choice]

        await self.app.push_screen(
            ChoiceScreen(_("Section"), [(self._words(name), "") for name in self._sections]), take
        )

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is one of the letters that ``on_key`` looks for, of whatever script."""
        return character is not None and character.isalnum()

    def on_key(self, event: events.Key) -> None:
        """A letter goes on to the next section that it begins."""
        if not event.is_printable or event.character is None or event.character == " ":
            return
        event.stop()
        now = self._sections.index(self._content) if self._content in self._sections else -1
        letter = event.character.casefold()
        for section in (*self._sections[now + 1 :], *self._sections[: now + 1]):
            if section.casefold().startswith(letter) or _sounds_like(section[:1], letter):
                self.content = section
                return

    async def on_click(self) -> None:
        """A click opens the list."""
        await self.action_choose()


def _sounds_like(character: str, letter: str) -> bool:
    """Whether a Chinese ``character`` may be read with ``letter`` at its beginning."""
    if not character or character.isascii() or not letter.isascii():
        return False
    from tui_reader.adapters.chinese import chinese

    return any(reading.startswith(letter) for reading in chinese().readings(character))

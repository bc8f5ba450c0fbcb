"""What a screen is for, its keys as they are bound, grouped by what they are for, and where to read more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.adapters.language import _
from tui_reader.core.message import N_
from tui_reader.ui.drawn_widget import DrawnWidget
from tui_reader.ui.explanations import EXPLANATIONS, Explanation, explanation_of
from tui_reader.ui.key_bar import KeyBar, key_sign, types
from tui_reader.ui.quiet_screen import QuietScreen
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import fit_exactly, line_spans

FAR = 1000
"""Pages that no help has."""

KEY_CELLS = 15
"""Width of the column of keys."""

if TYPE_CHECKING:
    from tui_reader.ui.keymap import Keymap

Group = tuple[str, Sequence[tuple[str, str]]]
"""A title, and what is explained with its explanation; all translated."""


PACKAGE = "tui_reader.ui"

HERE = Binding.Group(N_("Here"))
"""Where keys stand that belong to no group."""


class HelpScreen(QuietScreen[None]):
    """Explains a screen and its keys."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-medium")]  # noqa: RUF012 - as Textual declares it

    CSS_PATH = "help_screen.tcss"

    AUTO_FOCUS = "#page"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "close", N_("back"), id="help.close"),
        *(
            Binding(keys, f"scroll({pages}, {lines})", show=False)
            for keys, pages, lines in (
                ("j", 0, 1),
                ("k", 0, -1),
                ("space,ctrl+f", 1, 0),
                ("ctrl+b", -1, 0),
                ("ctrl+d", 0.5, 0),
                ("ctrl+u", -0.5, 0),
                ("g", -FAR, 0),
                ("G", FAR, 0),
            )
        ),
    ]

    def __init__(self, explanation: Explanation, groups: Sequence[Group]) -> None:
        """``explanation`` is what is said of the screen, ``groups`` are its keys and what else there is to know."""
        super().__init__()
        self._explanation = explanation
        self._groups = groups

    def compose(self) -> ComposeResult:
        """What it is for, over the groups in two columns; one below the other where there is no room for two."""
        heights = [len(pairs) + 2 for _title, pairs in self._groups]
        half = min(range(len(heights)), key=lambda number: max(sum(heights[:number]), sum(heights[number:])))
        if len(self._groups) == 1:
            half = 1
        title, words, more = self._explanation
        yield Words(_(title), id="title")
        with ScrollableContainer(id="page"):
            yield Words(_(words), id="about")
            with Widget(id="columns"):
                yield KeyTable(self._groups[:half])
                yield KeyTable(self._groups[half:])
            if more:
                yield Words(_("More: {pages}").format(pages=", ".join(more)), id="more")
        yield KeyBar()

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss()

    def action_scroll(self, pages: float, lines: int) -> None:
        """Scroll down by so many ``pages`` and ``lines``, as any text here; up where they are below zero."""
        page = self.query_one("#page")
        page.scroll_relative(y=int(pages * page.size.height) + lines, animate=False)


def help_on(screen: Screen[object], own_keys: Keymap, in_words: bool = False) -> HelpScreen:
    """The help on ``screen``, by what has the focus there; ``own_keys`` are those that a person changed.

    ``in_words``: as ``key_sign`` has it.
    """
    widgets = [widget for widget in (screen.focused, *screen.focus_chain) if widget is not None]
    nodes = [type(node) for node in (*widgets, screen)]
    explanation = explanation_of(nodes[0]) or explanation_of(type(screen))
    assert explanation is not None, f"{screen!r} does not explain itself"
    is_typed_into = screen.focused is not None and screen.focused.check_consume_key("a", "a")
    of_all_screens = bindings_of([type(screen.app)], own_keys)
    bindings = [
        *bindings_of(nodes, own_keys),
        *(one for one in of_all_screens if not (is_typed_into and types(one.key))),
    ]
    groups = grouped_keys(bindings, in_words)
    if EXPLANATIONS["LogScreen"] == explanation_of(type(screen)):
        groups.append((_("Filter"), query_examples()))
    return HelpScreen(explanation, groups)


class KeyTable(DrawnWidget):
    """Groups of keys, one below the other: signs on the left, words on the right."""

    ALLOW_SELECT = False

    LOOKS: ClassVar[Mapping[str, str]] = {
        "key": "$accent",
        "title": "$faint",
    }

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self._groups = groups

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        lines = self._lines(width)
        line = lines[y] if y < len(lines) else []
        segments = [Segment(text, self.part_style(part)) for part, text in line]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _lines(self, width: int) -> list[list[tuple[str, str]]]:
        """The lines at ``width`` cells: what each is made of, and the style of it."""
        lines: list[list[tuple[str, str]]] = []
        for title, pairs in self._groups:
            lines += [[], [("title", title)]]
            for signs, words in pairs:
                spans = line_spans(words, width - KEY_CELLS)
                for number, (start, end) in enumerate(spans):
                    key = fit_exactly("" if number else signs, KEY_CELLS - 1)
                    lines.append([("key", f"{key} "), ("words", words[start:end])])
        return lines


def bindings_of(nodes: Iterable[type[DOMNode]], own_keys: Keymap) -> Iterator[Binding]:
    """The keys of the classes ``nodes``, and of what they are made of: as they are declared, or as ``own_keys`` say."""
    for base in dict.fromkeys(base for node in nodes for base in node.__mro__ if base.__module__.startswith(PACKAGE)):
        for binding in Binding.make_bindings(base.__dict__.get("BINDINGS", ())):
            if binding.id is not None and binding.id in own_keys:
                from tui_reader.ui.keymap import keys_of

                yield from (binding.with_key(key) for key in keys_of(binding.id, (), own_keys))
            else:
                yield binding


def grouped_keys(bindings: Iterable[Binding], in_words: bool = False) -> list[Group]:
    """Signs of keys with what they do. Keys that do the same are explained once."""
    signs: dict[str, dict[str, list[str]]] = {}
    explained: set[str] = set()
    for binding in bindings:
        words = binding.tooltip or binding.description
        if words:
            group = signs.setdefault((binding.group or HERE).description, {})
            if words in group or words not in explained:
                explained.add(words)
                group.setdefault(words, []).append(binding.key_display or key_sign(binding.key, in_words))
    return [
        (_(title), [(" ".join(dict.fromkeys(keys)), _(words)) for words, keys in group.items()])
        for title, group in signs.items()
        if group
    ]


def query_examples() -> list[tuple[str, str]]:
    """The query language by example."""
    return [
        (_("word"), _("in title, summary, source, reader, note")),
        (_('"two words"'), _("as they stand")),
        (_("-word"), _("without it")),
        (_("by:name"), _("of a reader")),
        (_("section:name"), _("in a section")),
        ("since:2024-03", _("from then on; also until:")),
        ("date:week", _("also month, year, 2024, 2024-W12")),
        ("is:no-reading", _("also paper, undated")),
        ("has:problem", _("also figure, link, summary")),
    ]

"""What is done to lines that were drawn for others: no colours, eight of them, few signs, or none that are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui_reader.ui.terminal_profile import EIGHT, TerminalProfile

BRIGHT = 8
"""The number of the first bright colour; seven follow."""

CONSOLE_SIGNS = str.maketrans("…–—↵␣●▸▾↗✓✗·⌫‑‘’“”▴▪◦‹›", "~--┘_•►▼>√x·<-''\"\"^■o<>") | str.maketrans(
    "▁▂▃▅▆▇▉▊▋▍▎▏", "__▄▄████▌▌  "
)
"""Signs that the font of the Linux console lacks, and what it has instead: each one cell wide."""


DRAWN = dict.fromkeys((*range(0x2500, 0x25A0), *range(0x2800, 0x2900)), " ") | str.maketrans("▌│●○▸▴▼↗", " >*o>^ >")
"""Lines, blocks and dots that are drawn with, which are not to be read out; what says something has another sign."""


class WithoutColour(LineFilter):
    """Takes the colours from what is drawn; Textual by itself would send shades of grey."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """``segments`` in the terminal's own colours."""
        return [Segment(text, style.without_color if style else None, control) for text, style, control in segments]


class WithoutDefaults(LineFilter):
    """Does not say that something is in the terminal's own colours: it is, as every style is ended before the next."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """``segments`` in fewer bytes."""
        return [Segment(text, _lean(style) if style else None, control) for text, style, control in segments]


class EightColours(LineFilter):
    """Draws without the bright colours, which a terminal of eight does not know: bright black is dim."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """``segments`` in eight colours."""
        return [Segment(text, _in_eight(style) if style else None, control) for text, style, control in segments]


class ConsoleSigns(LineFilter):
    """Draws with signs that the Linux console has."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """``segments`` in signs of its font."""
        return [Segment(text.translate(CONSOLE_SIGNS), style, control) for text, style, control in segments]


class PlainSigns(LineFilter):
    """Draws with letters and punctuation alone, for those who are read to."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """``segments`` without anything that is drawn."""
        return [Segment(text.translate(DRAWN), style, control) for text, style, control in segments]


def filters_for(
    profile: TerminalProfile, usual: Sequence[LineFilter], no_colour: bool, is_ansi: bool
) -> Sequence[LineFilter]:
    """What a terminal of ``profile`` needs; ``usual`` are Textual's. ``is_ansi``: it is drawn in its own colours."""
    filters: list[LineFilter] = [*usual]
    if no_colour:
        filters = [WithoutColour()]
    elif profile.colours == EIGHT:
        filters.append(EightColours())
    if is_ansi and not no_colour:
        filters.append(WithoutDefaults())
    if profile.is_plain:
        filters.append(PlainSigns())
    if profile.has_few_signs:
        filters.append(ConsoleSigns())
    return filters


@lru_cache(1024)
def _lean(style: Style) -> Style:
    colour, ground = style.color, style.bgcolor
    if not (colour is not None and colour.is_default) and not (ground is not None and ground.is_default):
        return style
    kept = Style.from_color(
        None if colour is None or colour.is_default else colour,
        None if ground is None or ground.is_default else ground,
    )
    return style.without_color + kept


@lru_cache(1024)
def _in_eight(style: Style) -> Style:
    colour, ground = style.color, style.bgcolor
    is_dim = colour is not None and colour.number == BRIGHT
    darker = Style.from_color(RichColor.parse("default") if is_dim else _dark(colour), _dark(ground))
    return style + darker + Style(dim=True) if is_dim else style + darker


def _dark(colour: RichColor | None) -> RichColor | None:
    """``colour`` as one of the first eight, or as it is."""
    if colour is None or colour.is_default or colour.triplet is not None:
        return colour
    number = colour.number or 0
    return RichColor.from_ansi(number - BRIGHT) if BRIGHT <= number < 2 * BRIGHT else colour

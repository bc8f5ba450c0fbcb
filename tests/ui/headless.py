"""Textual without a terminal, for tests: it waits for a quiet loop, and spares what nobody sees.

Each change takes the place of something that costs much of such a test and shows nothing of the program:

- Around each key the pilot has every widget of the screen say that it read its messages. A quiet loop has read them.
- What changes is painted sixty times a second. Here it is painted where the test looks up: after the keys that it
  presses, and when it pauses.
- Each app reads the same styles anew.
"""

from __future__ import annotations

import asyncio
from typing import Any

import textual._time
import textual.app
import textual.pilot
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import Screen

from tests.ui.quiet_loop import CLOCK, PATIENCE, QuietLoop, wait_until_quiet

_paint = Screen._compositor_refresh
_read_rules = Stylesheet._parse_rules

_rules: dict[object, list[RuleSet]] = {}
"""What was read of styles, by the styles and the colours in them."""

_unpainted: set[Screen[Any]] = set()
"""Screens of which something is to be painted."""


def paint_later(screen: Screen[Any]) -> None:
    """Have ``screen`` painted when the test looks up, if it is on top and nobody else sees it."""
    app = screen.app
    if not app.is_headless or app.is_inline or screen is not app.screen:
        _paint(screen)
        return
    screen._dirty_widgets.clear()
    _unpainted.add(screen)


def paint() -> None:
    """Paint what is to be painted."""
    for screen in list(_unpainted):
        _unpainted.discard(screen)
        if screen.is_running and screen.is_current:
            with screen.app._context():
                _paint(screen)


async def quiet_and_painted(min_sleep: float = 0, max_sleep: float = PATIENCE) -> None:
    """Wait until the loop is quiet and what it did is painted."""
    await wait_until_quiet(min_sleep, max_sleep)
    paint()


async def messages_read(_pilot: Pilot[Any], timeout: float = 30) -> bool:
    """Wait until every message was read."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, QuietLoop)
    await loop.quiet(timeout)
    paint()
    return True


def rules_of(sheet: Stylesheet, css: str, read_from: object, *more: object, **named: object) -> list[RuleSet]:
    """The rules in ``css``, which is read once for all apps."""
    key = (css, read_from, more, tuple(named.items()), tuple(sheet._variables.items()))
    if key not in _rules:
        _rules[key] = _read_rules(sheet, css, read_from, *more, **named)  # type: ignore[arg-type]
    return _rules[key]


def teach_textual() -> None:
    """Have Textual's pilot, screens and styles do as said above."""
    textual._time.get_time = CLOCK.time
    textual.app.wait_for_idle = wait_until_quiet  # type: ignore[attr-defined,assignment]
    textual.pilot.wait_for_idle = quiet_and_painted  # type: ignore[attr-defined]
    Pilot._wait_for_screen = messages_read  # type: ignore[method-assign,assignment]
    Screen._compositor_refresh = paint_later  # type: ignore[method-assign,assignment]
    Stylesheet._parse_rules = rules_of  # type: ignore[method-assign,assignment]

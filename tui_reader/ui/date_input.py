"""A day to type, or to choose by going up and down."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui_reader.adapters.language import _, ngettext
from tui_reader.core.day_words import day_of
from tui_reader.core.fields import iso_date
from tui_reader.core.message import N_
from tui_reader.ui.line_input import LineInput

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)

FAR = 31
"""Days after which a weekday says nothing any more."""


class DateInput(LineInput):
    """One line with a date, or with words for one. Up is a day later, Down a day earlier."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(1)", N_("a day later"), show=False),
        Binding("down", "step(-1)", N_("a day earlier"), show=False),
    ]

    def __init__(self, content: str, today: date, *, id: str | None = None) -> None:
        """``content`` is what stands there at first."""
        super().__init__(content, today.isoformat(), id=id)
        self.today = today

    @property
    def meant(self) -> str:
        """The day that words mean, ISO 8601; whatever else stands here as it is."""
        is_date = iso_date(self.content) is not None
        return self.content if is_date else day_of(self.content, self.today) or self.content

    def action_step(self, days: int) -> None:
        """Go on by ``days``; from today where no date stands here."""
        day = day_of(self.content, self.today)
        try:
            self.content = (date.fromisoformat(day) + timedelta(days) if day else self.today).isoformat()
        except OverflowError:
            self.app.bell()

    def on_blur(self) -> None:
        """A day in words becomes the day that is meant."""
        if self.meant != self.content:
            self.content = self.meant


def how_far(day: str, today: date) -> str:
    """A date, or words for one, seen from ``today``: "today", "Sunday, 3 days ago"; empty where it is none."""
    iso = day_of(day, today)
    if iso is None:
        return ""
    days = (date.fromisoformat(iso) - today).days
    if days == 0:
        return _("today")
    if days > 0:
        distance = ngettext("in {n} day", "in {n} days", days).format(n=days)
    else:
        distance = ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)
    if abs(days) > FAR:
        return distance
    weekday = _(WEEKDAYS[date.fromisoformat(iso).weekday()])
    return _("{weekday}, {distance}").format(weekday=weekday, distance=distance)

"""What people call orders and groups of entries, and each group: a week by its days, what is missing by its field."""

from __future__ import annotations

from tui_reader.adapters.language import _
from tui_reader.core.arrangement import Arrangement
from tui_reader.core.visible import visible
from tui_reader.core.weeks import SUNDAY, week_of


def field_name(field: str) -> str:
    """What one of ``SORTS`` or ``GROUPS`` is called; the empty one is the order of the log, or no groups."""
    return {
        "date": _("date"),
        "reader": _("reader"),
        "title": _("title"),
        "source": _("source"),
        "section": _("section"),
        "problems": _("problems"),
        "week": _("week"),
        "month": _("month"),
        "file": _("file"),
    }[field]


def arrangement_words(arrangement: Arrangement) -> str:
    """How the list is arranged, in a few words; empty for weeks in the order of the log, as usual."""
    words = []
    if arrangement.sort:
        words.append(f"{field_name(arrangement.sort)} {'↓' if arrangement.descending else '↑'}")
    if not arrangement.group:
        words.append(_("no groups"))
    elif arrangement.group != "week":
        words.append(_("by {group}").format(group=field_name(arrangement.group)))
    return " · ".join(words)


def group_name(field: str, name: str, day: str | None, this_year: int, week_ends: int = SUNDAY) -> str:
    """What to call the group ``name`` of ``field``, of which an entry has the date ``day`` (ISO 8601)."""
    if field in ("week", "month"):
        if not day:
            return _("no date")
        return week_name(day, this_year, week_ends) if field == "week" else month_name(day)
    missing = {"reader": _("no reader"), "section": _("no section"), "source": _("no source")}
    return visible(name) or missing.get(field, "")


def month_name(day: str) -> str:
    """What to call the month of ``day`` (ISO 8601)."""
    return _("{month} {year}").format(month=month_names()[int(day[5:7]) - 1], year=int(day[:4]))


def month_names() -> tuple[str, ...]:
    """The months, from January on."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def week_name(day: str, this_year: int, week_ends: int = SUNDAY) -> str:
    """What to call the week of ``day`` (ISO 8601), where weeks end on the day ``week_ends``.

    Without the year if that is ``this_year``.
    """
    week = week_of(day, week_ends)
    first, last = week.first, week.last
    months = month_names()
    if first.month == last.month:
        name = _("week {week} · {first_day} – {last_day} {last_month}")
    else:
        name = _("week {week} · {first_day} {first_month} – {last_day} {last_month}")
    name = name.format(
        week=week.number,
        first_day=first.day,
        first_month=months[first.month - 1],
        last_day=last.day,
        last_month=months[last.month - 1],
    )
    return name if last.year == this_year else _("{week_name} {year}").format(week_name=name, year=last.year)

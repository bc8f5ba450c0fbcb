"""The week board: readers down, weeks across; who read, who said why not, who is silent, who is missing.

It goes by the entries: their dates as written, and the readers that they name, whoever logged them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from tui_reader.core.document import Entry
from tui_reader.core.group import Group, Member
from tui_reader.core.readers import Readers
from tui_reader.core.weeks import Week, week_of

State = Literal["read", "said", "silent", "away"]
"""Read a paper; said why not; neither; neither, and nobody expected it: not here yet, or left."""

SIGNS: Mapping[State, str] = {"read": "●", "said": "○", "silent": "·", "away": "-"}
"""How a state is drawn: told apart without colours."""

QUIET_WEEKS = 8
"""Weeks without an entry after which a reader of whom the group says nothing counts as gone, and a log as closed."""

LONGEST_GAP = 26
"""Weeks in which nobody wrote anything that are shown; of more, as after a year that is a slip, none is."""


class Cell(NamedTuple):
    """What one person logged in one week."""

    papers: tuple[Entry, ...] = ()
    check_ins: tuple[Entry, ...] = ()
    """Those that say why nothing was read."""

    @property
    def read(self) -> int:
        """How many papers."""
        return len(self.papers)

    @property
    def said(self) -> int:
        """How many check-ins that say why nothing was read."""
        return len(self.check_ins)


EMPTY = Cell()


class Row(NamedTuple):
    """One person's weeks."""

    name: str
    """Empty for entries that name no reader."""
    member: Member | None
    is_stranger: bool
    """Whether the group has members, and this is none of them."""
    cells: Mapping[Week, Cell]
    """The weeks with entries that count."""
    first: Week | None
    """The week of the first entry of all that there are, whether it counts or not; None where all are undated."""
    last: Week | None
    undated: tuple[Entry, ...] = ()
    """Entries that count and stand in no week."""

    def is_expected(self, week: Week) -> bool:
        """Whether an entry was to be expected of them: they were there on the last day of ``week``.

        Of whom the group says nothing, that is from the first entry on until some weeks behind the last.
        """
        if self.member is not None:
            day = week.last.isoformat()
            return (self.member.joined or "") <= day and (self.member.left is None or day <= self.member.left)
        if self.is_stranger or not self.name or self.first is None or self.last is None:
            return False
        return self.first <= week and self.last.until(week) <= QUIET_WEEKS

    def cell(self, week: Week) -> Cell:
        """What they logged in ``week``."""
        return self.cells.get(week, EMPTY)

    def state(self, week: Week) -> State:
        """How they stand in ``week``."""
        cell = self.cell(week)
        if cell.papers:
            return "read"
        if cell.check_ins:
            return "said"
        return "silent" if self.is_expected(week) else "away"

    def sign(self, week: Week) -> str:
        """How ``week`` is drawn, in one or two characters: its state, and how many entries where they are several."""
        cell, state = self.cell(week), self.state(week)
        number = cell.read if state == "read" else cell.said
        return SIGNS[state] + ("" if number < 2 else str(number) if number < 10 else "+")

    @property
    def read(self) -> int:
        """How many papers there are of them, undated ones too."""
        return sum(cell.read for cell in self.cells.values()) + sum(entry.kind == "paper" for entry in self.undated)

    @property
    def said(self) -> int:
        """How many check-ins, undated ones too."""
        return sum(cell.said for cell in self.cells.values()) + sum(entry.kind != "paper" for entry in self.undated)


class Rate(NamedTuple):
    """How often somebody read."""

    weeks_read: int
    """Weeks with a paper."""
    weeks: int
    """Weeks in which they were expected, or logged something; none for a stranger, whom nobody expects."""

    @property
    def share(self) -> float | None:
        """Of 1; None where they were never expected."""
        return self.weeks_read / self.weeks if self.weeks else None


class Board(NamedTuple):
    """Readers and weeks."""

    weeks: tuple[Week, ...]
    """In the order of time."""
    rows: tuple[Row, ...]
    """Members in the order of the group's list, then those who are none; without members, the busiest first."""
    undated: int
    """Entries that count and stand in no week."""
    this_week: Week

    def missing(self, week: Week) -> tuple[Row, ...]:
        """Those of whom an entry was to be expected in ``week``, and who logged none."""
        return tuple(row for row in self.rows if row.state(week) == "silent")

    @property
    def current(self) -> Week:
        """This week; of a log that is closed the last week that is shown."""
        return self.weeks[-1] if self.weeks and self.this_week not in self.weeks else self.this_week

    def rate(self, row: Row) -> Rate:
        """How often ``row`` read, the current week aside as long as nothing of it is logged."""
        states = [row.state(week) for week in self.weeks]
        if row.is_stranger or not row.name:
            return Rate(states.count("read"), 0)
        if self.weeks and self.weeks[-1] == self.this_week and states[-1] == "silent":
            states.pop()
        return Rate(states.count("read"), len(states) - states.count("away"))


def week_board(
    entries: Sequence[Entry],
    group: Group,
    today: date,
    counted: Collection[int] | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
) -> Board:
    """The board of the log of ``entries``, of which those at the indices ``counted`` count; by default all.

    Who was there when is told by all. The weeks go from that of ``first_day`` to that of ``last_day``; by default from
    the first entry that counts to the last, and to that of ``today`` unless the log is closed.
    """
    readers = Readers(entries, group)
    this_week = week_of(today.isoformat(), group.week_ends)
    members = {member.name: member for member in group.members}
    papers: dict[str, dict[Week, list[Entry]]] = {name: {} for name in members}
    check_ins: dict[str, dict[Week, list[Entry]]] = {}
    undated: dict[str, list[Entry]] = {}
    seen: dict[str, tuple[Week, Week]] = {}
    number_undated = 0
    for index, entry in enumerate(entries):
        counts = counted is None or index in counted
        week = week_of(entry.date, group.week_ends) if entry.date else None
        number_undated += counts and week is None
        for name in readers.of(entry.reader) or ("",):
            papers.setdefault(name, {})
            if week is not None:
                first, last = seen.get(name, (week, week))
                seen[name] = min(first, week), max(last, week)
            if counts and week is None:
                undated.setdefault(name, []).append(entry)
            elif counts and week is not None:
                kind = papers if entry.kind == "paper" else check_ins
                kind.setdefault(name, {}).setdefault(week, []).append(entry)
    rows = []
    for name, by_week in papers.items():
        said = check_ins.get(name, {})
        weeks = sorted({*by_week, *said})
        cells = {week: Cell(tuple(by_week.get(week, ())), tuple(said.get(week, ()))) for week in weeks}
        member = members.get(name)
        is_stranger = member is None and bool(members)
        first_seen, last_seen = seen.get(name, (None, None))
        rows.append(Row(name, member, is_stranger, cells, first_seen, last_seen, tuple(undated.get(name, ()))))
    busy = {week for row in rows for week in row.cells}
    bounds = [None if day is None else week_of(day.isoformat(), group.week_ends) for day in (first_day, last_day)]
    shown = _weeks(busy, this_week, bounds[0], bounds[1])
    rows = [row for row in rows if row.cells or row.undated or any(map(row.is_expected, (*shown, this_week)))]
    if not members:
        rows.sort(key=lambda row: (not row.name, -row.read - row.said, row.name))
    return Board(shown, tuple(rows), number_undated, this_week)


def _weeks(busy: Collection[Week], this_week: Week, first: Week | None, last: Week | None) -> tuple[Week, ...]:
    """The weeks to show: those of ``busy``, and those between them and the bounds, without long gaps."""
    marks = set(busy)
    if first is not None and first <= this_week:
        marks.add(first)
    if last is not None:
        marks.add(min(last, this_week))
    elif busy and any(0 <= week.until(this_week) <= QUIET_WEEKS for week in busy):
        marks.add(this_week)
    marks = {week for week in marks if (first is None or first <= week) and (last is None or week <= last)}
    weeks: list[Week] = []
    for week in sorted(marks):
        gap = weeks[-1].until(week) if weeks else 1
        if gap - 1 <= LONGEST_GAP:
            weeks += [week.after(-back) for back in range(gap - 1, 0, -1)]
        weeks.append(week)
    return tuple(weeks)

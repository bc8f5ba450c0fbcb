"""The rows of the list: entries in their order, and above the first of each group a row that names the group."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable


class GroupRows:
    """Which row shows what. Worked out from the top, as far as somebody looks: a log may have 100,000 entries.

    An entry is known here by its position in what is listed, from 0.
    """

    def __init__(self, count: int, group_at: Callable[[int], Hashable]) -> None:
        """``count`` entries; ``group_at`` gives the group of the one at a position, None for that of the one above."""
        self._count = count
        self._group_at = group_at
        self._rows: list[int] = []
        """The position of a row's entry; for the row of a group, the complement of its first entry's."""
        self._row_of: list[int] = []
        self._group: Hashable = None

    def __len__(self) -> int:
        """The rows there are, as far as is known: each entry has one."""
        return len(self._rows) + self._count - len(self._row_of)

    def _work_out(self, rows: int, positions: int) -> None:
        """Go on until so many rows and so many positions are known, or all of them."""
        while (len(self._rows) < rows or len(self._row_of) < positions) and len(self._row_of) < self._count:
            position = len(self._row_of)
            group = self._group_at(position)
            if group is not None and group != self._group:
                self._group = group
                self._rows.append(~position)
            self._row_of.append(len(self._rows))
            self._rows.append(position)

    def row_of(self, position: int) -> int:
        """The row of the entry at ``position``."""
        self._work_out(0, position + 1)
        return self._row_of[position]

    def position_at(self, row: int) -> int | None:
        """The position of the entry in ``row``, or None: a group's row, or behind the end."""
        self._work_out(row + 1, 0)
        return self._rows[row] if row < len(self._rows) and self._rows[row] >= 0 else None

    def first_of_group(self, row: int) -> int:
        """The position of the first entry of the group that ``row`` names."""
        return ~self._rows[row]

    def nearest(self, row: int) -> int:
        """The position of the entry in ``row``, or of the one below, or of the last. There has to be one."""
        self._work_out(max(0, row) + 1, 0)
        shown = self._rows[max(0, min(row, len(self._rows) - 1))]
        return shown if shown >= 0 else ~shown


class OrderedRows:
    """The same where each entry is in a group and somebody knows where the groups end: quick wherever one looks."""

    def __init__(self, count: int, end_of_group: Callable[[int], int]) -> None:
        """``count`` entries; ``end_of_group`` gives the position behind the last of the group of that at a position."""
        self._count = count
        self._end_of_group = end_of_group
        self._starts: list[int] = []
        """The positions at which groups begin, as far as somebody looked."""
        self._heading_rows: list[int] = []
        self._known = 0
        """Positions up to which the groups are known."""

    def __len__(self) -> int:
        """The rows there are, as far as is known: each entry has one."""
        return self._count + len(self._starts)

    def _work_out(self, positions: int) -> None:
        """Go on until the groups of so many positions are known, or of all of them."""
        while self._known < min(positions, self._count):
            self._heading_rows.append(self._known + len(self._starts))
            self._starts.append(self._known)
            self._known = self._end_of_group(self._known)

    def row_of(self, position: int) -> int:
        """The row of the entry at ``position``."""
        self._work_out(position + 1)
        return position + bisect_right(self._starts, position)

    def position_at(self, row: int) -> int | None:
        """The position of the entry in ``row``, or None: a group's row, or behind the end."""
        self._work_out(row + 1)
        number = bisect_right(self._heading_rows, row) - 1
        if number < 0 or self._heading_rows[number] == row or row - number - 1 >= self._count:
            return None
        return row - number - 1

    def first_of_group(self, row: int) -> int:
        """The position of the first entry of the group that ``row`` names."""
        return self._starts[bisect_right(self._heading_rows, row) - 1]

    def nearest(self, row: int) -> int:
        """The position of the entry in ``row``, or of the one below, or of the last. There has to be one."""
        row = max(0, row)
        position = self.position_at(row)
        if position is None:
            position = self.position_at(row + 1)
        return self._count - 1 if position is None else position

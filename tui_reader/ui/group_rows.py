"""The rows of the list: entries in their order, and above the first of each group a row that names the group."""

from __future__ import annotations

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

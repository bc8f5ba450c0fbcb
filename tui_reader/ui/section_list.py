"""The panel of sections, readers and years: how many entries each has, and which of them the filter asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from tui_reader.adapters.language import _
from tui_reader.core.document import Entry
from tui_reader.core.message import N_
from tui_reader.core.visible import visible
from tui_reader.ui.row_list import MOVING, RowList
from tui_reader.ui.wrap import fit

CHOSEN_MARK = "●"


class Facet(NamedTuple):
    """Entries that have one value in common."""

    field: str
    """The field of the query language that asks for them: ``section``, ``by`` or ``date``."""
    value: str
    """Empty: entries without one."""
    entries: int
    """How many they are."""


def count_facets(entries: Iterable[Entry]) -> tuple[Facet, ...]:
    """Sections in the order of the log, readers by how much they read, years from the latest."""
    sections: Counter[str] = Counter()
    readers: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for entry in entries:
        sections[entry.section or ""] += 1
        readers[entry.reader or ""] += 1
        if entry.date:
            years[entry.date[:4]] += 1
    return (
        *(Facet("section", section, count) for section, count in sections.items()),
        *(Facet("by", reader, count) for reader, count in readers.most_common()),
        *(Facet("date", year, count) for year, count in sorted(years.items(), reverse=True)),
    )


class SectionList(RowList):
    """Facets to filter by. Those of one kind are alternatives, those of two kinds narrow each other."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "chosen": "$accent",
        "count": "$faint",
        "heading": "$faint",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space,enter",
            "filter",
            N_("filter"),
            id="section.toggle",
            tooltip=N_("Filter by it, or no longer"),
            group=MOVING,
        ),
    ]

    class Toggled(Message):
        """The filter is to ask for ``facet``, or to ask for it no longer."""

        def __init__(self, facet: Facet) -> None:
            super().__init__()
            self.facet = facet

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._facets: Sequence[Facet] = ()
        self._is_chosen: Callable[[Facet], bool] = lambda _facet: False
        self._headed = HeadedRows(())

    def show(self, facets: Sequence[Facet]) -> None:
        """List ``facets``; those of one field stand together."""
        position = 0
        if self._facets:
            current = self._facets[self.position][:2]
            position = next((number for number, facet in enumerate(facets) if facet[:2] == current), 0)
        self._facets = facets
        self._headed = HeadedRows([facet.field for facet in facets])
        self.set_rows(self._headed, len(facets), position)

    @property
    def current(self) -> Facet | None:
        """The facet under the cursor; None where there is none."""
        return self._facets[self.position] if self._facets else None

    def mark(self, is_chosen: Callable[[Facet], bool]) -> None:
        """Mark the facets of which ``is_chosen`` says that the filter asks for them."""
        self._is_chosen = is_chosen
        self.refresh()

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """The row of a facet, or the heading of a field."""
        if position is None:
            headings = {"section": _("Sections"), "by": _("Readers"), "date": _("Years")}
            style = self.part_style("heading")
            return Strip([Segment(f" {headings.get(self._headed.heading_at(row), '')}", style)]).adjust_cell_length(
                width, style
            )
        facet = self._facets[position]
        is_chosen = self._is_chosen(facet)
        count = f" {facet.entries} "
        name = fit(visible(facet.value) or _("(none)"), max(0, width - 3 - cell_len(count)))
        name_style = self.part_style("chosen" if is_chosen else "name", is_current)
        padding = " " * (width - 3 - cell_len(name) - cell_len(count))
        return Strip(
            [
                Segment(f" {CHOSEN_MARK if is_chosen else ' '} ", self.part_style("chosen", is_current)),
                Segment(name + padding, name_style),
                Segment(count, self.part_style("count", is_current)),
            ]
        ).adjust_cell_length(width, name_style)

    def row_words(self, position: int) -> str:
        """Name and number, and whether the filter asks for it."""
        facet = self._facets[position]
        words = [visible(facet.value) or _("(none)"), str(facet.entries)]
        return ", ".join([*words, _("chosen")] if self._is_chosen(facet) else words)

    def chosen(self) -> None:
        """Ask for the facet under the cursor to be filtered by, or no longer."""
        self.action_filter()

    def action_filter(self) -> None:
        """Ask for the facet under the cursor to be filtered by, or no longer."""
        if self._facets:
            self.post_message(self.Toggled(self._facets[self.position]))


class HeadedRows:
    """Rows with a heading wherever another field begins; if ``spaced``, with an empty line above it."""

    def __init__(self, fields: Sequence[str], spaced: bool = True) -> None:
        self._rows: list[int | str] = []
        """A position, or the field that a heading names; empty: an empty line."""
        self._row_of: list[int] = []
        for position, field in enumerate(fields):
            if position == 0 or field != fields[position - 1]:
                self._rows += ["", field] if spaced and position else [field]
            self._row_of.append(len(self._rows))
            self._rows.append(position)

    def __len__(self) -> int:
        return len(self._rows)

    def row_of(self, position: int) -> int:
        """The row that shows ``position``."""
        return self._row_of[position]

    def position_at(self, row: int) -> int | None:
        """What ``row`` shows, or None: a heading, or behind the end."""
        shown = self._rows[row] if row < len(self._rows) else None
        return shown if isinstance(shown, int) else None

    def nearest(self, row: int) -> int:
        """The position in ``row``, or in the next below, or the last."""
        below = (shown for shown in self._rows[max(0, row) :] if isinstance(shown, int))
        return next(below, len(self._row_of) - 1)

    def heading_at(self, row: int) -> str:
        """The field that the heading in ``row`` names; empty for an empty line."""
        shown = self._rows[row]
        return shown if isinstance(shown, str) else ""

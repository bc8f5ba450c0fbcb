"""How the list is sorted and grouped: two short columns over the list, which shows at once what is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.message import Message
from textual.strip import Strip

from tui_reader.adapters.language import _
from tui_reader.core.arrangement import GROUPS, SORTS, Arrangement
from tui_reader.core.message import N_
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.group_names import field_name
from tui_reader.ui.key_bar import KeyBar
from tui_reader.ui.row_list import PlainRows, RowList
from tui_reader.ui.words import Words
from tui_reader.ui.wrap import fit

if TYPE_CHECKING:
    from tui_reader.ui.arranging import Arranging

ARRANGING = Binding.Group(N_("Sorting and grouping"))

LAST_FIRST = ("date", "problems")
"""What is sorted the last first unless one wants it otherwise: the newest, the most."""

CHOSEN, OPEN = "●", "○"


class FieldList(RowList):
    """Fields of which one is chosen."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "chosen": "$accent",
        "hint": "$faint",
    }

    class Chosen(Message):
        """The field under the cursor is wanted."""

    def __init__(self, fields: Sequence[tuple[str, str]], *, id: str | None = None) -> None:
        """``fields`` are their names and what they are called."""
        super().__init__(id=id)
        self._fields = fields
        self._chosen, self._hint = "", ""

    def on_mount(self) -> None:
        self.styles.height = len(self._fields)

    @property
    def field(self) -> str:
        """The field under the cursor."""
        return self._fields[self.position][0]

    def show(self, chosen: str, hint: str = "", goes_there: bool = False) -> None:
        """Mark ``chosen`` with ``hint`` behind it; with ``goes_there``, the cursor goes there."""
        self._chosen, self._hint = chosen, hint
        there = [field for field, _name in self._fields].index(chosen) if goes_there else self.position
        self.set_rows(PlainRows(len(self._fields)), len(self._fields), there)

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """The row of a field."""
        field, name = self._fields[row]
        is_chosen = field == self._chosen
        segments = [
            Segment(
                f" {CHOSEN if is_chosen else OPEN} ", self.part_style("chosen" if is_chosen else "hint", is_current)
            ),
            Segment(fit(name, width - 4), self.part_style("name", is_current)),
        ]
        if is_chosen and self._hint:
            segments.append(Segment(f"  {self._hint}", self.part_style("hint", is_current)))
        return Strip(segments).adjust_cell_length(width, self.part_style("name", is_current))

    def row_words(self, position: int) -> str:
        """The field, and whether it is chosen."""
        field, name = self._fields[position]
        return ", ".join(filter(None, [name, _("chosen"), self._hint] if field == self._chosen else [name]))

    def chosen(self) -> None:
        """A second click chooses."""
        self.post_message(self.Chosen())


class ArrangementScreen(Dialog[None]):
    """Sorts and groups the list."""

    CSS_PATH = "arrangement_screen.tcss"

    AUTO_FOCUS = "#sort"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "choose",
            N_("choose; once more: the other way round"),
            id="arrange.choose",
            tooltip=N_("Sort or group by it; once more: the other way round"),
            group=ARRANGING,
        ),
        Binding(
            "enter", "take", N_("take"), id="arrange.take", tooltip=N_("Sort or group by it, and back"), group=ARRANGING
        ),
        Binding(
            "tab,shift+tab,left,right",
            "other",
            N_("order, groups"),
            id="arrange.other",
            tooltip=N_("From the order to the groups, and back"),
            group=ARRANGING,
        ),
        Binding("escape,q,z", "close", N_("back"), id="arrange.close"),
    ]

    def __init__(self, arranging: Arranging, has_files: bool) -> None:
        """With ``has_files``, entries may be grouped by their file: there are several."""
        super().__init__()
        self._arranging = arranging
        groups = [group for group in GROUPS if group != "file" or has_files]
        self._sort = FieldList([("", _("as in the log")), *((sort, field_name(sort)) for sort in SORTS)], id="sort")
        self._group = FieldList([*((group, field_name(group)) for group in groups), ("", _("none"))], id="group")

    def compose(self) -> ComposeResult:
        """The two columns, each under its name, over the keys."""
        with HorizontalGroup(id="columns"):
            with VerticalGroup():
                yield Words(_("Order"))
                yield self._sort
            with VerticalGroup():
                yield Words(_("Groups"))
                yield self._group
        yield KeyBar()

    def on_mount(self) -> None:
        self._show(goes_there=True)

    def _show(self, goes_there: bool = False) -> None:
        arrangement = self._arranging.arrangement
        self._sort.show(arrangement.sort, direction_words(arrangement), goes_there)
        self._group.show(arrangement.group, "", goes_there)

    def on_field_list_chosen(self) -> None:
        """A click on what the cursor stands on."""
        self.action_choose()

    def action_choose(self) -> None:
        """Sort or group by the field under the cursor; by which it is sorted already, the other way round."""
        self._choose(turns=True)

    def action_take(self) -> None:
        """Sort or group by the field under the cursor, and close."""
        self._choose(turns=False)
        self.dismiss()

    def _choose(self, turns: bool) -> None:
        now = self._arranging.arrangement
        if self.focused is self._group:
            wanted = now._replace(group=self._group.field)
        elif self._sort.field != now.sort:
            wanted = now._replace(sort=self._sort.field, descending=self._sort.field in LAST_FIRST)
        else:
            wanted = now._replace(descending=bool(now.sort) and now.descending != turns)
        self._arranging.choose(wanted)
        self._show()

    def action_other(self) -> None:
        """Go to the other column."""
        self.set_focus(self._group if self.focused is self._sort else self._sort)

    def action_close(self) -> None:
        """Back to the list."""
        self.dismiss()


def direction_words(arrangement: Arrangement) -> str:
    """Which way round entries are sorted."""
    if arrangement.sort == "date":
        return _("newest first") if arrangement.descending else _("oldest first")
    if arrangement.sort == "problems":
        return _("most first") if arrangement.descending else _("fewest first")
    if not arrangement.sort:
        return ""
    return "↓" if arrangement.descending else "↑"

"""The list of all that is wrong, entry by entry or rule by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from tui_reader.adapters.findings import Found
from tui_reader.adapters.language import _
from tui_reader.core.diagnostic import SEVERITIES, Severity
from tui_reader.core.message import N_
from tui_reader.core.rule import RULES
from tui_reader.core.visible import visible
from tui_reader.ui.entry_row import CURSOR_MARK, heading_row
from tui_reader.ui.entry_view import MEND_KEY, SEVERITY_SIGNS
from tui_reader.ui.row_list import RowList
from tui_reader.ui.section_list import HeadedRows
from tui_reader.ui.short_words import short_words
from tui_reader.ui.wrap import fit, fit_exactly

PROBLEMS = Binding.Group(N_("Problems"))

SEVERITY_WORDS: dict[Severity, str] = {"error": N_("error"), "warning": N_("warning"), "info": N_("hint")}
"""What its sign says."""

READER_CELLS = 8
WIDE = 100
"""Cells from which on more is shown of a title."""


class ProblemList(RowList):
    """Findings to choose from, under headings."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "heading": "$faint",
        "week": "$faint",
        "line": "$faint",
        "where": "$faint",
        "info": "$faint",
        "rule": "$rule",
        "error": "$error",
        "warning": "$warning",
        "key": "$accent",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", N_("go there"), id="problem.go", tooltip=N_("Go to the entry"), group=PROBLEMS),
    ]

    class Moved(Message):
        """The cursor went to another finding."""

    class Chosen(Message):
        """The finding under the cursor is to be gone to."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._found: Sequence[Found] = ()
        self._headed = HeadedRows(())
        self._by_rule = False
        self._counts: Counter[str] = Counter()
        """Findings by rule."""
        self._line_cells = 1
        self._names_files = False
        self._empty_text: Sequence[str] = ()
        self.has_none = False
        """Whether there is nothing to list, and not only nothing yet."""

    def show(self, found: Sequence[Found], *, by_rule: bool, position: int, empty_text: Sequence[str]) -> None:
        """List ``found`` in its order, under the rules or under the entries; the cursor on ``position``."""
        self._found, self._by_rule, self._empty_text = found, by_rule, empty_text
        self.has_none = not found
        self._counts = Counter(one.diagnostic.rule for one in found)
        self._line_cells = len(str(max((one.diagnostic.line for one in found), default=1)))
        self._names_files = len({one.log.path for one in found}) > 1
        groups = [one.diagnostic.rule if by_rule else f"{one.log.path}\n{one.number}" for one in found]
        self._headed = HeadedRows(groups, spaced=False)
        self.set_rows(self._headed, len(found), position)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing is listed there is nowhere to go."""
        return not self.has_none if action == "go" else super().check_action(action, parameters)

    @property
    def current(self) -> Found | None:
        """The finding under the cursor."""
        return self._found[self.position] if self._found else None

    def draw_row(self, row: int, position: int | None, width: int, is_current: bool) -> Strip:
        """The row of a finding, or the heading of an entry or a rule."""
        if position is None:
            below = self._found[self._headed.nearest(row)]
            heading = self._rule_heading(below) if self._by_rule else self._entry_heading(below)
            return heading_row(visible(heading), width, self.part_style)
        found = self._found[position]
        diagnostic = found.diagnostic
        line = f"{diagnostic.line:>{self._line_cells}}"
        pieces = [
            (f" {CURSOR_MARK if is_current else ' '} ", "mark"),
            (f"{SEVERITY_SIGNS[diagnostic.severity]} ", diagnostic.severity),
            (f"{line}  ", "line"),
        ]
        if self._by_rule:
            where = _reader_and_title(found)
            pieces.append((f"{fit_exactly(visible(where), width // (2 if width >= WIDE else 3))}  ", "where"))
        can_be_mended = diagnostic.fix is not None
        key = f" {MEND_KEY if can_be_mended else ' '} "
        room = max(0, width - sum(cell_len(text) for text, _part in pieces) - len(key))
        sentence_part = "info" if diagnostic.severity == "info" else "sentence"
        pieces += [(fit_exactly(visible(short_words(diagnostic.message)), room), sentence_part), (key, "key")]
        segments = [Segment(text, self.part_style(part, is_current)) for text, part in pieces]
        return Strip(segments).adjust_cell_length(width, self.part_style("sentence", is_current))

    def row_words(self, position: int) -> str:
        """How bad it is, the sentence, the line, and the key that mends it."""
        diagnostic = self._found[position].diagnostic
        words = [_(SEVERITY_WORDS[diagnostic.severity]), short_words(diagnostic.message)]
        words.append(_("line {line}").format(line=diagnostic.line))
        return ", ".join([*words, f"{MEND_KEY} " + _("mends it")] if diagnostic.fix is not None else words)

    def _rule_heading(self, found: Found) -> str:
        rule = found.diagnostic.rule
        return f"{_(RULES[rule].what)} · {rule} · {self._counts[rule]}"

    def _entry_heading(self, found: Found) -> str:
        words = [found.log.path.name] if self._names_files or found.number is None else []
        if found.number is None:
            words.append(_("the log itself"))
        elif (position := found.diagnostic.entry) is not None:
            entry = found.log.document.entries[position]
            words += [entry.date or _("no date"), entry.reader or _("no reader")]
            words.append(entry.title or entry.note or _("(no title)"))
        return " · ".join(words)

    def render_line(self, y: int) -> Strip:
        """The line at ``y`` of what is visible."""
        if not self._found and 1 <= y <= len(self._empty_text):
            style, width = self.part_style("where"), self.size.width
            text = fit(visible(self._empty_text[y - 1]), width - 4)
            return Strip([Segment(f"   {text}", style)]).adjust_cell_length(width, style)
        return super().render_line(y)

    def moved(self) -> None:
        """Tell that the cursor stands on another finding."""
        self.post_message(self.Moved())

    def chosen(self) -> None:
        """A second click goes there."""
        self.action_go()

    def action_go(self) -> None:
        """Ask to be taken to the finding."""
        if self._found:
            self.post_message(self.Chosen())


def _reader_and_title(found: Found) -> str:
    position = found.diagnostic.entry
    if position is None:
        return found.log.path.name
    entry = found.log.document.entries[position]
    return f"{fit_exactly(entry.reader or '', READER_CELLS)} {entry.title or entry.note or ''}"


def sorted_by_rule(found: Sequence[Found]) -> list[Found]:
    """``found`` rule by rule: the worst first, of equals the more frequent; within a rule as it was."""
    counts = Counter(one.diagnostic.rule for one in found)
    worst: dict[str, int] = {}
    for one in found:
        rank = SEVERITIES.index(one.diagnostic.severity)
        worst[one.diagnostic.rule] = min(rank, worst.get(one.diagnostic.rule, rank))

    def rank_of(one: Found) -> tuple[int, int, str]:
        rule = one.diagnostic.rule
        return worst[rule], -counts[rule], rule

    return sorted(found, key=rank_of)

"""What there is to say of one finding: the sentence, the line that is meant, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len, split_graphemes

from tui_reader.adapters.findings import Found
from tui_reader.adapters.language import _, say
from tui_reader.core.document import Span
from tui_reader.core.text_edit import NEWLINE
from tui_reader.core.visible import visible
from tui_reader.ui.entry_view import MEND_KEY, SEVERITY_SIGNS
from tui_reader.ui.text_pane import TextPane
from tui_reader.ui.wrap import ELLIPSIS, Line, Run, fit, wrap

SOURCE, PLACE, KEY, HINT, RULE = (frozenset((role,)) for role in ("source", "place", "key", "hint", "code"))

BEFORE_PLACE = 3
"""The part of a line, one in so many, that is shown before the place that is meant."""


class ProblemDetail(TextPane, can_focus=False):
    """Explains the finding under the cursor."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "error": "$error",
        "warning": "$warning",
        "info": "$faint",
        "source": "$faint",
        "place": "$foreground on $match",
        "code": "$faint",
        "key": "$accent",
        "hint": "$faint",
    }

    UNDERLINED = frozenset({"place"})

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._found: Found | None = None

    def show(self, found: Found | None) -> None:
        """Explain ``found``, or nothing."""
        self._found = found
        self.text_changed(from_the_top=True)

    def lay_out(self, width: int) -> Sequence[Line]:
        """Sentence, line and keys in lines of at most ``width`` cells."""
        if self._found is None:
            return ()
        diagnostic = self._found.diagnostic
        look = frozenset((diagnostic.severity,))
        said = wrap([Run(visible(say(diagnostic.message)), look)], width - 2)
        lines = [
            [Run("  " if number else f"{SEVERITY_SIGNS[diagnostic.severity]} ", look), *line]
            for number, line in enumerate(said)
        ]
        lines.append([Run("  "), *source_line(self._found.log.document.text, diagnostic.span, width - 2)])
        if diagnostic.fix is None:
            runs = [Run(_("no mend by itself"), HINT)]
        elif diagnostic.fix.safe:
            runs = [Run(MEND_KEY, KEY), Run(" " + _("mends it"), HINT)]
        else:
            runs = [Run(MEND_KEY, KEY), Run(" " + _("shows a mend that is not certain"), HINT)]
        lines.append([Run("  "), Run(f"{diagnostic.rule}  ", RULE), *runs])
        return lines


def source_line(text: str, span: Span, width: int) -> Line:
    """The line of ``text`` in which ``span`` begins, in ``width`` cells, with ``span`` marked; cut around it."""
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    line_end = NEWLINE.search(text, span.start)
    end = line_end.start() if line_end else len(text)
    before = visible(text[start : span.start])
    meant = visible(text[span.start : min(max(span.end, span.start), end)])
    after = visible(text[min(max(span.end, span.start), end) : end])
    room = max(width // BEFORE_PLACE, width - cell_len(meant) - cell_len(after))
    if cell_len(before) > room:
        before = ELLIPSIS + _last_cells(before, room - 1)
    meant = fit(meant, width - cell_len(before))
    after = fit(after, width - cell_len(before) - cell_len(meant))
    return [run for run in (Run(before, SOURCE), Run(meant, PLACE), Run(after, SOURCE)) if run.text]


def _last_cells(text: str, cells: int) -> str:
    """As much of the end of ``text`` as fits into ``cells``."""
    # A cell takes a letter and the marks on it: look no further than that.
    text = text[-16 * max(cells, 1) :]
    begin = len(text)
    for start, _end, width in reversed(split_graphemes(text)[0]):
        cells -= width
        if cells < 0:
            break
        begin = start
    return text[begin:]

"""What was found as people read it: place and sentence, and below them the line with what is meant underlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui_reader.adapters.language import _, ngettext, say
from tui_reader.commands.findings import CheckedLog
from tui_reader.commands.table import cell_len, cut, cut_start
from tui_reader.core.diagnostic import Diagnostic, Severity
from tui_reader.core.message import N_
from tui_reader.core.visible import visible

USUAL_CELLS = 100
"""Cells in a line where there is no terminal that says."""

SHORTEST_EXCERPT = 20
"""Cells of a log's line that are shown at least, however narrow the terminal is."""

NUMBER_CELLS = 5
"""Of a line's number, which stands to the right."""

AROUND = 8
"""Cells that are kept for what stands around a text that alone would fill the line."""

MOST_CHARACTERS_OF_CELL = 10
"""Characters that share one cell at most: a letter and its marks, as they are shown."""

SAFE_SIGN, UNSAFE_SIGN = "[*]", "[?]"
"""What is mended by ``--fix``, and what by ``--fix --unsafe`` alone."""

SEVERITY_WORDS: dict[Severity, str] = {"error": N_("error"), "warning": N_("warning"), "info": N_("info")}


class Colours(NamedTuple):
    """Control sequences that switch colours on and off."""

    severity: dict[Severity, str]
    path: str
    dim: str
    off: str


COLOURED = Colours({"error": "\x1b[1;31m", "warning": "\x1b[33m", "info": "\x1b[36m"}, "\x1b[1m", "\x1b[2m", "\x1b[0m")
PLAIN = Colours({"error": "", "warning": "", "info": ""}, "", "", "")


def text_lines(logs: Sequence[CheckedLog], cells: int, colours: Colours) -> Iterator[str]:
    """Two or three lines a finding, in the person's language; lines of the log are cut to ``cells`` cells."""
    for log in logs:
        for diagnostic in log.diagnostics:
            yield _sentence(log, diagnostic, colours)
            yield _excerpt(log, diagnostic, cells, colours)


def _sentence(log: CheckedLog, diagnostic: Diagnostic, colours: Colours) -> str:
    place = visible(f"{log.path}:{diagnostic.line}:{diagnostic.column}:")
    severity = _(SEVERITY_WORDS[diagnostic.severity])
    sign = "" if diagnostic.fix is None else f" {SAFE_SIGN if diagnostic.fix.safe else UNSAFE_SIGN}"
    return (
        f"{colours.path}{place}{colours.off} {colours.severity[diagnostic.severity]}{severity}{colours.off}"
        f" {diagnostic.rule}{sign}  {visible(say(diagnostic.message))}\n"
    )


def _excerpt(log: CheckedLog, diagnostic: Diagnostic, cells: int, colours: Colours) -> str:
    """The first line that is meant, with what is meant in it underlined."""
    line = log.lines.line(diagnostic.line)
    start = min(max(diagnostic.span.start, line.start), line.end)
    end = min(max(diagnostic.span.end, start), line.end)
    number = f"{diagnostic.line:>{NUMBER_CELLS}} | "
    room = max(cells - len(number), SHORTEST_EXCERPT)
    before, meant, after = _around(log.text, (line.start, start, end, line.end), room)
    carets = " " * cell_len(before) + "^" * max(cell_len(meant), 1)
    more_lines = diagnostic.end_line - diagnostic.line
    if more_lines > 0:
        more = ngettext("and {n} more line", "and {n} more lines", more_lines).format(n=more_lines)
        carets = f"{carets} {more}"
    gutter = f"{'|':>{len(number) - 1}} "
    return (
        f"{colours.dim}{number}{colours.off}{before}{meant}{after}".rstrip()
        + f"\n{colours.dim}{gutter}{colours.off}{colours.severity[diagnostic.severity]}{carets}{colours.off}\n"
    )


def _around(text: str, places: tuple[int, int, int, int], cells: int) -> tuple[str, str, str]:
    """A line in three pieces, as they are shown in ``cells`` cells: before what is meant, that itself, and behind it.

    ``places`` are where these begin in ``text``, and where the last ends.
    """
    line_start, start, end, line_end = places
    # Of a line of a million characters, no more is looked at than can be shown.
    most = cells * MOST_CHARACTERS_OF_CELL
    before = visible(text[max(line_start, start - most) : start])
    meant = visible(text[start : min(end, start + most)])
    after = visible(text[end : min(line_end, end + most)])
    around = cell_len(before) + cell_len(after)
    if around + cell_len(meant) <= cells:
        return before, meant, after
    meant = cut(meant, max(cells - min(around, AROUND), 1))
    room = cells - cell_len(meant)
    before = cut_start(before, min(cell_len(before), max(room - cell_len(after), room // 2)))
    return before, meant, cut(after, room - cell_len(before))

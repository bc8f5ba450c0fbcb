"""The reading pane: title, who and when and where, links, figures, what is wrong, and the summary of one entry."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from tui_reader.adapters.language import _
from tui_reader.core.address import openable, picture_name, without_scheme
from tui_reader.core.document import Entry
from tui_reader.core.visible import visible
from tui_reader.ui.highlight import marked
from tui_reader.ui.spare_time import SpareTime
from tui_reader.ui.terminal_profile import spares_bytes
from tui_reader.ui.text_pane import TextPane
from tui_reader.ui.wrap import Line, Run, fit, line_width, wrap

if TYPE_CHECKING:
    from tui_reader.core.diagnostic import Severity

SEPARATOR = " · "
LINK_SIGN = " ↗ "
SHORTEST_ADDRESS = 12
"""Cells to which an address is cut at most."""

PROSE = "tui_reader.ui.prose"

ENTRY_LOOKS: Mapping[str, str] = {
    "title": "bold",
    "meta": "$faint",
    "missing": "$faint",
    "error": "$error",
    "warning": "$warning",
    "info": "$faint",
    "heading": "bold",
    "quote": "$faint",
    "marker": "$accent",
    "rule": "$faint",
    "strong": "bold",
    "emphasis": "italic",
    "strike": "strike",
    "code": "$success",
    "formula": "$success",
    "link": "$accent",
    "place": "$faint",
    "key": "$accent",
    "hint": "$faint",
    "match": "on $match",
}
"""Of the parts of an entry and of what is said of it, in the order in which they are laid over each other."""

TITLE, NOTE, META, MISSING, KEY, HINT = (
    frozenset((role,)) for role in ("title", "note", "meta", "missing", "key", "hint")
)
META_LINK = frozenset(("meta", "link"))

SEVERITY_SIGNS: dict[Severity, str] = {"error": "✗", "warning": "!", "info": "·"}
"""What stands before a finding, so that it is told apart without colours, too."""

MEND_KEY = "m"


LONGEST_EXPECTED = 4000
"""Characters of a summary that is laid out before it is asked for: a key that comes meanwhile waits for it."""


class Problem(NamedTuple):
    """Something that is wrong with the entry."""

    sentence: str
    severity: Severity = "warning"
    can_be_mended: bool = False
    """Whether there is a key for it."""


class EntryView(TextPane):
    """Shows an entry, and scrolls through it when it has the focus."""

    LOOKS = ENTRY_LOOKS
    UNDERLINED = frozenset({"match"})

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entry: Entry | None = None
        self._problems: tuple[Problem, ...] = ()
        self._words: tuple[str, ...] = ()
        self._logged_by = ""
        self._file = ""
        self._prose_awaited = False
        self._spare_time = SpareTime(self)

    def show(
        self,
        entry: Entry | None,
        problems: Sequence[Problem] = (),
        highlights: Sequence[str] = (),
        logged_by: str = "",
        file: str = "",
    ) -> None:
        """Show ``entry``, or nothing.

        ``problems`` say what is wrong with it. ``highlights`` are the words of the filter (as in ``Query.words``),
        marked wherever they stand. ``logged_by`` are words on who put it into the log, where there is something to be
        said of that, and ``file`` names the log where there are several. The same entry shown again stays where it
        was scrolled to.
        """
        is_another = entry is not self._entry and (
            entry is None or self._entry is None or entry.markdown != self._entry.markdown
        )
        self._entry, self._problems, self._words = entry, tuple(problems), tuple(highlights)
        self._logged_by, self._file = logged_by, file
        self.text_changed(from_the_top=is_another)

    def lay_out(self, width: int) -> Sequence[Line]:
        """The entry in lines of at most ``width`` cells."""
        entry = self._entry
        return () if entry is None else [*self._head(entry, width), *self._summary(entry, width)]

    def _head(self, entry: Entry, width: int) -> list[Line]:
        """Title, the line of facts, and what is wrong."""
        if entry.kind == "no_reading":
            title = Run(visible(entry.note), NOTE) if entry.note else Run(_("No reading"), NOTE)
        elif entry.title:
            title = Run(visible(_with_readable_formulas(entry.title)), TITLE)
        else:
            title = Run(_("(no title)"), MISSING)
        lines = wrap(marked([title], self._words), width)
        facts = _facts(
            entry, width, self._logged_by, self._file, with_scheme=self.is_attached and spares_bytes(self.app)
        )
        lines += _flow([marked(fact, self._words) for fact in facts], width)
        return lines + [line for problem in self._problems for line in _said(problem, width)]

    def _summary(self, entry: Entry, width: int) -> list[Line]:
        if not entry.summary:
            return []
        if PROSE not in sys.modules:
            # Importing the reader of Markdown takes as long as a first picture may.
            if not self._prose_awaited:
                self._prose_awaited = True
                self.call_after_refresh(self._load_prose)
            return []
        from tui_reader.ui.prose import prose

        return [[], *prose(entry.summary, width, self._words)]

    def expect(self, entries: Iterable[Entry]) -> None:
        """Lay out the summaries of ``entries``, which may be shown next, while nobody waits."""
        self._spare_time.work(self._laying_out(entries))

    def _laying_out(self, entries: Iterable[Entry]) -> Iterator[None]:
        for entry in entries:
            if self._has_room and len(entry.summary or "") <= LONGEST_EXPECTED:
                self._summary(entry, self.text_width)
            yield

    def _load_prose(self) -> None:
        import tui_reader.ui.prose  # noqa: F401

        self._prose_awaited = False
        self.text_changed()


def _said(problem: Problem, width: int) -> list[Line]:
    """The lines that say ``problem``: a sign, the sentence, and the key that mends it."""
    look = frozenset((problem.severity,))
    runs = [Run(visible(problem.sentence), look)]
    if problem.can_be_mended:
        runs += [Run("  "), Run(MEND_KEY, KEY), Run(" " + _("mends it"), HINT)]
    sign = f"{SEVERITY_SIGNS[problem.severity]} "
    wrapped = wrap(runs, width - cell_len(sign))
    return [[Run("  " if number else sign, look), *line] for number, line in enumerate(wrapped)]


def _facts(entry: Entry, width: int, logged_by: str, file: str, with_scheme: bool) -> list[list[Run]]:
    """Reader, date, source with the paper's link, further links, figures, file: what stands between the separators.

    ``with_scheme``: addresses stand there as a terminal knows them by itself, for one that is not told where they lead.
    """
    logged = [Run(visible(logged_by), META)] if logged_by else []
    reader = [Run(visible(entry.reader), META)] if entry.reader else logged or [Run(_("no reader"), MISSING)]
    facts = [
        reader,
        [Run(entry.date, META) if entry.date else Run(_("no date"), MISSING)],
    ]
    if entry.links:
        own, *others = entry.links
        facts.append(_link_fact(entry.source or "", own.url, width, with_scheme))
        facts += [_link_fact(link.label, link.url, width, with_scheme) for link in others]
    elif entry.source:
        facts.append([Run(visible(entry.source), META)])
    for figure in entry.body.figures:
        words = _("figure {name}").format(name=visible(picture_name(figure.alt, figure.url)))
        facts.append([Run(fit(words, width), META, openable(figure.url))])
    if file:
        facts.append([Run(fit(visible(file), width), META)])
    if logged and reader is not logged:
        facts.append(logged)
    return facts


def _link_fact(label: str, address: str, width: int, with_scheme: bool) -> list[Run]:
    """Label and address of a link. The address is cut to the line; all of it is behind it, and can be copied."""
    shown = visible(address if with_scheme else without_scheme(address))
    runs = []
    if label and without_scheme(label) != without_scheme(address):
        label = fit(visible(label), width - SHORTEST_ADDRESS - cell_len(LINK_SIGN))
        runs.append(Run(label + LINK_SIGN, META))
    else:
        runs.append(Run(LINK_SIGN.lstrip(), META))
    runs.append(Run(fit(shown, width - cell_len(runs[0].text)), META_LINK, openable(address)))
    return runs


def _flow(facts: Sequence[list[Run]], width: int) -> list[Line]:
    """``facts`` one after the other with separators between them, broken between facts where possible."""
    lines: list[Line] = []
    room = 0
    for fact in facts:
        needed = cell_len(SEPARATOR) + line_width(fact)
        if lines and needed <= room:
            lines[-1] += [Run(SEPARATOR, META), *fact]
            room -= needed
        else:
            lines += wrap(fact, width)
            room = width - line_width(lines[-1])
    return lines


def _with_readable_formulas(text: str) -> str:
    if "$" not in text:
        return text
    from tui_reader.core.formula import with_readable_formulas

    return with_readable_formulas(text)

"""The rules about the log as a whole: its order, papers logged twice, and what stands between the entries."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from tui_reader.core.diagnostic import Fix
from tui_reader.core.document import Entry, Span, Trivia
from tui_reader.core.header_rules import meant_date
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.learning import order_of
from tui_reader.core.lines import (
    ARROWS,
    CHINESE_PLACES,
    CHINESE_VERBS,
    CONFLICT,
    ENGLISH_PLACES,
    ENGLISH_VERBS,
    INSERTION_LIMIT,
    QUOTE_AND_SPACE,
    is_template_fence,
    scannable,
)
from tui_reader.core.message import N_, message
from tui_reader.core.other_encoding import other_encoding
from tui_reader.core.place import CONFLICTS
from tui_reader.core.rule import Context, Finding, LogContext, entry_rule, log_rule
from tui_reader.core.text_edit import NEWLINE, TextEdit, newline_at

BODY = "> >\n> > Summary: It holds on to the rock.\n"
"""What stands under the header in the examples."""


def _paper(day: str, reader: str, title: str = "How Kelp Holds On", name: str = "kelp") -> str:
    """An entry of the examples."""
    return f"> > [{day}]-[{reader}]-[{title}]-[Nature](https://example.org/{name})\n{BODY}"


KELP = _paper("2024-03-05", "Mira")
OTTERS = _paper("2024-03-03", "Tom", "What Otters Carry", "otters")
URCHINS = _paper("2024-03-01", "Mira", "Where Urchins Graze", "urchins")


# -- order ------------------------------------------------------------------------------------------------------------


@log_rule(
    "date-order",
    "info",
    what=N_("The entry stands out of the order of time"),
    why=N_("Who looks for last week's entries looks where they ought to be."),
    before=f"{KELP}>\n{URCHINS}>\n{OTTERS}>\n{_paper('2024-02-26', 'Tom', 'Why Crabs Walk Sideways', 'crabs')}",
    after=f"{KELP}>\n{OTTERS}>\n{URCHINS}>\n{_paper('2024-02-26', 'Tom', 'Why Crabs Walk Sideways', 'crabs')}",
)
def _date_order(context: LogContext) -> Iterator[Finding]:
    document, template = context.document, context.standard.template
    dated = [(position, entry) for position, entry in enumerate(document.entries) if entry.date is not None]
    for _section, group in groupby(dated, key=lambda item: item[1].section):
        numbered = list(group)
        entries = [entry for _position, entry in numbered]
        order = template.order if template.line is not None else order_of(entries) or template.order
        in_order = _longest_in_order(entries if order == "oldest_first" else entries[::-1])
        for position, entry in numbered:
            if id(entry) in in_order or meant_date(Context(document, entry, position, context.standard)):
                continue
            said = (
                N_("This entry of {date} stands out of order; the log has its newest entries first")
                if order == "newest_first"
                else N_("This entry of {date} stands out of order; the log has its oldest entries first")
            )
            yield Finding(entry.header.spans["date"], message(said, date=entry.date))


def _longest_in_order(entries: Sequence[Entry]) -> set[int]:
    """The identities of as many of ``entries`` as possible of which none is older than one before it."""
    ends: list[str] = []
    last: list[int] = []  # for each length, the entry that such a row ends with
    before: list[int] = []
    for index, entry in enumerate(entries):
        date = entry.date or ""
        length = bisect_right(ends, date)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [date]
        last[length : length + 1] = [index]
    found: set[int] = set()
    index = last[-1] if last else -1
    while index >= 0:
        found.add(id(entries[index]))
        index = before[index]
    return found


# -- papers -----------------------------------------------------------------------------------------------------------


@entry_rule(
    "logged-twice",
    "log",
    "warning",
    what=N_("The paper was logged before"),
    why=N_("Two may have read it without knowing, or one entry is a copy that was forgotten."),
    before=f"{_paper('2024-03-05', 'Mira')}>\n{_paper('2024-03-03', 'Tom', 'How kelp holds on')}",
    after=f"{_paper('2024-03-05', 'Mira')}>\n{OTTERS}",
)
def _logged_twice(context: Context) -> Iterator[Finding]:
    papers = context.standard.papers
    first = papers.logged_before(context.entry) if papers is not None else None
    if first is not None:
        said = N_("This paper was logged before: by {reader}, {date}, in line {line} of {log}")
        yield Finding(
            context.place("title"),
            message(
                said,
                reader=first.entry.reader or "?",
                date=first.entry.date or "?",
                line=first.entry.line,
                log=first.log,
            ),
        )


# -- conflicts --------------------------------------------------------------------------------------------------------


@log_rule(
    "conflict-marker",
    "error",
    what=N_("A conflict of git was left in the log"),
    why=N_("Two versions stand there at once; whoever writes next may write into the one that will be thrown away."),
    before=f"<<<<<<< HEAD\n{KELP}=======\n{OTTERS}>>>>>>> theirs\n",
    after=f"{KELP}>\n{OTTERS}",
)
def _conflict_marker(context: LogContext) -> Iterator[Finding]:
    text = context.document.text
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    scan = scannable(text)
    end = 0
    for conflict in CONFLICTS.finditer(scan):
        yield from _lone_markers(scan, end, conflict.start())
        end = conflict.end()
        said = N_("A conflict of git begins here, and ends in line {line}; keep one version or both, without the marks")
        line = scan.count("\n", 0, conflict.end() - 1) + 1
        yield Finding(Span(conflict.start(), _line_end(scan, conflict.start())), message(said, line=line))
    yield from _lone_markers(scan, end, len(scan))


def _line_end(scan: str, start: int) -> int:
    end = scan.find("\n", start)
    return len(scan) if end < 0 else end


def _lone_markers(scan: str, start: int, end: int) -> Iterator[Finding]:
    """The marks of a conflict from ``start`` to ``end`` that have lost the others."""
    for sign in ("<<<<<<<", ">>>>>>>"):
        position = scan.find(sign, start, end)
        while position >= 0:
            line_end = _line_end(scan, position)
            if (not position or scan[position - 1] == "\n") and CONFLICT.match(scan[position:line_end]):
                said = N_("A mark of a conflict of git stands here alone; see which version is right, and delete it")
                yield Finding(Span(position, line_end), message(said))
            position = scan.find(sign, line_end, end)


# -- template and insertion line --------------------------------------------------------------------------------------

FENCE = "######### template #########\n"
TEMPLATE = "\n> > [date]-[reader]-[title]-[source](link)\n> >\n> > summary\n\n"


@log_rule(
    "template-damaged",
    "warning",
    what=N_("The template has lost one of its two lines of signs, or its header"),
    why=N_("New entries are spelled as the template says; a damaged one is easily taken for an entry, or overlooked."),
    before=FENCE + TEMPLATE + KELP,
    after=FENCE + TEMPLATE + FENCE + "\n" + KELP,
)
def _template_damaged(context: LogContext) -> Iterator[Finding]:
    text = context.document.text
    for block in context.document.blocks:
        if not isinstance(block, Trivia) or block.kind != "template":
            continue
        lines = list(_lines_of(text, block.span))
        fences = [number for number, (line, _span) in enumerate(lines) if line and is_template_fence(line)]
        said = [number for number, (line, _span) in enumerate(lines) if line]
        if len(fences) == 1 and len(said) == 1:
            yield Finding(
                lines[fences[0]][1],
                message(N_("The template ends here, and names no fields; write its header between two such lines")),
            )
        elif len(fences) == 1:
            fence = lines[fences[0]][1].of(text)
            newline = newline_at(text, block.span.start)
            if fences[0] == said[0]:
                end = lines[said[-1]][1].end
                edit = TextEdit(Span(end, end), newline * 2 + fence)
                place = lines[fences[0]][1]
                missing = message(N_("The template begins here, and the line that ends it is missing"))
            else:
                start = lines[said[0]][1].start
                edit = TextEdit(Span(start, start), fence + newline * 2)
                place = lines[said[0]][1]
                missing = message(N_("The template stands here, and the line that begins it is missing"))
            yield Finding(place, missing, Fix((edit,), safe=False))


def _lines_of(text: str, span: Span) -> Iterator[tuple[str, Span]]:
    """What the lines of ``span`` say without quote marks, and where each stands, without its line end."""
    start = span.start
    ends = [(found.start(), found.end()) for found in NEWLINE.finditer(text, *span)]
    for end, behind in [*ends, (span.end, span.end)]:
        yield text[start:end].strip(QUOTE_AND_SPACE), Span(start, end)
        start = behind


INSERTION = "> ==> newest first: insert new entries here <==\n>\n"


@log_rule(
    "insertion-line",
    "warning",
    what=N_("The insertion line is damaged, there twice, or not above the entries"),
    why=N_("New entries are written right below it: where it is not found, or found twice, they go astray."),
    before=f"> newest first: insert new entries here\n>\n{KELP}",
    after=f"{INSERTION}{KELP}",
)
def _insertion_line(context: LogContext) -> Iterator[Finding]:
    document, text = context.document, context.document.text
    lines = [block for block in document.blocks if isinstance(block, Trivia) and block.kind == "insertion"]
    bounds = [0, *(heading.span.start for heading in document.headings), len(text)]
    seen: set[int] = set()
    for line in lines:
        place = Span(line.span.start, line.span.start + len(line.span.of(text).rstrip("\r\n")))
        section = bisect_right(bounds, line.span.start)
        if section in seen:
            yield Finding(place, message(N_("This is the second insertion line here; delete one of them")))
            continue
        seen.add(section)
        above = [
            entry
            for entry in document.entries
            if bounds[section - 1] <= entry.start < line.span.start and entry.date is not None
        ]
        if above and context.standard.template.order == "newest_first":
            said = N_("Entries stand above the insertion line, the first in line {line}; move it up, or them down")
            yield Finding(place, message(said, line=above[0].line))
    if not lines:
        yield from _nearly_insertion_lines(context)


def _nearly_insertion_lines(context: LogContext) -> Iterator[Finding]:
    """Lines between entries that say "insert here" and have no arrow to tell them from a sentence."""
    text = context.document.text
    for block in context.document.blocks:
        if not isinstance(block, Trivia) or block.kind != "text":
            continue
        for line, span in _lines_of(text, block.span):
            lower = line.lower()
            says_so = any(verb in line for verb in CHINESE_VERBS) and any(place in line for place in CHINESE_PLACES)
            says_so = says_so or (
                any(verb in lower for verb in ENGLISH_VERBS) and any(place in lower for place in ENGLISH_PLACES)
            )
            if says_so and len(line) <= INSERTION_LIMIT - 8 and not any(arrow in line for arrow in ARROWS):
                start = span.end - len(span.of(text).lstrip(QUOTE_AND_SPACE))
                edits = (
                    TextEdit(Span(start, start), "==> "),
                    TextEdit(Span(start + len(line), start + len(line)), " <=="),
                )
                said = N_("The insertion line has lost its arrows, and is not recognised; write ==> ... <== around it")
                yield Finding(Span(start, start + len(line)), message(said), Fix(edits, safe=False))


# -- encoding ---------------------------------------------------------------------------------------------------------

CHINESE = _paper("2024-03-05", "李雷", "海带怎样附着生长")


@log_rule(
    "other-encoding",
    "error",
    what=N_("The log is saved in another encoding than UTF-8"),
    why=N_(
        "An old editor saved it so. Nobody can read its Chinese here or on the web, and with what is added in UTF-8 no "
        "program could read it any more; so nothing but ASCII is."
    ),
    before=CHINESE.encode("gb18030").decode("utf-8", "surrogateescape"),
    after=CHINESE,
)
def _other_encoding(context: LogContext) -> Iterator[Finding]:
    text = context.document.text
    encoding = other_encoding(text)
    if encoding is not None:
        line_end = NEWLINE.search(text)
        said = N_("The log is not UTF-8 but looks like {encoding}; convert it: iconv -f {encoding} -t UTF-8")
        yield Finding(Span(0, line_end.start() if line_end else len(text)), message(said, encoding=encoding))


# -- characters -------------------------------------------------------------------------------------------------------

# What a terminal may take for a command, and what turns the direction of a text: nothing that a person types.
CONTROL = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
TEXT_FIELDS = frozenset(("reader", "title", "source", "links", "figures", "summary", "note"))


@entry_rule(
    "control-character",
    "log",
    "error",
    what=N_("A control character stands in the text"),
    why=N_("Nobody sees it, and programs stumble over it; it usually came along with something pasted."),
    before=KELP.replace("Kelp", "Kelp\x08"),
    after=KELP,
)
def _control_character(context: Context) -> Iterator[Finding]:
    # One finding for all of them: a file that is no text at all has as many as characters.
    found = list(CONTROL.finditer(context.text, context.entry.start, context.entry.end))
    if found:
        codes = " ".join(f"U+{ord(character):04X}" for character in found[0].group()[:8])
        edits = tuple(TextEdit(Span(*match.span()), "") for match in found)
        yield Finding(
            Span(*found[0].span()),
            message(N_("A control character stands in the text ({codes}); delete it"), codes=codes),
            # Whoever pasted it may have meant a character that was lost on the way.
            Fix(edits, TEXT_FIELDS, safe=False),
        )

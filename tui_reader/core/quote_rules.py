"""The rules about quote marks: whether an entry is shown as one, by a program that shows Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tui_reader.core.diagnostic import Fix
from tui_reader.core.document import Span
from tui_reader.core.entry_lines import EntryLine
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import CONFLICT, HEADING, LIST_SIGN, QUOTE_AND_SPACE, is_rule, marks_of
from tui_reader.core.message import N_, message
from tui_reader.core.rule import Context, Finding, entry_rule
from tui_reader.core.text_edit import TextEdit, line_above, newline_at

HEADER = "> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n"
RIGHT = HEADER + "> >\n> > Summary: It holds on to the rock,\n> > and to itself.\n"
OTHER = "> > [2024-03-02]-[Tom]-[nothing read]\n"
OTHERS = "".join(">\n" + RIGHT.replace("Kelp Holds", f"{animals} Hold") for animals in ("Otters", "Urchins"))
"""An entry in the examples, as it is to be, and others."""

# What CommonMark takes for a block of HTML that goes on to an empty line: a tag alone on its line, or one that
# begins a block by its name.
HTML = lazy_pattern(
    r"</?[A-Za-z][^<>]*>\s*$|</?(?:center|details|div|dl|figure|h[1-6]|ol|p|section|summary|table|tr|td|ul)\b",
    re.IGNORECASE,
)
COMMENT = lazy_pattern(r"<!--.*-->\s*$")
FENCE = lazy_pattern(r"`{3}|~{3}")


# -- within an entry --------------------------------------------------------------------------------------------------


def _deviating(context: Context) -> list[tuple[EntryLine, str]]:
    """The lines of an entry whose quote marks are not those of the log, and what they are to be."""
    template, entry = context.standard.template, context.entry
    if ">" not in template.header_marks or entry.form != "header":
        return []
    lines = context.lines
    body = [line for line in lines if not line.is_header and not line.is_blank]
    inner = template.body_prefix.count(">")
    quotes_something = any(line.depth > inner for line in body) and any(line.depth <= inner for line in body)
    deviating: list[tuple[EntryLine, str]] = []
    for line in lines:
        if line.is_empty:
            continue  # it tears the entry in two, and there is a rule for that
        if quotes_something and line.depth > inner and not line.is_header:
            continue  # a quote in the summary
        wanted = template.header_marks if line.is_header else _without_indent(template.body_prefix)
        written = line.marks if line.is_header or line.marks != template.body_prefix else wanted
        if not line.content:
            wanted, written = wanted.rstrip(), written.rstrip()
        if written != wanted:
            deviating.append((line, wanted))
    return deviating


def _without_indent(prefix: str) -> str:
    """``prefix`` with one space behind its marks at the most: further ones are the text's own."""
    marks = prefix.rstrip()
    return marks + prefix[len(marks) :][:1]


def _are_mixed(context: Context) -> bool:
    """Whether the quote marks change inside an entry, otherwise than they do in the log's template."""
    template = context.standard.template
    headers, bodies = set(), set()
    for line in context.lines:
        if line.is_header:
            headers.add(line.marks)
        elif line.content:
            bodies.add(line.marks)
        elif not line.is_empty:
            bodies.add(line.marks.rstrip() + template.body_prefix[len(template.body_prefix.rstrip()) :])
    alike = template.header_marks == template.body_prefix
    return len(headers | bodies) > 1 if alike else len(headers) > 1 or len(bodies) > 1


def _respelled(context: Context, mixed: bool, pattern: str) -> Iterator[Finding]:
    """The finding that the quote marks of an entry are not those of the log, whether they are ``mixed`` or not."""
    if _are_mixed(context) is mixed and (deviating := _deviating(context)):
        template = context.standard.template
        edits = tuple(TextEdit(line.marks_span, wanted) for line, wanted in deviating)
        span = Span(deviating[0][0].start, deviating[-1][0].end)
        marks = template.header_marks.rstrip() or template.body_prefix.rstrip()
        yield Finding(span, message(pattern, marks=marks), Fix(edits))


@entry_rule(
    "prefix-changes",
    "body",
    "info",
    what=N_("The quote marks change inside the entry"),
    why=N_("It is shown in pieces, one indented more than the other, and a line without marks may fall out of it."),
    before=HEADER + "> >\n>Summary: It holds on to the rock,\nand to itself.\n" + OTHERS,
    after=RIGHT + OTHERS,
)
def _prefix_changes(context: Context) -> Iterator[Finding]:
    yield from _respelled(
        context, True, N_("The quote marks change inside the entry; begin each line as the log does, with {marks}")
    )


@entry_rule(
    "prefix-spelling",
    "body",
    "info",
    what=N_("The quote marks are others than those of the log"),
    why=N_("Entries with other quote marks are shown at another depth than their neighbours."),
    before=RIGHT.replace("> >", ">>") + OTHERS,
    after=RIGHT + OTHERS,
)
def _prefix_spelling(context: Context) -> Iterator[Finding]:
    yield from _respelled(context, False, N_("The quote marks are not those of the log, which writes {marks}"))


@entry_rule(
    "entry-torn",
    "body",
    "warning",
    what=N_("The entry is shown as two quotes"),
    why=N_("An empty line without a quote mark ends the quote: what follows is shown as if it were something else."),
    before=HEADER + "\n> > Summary: It holds on to the rock,\n> > and to itself.\n",
    after=RIGHT,
)
def _entry_torn(context: Context) -> Iterator[Finding]:
    lines = context.lines
    if not lines[0].depth or context.entry.form != "header":
        return
    torn = list(_torn_lines(lines))
    if torn:
        template = context.standard.template
        prefix = template.body_prefix if ">" in template.body_prefix else lines[0].marks
        edits = tuple(
            TextEdit(Span(line.start, line.end), prefix.rstrip())
            if line.is_empty
            else TextEdit(line.marks_span, prefix)
            for line in torn
        )
        yield Finding(
            Span(torn[0].start, torn[-1].end),
            message(N_("The quote ends here, and what follows is shown apart; put quote marks on each line")),
            Fix(edits),
        )


def _torn_lines(lines: Sequence[EntryLine]) -> Iterator[EntryLine]:
    """The lines at which the quote ends: empty ones, and ones without marks that go on with no paragraph."""
    fenced = False
    for above, line in pairwise(lines):
        if above.depth and FENCE.match(above.content):
            fenced = not fenced
        if line.is_empty:
            yield line
        elif not line.depth and not line.is_header:
            ends_paragraph = above.is_blank or HTML.match(above.content) or HEADING.match(above.content)
            if ends_paragraph or fenced:
                yield line


# -- between entries --------------------------------------------------------------------------------------------------


@entry_rule(
    "entry-fused",
    "body",
    "warning",
    what=N_("The entry is shown as part of what stands above it"),
    why=N_(
        "Without an empty line between them, the header goes on with the paragraph above, or a picture swallows it."
    ),
    before=RIGHT + OTHER,
    after=RIGHT + ">\n" + OTHER,
)
def _entry_fused(context: Context) -> Iterator[Finding]:
    above, header = line_above(context.text, context.entry.start), context.first_line.of(context.text)
    if above is not None and context.entry.form != "row" and _goes_on(above, header):
        template, depth = context.standard.template, _depth(header)
        separator = template.separator if template.separator.count(">") <= depth else ">"
        newline = newline_at(context.text, context.entry.start)
        edit = TextEdit(Span(context.entry.start, context.entry.start), (separator if depth else "") + newline)
        yield Finding(
            context.first_line,
            message(N_("This is shown as part of what stands above it; put an empty line between them")),
            Fix((edit,)),
        )


def _depth(line: str) -> int:
    return marks_of(line).count(">")


def _goes_on(above: str, header: str) -> bool:
    """Whether CommonMark takes the line ``header`` for a part of the paragraph or of the HTML that ``above`` ends."""
    content = above.lstrip(QUOTE_AND_SPACE).rstrip()
    ended = (HEADING, FENCE, COMMENT)
    if not content or is_rule(content) or CONFLICT.match(above) or any(pattern.match(content) for pattern in ended):
        return False
    # A quote begins in the midst of a paragraph, and does not in the midst of HTML, which goes on to an empty line.
    # Text goes on at whatever depth; HTML does not leave the quote that it stands in.
    deeper = _depth(header) - _depth(above)
    if HTML.match(content):
        return deeper >= 0
    # An item of a list begins wherever it stands.
    return deeper <= 0 and LIST_SIGN.match(header.lstrip(QUOTE_AND_SPACE)) is None

"""The rules about what stands under an entry's header: its figures, the label, the summary."""

from __future__ import annotations

from collections.abc import Iterator

from tui_reader.core.address import file_address
from tui_reader.core.body import PICTURES, label_of
from tui_reader.core.diagnostic import Fix
from tui_reader.core.document import Span
from tui_reader.core.fields import fold
from tui_reader.core.group import SUMMARY_LIMIT
from tui_reader.core.lazy_pattern import lazy_pattern
from tui_reader.core.lines import QUOTE_AND_SPACE, is_blank
from tui_reader.core.message import N_, message
from tui_reader.core.rule import Context, Finding, entry_rule
from tui_reader.core.text_edit import TextEdit, line_above, newline_at, whole_lines

HEADER = "> > [2024-03-05]-[Mira]-[How Kelp Holds On]-[Nature](https://example.org/kelp)\n"
"""The header in the examples."""
SUMMARY = "> >\n> > 论文简述：它长得快。\n"
FIGURE = '> >\n> > <img width="512" alt="image" src="{}">\n'
OTHER_HEADER = "> > [2024-03-03]-[Tom]-[What Otters Carry]-[Nature](https://example.org/otters)\n"
OTHER = ">\n" + OTHER_HEADER + FIGURE.format("https://example.org/otters.png") + SUMMARY
OTHERS = OTHER + OTHER.replace("otters", "urchins").replace("Otters", "Urchins")
"""Other entries in the examples, as they are to be."""

HINT = lazy_pattern(r"[ \t]*[（(][^（()）\n]*[)）]")
STARS_COLON_SPACE = "*:： \t\\"

# A block of Markdown that begins with its first line: behind a label on that line it would be none.
BLOCK = lazy_pattern(r"[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|`{3}|~{3}|\||\$\$|>")


def _without_line(text: str, span: Span) -> TextEdit:
    """Takes out the line of ``span``, and of two blank lines that would then meet, one."""
    lines = whole_lines(text, span)
    above = line_above(text, lines.start)
    below = whole_lines(text, Span(lines.end, lines.end))
    if above is not None and _says_nothing(above) and below.length and _says_nothing(below.of(text)):
        lines = Span(lines.start, below.end)
    return TextEdit(lines, "")


def _says_nothing(line: str) -> bool:
    return is_blank(line.strip("\r\n").lstrip(QUOTE_AND_SPACE))


def _is_alone(text: str, span: Span) -> bool:
    """Whether nothing but quote marks stands on the line of ``span`` beside it."""
    lines = whole_lines(text, span)
    return not (text[lines.start : span.start] + text[span.end : lines.end]).strip(QUOTE_AND_SPACE + "\r\n\\")


# -- figure -----------------------------------------------------------------------------------------------------------


@entry_rule(
    "figure-missing",
    "body",
    "info",
    what=N_("There is no figure, and this log has figures"),
    why=N_("The figure is what one remembers a paper by."),
    before=HEADER + SUMMARY + OTHER,
    after=HEADER + FIGURE.format("https://example.org/holdfast.png") + SUMMARY + OTHER,
)
def _figure_missing(context: Context) -> Iterator[Finding]:
    entry = context.entry
    if (
        entry.kind == "paper"
        and context.standard.expects_figure
        and not entry.body.figures
        and entry.body.figure_label is None
    ):
        yield Finding(
            context.place("title"), message(N_("There is no figure; add the one that the paper is remembered by"))
        )


@entry_rule(
    "figure-placeholder",
    "body",
    "info",
    what=N_("The template's words for the figure were left standing"),
    why=N_("They say nothing about the paper, and look as if something were still to come."),
    before=HEADER + "> >\n> > 论文框架图（看图能想起论文）\n" + SUMMARY,
    after=HEADER + SUMMARY,
)
def _figure_placeholder(context: Context) -> Iterator[Finding]:
    text, body = context.text, context.entry.body
    label = body.figure_label
    if label is None:
        return
    hint = HINT.search(text, *label)
    if _is_alone(text, label) and (hint or not body.figures):
        edit = _without_line(text, label)
    elif hint:
        edit = TextEdit(Span(*hint.span()), "")
    else:
        return
    said = N_("The template's words for the figure were left standing; delete them, or put a picture there")
    yield Finding(label, message(said), Fix((edit,)))


@entry_rule(
    "figure-page",
    "body",
    "warning",
    what=N_("The figure's address is that of a page about the picture"),
    why=N_("A page is no picture: outside of GitHub, nothing is shown."),
    before=HEADER + FIGURE.format("https://github.com/kelp/log/blob/main/Images/kelp.png") + SUMMARY,
    after=HEADER + FIGURE.format("https://github.com/kelp/log/raw/main/Images/kelp.png") + SUMMARY,
)
def _figure_page(context: Context) -> Iterator[Finding]:
    for figure in context.entry.body.figures:
        address = file_address(figure.url)
        if address is not None:
            yield Finding(
                figure.url_span,
                message(
                    N_("This is the page of the picture and not the picture, which is at {address}"), address=address
                ),
                Fix((TextEdit(figure.url_span, address),), frozenset({"figures"})),
            )


@entry_rule(
    "figure-not-there",
    "body",
    "warning",
    what=N_("There is no picture at the figure's address"),
    why=N_("A picture that was renamed, moved or never added is shown to nobody."),
    before=HEADER + FIGURE.format("Images/Kelp.PNG") + SUMMARY,
    after=HEADER + FIGURE.format("Images/kelp.png") + SUMMARY,
)
def _figure_not_there(context: Context) -> Iterator[Finding]:
    pictures = context.standard.pictures
    for figure in context.entry.body.figures if pictures is not None else ():
        assert pictures is not None
        if pictures.is_there(figure.url) is not False:
            continue
        similar = pictures.similar(figure.url)
        if similar is None:
            said = N_("There is no picture at {address}; add it, or correct the address")
            yield Finding(figure.url_span, message(said, address=figure.url))
        else:
            said = N_("There is no picture at {address}; is {similar} meant?")
            fix = Fix((TextEdit(figure.url_span, similar.address),), frozenset({"figures"}), similar.certain)
            yield Finding(figure.url_span, message(said, address=figure.url, similar=similar.address), fix)


# -- label ------------------------------------------------------------------------------------------------------------


@entry_rule(
    "label-missing",
    "body",
    "info",
    what=N_("The summary has no label, and summaries of this log have one"),
    why=N_("The label says where the summary begins; without it, the first words may be taken for something else."),
    before=HEADER + "> >\n> > 它长得快。\n" + OTHER,
    after=HEADER + SUMMARY + OTHER,
)
def _label_missing(context: Context) -> Iterator[Finding]:
    text, entry, template = context.text, context.entry, context.standard.template
    label, body = template.summary_label.strip(), entry.body
    if (
        not (label and entry.form in ("header", "record") and entry.kind == "paper" and body.summary_spans)
        or body.label is not None
    ):
        return
    start = body.summary_spans[0].start
    while text[start] in QUOTE_AND_SPACE:
        start += 1
    said = message(N_("The summary has no label; begin it with {label}"), label=label)
    if template.label_alone or BLOCK.match(text, start):
        new_text = label + newline_at(text, start) + template.body_prefix
    else:
        new_text = _before_text(label)
    yield Finding(Span(start, body.summary_spans[0].end), said, Fix((TextEdit(Span(start, start), new_text),)))


def _before_text(label: str) -> str:
    """``label`` as it stands before the text that it announces: a colon of Latin text wants a space behind it."""
    return label + " " if label.isascii() or label.endswith(":") else label


@entry_rule(
    "label-doubled",
    "body",
    "info",
    what=N_("The summary has its label twice"),
    why=N_("One of them was the template's; together they read as a slip."),
    before=HEADER + "> >\n> > 论文简述：论文简述：它长得快。\n",
    after=HEADER + SUMMARY,
)
def _label_doubled(context: Context) -> Iterator[Finding]:
    text, body = context.text, context.entry.body
    if body.label is None:
        return
    until = body.summary_spans[0].start if body.summary_spans else context.entry.end
    position = body.label.end
    while position < until:
        if text[position] in QUOTE_AND_SPACE + "\r\n\\":
            position += 1
            continue
        line_end = min(whole_lines(text, Span(position, position)).end, context.entry.end)
        line = text[position:line_end].rstrip("\r\n")
        second = None if line.startswith(PICTURES) else label_of(line)
        if second is not None and second[0] != "figure":
            place = Span(position, position + second[1])
            edit = _without_line(text, place) if _is_alone(text, place) else TextEdit(place, "")
            yield Finding(place, message(N_("The summary has its label twice; delete one")), Fix((edit,)))
            return
        position = line_end


@entry_rule(
    "label-misspelled",
    "body",
    "info",
    what=N_("The summary's label is spelled otherwise than in the rest of the log"),
    why=N_("Whoever searches for the label does not find this one."),
    before=HEADER
    + SUMMARY.replace("述：", "诉:")
    + OTHER
    + OTHER.replace("otters", "urchins").replace("Otters", "Urchins"),
    after=HEADER + SUMMARY + OTHERS,
)
def _label_misspelled(context: Context) -> Iterator[Finding]:
    text, label = context.text, context.entry.body.label
    usual = context.standard.template.summary_label.strip()
    if label is None or not usual or not context.entry.dated or HINT.search(text, *label):
        return
    written = label.of(text)
    words = written.strip(STARS_COLON_SPACE)
    if written.strip(" \t\\") == usual or not _is_one_sign_off(words, usual.strip(STARS_COLON_SPACE)):
        return
    rest = text[label.end : whole_lines(text, label).end].strip("\r\n")
    new_text = _before_text(usual) if rest.strip(" \t\\") else usual
    said = message(N_("The log spells this label {label}"), label=usual)
    yield Finding(Span(label.start, label.start + len(written.rstrip())), said, Fix((TextEdit(label, new_text),)))


def _is_one_sign_off(first: str, second: str) -> bool:
    """Whether two words differ in one sign at the most: one too many, one too few, or another."""
    if first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    if len(longer) - len(shorter) > 1 or len(longer) < 3:
        return False
    same = next((index for index, sign in enumerate(shorter) if sign != longer[index]), len(shorter))
    return shorter[same + (len(shorter) == len(longer)) :] == longer[same + 1 :]


# -- summary ----------------------------------------------------------------------------------------------------------


@entry_rule(
    "summary-missing",
    "body",
    "warning",
    what=N_("There is no summary"),
    why=N_("The summary is what the log is kept for."),
    before=HEADER,
    after=HEADER + SUMMARY,
)
def _summary_missing(context: Context) -> Iterator[Finding]:
    if context.entry.kind == "paper" and context.entry.summary is None:
        place = context.entry.body.label or context.place("title")
        yield Finding(place, message(N_("There is no summary; say in a sentence or two what the paper is about")))


@entry_rule(
    "summary-placeholder",
    "body",
    "info",
    what=N_("The template's words for the summary were left standing"),
    why=N_("They are meant for who writes the entry, not for who reads it."),
    before=HEADER + "> >\n> > 论文简述（一两句话）：它长得快。\n",
    after=HEADER + SUMMARY,
)
def _summary_placeholder(context: Context) -> Iterator[Finding]:
    text, body = context.text, context.entry.body
    hint = HINT.search(text, *body.label) if body.label is not None else None
    said = message(N_("The template's words for the summary were left standing; delete them"))
    if hint is not None:
        yield Finding(Span(*hint.span()), said, Fix((TextEdit(Span(*hint.span()), ""),)))
    elif body.summary_spans and _is_hint(body.summary or "", context):
        yield Finding(Span(body.summary_spans[0].start, body.summary_spans[-1].end), said)


def _is_hint(summary: str, context: Context) -> bool:
    """Whether all that is said is what the template says in parentheses."""
    said = fold(summary).strip("（()）")
    return any(fold(hint) == said for hint in context.standard.template.hints)


@entry_rule(
    "summary-long",
    "body",
    "info",
    what=N_("The summary is longer than it is to be"),
    why=N_("The template asks for a sentence or two: what is longer is not read by the others."),
    before=HEADER + "> >\n> > 论文简述：" + "它长得很快。" * 150 + "\n",
    after=HEADER + "> >\n> > 论文简述：它长得很快。\n",
)
def _summary_long(context: Context) -> Iterator[Finding]:
    summary = context.entry.summary if context.entry.kind == "paper" else None
    limit = context.standard.group.summary_limit or context.standard.template.summary_limit or SUMMARY_LIMIT
    if summary is None or len(summary) <= limit:
        return
    length = len("".join(summary.split("\n")))
    if length > limit:
        spans = context.entry.body.summary_spans
        yield Finding(
            Span(spans[0].start, spans[-1].end),
            message(
                N_("The summary has {length} characters, and {limit} are wanted at most; shorten it"),
                length=length,
                limit=limit,
            ),
        )

"""Ways to give the fields of an entry new values, the one that changes the fewest characters first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tui_reader.core.document import Document, Entry, Span
from tui_reader.core.draft import Draft
from tui_reader.core.fields import fold, iso_date
from tui_reader.core.leftover import leftover
from tui_reader.core.lines import QUOTE_AND_SPACE, is_blank, item_sign, marks_of, scannable
from tui_reader.core.record_spelling import record_edits, record_form, says_more
from tui_reader.core.spelling import (
    body_lines,
    encoded,
    figure_lines,
    headers,
    rows_of,
    spelled_date,
    spelled_figure,
    spelled_text,
    summary_lines,
)
from tui_reader.core.table_spelling import row_edits, row_form
from tui_reader.core.template import Template, under
from tui_reader.core.text_edit import NEWLINE_BEFORE, TextEdit, line_above, line_end_of, newline_at, whole_lines


def ways(
    document: Document, entry: Entry, old: Draft, new: Draft, touched: Mapping[str, str], template: Template
) -> Iterator[list[TextEdit]]:
    """Ways to make a change, the smallest first."""
    text = document.text
    newline = newline_at(text, entry.header.span.end)
    if entry.form == "record":
        yield from _ways_of_record(text, entry, old, new, touched, template)
        return
    if entry.form == "row":
        yield from _ways_of_row(text, entry, old, new, touched, template)
        return
    template = replace(template, record=None)
    if old.kind == new.kind:
        yield from _field_edits(text, entry, touched, template, newline)
        body = [
            edit
            for edits in _field_edits(
                text,
                entry,
                {field: value for field, value in touched.items() if field in ("figure", "summary")},
                template,
                newline,
            )
            for edit in edits
        ]
        span = entry.header.span
        prefix = _prefix_at(text, span.start, template)
        if leftover(text, entry) is not None:
            return  # what is in no field would not be spelled
        for header in headers(new, _dates_like(entry, text, template)):
            yield [TextEdit(Span(span.start, span.end), prefix + header + line_end_of(text, span)), *body]
    own = replace(_dates_like(entry, text, template), header_prefix=_prefix_at(text, entry.start, template))
    if own.header_marks.count(">") > template.body_prefix.count(">"):
        own = replace(own, body_prefix=under(own.header_prefix))
    for header in headers(new, own):
        lines = body_lines(header, new, own)
        yield [TextEdit(entry.span, newline.join(lines) + line_end_of(text, entry.span))]


def _ways_of_record(
    text: str, entry: Entry, old: Draft, new: Draft, touched: Mapping[str, str], template: Template
) -> Iterator[list[TextEdit]]:
    """Ways to make a change in an entry that has a label a line, the smallest first."""
    newline = newline_at(text, entry.header.span.end)
    own = replace(_dates_like(entry, text, template), record=record_form(text, entry))
    if old.kind == new.kind:
        yield from _field_edits(text, entry, touched, own, newline)
    if says_more(text, entry):
        return  # what no field holds would not be spelled
    own = replace(own, header_prefix=_prefix_at(text, entry.start, replace(own, header_prefix="")))
    own = replace(own, body_prefix=own.header_prefix)
    for header in headers(new, own):
        yield [TextEdit(entry.span, newline.join(body_lines(header, new, own)) + line_end_of(text, entry.span))]


def _ways_of_row(
    text: str, entry: Entry, old: Draft, new: Draft, touched: Mapping[str, str], template: Template
) -> Iterator[list[TextEdit]]:
    """Ways to make a change in an entry that is a row of a table, the smallest first."""
    form = row_form(text, entry)
    own = replace(_dates_like(entry, text, template), table=form)
    if old.kind == new.kind:
        yield from _field_edits(text, entry, touched, own, newline_at(text, entry.start))
    if "" not in form.table.columns:  # what no field holds would not be spelled
        for row in rows_of(new, own, form):
            yield [TextEdit(entry.span, form.marks + row + line_end_of(text, entry.span))]


def _prefix_at(text: str, start: int, template: Template) -> str:
    """The quote marks of the line that begins at ``start``; with the sign of its item, where the log is a list."""
    end = start
    while end < len(text) and text[end] in QUOTE_AND_SPACE:
        end += 1
    if template.is_list:
        end += len(item_sign(text, end))
    return text[start:end]


def _dates_like(entry: Entry, text: str, template: Template) -> Template:
    """``template`` with dates spelled the way ``entry`` spells its own."""
    span = entry.header.spans.get("date")
    if span is None or entry.date is None:
        return template
    signs = set(re.findall(r"[-./]", span.of(text)))
    numbers = re.findall(r"\d+", span.of(text))
    if len(signs) != 1 or len(numbers) != 3:
        return template
    small = [number for number in numbers[1:] if int(number) < 10]
    padded = all(len(number) == 2 for number in small) if small else template.date_padded
    return replace(template, date_sign=signs.pop(), date_padded=padded)


def _field_edits(
    text: str, entry: Entry, touched: Mapping[str, str], template: Template, newline: str
) -> Iterator[list[TextEdit]]:
    """The edits of the fields alone: several ways where a text can be escaped in several."""
    choices = [list(_edits_of(text, entry, field, value, template, newline)) for field, value in touched.items()]
    if not all(choices):
        return
    for number in range(max((len(choice) for choice in choices), default=0)):
        yield [edit for choice in choices for edit in choice[min(number, len(choice) - 1)]]


def _edits_of(
    text: str, entry: Entry, field: str, value: str, template: Template, newline: str
) -> Iterator[list[TextEdit]]:
    """Ways to give one field a new value, the smallest first; none where it takes more than its own characters."""
    if entry.form == "row" and template.table is not None:
        for spelling in _spelled(entry, field, value, text, template):
            yield from ([edit] for edit in row_edits(text, entry, field, spelling, template.table))
    elif field == "figure":
        yield from ([edit] for edit in _figure_edits(text, entry, value, template, newline))
    elif field == "summary":
        yield from _summary_edits(text, entry, value, template, newline)
    elif entry.form == "record" and template.record is not None:
        for spelling in _spelled(entry, field, value, text, template):
            yield from ([edit] for edit in record_edits(text, entry, field, spelling, template.record))
    elif field == "date":
        span = entry.header.spans.get("date")
        if span is not None and (date := iso_date(value)) is not None:
            like = _dates_like(entry, text, template)
            yield [TextEdit(span, spelled_date(date, like.date_sign, like.date_padded))]
    else:
        yield from ([edit] for edit in _header_edits(entry, field, fold(value), template))


def _spelled(entry: Entry, field: str, value: str, text: str, template: Template) -> Iterator[str]:
    """Ways to write ``value`` behind a label, the plainest first."""
    if field == "date" and (date := iso_date(value)) is not None:
        like = _dates_like(entry, text, template)
        yield spelled_date(date, like.date_sign, like.date_padded)
    elif field == "link":
        yield encoded(value)
    elif field == "figure" and value and not entry.body.figures:
        yield spelled_figure(value, template)
    elif field == "figure":
        yield encoded(value)
    elif field == "summary":
        yield "\n".join(summary_lines(value))
    elif field == "title" and value:
        yield from spelled_text(fold(value))
    else:
        yield fold(value)


def _header_edits(entry: Entry, field: str, value: str, template: Template) -> Iterator[TextEdit]:
    spans = entry.header.spans
    span, outer = spans.get(field), spans.get(field + "_outer")
    spellings = (
        [encoded(value)] if field == "link" else [value] if field in ("reader", "note") else list(spelled_text(value))
    )
    if field == "link" and span is None:
        span = spans.get("empty_link")
    if span is not None and value:
        for spelling in spellings:
            yield TextEdit(span, spelling)
        if span == outer and field != "link":
            for spelling in spellings:
                yield TextEdit(span, f"[{spelling}]")
        return
    behind = {"reader": ("date",), "source": ("title", "link"), "link": ("title", "source")}.get(field, ())
    places = [spans[name + "_outer"].end for name in behind if name + "_outer" in spans]
    if value:
        for place in sorted(set(places), reverse=field == "link"):
            for spelling in spellings:
                added = f"({spelling})" if field == "link" else f"{template.joint}[{spelling}]"
                yield TextEdit(Span(place, place), added)
    elif span is not None and outer is not None:
        start = (
            outer.start
            if field == "link"
            else max((place for place in places if place <= outer.start), default=outer.start)
        )
        yield TextEdit(Span(start, outer.end), "")


def _body_prefix(text: str, entry: Entry, template: Template) -> str:
    """The quote marks of the lines under an entry's header: those that most of them have, else the template's."""
    lines = scannable(text[entry.header.span.end : entry.end]).split("\n")
    marks = [marks_of(line) for line in lines if not is_blank(line.lstrip(QUOTE_AND_SPACE))]
    quoted = [mark for mark in marks if ">" in mark]
    if quoted:
        prefix = max(quoted, key=quoted.count)
        return prefix.rstrip() + prefix[len(prefix.rstrip()) :][:1]
    own = _prefix_at(text, entry.start, template)
    if own.strip(QUOTE_AND_SPACE):
        return max(marks, key=marks.count) if marks else template.body_prefix
    if marks:
        return ""
    return template.body_prefix if template.body_prefix.count(">") >= own.count(">") else own


def _figure_edits(text: str, entry: Entry, value: str, template: Template, newline: str) -> Iterator[TextEdit]:
    figures = entry.body.figures
    prefix = _body_prefix(text, entry, template)
    if figures and value:
        yield TextEdit(figures[0].url_span, encoded(value))
    elif figures:
        span = figures[0].span
        yield TextEdit(_with_gap(text, entry, span) if _is_whole(text, span) else span, "")
    elif value:
        blank = prefix.rstrip()
        label = entry.body.figure_label
        if label is not None:
            # It stands there still, and waits for its figure.
            place = whole_lines(text, label).end
            lines = [prefix + spelled_figure(value, template)]
        else:
            lines = [prefix + line for line in figure_lines([value], template)]
            is_below = template.figure_below and entry.body.summary is not None
            place = entry.end if is_below else entry.header.span.end
            following = scannable(text[place : entry.end]).split("\n", 1)[0].strip(QUOTE_AND_SPACE)
            if template.space_over_summary if is_below else template.space_under_header:
                lines.insert(0, blank)
            if following and template.space_over_summary:
                lines.append(blank)
        inserted = newline.join(lines)
        ended = bool(NEWLINE_BEFORE.search(text[:place][-2:]))
        yield TextEdit(Span(place, place), inserted + newline if ended else newline + inserted)


def _summary_edits(text: str, entry: Entry, value: str, template: Template, newline: str) -> Iterator[list[TextEdit]]:
    body = entry.body
    prefix = _body_prefix(text, entry, template)
    blank = prefix.rstrip()
    lines = summary_lines(value) if value.strip() else []

    def quoted(said: Sequence[str], first: str) -> str:
        marks = prefix if prefix.endswith(" ") or not prefix else prefix + " "
        return newline.join([first + said[0], *(marks + line if line else blank for line in said[1:])])

    if body.summary_spans:
        *others, last = _runs(text, body.summary_spans)
        edits = [TextEdit(whole_lines(text, run) if _is_whole(text, run) else run, "") for run in others]
        if lines:
            yield [*edits, TextEdit(last, quoted(lines, ""))]
        else:
            yield [*edits, TextEdit(_with_gap(text, entry, last) if _is_whole(text, last) else last, "")]
    elif body.label is not None:
        behind = Span(body.label.end, body.label.end)
        label = body.label.of(text)
        if label.rstrip().endswith((":", "：")):
            yield [TextEdit(behind, (" " if label.endswith(":") else "") + quoted(lines, ""))]
        yield [TextEdit(behind, newline + quoted(lines, prefix))]
    else:
        end = Span(entry.end, entry.end)
        label = template.summary_label
        said = [label, *lines] if label and template.label_alone else [label + lines[0], *lines[1:]]
        inserted = blank + newline + quoted(said, prefix)
        ended = NEWLINE_BEFORE.search(text[: entry.end][-2:]) is not None
        yield [TextEdit(end, inserted + newline if ended else newline + inserted)]


def _runs(text: str, spans: Sequence[Span]) -> list[Span]:
    """``spans`` put together where only quote marks lie between them."""
    runs = [spans[0]]
    for span in spans[1:]:
        if text[runs[-1].end : span.start].strip(QUOTE_AND_SPACE + "\r\n\\"):
            runs.append(span)
        else:
            runs[-1] = Span(runs[-1].start, span.end)
    return runs


def _with_gap(text: str, entry: Entry, span: Span) -> Span:
    """The lines of ``span``, to be taken out, with the blank one below them where one stands above as well."""
    lines = whole_lines(text, span)
    above = line_above(text, lines.start)
    below = whole_lines(text, Span(lines.end, lines.end))
    blank = (
        above is not None and not above.strip(QUOTE_AND_SPACE) and not below.of(text).strip(QUOTE_AND_SPACE + "\r\n")
    )
    return Span(lines.start, below.end) if blank and below.end <= entry.end else lines


def _is_whole(text: str, span: Span) -> bool:
    """Whether nothing but quote marks stands on the lines of ``span`` beside it."""
    lines = whole_lines(text, span)
    return not (text[lines.start : span.start] + text[span.end : lines.end]).strip(QUOTE_AND_SPACE + "\r\n\\")

"""How an entry that is kept as a record, one label a line, is written, and one of its fields changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui_reader.core.document import Entry, Span
from tui_reader.core.draft import Draft
from tui_reader.core.fields import fold
from tui_reader.core.lines import HEADING, QUOTE_AND_SPACE, RECORD_LABEL, ideographs, is_blank, scannable
from tui_reader.core.record import Value, is_headed, record_in
from tui_reader.core.text_edit import TextEdit, newline_at, whole_lines

KINDS = {"paper": "title", "speaker": "reader"}
"""What the fields of a record are called elsewhere, where that differs."""
WRITTEN = ("date", "reader", "title", "source", "link", "note")
"""What a record can be given."""
ENGLISH = {"date": "Date", "reader": "Reader", "title": "Paper", "source": "Venue", "link": "Link", "note": "Status"}
CHINESE = {"date": "日期", "reader": "阅读人", "title": "论文", "source": "来源", "link": "链接", "note": "状态"}


class RecordForm(NamedTuple):
    """How a log writes its records."""

    labels: tuple[tuple[str, str], ...]
    """Fields in their order, and the label of each with all that stands before its value: ``**Date:** ``."""
    spaced: bool = False
    """Whether a line without text stands between two of them."""
    line_end: str = ""
    """What stands at the end of each line and means a line break."""

    def label(self, field: str) -> str:
        """The label of ``field``: the log's own, else one spelled as the first that it has is spelled."""
        own = dict(self.labels)
        if field in own:
            return own[field]
        like = next((label for label in own.values() if RECORD_LABEL.match(label)), "Date: ")
        found = RECORD_LABEL.match(like)
        name = found["name"] if found is not None else ""
        return like.replace(name, (CHINESE if ideographs(name) else ENGLISH)[field], 1)


def record_form(text: str, entry: Entry) -> RecordForm:
    """How the record ``entry``, which stands in ``text``, is written."""
    lines, values, _ = _lines_of(text, entry)
    return form_of(lines, values, lines[0] if is_headed(lines) else "")


def form_of(lines: Sequence[str], values: Sequence[Value], title: str = "") -> RecordForm:
    """How the record of ``values`` in ``lines`` is written; ``title``: the heading that is its title."""
    labels = [(KINDS.get(value.field, value.field), _parted(value.label)) for value in values]
    if (heading := HEADING.match(title)) is not None:
        labels.insert(0, ("title", f"{heading[1]} "))
    numbers = [value.pieces[0][1] for value in values]
    between = [line for line in lines[numbers[0] : numbers[-1]] if is_blank(line.lstrip(QUOTE_AND_SPACE))]
    ends = {"\\" if line.endswith("\\") else "  " if line.endswith("  ") else "" for line in _filled(lines, numbers)}
    known = tuple((field, label) for field, label in labels if field in WRITTEN)
    return RecordForm(tuple(dict(known).items()), bool(between), ends.pop() if len(ends) == 1 else "")


def _parted(label: str) -> str:
    """``label`` with the space that parts it from a value, where nobody has filled one in."""
    return label + " " if label[-1:] in (":", "*", "_", "`") else label


def says_more(text: str, entry: Entry) -> bool:
    """Whether the record has labels that none of an entry's fields holds: spelled anew, it would lose them."""
    return any(KINDS.get(value.field, value.field) not in WRITTEN for value in _lines_of(text, entry)[1])


def record_headers(meant: Draft, date: str, titles: Sequence[str], form: RecordForm) -> Iterator[str]:
    """Ways to write what stands above the summary of ``meant``, lines parted by ``\\n``, without quote marks.

    ``titles`` are ways to write the title of a paper, the plainest first.
    """
    fields = dict.fromkeys([*(field for field, _ in form.labels if field != "note"), "date", "reader", "title"])
    if meant.kind == "no_reading":
        told = {"date": date, "reader": meant.reader}
        yield _put_down(told | {"note": meant.note}, (*fields, "note"), form)
        yield _put_down(told | {"title": meant.note}, fields, form)
        return
    more = "".join(f" [{link.label or 'link'}]({link.url})" for link in meant.more_links)
    told = {"date": date, "reader": meant.reader, "source": meant.source}
    for title in titles:
        if "link" in fields and meant.link:
            yield _put_down(told | {"title": title, "link": f"{meant.link}{more}"}, (*fields, "source"), form)
        else:
            linked = f"[{title}]({meant.link}){more}" if meant.link else title + more
            yield _put_down(told | {"title": linked}, (*fields, "source"), form)
    for title in titles:
        if not meant.link:
            yield _put_down(told | {"title": f"[{title}]{more}"}, (*fields, "source"), form)


def _put_down(told: dict[str, str], fields: Sequence[str] | dict[str, None], form: RecordForm) -> str:
    """The labels of ``fields`` with what is ``told``; of what is not told, only what every record has."""
    kept = ("date", "reader")
    lines = [
        form.label(field) + told.get(field, "")
        for field in dict.fromkeys(fields)
        if told.get(field) or (field in kept and field in dict(form.labels))
    ]
    if lines and lines[0].startswith("#") and len(lines) > 1:
        lines.insert(1, "")
    between = "\n\n" if form.spaced else form.line_end + "\n"
    return between.join(line.rstrip() for line in lines).replace("\n\n\n", "\n\n")


def record_edits(text: str, entry: Entry, field: str, spelling: str, form: RecordForm) -> Iterator[TextEdit]:
    """Ways to give ``field`` of a record a value that is spelled so; empty, to take it out."""
    lines, values, starts = _lines_of(text, entry)
    span, outer = entry.header.spans.get(field), entry.header.spans.get(field + "_outer")
    value = next((value for value in values if KINDS.get(value.field, value.field) == field), None)
    if span is not None and spelling:
        yield TextEdit(span, spelling)
        if field == "title":
            yield TextEdit(span, f"[{spelling}]")
    elif spelling and value is not None:
        _, number, place = value.pieces[0]
        at = starts[number] + place
        yield TextEdit(Span(at, at), spelling if text[at - 1 : at].isspace() else " " + spelling)
    elif spelling:
        above = [value for value in values if _rank(value) < WRITTEN.index(field)]
        number = above[-1].pieces[-1][1] if above else values[0].pieces[0][1] - 1
        first = lines[max(values[0].pieces[0][1], 0)]
        marks = first[: len(first) - len(first.lstrip(QUOTE_AND_SPACE))]
        newline = newline_at(text, entry.start)
        said = marks + form.label(field) + spelling + form.line_end + newline
        yield TextEdit(Span(starts[number + 1], starts[number + 1]), said)
    elif span is not None and outer is not None:
        is_alone = value is not None and fold(value.text) == fold(span.of(text))
        yield TextEdit(whole_lines(text, span) if is_alone else outer, "")


def _rank(value: Value) -> int:
    """Where the field of ``value`` stands among those that a record has."""
    kind = KINDS.get(value.field, value.field)
    return WRITTEN.index(kind) if kind in WRITTEN else len(WRITTEN)


def _lines_of(text: str, entry: Entry) -> tuple[list[str], tuple[Value, ...], list[int]]:
    """The lines of a record, the values in them, and where each line begins in ``text``."""
    lines = scannable(text[entry.start : entry.end]).split("\n")
    starts = [entry.start]
    for line in lines:
        starts.append(min(starts[-1] + len(line) + 1, entry.end))
    return lines, record_in(lines).values, starts


def _filled(lines: Sequence[str], numbers: Sequence[int]) -> list[str]:
    """All lines of ``numbers`` but the last, which nothing may follow."""
    return [lines[number] for number in numbers[:-1]]
